// An incubator asks its tenants of a year: who is asked, by which link, until when; closed when its own return is handed in. What is answered: tenantAnswers.ts.
import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { notAllowed, type Refusal, wrongField } from '../../platform/shared/errors.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Mailer } from '../../platform/server/mail.ts';
import type { Say } from '../../platform/server/words.ts';
import type { WorkingDays } from '../../platform/shared/workingDays.ts';
import { demoLooksOnly, type Kernel, now, transact } from '../../records/server/index.ts';
import { endOrYear } from '../../records/waits.ts';
import { standingOn } from '../../forms/commission.ts';
import type { Forms } from '../../forms/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { closed, type Link, noTenants, notCollected, notOver, noTitle, returnForm, type Standing } from '../tenantAsk.ts';
import { isInOn } from '../tenantTotals.ts';
import { incubatorOf } from './tenancies.ts';
import type { TenantTables } from './tables.ts';
import { tenantsOf } from './tenantFacts.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

export type Tx = Transaction<TenantTables>;
export type Asking = {
  kernel: Kernel;
  db: Kysely<TenantTables>;
  organizations: Organizations;
  forms: Forms;
  pack: Pack;
  say: Say;
  sending: { mailer: Mailer | null; publicUrl: string | null };
  workingDays: (on: object) => Promise<WorkingDays>;
};

export const newToken = (): string => randomBytes(32).toString('base64url');
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
export const linkPath = (token: string): string => `/answer/${token}`;

/** Links that one ask may have at once: those of older letters stay good until there are so many newer ones. */
const mostLinks = 8;
/** Days that a link is good for when the day of the return has passed or is not known, and at most. */
const [daysUsual, daysMost] = [14, 31];
/** Titles whose holders have tenants, and stages in which they stand. */
const titles = ['incubator', 'makerSpace', 'accelerator', 'sciencePark'];
const standingStages = ['recognised', 'evaluated', 'finallyAccepted', 'underConstruction'];

export type Asked = { year: number; until: string | null; tenancies: readonly string[]; mail?: boolean };
type Reason = Exclude<Standing['refused'], null>;
const refusals: Record<Reason, (params: { year: number }) => Refusal> = { notCollected, notOver, noTitle, closed, noTenants };

/** The incubator that somebody acts for; who acts for none has no tenants. */
export function own(actor: Actor): string {
  const incubator = incubatorOf(actor);
  if (incubator === null) throw notAllowed();
  return incubator;
}
/** What a demo account of a real city would do leaves the house: it looks only. */
export function acts({ kernel }: Asking, actor: Actor): { incubator: string; account: string } {
  const incubator = own(actor);
  if (actor.account === null || (actor.demo && !kernel.demoActs)) throw demoLooksOnly();
  return { incubator, account: actor.account };
}

/** Whether its tenants can be asked of a year today, and until when at most. */
export async function askable(
  of: Asking,
  on: Tx | Kysely<TenantTables>,
  { incubator, year }: { incubator: string; year: number },
) {
  const today = of.kernel.dayOf(await now(on));
  const commission = of.forms.commissionOf(returnForm);
  const collected =
    commission !== null && standingOn(commission, today) === 'open' && (commission.from ?? '9999') <= `${year}-12-31`;
  const dueOn =
    commission === null
      ? null
      : endOrYear(await of.workingDays(on), `${year}-12-31`, {
          days: commission.due.days,
          kind: commission.due.working ? 'working' : 'calendar',
        }).on;
  const tenants = await tenantsOf(on, { incubator, year });
  const here = tenants.filter((one) => isInOn(one, `${year}-12-31`));
  const { rows } = await sql<{ at: Date | null }>`
    select max(closed_at) as at from tenant_asks where incubator = ${incubator}::uuid and year = ${year}`.execute(on);
  const closedAt = rows[0]?.at ?? null;
  const refused: Reason | null = !collected
    ? 'notCollected'
    : today <= `${year}-12-31`
      ? 'notOver'
      : !(await holdsTitle(of, on, incubator))
        ? 'noTitle'
        : closedAt !== null
          ? 'closed'
          : here.length === 0
            ? 'noTenants'
            : null;
  const usual = dueOn !== null && dueOn >= today ? dueOn : addDays(today, daysUsual);
  const latest = addDays(today, daysMost);
  return { today, dueOn, tenants, here, closedAt, refused, usual, latest: dueOn !== null && dueOn > latest ? dueOn : latest };
}

