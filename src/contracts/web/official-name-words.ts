// Names of what goes between the platform and the official register that any page may say. What its own pages say beside them: official-words.ts.
import { defineWords } from '../../platform/shared/words.ts';

export const officialNames = defineWords({
  nav: ['登记系统对接', 'Official register'],
  'import.way': ['批量导入', 'Import a file'],
});
