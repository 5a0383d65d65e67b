// An indicator as data: what is summed, for which records, how it is shown, from when it is complete. Pure; not its computing.
import { z } from 'zod';
import { addDays, day, instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import type { Language } from '../platform/shared/actor.ts';
import { text, textIn } from '../platform/shared/words.ts';

/** Which entries of a measure count. Lists are alternatives; what is absent does not restrict. */
export const where = z.strictObject({
  kinds: z.array(z.string()).min(1).optional(),
  levels: z.array(z.string()).min(1).optional(),
  dimensions: z.record(z.string(), z.array(z.string()).min(1)).optional(),
});
export type Where = z.infer<typeof where>;

/** How a figure comes about. A flow is the sum from the start of its year to the day asked; a stock is the sum of all until the day. */
export const compute = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flow'), measure: z.string(), where }),
  z.strictObject({ kind: z.literal('stock'), measure: z.string(), where }),
  /** Only what a source reports: yearly or monthly values of a flow, or the last value of a stock. */
  z.strictObject({ kind: z.literal('reportedFlow'), series: z.string() }),
  z.strictObject({ kind: z.literal('reportedStock'), series: z.string() }),
  /** One indicator divided by another, at the same day and place. */
  z.strictObject({ kind: z.literal('ratio'), of: z.tuple([z.string(), z.string()]) }),
  /**
   * Indicators of different bodies that are counted by several ways added up, all of the same day: the last that each of them speaks of.
   * `flow`: whether they are of a year, all of them alike.
   */
  z.strictObject({ kind: z.literal('sum'), of: z.array(z.string()).min(2).max(6), flow: z.boolean() }),
]);
export type Compute = z.infer<typeof compute>;
type Formula = Extract<Compute, { kind: 'ratio' | 'sum' }>;
/** Whether it is computed from other indicators; a sum may have reported values beside it. */
export const isFormula = (of: Compute): of is Formula => of.kind === 'ratio' || of.kind === 'sum';
/** Whether it is of a year: then its reported values are of years and months. */
export const isFlow = ({ compute: of }: { compute: Compute }): boolean =>
  of.kind === 'sum' ? of.flow : of.kind === 'flow' || of.kind === 'reportedFlow';

/**
 * Where a figure may come from: the register's entries, other indicators added up, or a series of values that somebody gives. `return` is an approved return,
 * `report` what an officer reports, `bulletin` what another body publishes.
 */
export const figureSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('register'), name: text }),
  z.strictObject({ kind: z.literal('sum'), name: text }),
  z.strictObject({ kind: z.enum(['return', 'report', 'bulletin']), series: z.string().regex(/^[a-z][a-z0-9-]*$/), name: text }),
]);
export type FigureSource = z.infer<typeof figureSource>;
export const sourceKinds = ['register', 'sum', 'return', 'report', 'bulletin'] as const;

/**
 * How pages show a value: `450亿元` is `{ unit: 亿元, factor: 1e8 }`. English has no 亿: its unit may have a factor of its own, `45 bn CNY`,
 * and a word for one alone, `1 organization`.
 */
export const shownAs = z.strictObject({
  unit: text,
  factor: z.enum(['1', '1e4', '1e8']),
  englishFactor: z.enum(['1', '1e3', '1e6', '1e9']).optional(),
  englishOne: z.string().min(1).optional(),
});
/** The same in one language; `one` is the unit of exactly 1, where it has another form. */
export const display = z.object({ unit: z.string(), factor: z.string(), one: z.string().optional() });
export const displayIn = (of: z.infer<typeof shownAs>, language: Language): z.infer<typeof display> =>
  language === 'en'
    ? {
        unit: textIn(of.unit, language),
        factor: of.englishFactor ?? of.factor,
        ...(of.englishOne === undefined ? {} : { one: of.englishOne }),
      }
    : { unit: textIn(of.unit, language), factor: of.factor };

/** Definition of an indicator. Dated and never edited in place: a change is a new definition of the same code from a later day. */
export const indicatorDefinition = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: text,
  /** 口径: what exactly is counted, by which rule. */
  basis: text,
  /** Base unit of `value`. */
  unit: z.enum(['CNY', 'person', 'organization', 'item', 'percent', 'CNYPerPerson', 'hour']),
  display: shownAs,
  /** Decimals of `value`. */
  scale: z.number().int().min(0).max(6),
  from: day,
  to: day.nullable(),
  compute,
  /** Register whose coverage (coverage.json) says from which day an empty sum is 0. Without one the figure is never complete. */
  register: z.string().nullable(),
  /** Series of reported values that answers where the register is not complete. */
  reported: z.string().nullable(),
  /** All sources in order of priority: the first that answers gives the figure. Absent: the register, then the series above. */
  sources: z.array(figureSource).min(1).optional(),
  /** Which records are known in the register whether it is complete or not, for "no data (8 known)". */
  known: z.strictObject({ measure: z.string(), where }).nullable(),
  /** Who would supply the figure while there is none. */
  supplier: text,
});
export type IndicatorDefinition = z.infer<typeof indicatorDefinition>;

