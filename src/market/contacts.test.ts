// Contact data is found in every disguise; technical phrases with numbers in them stay as they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContactKind, contactsIn, mask, masked } from './contacts.ts';

const kindsIn = (text: string): ContactKind[] => contactsIn(text).map(({ kind }) => kind);

test.each<[string, ContactKind, string]>([
  ['有意者请致电１３８００１３８０００', 'mobile', '１３８００１３８０００'],
  ['联系一三八零零一三八零零零王工', 'mobile', '一三八零零一三八零零零'],
  ['幺三捌〇〇幺三捌〇〇〇', 'mobile', '幺三捌〇〇幺三捌〇〇〇'],
  ['①③⑧⓪⓪①③⑧⓪⓪⓪', 'mobile', '①③⑧⓪⓪①③⑧⓪⓪⓪'],
  ['❶❸❽⓿⓿❶❸❽⓿⓿⓿', 'mobile', '❶❸❽⓿⓿❶❸❽⓿⓿⓿'],
  ['详询 l38OO138OOO', 'mobile', 'l38OO138OOO'],
  ['+86 138-0013-8000', 'mobile', '138-0013-8000'],
  ['1.3.8.0.0.1.3.8.0.0.0', 'mobile', '1.3.8.0.0.1.3.8.0.0.0'],
  ['1 3 8 0 0 1 3 8 0 0 0', 'mobile', '1 3 8 0 0 1 3 8 0 0 0'],
  ['138\u200b0013\u200b8000', 'mobile', '138\u200b0013\u200b8000'],
  ['电话0519-85681234转801', 'landline', '0519-85681234转801'],
  ['(021)61234567', 'landline', '(021)61234567'],
  ['热线400-820-8820', 'landline', '400-820-8820'],
  ['座机：8568 1234', 'landline', '8568 1234'],
  ['邮箱 wang.gong@example.com', 'email', 'wang.gong@example.com'],
  ['wang(at)example[dot]cn', 'email', 'wang(at)example[dot]cn'],
  ['ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'email', 'ｗａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
  ['123456789艾特qq点com', 'email', '123456789艾特qq点com'],
  ['mail wang at example dot com', 'email', 'wang at example dot com'],
  ['微信号：wxid_ab12cd', 'messenger', 'wxid_ab12cd'],
  ['加V wang_gong88', 'messenger', 'wang_gong88'],
  ['VX: zhangsan', 'messenger', 'zhangsan'],
  ['ＱＱ１２３４５６７８９', 'messenger', '１２３４５６７８９'],
  ['扣扣 一二三四五六七', 'messenger', '一二三四五六七'],
  ['身份证11010519491231002X', 'identity', '11010519491231002X'],
  ['440524 18800101 0014', 'identity', '440524 18800101 0014'],
  ['见 https://example.com/a?b=1', 'address', 'https://example.com/a?b=1'],
  ['上 www.example.com.cn 看', 'address', 'www.example.com.cn'],
  ['进入example.cn查看', 'address', 'example.cn'],
])('%s', (text, kind, hidden) => {
  const [found] = contactsIn(text);
  expect(found && { kind: found.kind, said: text.slice(found.from, found.to) }).toEqual({ kind, said: hidden });
  expect(masked(text)).toBe(text.replace(hidden, mask));
});

const numerals = '零一二三四五六七八九';
const grand = '零壹贰叁肆伍陆柒捌玖';
const disguises: ((digit: number) => string)[] = [
  (digit) => String(digit),
  (digit) => String.fromCodePoint(0xff10 + digit),
  (digit) => numerals.charAt(digit),
  (digit) => grand.charAt(digit),
  (digit) => String.fromCodePoint(digit === 0 ? 0x24ea : 0x2460 + digit - 1),
  (digit) => String.fromCodePoint(digit === 0 ? 0x24ff : 0x2776 + digit - 1),
  (digit) => String.fromCodePoint(0x1d7ce + digit),
  (digit) => (digit === 0 ? 'O' : digit === 1 ? 'l' : String(digit)),
  (digit) => `${digit}\ufe0f\u20e3`,
];
const grouped = (signs: readonly string[], groups: readonly number[], by: string): string => {
  let at = 0;
  return groups.map((length) => signs.slice(at, (at += length)).join('')).join(by);
};
const mobileNumber = fc
  .tuple(
    fc.integer({ min: 3, max: 9 }),
    fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 9, maxLength: 9 }),
    fc.constantFrom(0, 1),
  )
  .map(([second, digits, last]) => [1, second, ...digits.slice(0, 8), last]);
const around = fc.constantFrom('欢迎来谈', '请找王工', '本项目面向锂电池涂布工序，', '（工作时间）', '');

test('a mobile number is found in every disguise, wherever it stands', () => {
  fc.assert(
    fc.property(
      mobileNumber,
      fc.constantFrom(...disguises),
      fc.constantFrom([11], [3, 4, 4], [3, 8], [7, 4], [3, 3, 5], Array<number>(11).fill(1)),
      fc.constantFrom(' ', '.', '-', '·', '_', '*', '—', '\u200b', ' - '.trim(), '　'),
      around,
      around,
      (digits, disguise, groups, by, before, behind) => {
        const hidden = grouped(digits.map(disguise), groups, by);
        const text = `${before}${hidden}${behind}`;
        expect(
          contactsIn(text).map(({ kind, from, to }) => [kind, text.slice(from, to).replace(/[\ufe0f\u20e3]+$/, '')]),
        ).toEqual([['mobile', hidden.replace(/[\ufe0f\u20e3]+$/, '')]]);
        expect(masked(text)).not.toContain(hidden);
      },
    ),
    { numRuns: 600 },
  );
});

