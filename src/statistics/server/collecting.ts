// What is collected: returns are opened when a period is over, officers see how far it has come and act on many at once.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, Refusal } from '../../platform/shared/errors.ts';
import { sure } from '../../platform/shared/sure.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import { standingOn } from '../../forms/commission.ts';
import type { Form } from '../../forms/form.ts';
import { periodsEndedBefore, spanOf } from '../../forms/period.ts';
import type { Forms } from '../../forms/server/index.ts';
import { type CalendarTables, type Kernel, transact } from '../../records/server/index.ts';
import { actOnMany, type Collection, listCollections } from '../returnRoutes.ts';
import { counting } from '../statisticalReturn.ts';
import { chainInCharge } from './aboveScale.ts';
import type { Frames } from './frames.ts';
import { type Returns, sentBackAgain } from './returns.ts';
import type { SealedCopies } from './sealed/copies.ts';
import type { StatisticsTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tables = StatisticsTables & CalendarTables;
type Db = Kysely<Tables>;
export type CollectingOf = {
  kernel: Kernel;
  db: Db;
  returns: Returns;
  forms: Forms;
  frames: Frames;
  copies: SealedCopies;
  today: () => Promise<string>;
  say: Say;
};

/** How long after its end a period is still opened by itself: what is older was collected elsewhere, or is asked for by an officer. */
const daysOpened = { month: 45, quarter: 75, year: 200 } as const;

/**
 * Opens what is due: for each form that is collected and each period that is over, one return for each of its frame on the last day that was
 * not asked yet. Several processes: the first does it. Returns how many were opened.
 */
export async function openDue(of: CollectingOf): Promise<number> {
  const today = await of.today();
  let opened = 0;
  for (const form of of.forms.list())
    for (const period of duePeriods(of, form, today).reverse()) opened += await openOne(of, form, period);
  await takeBackCeased(of);
  return opened;
}

/** What was never handed in by an organization that had ceased when the period began is taken back; what was partly within it stays asked. */
const takeBackCeased = ({ db, returns, say }: CollectingOf): Promise<unknown> =>
  transact(db, async (tx) => {
    const { rows } = await sql<{ id: string; period: string; on: string }>`
      select r.id, r.period, o.ceased_on as "on" from statistical_returns r join organizations o on o.id = r.organization
      where r.state in ('open', 'missing') and r.submitted_on is null and o.ceased_on <= r.period_to
      order by r.id for update of r skip locked`.execute(tx);
    const calls = rows
      .filter(({ period, on }) => on <= spanOf(period).from)
      .map(({ id, on }) => ({ actor: clock, action: 'void', id, input: { reason: say('zh-CN', 'returns:ceased', { on }) } }));
    return returns.actMany(calls, tx);
  });

const duePeriods = ({ forms }: CollectingOf, form: Form, today: string): string[] => {
  const commission = forms.commissionOf(form.code);
  if (commission === null) return [];
  return periodsEndedBefore(form.length, today, daysOpened[form.length]).filter((period) => {
    const { from, to } = spanOf(period);
    return commission.from !== null && commission.from <= from && standingOn(commission, to) === 'open';
  });
};

const openOne = ({ db, frames, returns }: CollectingOf, form: Form, period: string): Promise<number> =>
  transact(db, async (tx) => {
    await oneAtATime(tx, 'collections', `${form.code} ${period}`);
    const asked = await tx
      .selectFrom('statistical_returns')
      .select('organization')
      .where('form', '=', form.code)
      .where('period', '=', period)
      .execute();
    // A voided one too: whom an officer took out is not asked again.
    const done = new Set(asked.map(({ organization }) => organization));
    const respondents = await frames.on(tx, form.frame, spanOf(period).to);
    const left = respondents.filter(({ organization }) => !done.has(organization));
    const calls = left.map(({ organization }) => ({
      actor: clock,
      action: 'create',
      input: { form: form.code, period, organization },
    }));
    return (await returns.actMany(calls, tx)).length;
  });

export function mountCollecting(app: FastifyInstance, of: CollectingOf): void {
  mount(app, listCollections, async ({ query, actor }) => ({ items: await collectionsFor(of, actor, query) }));
  mount(app, actOnMany, async ({ params, body, actor }) => {
    const { rows } = await sql<{ id: string }>`select id from statistical_returns
      where form = ${params.form} and period = ${params.period} and id = any(${body.returns.map(({ id }) => id)}::uuid[])`.execute(
      of.db,
    );
    const here = new Set(rows.map(({ id }) => id));
    const refused: { id: string; code: string; words: string }[] = [];
    let done = 0;
    for (const { id, version } of body.returns) {
      try {
        if (!here.has(id)) throw notAllowed();
        await of.returns.act(body.action, { actor, id, version, input: {} });
        done += 1;
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
        refused.push({ id, code: fault.code, words: of.say(actor.language, fault.words, fault.params) });
      }
    }
    return { done, refused };
  });
}

/** By form and period, the last first; a district officer's are those of his district. */
async function collectionsFor(
  { db, forms, copies, today }: CollectingOf,
  actor: Actor,
  asked: { form?: string | undefined; period?: string | undefined },
) {
  const sight = hasRole(actor, 'bureauOfficer') ? 'all' : chainInCharge(actor);
  if (sight === 'none') return [];
  const { rows } = await sql<{
    form: string;
    period: string;
    state: Collection['states'][number]['state'];
    due: string;
    count: number;
    late: number;
    unsealed: number;
    again: number;
  }>`
    select form, period, state, max(due_on) as due, count(*)::int as count,
      (count(*) filter (where state in ('open', 'sentBack') and submitted_on is null and due_on < ${await today()}))::int as late,
      (count(*) filter (where ${copies.lacking}))::int as unsealed, (count(*) filter (where ${sentBackAgain}))::int as again
    from statistical_returns
    where state <> 'voided' and (${sight === 'all' ? sql`true` : sight})
      and (${asked.form ?? null}::text is null or form = ${asked.form ?? null}) and (${asked.period ?? null}::text is null or period = ${asked.period ?? null})
    group by form, period, period_to, state order by period_to desc, form`.execute(db);
  return [...Map.groupBy(rows, ({ form, period }) => `${form} ${period}`).values()].map((own): Collection => {
    const { form, period } = sure(own[0], 'a state');
    const sum = (of: (one: (typeof own)[number]) => number) => own.reduce((total, one) => total + of(one), 0);
    return {
      form: { code: form, name: textIn(forms.one(form).name, actor.language) },
      period,
      dueOn:
        own
          .map(({ due }) => due)
          .sort()
          .at(-1) ?? '',
      states: own.map(({ state, count }) => ({ state, count })),
      asked: sum(({ count }) => count),
      late: sum(({ late }) => late),
      accepted: sum(({ state, count }) => (counting.includes(state) ? count : 0)),
      sentBackAgain: sum(({ again }) => again),
      unsealed: copies.asks({ form }) ? sum(({ unsealed }) => unsealed) : null,
    };
  });
}
