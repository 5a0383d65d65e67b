// Charts of a report: which numbers stand in each, and what is written at them. Their drawing is the paper's (platform, documents).
import { compare, subtract, sum } from '../../../platform/shared/money.ts';
import type { Chart, ChartSeries, ChartShape } from '../../../platform/server/documents/chart.ts';
import type { Column } from '../../../platform/server/documents/document.ts';
import type { ChartBlock } from './exhibits.ts';
import { type Cell, cellsIn, drawn, type Exhibit, labelled, partSaid, placesBySize, titleOf, unitOf } from './exhibits.ts';
import { growthBetween, type Point, shareOf, valueIn } from './figures.ts';
import { nameOf, percent, placeOf, type Saying } from './say.ts';
import { isTargetOf, targetsOf } from './targets.ts';

/** A chart before it is drawn: names along the axis, and for each series a cell at each. */
type Plot = {
  shape: ChartShape;
  axis: string;
  categories: string[];
  series: { name: string; cells: Cell[] /** Which cells are written at; all when absent. */; told?: ReadonlySet<number> }[];
  unit: string;
  codes: readonly string[];
  height: number;
  mark?: Chart['mark'];
};

export async function chartOf(of: Saying, block: ChartBlock): Promise<Exhibit> {
  const title = await titleOf(of, block);
  const plot = await plotOf(of, block);
  const height = block.height ?? plot.height;
  const series = plot.series.map(
    ({ name, cells, told }): ChartSeries => ({
      name,
      values: cells.map(drawn),
      labels: cells.map((one, at) => (told === undefined || told.has(at) ? labelled(one) : '')),
    }),
  );
  const { shape, categories, unit, mark, codes } = plot;
  const columns: Column[] = [
    { title: plot.axis, share: 1.6 },
    ...plot.series.map(({ name }): Column => ({ title: name, align: 'right' })),
  ];
  return {
    kind: 'chart',
    title,
    codes,
    unit,
    columns,
    rows: categories.map((name, at) => [name, ...plot.series.map(({ cells }) => cells[at] ?? '')]),
    chart: { shape, unit, categories, series, height, ...(mark ? { mark } : {}) },
    isEmpty: series.every(({ values }) => values.every((one) => one === null)),
  };
}

function plotOf(of: Saying, block: ChartBlock): Promise<Plot> {
  const [code = ''] = block.codes ?? [];
  switch (block.of) {
    case 'trend':
      return trendOf(of, block.codes ?? []);
    case 'years':
      return yearsOf(of, block.codes ?? []);
    case 'places':
      return placesOf(of, code);
    case 'growth':
      return growthOf(of, code);
    case 'parts':
      return partsOf(of, code, block.by === 'region' || block.by === undefined ? 'kind' : block.by);
    case 'shares':
      return sharesOf(of, block.codes ?? []);
    case 'targets':
      return reachedOf(of, block.codes ?? null);
  }
}

/** What a year's sum gained in each month; of a month after one that is not known nothing can be told. */
function gains(points: readonly Point[]): Point[] {
  return points.map(({ asOf, value }, at) => {
    const before = points[at - 1];
    if (value === null || asOf.slice(5, 7) === '01') return { asOf, value };
    const known = before && before.asOf.slice(0, 4) === asOf.slice(0, 4) ? before.value : null;
    return { asOf, value: known === null ? null : subtract(value, known) };
  });
}

