// Words of who has read a contract's text and files, and of copies that bear their reader. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const contractReadWords = defineWords({
  title: ['阅读记录', 'Who has read it'],
  'file.looked': ['看过附件“{{file}}”', 'looked at the attachment “{{file}}”'],
  'file.taken': ['取得附件“{{file}}”的文件', 'was given the file of the attachment “{{file}}”'],
  'file.erased': ['已清除的附件', 'an erased attachment'],
  text: ['阅读文本', 'read the text'],
  stamped: [
    '附件的查看件和下载件都标注您的姓名、单位和时间，图片转为 PDF；打开和下载都会记录，并告知卖方。文件内的电子签章须凭卖方持有的原件查验。',
    'What you open or download bears your name, your organization and the moment; a picture becomes a PDF. Both are logged and shown to the seller. An electronic seal inside a file is checked on the seller’s original.',
  ],
  'stamped.own': [
    '您取得的是原件；其他人取得的件逐页标注其姓名、单位和时间，见阅读记录。OFD、TIFF、WebP 无法标注，不能作为附件，请转为 PDF；设有打开密码的文件他人也看不到。',
    'You get the original. What others get bears their name, organization and the moment on each page; who they were stands in the list of readings. OFD, TIFF and WebP cannot bear a name and are not taken: attach a PDF. A file with a password cannot be read by others either.',
  ],
});
