// An action plan as data: targets, tasks, safeguards, and the pure verdicts on its targets. Not the figures (indicators).
import { z } from 'zod';
import { addDays, day, daysBetween, endOfYear, startOfYear, yearBefore, yearOf } from '../platform/shared/dates.ts';
import { add, compare, decimal, multiply, ratio, roundedDown, roundedUp, scaled, subtract } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);
const taskNumber = z.number().int().min(1).max(99);

/** 达 and 以上 are `atLeast`, 超 is `moreThan`, 左右 is `about`. */
export const comparators = ['atLeast', 'moreThan', 'exactly', 'about'] as const;

export const planTarget = z
  .strictObject({
    code,
    /** Code of the indicator that answers it. */
    indicator: code,
    name: text,
    comparator: z.enum(comparators),
    /** In the base unit of the indicator: 450亿元 is `"45000000000.00"`. */
    value: decimal.refine((value) => compare(value, '0') > 0, 'a target is more than 0'),
    /** Share by which "about" may be missed (`"0.1"`); null for the other comparators. */
    tolerance: decimal.nullable(),
    kind: z.enum(['stock', 'cumulative', 'flow']),
    /** 每年: each year of the plan on its own; met when every year is. */
    everyYear: z.boolean(),
    /** 其中: code of the target that it is a part of. */
    partOf: code.nullable(),
    by: day,
    tasks: z.array(taskNumber),
  })
  .refine(
    (target) => (target.tolerance !== null) === (target.comparator === 'about'),
    'a tolerance belongs to "about" and only to it',
  )
  .refine((target) => !target.everyYear || target.kind === 'flow', 'only a flow is met every year');
export type PlanTarget = z.infer<typeof planTarget>;

/** What shows how a task is going. `planned` says what is still to come. */
export const feed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('target'), code }),
  z.strictObject({ kind: z.literal('register'), kinds: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('series'), series: code }),
  /** A page of the platform that shows it. */
  z.strictObject({ kind: z.literal('page'), page: z.string().regex(/^\/[a-z/-]+$/), name: text }),
  z.strictObject({ kind: z.literal('planned'), what: text }),
]);
export type Feed = z.infer<typeof feed>;

const task = z.strictObject({
  number: taskNumber,
  group: text,
  title: text,
  /** In our own words. */
  summary: text,
  /** Code of a department; null where no source names one. */
  owner: z.string().nullable(),
  feeds: z.array(feed).min(1),
});

export const plan = z
  .strictObject({
    code,
    name: text,
    from: day,
    to: day,
    version: z.string().min(1),
    summary: text,
    /** Title of the document, and what is not known of it. Never a link to a copy. */
    source: text,
    targets: z.array(planTarget).min(1),
    tasks: z.array(task).min(1),
    safeguards: z.array(
      z.strictObject({ code: z.string().regex(/^[A-Z]$/), title: text, summary: text, feeds: z.array(feed).min(1) }),
    ),
    /** Places where the text at hand is damaged, and how it was read. */
    corrections: z.array(z.strictObject({ place: text, note: text, confidence: z.enum(['high', 'medium', 'low']) })),
  })
  .superRefine((whole, context) => {
    for (const wrong of insideFaults(whole)) context.addIssue({ code: 'custom', path: wrong.path, message: wrong.message });
  });
export type Plan = z.infer<typeof plan>;

type Fault = { path: (string | number)[]; message: string };
type Parts = { from: string; to: string; targets: PlanTarget[]; tasks: { number: number }[] };

function insideFaults(whole: Parts): Fault[] {
  const faults: Fault[] = [];
  const codes = whole.targets.map((one) => one.code);
  if (whole.from > whole.to) faults.push({ path: ['to'], message: 'ends before it begins' });
  for (const [index, one] of whole.targets.entries()) {
    const say = (field: string, message: string) => faults.push({ path: ['targets', index, field], message });
    if (codes.indexOf(one.code) < index) say('code', `${one.code} twice`);
    if (one.partOf !== null && (one.partOf === one.code || !codes.includes(one.partOf)))
      say('partOf', `no other target ${one.partOf}`);
    if (one.by < whole.from || one.by > whole.to) say('by', 'outside the plan');
    for (const number of one.tasks) if (!whole.tasks.some((known) => known.number === number)) say('tasks', `no task ${number}`);
  }
  for (const [index, one] of whole.tasks.entries())
    if (one.number !== index + 1) faults.push({ path: ['tasks', index, 'number'], message: `task ${index + 1} expected` });
  return faults;
}

/** What a plan leans on outside itself, by code; `series` are those of reported values. */
export type Around = {
  indicators: readonly string[];
  kinds: readonly string[];
  series: readonly string[];
  departments: readonly string[];
};

