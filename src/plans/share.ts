// How shares of a target are read: each place's share, figure, what was due, gap and verdict. Shapes, routes, and the rows of the table; pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { add, compare, decimal, multiply, ratio, subtract, sum } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { display } from '../indicators/indicator.ts';
import { forces, officers, type Part } from './allocation.ts';
import { pacePath, paceOfShare } from './pace.ts';
import { comparators, type PlanTarget, type Reading } from './plan.ts';

export const shareVerdicts = ['met', 'onPace', 'behind', 'notMet', 'unknown', 'none'] as const;
export const shareRow = z.object({
  place: z.string(),
  name: z.string(),
  /** District that it lies in and whose line holds it too: a functional area, or a department of the city's own units. */
  within: z.string().nullable(),
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  force: z.enum(forces).nullable(),
  pace: pacePath.nullable(),
  /** Null where the place has no share. */
  share: decimal.nullable(),
  /** Null is "no data"; a department's own part is not measured apart from the place's. */
  current: decimal.nullable(),
  /** Last day that the figure speaks of. */
  on: day.nullable(),
  expected: decimal.nullable(),
  gap: decimal.nullable(),
  short: decimal.nullable(),
  /** Figure, and what was due, as shares of the share. */
  reached: z.string().nullable(),
  due: z.string().nullable(),
  verdict: z.enum(shareVerdicts),
});
export type ShareRow = z.infer<typeof shareRow>;

export const targetShares = z.object({
  target: z.string(),
  name: z.string(),
  indicator: z.string(),
  comparator: z.enum(comparators),
  everyYear: z.boolean(),
  unit: z.string(),
  display,
  asOf: day,
  year: z.number().int(),
  /** The version that held on the day, as known then; null where none did. */
  allocation: z
    .object({
      id: z.string(),
      holdsFrom: day,
      decidedOn: day,
      reason: z.string().nullable(),
      documentNumber: z.string().nullable(),
    })
    .nullable(),
  city: decimal.nullable(),
  sum: decimal.nullable(),
  current: decimal.nullable(),
  rows: z.array(shareRow),
});
export type TargetShares = z.infer<typeof targetShares>;

const asked = {
  asOf: day.optional(),
  knownAt: instant.optional(),
  functionalAreas: z.enum(['in', 'out']).optional(),
  target: z.string().max(80).optional(),
  /** One place's shares alone. */
  place: z.string().max(40).optional(),
};
export const getShares = route({
  method: 'GET',
  path: '/plans/:code/shares',
  summary: 'plans:routes.shares',
  access: officers,
  params: z.object({ code: z.string() }),
  query: z.strictObject(asked),
  response: z.object({ code: z.string(), asOf: day, knownAt: instant, settled: z.boolean(), items: z.array(targetShares) }),
});
/** What an allocation can be of: the plan's targets with their years, and the departments there are. */
export const getAllocationChoices = route({
  method: 'GET',
  path: '/plans/:code/allocation-choices',
  summary: 'plans:routes.allocationChoices',
  access: officers,
  params: z.object({ code: z.string() }),
  response: z.object({
    targets: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        unit: z.string(),
        display,
        /** The plan's own value for the year; null where it names none. */
        years: z.array(z.object({ year: z.number().int(), said: decimal.nullable() })),
      }),
    ),
    departments: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
});
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const getSharesSheet = route({
  method: 'GET',
  path: '/plans/:code/shares/sheet',
  summary: 'plans:routes.sharesSheet',
  access: officers,
  params: z.object({ code: z.string() }),
  query: z.strictObject(asked),
  file: sheet,
  response: z.unknown(),
});
const ofTarget = z.object({ code: z.string(), target: z.string() });
export const getAllocationSheet = route({
  method: 'GET',
  path: '/plans/:code/targets/:target/allocation-sheet',
  summary: 'plans:routes.allocationSheet',
  access: ['bureauOfficer'],
  params: ofTarget,
  /** The year, and the allocation whose parts stand in it already. */
  query: z.strictObject({ year: z.string().regex(/^\d{4}$/), allocation: z.uuid().optional() }),
  file: sheet,
  response: z.unknown(),
});
export const previewAllocationSheet = route({
  method: 'POST',
  path: '/plans/:code/targets/:target/allocation-sheet',
  summary: 'plans:routes.allocationPreview',
  access: ['bureauOfficer'],
  params: ofTarget,
  upload: true,
  response: z.object({
    rows: z.array(
      z.object({
        row: z.number().int(),
        place: z.string().nullable(),
        name: z.string(),
        amount: decimal.nullable(),
        verdict: z.enum(['take', 'skip', 'refuse']),
        /** Why it is not taken; null where it is. */
        words: z.string().nullable(),
      }),
    ),
    /** What the rows that are taken come to: the parts of a draft. */
    parts: z.array(
      z.object({ place: z.string(), department: z.string().nullable(), amount: decimal, force: z.enum(forces), pace: pacePath }),
    ),
    sum: decimal,
  }),
});

/** A place as the table needs it. */
export type Place = { id: string; kind: 'city' | 'district' | 'functionalArea' | 'cityUnits'; within: string | null };
export type Measured = {
  target: Pick<PlanTarget, 'comparator' | 'tolerance' | 'kind'>;
  year: number;
  scale: number;
  places: readonly Place[];
  /** Figures of places alone, functional areas apart; the city's own id has what lies in no place. */
  figures: ReadonlyMap<string, Reading>;
  /** The same at the end of the year before, for a stock. */
  baselines: ReadonlyMap<string, string>;
};
type Line = Omit<ShareRow, 'name' | 'departmentName'>;

/**
 * One line a place. What a share was set for, it is compared with: a district whose functional area has no share of its own answers
 * for both. With areas `in`, a district's line also holds the shares and figures of the areas inside it, each of which follows it.
 */
