// What the server alone says of notices: mail, short messages, its operations. Both languages side by side.
import { defineWords } from '../../../platform/shared/words.ts';

export const noticeLetterWords = defineWords({
  'letters.product': ['头雁 · {{city}}', 'Touyan · {{city}}'],
  'letters.several': ['您有 {{notices}} 条新通知', '{{notices}} new notices'],
  'letters.more': ['另有 {{more}} 条，请登录查看', 'And {{more}} more: please sign in'],
  'letters.signIn': ['请登录平台查看和设置通知。', 'Sign in to the platform to read and to choose your notices.'],
  'letters.why': [
    '您收到此邮件，是因为您在平台上选择了邮件通知。可随时更改：',
    'You receive this because you chose mail on the platform. Change it at any time:',
  ],
  'letters.settings': ['通知设置', 'Notice settings'],
  'letters.short': [
    '【头雁】“{{about}}”有 {{notices}} 条新通知，请登录查看。',
    'Touyan: {{notices}} new ({{about}}). Sign in to read.',
  ],
  'letters.shortSeveral': [
    '【头雁】您有 {{notices}} 条新通知，请登录查看。',
    'Touyan: {{notices}} new notices. Sign in to read.',
  ],
  'letters.codeSubject': ['验证码', 'Your code'],
  'letters.code': [
    '您正在验证用于接收通知的邮箱，验证码：{{code}}，10 分钟内有效。如非本人操作，请忽略。',
    'You are confirming this address for your notices. The code is {{code}}, good for 10 minutes. If it was not you, ignore this.',
  ],
  'letters.codeShort': [
    '【头雁】验证码 {{code}}，10 分钟内有效，请勿告诉他人。',
    'Touyan code {{code}}, good for 10 minutes. Tell nobody.',
  ],
  'routes.list': ['本人的通知', 'The caller’s notices'],
  'routes.count': ['未读通知数', 'How many notices are unread'],
  'routes.one': ['一条通知', 'One notice'],
  'routes.read': ['标为已读', 'Mark notices as read'],
  'routes.unread': ['标为未读', 'Mark notices as unread'],
  'routes.settings': ['通知设置', 'What the caller wants to be told, how and when'],
  'routes.changeSettings': ['修改通知设置', 'Change the notice settings'],
  'routes.resetSettings': ['恢复默认通知设置', 'Back to the default notice settings'],
  'routes.offerContact': ['填写接收地址并发送验证码', 'Give an address and have a code sent to it'],
  'routes.verifyContact': ['用验证码确认接收地址', 'Confirm an address by its code'],
  'routes.dropContact': ['删除接收地址', 'Remove an address'],
  'routes.follows': ['关注的记录', 'Followed records'],
  'routes.follow': ['关注记录', 'Follow a record'],
  'routes.unfollow': ['取消关注', 'Unfollow a record'],
  'routes.comments': ['记录的评论', 'Comments on a record'],
  'routes.writeComment': ['写评论', 'Write a comment'],
  'routes.editComment': ['修改评论', 'Change a comment'],
  'routes.withdrawComment': ['撤回评论', 'Withdraw a comment'],
  'routes.mentionable': ['可提到的人', 'People who can be mentioned'],
});
