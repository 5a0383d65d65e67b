// Words of what is taken away of contracts: the register as a sheet, the text with its reader's name. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const contractCopyWords = defineWords({
  'routes.register': [
    '登记册导出（XLSX、CSV）：按筛选条件，限本人可见',
    'The register as a sheet (XLSX, CSV): as filtered, and as the reader sees it',
  ],
  'routes.text': [
    '合同文本（PDF，逐页标注下载人和时间）',
    'The text of a contract (PDF, with the reader and the moment on each page)',
  ],
  register: ['技术合同登记册', 'Register of technology contracts'],
  mark: ['{{name}} {{at}} 下载', 'Taken away by {{name}} {{at}}'],
  text: ['合同文本', 'Text'],
  textNote: [
    '下载的文本逐页标注您的姓名和时间；下载计入查阅记录，登记主体可以看到。',
    'The file bears your name and the moment on each page. Taking it away is logged as a reading, which the registering party sees.',
  ],
});
