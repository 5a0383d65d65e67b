// Days and lengths of time in texts: every way of writing comes back, no impossible day does, and a length ends where the Civil Code says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../platform/shared/dates.ts';
import { dayIn, daysIn, durationIn, endOf } from './readDay.ts';
import { level } from './readText.ts';

const said = (text: string): string => {
  const read = dayIn(text);
  return read.ok ? read.day : read.code;
};

test.each([
  ['2026年1月5日', '2026-01-05'],
  ['2026 年 01 月 05 日', '2026-01-05'],
  ['2026年_1_月_5_日', '2026-01-05'],
  ['２０２６年１月５日', '2026-01-05'],
  ['2026-01-05', '2026-01-05'],
  ['2026.1.5', '2026-01-05'],
  ['2026/1/5', '2026-01-05'],
  ['20260105', '2026-01-05'],
  ['二〇二六年一月五日', '2026-01-05'],
  ['二零二六年十二月三十一日', '2026-12-31'],
  ['二○二六年十一月二十号', '2026-11-20'],
  ['2024年2月29日', '2024-02-29'],
  ['2025年2月29日', 'impossible'],
  ['2026年13月1日', 'impossible'],
  ['2026-04-31', 'impossible'],
  ['0000-01-01', 'impossible'],
  ['2026年1月', 'partial'],
  ['2026年  月  日', 'partial'],
  ['    年  月  日', 'partial'],
  ['2026', 'partial'],
  ['', 'nothing'],
  ['____', 'nothing'],
  ['26.1.5', 'malformed'],
  ['2026.1-5', 'malformed'],
  ['签订之日', 'malformed'],
])('%s is %s', (text, day) => expect(said(text)).toBe(day));

test('every day of four centuries comes back from every form', () => {
  const signs = '〇一二三四五六七八九';
  const small = (count: number) =>
    count < 10
      ? signs.charAt(count)
      : `${count < 20 ? '' : signs.charAt(Math.floor(count / 10))}十${count % 10 ? signs.charAt(count % 10) : ''}`;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 146_096 }), (count) => {
      const day = addDays('1800-01-01', count);
      const [year = '', month = '', date = ''] = day.split('-');
      const [m, d] = [Number(month), Number(date)];
      const han = `${[...year].map((one) => signs.charAt(Number(one))).join('')}年${small(m)}月${small(d)}日`;
      for (const form of [day, `${year}年${m}月${d}日`, `${year}.${m}.${d}`, `${year}/${month}/${date}`, han])
        expect([form, said(form)]).toEqual([form, day]);
    }),
    { numRuns: 300 },
  );
});

test('days in a text, each at its place; numbers that only look like days are none', () => {
  const text = '合同编号HT-2026-01-05-03，自2026.1.1-2026.12.31，版本12026.1.5，二〇二七年三月一日止，2026年2月30日。';
  const days = daysIn(level(text));
  expect(days.map(({ value, at }) => [value, text.slice(at.from, at.to)])).toEqual([
    ['2026-01-01', '2026.1.1'],
    ['2026-12-31', '2026.12.31'],
    ['2027-03-01', '二〇二七年三月一日'],
  ]);
});

test.each([
  ['三年', { years: 3, months: 0, days: 0 }],
  ['合同有效期叁（3）年', { years: 3, months: 0, days: 0 }],
  ['18个月', { years: 0, months: 18, days: 0 }],
  ['一年半', { years: 1, months: 6, days: 0 }],
  ['半年', { years: 0, months: 6, days: 0 }],
  ['三年零六个月', { years: 3, months: 6, days: 0 }],
  ['九十日', { years: 0, months: 0, days: 90 }],
  ['一百八十天', { years: 0, months: 0, days: 180 }],
  ['2026年', null],
  ['长期', null],
])('%s is a length', (text, length) => expect(durationIn(text)).toEqual(length));

test.each([
  ['2026-01-05', '三年', '2029-01-05'],
  ['2026-01-31', '1个月', '2026-02-28'],
  ['2024-02-29', '1年', '2025-02-28'],
  ['2026-11-30', '三个月', '2027-02-28'],
  ['2026-01-05', '30天', '2026-02-04'],
])('from %s, %s lasts to %s', (from, text, to) => expect(endOf(from, durationIn(text)!)).toBe(to));