/** From which day, by whose list, a register is complete. Until `to`, or until further notice. */
export const coverage = z.strictObject({
  /** As indicators name it, or a group of recognition kinds that no indicator counts. */
  register: z.string(),
  from: day,
  to: day.nullable(),
  list: text,
  documentNumber: z.string().nullable(),
});
export type Coverage = z.infer<typeof coverage>;

/**
 * What is wrong in the definitions and coverages of a pack, one sentence each; a pack with any is refused at load. A covered register
 * answers 0 where it finds no entry: it must be one whose entries somebody posts. `groups` are those of recognition kinds.
 */
export function indicatorFaults(
  definitions: readonly IndicatorDefinition[],
  coverages: readonly Coverage[],
  around: { measures: readonly string[]; groups: readonly string[] },
): string[] {
  const covered = [...new Set(coverages.map((one) => one.register))];
  return [
    ...covered.flatMap((register) => {
      const counting = definitions.filter((one) => one.register === register);
      if (counting.length === 0)
        return around.groups.includes(register) ? [] : [`register ${register}: no indicator and no group of that name`];
      return counting.flatMap(({ code, compute: of }) =>
        'measure' in of && !around.measures.includes(of.measure)
          ? [`register ${register}: covered, but no module declares the measure ${of.measure} of ${code}`]
          : [],
      );
    }),
    ...[...Map.groupBy(definitions, (one) => one.code).values()].flatMap(successionFaults),
    ...definitions.flatMap(sourceFaults),
    ...definitions.flatMap((one) => sumFaults(one, definitions)),
  ];
}

/** The sources named are those that the definition computes from, and others after or before them. */
function sourceFaults({ code, compute: of, reported, sources }: IndicatorDefinition): string[] {
  if (sources === undefined) return [];
  const series = sources.flatMap((one) => ('series' in one ? [one.series] : []));
  const needed = 'series' in of ? of.series : reported;
  const times = (kind: FigureSource['kind']) => sources.filter((one) => one.kind === kind).length;
  const [registers, sums] = [times('register'), times('sum')];
  const faults: string[] = [];
  if (of.kind === 'ratio') return [`${code}: a ratio has no sources of its own`];
  if (registers !== ('measure' in of ? 1 : 0)) faults.push(`${code}: the register stands ${registers} times among its sources`);
  if (sums !== (of.kind === 'sum' ? 1 : 0)) faults.push(`${code}: the sum stands ${sums} times among its sources`);
  if (needed !== null && !series.includes(needed)) faults.push(`${code}: its series ${needed} is not among its sources`);
  if (new Set(series).size < series.length) faults.push(`${code}: a series stands twice among its sources`);
  return faults;
}

/** What is added up is there, and of a year or not as the sum says. */
function sumFaults({ code, compute: of }: IndicatorDefinition, all: readonly IndicatorDefinition[]): string[] {
  if (of.kind !== 'sum') return [];
  return of.of.flatMap((part) => {
    const found = all.filter((one) => one.code === part);
    if (found.length === 0) return [`${code}: no indicator ${part} to add up`];
    return found.every((one) => isFlow(one) === of.flow) ? [] : [`${code}: ${part} is ${of.flow ? 'not ' : ''}of a year`];
  });
}

/** Definitions of one code stand in the order of their days, each from the day after the one before. */
const successionFaults = (versions: readonly IndicatorDefinition[]): string[] =>
  versions.flatMap(({ code, from, to }, index) => {
    const before = versions[index - 1];
    if (to !== null && to < from) return [`${code}: the definition from ${from} ends on ${to}`];
    if (!before || (before.to !== null && addDays(before.to, 1) === from)) return [];
    return [`${code}: the definition from ${from} does not follow the one before, which ends on ${before.to ?? 'no day'}`];
  });

export const breakdowns = ['region', 'kind', 'level', 'type'] as const;
const asked = {
  /** City day, at most 31 December of the present year; today when absent. */
  asOf: day.optional(),
  /** Instant before which an entry must have been recorded; now when absent. */
  knownAt: instant.optional(),
  region: z.string().max(40).optional(),
  /** Whether a district's figure holds the functional areas inside it. In, unless said. */
  functionalAreas: z.enum(['in', 'out']).optional(),
};

/** More than this share between two sources is told wherever the figure stands. */
export const tellingDifference = '0.01';
export const sourceSaid = z.object({
  source: z.enum(sourceKinds),
  /** Series of the values; null for the register. */
  series: z.string().nullable(),
  name: z.string(),
  /** Null where it does not answer. */
  value: decimal.nullable(),
  /** Day that it speaks of; null where it does not answer. */
  asOf: day.nullable(),
  /** Whether the figure is this source's. */
  leads: z.boolean(),
  /** What the leading source says of the same day, and how far this one is from it, in per cent; null where there is nothing to compare. */
  against: decimal.nullable(),
  difference: decimal.nullable(),
  /** Whether they differ by more than 1 %. */
  apart: z.boolean(),
});
export type SourceSaid = z.infer<typeof sourceSaid>;

