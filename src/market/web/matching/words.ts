// Names of matching that any page may say. What its own pages say beside them: matching-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const matchNames = defineWords({ one: ['不合适的匹配', 'Declined match'] });
