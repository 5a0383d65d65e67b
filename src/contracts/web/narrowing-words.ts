// Words of the list of contracts where a figure of a return leads to it: by what it is narrowed.
import { defineWords } from '../../platform/shared/words.ts';

export const contractNarrowingWords = defineWords({
  seller: ['卖方：{{name}}', 'Sold by {{name}}'],
  broughtAboutBy: ['{{name}}促成', 'Brought about by {{name}}'],
  'sale.any': ['已登记的销售', 'registered sales'],
  'sale.transfer': ['技术转让，不含技术入股', 'transfers, without technology for equity'],
  'sale.licence': ['技术许可', 'licences'],
  'sale.shares': ['技术入股', 'technology for equity'],
  'sale.services': ['技术开发、咨询、服务', 'development, consulting and services'],
  signed: ['{{from}}至{{to}}签订', 'signed from {{from}} to {{to}}'],
  received: ['{{from}}至{{to}}有到账', 'with receipts from {{from}} to {{to}}'],
  abroad: ['技术进出口', 'imports and exports'],
  largeOn: ['{{on}}成交额1000万元及以上', '10 million yuan or more on {{on}}'],
  toFirm: ['买方为企业', 'bought by an enterprise'],
});
