// Values of a series as lines that can be drawn: one place, one length of period, gaps kept. Pure; draws nothing.
import { type Span, spanOf } from '../reportedFigure.ts';
import type { Reported } from './view.ts';

/** One drawn line: every period from the first to the last; null where no value is known. */
export type Line = { region: string; span: Span; points: { period: string; row: Reported | null }[] };

/** The lines of a series, longest first, the city before its districts. Values of parts, without a date or voided draw none. */
export function linesOf(rows: readonly Reported[], root: string): Line[] {
  const groups = new Map<string, Reported[]>();
  for (const row of rows) {
    if (!row.answers || row.period === null) continue;
    const key = `${row.region} ${spanOf(row.period)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rank = (one: Line) => (one.region === root ? 0 : 1);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => lineOf(group))
    .sort((a, b) => rank(a) - rank(b) || b.points.length - a.points.length || (a.region < b.region ? -1 : 1));
}

function lineOf(group: readonly Reported[]): Line {
  const inOrder = group.toSorted((a, b) => ((a.period ?? '') < (b.period ?? '') ? -1 : 1));
  const [first, last] = [inOrder[0]?.period ?? '', inOrder.at(-1)?.period ?? ''];
  const span = spanOf(first);
  const periods = span === 'point' ? inOrder.map((one) => one.period ?? '') : periodsFrom(first, last, span);
  const held = new Map(inOrder.map((one) => [one.period, one]));
  return {
    region: inOrder[0]?.region ?? '',
    span,
    points: periods.map((period) => ({ period, row: held.get(period) ?? null })),
  };
}

function periodsFrom(first: string, last: string, span: Span): string[] {
  const made: string[] = [];
  const at = (period: string) =>
    span === 'year' ? Number(period) : Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1;
  for (let n = at(first); n <= at(last); n++)
    made.push(span === 'year' ? String(n) : `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
  return made;
}

/** Rows of one series, in the order in which indicators stand. */
export type Group = { series: string; name: string; unit: string; rows: Reported[] };

/** Values by series: series in the order given, then by name; the latest period first, undated ones last. */
export function groupsOf(rows: readonly Reported[], order: readonly string[], root: string): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const group = groups.get(row.series) ?? { series: row.series, name: row.seriesName, unit: row.display.unit, rows: [] };
    group.rows.push(row);
    groups.set(row.series, group);
  }
  const place = (series: string) => (order.includes(series) ? order.indexOf(series) : order.length);
  const latest = (a: Reported, b: Reported) => {
    if (a.period !== b.period) return (a.period ?? '') < (b.period ?? '') ? 1 : -1;
    return Number(b.region === root) - Number(a.region === root) || (a.region < b.region ? -1 : 1);
  };
  for (const group of groups.values()) group.rows.sort(latest);
  return [...groups.values()].sort((a, b) => place(a.series) - place(b.series) || a.name.localeCompare(b.name));
}
