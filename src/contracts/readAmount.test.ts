// Amounts as people and contracts write them: every form of an amount comes back as that amount, and what could be misread is refused by name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AmountProblem, amountIn } from './readAmount.ts';

const yuanOf = (said: string): string => {
  const read = amountIn(said);
  return read.ok ? read.yuan : read.code;
};

test.each([
  ['1200000', '1200000.00'],
  ['1,200,000', '1200000.00'],
  ['１，２００，０００．５０元', '1200000.50'],
  ['1 200 000 元', '1200000.00'],
  ['120万元', '1200000.00'],
  ['120 万 元', '1200000.00'],
  ['12.3456万元', '123456.00'],
  ['3亿5000万元', '350000000.00'],
  ['120万5千元', '1205000.00'],
  ['5百万', '5000000.00'],
  ['800千元', '800000.00'],
  ['1.2万亿元', '1200000000000.00'],
  ['RMB 1,200,000', '1200000.00'],
  ['1200000 CNY', '1200000.00'],
  ['￥1,200,000.00元（含税）', '1200000.00'],
  ['¥0.05', '0.05'],
  ['人民币 ____120____ 万元整', '1200000.00'],
  ['120万元人民币', '1200000.00'],
  ['50万元（不含税）', '500000.00'],
  ['1,200,000元（大写：人民币壹佰贰拾万元整）', '1200000.00'],
  ['（大写）壹佰贰拾万元整（小写）：¥1,200,000.00', '1200000.00'],
  ['壹佰贰拾万圆正', '1200000.00'],
  ['叁拾万零伍佰元整', '300500.00'],
  ['壹亿零伍拾万零叁元伍角整', '100500003.50'],
  ['壹佰元零叁分', '100.03'],
  ['100元5角', '100.50'],
  ['一百二十万', '1200000.00'],
  ['三亿五千万', '350000000.00'],
  ['十五万', '150000.00'],
  ['一万二百', '10200.00'],
  ['两千万元', '20000000.00'],
  ['二〇〇〇元', '2000.00'],
  ['一点五万元', '15000.00'],
  ['十二点五亿元', '1250000000.00'],
  ['零元', '0.00'],
  ['0万元', '0.00'],
  ['五〇万元', '500000.00'],
])('%s is %s', (said, yuan) => expect(yuanOf(said)).toBe(yuan));

const refused: Record<AmountProblem, string[]> = {
  nothing: ['', '  ', '____', '人民币', '（含税）'],
  foreign: ['5万美元', 'USD 50000', '$500', '50000欧元', '100万港币', '三百万日元', '€5'],
  negative: ['-5', '－120万元', '负五万元'],
  approximate: ['约120万元', '120万元左右', '不超过50万元', '50至60万元', '十余万元', '几万元'],
  grouping: ['1,20,000', '12,0000', '1,5万元', '0,120', ',100', '1,200,00元'],
  decimals: ['12.345元', '12.340', '1.23456789万元', '0.001'],
  ambiguous: ['三万五', '三万五元', '一百五', '三五万元', '120万5', '三亿五'],
  differs: ['120万元（大写：壹佰贰拾伍万元整）', '大写：壹佰万元整 小写：¥1,000,000.01'],
  tooLarge: ['12345678901234567', '999999999亿元'],
  malformed: [
    '1.2.3',
    '1.元',
    '.5',
    '0123',
    '12 34元',
    '1e5',
    '0x10',
    '亿',
    '万元',
    '元',
    '120万元5千元',
    '100.5元5角',
    '1.2万3千元',
    '一百二百',
    '十万百',
    '1万亿亿',
    '零五元',
    '①②元',
    '½万元',
    '١٢٠ 元',
    '120万元/年',
    '120万元120万元120万元',
    'abc',
    '待定',
    '9'.repeat(400),
  ],
};
describe.each(Object.entries(refused))('refused as %s', (code, said) => {
  test.each(said)('%s', (one) => expect(yuanOf(one)).toBe(code));
});

const hundreds = fc.bigInt({ min: 0n, max: 10n ** 14n });
const decimal = (fen: bigint): string => {
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const wide = (text: string): string => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));

