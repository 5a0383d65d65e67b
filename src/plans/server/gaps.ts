// What each target lacks, for a place: the nearest candidates with what each lacks, and what was done about them. And the week's list made of it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { notFound, someOf, wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { IndicatorDefinition } from '../../indicators/indicator.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import { type Kernel, mountKind, openKind } from '../../records/server/index.ts';
import {
  followedAlready,
  FollowUpInput,
  followUpRecords,
  type GapCandidate,
  type GapItem,
  type GapOfTarget,
  getMonday,
  listGaps,
  mondayOf,
  outcomes,
} from '../gap.ts';
import type { Plan } from '../plan.ts';
import type { KnownPlans } from './known.ts';
import type { Plans } from './open.ts';
import type { GapFollowUps, GapTables } from './gap-tables.ts';
import { followUpWaits } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<GapFollowUps>;
export type GapPorts = {
  today: () => Promise<string>;
  root: string;
  regions: readonly string[];
  /** The reporting units inside one; itself and the functional areas in it. */
  inside: (region: string) => readonly string[];
  /** Who could come to count for an indicator, nearest first; `inside` null for the whole city. */
  candidates: (of: {
    definition: IndicatorDefinition;
    inside: readonly string[] | null;
    today: string;
    actor: Actor;
  }) => Promise<GapCandidate[]>;
  say: (words: string, actor: Actor, params?: Record<string, string | number>) => string;
};
type Of = { known: KnownPlans; plans: Plans; indicators: Indicators; ports: GapPorts };

/** So many weeks what was ticked off is not asked for again. */
const restDays = 28;
/** On a Monday nobody does more: so many of a target, so many in all. */
const ofTarget = 5;
const ofWeek = 20;
const restMs = 600_000;
/** What is left of a week's list of a plan. */
export type WeekLeft = { plan: string; name: string; monday: string; left: number };

