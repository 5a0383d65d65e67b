// Opens plans: a plan of the pack with the figures of a day. Reads indicators; writes nothing.
import type { Actor } from '../../platform/shared/actor.ts';
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Asked, Indicators } from '../../indicators/server/index.ts';
import { type ByYear, paceOf, type Plan, type PlanTarget, reaches, verdictOf } from '../plan.ts';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import type { PlanPorts } from './ports.ts';
import { safeguardsOf, tasksOf } from './tasks.ts';

export type Plans = ReturnType<typeof openPlans>;

export function openPlans(of: { plans: readonly Plan[]; indicators: Indicators; ports: PlanPorts }) {
  const { plans, indicators, ports } = of;
  const statusOf = (plan: Plan, today: string) => (today > plan.to ? ('closed' as const) : ('running' as const));

  async function targetOf(plan: Plan, target: PlanTarget, asked: Asked, actor: Actor): Promise<TargetProgress> {
    const q = await indicators.asking({ ...asked, by: 'region' });
    const [got, trend, years] = await Promise.all([
      indicators.value(target.indicator, q),
      indicators.trend(target.indicator, q, 'month'),
      yearsOf(plan, target, asked),
    ]);
    const definition = indicators.definitionOf(target.indicator, q.asOf);
    const shown = indicators.show(definition, q, got, actor.language);
    const { parts, ...figure } = shown;
    return {
      ...target,
      name: textIn(target.name, actor.language),
      current: got.value,
      verdict: verdictOf(target, got.value, years),
      pace: paceOf(target, got.value, q.asOf, plan),
      figure: { ...figure, target: target.value },
      years: Object.entries(years).map(([year, value]) => ({ year: Number(year), value })),
      trend: trend.map(({ asOf, got: point }) => ({ asOf, value: point.value })),
      regions: (parts ?? []).map(({ key, name, value }) => ({ region: key, name, value })),
    };
  }

  /** Figures of the plan's years up to the day asked. A year that is not over counts only once it has reached the target. */
  async function yearsOf(plan: Plan, target: PlanTarget, asked: Asked): Promise<ByYear> {
    if (!target.everyYear) return {};
    const q = await indicators.asking(asked);
    const years = Array.from({ length: yearOf(plan.to) - yearOf(plan.from) + 1 }, (_, i) => yearOf(plan.from) + i);
    const pairs = years.map(async (year) => {
      const end = endOfYear(year);
      if (`${year}-01-01` > q.asOf) return [String(year), null] as const;
      const over = end <= q.asOf;
      const { value } = await indicators.value(target.indicator, { ...q, asOf: over ? end : q.asOf, by: null });
      return [String(year), value !== null && (over || reaches(target, value)) ? value : null] as const;
    });
    return Object.fromEntries(await Promise.all(pairs));
  }

  return {
    plans,
    async list(actor: Actor) {
      const today = await ports.today();
      return plans.map((plan) => ({
        code: plan.code,
        name: textIn(plan.name, actor.language),
        from: plan.from,
        to: plan.to,
        status: statusOf(plan, today),
        version: plan.version,
      }));
    },
    async one(code: string, asked: Asked, actor: Actor): Promise<PlanProgress> {
      const plan = plans.find((one) => one.code === code);
      if (!plan) throw notFound();
      const today = await ports.today();
      const q = await indicators.asking({ ...asked, asOf: asked.asOf ?? (today < plan.to ? today : plan.to) });
      const at: Asked = { ...asked, asOf: q.asOf, knownAt: q.knownAt.toISOString() };
      const say = (text: Text) => textIn(text, actor.language);
      const targets = await Promise.all(plan.targets.map((target) => targetOf(plan, target, at, actor)));
      const context = { plan, targets, ports, indicators, actor, q, at };
      const [tasks, safeguards] = await Promise.all([tasksOf(context), safeguardsOf(context)]);
      return {
        code: plan.code,
        name: say(plan.name),
        from: plan.from,
        to: plan.to,
        status: statusOf(plan, today),
        version: plan.version,
        summary: say(plan.summary),
        source: say(plan.source),
        corrections: plan.corrections.map((one) => ({ place: say(one.place), note: say(one.note), confidence: one.confidence })),
        asOf: q.asOf,
        knownAt: q.knownAt.toISOString(),
        settled: q.settled,
        firstDay: ports.firstDay,
        targets,
        tasks,
        safeguards,
      };
    },
  };
}