test('landlines, e-mails and ids are found in every disguise', () => {
  const digits = (least: number, most: number) =>
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));
  const word = fc.stringMatching(/^[a-z][a-z0-9]{3,9}$/);
  const hidden = fc.oneof(
    fc
      .tuple(fc.constantFrom('0519', '0512', '025', '010', '021'), digits(8, 8), fc.constantFrom('-', ' ', '—', ''))
      .map(([area, number, by]) => `${area}${by}${number}`),
    fc
      .tuple(
        word,
        fc.constantFrom('@', '＠', '(at)', '[at]', ' @ ', '艾特'),
        word,
        fc.constantFrom('.', '．', '[dot]', '(点)', '点'),
        fc.constantFrom('com', 'cn', 'net'),
      )
      .map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('http://', 'https://www.', 'www.'), word, fc.constantFrom('.com', '.cn/x', '.net?q=1'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(hidden, around, around, (said, before, behind) => {
      expect(masked(`${before}${said}${behind}`)).toBe(`${before}${mask}${behind}`);
    }),
    { numRuns: 400 },
  );
  const label = fc.constantFrom('微信：', '微信号', 'VX:', 'QQ', 'qq号 ', '扣扣', 'Q号：', '企鹅号', 'wechat: ');
  fc.assert(
    fc.property(label, digits(6, 10), around, (before, id, behind) => {
      expect(masked(`${before}${id}${behind}`)).toBe(`${before}${mask}${behind}`);
    }),
  );
});

const n = (min: number, max: number) => fc.integer({ min, max });
const technical = fc.oneof(
  n(1, 999_999_999).map((yuan) => `预算${yuan}元`),
  n(1, 99_999).map((wan) => `报价${wan}.50万元`),
  fc.constant('价款13,800,138,000.00元'),
  n(1_300_000_000, 2_000_000_000).map((yuan) => `累计产值${yuan * 10}元`),
  n(1, 9).map((level) => `成熟度TRL ${level}`),
  fc.tuple(n(1, 99_999), n(1990, 2026)).map(([number, year]) => `符合GB/T ${number}-${year}`),
  fc.tuple(n(1, 9999), n(1, 9), n(1990, 2026)).map(([number, part, year]) => `按JB/T ${number}.${part}-${year}检测`),
  fc.tuple(n(1, 999), n(2015, 2026)).map(([number, year]) => `T/CSAE ${number}-${year}`),
  fc.tuple(n(2003, 2026), n(1, 3), n(1_000_000, 9_999_999), n(0, 9)).map((p) => `专利ZL ${p[0]} ${p[1]} ${p[2]}.${p[3]}`),
  fc.tuple(n(2003, 2026), n(1, 3), n(1_000_000, 9_999_999), n(0, 9)).map((p) => `ZL${p[0]}${p[1]}${p[2]}.${p[3]}`),
  fc.constantFrom('CN120954199A', 'PCT/CN2020/123456', '登记号2023SR1234567', '信用代码91320412MA1WKD3445', '12100000425006117P'),
  fc.tuple(n(1, 9999), n(1, 9999), n(1, 9999)).map(([a, b, c]) => `尺寸${a}×${b}×${c}mm`),
  fc.tuple(n(1, 999), n(1, 99)).map(([a, b]) => `精度${a}.${b}μm`),
  fc.tuple(n(1, 1500), n(1501, 3000)).map(([a, b]) => `转速${a}-${b}rpm`),
  fc.tuple(n(2000, 2026), n(1, 12), n(1, 28)).map(([y, m, d]) => `${y}年${m}月${d}日前交付`),
  fc.tuple(n(2000, 2026), n(10, 12), n(10, 28)).map(([y, m, d]) => `${y}-${m}-${d}`),
  n(1, 100_000_000).map((count) => `年产${count}件`),
  n(1, 99).map((percent) => `良率${percent}.5%以上`),
  fc.constantFrom(
    '二〇二六年',
    '三百八十伏',
    '第一、三、五项',
    '一三五工作日',
    '微信小程序',
    'QQ物联',
    '企鹅2000只',
    '型号WX-12345',
    '5 mA @ 12 V',
    'ASP.NET平台',
  ),
  fc.constantFrom(
    '温度15-20-30-40-500℃',
    '取1、3、5、7、9、11、13、15',
    '转速1350 1400 150',
    '序列1380.0138mm',
    'pH 7.0',
    'Al2O3含量99.5%',
    'SO2、CO2',
  ),
);

test('technical phrases with numbers in them stay as they are', () => {
  fc.assert(
    fc.property(
      fc.array(technical, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('，', '；', '。', ' ', '、', '\n', ', '),
      (phrases, by) => {
        const text = phrases.join(by);
        expect(masked(text)).toBe(text);
      },
    ),
    { numRuns: 1500 },
  );
});

test('what is masked has nothing more to mask, and places never overlap', () => {
  const piece = fc.oneof(
    technical,
    fc.constantFrom('13800138000', 'a@b.com', 'QQ12345678', '0519-85681234', '微信', ' ', '***', '1', '。'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const found = contactsIn(text);
      found.forEach(({ from, to }, at) => {
        expect(from).toBeLessThan(to);
        expect(from).toBeGreaterThanOrEqual(found[at - 1]?.to ?? 0);
      });
      expect(masked(masked(text))).toBe(masked(text));
    }),
    { numRuns: 500 },
  );
  expect(kindsIn('')).toEqual([]);
});
