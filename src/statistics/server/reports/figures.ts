// The figures of a report: those that its release froze, and the others as they were known at its instant, with nothing told that a release withholds.
import { addDays, endOfYear, startOfYear, yearBefore, yearOf } from '../../../platform/shared/dates.ts';
import { ratio, subtract } from '../../../platform/shared/money.ts';
import { sure } from '../../../platform/shared/sure.ts';
import { confidentialMeasures } from '../../../contracts/server/index.ts';
import { known, publishedCells } from '../../../contracts/published.ts';
import { type IndicatorDefinition, isFlow } from '../../../indicators/indicator.ts';
import { regionsInside } from '../../../organizations/region.ts';
import { growthOf, growthWithheld } from '../../growth.ts';
import type { FrozenFigure, fields } from '../../release.ts';
import type { Breakdown, Moment } from '../../reportQuery.ts';
import { returned } from '../../returned.ts';
import { tellings } from '../growth.ts';
import type { ReportPorts } from './ports.ts';
import type { z } from 'zod';

export type Release = z.output<typeof fields>;
/** One figure of a day: the city's, and each place's. */
export type FigureOn = {
  value: string | null;
  source: FrozenFigure['source'];
  regions: readonly { region: string; value: string | null }[];
};
export type PartOn = { key: string; value: string | null };
export type Point = { asOf: string; value: string | null };
/** Growth among those who told it both times, by place; null: not told of so few. */
export type Comparable = ReadonlyMap<string, string | null>;
export type Figures = ReturnType<typeof figuresOf>;

/** Decimals of a share: 0.1234 is 12.34 %. */
const places = 4;
export const shareOf = (part: string | null, whole: string | null): string | null =>
  part === null || whole === null ? null : ratio(part, whole, places);
export const growthBetween = (now: string | null, before: string | null): string | null =>
  now === null || before === null || Number(before) <= 0 ? null : ratio(subtract(now, before), before, places);

export const valueIn = ({ value, regions }: FigureOn, region: string | null): string | null =>
  region === null ? value : (regions.find((one) => one.region === region)?.value ?? null);

