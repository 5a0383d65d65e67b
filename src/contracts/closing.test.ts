// Any sequence of acts, closes and revisions: a closed year stands as it was closed but for its revisions, and today's figures are a naive model's.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, yearOf } from '../platform/shared/dates.ts';
import { type ClosedPeriod, corrects, difference, type Posted, revision } from '../ledger/entry.ts';
import { contributes, type Facts } from './contributes.ts';
import type { Statement } from './contract.ts';

/** A contract with what it has posted, each entry with the number of the act. */
type One = { state: string; statements: Statement[]; seats: Facts['seats'][number][]; posted: (Posted & { act: number })[] };
type Closing = { revisions: ReadonlySet<number>[]; running: ReadonlySet<number> | null };

const years = [2021, 2022, 2023, 2024, 2025, 2026];
const act = fc.oneof(
  fc.record({
    do: fc.constant('register' as const),
    which: fc.nat(2),
    back: fc.nat(500),
    amount: fc.integer({ min: 1, max: 99 }),
  }),
  fc.record({ do: fc.constant('amend' as const), which: fc.nat(2), back: fc.nat(500), amount: fc.integer({ min: 1, max: 99 }) }),
  fc.record({ do: fc.constant('revoke' as const), which: fc.nat(2) }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(2), back: fc.nat(900), region: fc.constantFrom('A', 'B') }),
  fc.record({ do: fc.constant('close' as const), year: fc.constantFrom(2023, 2024, 2025) }),
  fc.record({
    do: fc.constant('revise' as const),
    year: fc.constantFrom(2023, 2024, 2025),
    which: fc.subarray([0, 1, 2], { minLength: 1 }),
  }),
  fc.record({ do: fc.constant('conclude' as const), year: fc.constantFrom(2023, 2024, 2025) }),
);
const history = fc.array(fc.record({ days: fc.integer({ min: 1, max: 120 }), act }), { minLength: 20, maxLength: 60 });

const key = (one: Pick<Posted, 'on' | 'region'>) => `${yearOf(one.on)} ${one.region}`;
const add = (to: Map<string, number>, at: string, amount: number) => to.set(at, (to.get(at) ?? 0) + amount);
const told = (of: Map<string, number>) => [...of].filter(([, amount]) => amount !== 0).sort();
const turnoverIn = (entries: readonly Posted[]) => {
  const sums = new Map<string, number>();
  for (const one of entries) if (one.measure === 'turnover') add(sums, key(one), Number(one.amount));
  return sums;
};

/** Knows no entries: of each contract and year what counts in it, and what was carried out of it into later years. */
function naive() {
  const stands = new Map<string, Map<string, number>>();
  const carried = new Map<string, Map<string, number>>();
  const of = (book: typeof stands, at: string) => book.get(at) ?? book.set(at, new Map()).get(at) ?? new Map<string, number>();
  /** What a contract says now, by year and region, told on a day. */
  const say = (
    which: number,
    truth: Map<string, number>,
    on: string,
    standing: (year: number) => 'open' | 'closed' | 'admitted',
  ) => {
    for (const year of years) {
      const [held, away] = [of(stands, `${which} ${year}`), of(carried, `${which} ${year}`)];
      for (const region of ['A', 'B', 'C']) {
        const now = truth.get(`${year} ${region}`) ?? 0;
        const gone = [...away].filter(([at]) => at.endsWith(region)).reduce((sum, [, amount]) => sum + amount, 0);
        if (standing(year) === 'closed') add(away, `${yearOf(on)} ${region}`, now - (held.get(region) ?? 0) - gone);
        else {
          held.set(region, now);
          add(away, `${yearOf(on)} ${region}`, -gone);
        }
      }
    }
  };
  const figures = () => {
    const sums = new Map<string, number>();
    for (const [at, held] of stands) for (const [region, amount] of held) add(sums, `${at.split(' ')[1]} ${region}`, amount);
    for (const away of carried.values()) for (const [at, amount] of away) add(sums, at, amount);
    return sums;
  };
  return { say, figures };
}