export function linesOf(of: Measured, parts: readonly Part[], areas: 'in' | 'out'): Line[] {
  const own = (place: string) => parts.filter((one) => one.place === place);
  const lines: Line[] = [];
  for (const place of of.places) {
    const around = of.places.find((one) => one.id === place.within);
    // A functional area stands under its district; without a share of its own it is in its district's line.
    if (place.kind === 'functionalArea' && around?.kind === 'district') continue;
    const inside = of.places.filter((one) => one.within === place.id && place.kind === 'district');
    const apart = inside.filter((one) => own(one.id).length > 0);
    const line = lineOf(
      of,
      place.id,
      [place.id, ...inside.filter((one) => !apart.includes(one)).map((one) => one.id)],
      own(place.id),
    );
    const areaLines = apart.map((one) => lineOf(of, one.id, [one.id], own(one.id)));
    const whole = areas === 'in' && areaLines.length > 0 ? together(line, areaLines) : line;
    if (whole.share === null && whole.current === null) continue;
    if (parts.length > 0 || whole.current !== null) lines.push(whole);
    lines.push(...departments(place.id, own(place.id)));
    lines.push(...areaLines.map((one) => ({ ...one, within: areas === 'in' ? place.id : null })));
  }
  return lines;
}

function lineOf(of: Measured, place: string, measured: readonly string[], parts: readonly Part[]): Line {
  const found = measured.flatMap((one) => of.figures.get(one) ?? []);
  const now = of.figures.has(place) || found.length === measured.length ? summed(found) : null;
  const known = measured.flatMap((one) => of.baselines.get(one) ?? []);
  const baseline = of.baselines.has(place) ? sum(known) : null;
  const [first] = parts;
  const plain = { place, within: null, department: null, pace: null, force: null };
  const at = { current: now?.value ?? null, on: now?.on ?? null };
  if (first === undefined)
    return { ...plain, ...at, share: null, expected: null, gap: null, short: null, reached: null, due: null, verdict: 'none' };
  const share = sum(parts.map((one) => one.amount));
  const paces = parts.map((one) =>
    paceOfShare(
      of.target,
      { amount: one.amount, path: one.pace, year: of.year },
      now,
      partOf(baseline, one.amount, share),
      of.scale,
    ),
  );
  const whole = paceOfShare(of.target, { amount: share, path: first.pace, year: of.year }, now, baseline, of.scale);
  // Several departments of one place may have paths of their own: what was due of each adds up.
  const due = parts.length === 1 ? whole.expected : added(paces.map((one) => one.expected));
  const single = parts.length === 1;
  return {
    ...plain,
    ...at,
    ...judged({ share, current: at.current, expected: due, short: whole.short, verdict: whole.verdict }),
    department: single ? first.department : null,
    force: parts.every((one) => one.force === first.force) ? first.force : null,
    pace: single ? first.pace : null,
  };
}

/** A department's part of what a place had at the year's beginning, in proportion. */
const partOf = (baseline: string | null, amount: string, share: string): string | null =>
  baseline === null ? null : (ratio(multiply(baseline, amount), share, 6) ?? '0');

const summed = (found: readonly Reading[]): Reading | null => {
  const [first] = found;
  if (first === undefined) return null;
  return { on: found.reduce((on, one) => (one.on < on ? one.on : on), first.on), value: sum(found.map((one) => one.value)) };
};
const added = (all: readonly (string | null)[]): string | null =>
  all.some((one) => one === null) ? null : sum(all.flatMap((one) => one ?? []));

type Judging = {
  share: string;
  current: string | null;
  expected: string | null;
  short: string | null;
  verdict: ShareRow['verdict'];
};
/** Gap, shares and verdict of a line whose amounts are known. */
function judged({ share, current, expected, short, verdict }: Judging) {
  const gap = current === null || expected === null ? null : subtract(current, expected);
  const running = verdict === 'onPace' || verdict === 'behind' || verdict === 'unknown';
  const judgedNow = running && gap !== null ? (compare(gap, '0') >= 0 ? 'onPace' : 'behind') : verdict;
  return {
    share,
    current,
    expected: current === null ? null : expected,
    gap,
    short,
    verdict: judgedNow as ShareRow['verdict'],
    reached: current === null ? null : ratio(current, share),
    due: current === null || expected === null ? null : ratio(expected, share),
  };
}

/** A district with the areas inside it that have shares of their own. */
function together(line: Line, areas: readonly Line[]): Line {
  const all = [line, ...areas];
  const shares = all.flatMap((one) => one.share ?? []);
  const current = added(all.map((one) => one.current));
  const on = all.reduce<string | null>((day, one) => (day === null || (one.on !== null && one.on < day) ? one.on : day), line.on);
  if (line.share === null) return { ...line, current, on };
  const share = shares.reduce(add);
  const lacking = current !== null && compare(current, share) < 0 ? subtract(share, current) : null;
  const over = all.some((one) => one.verdict === 'notMet');
  const verdict = current === null ? 'unknown' : lacking === null ? 'met' : over ? 'notMet' : 'unknown';
  const counted = { share, current, expected: added(all.map((one) => one.expected)), short: lacking, verdict } as const;
  return { ...line, ...judged(counted), on, pace: null, department: null };
}

/** The departments among which a place's share falls: their parts, not measured apart. */
const departments = (place: string, parts: readonly Part[]): Line[] =>
  parts.length < 2
    ? []
    : parts.map((one) => ({
        place,
        within: place,
        department: one.department,
        force: one.force,
        pace: one.pace,
        share: one.amount,
        current: null,
        on: null,
        expected: null,
        gap: null,
        short: null,
        reached: null,
        due: null,
        verdict: 'unknown',
      }));
