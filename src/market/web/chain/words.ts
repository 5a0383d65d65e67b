// Names of the service chain that any page may say. What its own pages say beside them: chain-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const chainNames = defineWords({
  nav: ['服务链', 'Service chain'],
});
