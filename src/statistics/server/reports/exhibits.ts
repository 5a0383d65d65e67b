// What a report shows beside its text, as data: a table or a chart with what says what it is. From it come the drawing, the table on paper and the sheet alike.
import { compare } from '../../../platform/shared/money.ts';
import { shifted, places as decimalsOf, evenlyIn } from '../../../platform/shared/shown.ts';
import { textIn } from '../../../platform/shared/words.ts';
import type { Chart } from '../../../platform/server/documents/chart.ts';
import { type Column, writtenDay } from '../../../platform/server/documents/document.ts';
import { displayIn } from '../../../indicators/indicator.ts';
import type { SimpleBlock } from '../../reportTemplate.ts';
import { valueIn } from './figures.ts';
import { nameOf, placeOf, type Saying, textSaid } from './say.ts';

/** A cell as it is written, and exactly, in the unit of its column. */
export type Cell = string | { shown: string; exact: string };
export type Exhibit = {
  kind: 'table' | 'chart';
  title: string;
  codes: readonly string[];
  unit: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  total?: readonly Cell[];
  chart?: Chart;
  /** A table of so few rows is not torn apart. */
  isShort?: boolean;
  /** There is nothing to show. */
  isEmpty?: boolean;
};
export type TableBlock = Extract<SimpleBlock, { kind: 'table' }>;
export type ChartBlock = Extract<SimpleBlock, { kind: 'chart' }>;

export const shownCell = (of: Cell): string => (typeof of === 'string' ? of : of.shown);
export const titleOf = async (of: Saying, block: TableBlock | ChartBlock): Promise<string> =>
  block.caption ? textSaid(of, block.caption) : '';

/** Numbers of one column, in the unit of an indicator, with as many decimals as one of them needs. */
export function cellsIn(of: Saying, code: string, values: readonly (string | null)[]): Cell[] {
  const display = displayIn(of.figures.shownAs(code).display, of.language);
  const shown = evenlyIn(values, display, of.language);
  return values.map((one) =>
    one === null ? of.say('monitoring:noData') : { shown: shown(one), exact: shifted(one, decimalsOf[display.factor] ?? 0) },
  );
}
export const unitOf = ({ figures, language }: Saying, code: string): string =>
  displayIn(figures.shownAs(code).display, language).unit;

/** For a drawing alone; what is written stands in the cells. */
export const drawn = (of: Cell | undefined): number | null =>
  of === undefined || typeof of === 'string' ? null : Number(of.exact);
export const labelled = (of: Cell | undefined): string => (of === undefined || typeof of === 'string' ? '' : of.shown);

/** Places with their value, the greatest first; those without one last. */
export async function placesBySize(of: Saying, code: string): Promise<{ region: string; name: string; value: string | null }[]> {
  const { figures } = of;
  const now = await figures.at(code, 'period');
  const all = figures.places.map((region) => ({ region, name: placeOf(of, region), value: valueIn(now, region) }));
  return all.sort((a, b) =>
    a.value === null || b.value === null ? Number(a.value === null) - Number(b.value === null) : compare(b.value, a.value),
  );
}

/** What the exhibit shows, whence and as of when: under each chart, at the head of each sheet. */
export async function noteOf(of: Saying, { codes, unit }: Exhibit): Promise<string> {
  const { figures, say, language } = of;
  const sources = await Promise.all(codes.map(async (code) => (await figures.at(code, 'period')).source));
  const named = [...new Set(sources.flatMap((one) => one ?? []))].map((one) => say(`monitoring:source.${one}`));
  const comma = say('monitoring:said.comma');
  return say(codes.length > 3 ? 'monitoring:paper.noteOfMany' : 'monitoring:paper.note', {
    names: codes.map((code) => nameOf(of, code)).join(comma),
    unit,
    day: writtenDay(figures.release.asOf, language),
    source: named.length === 0 ? say('monitoring:dash') : named.join(comma),
    number: figures.release.number,
  });
}

/** A name in the reader's language of a part by kind, level or type. */
export const partSaid = ({ figures, language }: Saying, by: 'kind' | 'level' | 'type', key: string): string => {
  const name = figures.of.partName(by, key, figures.release.asOf);
  return name ? textIn(name, language) : key;
};
