// Amounts of yuan in words as certified papers have them, in both languages.
import { expect, test } from 'vitest';
import { amountInWords } from '../src/contracts/server/papers-amount.ts';
import type { Language } from '../src/platform/shared/actor.ts';
import { openWords } from '../src/platform/server/words.ts';
import { words } from '../src/words.ts';

const saying = openWords(words);

test('amounts in words', () => {
  const say = (language: Language) => (key: string, given?: Record<string, string | number>) => saying(language, key, given);
  for (const [amount, chinese, english] of [
    ['0', '人民币零元整', 'zero yuan'],
    ['3000000', '人民币叁佰万元整', 'three million yuan'],
    ['1005.07', '人民币壹仟零伍元零柒分', 'one thousand and five yuan and seven fen'],
    ['10.5', '人民币壹拾元伍角', 'ten yuan and fifty fen'],
    ['100050020', '人民币壹亿零伍万零贰拾元整', 'one hundred million fifty thousand and twenty yuan'],
    ['45000000000', '人民币肆佰伍拾亿元整', 'forty-five billion yuan'],
    [
      '1200003456789.12',
      '人民币壹万贰仟亿零叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分',
      'one trillion two hundred billion three million four hundred and fifty-six thousand seven hundred and eighty-nine yuan and twelve fen',
    ],
    ['1120', '人民币壹仟壹佰贰拾元整', 'one thousand one hundred and twenty yuan'],
  ] as const) {
    expect(amountInWords(amount, 'zh-CN', say('zh-CN'))).toBe(chinese);
    expect(amountInWords(amount, 'en', say('en'))).toBe(english);
  }
});
