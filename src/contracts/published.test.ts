// What is published of contracts, attacked by subtraction: between the cells of a table and its total, and between one quarter's publication and the next.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Deal,
  fewestParties,
  known,
  largestShare,
  lastQuarterEnd,
  publishedCells,
  publishedTotal,
  quarterOf,
} from './published.ts';

type Kept = Deal & { key: string };
const deal = fc.record({
  seller: fc.constantFrom(...'ABCDEFGH'),
  buyer: fc.constantFrom(...'abcdefgh'),
  key: fc.constantFrom('development', 'development', 'service', 'service', 'service', 'consulting', 'licence'),
  month: fc.integer({ min: 1, max: 9 }),
  yuan: fc.integer({ min: 1, max: 900 }),
});
const city = fc.array(deal, { minLength: 1, maxLength: 160, size: 'max' }).map((all) =>
  all.map(
    ({ month, yuan, ...one }, at): Kept => ({
      ...one,
      contract: String(at),
      on: `2026-${String(month).padStart(2, '0')}-01`,
      count: '1',
      amount: `${yuan}.00`,
      technologyAmount: `${yuan}.00`,
    }),
  ),
);
/** Written apart from what is tested: whether one party is told by the sum of these. */
function tellsOfOne(deals: readonly Kept[]): boolean {
  return (['seller', 'buyer'] as const).some((side) => {
    const held = Map.groupBy(deals, (one) => one[side]);
    const sums = [...held.values()].map((own) => own.reduce((sum, one) => sum + Number(one.amount), 0));
    const all = sums.reduce((sum, one) => sum + one, 0);
    return sums.length < fewestParties || Math.max(...sums) * 100 > all * largestShare;
  });
}
const through = (deals: readonly Kept[], quarter: number): Kept[] =>
  deals.filter((one) => one.on <= `2026-${quarter * 3}`.replace(/-(\d)$/, '-0$1') + '-31');

const ofKey = (deals: readonly Kept[], key: string) => deals.filter((one) => one.key === key);
const keyed = (deals: readonly Kept[]) => publishedCells(deals.map(known), (one) => one.key);

/** What is wrong with a publication: a cell or a difference that tells of one party, or sums that are not those of its deals. */
function faultsOf(deals: readonly Kept[]): string[] {
  const total = publishedTotal(deals.map(known));
  const cells = keyed(deals);
  const withheld = cells.filter(({ sums }) => sums === null).flatMap(({ key }) => ofKey(deals, key));
  const shown = cells.flatMap(({ key, sums }) => (sums === null ? [] : [{ own: ofKey(deals, key), sums }]));
  return [
    ...(total !== null && tellsOfOne(deals) ? ['total'] : []),
    ...(total !== null && withheld.length > 0 && tellsOfOne(withheld) ? ['total less the others'] : []),
    ...shown.flatMap(({ own, sums }) => [
      ...(tellsOfOne(own) ? ['cell'] : []),
      ...(sums.count === own.length && Number(sums.amount) === own.reduce((sum, one) => sum + Number(one.amount), 0)
        ? []
        : ['sum']),
    ]),
  ];
}

test('neither a cell nor the total less the others tells of a single party', () => {
  let shown = 0;
  const kept = fc.property(city, (deals) => {
    shown += keyed(deals).filter(({ sums }) => sums !== null).length;
    return faultsOf(deals).length === 0;
  });
  expect(fc.check(kept, { numRuns: 300 }).counterexample).toBeNull();
  // A rule that withholds everything would pass too.
  expect(shown).toBeGreaterThan(50);
});

test('who keeps each quarter’s publication learns of no single party from what was added', () => {
  const kept = fc.property(city, fc.constantFrom(2, 3), (deals, quarter) => {
    const [before, after] = [through(deals, quarter - 1), through(deals, quarter)];
    const then = new Map(keyed(before).map(({ key, sums }) => [key, sums]));
    const added = keyed(after)
      .filter(({ key, sums }) => sums !== null && then.get(key) !== null)
      .map(({ key }) => ofKey(after, key).filter((one) => !before.includes(one)));
    return added.every((some) => some.length === 0 || !tellsOfOne(some));
  });
  expect(fc.check(kept, { numRuns: 150 }).counterexample).toBeNull();
});

test('one large party hides a cell, and the smallest other one with it', () => {
  const of = (key: string, seller: string, yuan: number, at: number): Kept => ({
    key,
    seller,
    buyer: `buyer ${at}`,
    contract: `${key} ${at}`,
    on: '2026-01-01',
    count: '1',
    amount: `${yuan}.00`,
    technologyAmount: `${yuan}.00`,
  });
  const even = (key: string, yuan: number) => ['A', 'B', 'C', 'D'].map((seller, at) => of(key, seller, yuan, at));
  const large = [of('licence', 'A', 870, 1), of('licence', 'B', 65, 2), of('licence', 'C', 65, 3)];
  const cells = keyed([...even('development', 100), ...even('service', 300), ...large]);
  expect(cells.map(({ key, sums }) => [key, sums?.amount ?? null])).toEqual([
    ['development', null],
    ['licence', null],
    ['service', '1200.00'],
  ]);
  expect(publishedTotal(large.map(known))).toBeNull();
  expect(publishedCells([], () => '')).toEqual([]);
});

test('published is what lies before the quarter that runs', () => {
  const days = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-11-26', '2026-12-31'];
  expect(days.map(lastQuarterEnd)).toEqual(['2025-12-31', '2025-12-31', '2026-03-31', '2026-09-30', '2026-09-30']);
  expect(['2026-01-01', '2026-06-30', '2026-12-01'].map(quarterOf)).toEqual(['2026-1', '2026-2', '2026-4']);
});