async function holdsTitle({ organizations }: Asking, on: Tx | Kysely<TenantTables>, incubator: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select exists(select from recognitions
    where organization in (${organizations.oneWith(incubator)}) and kind = any(${titles}::text[])
      and state = any(${standingStages}::text[])) as held`.execute(on);
  return rows[0]?.held ?? false;
}

/** Asks those who have not answered, or those named: each gets a new link, of which only the digest is kept. */
export async function ask(of: Asking, actor: Actor, asked: Asked): Promise<{ until: string; links: Link[]; letters: number }> {
  const { incubator, account } = acts(of, actor);
  const { year } = asked;
  return transact(of.db, async (tx) => {
    await holdAsking(tx, incubator);
    const { refused, usual, latest, today, here } = await askable(of, tx, { incubator, year });
    if (refused !== null) throw refusals[refused]({ year });
    const until = asked.until ?? usual;
    if (until < today || until > latest)
      throw wrongField('until', 'outside', 'tenantAsks:refusals.until', { from: today, to: latest });
    const named = asked.tenancies;
    const foreign = named.find((id) => !here.some((one) => one.id === id));
    if (foreign !== undefined) throw wrongField('tenancies', 'unknown', 'tenantAsks:refusals.tenancy', { year });
    const wanted = here.filter(({ id, answers }) => (named.length === 0 ? answers === null : named.includes(id)));
    const ids = wanted.map(({ id }) => id);
    const at = await now(tx);
    await insertAsks(tx, { incubator, year, ids, at, account, language: actor.language, until });
    const asks = await tx
      .updateTable('tenant_asks')
      .set({ until, language: actor.language })
      .where('year', '=', year)
      .where('tenancy', 'in', [...ids, nobody])
      .returning(['id', 'tenancy'])
      .execute();
    const links = asks.map(({ id, tenancy }) => ({ ask: id, tenancy, token: newToken() }));
    await insertLinks(tx, links, at);
    const letters = asked.mail ? await toMail(of, tx, asks, at) : 0;
    const names = new Map(wanted.map(({ id, name }) => [id, name]));
    const said = links.map(({ tenancy, token }) => ({ tenancy, name: names.get(tenancy) ?? '', path: linkPath(token) }));
    return { until, letters, links: said.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')) };
  });
}
const nobody = '00000000-0000-0000-0000-000000000000';

/** What an incubator does about a year goes one after the other. */
export const holdAsking = (tx: Tx, incubator: string) => oneAtATime(tx, 'tenant asks', incubator);

type New = {
  incubator: string;
  year: number;
  ids: readonly string[];
  at: Date;
  account: string;
  language: Actor['language'];
  until: string;
};
async function insertAsks(tx: Tx, { ids, at, account, ...same }: New): Promise<void> {
  const rows = ids.map((tenancy) => ({
    id: uuidv7(),
    tenancy,
    asked_at: at,
    asked_by: account,
    ...same,
    revision: 0,
    mail_tries: 0,
  }));
  for (let from = 0; from < rows.length; from += 1000)
    await tx
      .insertInto('tenant_asks')
      .values(rows.slice(from, from + 1000))
      .onConflict((on) => on.columns(['tenancy', 'year']).doNothing())
      .execute();
}

/** New links beside the older ones, of which the oldest go. */
export async function insertLinks(tx: Tx, links: readonly { ask: string; token: string }[], at: Date): Promise<void> {
  for (let from = 0; from < links.length; from += 1000)
    await tx
      .insertInto('tenant_links')
      .values(links.slice(from, from + 1000).map(({ ask: of, token }) => ({ ask: of, digest: digestOf(token), made_at: at })))
      .execute();
  const older = tx
    .selectFrom('tenant_links')
    .select(['digest', sql<number>`row_number() over (partition by ask order by made_at desc, digest)`.as('n')])
    .where('ask', 'in', [...links.map((one) => one.ask), nobody])
    .as('older');
  await tx
    .deleteFrom('tenant_links')
    .where('digest', 'in', (from) => from.selectFrom(older).select('older.digest').where('older.n', '>', mostLinks))
    .execute();
}

/** Letters to those who have an address; sent beside requests (tenantLetters.ts). */
async function toMail(of: Asking, tx: Tx, asks: readonly { id: string; tenancy: string }[], at: Date): Promise<number> {
  if (!canMail(of)) return 0;
  const rows = await tx
    .updateTable('tenant_asks')
    .set({ mail_next: at, mail_tries: 0, mail_failed: null })
    .where('id', 'in', [...asks.map((one) => one.id), nobody])
    .where(sql<boolean>`exists (select from personal_values p where p.record = tenant_asks.tenancy and p.field = 'email')`)
    .returning('id')
    .execute();
  return rows.length;
}
export const canMail = ({ sending }: Asking): boolean => sending.mailer !== null && sending.publicUrl !== null;

/** Ends or opens a year: nothing that tenants answered changes while it is closed. For the incubator, and for its return when that is handed in. */
export async function closeAsks(tx: Tx, { incubator, year, at }: { incubator: string; year: number; at: Date | null }) {
  await holdAsking(tx, incubator);
  await tx
    .updateTable('tenant_asks')
    .set({ closed_at: at, ...(at === null ? {} : { mail_next: null }) })
    .where('incubator', '=', incubator)
    .where('year', '=', year)
    .execute();
}

/** Whether somebody may read what was asked: the incubator's own people. */
export const mayRead = (actor: Actor): boolean => hasRole(actor, 'organizationAdmin', 'member') && actor.organization !== null;
