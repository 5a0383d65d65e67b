// Names of the market that any page may say. What its own pages say beside them: market-words.ts.
import { defineWords } from '../../platform/shared/words.ts';

export const marketNames = defineWords({
  nav: ['技术市场', 'Technology market'],
  'hall.nav': ['供需大厅', 'Supply and demand'],
  one: ['供需信息', 'Listing'],
  'list.title': ['供需管理', 'Listings'],
  'toConfirm.title': ['待单位确认', 'To be confirmed by firms'],
  'exchange.title': ['导入供需', 'Import listings'],
  'form.title': ['发布供需', 'New listing'],
});
