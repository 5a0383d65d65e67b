// What a return's figures rest on: where its respondent reported, what it told before. While an invented city is loaded it is remembered, or twenty-five thousand returns would each ask for it.
import { type QueryExecutorProvider, sql } from 'kysely';
import { startOfYear } from '../../platform/shared/dates.ts';
import { disclosed } from '../../platform/shared/disclosed.ts';
import { memo } from '../../platform/server/memo.ts';
import type { Kernel } from '../../records/server/index.ts';
import { periodBefore } from '../../forms/period.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Respondent } from '../frame.ts';
import type { Told } from '../returned.ts';
import { counting } from '../statisticalReturn.ts';
import type { Frames } from './frames.ts';
import type { ReturnRow } from './returnShapes.ts';

type Of = { kernel: Kernel; organizations: Organizations; frames: Frames };
type Read = QueryExecutorProvider;

export function openReturnFacts({ kernel, organizations, frames }: Of) {
  let seats = memo<Seat[]>(10_000);
  let described = memo<Respondent | undefined>(10_000);
  const dueDays = memo<string>(1000);
  /** The last return of each respondent that counted, by form and organization. */
  const last = new Map<string, Told>();
  kernel.after('organization', ['move', 'merge', 'undoMerge', 'edit'], async () => {
    if (kernel.loading) [seats, described] = [memo(10_000), memo(10_000)];
  });
  const describe = async (tx: Read, id: string) => (await frames.described(tx, [id]))[0];

  return {
    seats: (tx: Read, id: string): Promise<Seat[]> =>
      kernel.loading ? seats(id, () => organizations.seats(tx, id)) : organizations.seats(tx, id),
    described: (tx: Read, id: string): Promise<Respondent | undefined> =>
      kernel.loading ? described(id, () => describe(tx, id)) : describe(tx, id),
    /** `make` where it is not known yet; only while a city is loaded no calendar can change. */
    due: (form: string, period: string, make: () => Promise<string>): Promise<string> =>
      kernel.loading ? dueDays(`${form} ${period}`, make) : make(),
    async toldBefore(tx: Read, row: ReturnRow): Promise<Told | null> {
      if (!kernel.loading) return toldBefore(tx, row);
      const key = `${row.form} ${row.organization}`;
      const known = last.get(key);
      const before = known === undefined || known.period < row.period ? (known ?? null) : await toldBefore(tx, row);
      if ((known?.period ?? '') <= row.period && row.answers !== null)
        last.set(key, { period: row.period, class: row.class, items: disclosed(row.answers).items });
      return before;
    },
  };
}

/** The last counting return before this one that its figures rest on: of the same year, or of the period just before. */
async function toldBefore(tx: Read, row: ReturnRow): Promise<Told | null> {
  const { rows } = await sql<Told>`select period, class, answers->'items' as items from statistical_returns
    where organization = ${row.organization} and form = ${row.form} and period_to < ${row.period_to} and state = any(${counting}::text[])
      and (period_to >= ${startOfYear(row.period_to)} or period = ${periodBefore(row.period)}) and answers is not null
    order by period_to desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** The next counting return of the respondent, where its figures rest on this one's. */
export async function nextTold(tx: Read, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select n.id from statistical_returns o
    join statistical_returns n on n.organization = o.organization and n.form = o.form and n.period_to > o.period_to
      and n.period_to < o.period_to + 370 and n.state = any(${counting}::text[])
    where o.id = ${id} order by n.period_to limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Whose return each is, by the organization that it is one with now: who was merged has not gone. */
export async function respondentsOf(on: Read, records: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; organization: string }>`
    with recursive up(id, organization, next) as (
      select r.id, r.organization, o.merged_into from statistical_returns r join organizations o on o.id = r.organization
        where r.id = any(${records}::uuid[])
      union all select u.id, o.id, o.merged_into from up u join organizations o on o.id = u.next)
    select id, organization from up where next is null`.execute(on);
  return new Map(rows.map(({ id, organization }) => [id, organization]));
}
