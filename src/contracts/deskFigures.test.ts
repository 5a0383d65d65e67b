// Figures of decisions: medians, the term in working days and its edges, periods without a decision; and what is compared with the text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedYears } from '../platform/shared/publishedYears.ts';
import { openWorkingDays } from '../platform/shared/workingDays.ts';
import { emptyReading } from './amountsOfCheck.ts';
import { compared, differs } from './compare.ts';
import { countedOf, type Decided, figuresOf, median, periodsBetween, timerOf } from './deskFigures.ts';

const timer = timerOf(openWorkingDays(shippedYears), { usual: 15, long: 30 });
const one = (more: Partial<Decided> = {}): Decided => ({
  what: 'registered',
  on: '2026-03-20',
  acceptedOn: '2026-03-02',
  large: false,
  account: 'a',
  registry: null,
  seconds: null,
  ...more,
});

test('the median stands in the middle, whatever the order, and none of nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 1 }), (numbers) => {
      const middle = median(numbers) ?? Number.NaN;
      expect(median([...numbers].reverse())).toBe(middle);
      expect(numbers.filter((each) => each <= middle).length * 2).toBeGreaterThanOrEqual(numbers.length);
      expect(numbers.filter((each) => each >= middle).length * 2).toBeGreaterThanOrEqual(numbers.length);
    }),
  );
  expect(median([])).toBeNull();
});

test('within the term to its last working day, late from the next day on, unknown in a year that nobody published', () => {
  // Fifteen working days after Monday 2 March 2026 end on Monday the 23rd.
  expect(timer(one({ on: '2026-03-23' }))).toEqual({ days: 15, within: true });
  expect(timer(one({ on: '2026-03-24' }))).toEqual({ days: 16, within: false });
  expect(timer(one({ on: '2026-03-24', large: true }))).toEqual({ days: 16, within: true });
  // Fifteen after Friday the 6th end on Friday the 27th: the Saturday after it is late.
  expect(timer(one({ acceptedOn: '2026-03-06', on: '2026-03-27' })).within).toBe(true);
  expect(timer(one({ acceptedOn: '2026-03-06', on: '2026-03-28' })).within).toBe(false);
  expect(timer(one({ acceptedOn: '1990-01-02', on: '1990-01-09' }))).toEqual({ days: null, within: null });
  expect(timer(one({ what: 'sentBack' }))).toEqual({ days: null, within: null });
});

test('sending back is no decision, and a month in which nothing was decided stands between the others', () => {
  const decisions = [
    one({ seconds: 30 }),
    one({ what: 'refused', on: '2026-05-06', seconds: 90 }),
    one({ what: 'sentBack', on: '2026-04-30' }),
  ];
  expect(figuresOf(decisions, timer)).toMatchObject({
    decided: 2,
    registered: 1,
    refused: 1,
    sentBack: 1,
    medianSeconds: 60,
    judged: 2,
    within: 1,
  });
  const [counted] = countedOf([{ of: 'registrar', id: 'a', name: 'A', own: true, decisions }], 'month', timer);
  expect(counted?.periods.map(({ period, decided, sentBack }) => [period, decided, sentBack])).toEqual([
    ['2026-03', 1, 0],
    ['2026-04', 0, 1],
    ['2026-05', 1, 0],
  ]);
  expect(periodsBetween(['2025-11-30', '2026-02-01'], 'month')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(periodsBetween(['2024-12-31', '2026-01-01'], 'year')).toEqual(['2024', '2025', '2026']);
});

test('what was typed is compared with the text by what it means, and an amount ten times too high is a difference', () => {
  const at = { from: 3, to: 9 };
  const typed = {
    title: '电池“检测”系统',
    type: 'development' as const,
    amount: '1860000',
    technologyAmount: '1535000',
    signedOn: '2026-01-05',
    validFrom: null,
    validTo: '2027-12-31',
    paymentMode: 'instalments' as const,
    items: [],
    parties: [
      { role: 'seller', name: null, organizationName: '甲有限公司' },
      { role: 'buyer', name: '乙（集团）', organizationName: null },
    ],
  };
  const fields = {
    ...emptyReading,
    title: { value: '电池检测系统', at },
    parties: [{ role: 'buyer' as const, name: { value: '乙(集团)', at }, creditCode: null }],
    totalAmount: { value: '1860000.00', said: '186万元', at, doubt: null },
    signedOn: { value: '2026-01-05', at },
    validTo: { value: '2028-12-31', at },
  };
  const lines = compared(typed, { fields, technologyAmount: '1535000.00' });
  expect(Object.fromEntries(lines.map(({ path, same }) => [path, same]))).toEqual({
    title: true,
    parties: true,
    amount: true,
    technologyAmount: true,
    signedOn: true,
    validFrom: null,
    validTo: false,
    paymentMode: null,
    items: null,
  });
  expect(differs(lines)).toBe(true);
  expect(differs(compared({ ...typed, validTo: null }, { fields, technologyAmount: '1535000' }))).toBe(false);
  expect(differs(compared({ ...typed, validTo: null, amount: '18600000' }, { fields, technologyAmount: null }))).toBe(true);
});
