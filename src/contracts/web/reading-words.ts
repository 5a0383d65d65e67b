// Words of reading a contract's file: why its text could not be read, and how to mend it. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const readingWords = defineWords({
  'refusals.scanned': [
    '这个 PDF 是扫描件，里面没有文字，无法读取。请上传由 Word 等软件导出的 PDF，或 DOCX，或直接粘贴合同文字',
    'This PDF is a scan without text and cannot be read. Upload a PDF that was saved from the word processor, a DOCX, or paste the text',
  ],
  'refusals.locked': [
    '文件设有打开密码，无法读取。请去掉密码后再上传',
    'The file has a password and cannot be read. Remove the password and upload it again',
  ],
  'refusals.oldWord': [
    '这是旧版 Word 文件（.doc），或设有密码的文件。请去掉密码，另存为 DOCX 或 PDF 后再上传',
    'This is an old Word file (.doc), or one with a password. Remove the password and save it as DOCX or PDF',
  ],
  'refusals.notReadable': [
    '不能从这种文件（{{found}}）读取合同文字。可读取：{{allowed}}',
    'The text of a contract is not read from such a file ({{found}}). What can be read: {{allowed}}',
  ],
  'refusals.nothing': ['文件里没有文字，无法读取', 'There is no text in the file'],
  'refusals.tooLong': [
    '合同文字过长（超过 {{limit}} 字），无法自动读取。请只上传合同正文，附件另行上传',
    'The text is too long to be read (over {{limit}} characters). Upload the contract itself and its annexes apart',
  ],
  'refusals.tooManyPages': [
    '这个 PDF 超过 {{limit}} 页，无法自动读取。请只上传合同正文，附件另行上传',
    'This PDF has over {{limit}} pages and is not read. Upload the contract itself and its annexes apart',
  ],
  'refusals.garbled': [
    '这个 PDF 的文字无法正确读出（字体没有编码）。请上传 DOCX，或直接粘贴合同文字',
    'The text of this PDF cannot be read rightly (its typefaces have no encoding). Upload a DOCX, or paste the text',
  ],
  'refusals.slow': [
    '读取这个文件所用的时间或内存远超一份合同所需，已停止。请检查文件，或改传 DOCX，或直接粘贴合同文字',
    'Reading this file took far more time or memory than any contract needs, so it was stopped. Check the file, upload a DOCX, or paste the text',
  ],
  'refusals.busy': ['正在读取的文件太多，请稍后再试', 'Too many files are being read. Try again in a moment'],
});