/** What is wrong between a plan and the rest of its pack, one sentence each; empty when sound. A pack with any is refused at load. */
export function planFaults(of: Plan, around: Around): string[] {
  const faults = of.targets
    .filter((one) => !around.indicators.includes(one.indicator))
    .map((one) => `target ${one.code}: no indicator ${one.indicator}`);
  for (const one of of.tasks)
    if (one.owner !== null && !around.departments.includes(one.owner))
      faults.push(`task ${one.number}: no department ${one.owner}`);
  const fed = [
    ...of.tasks.map((one) => ({ at: `task ${one.number}`, feeds: one.feeds })),
    ...of.safeguards.map((one) => ({ at: `safeguard ${one.code}`, feeds: one.feeds })),
  ];
  for (const { at, feeds } of fed)
    for (const one of feeds) faults.push(...feedFaults(one, of, around).map((wrong) => `${at}: ${wrong}`));
  return faults;
}

function feedFaults(one: Feed, of: Plan, around: Around): string[] {
  switch (one.kind) {
    case 'target':
      return of.targets.some((target) => target.code === one.code) ? [] : [`no target ${one.code}`];
    case 'register':
      return one.kinds.filter((kind) => !around.kinds.includes(kind)).map((kind) => `no kind ${kind}`);
    case 'series':
      return around.series.includes(one.series) ? [] : [`no series ${one.series}`];
    case 'page':
    case 'planned':
      return [];
  }
}

export type Verdict = 'met' | 'notMet' | 'unknown';
/** A target as far as a verdict needs it. */
export type Judged = Pick<PlanTarget, 'comparator' | 'value' | 'tolerance' | 'kind' | 'everyYear' | 'by'>;
/** Figure of each calendar year of the plan (`'2023'`); null where it is not known, a year to come included. */
export type ByYear = Readonly<Record<string, string | null>>;

/** Whether one figure reaches a target. "About" is reached from the value less its tolerance on, and by anything above. */
export function reaches(target: Pick<Judged, 'comparator' | 'value' | 'tolerance'>, figure: string): boolean {
  switch (target.comparator) {
    case 'atLeast':
      return compare(figure, target.value) >= 0;
    case 'moreThan':
      return compare(figure, target.value) > 0;
    case 'exactly':
      return compare(figure, target.value) === 0;
    case 'about':
      return compare(figure, multiply(target.value, subtract('1', target.tolerance ?? '0'))) >= 0;
  }
}

/**
 * Verdict on a target from its figure at the day asked. A target of every year looks at `years` alone, which must hold each year of
 * the plan: not met when one year fails, else unknown when one is unknown, else met. Never met by what is not known.
 */
export function verdictOf(target: Judged, value: string | null, years: ByYear = {}): Verdict {
  const judge = (figure: string | null): Verdict => (figure === null ? 'unknown' : reaches(target, figure) ? 'met' : 'notMet');
  if (!target.everyYear) return judge(value);
  const verdicts = Object.values(years).map(judge);
  if (verdicts.includes('notMet')) return 'notMet';
  return verdicts.length === 0 || verdicts.includes('unknown') ? 'unknown' : 'met';
}

export type Pace = {
  /** Share of the time gone, 0 to 1, four decimals. */
  expected: string;
  /** Share of the target reached, four decimals; above 1 when exceeded. */
  actual: string;
  /** Actual less expected in percentage points, signed, two decimals. */
  points: string;
};

/**
 * 序时进度: how far a figure is against the time gone, its day `on` included: the day asked, or the last day that a reported value speaks of.
 * A stock has the whole plan up to its day; a flow has the calendar year. After the target's day all its time is gone. Null without a
 * figure, and for a day before the plan.
 */
export function paceOf(target: Judged, value: string | null, on: string, of: { from: string }): Pace | null {
  if (value === null || on < of.from) return null;
  const until = on > target.by ? target.by : on;
  const yearly = target.kind === 'flow';
  const start = yearly ? startOfYear(until) : of.from;
  const end = yearly ? endOfYear(yearOf(until)) : target.by;
  const all = daysBetween(start, end) + 1;
  const gone = daysBetween(start, until) + 1;
  const expected = ratio(String(gone), String(all)) ?? '1.0000';
  const actual = ratio(value, target.value) ?? '0.0000';
  return { expected, actual, points: scaledPoints(actual, expected) };
}

const scaledPoints = (actual: string, expected: string): string =>
  ratio(multiply(subtract(actual, expected), '100'), '1', 2) ?? '0.00';

/** The least figure with so many decimals that reaches a target; for "exactly" the one that does. */
export function leastOf(target: Pick<Judged, 'comparator' | 'value' | 'tolerance'>, scale: number): string {
  switch (target.comparator) {
    case 'moreThan':
      return add(roundedDown(target.value, scale), `1e-${scale}`);
    case 'about':
      return roundedUp(multiply(target.value, subtract('1', target.tolerance ?? '0')), scale);
    default:
      return roundedUp(target.value, scale);
  }
}