test('a closed year changes only by its revisions, and today’s figures are those of the naive model', () => {
  let [corrections, revised] = [0, 0];
  fc.assert(
    fc.property(history, (steps) => {
      const blank = (): One => ({ state: 'accepted', statements: [], seats: [{ region: 'C', on: '2020-01-01' }], posted: [] });
      const all = [blank(), blank(), blank()];
      const closed = new Map<number, Closing>();
      const model = naive();
      const frozen = new Map<string, [string, number][]>();
      let on = '2023-02-01';
      let count = 0;
      const periodsOf = (which: number): ClosedPeriod[] =>
        [...closed].map(([year, { revisions, running }]) => ({
          name: String(year),
          from: `${year}-01-01`,
          to: `${year}-12-31`,
          revision: running?.has(which) ? `${year}-${revisions.length}` : null,
        }));
      const post = (which: number) => {
        const one = all[which] ?? blank();
        const terms = { type: null, technologyField: null, industry: null, signedOn: null, amount: null, technologyAmount: null };
        const said = { ...one, ...terms, paymentMode: null, seller: 's', parties: [], receipts: [] };
        const should = contributes(said, { seats: one.seats, root: 'C' });
        const made = difference(one.posted, should, { periods: periodsOf(which), on });
        for (const each of made) {
          const closing = closed.get(yearOf(each.on));
          expect(each.dimensions[revision]).toBe(closing ? `${yearOf(each.on)}-${closing.revisions.length}` : undefined);
          if (each.dimensions[corrects]) corrections++;
          if (each.dimensions[revision]) revised++;
        }
        one.posted.push(...made.map((each) => ({ ...each, act: count })));
        expect(difference(one.posted, should, { periods: periodsOf(which), on })).toEqual([]);
        model.say(which, turnoverIn(should), on, (year) =>
          !closed.has(year) ? 'open' : closed.get(year)?.running?.has(which) ? 'admitted' : 'closed',
        );
      };
      const entries = () => all.flatMap((one) => one.posted);
      const within = (year: number, n: number) =>
        told(
          turnoverIn(
            entries().filter((one) => yearOf(one.on) === year && Number(one.dimensions[revision]?.split('-')[1] ?? 0) <= n),
          ),
        );
      for (const { days, act: each } of steps) {
        on = addDays(on, days) > '2026-12-01' ? on : addDays(on, days);
        count++;
        if (each.do === 'close') {
          if (each.year >= yearOf(on) || closed.has(each.year)) continue;
          closed.set(each.year, { revisions: [], running: null });
          frozen.set(`${each.year} 0`, within(each.year, 0));
        } else if (each.do === 'revise') {
          const closing = closed.get(each.year);
          if (!closing || closing.running) continue;
          closing.running = new Set(each.which);
          closing.revisions.push(closing.running);
          for (const which of each.which) post(which);
        } else if (each.do === 'conclude') {
          const closing = closed.get(each.year);
          if (!closing?.running) continue;
          closing.running = null;
          frozen.set(`${each.year} ${closing.revisions.length}`, within(each.year, closing.revisions.length));
        } else {
          const one = all[each.which] ?? blank();
          const day = 'back' in each ? addDays(on, -each.back) : on;
          const last = one.statements.at(-1);
          if (each.do === 'register' && !last) one.state = 'registered';
          else if (each.do === 'amend' && one.state === 'registered' && last && day >= last.on) one.state = 'registered';
          else if (each.do === 'revoke' && one.state === 'registered') one.state = 'revoked';
          else if (each.do === 'move') one.seats = [...one.seats, { region: each.region, on: day }];
          else continue;
          if (each.do === 'register' || each.do === 'amend')
            one.statements.push({ what: 'amended', on: day, amount: `${each.amount}`, technologyAmount: '1', reason: null });
          post(each.which);
        }
        expect(told(turnoverIn(entries()))).toEqual(told(model.figures()));
        for (const [at, was] of frozen) {
          const [year = 0, n = 0] = at.split(' ').map(Number);
          expect(within(year, n)).toEqual(was);
        }
      }
    }),
    { numRuns: 600 },
  );
  expect(corrections).toBeGreaterThan(100);
  expect(revised).toBeGreaterThan(100);
});