export type Gaps = ReturnType<typeof openGaps>;
export function openGaps(kernel: Kernel, db: Kysely<GapTables>, of: Of) {
  const followUps = openFollowUps(kernel, db, of);
  const planOf = async (code: string): Promise<Plan> => {
    const found = await of.known.find(code);
    if (!found) throw notFound();
    return found.plan;
  };

  async function gaps(code: string, asked: { region: string | null; target?: string | undefined; limit: number }, actor: Actor) {
    const plan = await planOf(code);
    const today = await of.ports.today();
    const asOf = today < plan.to ? today : plan.to;
    const progress = await of.plans.one(code, { asOf }, actor);
    const wanted = progress.targets.filter((one) => asked.target === undefined || one.code === asked.target);
    if (wanted.length === 0) throw notFound();
    const inside = asked.region === null ? null : of.ports.inside(asked.region);
    const followed = await followedIn(db, code, inside);
    const targets = await Promise.all(
      wanted.map(async (target): Promise<GapOfTarget> => {
        const definition = of.indicators.definitionOf(target.indicator, asOf);
        const found = await of.ports.candidates({ definition, inside, today, actor });
        const items = found.map((one) => itemOf(one, followed.get(keyOf(target.code, one.subject)) ?? null, actor));
        return {
          target: target.code,
          indicator: target.indicator,
          name: target.name,
          current: target.current,
          need: target.need,
          verdict: target.verdict,
          display: target.figure.display,
          items: items.slice(0, asked.limit),
          count: items.length,
        };
      }),
    );
    return { today, targets };
  }

  const itemOf = (one: GapCandidate, held: Row | null, actor: Actor): GapItem => ({
    subject: one.subject,
    title: one.title,
    region: one.region,
    organization: one.organization,
    lacks: of.ports.say(`plans:gap.lacks.${one.lacks.key}`, actor, one.lacks.params),
    followed: held && shown(held),
  });

  /** What of it there is to do in a district this week: of targets that lack something, without what was done or put off. */
  async function monday(code: string, region: string, actor: Actor) {
    const { today, targets } = await gaps(code, { region, limit: 200 }, actor);
    const open = ({ followed }: GapItem): boolean =>
      followed === null ||
      (followed.state === 'later' && (followed.until === null || followed.until <= today)) ||
      (followed.state === 'done' && addDays(followed.changedOn, restDays) <= today);
    let left = ofWeek;
    const lacking = targets
      .filter((one) => one.verdict !== 'met')
      .flatMap((one): GapOfTarget[] => {
        const items = one.items.filter(open).slice(0, Math.min(ofTarget, left));
        left -= items.length;
        return items.length === 0 ? [] : [{ ...one, items }];
      });
    const first = mondayOf(today);
    const rows = await db
      .selectFrom('gap_follow_ups')
      .selectAll()
      .where('plan', '=', code)
      .where('region', 'in', [...of.ports.inside(region)])
      .where('state', '<>', 'withdrawn')
      .where('changed_on', '>=', addDays(first, -7))
      .orderBy('changed_on', 'desc')
      .orderBy('id')
      .execute();
    const done = rows.map((row) => ({
      week: row.changed_on >= first ? ('this' as const) : ('last' as const),
      target: row.target,
      title: row.title,
      region: row.region,
      followed: shown(row),
    }));
    return { monday: first, today, region, targets: lacking, done };
  }

  // What was asked for a moment ago is soon enough for a desk; what is ticked off here asks anew.
  const weeks = new Map<string, { until: number; left: Promise<WeekLeft[]> }>();
  followUps.onAct(() => weeks.clear());
  /** How much of this week's list a district has before it still, by plan that runs. */
  function leftThisWeek(region: string, today: string, actor: Actor): Promise<WeekLeft[]> {
    const key = `${today} ${region} ${actor.language}`;
    const held = weeks.get(key);
    if (held && held.until > Date.now()) return held.left;
    for (const [old, { until }] of weeks) if (until <= Date.now()) weeks.delete(old);
    const left = readLeft(region, today, actor);
    weeks.set(key, { until: Date.now() + restMs, left });
    left.catch(() => weeks.delete(key));
    return left;
  }
  async function readLeft(region: string, today: string, actor: Actor): Promise<WeekLeft[]> {
    const found: WeekLeft[] = [];
    for (const { plan } of await of.known.all()) {
      if (today < plan.from || today > plan.to) continue;
      const { monday: since, targets, done } = await monday(plan.code, region, actor);
      const open = targets.reduce((sum, one) => sum + one.items.length, 0);
      const left = Math.min(open, ofWeek - done.filter((one) => one.week === 'this').length);
      if (left > 0) found.push({ plan: plan.code, name: textIn(plan.name, actor.language), monday: since, left });
    }
    return found;
  }

  /** A district's own; what the bureau asks for. */
  function regionAsked(actor: Actor, asked: string | undefined): string | null {
    if (!hasRole(actor, 'bureauOfficer')) return actor.region ?? '';
    const [region = of.ports.root] = asked === undefined ? [] : someOf('region', asked, of.ports.regions);
    return region === of.ports.root ? null : region;
  }

  return {
    followUps,
    leftThisWeek,
    mount(app: FastifyInstance) {
      mount(app, listGaps, async ({ params, query, actor }) => {
        const region = regionAsked(actor, query.region);
        return { region, ...(await gaps(params.code, { region, target: query.target, limit: query.limit }, actor)) };
      });
      mount(app, getMonday, ({ params, query, actor }) => {
        const region = regionAsked(actor, query.region);
        if (region === null) throw wrongField('region', 'required', 'platform:form.required');
        return monday(params.code, region, actor);
      });
      mountKind(app, kernel, followUps);
    },
  };
}

const keyOf = (target: string, subject: { kind: string; id: string }): string => `${target} ${subject.kind} ${subject.id}`;

async function followedIn(db: Kysely<GapTables>, plan: string, inside: readonly string[] | null): Promise<Map<string, Row>> {
  let asked = db.selectFrom('gap_follow_ups').selectAll().where('plan', '=', plan).where('state', '<>', 'withdrawn');
  if (inside !== null) asked = asked.where('region', 'in', [...inside, '']);
  const rows = await asked.orderBy('changed_on').execute();
  return new Map(rows.map((row) => [keyOf(row.target, { kind: row.subject_kind, id: row.subject }), row]));
}

function shown(row: Row) {
  const state = outcomes.find((one) => one === row.state) ?? 'done';
  return { id: row.id, version: row.version, state, note: row.note, until: row.until, changedOn: row.changed_on };
}