/** Day up to which a figure is measured against a target: the target's own, for a flow the end of the figure's year. Null for a flow of a year that the target does not speak of. */
function dayOfTarget(target: Judged, on: string): string | null {
  if (target.kind !== 'flow') return target.by;
  if (!target.everyYear && yearOf(on) !== yearOf(target.by)) return null;
  const end = endOfYear(yearOf(on));
  return end < target.by ? end : target.by;
}

/** How much a figure still lacks to reach a target; null when it lacks nothing, or is not of a time that the target speaks of. */
export function needOf(target: Judged, now: Reading | null, scale: number): string | null {
  if (now === null || dayOfTarget(target, now.on) === null) return null;
  const need = subtract(leastOf(target, scale), now.value);
  return compare(need, '0') > 0 ? scaled(need, scale) : null;
}

/** A figure as it was on a day. */
export type Reading = { on: string; value: string };
export type Forecast = {
  /** The target's day, or the end of the figure's year. */
  on: string;
  /** Figure on that day if it goes on as it does; rounded down. */
  projected: string;
  /** Month in which the target would be reached, `2026-11`; null when not by that day. */
  reachedIn: string | null;
  /** How much would be missing then; null when it would be reached. */
  short: string | null;
};
/** What a course comes to on a day, and the month in which it passes the least figure that reaches the target. */
type Course = { at: string; month: string | null };

/** With less than this share of its time behind it a flow tells nothing of the whole. */
const tellingShare = '0.1';

/**
 * Where a figure that has not reached its target is going. A stock goes on as in the twelve months up to now. A flow takes the course
 * of the year before: the year's whole is to today's figure as last year's was to that of the same day; without such a year it goes on
 * by days. `past` holds earlier readings by the same definition. Null where this cannot be told: no reading of a year ago, too little
 * of a flow's year gone, "exactly" (a pace says when it is passed, not that it stays), nothing lacking, no time left.
 */
export function forecastOf(target: Judged, now: Reading, past: readonly Reading[], scale: number): Forecast | null {
  const end = dayOfTarget(target, now.on);
  if (end === null || !isUnderWay(target, now, scale)) return null;
  const least = leastOf(target, scale);
  const course = target.kind === 'flow' ? flowCourse(now, past, end, least) : stockCourse(now, past, end, least);
  if (course === null) return null;
  const projected = compare(course.at, '0') > 0 ? roundedDown(course.at, scale) : scaled('0', scale);
  const reached = compare(projected, least) >= 0;
  return {
    on: end,
    projected,
    reachedIn: reached ? (course.month ?? end.slice(0, 7)) : null,
    short: reached ? null : scaled(subtract(least, projected), scale),
  };
}

/** Whether something lacks, there is time left, and a pace can tell. */
export function isUnderWay(target: Judged, now: Reading, scale: number): boolean {
  const end = dayOfTarget(target, now.on);
  return end !== null && now.on < end && target.comparator !== 'exactly' && needOf(target, now, scale) !== null;
}

const readOn = (past: readonly Reading[], day: string): string | null => past.find((one) => one.on === day)?.value ?? null;

function stockCourse(now: Reading, past: readonly Reading[], end: string, least: string): Course | null {
  const then = readOn(past, yearBefore(now.on));
  if (then === null) return null;
  return straight(now, subtract(now.value, then), daysBetween(yearBefore(now.on), now.on), end, least);
}

function flowCourse(now: Reading, past: readonly Reading[], end: string, least: string): Course | null {
  const [same, whole] = [readOn(past, yearBefore(now.on)), readOn(past, yearBefore(end))];
  if (same === null || whole === null || compare(whole, '0') <= 0) {
    const gone = daysBetween(startOfYear(now.on), now.on) + 1;
    const share = ratio(String(gone), String(gone + daysBetween(now.on, end))) ?? '0';
    return compare(share, tellingShare) < 0 ? null : straight(now, now.value, gone, end, least);
  }
  if (compare(same, multiply(whole, tellingShare)) < 0) return null;
  const at = (then: string) => ratio(multiply(now.value, then), same, 20) ?? '0';
  const months = past
    .filter((one) => one.on > yearBefore(now.on) && one.on <= yearBefore(end) && compare(at(one.value), least) >= 0)
    .map((one) => one.on)
    .sort();
  return { at: at(whole), month: months[0] ? `${yearOf(now.on)}${months[0].slice(4, 7)}` : null };
}

/** Goes on by what it gained in so many days. */
function straight(now: Reading, gain: string, days: number, end: string, least: string): Course {
  const step = (ahead: number) => add(now.value, ratio(multiply(gain, String(ahead)), String(days), 20) ?? '0');
  const rising = compare(gain, '0') > 0;
  const needed = rising ? Number(roundedUp(ratio(multiply(subtract(least, now.value), String(days)), gain, 20) ?? '0', 0)) : null;
  const left = daysBetween(now.on, end);
  return { at: step(left), month: needed !== null && needed <= left ? addDays(now.on, needed).slice(0, 7) : null };
}
