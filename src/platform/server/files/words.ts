// The words of files: why one was not taken and how to mend it.
import { defineWords } from '../../shared/words.ts';

export const filesWords = defineWords({
  files: ['附件', 'Files'],
  'routes.upload': ['上传文件，等待办理时引用（一天内有效）', 'Upload a file that an action then takes (within a day)'],
  'refusals.tooLarge': [
    '文件超过 {{limit}} MB，请压缩或拆分后再上传',
    'The file is over {{limit}} MB; make it smaller or split it',
  ],
  'refusals.empty': ['文件是空的', 'The file is empty'],
  'refusals.tooManyWaiting': [
    '您已上传而尚未提交的文件过多（最多 {{uploads}} 个、{{limit}} MB），请先提交，或明天再试',
    'You have uploaded too much that is not used yet (at most {{uploads}} files and {{limit}} MB); use it first, or try again tomorrow',
  ],
  'refusals.notTaken': [
    '不接受这种内容（{{found}}）。可上传：{{allowed}}',
    'Content of this kind ({{found}}) is not taken. You can upload: {{allowed}}',
  ],
  'refusals.notItsName': [
    '“{{name}}”的内容与后缀不符：按内容应为 {{found}}。请用相应软件另存后再上传，不要只改后缀',
    'The content of “{{name}}” is not what its ending says: it is {{found}}. Save it anew in its program; do not just change the ending',
  ],
  'refusals.encrypted': [
    '文件设有打开密码，或是旧版 .doc、.xls。请去掉密码，另存为 DOCX、XLSX 或 PDF 后再上传',
    'The file has a password, or is an old .doc or .xls. Remove the password and save it as DOCX, XLSX or PDF',
  ],
  'refusals.macros': [
    '文件含有宏或可执行的嵌入对象，请另存为不含宏的文件后再上传',
    'The file holds macros or embedded objects that can run; save it without them',
  ],
  'refusals.twoInOne': [
    '文件里夹带了另一种内容，为安全起见不予接受。请用相应软件重新另存后再上传',
    'Another content is hidden in this file, so it is not taken. Save it anew in its own program',
  ],
  'refusals.unsound': [
    '文件已损坏或结构异常（{{part}}），无法接受。请重新另存后再上传',
    'The file is damaged or not sound ({{part}}). Save it anew and upload it again',
  ],
  'refusals.tooManyPixels': [
    '图片超过 {{limit}} 百万像素，请缩小后再上传',
    'The picture has over {{limit}} megapixels; make it smaller',
  ],
  'refusals.badName': ['文件名无效，请改名后再上传', 'The name of the file is not valid; rename it'],
  'refusals.infected': [
    '文件含有病毒（{{found}}），已拒绝并记录。请先查杀本机',
    'The file holds a virus ({{found}}); it was refused, and that was logged. Please check your computer',
  ],
  'refusals.notScanned': [
    '病毒扫描服务暂时无法连接，文件未被接受。请稍后再试，或联系系统管理员',
    'The virus scanner cannot be reached just now, so the file was not taken. Try again later, or tell the system administrator',
  ],
  'refusals.altered': [
    '存储中的文件缺失或已被改动，不予提供。请联系系统管理员',
    'The stored file is missing or was altered, so it is not given out. Please tell the system administrator',
  ],
  'refusals.storeAway': [
    '文件存储暂时无法使用，请稍后重试',
    'The store of files cannot be used just now; please try again in a moment',
  ],
  'refusals.notWaiting': [
    '此文件不是您刚上传的，或已被使用、已过期，请重新上传',
    'This file is not one that you have just uploaded, or it was used or has expired: upload it again',
  ],
});
