// Figures of recognitions against a naive model that knows no entries: it asks each day how the title stood.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, net, type Posted } from '../ledger/entry.ts';
import { addDays, lastDayOf, yearOf } from '../platform/shared/dates.ts';
import { contributes, type Facts, standingOn } from './contributes.ts';
import type { StageCode } from './kind.ts';
import type { Statement } from './recognition.ts';

const levels = ['district', 'municipal', 'provincial', 'national'];
const facts: Facts = {
  seats: [],
  root: 'T',
  counts: (stage) => ['recognised', 'finallyAccepted', 'evaluated'].includes(stage),
  thresholds: levels.map((code, i) => ({ code, rank: i + 1 })),
  rankOf: (level) => levels.indexOf(level) + 1,
  baseline: 2,
};
const first = '2021-01-01';
const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays(first, n));
const said = fc.oneof(
  { weight: 6, arbitrary: day },
  { weight: 1, arbitrary: day.map((d) => d.slice(0, 4)) },
  { weight: 1, arbitrary: day.map((d) => d.slice(0, 7)) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const stages: StageCode[] = [
  'applied',
  'publicNotice',
  'underConstruction',
  'recognised',
  'evaluated',
  'removed',
  'recognised',
  'finallyAccepted',
];
const later = fc.oneof(
  fc.record({
    what: fc.constant('stage' as const),
    stage: fc.constantFrom(...stages),
    on: said,
    saidOn: day,
    documentNumber: fc.constant(null),
    result: fc.constant(null),
  }),
  fc.record({ what: fc.constant('level' as const), level: fc.constantFrom(...levels), on: day, saidOn: day }),
  fc.record({ what: fc.constant('region' as const), region: fc.constantFrom('T-A', 'T-B', 'T-C'), on: day, saidOn: day }),
);
const history: fc.Arbitrary<Statement[]> = fc
  .tuple(fc.constantFrom(...levels), fc.constantFrom('T-A', 'T-B', null), day, fc.array(later, { maxLength: 9 }))
  .map(([level, region, saidOn, rest]): Statement[] => [
    { what: 'level', level, on: null, saidOn },
    { what: 'region', region, on: null, saidOn },
    ...rest,
  ]);
const row = (statements: Statement[], state = 'recognised') => ({ state, kind: 'incubator', organization: null, statements });

const dayOf = (one: Statement) => (one.on === null ? (one.what === 'stage' ? one.saidOn : '') : lastDayOf(one.on));
/** How the title stood at the end of a day, found by going through all statements. */
function naive(statements: readonly Statement[], on: string) {
  const until = statements
    .map((one, i) => ({ one, i, at: dayOf(one) }))
    .filter((each) => each.at <= on)
    .sort((a, b) => (a.at === b.at ? a.i - b.i : a.at < b.at ? -1 : 1))
    .map((each) => each.one);
  let [stage, level, region]: [StageCode | null, string | null, string] = [null, null, 'T'];
  // Of stages the last that was stated: what is said of a day later takes the place of what was said of it before.
  for (const one of statements) if (one.what === 'stage' && dayOf(one) <= on) stage = one.stage;
  for (const one of until) {
    if (one.what === 'level') level = one.level;
    if (one.what === 'region' && one.region) region = one.region;
  }
  return { stage, level, region };
}
const stockAt = (entries: readonly Posted[], measure: string, on: string) => {
  const cells = new Map<string, number>();
  for (const one of entries)
    if (one.measure === measure && one.on <= on)
      cells.set(`${one.region} ${one.level}`, (cells.get(`${one.region} ${one.level}`) ?? 0) + Number(one.amount));
  return [...cells].filter(([, n]) => n !== 0);
};
const readings = Array.from({ length: 14 }, (_, i) => addDays(first, i * 117));

test('any history, back-dated or not, gives the stock that the naive model finds on every day, and no negative cell', () => {
  fc.assert(
    fc.property(history, (statements) => {
      const entries = contributes(row(statements), facts);
      for (const on of readings) {
        const { stage, level, region } = naive(statements, on);
        const expected = stage && facts.counts(stage) ? [[`${region} ${level}`, 1]] : [];
        expect(stockAt(entries, 'titles', on)).toEqual(expected);
        const ever =
          statements.some((one) => one.what === 'stage') &&
          // As far as the last reading: a month or a year alone means its last day.
          Array.from({ length: 1530 }, (_, i) => addDays(first, i)).some(
            (d) => d <= on && facts.counts(naive(statements, d).stage ?? 'applied'),
          );
        expect(stockAt(entries, 'titlesEver', on)).toEqual(ever ? [[`${region} ${level}`, 1]] : []);
        const then = standingOn(statements, facts, on);
        expect(then === null || (then.stage === stage && then.level === level && then.region === region)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a title stands today at the stage that was stated last, whatever days were given: register and figures agree', () => {
  fc.assert(
    fc.property(history, (statements) => {
      const last = statements.filter((one) => one.what === 'stage').at(-1);
      const today = standingOn(statements, facts, '2099-01-01');
      expect(today?.stage ?? null).toBe(last?.stage ?? null);
    }),
    { numRuns: 300 },
  );
});

test('posting the difference after each statement comes to the same as posting all at once, in any order of stating', () => {
  fc.assert(
    fc.property(history, (statements) => {
      let posted: Posted[] = [];
      for (let n = 1; n <= statements.length; n++)
        posted = [...posted, ...difference(posted, contributes(row(statements.slice(0, n)), facts))];
      expect([...net(posted).keys()].sort()).toEqual([...net(contributes(row(statements), facts)).keys()].sort());
      const voided = difference(posted, contributes(row(statements, 'voided'), facts));
      expect(net([...posted, ...voided]).size).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('a closed year is never posted into, and what was taken back there stands once on the day of the act', () => {
  fc.assert(
    fc.property(history, history, (before, after) => {
      const closed = { periods: [{ name: '2022', from: '', to: '2022-12-31', revision: null }], on: '2026-06-01' };
      const stands = difference([], contributes(row(before), facts));
      const change = difference(stands, contributes(row(after), facts), closed);
      for (const one of change) expect(one.on > '2022-12-31').toBe(true);
      const all = [...stands, ...change];
      expect(difference(all, contributes(row(after), facts), { ...closed, on: '2026-07-01' })).toEqual([]);
      const total = (entries: readonly Posted[], measure: string) =>
        entries.filter((one) => one.measure === measure).reduce((sum, one) => sum + Number(one.amount), 0);
      for (const measure of ['titles', 'titlesEver', 'titlesNew'])
        expect(total(all, measure)).toBe(total(contributes(row(after), facts), measure));
    }),
    { numRuns: 300 },
  );
});

test('a body counts as new once a threshold, in the year of first reaching it; the part counts only with the whole', () => {
  fc.assert(
    fc.property(history, (statements) => {
      const fresh = contributes(row(statements), facts).filter((one) => one.measure === 'titlesNew');
      for (const level of levels) expect(fresh.filter((one) => one.level === level).length).toBeLessThanOrEqual(1);
      const municipal = fresh.find((one) => one.level === 'municipal');
      const provincial = fresh.find((one) => one.level === 'provincial' && one.dimensions['entry'] === 'new');
      // Whoever is new at the part is new at the whole, in the same year.
      expect(!provincial || (municipal !== undefined && yearOf(municipal.on) === yearOf(provincial.on))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('recognised at municipal level in 2023, provincial in 2024: new in 2023, an upgrade in 2024', () => {
  const at = (on: string, stage: StageCode): Statement => ({
    what: 'stage',
    stage,
    on,
    saidOn: on,
    documentNumber: null,
    result: null,
  });
  const statements: Statement[] = [
    { what: 'level', level: 'municipal', on: null, saidOn: '2023-05-01' },
    { what: 'region', region: 'T-A', on: null, saidOn: '2023-05-01' },
    at('2023-05-01', 'recognised'),
    { what: 'level', level: 'provincial', on: '2024-08-01', saidOn: '2024-08-01' },
  ];
  const fresh = contributes(row(statements), facts).filter((one) => one.measure === 'titlesNew');
  expect(fresh.map((one) => [one.level, one.on, one.dimensions['entry']])).toEqual([
    ['district', '2023-05-01', 'new'],
    ['municipal', '2023-05-01', 'new'],
    ['provincial', '2024-08-01', 'upgrade'],
  ]);
});

test('recognised on a day that nobody knows: new in no year, but a later rise is new at its level', () => {
  const statements: Statement[] = [
    { what: 'level', level: 'district', on: null, saidOn: '2023-05-01' },
    { what: 'region', region: 'T-A', on: null, saidOn: '2023-05-01' },
    { what: 'stage', stage: 'recognised', on: null, saidOn: '2023-05-01', documentNumber: null, result: null },
    { what: 'level', level: 'municipal', on: '2024-08-01', saidOn: '2024-08-02' },
  ];
  const fresh = (of: Statement[]) => contributes(row(of), facts).filter((one) => one.measure === 'titlesNew');
  expect(fresh(statements).map((one) => [one.level, one.on, one.dimensions['entry']])).toEqual([
    ['municipal', '2024-08-01', 'new'],
  ]);
  // Municipal from that unknown day on, provincial in the same year: the whole does not count it, so the part must not.
  const municipal = statements.map((one) =>
    one.what === 'level' ? { ...one, level: one.on === null ? 'municipal' : 'provincial' } : one,
  );
  const sameYear = municipal.map((one) =>
    one.what === 'level' && one.on ? { ...one, on: '2023-08-01', saidOn: '2023-08-02' } : one,
  );
  for (const of of [municipal, sameYear])
    expect(fresh(of).map((one) => [one.level, one.dimensions['entry']])).toEqual([['provincial', 'upgrade']]);
});
