// Words of sealed copies: what is printed to be signed, the scan given back, why one is refused. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const sealedWords = defineWords({
  title: ['签字盖章件', 'Signed and stamped copy'],
  upload: ['扫描件', 'Scan'],
  typed: ['版本码', 'Version code'],
  column: ['签字盖章件', 'Sealed copy'],
  'standing.early': ['上报后打印', 'After handing in'],
  'standing.missing': ['尚未提交', 'Not there yet'],
  'standing.old': ['须重新提交', 'Of an earlier version'],
  'standing.withdrawn': ['已撤回，须重新提交', 'Taken back'],
  'standing.there': ['已提交', 'There'],
  'filter.missing': ['未提交', 'Not there yet'],
  'filter.there': ['已提交', 'There'],
  'filter.typed': ['版本码为人工录入', 'Code typed by hand'],
  count_one: ['签字盖章件未提交：{{count}} 份', 'Without the signed and stamped copy: {{count}}'],
  count_other: ['签字盖章件未提交：{{count}} 份', 'Without the signed and stamped copy: {{count}}'],

  'card.early': [
    '本表以签字盖章件结束：上报后打印，签字盖章，扫描后传回。现在打印的是草稿，没有版本码。',
    'This return ends with its signed and stamped copy: print it once it is handed in, have it signed and stamped, send back the scan. Printed now it is a draft without a code.',
  ],
  'card.howTo': [
    '打印本表，签字盖章，扫描或拍照后传回。每页右上角的版本码说明它是哪一版数值；区级通过后再打印，可免数值退改而重新签章。',
    'Print it, have it signed and stamped, send back a scan or a photograph. The version code at the head of each page tells of which figures it is; printed after the district has accepted, it need not be signed twice.',
  ],
  'card.old': [
    '数值已更正，原签字盖章件属于第 {{edition}} 版，请打印现在的第 {{asked}} 版重新签章。',
    'The figures were put right since: the copy is of version {{edition}}. Print version {{asked}} and have it signed anew.',
  ],
  'card.withdrawn': ['签字盖章件已从附件中撤回。', 'The copy was taken back among the files.'],
  'card.officer': [
    '填报单位尚未提交签字盖章件；提交前不能锁定。',
    'The respondent has not sent it yet; until then the return cannot be locked.',
  ],
  'card.given': ['第 {{edition}} 版，{{day}} 提交', 'Version {{edition}}, given on {{day}}'],
  'card.read': [
    '版本码由系统从扫描件读出，与现有数值一致。',
    'The version code was read from the scan: it is of the figures that stand.',
  ],
  'card.typed': [
    '扫描件上读不出版本码，由填报单位照纸面录入；请核对扫描件右上角。',
    'No code could be read from the scan; the respondent typed what stands on the paper. Compare it with the head of the scan.',
  ],
  'card.digest': ['摘要', 'Digest'],
  'card.open': ['下载扫描件（{{size}}）', 'Download the scan ({{size}})'],
  'card.print': ['打印本表', 'Print this return'],
  'card.amendment': ['打印待核准的更正', 'Print the amendment that waits'],
  'card.amendmentNote': [
    '更正核准后即为第 {{edition}} 版，版本码不变；可以先签章，核准后再提交扫描件。',
    'Once accepted it is version {{edition}} under the code that is printed: it may be signed now, and its scan sent then.',
  ],
  'card.draft': ['打印草稿', 'Print the draft'],
  'card.give': ['提交扫描件', 'Send the scan'],
  'card.again': ['更换扫描件', 'Send another scan'],

  'give.note': ['PDF、JPEG或PNG，每页右上角的版本码要完整。', 'PDF, JPEG or PNG, with the code at the head of each page whole.'],
  'give.drop': ['把扫描件拖到这里', 'Drop the scan here'],
  'give.choose': ['选择扫描件', 'Choose the scan'],
  'give.reading': ['正在识别{{file}}上的版本码……', 'Reading the version code on {{file}} …'],
  'give.refused': ['这份扫描件不能提交', 'This scan cannot be given'],
  'give.found': ['已识别', 'Read'],
  'give.foundNote_one': [
    '“{{name}}”（{{count}} 页）的版本码与现有数值一致。',
    '“{{name}}” ({{count}} page) is of the figures that stand.',
  ],
  'give.foundNote_other': [
    '“{{name}}”（{{count}} 页）的版本码与现有数值一致。',
    '“{{name}}” ({{count}} pages) is of the figures that stand.',
  ],
  'give.unread': ['未识别', 'Not read'],
  'give.unreadNote': [
    '“{{name}}”上读不出版本码。可重新扫描（200 dpi 以上、不遮挡右上角），或照纸面录入；审核人员会看到是人工录入。',
    'No code could be read from “{{name}}”. Scan it again (200 dpi or more, nothing over the code), or type what stands on the paper; officers see that it was typed.',
  ],
  'give.code': ['纸面右上角的版本码', 'Version code at the head of the paper'],
  'give.example': ['如 1-7KQ4-9MXD-A2BC', 'such as 1-7KQ4-9MXD-A2BC'],
  'give.send': ['提交', 'Send'],
  'give.another': ['换一份', 'Another scan'],

  'print.draft': ['草 稿', 'DRAFT'],
  'print.voided': ['已 作 废', 'VOIDED'],
  'print.codeOf': ['版本码（第 {{edition}} 版）', 'Version code (version {{edition}})'],
  'print.keepClear': ['签字盖章请避开此处', 'Keep stamps and signatures off it'],
  'print.respondent': ['单位名称', 'Respondent'],
  'print.nothing': ['—', '–'],
  'print.row': ['行', 'Row'],
  'print.part': ['{{table}}（{{at}}/{{of}}）', '{{table}} ({{at}} of {{of}})'],
  'print.noRows': ['{{table}}：没有填写任何行。', '{{table}}: no rows were filled in.'],
  'print.explanations': ['情况说明', 'Explanations'],
  'print.explained': ['{{names}}：{{said}}', '{{names}}: {{said}}'],
  'print.howTo': [
    '请核对后签字盖章，扫描全部页面，在本表页面提交。数值更正后本件作废，须重新打印。',
    'Check it, sign and stamp it, scan every page and send the scan from the page of this return. Once figures are put right it is void, and printed anew.',
  ],

  'generated.what': ['示例城市自动生成的签字盖章件', 'Generated copy of the example city'],
  'generated.why': ['无人签字盖章，仅供试用。', 'Nobody signed or stamped it: it is here to be tried.'],

  'refusals.notAsked': ['这张报表不要求签字盖章件', 'This form asks no signed and stamped copy'],
  'refusals.noAmendment': ['没有等待核准的更正', 'No amendment waits'],
  'refusals.notHandedIn': ['现在没有已上报、待签章的数值', 'No figures stand now that could be signed'],
  'refusals.notAScan': ['请提交扫描件：{{allowed}}', 'A scan is wanted: {{allowed}}'],
  'refusals.tooManyPages': [
    '扫描件有 {{pages}} 页，最多 {{limit}} 页：请只扫描本表',
    'The scan has {{pages}} pages, of at most {{limit}}: scan this return alone',
  ],
  'refusals.tooFine': [
    '图片超过 {{limit}} 百万像素，请用 200–300 dpi 扫描',
    'The picture has over {{limit}} million points: scan it at 200 to 300 dpi',
  ],
  'refusals.locked': ['扫描件设有打开密码，请去掉密码', 'The scan is under a password: take it off'],
  'refusals.broken': ['打不开这份扫描件，请重新扫描', 'The scan cannot be opened: scan it again'],
  'refusals.slow': [
    '识别用时过长：请用 200–300 dpi 扫描，只含本表',
    'Reading it took too long: scan at 200 to 300 dpi, this return alone',
  ],
  'refusals.busy': ['正在识别的扫描件过多，请稍后再试', 'Too many scans are being read; try again in a moment'],
  'refusals.otherEdition': [
    '这是第 {{found}} 版的签字盖章件，现在要的是第 {{asked}} 版：请重新打印签章',
    'This is a copy of version {{found}}; version {{asked}} is asked: print it and have it signed anew',
  ],
  'refusals.mixed': [
    '第 {{page}} 页是第 {{found}} 版，与其他页不同，要的是第 {{asked}} 版',
    'Page {{page}} is of version {{found}} and others are not; version {{asked}} is asked',
  ],
  'refusals.otherReturn': [
    '这是另一张报表的签字盖章件：{{form}} {{period}}',
    'This is a copy of another return: {{form}}, {{period}}',
  ],
  'refusals.strangeReturn': ['这是另一张报表的签字盖章件', 'This is a copy of another return'],
  'refusals.wrongCode': [
    '版本码与现有数值不符：请照纸面核对，或重新打印签章',
    'The code is not that of the figures that stand: compare it with the paper, or print it anew',
  ],
  'refusals.codeWanted': ['扫描件上读不出版本码，请照纸面录入', 'No code could be read from the scan: type the one on the paper'],
  'refusals.notRead': ['请先上传这份扫描件', 'Send the scan first'],
  'refusals.stillMissing': [
    '现有数值的签字盖章件还没有提交，不能锁定',
    'The signed and stamped copy of what stands is not there yet: it cannot be locked',
  ],
  'routes.print': ['打印报表（上报后带版本码），PDF', 'A return as it is printed, with its version code once handed in, as PDF'],
  'routes.scan': ['识别签字盖章件扫描件的版本码', 'Reads the version code of a scan of a signed return'],
});
