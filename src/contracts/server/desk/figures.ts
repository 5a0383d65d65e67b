// The decisions of a span of days and who made them: what the figures of registrars and registries are made of, and the contracts behind them.
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { addDays, startOfYear } from '../../../platform/shared/dates.ts';
import { malformed, notAllowed } from '../../../platform/shared/errors.ts';
import type { Kernel } from '../../../records/server/index.ts';
import type { Counted } from '../../desk.ts';
import { countedOf, type Decided, type timerOf } from '../../deskFigures.ts';
import type { ContractTables } from '../tables.ts';

type Db = Kysely<ContractTables>;
/** One decision with its contract. `event` is what pages follow. */
export type Found = Decided & { event: string; contract: string; title: string };
export type Span = { from: string; to: string };
const longestSpan = 366 * 5;

/** From the beginning of the year to today, unless said. */
export function spanOf(said: { from?: string | undefined; to?: string | undefined }, today: string): Span {
  const to = said.to ?? today;
  const from = said.from ?? startOfYear(to);
  if (from > to) throw malformed({}, [{ path: 'to', code: 'beforeFrom', words: 'contractDesk:wrong.beforeFrom' }]);
  if (addDays(from, longestSpan) < to)
    throw malformed({}, [{ path: 'from', code: 'tooLong', words: 'contractDesk:wrong.tooLong' }]);
  return { from, to };
}

/** Registries of which this person is a registrar in office. */
export async function registriesOf(db: Db, { account, for: of }: Actor): Promise<string[]> {
  const office = JSON.stringify([{ account: of ?? account ?? '', until: null }]);
  const { rows } = await sql<{ id: string }>`select id from registries where registrars @> ${office}::jsonb`.execute(db);
  return rows.map(({ id }) => id);
}

/** Decisions that the actor may count, each on the day of its event: a registrar his own and his registries', the bureau all. */
export async function decisionsOf(
  { db, kernel }: { db: Db; kernel: Kernel },
  actor: Actor,
  { from, to }: Span,
): Promise<Found[]> {
  const whole = hasRole(actor, 'bureauOfficer');
  if (!whole && !hasRole(actor, 'registrar')) throw notAllowed();
  const mine = whole ? [] : await registriesOf(db, actor);
  const own = whole ? sql`true` : sql`(e.actor = ${actor.account ?? ''}::uuid or c.registry = any(${mine}::uuid[]))`;
  type Read = Omit<Found, 'on'> & { at: Date };
  const { rows } = await sql<Read>`
    select e.id as event, c.id as contract, c.title, e.recorded_at as at, c.accepted_on as "acceptedOn", c.large,
      e.actor as account, c.registry, w.seconds,
      case e.action when 'register' then 'registered' when 'refuse' then 'refused' else 'sentBack' end as what
    from contracts c
    join events e on e.record = c.id and e.action in ('register', 'refuse', 'sendBack')
      and e.recorded_at between ${from}::date - 1 and ${to}::date + 2
    left join contract_work w on w.contract = c.id and w.account = e.actor
    where (c.decided_on >= ${from}::date or c.sent_back_on >= ${from}::date) and ${own}`.execute(db);
  return rows.map(({ at, ...one }) => ({ ...one, on: kernel.dayOf(at) })).filter(({ on }) => from <= on && on <= to);
}

/** Names of accounts and registries by their ids. */
export async function namesOf(
  db: Db,
  of: 'accounts' | 'registries',
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((one) => one !== null))];
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from ${sql.table(of)} where id = any(${wanted}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Grouping = { db: Db; actor: Actor; by: 'month' | 'year'; timer: ReturnType<typeof timerOf> };
/** Each registrar and each registry that the actor may see: a registrar himself alone, with the working time of nobody else. */
export async function groupsOf(found: readonly Found[], { db, actor, by, timer }: Grouping): Promise<Counted[]> {
  const whole = hasRole(actor, 'bureauOfficer');
  const isOwn = (one: { account: string | null }) => one.account !== null && one.account === actor.account;
  const mine = whole ? null : new Set(await registriesOf(db, actor));
  const accounts = [...new Set(found.filter((one) => whole || isOwn(one)).map(({ account }) => account))];
  const registries = [...new Set(found.map(({ registry }) => registry))].filter(
    (one) => mine === null || (one !== null && mine.has(one)),
  );
  const [people, offices] = await Promise.all([namesOf(db, 'accounts', accounts), namesOf(db, 'registries', registries)]);
  const groups = [
    ...accounts.map((id) => ({
      of: 'registrar' as const,
      id,
      name: id === null ? null : (people.get(id) ?? null),
      own: id !== null && id === actor.account,
      decisions: found.filter(({ account }) => account === id),
    })),
    ...registries.map((id) => ({
      of: 'registry' as const,
      id,
      name: id === null ? null : (offices.get(id) ?? null),
      own: mine !== null,
      // Of two registrars one would know the other's.
      decisions: found.filter(({ registry }) => registry === id).map((one) => (whole ? one : { ...one, seconds: null })),
    })),
  ];
  return countedOf(groups, by, timer).sort(
    (a, b) => Number(b.own) - Number(a.own) || a.of.localeCompare(b.of) || b.all.decided - a.all.decided,
  );
}
