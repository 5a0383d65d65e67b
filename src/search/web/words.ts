// Words of the search that every page may say: its name, and the kinds that it finds. What its own page says beside them: search-words.ts.
import { defineWords } from '../../platform/shared/words.ts';

export const searchNames = defineWords({
  nav: ['检索', 'Search'],
  'palette.all': ['查看全部结果', 'All that was found'],
});
