// Answers of tenants: read by a link or in their place, kept as they are typed, given when they pass. A token that is none, and one of another year, tell nothing.
import { timingSafeEqual } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { now, transact } from '../../records/server/index.ts';
import { readAnswers, type Values } from '../../forms/answers.ts';
import { type FormVersion, type Item, itemsOf } from '../../forms/form.ts';
import { formSaidOf, headLines, verdictOf } from '../../forms/server/index.ts';
import { noPast, type Past } from '../../forms/structure.ts';
import { inUnit } from '../../forms/unit.ts';
import {
  type AnswerSaid,
  closed,
  doesNotPass,
  elsewhere,
  linkOver,
  noLink,
  notAsked,
  notExplained,
  ofTenant,
  returnForm,
} from '../tenantAsk.ts';
import { type MarkCode, markKnown } from '../tenantTotals.ts';
import { stateOf } from './tenancies.ts';
import { acts, type Asking, digestOf, own, type Tx } from './tenantAsks.ts';
import type { Questions } from './tenantQuestions.ts';
import type { TenantTables } from './tables.ts';

type Ask = Selectable<TenantTables['tenant_asks']>;
type Tenancy = Selectable<TenantTables['tenancies']>;
type On = Tx | Kysely<TenantTables>;
export type Answering = Asking & { questions: Questions };
/** Whose it is: the holder of a link, or one of the incubator in the tenant's place. */
export type By = { token: string } | { actor: Actor; tenancy: string; year: number };
export type GivenAnswer = { items: Record<string, string>; explanation: string | null; version: number };

/** Filled in from last year: what seldom changes. What a year brought is shown beside and typed anew. */
const carriedOn = ['ip', 'patents', 'fundedEver', 'highTech', 'techSme', 'returnees', 'students'];
const marks: readonly MarkCode[] = ['highTech', 'techSme', 'returnees', 'students'];

/** @throws {Refusal} where it is no link, or one that has ended; nothing is said of whose it was. */
async function hold(of: Answering, on: On, by: By, lock: boolean): Promise<Ask> {
  const found = 'token' in by ? await byToken(on, by.token) : await inPlace(on, by);
  if (found === null) throw 'token' in by ? noLink() : notFound();
  const query = on.selectFrom('tenant_asks').selectAll().where('id', '=', found);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirstOrThrow();
  if (row.closed_at !== null) throw closed({ year: row.year });
  // The incubator itself goes on until its return: only links end.
  if ('token' in by && row.until < of.kernel.dayOf(await now(on))) throw linkOver();
  return row;
}

async function byToken(on: On, token: string): Promise<string | null> {
  const digest = digestOf(token);
  const row = await on
    .selectFrom('tenant_links as l')
    .innerJoin('tenant_asks as a', 'a.id', 'l.ask')
    .innerJoin('tenancies as t', 't.id', 'a.tenancy')
    .select(['a.id', 'l.digest'])
    .where('l.digest', '=', digest)
    .where('t.state', '<>', 'voided')
    .executeTakeFirst();
  return row !== undefined && timingSafeEqual(row.digest, digest) ? row.id : null;
}

