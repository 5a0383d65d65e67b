// From the outbox to persons: who is reached by which rule, who of them sees the record, and by which channels each wants it. One transaction a cause.
import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor, Role } from '../../../platform/shared/actor.ts';
import { yearOf } from '../../../platform/shared/dates.ts';
import type { Audience, ToldRule } from '../../../records/tells.ts';
import { dueAt, isWeekday } from '../../due.ts';
import type { DeskTables, NoticeTables } from '../tables.ts';
import { type Around, nextTry } from './around.ts';
import { peopleOf, seesRecord } from './people.ts';
import { reachable, wishesOf } from './wishes.ts';

type Tx = Transaction<DeskTables>;
type Told = Selectable<NoticeTables['tellings']>;

/** Fans out what is due, one cause after another; gives how many. Several processes may do it: each cause is done by one. */
export async function fanOut(around: Around, at: Date): Promise<number> {
  for (let done = 0; ; done++) if (!(await next(around, at))) return done;
}

/** One cause; false when there is none. One that fails is tried later and does not hold up the others. */
async function next(around: Around, at: Date): Promise<boolean> {
  let taken: Told | undefined;
  try {
    return await around.db.transaction().execute(async (tx) => {
      taken = await tx
        .selectFrom('tellings')
        .selectAll()
        .where('told_at', 'is', null)
        .where('next_at', '<=', at)
        .orderBy('next_at')
        .limit(1)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!taken) return false;
      await tell(around, tx, taken, at);
      await tx.updateTable('tellings').set({ told_at: at }).where('id', '=', taken.id).execute();
      return true;
    });
  } catch (fault) {
    if (!taken) throw fault;
    around.log(fault);
    const tries = taken.tries + 1;
    await around.db
      .updateTable('tellings')
      .set({ tries, next_at: nextTry(at, tries) })
      .where('id', '=', taken.id)
      .execute();
    return true;
  }
}

async function tell(around: Around, tx: Tx, told: Told, at: Date): Promise<void> {
  const reached = new Map<string, { rule: ToldRule; deputyFor: string | null }>();
  for (const rule of told.rules)
    for (const audience of rule.to)
      for (const account of await accountsOf(around, tx, told, audience))
        for (const { id, deputyFor } of await standingFor(tx, account, around.kernel.dayOf(at)))
          if (id !== told.actor && !reached.has(id)) reached.set(id, { rule, deputyFor });
  const absent = [...reached.values()].flatMap(({ deputyFor }) => deputyFor ?? []);
  const known = await peopleOf(around, tx, [...reached.keys(), ...absent], at);
  const isWorkingDay = reached.size === 0 ? isWeekday : await workedDays(around, tx);
  for (const [account, { rule, deputyFor }] of reached) {
    const actor = known.get(account)?.actor;
    // What a deputy does not see as himself he sees for whom he stands in.
    const forWhom = deputyFor === null ? undefined : known.get(deputyFor)?.actor;
    const seen = async () =>
      actor !== undefined &&
      ((await seesRecord(around, tx, told, actor)) ||
        (forWhom !== undefined && (await seesRecord(around, tx, told, { ...forWhom, account, for: forWhom.account }))));
    if (actor && (await seen())) await give(around, tx, { told, rule, actor, at, isWorkingDay });
  }
}

/** Who is told instead of somebody who changed post, and besides somebody who is away: his successor, his deputy. */
async function standingFor(tx: Tx, account: string, today: string): Promise<{ id: string; deputyFor: string | null }[]> {
  const { rows } = await sql<{ id: string; deputyFor: string | null }>`with one as (select answers_for(${account}::uuid) as id)
      select id, null as "deputyFor" from one union all select d.deputy, one.id from one join deputies d on d.account = one.id
        where d.ended_at is null and ${today}::date between d.from_day and d.to_day`.execute(tx);
  return rows;
}

