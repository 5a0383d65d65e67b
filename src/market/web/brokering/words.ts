// Names of technology managers at work that any page may say. What their own pages say beside them: brokering-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const engagementNames = defineWords({
  one: ['供需委托', 'Listing taken on'],
});
export const proposalNames = defineWords({
  one: ['对接推荐', 'Proposal'],
});
export const carriedNames = defineWords({
  one: ['经理人随谈', 'Deal carried'],
});
export const shareNames = defineWords({
  one: ['成交份额', 'Shares in a deal'],
  desk: ['经理人对接', 'Brokering'],
});
