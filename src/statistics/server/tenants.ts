// Front door of tenants: the register of tenancies, what tenants are asked and answer, letters, the facts that follow for the incubator's return.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { mount } from '../../platform/server/mount.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Kernel, mountKind, now, ownAddress, transact } from '../../records/server/index.ts';
import { itemsOf } from '../../forms/form.ts';
import { inUnit } from '../../forms/unit.ts';
import type { Region } from '../../organizations/region.ts';
import {
  answersBook,
  askTenants,
  closeYear,
  giveAnswer,
  giveInPlace,
  keepAnswer,
  keepInPlace,
  linksBook,
  noTenants,
  readAnswer,
  readInPlace,
  readStanding,
  returnForm,
  type Standing,
} from '../tenantAsk.ts';
import { tenantTotals } from '../tenantTotals.ts';
import { openTenancies } from './tenancies.ts';
import { type Answering, answerOf, type By, type GivenAnswer, keepAnswers } from './tenantAnswers.ts';
import { acts, ask, askable, type Asking, canMail, closeAsks, own, type Tx } from './tenantAsks.ts';
import { loadAsks, type PastAsk } from './tenantPast.ts';
import { bookOfLinks, bookOfTenants } from './tenantBooks.ts';
import { tenantFacts } from './tenantFacts.ts';
import { sendTenantLetters } from './tenantLetters.ts';
import { openQuestions } from './tenantQuestions.ts';
import type { TenantTables } from './tables.ts';

export { closeAsks } from './tenantAsks.ts';
export { tenantFacts } from './tenantFacts.ts';
export { tenancyImporter } from './tenancyImport.ts';
export type { TenantTables } from './tables.ts';
export type Tenants = ReturnType<typeof openTenants>;

/** Opens the register and the questions. @throws {PackError} where the questions of the pack are broken. */
export function openTenants(of: Asking & { regions: readonly Region[]; within: Within }) {
  const { kernel, db, organizations, pack } = of;
  const tenancies = openTenancies(kernel, db, { organizations, regions: of.regions, root: pack.city.root });
  const answering: Answering = { ...of, questions: openQuestions(pack) };
  followReturns(kernel, of.within);
  return {
    tenancies,
    facts: tenantFacts(of.say),
    questions: answering.questions,
    /** Enters what was asked and answered in the past of an invented city. */
    load: (asked: readonly PastAsk[], tx: Tx) => loadAsks(answering, asked, tx),
    /** Every few seconds: letters that wait. */
    sendLetters: () => sendTenantLetters(of),
    mount(app: FastifyInstance) {
      mountKind(app, kernel, tenancies);
      mountAsking(app, answering);
      mountAnswering(app, answering);
    },
  };
}

/** The transaction of an act on another kind, as this module's own tables see it. */
type Within = (tx: object) => Tx;
/** What tenants answered stays as it is once the incubator's return is handed in, and is open again when that comes back. */
function followReturns(kernel: Kernel, within: Within): void {
  const whenever = (actions: readonly string[], ends: boolean) =>
    kernel.after('statisticalReturn', actions, async (tx, { row }) => {
      const { form, period, organization } = row;
      if (kernel.loading || form !== returnForm || typeof organization !== 'string') return;
      await closeAsks(within(tx), { incubator: organization, year: Number(period), at: ends ? await now(tx) : null });
    });
  whenever(['submit'], true);
  whenever(['recall', 'sendBack', 'reopen', 'void'], false);
}

function mountAsking(app: FastifyInstance, of: Answering): void {
  mount(app, readStanding, async ({ query, actor }) => standingOf(of, actor, query.year));
  mount(app, askTenants, ({ body, actor }) => ask(of, actor, body));
  mount(app, linksBook, async ({ body, actor, request }) => {
    const { links, until } = await ask(of, actor, body);
    if (links.length === 0) throw noTenants({ year: body.year });
    return bookOfLinks(of, actor, { year: body.year, links, until, origin: ownAddress(app, request) });
  });
  mount(app, closeYear, async ({ body, actor }) => {
    const { incubator } = acts(of, actor);
    return transact(of.db, async (tx) => {
      const at = body.closed ? await now(tx) : null;
      await closeAsks(tx, { incubator, year: body.year, at });
      return { closedOn: at && of.kernel.dayOf(at) };
    });
  });
  mount(app, answersBook, ({ query, actor }) => bookOfTenants(of, actor, query.year));
}

