// What reports of a release need of the city: its plan with the verdicts of plans, and what kinds, levels and types are called. Part of the composition root.
import type { Kysely } from 'kysely';
import { dayKnown, endOfYear, yearOf } from './platform/shared/dates.ts';
import type { Pack } from './platform/server/pack.ts';
import type { Say } from './platform/server/words.ts';
import type { Indicators } from './indicators/server/index.ts';
import type { LedgerTables } from './ledger/server/index.ts';
import { type Plan, type PlanTarget, reaches, verdictOf } from './plans/plan.ts';
import type { KnownPlans } from './plans/server/index.ts';
import { textOn } from './recognitions/kind.ts';
import type { Kernel } from './records/server/index.ts';
import type { ReportPlan, ReportPorts, ReportTarget, Statistics } from './statistics/server/index.ts';
import type { PackParts } from './app-pack.ts';

export type ReportsOf = { known: KnownPlans; indicators: Indicators; db: Kysely<LedgerTables>; say: Say };
type Of = ReportsOf & { kernel: Kernel; pack: Pack; parts: PackParts; statistics: Statistics };

export const reportPorts = ({ kernel, pack, parts, statistics, known, indicators, db, say }: Of): ReportPorts => ({
  city: pack.city.name,
  timeZone: pack.city.timeZone,
  root: pack.city.root,
  regions: parts.regions,
  indicators,
  ledger: kernel.ledger,
  db,
  templates: statistics.templates,
  plan: async (asOf, knownAt) => {
    const day = dayKnown(new Date(knownAt), pack.city.timeZone);
    const all = (await known.all()).filter(({ adoptedOn }) => adoptedOn === null || adoptedOn <= day);
    // The plan that runs on the day; after the last one its targets stand as they were at its end.
    const plans = all.map(({ plan }) => plan).filter(({ from }) => from <= asOf);
    const latest = plans.sort((a, b) => (a.from < b.from ? 1 : -1))[0];
    return latest ? reportPlanOf(latest, asOf) : null;
  },
  partName: (by, code, on) => {
    if (by === 'type') return bothOf(say, `contracts:types.${code}`);
    const found = (by === 'level' ? parts.kinds.levels : parts.kinds.kinds).find((one) => one.code === code);
    return found ? textOn(found.names, on) : bothOf(say, `people:levels.${code}`);
  },
});

/** Null where nobody has words for it. */
function bothOf(say: Say, key: string) {
  const [zh, en] = [say('zh-CN', key), say('en', key)];
  return zh === key ? null : { zh, en };
}

const reportPlanOf = (plan: Plan, asOf: string): ReportPlan => ({
  name: plan.name,
  targets: plan.targets.map((target) => reportTargetOf(plan, target, asOf)),
});

function reportTargetOf(plan: Plan, target: PlanTarget, asOf: string): ReportTarget {
  const day = asOf < target.by ? asOf : target.by;
  const first = yearOf(plan.from);
  const ends = Array.from({ length: yearOf(plan.to) - first + 1 }, (_, at) => endOfYear(first + at));
  const over = ends.filter((end) => end <= day);
  // The year that runs counts only once it has reached the target.
  const running = ends.length > over.length && !over.includes(day) ? [day] : [];
  return {
    code: target.code,
    indicator: target.indicator,
    name: target.name,
    comparator: target.comparator,
    value: target.value,
    asOf: day,
    partOf: target.partOf !== null,
    years: target.everyYear ? [...over, ...running] : [],
    judge: (value, years) => {
      const told = ends.map((end, at) => {
        const figure = years[at] ?? null;
        return [end.slice(0, 4), figure !== null && (at < over.length || reaches(target, figure)) ? figure : null] as const;
      });
      return verdictOf(target, value, Object.fromEntries(told));
    },
  };
}