function openFollowUps(kernel: Kernel, db: Kysely<GapTables>, { known, indicators, ports }: Of) {
  /** It must be among those who could count there: nothing is ticked off that is not on a list. */
  async function titleOf(
    input: { plan: string; target: string; region: string; subject: GapCandidate['subject'] },
    actor: Actor,
  ) {
    const target = (await known.find(input.plan))?.plan.targets.find((one) => one.code === input.target);
    if (!target) throw wrongField('target', 'unknown', 'gaps:refusals.target');
    if (!ports.regions.includes(input.region)) throw wrongField('region', 'unknown', 'gaps:refusals.region');
    const today = await ports.today();
    const definition = indicators.definitionOf(target.indicator, today);
    const found = await ports.candidates({ definition, inside: ports.inside(input.region), today, actor });
    const meant = found.find((one) => one.subject.kind === input.subject.kind && one.subject.id === input.subject.id);
    if (!meant) throw wrongField('subject', 'unknown', 'gaps:refusals.subject');
    return meant.title;
  }
  const mayIn = (actor: Actor, region: string): boolean =>
    hasRole(actor, 'bureauOfficer') || (actor.region !== null && ports.inside(actor.region).includes(region));
  // Candidates are read before the act begins: an act reads through its own transaction alone.
  const titles = new WeakMap<object, string>();
  const opened = openKind(kernel, db, {
    kind: followUpRecords,
    table: 'gap_follow_ups',
    present: (row) => ({
      plan: row.plan,
      target: row.target,
      region: row.region,
      subject: { kind: row.subject_kind, id: row.subject },
      title: row.title,
      note: row.note,
      until: row.until,
      changedOn: row.changed_on,
    }),
    title: (row) => row.title,
    waits: followUpWaits,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    visible: (actor) =>
      hasRole(actor, 'bureauOfficer')
        ? 'all'
        : hasRole(actor, 'districtOfficer') && actor.region !== null
          ? sql<boolean>`region = any(${[...ports.inside(actor.region)]}::text[])`
          : 'none',
    parties: {
      districtInCharge: (actor, row, input) => {
        if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
        if (row === null && input === undefined) return true;
        const region = row?.region ?? Reflect.get((input ?? {}) as object, 'region');
        return ports.inside(actor.region).some((one) => one === region);
      },
    },
    filters: {
      region: (value) => sql<boolean>`region = any(${someOf('region', value, ports.regions)}::text[])`,
      target: (value) => sql<boolean>`target = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: async ({ tx, input, day, actor }) => {
        const title = titles.get(input);
        if (title === undefined) throw new Error('a follow-up is made through `act`, which looks for its subject first');
        const { plan, target, region, subject, note, until } = input;
        const key = JSON.stringify([plan, target, region, subject.kind, subject.id]);
        await oneAtATime(tx, 'gap follow-ups', key);
        const there = await tx
          .selectFrom('gap_follow_ups')
          .select('id')
          .where((row) => row.and({ plan, target, region, subject_kind: subject.kind, subject: subject.id }))
          .where('state', '<>', 'withdrawn')
          .executeTakeFirst();
        if (there) throw followedAlready({ id: there.id });
        return {
          plan,
          target,
          region,
          subject_kind: subject.kind,
          subject: subject.id,
          title,
          note,
          until: input.outcome === 'later' ? until : null,
          changed_on: day,
          account: actor.account,
        };
      },
      change: ({ input, day, actor }) => ({
        ...(input.note === undefined ? {} : { note: input.note }),
        until: input.outcome === 'later' ? input.until : null,
        changed_on: day,
        account: actor.account,
      }),
    },
  });
  const act: typeof opened.act = async (action, call) => {
    const offered = opened.offered(call.actor, null).some((one) => one.name === action);
    if (action === 'create' && offered) {
      const read = FollowUpInput.parse(call.input);
      // Of another district nothing is looked up: the act refuses it.
      if (mayIn(call.actor, read.region)) titles.set(call.input, await titleOf(read, call.actor));
    }
    return opened.act(action, call);
  };
  let heard = () => {};
  const done: typeof act = (action, call) => act(action, call).finally(heard);
  return { ...opened, act: done, onAct: (told: () => void) => void (heard = told) };
}
