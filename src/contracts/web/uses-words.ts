// Words of where a contract counts, and of an organization's contracts on its page.
import { defineWords } from '../../platform/shared/words.ts';

export const contractUseWords = defineWords({
  'routes.counts': ['一份合同计入哪些账页、指标和目标', 'Where one contract counts: entries, indicators, targets'],
  'routes.ofOrganization': ['一家机构卖出和买入的技术合同', 'Technology contracts that an organization sold and bought'],
  counts: ['计入何处', 'Where it counts'],
  notYet: ['尚未登记，不计入任何统计', 'Not registered: it counts nowhere'],
  nowhere: ['登记已撤销，不再计入', 'Revoked: it counts no more'],
  entries: ['账页', 'Entries'],
  indicators: ['指标', 'Indicators'],
  targets: ['计划目标', 'Targets'],
  seller: ['卖方机构的记录', 'The seller’s record'],
  'measures.turnover': ['成交额', 'Amount'],
  'measures.technologyTurnover': ['技术交易额', 'Technology amount'],
  'measures.contractCount': ['项数', 'Contracts'],
  ofOrganization: ['技术合同', 'Technology contracts'],
  sold: ['卖出', 'Sold'],
  bought: ['买入', 'Bought'],
  year: ['年份', 'Year'],
  count: ['项数', 'Contracts'],
  amount: ['成交额（元）', 'Amount (yuan)'],
  latest: ['最近的合同', 'Latest'],
  all: ['全部合同', 'All contracts'],
});