/** Years back that can be asked of and looked at. */
const yearsBack = 3;

/** How far an incubator is with a year: the last one that is over, unless said. */
async function standingOf(of: Answering, actor: Actor, asked: number | undefined): Promise<Standing> {
  const { kernel, db, forms } = of;
  const incubator = own(actor);
  const last = yearOf(kernel.dayOf(await now(db))) - 1;
  const year = asked ?? last;
  const { today, dueOn, here, tenants, closedAt, refused, usual } = await askable(of, db, { incubator, year });
  const { version } = forms.version(returnForm, { on: `${year}-12-31` });
  const totals = tenantTotals(tenants, { from: `${year}-01-01`, to: `${year}-12-31` });
  const { rows } = await countsOf(
    db,
    incubator,
    year,
    here.map(({ id }) => id),
  );
  const counts = rows[0];
  return {
    year,
    years: Array.from({ length: yearsBack }, (_none, at) => last - at),
    refused,
    dueOn,
    until: counts?.until ?? null,
    usual,
    today,
    closedOn: closedAt && kernel.dayOf(closedAt),
    tenants: here.length,
    asked: counts?.asked ?? 0,
    begun: counts?.begun ?? 0,
    answered: counts?.answered ?? 0,
    letters: {
      possible: canMail(of),
      addressed: counts?.addressed ?? 0,
      waiting: counts?.waiting ?? 0,
      sent: counts?.sent ?? 0,
      failed: counts?.failed ?? 0,
    },
    totals: itemsOf(version).flatMap((item) => {
      const total = item.fact?.startsWith('tenants.') ? totals[item.fact.slice('tenants.'.length)] : undefined;
      if (item.kind !== 'number' || total === undefined) return [];
      const value = total.value === null ? null : inUnit(total.value, item.unit);
      return [{ item: item.code, name: textIn(item.name, actor.language), unit: item.unit, value, missing: total.missing }];
    }),
  };
}

type Counts = Record<'asked' | 'begun' | 'answered' | 'addressed' | 'waiting' | 'sent' | 'failed', number> & {
  until: string | null;
};
const countsOf = (db: Kysely<TenantTables>, incubator: string, year: number, ids: readonly string[]) =>
  sql<Counts>`select count(a.id)::int as asked, count(*) filter (where a.answered_at is not null)::int as answered,
      count(*) filter (where a.answered_at is null and a.kept_at is not null)::int as begun,
      count(*) filter (where exists (select from personal_values p where p.record = t.id and p.field = 'email'))::int as addressed,
      count(*) filter (where a.mail_next is not null)::int as waiting, count(*) filter (where a.mailed_at is not null)::int as sent,
      count(*) filter (where a.mail_failed is not null)::int as failed, max(a.until)::text as until
    from tenancies t left join tenant_asks a on a.tenancy = t.id and a.year = ${year}
    where t.incubator = ${incubator}::uuid and t.id = any(${ids}::uuid[])`.execute(db);

function mountAnswering(app: FastifyInstance, of: Answering): void {
  const keep = async (by: By, actor: Actor, body: GivenAnswer) => {
    const { kept, verdict } = await keepAnswers(of, by, actor, body, false);
    return { version: kept.revision, keptAt: kept.kept_at?.toISOString() ?? '', verdict };
  };
  const give = async (by: By, actor: Actor, body: GivenAnswer) => {
    const { said } = await keepAnswers(of, by, actor, body, true);
    return said ?? (await answerOf(of, by, actor));
  };
  mount(app, readAnswer, ({ body: { token }, actor }) => answerOf(of, { token }, actor));
  mount(app, keepAnswer, ({ body: { token, ...body }, actor }) => keep({ token }, actor, body));
  mount(app, giveAnswer, ({ body: { token, ...body }, actor }) => give({ token }, actor, body));
  const inPlace = ({ id, year }: { id: string; year: number }, actor: Actor): By => ({ actor, tenancy: id, year });
  mount(app, readInPlace, ({ params, actor }) => answerOf(of, inPlace(params, actor), actor));
  mount(app, keepInPlace, ({ params, body, actor }) => keep(inPlace(params, actor), actor, body));
  mount(app, giveInPlace, ({ params, body, actor }) => give(inPlace(params, actor), actor, body));
}