async function inPlace(on: On, { actor, tenancy, year }: Extract<By, { tenancy: string }>): Promise<string | null> {
  const row = await on
    .selectFrom('tenant_asks')
    .select('id')
    .where('tenancy', '=', tenancy)
    .where('year', '=', year)
    .where('incubator', '=', own(actor))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What the page of a link shows. */
export async function answerOf(of: Answering, by: By, actor: Actor, on: On = of.db): Promise<AnswerSaid> {
  return saidOf(of, await hold(of, on, by, false), { actor, by }, on);
}

/** What a tenant has said itself is changed by the tenant alone. */
const isOthers = (by: By, ask: Ask): boolean => !('token' in by) && ask.answered_at !== null && ask.answered_by === null;

async function saidOf(of: Answering, ask: Ask, { actor, by }: { actor: Actor; by: By }, on: On): Promise<AnswerSaid> {
  const tenancy = await on.selectFrom('tenancies').selectAll().where('id', '=', ask.tenancy).executeTakeFirstOrThrow();
  const names = await of.organizations.names([ask.incubator, ...(tenancy.tenant === null ? [] : [tenancy.tenant])], on);
  const { version, judge } = of.questions.ofYear(ask.year);
  const past = await lastYearOf(of, on, ask);
  const before = past.lastYear?.items ?? {};
  const filled = prefilledOf(version, tenancy, before, ask.year);
  const items = ask.draft ?? filled;
  const read = readAnswers(version, { items, tables: {} });
  const reader = { language: actor.language, say: of.say, today: of.kernel.dayOf(await now(on)) };
  const commission = of.forms.commissionOf(returnForm);
  return {
    year: ask.year,
    until: ask.until,
    state: stateOf(ask),
    incubator: names.get(ask.incubator) ?? '',
    tenant: {
      name: (tenancy.tenant === null ? null : names.get(tenancy.tenant)) ?? tenancy.name,
      creditCode: tenancy.credit_code,
      joinedOn: tenancy.joined_on,
    },
    head: commission === null ? [] : headLines(commission, reader),
    sections: formSaidOf(of.questions.form, version, null, reader).sections,
    items,
    prefilled: ask.draft === null ? Object.keys(filled) : [],
    lastYear: shownIn(version, before),
    explanation: ask.explanation,
    version: ask.revision,
    keptAt: ask.kept_at?.toISOString() ?? null,
    answeredAt: ask.answered_at?.toISOString() ?? null,
    inPlace: ask.answered_by !== null,
    editable: !isOthers(by, ask),
    verdict: verdictOf(version, read, judge(read.answers, past), reader),
  };
}

/** Cells before anybody typed: last year's answer, else what the incubator's list says. */
function prefilledOf(version: FormVersion, tenancy: Tenancy, before: Values, year: number): Record<string, string> {
  const end = `${year}-12-31`;
  const known = (item: Item): string | null => {
    const mark = marks.find((one) => one === item.code);
    // A certificate that ran out is known here, whatever was answered a year ago.
    const held = mark === undefined ? null : markKnown(tenancy, mark, end);
    return held ?? (carriedOn.includes(item.code) ? (before[item.code] ?? null) : null);
  };
  const values = Object.fromEntries(itemsOf(version).map((item) => [item.code, known(item)]));
  return shownIn(version, values);
}

/** Values in the units of the form, as they are typed; what is null is left out. */
export const shownIn = (version: FormVersion, values: Values): Record<string, string> =>
  Object.fromEntries(
    itemsOf(version).flatMap((item) => {
      const value = values[item.code] ?? null;
      return value === null ? [] : [[item.code, item.kind === 'number' ? inUnit(value, item.unit) : value]];
    }),
  );

async function lastYearOf(of: Answering, on: On, { tenancy, year }: Ask): Promise<Past> {
  const { rows } = await sql<{ answers: Values | null }>`select answers from tenant_asks
    where tenancy = ${tenancy}::uuid and year = ${year - 1} and answered_at is not null`.execute(on);
  const items = rows[0]?.answers ?? null;
  if (items === null) return noPast;
  const known = Object.fromEntries(itemsOf(of.questions.ofYear(year).version).map(({ code }) => [code, items[code] ?? null]));
  const answers = { items: known, tables: {} };
  return { before: answers, lastYear: answers, sameYear: false };
}

/**
 * Keeps what was typed; with `give` it is the answer, if it passes and what looks strange is explained. What does not pass is kept as typed.
 * @throws {Refusal} `tenantAsk.elsewhere` where another window kept something in the meantime.
 */
export async function keepAnswers(of: Answering, by: By, actor: Actor, given: GivenAnswer, give: boolean) {
  const account = 'token' in by ? null : acts(of, actor).account;
  const done = await transact(of.db, async (tx) => {
    const ask = await hold(of, tx, by, true);
    if (isOthers(by, ask)) throw ofTenant();
    const { version, judge } = of.questions.ofYear(ask.year);
    const read = readAnswers(version, { items: given.items, tables: {} });
    if (read.unknown.length > 0)
      throw notAsked(
        {},
        read.unknown.slice(0, 20).map((path) => ({ path, code: 'unknown', words: 'tenantAsks:refusals.notAsked' })),
      );
    const repeated = ask.revision === given.version + 1 && sameAs(ask, given) && (!give || ask.answered_at !== null);
    if (!repeated && ask.revision !== given.version) throw elsewhere();
    const reader = { language: actor.language, say: of.say, today: '' };
    const verdict = verdictOf(version, read, judge(read.answers, await lastYearOf(of, tx, ask)), reader);
    const warned = verdict.findings.length > 0;
    const stands = give && verdict.passes && (!warned || given.explanation !== null);
    if (!repeated) await write(tx, ask, given, stands ? { values: read.answers.items, account } : null);
    const kept = await tx.selectFrom('tenant_asks').selectAll().where('id', '=', ask.id).executeTakeFirstOrThrow();
    return { verdict, kept, stands, said: stands ? await saidOf(of, kept, { actor, by }, tx) : null };
  });
  if (give && !done.stands) throw refusedFor(done.verdict);
  return done;
}

const sameAs = ({ draft, explanation }: Ask, given: GivenAnswer): boolean =>
  explanation === given.explanation &&
  draft !== null &&
  Object.keys({ ...draft, ...given.items }).every((code) => draft[code] === given.items[code]);

async function write(tx: Tx, ask: Ask, given: GivenAnswer, answer: { values: Values; account: string | null } | null) {
  const at = await now(tx);
  await tx
    .updateTable('tenant_asks')
    .set({
      draft: JSON.stringify(given.items),
      explanation: given.explanation,
      kept_at: at,
      revision: ask.revision + 1,
      ...(answer === null
        ? {}
        : { answers: JSON.stringify(answer.values), answered_at: at, answered_by: answer.account, mail_next: null }),
    })
    .where('id', '=', ask.id)
    .execute();
}

/** Why it does not stand as an answer, each cell with its reason. */
function refusedFor({ faults, findings, passes }: AnswerSaid['verdict']) {
  if (passes) return notExplained();
  return doesNotPass({}, [
    ...faults.map(({ place, code, params }) => ({ path: place, code, words: `forms:faults.${code}` as const, params })),
    ...findings
      .filter(({ level }) => level === 'mandatory')
      .map(({ about, check }) => ({
        path: about[0] ?? '',
        code: check,
        words: check === 'required' ? ('forms:findings.required' as const) : ('tenantAsks:refusals.finding' as const),
      })),
  ]);
}
