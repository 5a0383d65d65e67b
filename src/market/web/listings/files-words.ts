// Words of the files of listings: who may see one, why not everybody, what the hall and a deal show. Both languages side by side.
import { defineWords } from '../../../platform/shared/words.ts';

export const listingFilesWords = defineWords({
  'files.title': ['附件', 'Files'],
  'files.ofListing': ['供需的附件', 'Files of the listing'],
  'files.label': ['谁能看', 'Who sees it'],
  'files.record': ['仅本单位和审核人员', 'Only us and those who review'],
  'files.admitted': ['经同意洽谈的单位', 'Those admitted to talks'],
  'files.everybody': ['所有人', 'Everybody'],
  'files.shownTo.record': ['不对外', 'Kept back'],
  'files.shownTo.admitted': ['经同意洽谈的单位可看', 'For those admitted'],
  'files.shownTo.everybody': ['所有人可看', 'For everybody'],
  'files.help': [
    '附件先不对外。供需展示后，按所选范围可看；说明须经同意查看的，还须双方接受保密条款。文件内容不会自动隐去联系方式，请自行检查。',
    'A file is kept back at first. Once the listing is shown, those whom you choose see it; where the description waits for admission, both sides also accept the confidentiality terms. Contact data inside a file is not masked: look for yourself.',
  ],
  'files.named': ['展示时的名称：{{name}}', 'Shown as: {{name}}'],
  'files.none': ['还没有附件', 'No files yet'],
  'files.noneWhy': ['图纸、检测报告、产品资料可放在这里。', 'Put drawings, test reports or data sheets here.'],
  'files.forAdmitted': ['仅供经同意洽谈的单位', 'For those admitted only'],
  'files.refusals.anonymous': [
    '匿名需求的附件不能对所有人展示：图签、抬头或文件属性可能暴露单位。可以给经同意洽谈的单位看。',
    'Files of an anonymous demand are not for everybody: a drawing frame, a letterhead or the file’s properties may tell whose it is. Show them to those admitted.',
  ],
  'files.refusals.reviewedFirst': [
    '对所有人展示的附件须经审核：请先“取回修改”，设好后再提交。',
    'What everybody sees is reviewed first: take the listing back to change it, choose, and submit it again.',
  ],
  'files.refusals.ownersWord': [
    '提交以后，只有发布单位或受托的技术经理人能让更多人看到附件',
    'Once it is submitted, only its owner or the manager entrusted with it shows a file to more people',
  ],
  'files.refusals.over': ['供需已经结束，附件不再对外展示', 'The listing is over: its files are shown to nobody else'],
  'files.routes.list': ['一条供需的附件中本人可看的', 'The files of a listing that one may see'],
  'files.routes.content': ['下载供需的附件', 'Download a file of a listing'],
  'files.routes.pdf': ['预览供需的 PDF 附件', 'Look at a PDF of a listing'],
  'files.routes.html': ['预览供需的 DOCX 附件', 'Look at a DOCX of a listing'],
});
