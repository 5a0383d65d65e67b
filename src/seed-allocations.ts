// How the invented city's targets fell to its places, year by year: by the weights of the pack, some by month, amended once. Not their loading.
import { addDays, yearOf } from './platform/shared/dates.ts';
import { add, compare } from './platform/shared/money.ts';
import type { IndicatorDefinition } from './indicators/indicator.ts';
import { inProportion } from './plans/allocation.ts';
import type { Plan, PlanTarget } from './plans/plan.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented } from './seed-invented.ts';
import type { Chance } from './seed-random.ts';

type Allocating = {
  invented: Invented;
  calendar: Calendar;
  chance: Chance;
  plans: readonly Plan[];
  definitions: readonly IndicatorDefinition[];
};

/** Decided at the beginning of each year for which the plan names a value; the largest flow was amended in its summer. */
export function makeAllocations(of: Allocating): Deed[] {
  return of.plans.flatMap((plan) =>
    plan.targets.flatMap((target) => {
      const years = target.everyYear
        ? Array.from({ length: yearOf(plan.to) - yearOf(plan.from) + 1 }, (_none, at) => yearOf(plan.from) + at)
        : [yearOf(target.by)];
      return years.flatMap((year) => [
        ...versionOf(of, plan, target, year, null),
        ...(isLargest(plan, target) ? versionOf(of, plan, target, year, `${year}-07-01`) : []),
      ]);
    }),
  );
}

const isLargest = (plan: Plan, target: PlanTarget): boolean =>
  target.kind === 'flow' &&
  !target.everyYear &&
  plan.targets.every((one) => one.kind !== 'flow' || compare(one.value, target.value) <= 0);

function versionOf(
  { invented, calendar, chance, definitions }: Allocating,
  plan: Plan,
  target: PlanTarget,
  year: number,
  from: string | null,
): Deed[] {
  const scale = definitions.findLast((one) => one.code === target.indicator)?.scale ?? 0;
  const regions = Object.entries(invented.regions);
  const weights = regions.map(([, weight]) => String(weight));
  const amounts = inProportion(target.value, weights, 0);
  const moved = from === null ? amounts : shifted(amounts, scale);
  const parts = regions.map(([place], at) => ({
    place,
    amount: moved[at] ?? '0',
    force: target.comparator === 'about' ? 'anticipated' : 'binding',
    department: departmentOf(target),
    pace: target.kind === 'flow' && !target.everyYear ? { path: 'months', shares: months } : { path: 'linear' },
  }));
  const key = `allocation ${plan.code} ${target.code} ${year} ${from ?? ''}`;
  const drafted = calendar.after(from === null ? `${year}-01-02` : addDays(from, -14), chance.int(0, 2), chance);
  const on = (days: number) => calendar.after(calendar.dayOf(drafted), days, chance);
  const input = { plan: plan.code, target: target.code, year, parts, holdsFrom: from ?? `${year}-01-01` };
  return [
    { of: 'allocation', key, action: 'create', at: drafted, input },
    { of: 'allocation', key, action: 'submit', at: on(3), input: {} },
    { of: 'allocation', key, action: 'decide', at: on(6), input: {} },
  ];
}

/** In the last year of a plan the next one is drafted: code, name by its years, and when. */
export function nextPlan(plan: Plan, calendar: Calendar, chance: Chance) {
  const [last, years] = [yearOf(plan.to), yearOf(plan.to) - yearOf(plan.from) + 1];
  const span = `${last + 1}-${last + years}`;
  return {
    said: { predecessor: plan.code, code: `${plan.code}-next`, name: nameOfNext(plan, span) },
    at: calendar.after(`${last}-03-18`, 0, chance),
  };
}
const nameOfNext = ({ name }: Plan, span: string) => ({ zh: `${name.zh} ${span}`, en: `${name.en} ${span}` });

/** Turnover is registered late in the year. */
const months = ['0.05', '0.05', '0.07', '0.07', '0.08', '0.1', '0.07', '0.08', '0.1', '0.1', '0.1', '0.13'];

const departmentOf = (target: PlanTarget): string =>
  target.kind === 'flow' || target.code !== 'staff' ? 'bureau' : 'statistics';

/** The first place takes a little from the second: the sum stays. */
function shifted(amounts: readonly string[], scale: number): string[] {
  const [first = '0', second = '0', ...rest] = amounts;
  const step = scale === 0 ? '1' : '500000000';
  return compare(second, step) < 0 ? [...amounts] : [add(first, step), add(second, `-${step}`), ...rest];
}
