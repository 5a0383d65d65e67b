// Real numbers hold; one digit wrong, or two neighbours exchanged, never does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPatentNumber } from './patentNumber.ts';

const on = '2026-11-26';
const read = (said: string) => readPatentNumber(said, on);

test.each<[string, string, number]>([
  ['ZL200510096239.4', 'inventionPatent', 2005],
  ['ZL202322865413.3', 'utilityModel', 2023],
  ['ZL201811564288.X', 'inventionPatent', 2018],
  ['ZL201910603565.1', 'inventionPatent', 2019],
  ['ZL202320135062.8', 'utilityModel', 2023],
  ['ZL202330062702.2', 'design', 2023],
  ['ZL201710601862.3', 'inventionPatent', 2017],
])('%s is granted', (number, kind, year) => {
  expect(read(number)).toEqual({ ok: true, of: 'patent', number, kind, year, byPct: false, checked: true });
  const bare = number.slice(2);
  expect(read(bare)).toMatchObject({ of: 'application', number: bare, kind });
  expect(read(`CN${bare.replace('.', '')}`)).toMatchObject({ of: 'application', number: bare });
  expect(
    read(` ＺＬ ${bare.slice(0, 4)} ${bare.charAt(4)} ${bare.slice(5, 12)} . ${bare.slice(13).toLowerCase()}`),
  ).toMatchObject({ number });
});

test('numbers of before October 2003 have eight digits', () => {
  expect(read('97101765.4')).toMatchObject({ of: 'application', kind: 'inventionPatent', year: 1997 });
  expect(read('ZL 95115608.X')).toMatchObject({ of: 'patent', number: 'ZL95115608.X', year: 1995 });
  expect(read('CN95115608X')).toMatchObject({ of: 'application', number: '95115608.X' });
});

test.each<[string, string]>([
  ['202010566088.8', 'check'],
  ['201811564288.0', 'check'],
  ['202310123456.7', 'check'],
  ['202410123456.7', 'check'],
  ['ZL 2019 1 0123456.7', 'check'],
  ['202040566088.9', 'kind'],
  ['202810123456.7', 'year'],
  ['200210123456.7', 'year'],
  ['ZL201910603565', 'checkMissing'],
  ['97101765', 'checkMissing'],
  ['2019106035', 'shape'],
  ['', 'shape'],
  ['US10123456B2', 'shape'],
  ['CN120954199U', 'kind'],
  ['PCT/CN2030/123456', 'year'],
  ['PCT/CN2020/12345', 'shape'],
])('%s is refused: %s', (said, code) => {
  expect(read(said)).toEqual({ ok: false, code });
});

test('international and publication numbers are known by their shape alone', () => {
  expect(read('PCT/CN2020/123456')).toMatchObject({ ok: true, of: 'international', year: 2020, checked: false });
  expect(read('pct/cn98/00123')).toMatchObject({ ok: true, of: 'international', year: 1998 });
  expect(read('CN120954199A')).toMatchObject({ ok: true, of: 'publication', kind: 'inventionPatent', checked: false });
  expect(read('CN 2034567 Y')).toMatchObject({ ok: true, of: 'publication', kind: 'utilityModel' });
  expect(read('CN301234567S')).toMatchObject({ ok: true, of: 'publication', kind: 'design' });
});

/** Written apart from the code under test: the sum of ZC 0006-2003. */
const checkOf = (digits: string): string => {
  const rest = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5].reduce((all, weight, at) => all + weight * Number(digits[at]), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
};
const digitsOf = fc
  .tuple(fc.integer({ min: 2004, max: 2026 }), fc.constantFrom(1, 2, 3, 8, 9), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([year, kind, serial]) => `${year}${kind}${String(serial).padStart(7, '0')}`);

test('each number with its check digit holds, and with one digit changed or two neighbours exchanged it does not', () => {
  fc.assert(
    fc.property(digitsOf, fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const check = checkOf(digits);
      expect(read(`${digits}.${check}`)).toMatchObject({
        ok: true,
        number: `${digits}.${check}`,
        byPct: /[89]/.test(digits.charAt(4)),
      });
      const changed = digits.slice(0, at) + ((Number(digits.charAt(at)) + by) % 10) + digits.slice(at + 1);
      expect(read(`${changed}.${check}`).ok).toBe(false);
      if (at === 0 || at === 8 || digits.charAt(at) === digits.charAt(at - 1)) return;
      const exchanged = digits.slice(0, at - 1) + digits.charAt(at) + digits.charAt(at - 1) + digits.slice(at + 1);
      expect(read(`${exchanged}.${check}`).ok).toBe(false);
    }),
  );
});
