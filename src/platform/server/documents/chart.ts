// A chart as data: what is drawn on paper, with the words at each point. Pure; its drawing is chart-draw.ts.

export type ChartSeries = {
  name: string;
  /** A gap where there is nothing; never 0 instead. */
  values: readonly (number | null)[];
  /** What is written at each value, exactly as in the text; empty: nothing. */
  labels: readonly string[];
};
/** `line`: through time; `columns`: amounts through time; `stacked`: parts of a whole; `bars`: places beside one another, the longest names at the left. */
export type ChartShape = 'line' | 'columns' | 'stacked' | 'bars';
export type Chart = {
  shape: ChartShape;
  /** Stands over the axis. */
  unit: string;
  categories: readonly string[];
  series: readonly ChartSeries[];
  /** mm; it is as wide as the text. */
  height: number;
  /** A line across at a value, with its words. */
  mark?: { value: number; name: string };
};

/** The chart with `change` done to every text in it. */
export const mapChart = (of: Chart, change: (text: string) => string): Chart => ({
  ...of,
  unit: change(of.unit),
  categories: of.categories.map(change),
  series: of.series.map((one) => ({ ...one, name: change(one.name), labels: one.labels.map(change) })),
  ...(of.mark ? { mark: { ...of.mark, name: change(of.mark.name) } } : {}),
});
