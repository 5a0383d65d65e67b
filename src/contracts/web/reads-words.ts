// Words of who has read a contract's text and files, and of copies that bear no name. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const contractReadWords = defineWords({
  title: ['阅读记录', 'Who has read it'],
  'file.looked': ['看过附件“{{file}}”', 'looked at the attachment “{{file}}”'],
  'file.taken': ['取得附件“{{file}}”的文件', 'was given the file of the attachment “{{file}}”'],
  'file.erased': ['已清除的附件', 'an erased attachment'],
  text: ['阅读文本', 'read the text'],
  unstamped: [
    '附件按原样给出，文件上没有您的姓名；打开和下载都会记录，并告知卖方。',
    'Attachments are given as they are: a copy bears no name. Opening and downloading are logged and shown to the seller.',
  ],
  'unstamped.own': [
    '附件按原样给出，文件上没有取得人的姓名；谁打开、谁下载，见阅读记录。',
    'Attachments are given as they are: a copy bears no name. Who opened or took one away stands in the list of readings.',
  ],
});
