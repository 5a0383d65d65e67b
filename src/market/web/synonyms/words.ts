// Names of words that stand for one another that any page may say. What their own pages say beside them: word-group-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const wordGroupNames = defineWords({ one: ['同义词组', 'Group of synonyms'] });
