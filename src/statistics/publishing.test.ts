// Due days of the publication calendar, how releases of a day stand to one another, the size of a revision: pure, without a house.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known } from '../contracts/published.ts';
import type { Region } from '../organizations/region.ts';
import { openWorkingDays } from '../platform/shared/workingDays.ts';
import { shippedYears } from '../platform/shared/publishedYears.ts';
import { datedBetween, type Publication, publicationFaults, publicationOf, stateOf } from './publication.ts';
import { revisionOf, sizeOf, withSteps } from './revisions.ts';
import { toldOf } from './server/changesTold.ts';
import { finalOf, type OfDay, standingOf } from './releaseStanding.ts';

const name = { zh: '月报', en: 'Monthly' };
const rule = (more: Partial<Publication> = {}): Publication => ({
  code: 'month',
  name,
  every: 'month',
  from: '2025-01-01',
  to: null,
  indicators: null,
  stage: 'provisional',
  within: { days: 8, kind: 'working' },
  basis: name,
  ...more,
});
const calendar = openWorkingDays(shippedYears.filter(({ year }) => year <= 2026));

test('due days pass over holidays, rules follow one another, and what cannot be told says which year is missing', () => {
  const rules = [
    rule({ to: '2026-01-31' }),
    rule({ from: '2026-02-01', within: { days: 3, kind: 'working' } }),
    rule({ code: 'year', every: 'year', stage: 'final', within: { days: 45, kind: 'working' } }),
  ];
  const all = datedBetween(rules, calendar, { from: '2026-01-15', to: '2026-05-10' });
  expect(all.map(({ of, period, due }) => [of.code, period, due])).toEqual([
    // The Spring Festival of 2026 is from 15 to 23 February; its weekends that are worked count.
    ['month', '2026-01', calendar.addWorkingDays('2026-01-31', 8)],
    ['month', '2026-02', calendar.addWorkingDays('2026-02-28', 3)],
    ['year', '2025', calendar.addWorkingDays('2025-12-31', 45)],
    ['month', '2026-03', '2026-04-03'],
    ['month', '2026-04', calendar.addWorkingDays('2026-04-30', 3)],
  ]);
  const [untold] = datedBetween([rule()], calendar, { from: '2026-12-31', to: '2027-01-30' });
  expect(untold).toMatchObject({ period: '2026-12', end: '2026-12-31', due: null, unpublished: 2027 });
  expect(publicationOf(rules, 'month', '2026-02')?.within.days).toBe(3);
  expect(['2024-12', '2026-Q1', '2026'].map((of) => publicationOf(rules, 'month', of))).toEqual([null, null, null]);
});

test('a calendar that names no indicator of the city, or says two things of one period, is refused', () => {
  const faulty = [rule({ indicators: ['none'] }), rule({ from: '2026-01-01' }), rule({ code: 'x', to: '2024-12-31' })];
  expect(publicationFaults(faulty, { indicators: ['revenue'] })).toHaveLength(3);
  expect(publicationFaults([rule({ indicators: ['revenue'] })], { indicators: ['revenue'] })).toEqual([]);
});

test('coming, due, late, published in time and late: by whole days', () => {
  const of = { end: '2026-03-31', due: '2026-04-10' };
  expect(stateOf(of, null, '2026-03-31')).toEqual({ state: 'coming', days: 10 });
  expect(stateOf(of, null, '2026-04-10')).toEqual({ state: 'due', days: 0 });
  expect(stateOf(of, null, '2026-04-13')).toEqual({ state: 'late', days: 3 });
  expect(stateOf(of, '2026-04-09', '2026-05-01')).toEqual({ state: 'published', days: 0 });
  expect(stateOf(of, '2026-04-12', '2026-05-01')).toEqual({ state: 'published', days: 2 });
  expect(stateOf({ ...of, due: null }, null, '2026-05-01')).toEqual({ state: 'due', days: null });
});

const release = (number: string, stage: OfDay['stage'], codes = ['revenue', 'staff']): OfDay => ({
  id: number,
  number,
  asOf: '2025-12-31',
  stage,
  knownAt: new Date(`2026-01-01T00:00:00.${number.slice(-3)}Z`),
  codes,
});

