// What is told of contracts by ends of months, attacked by subtraction: between places, and between one month's end and the next.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Deal, hiddenPlaces, monthEndOver } from './openFigures.ts';
import { fewestParties, known, largestShare } from './published.ts';

test('a day gives the last end of a month that is over, and the end of a month itself once it is over', () => {
  const today = '2026-11-26';
  const asked = ['2026-11-26', '2026-12-31', '2026-11-01', '2026-10-31', '2026-10-30', '2026-01-01', '2024-02-29', '2025-02-28'];
  expect(asked.map((on) => monthEndOver(on, today))).toEqual([
    '2026-10-31',
    '2026-10-31',
    '2026-10-31',
    '2026-10-31',
    '2026-09-30',
    '2025-12-31',
    '2024-02-29',
    '2025-02-28',
  ]);
  // The last day of a month is not over while it lasts.
  expect(['2026-11-30', '2026-12-01'].map((now) => monthEndOver(now, now))).toEqual(['2026-10-31', '2026-11-30']);
});

const places = [
  { id: 'X', kind: 'city', within: null },
  { id: 'X-A', kind: 'district', within: 'X' },
  { id: 'X-B', kind: 'district', within: 'X' },
  { id: 'X-C', kind: 'district', within: 'X' },
  { id: 'X-A1', kind: 'functionalArea', within: 'X-A' },
  { id: 'X-B1', kind: 'functionalArea', within: 'X-B' },
];
const inside = (id: string, alone: boolean) =>
  places.filter((one) => one.id === id || (!alone && one.within === id)).map((one) => one.id);
const deals = fc
  .array(
    fc.record({
      seller: fc.constantFrom(...'ABCDEFGH'),
      buyer: fc.constantFrom(...'abcdefgh'),
      region: fc.constantFrom('X-A', 'X-A', 'X-A', 'X-A1', 'X-A1', 'X-B', 'X-B', 'X-B', 'X-B1', 'X-C', 'X-C'),
      month: fc.integer({ min: 1, max: 3 }),
      yuan: fc.integer({ min: 1, max: 400 }),
    }),
    { minLength: 1, maxLength: 140, size: 'max' },
  )
  .map((all) =>
    all.map(({ region, month, yuan, ...one }, at): Deal => {
      const said = {
        contract: String(at),
        on: `2026-0${month}-01`,
        count: '1',
        amount: `${yuan}.00`,
        technologyAmount: `${yuan}.00`,
      };
      return { ...known({ ...one, ...said }), region };
    }),
  );

/** Written apart from what is tested: whether one party is told by the sum of these, and there is one. */
function tells(own: readonly Deal[]): boolean {
  return (['seller', 'buyer'] as const).some((side) => {
    const sums = [...Map.groupBy(own, (one) => one[side]).values()].map((of) => of.reduce((sum, one) => sum + one.fen[0], 0));
    const all = sums.reduce((sum, one) => sum + one, 0);
    return sums.length > 0 && (sums.length < fewestParties || Math.max(...sums) * 100 > all * largestShare);
  });
}

test('no place and no difference of two places or months tells of one party, whichever places are set against one another', () => {
  let shownOnce = 0;
  fc.assert(
    fc.property(deals, (all) => {
      const hides = hiddenPlaces(all, places);
      const of = (ids: readonly string[]) => all.filter((one) => ids.includes(one.region));
      const unsafe = (own: readonly Deal[]) =>
        [1, 2, 3].some((month) => tells(own.filter((one) => one.on === `2026-0${month}-01`))) || tells(own);
      const faults: string[] = [];
      const districts = ['X-A', 'X-B', 'X-C'];
      const cells = districts.flatMap((id) => [[id, false] as const, [id, true] as const]);
      for (const [id, alone] of [...cells, ['X-A1', true] as const, ['X-B1', true] as const])
        if (!hides(id, alone)) {
          shownOnce += of(inside(id, alone)).length > 0 ? 1 : 0;
          if (unsafe(of(inside(id, alone)))) faults.push(`${id} ${alone}`);
        }
      const hidden = districts.filter((id) => hides(id, false));
      // Where nothing is told of any district there is nothing to take from the city's sum.
      const told = of(districts.filter((id) => !hides(id, false)).flatMap((id) => inside(id, false)));
      if (told.length > 0 && unsafe(of(hidden.flatMap((id) => inside(id, false)))))
        faults.push('the city less the districts shown');
      for (const [district, area] of [
        ['X-A', 'X-A1'],
        ['X-B', 'X-B1'],
      ] as const) {
        if (hides(district, false)) continue;
        const rest = [district, area].filter((id) => hides(id, true));
        if (unsafe(of(rest))) faults.push(`${district} less what is shown of it`);
      }
      expect(faults).toEqual([]);
    }),
    { numRuns: 120 },
  );
  expect(shownOnce).toBeGreaterThan(50);
});

test('of a district that is withheld nothing inside it is told', () => {
  const one = (seller: string, region: string): Deal => ({
    ...known({
      contract: seller,
      on: '2026-01-01',
      seller,
      buyer: `of ${seller}`,
      count: '1',
      amount: '10.00',
      technologyAmount: '10.00',
    }),
    region,
  });
  const hides = hiddenPlaces([one('A', 'X-A1'), ...'BCDE'.split('').map((seller) => one(seller, 'X-B'))], places);
  expect([hides('X-A', false), hides('X-A', true), hides('X-A1', true)]).toEqual([true, true, true]);
  // What is withheld alone is the city less the rest: the smallest of the others is withheld with it.
  expect(hides('X-B', false)).toBe(true);
});