export const figure = z.object({
  code: z.string(),
  name: z.string(),
  /** Decimal string in the base unit; null is "no data", never 0. */
  value: decimal.nullable(),
  unit: z.string(),
  /** 口径: what exactly is counted, by which rule. */
  basis: z.string(),
  display,
  target: z.string().optional(),
  asOf: day,
  knownAt: instant,
  /** Whether the answer can no longer change (kernel: `knownAt` not after the opening of the oldest open batch). */
  settled: z.boolean(),
  coverage: z.object({ from: day, to: day.nullable() }).nullable(),
  /** Last day that a reported value speaks of, on or before `asOf`; null for what a register answers. */
  through: day.nullable(),
  /** Whether a source gave it as an estimate, or as more or about so much. */
  approximate: z.boolean(),
  /** Where the value comes from: entries of the register, a reported value, or nothing. */
  source: z.enum(['register', 'reported', 'sum', 'formula']).nullable(),
  /** Why there is no value, and who would supply it; `known` counts the records at hand. */
  missing: z.object({ reason: z.string(), supplier: z.string(), known: z.number().int() }).nullable(),
  /** Of a figure that its reader is told by ends of months alone: what holds of it, in words. `asOf` and `knownAt` are those answered. */
  opened: z.object({ words: z.string() }).optional(),
  parts: z.array(z.object({ key: z.string(), name: z.string(), value: decimal.nullable() })).optional(),
  /** What each source says, in order of priority; where only one is named there is nothing beside the figure. */
  sources: z.array(sourceSaid).optional(),
});
export type Figure = z.infer<typeof figure>;

export const listIndicators = route({
  method: 'GET',
  path: '/indicators',
  summary: 'indicators:routes.list',
  access: 'public',
  query: z.strictObject({
    ...asked,
    /** One or more codes, separated by commas; all when absent. */
    code: z.string().min(1).max(2000).optional(),
    by: z.enum(breakdowns).optional(),
    /** The figure at each month's or year's end of the three years up to `asOf`: one item a point. */
    every: z.enum(['month', 'year']).optional(),
  }),
  response: z.object({ items: z.array(figure) }),
});

export const entryOfFigure = z.object({
  id: z.string(),
  amount: decimal,
  effectiveOn: day,
  recordedAt: instant,
  region: z.string(),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  kind: z.string(),
  level: z.string(),
  dimensions: z.record(z.string(), z.string()),
  record: z.object({ kind: z.string(), id: z.string(), title: z.string().nullable() }),
  event: z.string(),
});

export const listIndicatorEntries = route({
  method: 'GET',
  path: '/indicators/:code/entries',
  summary: 'indicators:routes.entries',
  access: 'public',
  params: z.object({ code: z.string() }),
  query: z.strictObject({
    ...asked,
    ...pageQuery,
    /** Only entries recorded at this instant or later: what changed the figure since it was published. */
    since: instant.optional(),
  }),
  response: pageOf(entryOfFigure).extend({
    /** The figure; with `since` what these entries add to it. */
    sum: decimal,
    /** How many entries there are on all pages together. */
    count: z.number().int(),
    /** They are there and not shown to who asks: each is one contract's price. */
    withheld: z.boolean(),
  }),
});

/** Definition of an indicator through time, and the lists by which its register is complete. */
export const definitionThroughTime = z.object({
  code: z.string(),
  versions: z.array(
    z.object({
      name: z.string(),
      basis: z.string(),
      unit: z.string(),
      display,
      from: day,
      to: day.nullable(),
      compute,
      supplier: z.string(),
      register: z.string().nullable(),
      reported: z.string().nullable(),
      /** In order of priority. */
      sources: z.array(z.object({ source: z.enum(sourceKinds), series: z.string().nullable(), name: z.string() })),
    }),
  ),
  coverage: z.array(z.object({ from: day, to: day.nullable(), list: z.string(), documentNumber: z.string().nullable() })),
});
export type DefinitionThroughTime = z.infer<typeof definitionThroughTime>;

export const getDefinition = route({
  method: 'GET',
  path: '/indicators/:code',
  summary: 'indicators:routes.definition',
  access: 'public',
  params: z.object({ code: z.string() }),
  response: definitionThroughTime,
});

/** The whole catalogue in the pack's order. Not below `/indicators`, where each name is an indicator's. */
export const listDefinitions = route({
  method: 'GET',
  path: '/indicator-definitions',
  summary: 'indicators:routes.definitions',
  access: 'public',
  response: z.object({ items: z.array(definitionThroughTime) }),
});
