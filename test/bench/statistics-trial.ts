// Tries the checks of returns: an invented city's months judged as they come in, errors among them; counts what is caught and what is falsely alarmed at.
import { readFileSync } from 'node:fs';
import type { Answers } from '../../src/forms/answers.ts';
import type { Finding } from '../../src/forms/finding.ts';
import { form } from '../../src/forms/form.ts';
import { longest, type Past, type PeerBook } from '../../src/forms/past.ts';
import { peersOf } from '../../src/forms/peers.ts';
import { openChecks } from '../../src/forms/server/checks.ts';
import { type PlantedError, plantErrors } from '../../src/seed-returns-errors.ts';
import { type PlannedReturn, type Reporting, returnsPlan } from '../../src/seed-returns-plan.ts';
import { chanceOf } from '../../src/seed-random.ts';

const file = new URL('../../law/forms/institution-month.json', import.meta.url);
const [version] = form.parse(JSON.parse(readFileSync(file, 'utf8'))).versions;
if (version === undefined) throw new Error('the form has no version');
export const monthly = openChecks(version);

export function institutionsOf(seed: number, count: number): Reporting[] {
  const chance = chanceOf(seed, 'institutions that report');
  return Array.from({ length: count }, (_, at) => ({
    key: `institution ${at}`,
    class: String(chance.int(1, 7)),
    size: chance.weighted<Reporting['size']>([
      ['large', 3],
      ['medium', 14],
      ['small', 46],
      ['micro', 37],
    ]),
    // A tenth is founded while the months run.
    founded: chance.happens(0.1) ? `${2023 + chance.int(0, 2)}-${String(chance.int(1, 12)).padStart(2, '0')}-01` : '2015-01-01',
  }));
}

export type Judged = { one: PlannedReturn; error: PlantedError | undefined; past: Past; answers: Answers; findings: Finding[] };
export type Trial = { judged: Judged[]; errors: PlantedError[]; caught: PlantedError[]; alarmed: Judged[] };

const nameOf = ({ key, year, month }: { key: string; year: number; month: number }) => `${key} ${year} ${month}`;

/**
 * Judges all returns month by month. Who is told of an error puts it right, so that what is caught does not stand in the months after; what is
 * not, does. Others are those of the same month as they were handed in, errors included.
 */
export function tryReturns(seed: number, institutions = 700, months = 36, judge = monthly.judge): Trial {
  const firms = institutionsOf(seed, institutions);
  const returns = returnsPlan({ seed, institutions: firms, from: { year: 2023, month: 1 }, months });
  const errors = plantErrors(seed, returns);
  const byName = new Map(errors.map((one) => [nameOf(one), one]));
  const like = new Map(firms.map(({ key, class: kind, size }) => [key, { class: kind, size }]));
  const histories = new Map<string, (Answers | null)[]>();
  const judged: Judged[] = [];
  const caught: PlantedError[] = [];
  const byMonth = Map.groupBy(returns, ({ year, month }) => year * 12 + month);
  for (const [, ones] of [...byMonth].toSorted(([a], [b]) => a - b)) {
    const [{ month }] = ones as [PlannedReturn];
    const place = { at: month, of: 12 };
    const given = ones.map((one) => ({ one, error: byName.get(nameOf(one)), of: like.get(one.key) ?? { class: '', size: '' } }));
    const book = peersOf(
      monthly.version,
      given.map(({ one, error, of }) => ({ of, answers: (error ?? one).answers })),
      place,
    );
    for (const { one, error, of } of given) {
      const history = histories.get(one.key) ?? [];
      const past = pastOf(one, history, { book, of, place });
      const { answers } = error ?? one;
      const findings = judge(answers, past);
      judged.push({ one, error, past, answers, findings });
      const found = error !== undefined && findings.some(({ about }) => about.some((item) => error.items.includes(item)));
      if (error !== undefined && found) caught.push(error);
      histories.set(one.key, [found ? one.answers : answers, ...history].slice(0, longest));
    }
  }
  return { judged, errors, caught, alarmed: judged.filter(({ error, findings }) => error === undefined && findings.length > 0) };
}

type Around = { book: PeerBook; of: { class: string; size: string }; place: { at: number; of: number } };
const pastOf = (
  { month, registered }: PlannedReturn,
  history: readonly (Answers | null)[],
  { book, of, place }: Around,
): Past => ({
  before: history[0] ?? null,
  lastYear: history[11] ?? null,
  sameYear: month > 1,
  place,
  history,
  peers: { book, of },
  known:
    registered === null
      ? []
      : [
          {
            item: 'orderAmount',
            value: registered,
            words: { zh: '已登记的技术合同金额', en: 'amount of registered contracts' },
            address: null,
            holds: 'atLeast',
            tolerance: 0.05,
          },
        ],
});
