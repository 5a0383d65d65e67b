// The check list of a year, computed from the records as they stand; and the contracts behind each line, as far as their reader sees them.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { endOfYear } from '../../platform/shared/dates.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { openStates } from '../contract.ts';
import { type CheckLine, checkLines, type getCheckList, type listLine, type Tick } from '../contractYear.ts';
import { seenAsSql, type Sight } from '../../records/server/index.ts';
import { claimed } from './tax-claims.ts';
import { ofYear, type Suspects } from './year-suspects.ts';

type On = QueryExecutorProvider;
export type Stand = { count: number | null; amount: string | null; digest: string | null };
type CheckList = z.output<typeof getCheckList.response>;

const conditions = ({ nearDuplicates, nonTechnology }: Suspects): Record<CheckLine, RawBuilder<boolean>> => ({
  large: sql<boolean>`(large or second_review)`,
  taxClaimed: claimed,
  crossBorder: sql<boolean>`crossing <> 'none'`,
  nearDuplicates,
  nonTechnology,
  missingNumber: sql<boolean>`registration_number is null`,
});
/** Handed in by the year's end and not decided. */
const waiting = (year: number) =>
  sql<boolean>`(state = any(${[...openStates]}::text[]) and submitted_on <= ${endOfYear(year)}::date)`;

const isJudged = async (on: On, suspects: Suspects, year: number): Promise<boolean> => {
  const { done, total } = await suspects.progress(on, year);
  return done === total;
};

/** How a line stands: how many, what they come to, and which they are. Null where the self-check has not told yet. */
export async function standOf(on: On, suspects: Suspects, year: number, line: CheckLine): Promise<Stand> {
  if (line === 'nonTechnology' && !(await isJudged(on, suspects, year))) return { count: null, amount: null, digest: null };
  const { rows } = await sql<{ count: number; amount: string; digest: string }>`
    select count(*)::int as count, coalesce(sum(amount), 0)::numeric(18, 2)::text as amount, md5(coalesce(string_agg(id::text, ' ' order by id), '')) as digest
    from contracts where ${ofYear(year)} and ${conditions(suspects)[line]}`.execute(on);
  return rows[0] ?? { count: 0, amount: '0.00', digest: null };
}

/** Whether other contracts stand in a line than when it was ticked, or for another amount. */
export const isChanged = (tick: Tick | undefined, now: Stand): boolean =>
  tick !== undefined && (tick.digest !== now.digest || tick.amount !== now.amount);

export async function checkListOf(
  on: On,
  suspects: Suspects,
  { year, ticks, today, judging }: { year: number; ticks: readonly Tick[]; today: string; judging: boolean },
): Promise<CheckList> {
  const progress = judging ? await suspects.progress(on, year) : null;
  const lines: CheckList['lines'] = [];
  for (const line of checkLines) {
    const now = await standOf(on, suspects, year, line);
    const tick = ticks.find((one) => one.line === line);
    const { count, amount } = now;
    lines.push({ line, count, amount, changed: isChanged(tick, now), progress: line === 'nonTechnology' ? progress : null });
  }
  const { rows } = await sql<{ contracts: number; waiting: number }>`select
    (count(*) filter (where ${ofYear(year)}))::int as contracts, (count(*) filter (where ${waiting(year)}))::int as waiting
    from contracts`.execute(on);
  return { lines, contracts: 0, waiting: 0, ...rows[0], over: today > endOfYear(year) };
}

type Listed = z.output<typeof listLine.response>;
type Asking = { year: number; line: CheckLine | 'waiting'; limit: number; after?: string | undefined; sight: Sight };
type Names = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
const cursor = z.strictObject({ id: z.uuid() });

export async function contractsBehind(on: On, suspects: Suspects, names: Names, asked: Asking): Promise<Listed> {
  const { year, line, limit } = asked;
  const from = readCursor(asked.after, cursor);
  const among = line === 'waiting' ? waiting(year) : sql<boolean>`(${ofYear(year)} and ${conditions(suspects)[line]})`;
  const { rows } = await sql<Omit<Listed['items'][number], 'sellerName'> & { seller: string }>`
    select id, title, own_number as "ownNumber", registered_on as "registeredOn", submitted_on as "submittedOn", state, amount::text, region, seller
    from contracts where ${among} and ${seenAsSql(asked.sight)} and (${from?.id ?? null}::uuid is null or id < ${from?.id ?? null}::uuid)
    order by id desc limit ${limit + 1}`.execute(on);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const called = await names(page.map((one) => one.seller));
  const items = page.map(({ seller, ...one }) => ({ ...one, sellerName: called.get(seller) ?? null }));
  return { items, next: rows.length > limit && last ? writeCursor({ id: last.id }) : null };
}
