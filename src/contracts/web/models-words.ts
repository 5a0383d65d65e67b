// Words of the model texts of contracts: their page, their documents, what is refused. Both languages side by side; the texts themselves are law/contract-models.json.
import { defineWords } from '../../platform/shared/words.ts';

export const contractModelWords = defineWords({
  'routes.list': ['技术合同参考文本：各类空白文本及其依据', 'Model texts of technology contracts, blank, with what they rest on'],
  'routes.blank': ['空白参考文本（DOCX）', 'A blank model text (DOCX)'],
  'routes.filled': ['按合同字段填好的参考文本（DOCX）', 'A model text filled in from the fields of a contract (DOCX)'],
  'refusals.typeFirst': [
    '合同类别还没有选定。请先选合同类别，再下载参考文本',
    'This contract has no type yet. Choose its type first, then take the model text',
  ],
  nav: ['参考文本', 'Model texts'],
  title: ['技术合同参考文本', 'Model texts of technology contracts'],
  note: [
    '空白文本，供起草合同时使用。由本平台依民法典的规定用自己的文字起草，不是官方示范文本，使用前请结合实际修改。',
    'Blank texts for drafting a contract. Written by this platform in its own words on what the Civil Code asks for; not an official form. Adapt them before use.',
  ],
  inChinese: ['文本为中文，可用文字处理软件继续编辑。', 'The texts are in Chinese, in which a contract is handed in.'],
  fill: [
    '登录并建立合同草稿后，可在合同页下载已填好当事人、金额和日期的文本。',
    'Once signed in with a draft, take a text from its page with parties, amounts and days filled in.',
  ],
  check: ['自检合同文本', 'Check a contract’s text'],
  choose: ['选择合同类别', 'Choose a type'],
  preview: ['文本内容', 'The text'],
  basis: ['依据', 'Basis'],
  article: ['第{{article}}条', 'art. {{article}}'],
  ofArticle: ['条款', 'Article'],
  'sure.verified': ['已核原文', 'read in the source'],
  'sure.recalled': ['凭记忆，待核', 'from memory, to be checked'],
  'sure.derived': ['推定', 'derived'],
  blank: ['（空白）', '(blank)'],
  paper: ['参考文本', 'Model text'],
  endNote: [
    '本文本为参考文本，不是官方示范文本；下划线处由当事人填写，不适用的内容请删去。',
    'This is a model text and not an official form; fill in what is underlined and strike out what does not apply.',
  ],
  'bases.price': ['产品价格', 'product price'],
  'bases.newOutput': ['新增产值', 'new output value'],
  'bases.profit': ['新增利润', 'new profit'],
  'bases.sales': ['产品销售额', 'product sales'],
});
