// Numbers of intellectual property: the office's check digit, and numbers in a text told from telephones, accounts and credit codes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsIn, patentNumber } from './readItems.ts';

test.each([
  ['200510096239.4', '200510096239.4', 'inventionPatent', true],
  ['ZL202322865413.3', 'ZL202322865413.3', 'utilityModel', true],
  ['ZL 2018 1 1564288.X', 'ZL201811564288.X', 'inventionPatent', true],
  ['zl201811564288x', 'ZL201811564288.X', 'inventionPatent', true],
  ['ＺＬ２０１９１０６０３５６５．１', 'ZL201910603565.1', 'inventionPatent', true],
  ['CN202320135062.8', '202320135062.8', 'utilityModel', true],
  ['202330062702.2', '202330062702.2', 'design', true],
  ['97101765.4', '97101765.4', 'inventionPatent', true],
  ['ZL95115608.X', 'ZL95115608.X', 'inventionPatent', true],
  ['202010566088.8', '202010566088.8', 'inventionPatent', false],
  ['201811564288.0', '201811564288.0', 'inventionPatent', false],
  ['202310123456.7', '202310123456.7', 'inventionPatent', false],
  ['202040566088.9', '202040566088.9', null, false],
])('%s', (said, value, kind, valid) => expect(patentNumber(said)).toEqual({ value, kind, valid }));

test.each(['', 'ZL', '2023101234567890', '20231012345', 'ZL2023SR0123456', '待授权', 'US10123456B2', '1'.repeat(500)])(
  '%s is no such number',
  (said) => expect(patentNumber(said)).toBeNull(),
);

test('one digit wrong, or two neighbours changed, is always noticed', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String);
  fc.assert(
    fc.property(fc.array(digit, { minLength: 7, maxLength: 7 }), fc.nat(11), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
      const digits = `20211${serial.join('')}`;
      const check = '0123456789X'.split('').find((one) => patentNumber(`${digits}.${one}`)?.valid);
      const other = String((Number(digits[at]) + by) % 10);
      expect(patentNumber(`${digits.slice(0, at)}${other}${digits.slice(at + 1)}.${check}`)?.valid).toBe(false);
    }),
  );
});

test('a text’s items, each once and at its place', () => {
  const text = `转让的专利：一种激光熔覆装置，专利号：ZL 201811564288.X，另有实用新型专利（ZL 2023 2 2865413.3），以及在审的发明专利申请，申请号 202310123456.7。
专利号 ZL201811564288.X 的年费由甲方缴纳。附软件：登记号2023SR0123456，证书号 软著登字第１１０４５６７８号；布图设计 BS.23550001X；植物新品种 CNA20180001.5。
统一社会信用代码91320411MA1XYZ2X3K，账号 1105020409001234567，电话 13800138000，身份证 320402198001011234，传真0519-88888888。`;
  const items = itemsIn(text, null);
  expect(items.map(({ type, number, valid }) => [type, number, valid])).toEqual([
    ['inventionPatent', 'ZL201811564288.X', true],
    ['utilityModel', 'ZL202322865413.3', true],
    ['inventionPatent', '202310123456.7', false],
    ['softwareCopyright', '2023SR0123456', null],
    ['softwareCopyright', '软著登字第11045678号', null],
    ['circuitLayout', 'BS.23550001X', null],
    ['plantVariety', 'CNA20180001.5', null],
  ]);
  expect(items.map(({ at }) => text.slice(at.from, at.to)).slice(0, 2)).toEqual(['ZL 201811564288.X', 'ZL 2023 2 2865413.3']);
});

test('a technical secret is an item where it is the object, not where rights are settled', () => {
  expect(itemsIn('因履行本合同产生的技术秘密的使用权、转让权归甲方所有。', '技术开发合同')).toEqual([]);
  expect(itemsIn('技术秘密使用许可合同\n……', '技术秘密使用许可合同')).toMatchObject([{ type: 'technicalSecret', number: null }]);
  expect(itemsIn('第二条 许可的技术秘密的范围：配方与工艺参数。', '技术许可合同')).toMatchObject([{ type: 'technicalSecret' }]);
});