test('a final release supersedes provisional ones whose figures it has, and corrects final ones; older ones stand as they were', () => {
  const [old, part, whole, final, correction] = [
    release('2025-001', null),
    release('2026-002', 'provisional', ['contracts', 'staff']),
    release('2026-003', 'provisional'),
    release('2026-004', 'final'),
    release('2026-005', 'final', ['revenue']),
  ] as const;
  const all = [correction, final, whole, part, old];
  const numbers = (of: readonly { number: string }[]) => of.map((one) => one.number);
  expect(standingOf(whole, all).supersededBy).toEqual({ id: '2026-004', number: '2026-004' });
  // It alone has the figure of contracts.
  expect(standingOf(part, all).supersededBy).toBeNull();
  expect(numbers(standingOf(final, all).supersedes)).toEqual(['2026-003']);
  expect(numbers(standingOf(final, all).correctedBy)).toEqual(['2026-005']);
  expect(numbers(standingOf(correction, all).corrects)).toEqual(['2026-004']);
  expect(standingOf(old, all)).toEqual({ supersedes: [], supersededBy: null, corrects: [], correctedBy: [] });
  expect(finalOf('2025-12-31', ['staff'], all)?.number).toBe('2026-004');
  expect([finalOf('2025-12-31', ['contracts'], all), finalOf('2025-11-30', ['staff'], all)]).toEqual([undefined, undefined]);
  // Another day has nothing to do with it.
  expect(standingOf({ ...final, asOf: '2025-11-30' }, all).supersedes).toEqual([]);
});

test('the size of a revision: from what was published to the last word, and which release first said another value', () => {
  expect(sizeOf('80', '81')).toEqual({ change: '1', share: '0.012500' });
  expect(sizeOf('-80', '-81')).toEqual({ change: '-1', share: '-0.012500' });
  expect([sizeOf('0', '5'), sizeOf(null, '5'), sizeOf('5', null)]).toEqual([
    { change: '5', share: null },
    { change: null, share: null },
    { change: null, share: null },
  ]);
  expect(revisionOf({ published: '80.00', later: ['80'], now: '80.0' })).toBeNull();
  expect(revisionOf({ published: '80', later: ['80', undefined, '82'], now: undefined })).toMatchObject({
    first: 2,
    last: '82',
    change: '2',
  });
  expect(revisionOf({ published: '80', later: [], now: '70' })).toMatchObject({ first: 0, last: '70', share: '-0.125000' });
  expect(revisionOf({ published: '80', later: ['82'], now: '80' })).toMatchObject({ first: 0, change: '0' });
  expect(revisionOf({ published: null, later: [], now: '80' })).toMatchObject({ last: '80', change: null });
  expect(withSteps([{ value: '5' }, { value: null }, { value: '6' }]).map(({ change }) => change)).toEqual([null, null, '1']);
});

const places = ['A', 'B', 'C', 'D'];
const regionOf = (id: string, kind: Region['kind']): Region => ({
  id,
  kind,
  name,
  divisionCode: null,
  within: kind === 'city' ? null : 'R',
  from: null,
  to: null,
  mapName: null,
});
const regions = [regionOf('R', 'city'), ...places.map((id) => regionOf(id, 'district'))];
const changed = fc.array(
  fc.record({
    region: fc.constantFrom(...places),
    who: fc.constantFrom(...'abcdefghijkl'),
    amount: fc.integer({ min: -900, max: 900 }),
  }),
  { maxLength: 30 },
);

test('a change is told only where three made it, and what is not told of the city’s is not one respondent’s either', () => {
  const isSafe = fc.check(
    fc.property(changed, (all) => {
      const deals = all
        .filter(({ amount }) => amount !== 0)
        .map(({ region, who, amount }, at) => {
          const parties = {
            contract: String(at),
            seller: `${region} ${who}`,
            buyer: `${region} ${who}`,
            on: '2025-12-31',
            count: '1',
          };
          return { ...known({ ...parties, amount: String(amount), technologyAmount: String(amount) }), region };
        });
      const tells = toldOf(deals, regions, 'R');
      const isOfFew = (inside: (region: string) => boolean) => {
        const own = deals.filter(({ region }) => inside(region));
        const parts = [...Map.groupBy(own, ({ seller }) => seller).values()].map((one) =>
          Math.abs(one.reduce((sum, { fen: [amount] }) => sum + amount, 0)),
        );
        const sum = parts.reduce((one, other) => one + other, 0);
        return own.length > 0 && (parts.length < 3 || Math.max(...parts) * 100 > sum * 85);
      };
      const told = places.filter(tells);
      // The city's, each place's, and what is left of the city's less those that are told.
      const readable = tells('R') ? [() => true, (region: string) => !tells(region)] : told.map(() => () => true);
      const ofPlaces = told.map((place) => (region: string) => region === place);
      return ![...readable, ...ofPlaces].some((inside) => isOfFew(inside));
    }),
    { numRuns: 300 },
  );
  expect(isSafe.counterexample).toBeNull();
});
