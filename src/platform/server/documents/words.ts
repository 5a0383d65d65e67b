// The words of reading sheets: why a file, or one cell of it, was not read, and how to mend it.
import { defineWords } from '../../shared/words.ts';

export const documentsWords = defineWords({
  'refusals.tooLarge': [
    '文件超过 {{limit}} MB，请拆分后分次导入',
    'The file is over {{limit}} MB; split it and import it in parts',
  ],
  'refusals.empty': ['文件中没有内容', 'There is nothing in the file'],
  'refusals.wrongKind': [
    '这不是 XLSX 或 CSV 文件，请另存为其中一种后再上传（只改文件名的后缀无效）',
    'This is neither an XLSX nor a CSV file; save it as one of them (changing the ending of its name is not enough)',
  ],
  'refusals.oldOrEncrypted': [
    '这是旧版 .xls 文件，或设有打开密码。请去掉密码，另存为 XLSX 后再上传',
    'This is an old .xls file, or it has a password. Remove the password and save it as XLSX',
  ],
  'refusals.macros': ['文件含有宏，请另存为不含宏的 XLSX 后再上传', 'The file holds macros; save it as XLSX without macros'],
  'refusals.hostile': [
    '压缩包结构异常（{{part}}），为安全起见未予打开。请用表格软件重新另存为 XLSX',
    'The packing of this file is not sound ({{part}}), so it was not opened. Save it again as XLSX in a spreadsheet program',
  ],
  'refusals.unpackedTooLarge': [
    '文件解压后超过 {{limit}} MB，请只保留要导入的一张表，并拆分后分次导入',
    'Unpacked, the file is over {{limit}} MB; keep just the sheet to be imported, and split it',
  ],
  'refusals.damaged': [
    '文件已损坏，无法读取（{{part}}）。请用表格软件打开后重新另存',
    'The file is damaged and cannot be read ({{part}}). Open it in a spreadsheet program and save it again',
  ],
  'refusals.encoding': [
    '第 {{row}} 行的文字既不是 UTF-8 编码，也不是 GB18030（GBK）编码。请另存为“CSV UTF-8”后再上传',
    'Row {{row}} is written in neither UTF-8 nor GB18030 (GBK). Save the file as “CSV UTF-8”',
  ],
  'refusals.nul': [
    '第 {{row}} 行含有空字符，这不是文本文件，或编码有误。请另存为“CSV UTF-8”后再上传',
    'Row {{row}} holds a NUL character: this is no text file, or its encoding is wrong. Save it as “CSV UTF-8”',
  ],
  'refusals.quotes': [
    '第 {{row}} 行的引号不成对：引号须把整格括起来，格内的引号须写两遍',
    'In row {{row}} the quotation marks do not match: they must enclose the whole cell, and one inside it is written twice',
  ],
  'refusals.formula': [
    '第 {{row}} 行有写成 ="…" 的公式，请改为文字，例如把该列设为“文本”格式后另存为 XLSX',
    'Row {{row}} has a formula of the form ="…"; make it text, for instance by formatting the column as text and saving as XLSX',
  ],
  'refusals.tooManyRows': [
    '超过 {{limit}} 行，请拆分后分次导入；一行也没有导入',
    'There are more than {{limit}} rows; split the file. Nothing was imported',
  ],
  'refusals.tooManyColumns': ['第 {{row}} 行超过 {{limit}} 列', 'Row {{row}} has more than {{limit}} columns'],
  'refusals.headerMissing': [
    '第 {{row}} 行（表头）{{column}} 列没有列名。表头须在第一个非空行，每列都有列名',
    'Row {{row}} (the header) has no name in column {{column}}. The first row that is not blank must name every column',
  ],
  'refusals.headerDoubled': [
    '第 {{row}} 行（表头）的列名“{{name}}”在 {{first}} 列和 {{column}} 列重复',
    'In row {{row}} (the header) the name “{{name}}” stands twice, in columns {{first}} and {{column}}',
  ],
  'refusals.headerUnreadable': [
    '第 {{row}} 行（表头）{{column}} 列无法作为列名读取：表头不能有公式、错误值或合并的单元格',
    'In row {{row}} (the header) column {{column}} cannot be read as a name: a header has no formula, error value or merged cell',
  ],
  'refusals.tooManyMerged': [
    '合并的单元格超过 {{limit}} 处，请全部取消合并后再上传',
    'Cells are merged in more than {{limit}} places; unmerge all of them',
  ],

  'problems.formula': [
    '第 {{row}} 行“{{column}}”是公式，请改为数值或文字（选择性粘贴为“值”）',
    'Row {{row}}, column “{{column}}” is a formula; replace it by its value (paste special, values)',
  ],
  'problems.merged': [
    '第 {{row}} 行“{{column}}”在合并的单元格 {{range}} 中，请取消合并，每行各自填写',
    'Row {{row}}, column “{{column}}” lies in the merged cells {{range}}; unmerge them and fill in each row',
  ],
  'problems.errorValue': [
    '第 {{row}} 行“{{column}}”是错误值 {{found}}',
    'Row {{row}}, column “{{column}}” holds the error value {{found}}',
  ],
  'problems.number': ['第 {{row}} 行“{{column}}”不是有效的数字', 'Row {{row}}, column “{{column}}” is not a valid number'],
  'problems.digits': [
    '第 {{row}} 行“{{column}}”存成了数字，末几位已经丢失。请把该列设为“文本”格式，重新填写',
    'Row {{row}}, column “{{column}}” was stored as a number and has lost its last digits. Format the column as text and enter it again',
  ],
  'problems.date': ['第 {{row}} 行“{{column}}”不是有效的日期', 'Row {{row}}, column “{{column}}” is not a valid date'],
  'problems.tooLong': [
    '第 {{row}} 行“{{column}}”超过 {{limit}} 个字符',
    'Row {{row}}, column “{{column}}” is longer than {{limit}} characters',
  ],
  'problems.unreadable': [
    '第 {{row}} 行“{{column}}”含有无法显示的字符（{{found}}），原文可能已经损坏',
    'Row {{row}}, column “{{column}}” holds a character that cannot be shown ({{found}}); the text may be damaged',
  ],
  'problems.beyondHeader': [
    '第 {{row}} 行 {{column}} 列有内容，但表头中没有这一列',
    'Row {{row}} has something in column {{column}}, which the header does not name',
  ],
  'problems.cells': [
    '第 {{row}} 行有 {{found}} 格，表头有 {{expected}} 格，请检查逗号和引号',
    'Row {{row}} has {{found}} cells and the header has {{expected}}; check the commas and quotation marks',
  ],

  'refusals.notSealed': [
    '这条记录刚有变动，正在封存，通常只需几秒。封存后才能出具带证明的文件，请稍候再试',
    'This record changed a moment ago and is being sealed, which takes a few seconds. A document with its proof can be made then; try again shortly',
  ],
  'refusals.busy': ['正在排队生成的文件太多，请稍候再试', 'Too many documents are waiting to be made; try again shortly'],
  'refusals.slow': [
    '文件过大，或生成超时，未能完成。请缩小范围后重试',
    'The document is too large, or took too long to make, and was given up. Ask for less and try again',
  ],

  'number.document': ['{{code}}〔{{year}}〕{{number}}号', '{{code}} [{{year}}] No. {{number}}'],
  'number.digits': ['〇一二三四五六七八九', '0123456789'],
  'number.ten': ['十', '10'],
  // Names of typefaces: in Chinese as GB/T 9704 and offices say them, then in Latin letters; `…Too` is what stands in.
  'font.fangSong': ['仿宋_GB2312', 'FangSong_GB2312'],
  'font.fangSongToo': ['仿宋', 'FangSong'],
  'font.kaiTi': ['楷体_GB2312', 'KaiTi_GB2312'],
  'font.kaiTiToo': ['楷体', 'KaiTi'],
  'font.hei': ['黑体', 'SimHei'],
  'font.heiToo': ['微软雅黑', 'Microsoft YaHei'],
  'font.song': ['宋体', 'SimSun'],
  'font.songToo': ['新宋体', 'NSimSun'],
  'font.titleSong': ['方正小标宋简体', 'FZXiaoBiaoSong-B05S'],
  'font.titleSongToo': ['华文中宋', 'STZhongsong'],

  'paper.attachment': ['附件：', 'Attachment: '],
  'paper.attachmentNumber': ['{{number}}.', 'Attachment {{number}}: '],
  'paper.sealPlace': ['（盖章处）', '(place of the seal)'],
  'paper.colon': ['：', ':'],
  'paper.copyTo': ['抄送：', 'Copy to: '],
  'paper.issued': ['{{day}}印发', 'Issued {{day}}'],
  'paper.remark': ['（{{text}}）', '({{text}})'],
  'paper.missing': [
    '注：本文件所用字库缺少以下字符，文中以“{{mark}}”代替，请以系统记录为准：{{list}}。',
    'Note: the typeface of this document lacks these characters, shown as {{mark}}; the record itself has them: {{list}}.',
  ],
  'paper.banner': [
    '示例城市：本文件内容均为生成的样例，不代表任何真实城市',
    'Example city: everything in this document is generated and stands for no real city',
  ],
  'paper.trialBanner': [
    '试用数据：不进入登记、统计发布，没有凭据',
    'Trial data: it enters no register and no release, and has no proof',
  ],
  'paper.from': ['{{city}}科技服务业登记', '{{city}}, register of the science-and-technology service industry'],
  'paper.proof': ['核验', 'How to check this document'],
  'paper.scan': [
    '扫码可查看这条记录的封存证明，以及出具之后是否又有变动。',
    'The code leads to the proof of this record, and tells whether it has changed since.',
  ],
  'paper.code': ['校验码：{{code}}', 'Check code: {{code}}'],
  'paper.sealed': [
    '封存于第 {{batch}} 批，{{at}}；记录版本 {{version}}。',
    'Sealed in batch {{batch}}, {{at}}; version {{version}} of the record.',
  ],
  'paper.inside': [
    '本 PDF 内附 proof.json（附件栏），可用 verify.mjs 脱离本平台独立核验。',
    'This PDF holds proof.json among its attachments; verify.mjs checks it without this platform.',
  ],
  'paper.made': ['出具时间：{{at}}', 'Made {{at}}'],
  'paper.proofFile': ['这条记录的封存证明', 'Proof that this record was sealed'],
  'paper.unknown': ['未登记', 'not recorded'],

  'letter.reply': [
    '《{{subject}}》收悉。经研究，现函复如下：',
    'We have received your letter “{{subject}}”, and answer as follows:',
  ],
  'letter.end': ['特此函复。', 'This is our answer.'],
  'letter.contact': ['联系人：{{name}}，联系电话：{{phone}}', 'Contact: {{name}}, {{phone}}'],
  'letter.title': ['关于{{subject}}的复函', 'Reply: {{subject}}'],
  'signUp.title': ['机构管理员授权书', 'Letter of authority: administrator of an organization'],
  'signUp.body': [
    '我单位自愿加入{{city}}科技服务业平台（头雁），现授权{{name}}同志为我单位管理员，代表我单位在平台上办理登记、填报、申报、成员管理等事项，其在平台上的操作即为我单位的行为。',
    'We join the science-and-technology service platform (Touyan) of {{city}} and authorize {{name}} to be our administrator: to register, report, apply and manage members on the platform in our name. What the administrator does there is done by us.',
  ],
  'signUp.promise': [
    '我单位承诺所填信息真实、准确；管理员变更或不再授权时，及时以同样方式书面告知。本授权自贵方确认之日起生效。',
    'What we state here is true and exact. When the administrator changes or the authority ends, we say so in the same way without delay. The authority holds from the day on which you confirm it.',
  ],
  'signUp.organization': ['单位名称', 'Organization'],
  'signUp.creditCode': ['统一社会信用代码', 'Unified social credit code'],
  'signUp.administrator': ['管理员姓名', 'Administrator'],
  'signUp.account': ['登录账号', 'Account'],
  'signUp.reference': ['申请编号', 'Application'],
  'signUp.legal': ['法定代表人（负责人）签字：', 'Signature of the legal representative:'],
  'signUp.own': ['管理员签字：', 'Signature of the administrator:'],
  'signUp.seal': ['单位公章：', 'Official seal of the organization:'],
  'signUp.day': ['日期：', 'Date:'],
  'signUp.how': [
    '使用方法：打印本页，签字并加盖单位公章后，扫描或拍照上传，或送至下列地址。{{district}}收到后在两个工作日内确认。',
    'How to use it: print this page, sign and seal it, then upload a scan or photograph, or bring it to the address below. {{district}} confirms within two working days.',
  ],
  'signUp.address': ['送达地址', 'Address'],
  'signUp.noAddress': ['（请在平台上传）', '(upload it on the platform)'],
});
