// Names of visits that any page may say. What their own pages say beside them: visits-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const visitNames = defineWords({
  nav: ['企业走访', 'Visits to firms'],
  one: ['走访', 'Visit'],
  item: ['走访事项', 'Follow-up of a visit'],
  'form.title': ['记一次走访', 'Log a visit'],
  'itemForm.title': ['交办走访事项', 'New follow-up'],
  'items.nav': ['走访事项', 'Follow-ups of visits'],
  'figures.title': ['走访成效', 'What visits led to'],
});
