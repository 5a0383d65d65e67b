// Answers the indicators' question how far a figure of contracts is open to its reader (decision 0015): reads what is judged from the ledger.
import type { Kysely } from 'kysely';
import { beginningOf, startOfMonth, startOfYear } from '../../platform/shared/dates.ts';
import { memo } from '../../platform/server/memo.ts';
import { isZero } from '../../platform/shared/money.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { contractCount, technicalIncome, technologyTurnover, turnover } from '../contributes.ts';
import { type Deal, hiddenPlaces, monthEndOver } from '../openFigures.ts';
import { known } from '../published.ts';
import { buyersIn } from './public-statistics.ts';
import type { ContractTables } from './tables.ts';

/** Measures of which an entry is one contract's price, or tells of one contract. */
export const confidentialMeasures: readonly string[] = [turnover, technologyTurnover, contractCount, technicalIncome].map(
  (one) => one.code,
);
const fields: Readonly<Record<string, 'amount' | 'technologyAmount' | 'count'>> = {
  [turnover.code]: 'amount',
  [technologyTurnover.code]: 'technologyAmount',
  [contractCount.code]: 'count',
};
const groupings = ['measure', 'region', { column: 'record' }, { column: 'organization' }] as const;

export type OpenFiguresOf = {
  db: Kysely<ContractTables & LedgerTables>;
  ledger: Ledger;
  regions: Parameters<typeof hiddenPlaces>[1];
  timeZone: string;
  dayOf: (at: Date) => string;
};
type Asked = { asOf: string; today: string; knownAt: Date; entries: { now: Date; are: string } | null };
type Hides = ReturnType<typeof hiddenPlaces>;

export function openFiguresOf({ db, ledger, regions, timeZone, dayOf }: OpenFiguresOf) {
  /** What was judged last, by what it was judged from: entries are only added, so their number up to an instant says which they are. */
  const kept = memo<Hides>(200);
  /** Those numbers, by what the entries were when they were counted. */
  const counts = memo<number>(200);

  /** `are`: what the entries are, in short, where it is asked what is known now. */
  async function hiding(measures: readonly string[], to: string, knownAt: Date, are: string | null): Promise<Hides> {
    const question = { measure: [...measures], from: startOfYear(to), to, knownAt };
    const of = `${measures.join()} ${to}`;
    const counting = () => ledger.count(db, question);
    const count = await (are === null ? counting() : counts(`${of} ${are}`, counting));
    return kept(`${of} ${count}`, async () => hiddenPlaces(await dealsOf(question), regions));
  }

  async function dealsOf(question: { measure: string[]; from: string; to: string; knownAt: Date }): Promise<Deal[]> {
    const [rows, buyers] = await Promise.all([ledger.sums(db, question, groupings, 'month'), buyersIn(db, question.from)]);
    const deals = new Map<string, Deal>();
    for (const { keys, on, amount } of rows) {
      const [measure = '', region = '', contract = '', seller = ''] = keys;
      const at = JSON.stringify([region, contract, seller, on]);
      const said = deals.get(at) ?? { count: '0', amount: '0', technologyAmount: '0' };
      const field = fields[measure];
      // Income has no second amount: it is judged as both.
      const sums = field === undefined ? { ...said, amount, technologyAmount: amount } : { ...said, [field]: amount };
      const { count, amount: all, technologyAmount } = sums;
      const sale = { contract, on, seller, buyer: buyers.get(contract) ?? '' };
      deals.set(at, { ...known({ ...sale, count, amount: all, technologyAmount }), region });
    }
    return [...deals.values()].filter((one) => [one.count, one.amount, one.technologyAmount].some((sum) => !isZero(sum)));
  }

  /** Null where nothing of it is confidential. Measures that stand for the same contracts are judged together. */
  return (measures: readonly string[], { asOf, today, knownAt, entries }: Asked) => {
    const confidential = measures.filter((one) => confidentialMeasures.includes(one));
    if (confidential.length === 0) return null;
    const judged = confidential.includes(technicalIncome.code) ? [technicalIncome.code] : Object.keys(fields);
    // As known now, or as known when a month had ended: never at an instant between two registrations.
    const isNow = entries?.now === knownAt;
    const at = isNow ? knownAt : beginningOf(startOfMonth(dayOf(knownAt)), timeZone);
    const are = isNow ? entries.are : null;
    return { asOf: monthEndOver(asOf, today), knownAt: at, hiding: (on: string) => hiding(judged, on, at, are) };
  };
}
