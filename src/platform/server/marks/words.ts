// Words of copies that bear who took them away: why there is none, and what stands on the first sheet of a workbook.
import { defineWords } from '../../shared/words.ts';

export const marksWords = defineWords({
  sheet: ['下载标注', 'Copy'],
  'refusals.unmarkable': [
    '这种文件（{{endings}}）无法标注下载人，只提供给上传它的单位。请对方改传 PDF',
    'A file of this kind ({{endings}}) cannot bear who takes it away, so it is given only to whose file it is. Ask for a PDF',
  ],
  'refusals.locked': [
    '此文件设有打开密码，无法标注下载人，只提供给上传它的单位。请对方去掉密码后重新上传',
    'This file opens with a password, so it cannot bear who takes it away and is given only to whose file it is. Ask for one without a password',
  ],
  'refusals.broken': [
    '此文件已损坏或结构异常，无法标注下载人，只提供给上传它的单位。请对方重新另存后上传',
    'This file is damaged, so it cannot bear who takes it away and is given only to whose file it is. Ask for it to be saved anew',
  ],
  'refusals.tooLarge': [
    '此文件过大（{{limit}}），无法标注下载人，只提供给上传它的单位。请对方拆分后重新上传',
    'This file is too large ({{limit}}) to bear who takes it away, so it is given only to whose file it is. Ask for it in parts',
  ],
  'refusals.slow': [
    '此文件标注下载人用时或占用内存过多，已停止；它只提供给上传它的单位。请对方拆分或重新另存后上传',
    'Marking this file took too long, or too much memory, and was given up; it is given only to whose file it is. Ask for it in parts, or saved anew',
  ],
  'refusals.busy': ['正在标注的文件太多，请稍候再试', 'Too many files are being marked; try again shortly'],
});
