// Answers the indicators' question how far figures of returns are open to whoever is not in charge of them: by ends of months that were reported, as known when this month began.
import { addDays, beginningOf, startOfMonth, startOfYear } from '../../platform/shared/dates.ts';
import { memo } from '../../platform/server/memo.ts';
import { isZero } from '../../platform/shared/money.ts';
import type { Kysely } from 'kysely';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { type Deal, hiddenPlaces, monthEndOver } from '../../contracts/openFigures.ts';
import { known, publishedTotal } from '../../contracts/published.ts';
import { returned } from '../returned.ts';
import { respondentsOf } from './returnFacts.ts';

/** An item's figures: what a period adds, or what there is on a day. */
export type OfReturns = { series: readonly string[]; isFlow: boolean };
type Places = Parameters<typeof hiddenPlaces>[1];
export type OpenReturnsOf = {
  db: Kysely<LedgerTables>;
  ledger: Ledger;
  regions: Places;
  timeZone: string;
  dayOf: (at: Date) => string;
};
type Asked = { asOf: string; today: string; knownAt: Date };
type Hides = ReturnType<typeof hiddenPlaces>;

export function openReturnsOf({ db, ledger, regions, timeZone, dayOf }: OpenReturnsOf) {
  /** What was judged last, by what it was judged from: entries are only added, so their number up to an instant says which they are. */
  const kept = memo<Hides>(200);
  const root = regions.find(({ kind }) => kind === 'city')?.id;

  async function hiding({ series, isFlow }: OfReturns, to: string, knownAt: Date): Promise<Hides> {
    const question = { measure: returned.code, kinds: [...series], from: isFlow ? startOfYear(to) : null, to, knownAt };
    const count = await ledger.count(db, question);
    return kept(JSON.stringify([series, isFlow, to, count]), async () => {
      const deals = await dealsOf(question, isFlow ? null : to);
      const hides = hiddenPlaces(deals, regions);
      // Fewer than three in the whole city, or one that is nearly all of it: nothing is told at all.
      const isSafe = publishedTotal(deals.map((one) => ({ ...one, quarter: one.on.slice(0, 7) }))) !== null;
      return (region, alone) => (region === root ? !isSafe : !isSafe || hides(region, alone));
    });
  }

  /** What each respondent adds in each month, or has on a day: no respondent is told by it, nor by what lies between two months. */
  async function dealsOf(question: Parameters<Ledger['sums']>[1], stockOn: string | null): Promise<Deal[]> {
    const grouping = ['region', { column: 'record' }] as const;
    const sums = await ledger.sums(db, question, grouping, stockOn === null ? 'month' : undefined);
    const standing = sums.filter(({ amount }) => !isZero(amount));
    const respondents = await respondentsOf(db, [...new Set(standing.map(({ keys }) => keys[1] ?? ''))]);
    return standing.map(({ keys: [region = '', record = ''], on, amount }) => {
      const respondent = respondents.get(record) ?? record;
      const parties = { contract: record, seller: respondent, buyer: respondent, on: stockOn ?? on };
      return { ...known({ ...parties, count: '1', amount, technologyAmount: amount }), region };
    });
  }

  return {
    /** What is published for good: to the day and the instant, and never of few. */
    released: (of: OfReturns, { asOf, knownAt }: Asked) => ({ asOf, knownAt, hiding: (on: string) => hiding(of, on, knownAt) }),
    public: (of: OfReturns, { asOf, today, knownAt }: Asked) => {
      const month = startOfMonth(dayOf(knownAt));
      const at = beginningOf(month, timeZone);
      // Of the month that had just ended nearly nothing was told by then: with it the year's sum would seem to fall.
      const end = monthEndOver(asOf, [today, addDays(month, -1)].sort()[0] ?? today);
      return { asOf: end, knownAt: at, hiding: (on: string) => hiding(of, on, at) };
    },
  };
}