/** Of a sum what each month added, as columns; of a stock how it stood, as a line. Where months are not known, years. */
async function trendOf(of: Saying, codes: readonly string[]): Promise<Plot> {
  const [first = ''] = codes;
  const isFlow = of.figures.isFlow(first);
  const all = await Promise.all(codes.map(async (code) => ({ code, points: await of.figures.trend(code) })));
  const made = all.map(({ code, points }) => ({ code, points: isFlow ? gains(points) : points }));
  const known = made[0]?.points.filter(({ value }) => value !== null).length ?? 0;
  if (known < 6) return yearsOf(of, codes);
  // Nothing was known before: the axis begins with the first month that is.
  const start = Math.min(...made.map(({ points }) => points.findIndex(({ value }) => value !== null)).filter((one) => one >= 0));
  for (const one of made) one.points = one.points.slice(start);
  const categories = (made[0]?.points ?? []).map(({ asOf }) => asOf.slice(0, 7));
  return {
    shape: isFlow ? 'columns' : 'line',
    axis: of.say('monitoring:sheet.day'),
    categories,
    series: made.map(({ code, points }) => ({
      name: nameOf(of, code),
      cells: cellsIn(
        of,
        code,
        points.map(({ value }) => value),
      ),
      told: isFlow ? greatest(points) : yearEnds(points),
    })),
    unit: unitOf(of, first),
    codes,
    height: 52,
  };
}

/** The greatest month of each year, and the last one. */
function greatest(points: readonly Point[]): Set<number> {
  const best = new Map<string, number>();
  for (const [at, { asOf, value }] of points.entries()) {
    const held = best.get(asOf.slice(0, 4));
    if (value !== null && (held === undefined || compare(value, points[held]?.value ?? '0') > 0)) best.set(asOf.slice(0, 4), at);
  }
  return new Set(best.values());
}
const yearEnds = (points: readonly Point[]): Set<number> =>
  new Set(points.flatMap(({ asOf }, at) => (at === 0 || at === points.length - 1 || asOf.slice(5, 7) === '12' ? [at] : [])));

async function yearsOf(of: Saying, codes: readonly string[]): Promise<Plot> {
  const [first = ''] = codes;
  const known = await Promise.all(
    of.figures.threeYears.map(async (day) => ((await of.figures.on(first, day)).value === null ? [] : [day])),
  );
  const threeYears = known.flat();
  const series = await Promise.all(
    codes.map(async (code) => {
      const values = await Promise.all(threeYears.map(async (day) => (await of.figures.on(code, day)).value));
      return { name: nameOf(of, code), cells: cellsIn(of, code, values) };
    }),
  );
  return {
    shape: 'columns',
    axis: of.say('monitoring:sheet.day'),
    categories: threeYears.map((day) => of.say('monitoring:series.now', { year: day.slice(0, 4) })),
    series,
    unit: unitOf(of, first),
    codes,
    height: 48,
  };
}

/** Each place beside the year before, the greatest first. */
async function placesOf(of: Saying, code: string): Promise<Plot> {
  const { figures, say } = of;
  const all = await placesBySize(of, code);
  const before = await figures.at(code, 'yearBefore');
  const [now, then] = [all.map(({ value }) => value), all.map(({ region }) => valueIn(before, region))];
  const cells = cellsIn(of, code, [...now, ...then]);
  const [year, last] = [figures.release.asOf, figures.days.yearBefore].map((day) =>
    say('monitoring:series.now', { year: day.slice(0, 4) }),
  );
  return {
    shape: 'bars',
    axis: say('monitoring:place'),
    categories: all.map(({ name }) => name),
    series: [
      { name: year ?? '', cells: cells.slice(0, now.length) },
      // The year before is drawn; its numbers stand in the table and the sheet.
      ...(then.some((one) => one !== null)
        ? [{ name: last ?? '', cells: cells.slice(now.length), told: new Set<number>() }]
        : []),
    ],
    unit: unitOf(of, code),
    codes: [code],
    height: 60,
  };
}

/** A share as a cell in per cent. */
export const percentCell = (of: Saying, share: string | null | undefined): Cell =>
  share === null || share === undefined
    ? of.say('monitoring:dash')
    : { shown: percent(share), exact: percent(share).replace('\u2212', '-') };

