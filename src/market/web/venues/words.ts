// Names of venues that any page may say. What their own pages say beside them: venue-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const venueNames = defineWords({
  nav: ['市场机构', 'Venues'],
  one: ['市场机构', 'Venue'],
  'list.title': ['市场机构管理', 'Venue records'],
  'form.title': ['申报市场机构', 'New venue'],
});
