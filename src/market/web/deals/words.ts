// Names of deals that any page may say. What their own pages say beside them: deals-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const dealNames = defineWords({
  nav: ['技术洽谈', 'Deals'],
  one: ['洽谈', 'Deal'],
  notices: ['定价公示', 'Price notices'],
  'actions.create': ['我有意向', 'Express interest'],
});
