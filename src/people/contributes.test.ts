// Figures of technology managers against a naive model that knows no entries: it lives through every day and counts the days since the last confirmation.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../platform/shared/dates.ts';
import { difference, net, type Posted } from '../ledger/entry.ts';
import type { Seat } from '../organizations/organization.ts';
import { confirmedUntil, contributes, type Facts, standingOn, type Statements } from './contributes.ts';
import { type Affiliation, type Certificate, certificateLevels } from './technologyManager.ts';

const first = '2021-01-01';
const length = 1800;
const at = (n: number) => addDays(first, n);
const span = fc.integer({ min: 0, max: 1200 });
const day = span.map(at);

const certificates: fc.Arbitrary<Certificate[]> = fc.array(
  fc
    .record({
      level: fc.constantFrom(...certificateLevels),
      from: span,
      lasts: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 3 }),
    })
    .map(({ level, from, lasts }): Certificate => ({ level, from: at(from), to: lasts === null ? null : at(from + lasts) })),
  { minLength: 1, maxLength: 4 },
);
/** One affiliation after the other: each begins where the last ended, or ends it. */
const affiliations: fc.Arbitrary<Affiliation[]> = fc
  .array(
    fc.record({
      organization: fc.constantFrom('a', 'b', 'c'),
      gap: fc.integer({ min: 0, max: 200 }),
      lasts: fc.integer({ min: 0, max: 700 }),
      confirmed: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 4 }),
      open: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((all) => {
    let from = 0;
    return all.map(({ organization, gap, lasts, confirmed, open }, index): Affiliation => {
      const on = from + gap;
      from = on + lasts;
      const endedOn = index === all.length - 1 && open ? null : at(from);
      return {
        organization,
        on: at(on),
        statedBy: 'officer',
        saidOn: at(on),
        confirmations: confirmed.map((n) => at(on + n)).sort(),
        endedOn,
        endReason: null,
      };
    });
  });
const seats: fc.Arbitrary<Seat[]> = fc
  .tuple(
    fc.constantFrom('T-A', null),
    fc.array(fc.record({ region: fc.constantFrom('T-A', 'T-B', 'T-C'), on: day }), { maxLength: 3 }),
  )
  .map(([region, moves]) => [{ region, on: null }, ...moves.sort((a, b) => (a.on < b.on ? -1 : 1))]);
const facts: fc.Arbitrary<Facts> = fc.tuple(seats, seats, seats).map(([a, b, c]) => ({
  seats: new Map([
    ['a', a],
    ['b', b],
    ['c', c],
  ]),
  root: 'T',
}));
const statements: fc.Arbitrary<Statements> = fc.record({ certificates, affiliations });

/** What stands at the end of each day, by living through the days one after the other. */
function* lived({ certificates: papers, affiliations: works }: Statements, of: Facts): Iterable<[string, string | null]> {
  let since = new Map<Affiliation, number>();
  let held = null as Certificate | null;
  const where = new Map([...of.seats.keys()].map((id) => [id, of.seats.get(id)?.find((one) => one.on === null)?.region ?? null]));
  for (let n = 0; n < length; n++) {
    const today = at(n);
    for (const one of papers) if (one.from === today) held = one;
    if (held !== null && held.to !== null && held.to < today) held = { ...held, to: '0000-01-01' };
    for (const [id, all] of of.seats) for (const one of all) if (one.on === today) where.set(id, one.region);
    since = new Map([...since].map(([one, days]) => [one, days + 1]));
    for (const one of works) if (one.confirmations.includes(today)) since.set(one, 0);
    const work = works.find((one) => one.on <= today && (one.endedOn ?? '9999') > today);
    const counts = held !== null && held.to !== '0000-01-01' && work !== undefined && (since.get(work) ?? 366) <= 365;
    yield [today, counts ? `${work.organization} ${held?.level} ${where.get(work.organization) ?? of.root}` : null];
  }
}

function* followed(entries: readonly Posted[]): Iterable<[string, string | null]> {
  const cells = new Map<string, number>();
  const byDay = Map.groupBy(entries, (one) => one.on);
  for (let n = 0; n < length; n++) {
    for (const one of byDay.get(at(n)) ?? []) {
      const key = `${one.organization} ${one.level} ${one.region}`;
      cells.set(key, (cells.get(key) ?? 0) + Number(one.amount));
    }
    const standing = [...cells].filter(([, amount]) => amount !== 0);
    expect(standing.length === 0 || (standing.length === 1 && standing[0]?.[1] === 1)).toBe(true);
    yield [at(n), standing[0]?.[0] ?? null];
  }
}

test('any history gives, on every single day, what the naive model finds; never two, never less than none', () => {
  fc.assert(
    fc.property(statements, facts, (said, of) => {
      expect([...followed(contributes({ ...said, state: 'registered' }, of))]).toEqual([...lived(said, of)]);
    }),
    { numRuns: 60 },
  );
});

test('posting the difference after each statement comes to the same as posting all at once; a void leaves nothing', () => {
  fc.assert(
    fc.property(statements, facts, (said, of) => {
      const row = (n: number) => ({
        certificates: said.certificates,
        affiliations: said.affiliations.slice(0, n),
        state: 'registered',
      });
      let posted: Posted[] = [];
      for (let n = 0; n <= said.affiliations.length; n++) posted = [...posted, ...difference(posted, contributes(row(n), of))];
      const whole = contributes(row(said.affiliations.length), of);
      expect(net(posted)).toEqual(net(whole));
      expect(net([...posted, ...difference(posted, contributes({ ...said, state: 'voided' }, of))]).size).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('a confirmation holds for 365 days after its day, and lapses on the next', () => {
  const said: Statements = {
    certificates: [{ level: 'senior', from: '2020-05-01', to: '2027-04-30' }],
    affiliations: [
      {
        organization: 'a',
        on: '2024-01-10',
        statedBy: 'manager',
        saidOn: '2024-01-10',
        confirmations: ['2024-02-01'],
        endedOn: null,
        endReason: null,
      },
    ],
  };
  const of: Facts = {
    seats: new Map([
      [
        'a',
        [
          { region: 'T-A', on: null },
          { region: 'T-B', on: '2024-06-01' },
        ],
      ],
    ]),
    root: 'T',
  };
  expect(contributes({ ...said, state: 'registered' }, of).map((one) => [one.on, one.amount, one.region, one.level])).toEqual([
    ['2024-02-01', '1', 'T-A', 'senior'],
    ['2024-06-01', '-1', 'T-A', 'senior'],
    ['2024-06-01', '1', 'T-B', 'senior'],
    ['2025-02-01', '-1', 'T-B', 'senior'],
  ]);
  expect(confirmedUntil(said.affiliations[0]!)).toBe('2025-01-31');
  expect(standingOn(said, '2025-01-31')).toEqual({ organization: 'a', level: 'senior' });
  expect(standingOn(said, '2025-02-01')).toBeNull();
});
