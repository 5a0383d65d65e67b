// Opens plans: a plan of the pack, or one adopted here, with the figures of a day. Reads indicators; writes nothing.
import type { Actor } from '../../platform/shared/actor.ts';
import { endOfYear, yearBefore, yearOf } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Answer, Asked, Asking, Indicators } from '../../indicators/server/index.ts';
import {
  type ByYear,
  forecastOf,
  isUnderWay,
  needOf,
  paceOf,
  type Plan,
  type PlanTarget,
  reaches,
  type Reading,
  verdictOf,
} from '../plan.ts';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import type { KnownPlan, KnownPlans } from './known.ts';
import type { PlanPorts } from './ports.ts';
import { safeguardsOf, tasksOf } from './tasks.ts';

export type Plans = ReturnType<typeof openPlans>;

export function openPlans(of: { known: KnownPlans; indicators: Indicators; ports: PlanPorts }) {
  const { known, indicators, ports } = of;
  const statusOf = (plan: Plan, today: string) => (today > plan.to ? ('closed' as const) : ('running' as const));

  /** After its day a target stands as it was then: what comes later neither meets nor misses it. */
  async function targetOf(plan: Plan, target: PlanTarget, asked: Asking, today: string, actor: Actor): Promise<TargetProgress> {
    const asOf = asked.asOf > target.by ? target.by : asked.asOf;
    const whole: Asking = { ...asked, asOf, by: 'region' };
    const parted = indicators.opened(target.indicator, whole);
    // The city's sum is told at once, its districts perhaps as of an earlier day (decision 0015).
    const q: Asking = parted.hiding === null ? parted : { ...whole, by: null };
    const definition = indicators.definitionOf(target.indicator, q.asOf);
    const [got, districts, sources, trend, years] = await Promise.all([
      indicators.value(target.indicator, q),
      parted.hiding === null ? null : indicators.value(target.indicator, parted),
      indicators.sourcesSaid(definition, q, actor.language),
      indicators.trend(target.indicator, q, 'month'),
      yearsOf(plan, target, q),
    ]);
    const now = readingOf(q.asOf, got);
    const verdict = verdictOf(target, got.value, judgedOf(target, years));
    const pace = paceOf(target, got.value, got.through ?? q.asOf, plan);
    const { parts, ...figure } = indicators.show(definition, q, got, actor.language);
    const beside = districts && indicators.show(definition, parted, districts, actor.language);
    return {
      ...target,
      kind: target.kind === 'flow' ? 'flow' : 'stock',
      cumulative: target.kind === 'cumulative',
      name: textIn(target.name, actor.language),
      current: got.value,
      verdict,
      pace,
      need: needOf(target, now, definition.scale),
      forecast:
        q.asOf > today || pace === null || (verdict === 'notMet' && target.everyYear)
          ? null
          : await forecastFor(target, now, trend, q),
      figure: { ...figure, ...sources, ...(beside?.opened ? { opened: beside.opened } : {}), target: target.value },
      years: years.map(({ year, value }) => ({ year, value })),
      trend: trend.map(({ asOf, got: point }) => ({ asOf, value: point.value })),
      regions: ((beside ? beside.parts : parts) ?? []).map(({ key, name, value }) => ({ region: key, name, value })),
    };
  }

  /** Readings by another definition than today's are of something else. */
  async function forecastFor(target: PlanTarget, now: Reading | null, trend: readonly Told[], q: Asking) {
    const { from, scale } = indicators.definitionOf(target.indicator, q.asOf);
    if (now === null || !isUnderWay(target, now, scale)) return null;
    const then = yearBefore(now.on);
    const past = trend.flatMap((one) => readingOf(one.asOf, one.got) ?? []);
    // The trend has the ends of months; the figure of a day between is read by itself.
    if (!past.some((one) => one.on === then)) {
      const read = readingOf(then, await indicators.value(target.indicator, { ...q, asOf: then, by: null }));
      if (read) past.push(read);
    }
    return forecastOf(
      target,
      now,
      past.filter((one) => one.on >= from),
      scale,
    );
  }

  /** Figures of the plan's years up to the day asked, for a target of every year. */
  async function yearsOf(plan: Plan, target: PlanTarget, q: Asking): Promise<Year[]> {
    if (!target.everyYear) return [];
    const years = Array.from({ length: yearOf(plan.to) - yearOf(plan.from) + 1 }, (_, i) => yearOf(plan.from) + i);
    return Promise.all(
      years.map(async (year) => {
        const over = endOfYear(year) <= q.asOf;
        if (`${year}-01-01` > q.asOf) return { year, over, value: null };
        const { value } = await indicators.value(target.indicator, { ...q, asOf: over ? endOfYear(year) : q.asOf, by: null });
        return { year, over, value };
      }),
    );
  }

  return {
    /** The plan that runs comes first, then those to come, then those that are over, the latest first. */
    async list(actor: Actor) {
      const today = await ports.today();
      const rank = ({ plan }: KnownPlan) => (today > plan.to ? 2 : today < plan.from ? 1 : 0);
      const ordered = (await known.all()).sort((a, b) => rank(a) - rank(b) || (a.plan.from < b.plan.from ? 1 : -1));
      return ordered.map(({ plan, adoptedOn, predecessor }) => ({
        code: plan.code,
        name: textIn(plan.name, actor.language),
        from: plan.from,
        to: plan.to,
        status: statusOf(plan, today),
        version: plan.version,
        adoptedOn,
        predecessor,
      }));
    },
    async one(code: string, asked: Asked, actor: Actor): Promise<PlanProgress> {
      const found = await known.find(code);
      if (!found) throw notFound();
      const { plan, adoptedOn, predecessor } = found;
      const today = await ports.today();
      const q = await indicators.asking({ ...asked, asOf: asked.asOf ?? (today < plan.to ? today : plan.to) }, actor);
      const say = (text: Text) => textIn(text, actor.language);
      const targets = await Promise.all(plan.targets.map((target) => targetOf(plan, target, q, today, actor)));
      const registers = await ports.registers(q.asOf, q.knownAt);
      const context = { plan, targets, ports, indicators, actor, q, registers };
      return {
        code: plan.code,
        name: say(plan.name),
        from: plan.from,
        to: plan.to,
        status: statusOf(plan, today),
        version: plan.version,
        adoptedOn,
        predecessor,
        summary: say(plan.summary),
        source: say(plan.source),
        corrections: plan.corrections.map((one) => ({ place: say(one.place), note: say(one.note), confidence: one.confidence })),
        asOf: q.asOf,
        knownAt: q.knownAt.toISOString(),
        settled: q.settled,
        firstDay: ports.firstDay,
        targets,
        tasks: tasksOf(context),
        safeguards: safeguardsOf(context),
      };
    },
  };
}

type Told = { asOf: string; got: Answer };
const readingOf = (asOf: string, { value, through }: Answer): Reading | null =>
  value === null ? null : { on: through ?? asOf, value };

type Year = { year: number; over: boolean; value: string | null };

/** What the verdict may use: a year that is not over counts only once it has reached the target. */
const judgedOf = (target: PlanTarget, years: readonly Year[]): ByYear =>
  Object.fromEntries(
    years.map(({ year, over, value }) => [year, value !== null && (over || reaches(target, value)) ? value : null]),
  );