async function growthOf(of: Saying, code: string): Promise<Plot> {
  const { figures, say } = of;
  const [now, before] = await Promise.all([figures.at(code, 'period'), figures.at(code, 'yearBefore')]);
  const comparable = figures.isReturned(code) ? await figures.comparable(code) : null;
  const all = [null, ...figures.places];
  const plain = all.map((one) => percentCell(of, growthBetween(valueIn(now, one), valueIn(before, one))));
  const named = (one: string | null) => (one === null ? say('monitoring:whole') : placeOf(of, one));
  return {
    shape: 'bars',
    axis: say('monitoring:place'),
    categories: all.map(named),
    series: [
      { name: say('monitoring:series.plain'), cells: plain },
      ...(comparable
        ? [
            {
              name: say('monitoring:series.comparable'),
              cells: all.map((one) => percentCell(of, comparable.get(one ?? figures.of.root))),
            },
          ]
        : []),
    ],
    unit: say('monitoring:percent'),
    codes: [code],
    height: comparable ? 80 : 52,
  };
}

/** By kind, level or type through three years, the greatest part at the foot. */
async function partsOf(of: Saying, code: string, by: 'kind' | 'level' | 'type'): Promise<Plot> {
  const { figures } = of;
  const all = await Promise.all(figures.threeYears.map(async (day) => ({ day, parts: await figures.parts(code, day, by) })));
  const known = all.filter(({ parts }) => parts.some(({ value }) => value !== null));
  const years = known.map(({ parts }) => parts);
  const sizeOf = (key: string) => Number(sum(years.flatMap((parts) => parts.find((one) => one.key === key)?.value ?? [])));
  const keys = [...new Set(years.flatMap((parts) => parts.map(({ key }) => key)))].sort((a, b) => sizeOf(b) - sizeOf(a));
  const values = keys.map((key) => years.map((parts) => parts.find((one) => one.key === key)?.value ?? null));
  const cells = cellsIn(of, code, values.flat());
  const tallest = Math.max(...years.map((parts) => parts.reduce((all, { value }) => all + Number(value ?? 0), 0)), 0);
  // A slice too thin for its number goes without; the sheet has it.
  const isThick = (value: string | null | undefined) => Number(value ?? 0) > tallest * 0.08;
  return {
    shape: 'stacked',
    axis: of.say('monitoring:sheet.day'),
    categories: known.map(({ day }) => of.say('monitoring:series.now', { year: day.slice(0, 4) })),
    series: keys.map((key, at) => ({
      name: partSaid(of, by, key),
      cells: cells.slice(at * years.length, (at + 1) * years.length),
      told: new Set([...years.keys()].filter((year) => isThick(values[at]?.[year]))),
    })),
    unit: unitOf(of, code),
    codes: [code],
    height: 58,
  };
}

/** Names of indicators take two lines in English, mm. */
const lineOf = ({ language }: Saying): number => (language === 'en' ? 7.4 : 6);

/** What a place has of the city, indicator by indicator. */
async function sharesOf(of: Saying, codes: readonly string[]): Promise<Plot> {
  const { figures, say, language } = of;
  const cells = await Promise.all(
    codes.map(async (code) => {
      const now = await figures.at(code, 'period');
      return percentCell(of, shareOf(valueIn(now, of.here), now.value));
    }),
  );
  return {
    shape: 'bars',
    axis: say('monitoring:whatIs'),
    categories: codes.map((code) => nameOf(of, code)),
    series: [{ name: say('monitoring:series.share'), cells }],
    unit: say('monitoring:percent'),
    codes,
    height: 15 + codes.length * (language === 'en' ? 6.2 : 5),
  };
}

/** How much of each target is reached, with a line where all of it would be. */
async function reachedOf(of: Saying, codes: readonly string[] | null): Promise<Plot> {
  const all = (await targetsOf(of.figures)).filter((one) => codes === null || codes.some((code) => isTargetOf(one, code)));
  const { say } = of;
  return {
    shape: 'bars',
    axis: say('monitoring:whatIs'),
    categories: all.map(({ indicator }) => nameOf(of, indicator)),
    series: [{ name: say('monitoring:series.reached'), cells: all.map(({ share }) => percentCell(of, share)) }],
    unit: say('monitoring:percent'),
    codes: all.map(({ indicator }) => indicator),
    height: 18 + all.length * lineOf(of),
    mark: { value: 100, name: say('monitoring:series.goal') },
  };
}