/** Who holds one of the roles: a district's officers only in the record's region, unless everywhere. */
function holdersOf(tx: Tx, { roles, everywhere }: { roles: readonly Role[]; everywhere?: true }, region: string | null) {
  const all = roles.filter((role) => role !== 'districtOfficer' || everywhere);
  const district = !everywhere && roles.includes('districtOfficer') && region !== null;
  return idsOf(
    tx,
    sql`select distinct r.account as id from account_roles r join accounts a on a.id = r.account where r.role = any(${all}::text[])
      ${district ? sql`or (r.role = 'districtOfficer' and a.region = ${region})` : sql``}`,
  );
}

async function membersOf({ ports, kernel }: Around, tx: Tx, told: Told, administratorsOnly: boolean): Promise<string[]> {
  const today = kernel.dayOf(told.at);
  const found: string[] = [];
  for (const organization of told.organizations)
    found.push(
      ...(await idsOf(
        tx,
        sql`select m.account as id from memberships m where m.organization in (${ports.oneWith(organization)})
        and m.since <= ${today}::date and (m.until is null or m.until >= ${today}::date)
        ${administratorsOnly ? sql`and m.role = 'organizationAdmin'` : sql``}`,
      )),
    );
  return found;
}

async function idsOf(tx: Tx, query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${query}`.execute(tx);
  return rows.map(({ id }) => id);
}

function accountsOf(around: Around, tx: Tx, told: Told, audience: Audience): readonly string[] | Promise<readonly string[]> {
  if (audience === 'named') return told.accounts;
  if (audience === 'followers') return idsOf(tx, sql`select account as id from follows where record = ${told.record}`);
  if (audience === 'whoActed')
    return idsOf(tx, sql`select distinct actor as id from events where record = ${told.record} and actor is not null`);
  if ('accounts' in audience) return audience.accounts;
  if ('ofKind' in audience) return around.kernel.kinds.get(told.kind)?.audiences[audience.ofKind]?.(tx, told.record) ?? [];
  if ('roles' in audience) return holdersOf(tx, audience, told.region);
  return membersOf(around, tx, told, audience.organization === 'administrators');
}

/** Which days are worked; of a year that nobody published Monday to Friday. */
async function workedDays({ ports }: Around, tx: Tx): Promise<(day: string) => boolean> {
  const calendar = await ports.workingDays?.(tx);
  return (day) => (calendar?.knows(yearOf(day)) ? calendar.isWorkingDay(day) : isWeekday(day));
}

type Giving = {
  told: Told;
  rule: ToldRule;
  actor: Actor & { account: string };
  at: Date;
  isWorkingDay: (day: string) => boolean;
};

/** The notice of one person, and its deliveries by the channels that he wants and can be reached by. */
async function give(around: Around, tx: Tx, { told, rule, actor, at, isWorkingDay }: Giving): Promise<void> {
  const { account } = actor;
  const { how, times } = await wishesOf(tx, actor);
  const calendar = { timeZone: around.city.timeZone, isWorkingDay };
  const { topic, words, params } = rule;
  const inApp = how(topic, 'inApp');
  // In the platform nobody is disturbed: only digests wait.
  const shown_at = inApp === 'never' ? null : inApp === 'atOnce' ? at : dueAt(at, inApp, times, calendar);
  const given = await tx
    .insertInto('notices')
    .values({
      id: uuidv7(),
      account,
      cause: told.cause,
      kind: told.kind,
      record: told.record,
      topic,
      words,
      params: JSON.stringify(params),
      at: told.at,
      shown_at,
      read_at: null,
    })
    .onConflict((on) => on.columns(['account', 'cause']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!given) return;
  for (const channel of await reachable(around, tx, account)) {
    const wanted = how(topic, channel);
    if (wanted === 'never') continue;
    const due_at = dueAt(at, wanted, times, calendar);
    const none = { message: null, left_out: null };
    await tx
      .insertInto('deliveries')
      .values({ notice: given.id, channel, account, how: wanted, due_at, ...none })
      .execute();
  }
}