export function figuresOf(of: ReportPorts, release: Release) {
  const { indicators, root } = of;
  const { asOf, knownAt } = release;
  const frozen = new Map((release.figures ?? []).map((one) => [one.code, one]));
  const kept = new Map<string, Promise<unknown>>();
  /** Each question once, however many sentences, tables and charts ask it. */
  function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const under = kept.get(key);
    // The key names what is asked, and with it the answer's type.
    if (under) return under as Promise<T>;
    const asking = ask();
    kept.set(key, asking);
    return asking;
  }
  const asked = () => once('asked', () => indicators.asking({ asOf, knownAt }, 'release'));
  const definition = (code: string): IndicatorDefinition => indicators.definitionOf(code, asOf);
  const days: Record<Moment, string> = {
    period: asOf,
    yearBefore: yearBefore(asOf),
    lastYear: addDays(startOfYear(asOf), -1),
  };

  const on = (code: string, day: string): Promise<FigureOn> =>
    once(`${code} ${day}`, async () => {
      const held = day === asOf ? frozen.get(code) : undefined;
      if (held) return held;
      const { value, source, parts } = await indicators.value(code, { ...(await asked()), asOf: day, by: 'region' });
      return { value, source, regions: (parts ?? []).map((one) => ({ region: one.key, value: one.value })) };
    });

  return {
    release,
    of,
    days,
    /** The places of the city, in the order of its regions. */
    places: of.regions.filter(({ kind }) => kind === 'district' || kind === 'cityUnits').map(({ id }) => id),
    definition,
    /** As it was published, in name and unit. */
    shownAs: (code: string) => frozen.get(code) ?? definition(code),
    isFlow: (code: string) => isFlow(definition(code)),
    isReturned: (code: string) => isReturned(definition(code)),
    on,
    at: (code: string, moment: Moment) => on(code, days[moment]),
    /** Two years before, the year before, and the day itself. */
    threeYears: [yearBefore(days.yearBefore), days.yearBefore, asOf] as const,
    trend: (code: string): Promise<Point[]> =>
      once(`trend ${code}`, async () => {
        const points = await indicators.trend(code, await asked(), 'month');
        return points.map(({ asOf: day, got }) => ({ asOf: day, value: got.value }));
      }),
    parts: (code: string, day: string, by: Exclude<Breakdown, 'region'>): Promise<PartOn[]> =>
      once(`${by} ${code} ${day}`, async () => {
        const q = { ...(await asked()), asOf: day, by };
        const { parts } = await indicators.value(code, q);
        const hidden = await hiddenParts(of, definition(code), { day, by, knownAt: q.knownAt });
        return (parts ?? []).map(({ key, value }) => ({ key, value: hidden.has(key) ? null : value }));
      }),
    comparable: (code: string): Promise<Comparable> =>
      once(`comparable ${code}`, async () => {
        const one = definition(code);
        if (!isReturned(one)) return new Map();
        const at = { definition: one, knownAt: (await asked()).knownAt };
        const [then, now] = await Promise.all([
          tellings(of.db, of.ledger, { ...at, to: days.yearBefore }),
          tellings(of.db, of.ledger, { ...at, to: asOf }),
        ]);
        const [plain, plainBefore] = await Promise.all([on(code, asOf), on(code, days.yearBefore)]);
        // What is withheld plainly is withheld on any basis.
        const isTold = (id: string) => [plain, plainBefore].every((each) => valueIn(each, id === root ? null : id) !== null);
        const parts = of.regions.flatMap(({ id, kind }) => {
          const own = new Set(regionsInside(of.regions, id, { functionalAreas: 'in' }));
          return kind === 'district' || kind === 'cityUnits' ? [{ id, inside: (region: string) => own.has(region) }] : [];
        });
        const withheld = growthWithheld(then, now, { whole: root, parts });
        const told = [{ id: root, inside: () => true }, ...parts].map(({ id, inside }) => {
          const comparable = isTold(id) && !withheld.has(id) ? growthOf(then, now, inside).comparable : null;
          return [id, comparable] as const;
        });
        return new Map(told);
      }),
    /** What a month or quarter added: up to its end, less what was there at its start. */
    async during(code: string, months: number): Promise<{ now: string | null; before: string | null }> {
      const added = async (end: string) => {
        const start = addDays(monthsBefore(end, months), -1);
        const whole = (await on(code, end)).value;
        if (yearOf(start) < yearOf(end)) return whole;
        const already = (await on(code, start)).value;
        return whole === null || already === null ? null : subtract(whole, already);
      };
      const [now, before] = await Promise.all([added(asOf), added(days.yearBefore)]);
      return { now, before };
    },
    plan: () => once('plan', () => of.plan(asOf, knownAt)),
  };
}

const isReturned = ({ compute }: IndicatorDefinition): boolean => 'measure' in compute && compute.measure === returned.code;

/** The first day of the last so many months up to an end of a month. */
function monthsBefore(end: string, months: number): string {
  const month = Number(end.slice(5, 7)) - months + 1;
  return `${end.slice(0, 4)}-${String(Math.max(1, month)).padStart(2, '0')}-01`;
}

type Asked = { day: string; by: Exclude<Breakdown, 'region'>; knownAt: Date };
/** Parts of a confidential sum from which one seller could be read, by themselves or by subtraction (decision 0015). */
async function hiddenParts(of: ReportPorts, { compute }: IndicatorDefinition, { day, by, knownAt }: Asked): Promise<Set<string>> {
  if (!('measure' in compute) || !confidentialMeasures.includes(compute.measure)) return new Set();
  const question = {
    ...compute.where,
    measure: compute.measure,
    from: compute.kind === 'flow' ? startOfYear(day) : null,
    to: day,
    knownAt,
  };
  const grouping = [by === 'type' ? { dimension: 'type' } : by, { column: 'organization' }] as const;
  const sums = await of.ledger.sums(of.db, question, grouping, 'month');
  const deals = sums.map(({ keys: [part = '', seller = ''], on, amount }, at) => ({
    ...known({ contract: String(at), on, seller, buyer: String(at), count: '1', amount, technologyAmount: amount }),
    part,
  }));
  const cells = publishedCells(deals, (one) => one.part);
  return new Set(cells.flatMap((one) => (one.sums === null ? [one.key] : [])));
}

/** The last day of the year of a day, and whether it is that day. */
export const isYearEnd = (day: string): boolean => day === endOfYear(yearOf(day));
export const regionName = (of: ReportPorts, id: string) =>
  sure(
    of.regions.find((one) => one.id === id),
    `region ${id}`,
  ).name;
