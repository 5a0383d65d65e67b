// Words of what the self-check says of slips in the contract itself; the sentences are those of signals (signals-words.ts).
import { defineWords } from '../../platform/shared/words.ts';

export const contractSlipsWords = defineWords({
  title: ['可能的笔误', 'Perhaps a slip of the pen'],
  note: [
    '只核对了您提交的内容，不影响结论；请改正或确认。',
    'Only what you sent was looked at, and the result does not rest on it. Please mend or confirm it.',
  ],
});