type Hand = { digits: string; small: string[]; great: string[]; yuan: string };
const capital: Hand = {
  digits: '零壹贰叁肆伍陆柒捌玖',
  small: ['', '拾', '佰', '仟'],
  great: ['', '万', '亿', '万亿'],
  yuan: '元',
};
const plain: Hand = {
  digits: '〇一二三四五六七八九',
  small: ['', '十', '百', '千'],
  great: ['', '万', '亿', '万亿'],
  yuan: '圆',
};

/** Written by hand as an accountant does: groups of four, a zero where places are left out. Our own naive writing, not the reading turned round. */
function written(fen: bigint, { digits, small, great, yuan }: Hand): string {
  const whole = fen / 100n;
  const groups = whole
    .toString()
    .replace(/\B(?=(\d{4})+$)/g, ',')
    .split(',');
  let said = '';
  for (const [at, group] of groups.entries()) {
    const height = groups.length - 1 - at;
    const places = [...group];
    let part = '';
    for (const [index, sign] of places.entries()) {
      const unit = small[places.length - 1 - index] ?? '';
      if (sign !== '0') part += (digits[Number(sign)] ?? '') + unit;
      else if (!part.endsWith(digits[0] ?? '')) part += digits[0];
    }
    part = part.replace(new RegExp(`${digits[0]}$`), '');
    if (part !== '') said += part + (great[height] ?? '');
  }
  const jiao = Number((fen / 10n) % 10n);
  const rest = Number(fen % 10n);
  if (said === '') said = digits[0] ?? '';
  const tail = (jiao ? `${digits[jiao]}角` : '') + (rest ? `${jiao ? '' : digits[0]}${digits[rest]}分` : '');
  return said + yuan + (tail === '' ? '整' : tail);
}

describe('every amount comes back from every form that it is written in', () => {
  const grouped = (fen: bigint) => decimal(fen).replace(/\B(?=(\d{3})+\.)/g, ',');
  const inUnit = (fen: bigint, exponent: number) => {
    const digits = fen.toString().padStart(exponent + 3, '0');
    const at = digits.length - 2 - exponent;
    const decimals = digits.slice(at).replace(/0+$/, '');
    return decimals === '' ? digits.slice(0, at) : `${digits.slice(0, at)}.${decimals}`;
  };
  const forms: [string, (fen: bigint) => string][] = [
    ['digits', decimal],
    ['marks of thousands', (fen) => `${grouped(fen)}元`],
    ['full width', (fen) => wide(`¥${grouped(fen)}`).replaceAll('¥', '￥')],
    ['the currency before', (fen) => `RMB ${grouped(fen)}`],
    ['wan', (fen) => `${inUnit(fen, 4)}万元`],
    ['yi', (fen) => `${inUnit(fen, 8)} 亿元`],
    ['thousands', (fen) => `${inUnit(fen, 3)}千元`],
    ['capitals', (fen) => written(fen, capital)],
    ['plain numerals', (fen) => `人民币${written(fen, plain)}`],
    ['both', (fen) => `${grouped(fen)}元（大写：${written(fen, capital)}）`],
  ];
  test.each(forms)('%s', (_, form) => {
    fc.assert(
      fc.property(hundreds, (fen) => {
        expect([form(fen), yuanOf(form(fen))]).toEqual([form(fen), decimal(fen)]);
      }),
      { numRuns: 200 },
    );
  });

  test('digits with a unit, then digits with a smaller one', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9 }), (yi, wan, thousand) => {
        const want = BigInt(yi) * 10n ** 10n + BigInt(wan) * 10n ** 6n + BigInt(thousand) * 10n ** 5n;
        const said = `${yi > 0 ? `${yi}亿` : ''}${wan}万${thousand}千元`;
        expect([said, yuanOf(said)]).toEqual([said, decimal(want)]);
      }),
    );
  });

  test('two amounts that differ are never taken for one', () => {
    fc.assert(
      fc.property(hundreds, hundreds, (a, b) => {
        fc.pre(a !== b);
        expect(yuanOf(`${grouped(a)}元（大写：${written(b, capital)}）`)).toBe('differs');
      }),
    );
  });
});

test('whatever is written, it is an amount or refused by a name, at once', () => {
  const signs = fc.constantFrom(...'0123456789,. 零一二十百千万亿元角分整¥()（），。-美约', 'RMB', '大写：', '含税');
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
      const read = amountIn(parts.join(''));
      expect(read.ok ? /^\d{1,16}\.\d\d$/.test(read.yuan) : read.code.length > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
