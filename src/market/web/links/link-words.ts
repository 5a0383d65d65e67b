// Words of the link by which an owner confirms a listing on the phone, and of the card that sends it. Both languages side by side.
import { defineWords } from '../../../platform/shared/words.ts';

export const linkWords = defineWords({
  'routes.send': ['给单位发一条确认链接（供需）', 'Sends the owner of a listing a link to confirm it'],
  'routes.read': ['凭链接查看待确认的供需', 'The listing that a link asks about'],
  'routes.confirm': ['凭链接确认供需', 'Confirms a listing by a link'],
  'routes.change': ['凭链接改正供需', 'Puts a listing right by a link'],
  'routes.refuse': ['凭链接回复供需不属实或不再有效', 'Says by a link that a listing is not so, or holds no longer'],
  'sms.first': [
    '{{firm}}：科技部门代您单位登记了“{{title}}”，请核对，确认后才公开：{{link}} （{{until}}前有效，只能用一次）',
    '{{firm}}: “{{title}}” was entered for you. It is published once you confirm it: {{link}} (good until {{until}}, once)',
  ],
  'sms.still': [
    '{{firm}}：您单位在技术市场发布的“{{title}}”是否仍有效，请确认：{{link}} （{{until}}前有效，只能用一次）',
    '{{firm}}: does your listing “{{title}}” still hold? Please confirm: {{link}} (good until {{until}}, once)',
  ],
  'send.title': ['请单位在手机上确认', 'Ask its owner on the phone'],
  'send.first': [
    '这条是代单位填报的，已审核，单位确认后才公开。单位可以登录确认，也可以打开链接确认，不需要账号。',
    'It was entered for its owner and has been reviewed; it is published once the owner confirms it, signed in or by a link, without an account.',
  ],
  'send.still': [
    '只有单位自己的确认才延长展示。可以发一条链接，请单位确认是否仍有效。',
    'Only its owner’s word keeps it shown. Send a link that asks whether it still holds.',
  ],
  phone: ['单位联系人手机', 'Mobile phone at the firm'],
  phoneHelp: [
    '只用来发这一条短信，系统不保存。不填则只生成链接。',
    'For this one message; it is not kept. Left empty, only a link is made.',
  ],
  'send.act': ['生成链接并发送', 'Make and send the link'],
  'send.sent': ['已发送，{{until}}前有效。', 'Sent; good until {{until}}.'],
  'send.shown': [
    '没有发出短信。请复制链接转给单位；它只显示这一次，{{until}}前有效。',
    'No message was sent. Copy the link and hand it over; it is shown this once, and good until {{until}}.',
  ],
  'send.link': ['确认链接', 'Link to confirm'],
  'page.title': ['请核对并确认', 'Please check and confirm'],
  'page.still': ['这条信息是否仍有效？', 'Does this still hold?'],
  'page.first': [
    '科技部门代{{firm}}填报了下面的内容。您确认后，它将在技术市场公开。',
    'The science and technology office entered this for {{firm}}. It is published on the market once you confirm it.',
  ],
  'page.stillNote': [
    '这是{{firm}}在技术市场发布的内容。确认后继续展示，不再有效的会下架。',
    'This is what {{firm}} shows on the market. Confirmed, it stays; otherwise it is taken down.',
  ],
  'page.anonymous': ['公开时不显示单位名称和所在区。', 'Your name and district are not shown.'],
  'page.secret': ['确认即表示内容属实，且不含国家秘密。', 'By confirming you say that it is true and holds no state secret.'],
  'page.confirm': ['内容无误，同意公开', 'It is right, publish it'],
  'page.confirmStill': ['仍有效', 'It still holds'],
  'page.change': ['有几处要改', 'Something must be changed'],
  'page.changeNote': [
    '改后由工作人员再看一遍，然后公开，不用再次确认。',
    'Officers look at it once more, then it is published; you need not confirm it again.',
  ],
  'page.changeAct': ['提交改正并确认', 'Send the changes and confirm'],
  'page.refuse': ['内容不属实，不同意', 'It is not so'],
  'page.refuseStill': ['不再有效', 'It holds no longer'],
  'page.reason': ['请说明理由', 'Say why'],
  'page.refuseAct': ['提交', 'Send'],
  'done.published': ['已确认，现在公开展示。', 'Confirmed. It is shown on the market now.'],
  'done.underReview': ['已收到您的改正，审核后公开。', 'Your changes are received; it is published after a review.'],
  'done.draft': ['已退回，不会公开。谢谢。', 'It was sent back and is not published. Thank you.'],
  'done.closed': ['已下架。谢谢。', 'It was taken down. Thank you.'],
  'done.market': ['查看技术市场', 'To the market'],
  entrust: ['同时委托这位经理人', 'Entrust it to this manager'],
  entrustHelp: [
    '这条信息由技术经理人 {{manager}} 代填；委托后由其代为确认仍有效、推荐对接，随时可以结束。',
    'It was entered by technology manager {{manager}}; entrusted with it, the manager may confirm that it still holds and propose matches, until you end it.',
  ],
  'refusals.notSent': [
    '短信没有发出，请由地区工作人员向单位提供链接',
    'No message could be sent: have an officer of the district hand the link to the firm',
  ],
  'refusals.firmsPhone': ['请填写单位的手机号', 'Say the firm’s telephone'],
  'refusals.ownPhone': ['这是您本人的手机号，请填写单位的', 'It is your own telephone: say the firm’s'],
  'refusals.none': ['链接不存在、已用过或已被新链接代替', 'There is no such link, or it was used or replaced'],
  'refusals.over': ['链接已过期，请联系发送的工作人员', 'The link is over; ask whoever sent it'],
  'refusals.nothingAsked': ['这条供需现在不需要确认', 'Nothing is to be confirmed of this listing now'],
  'refusals.tooMany': ['同一条供需一天最多发 {{most}} 条链接', 'At most {{most}} links of a listing in a day'],
  'refusals.phone': ['请填写手机号码', 'Give a mobile phone number'],
});
