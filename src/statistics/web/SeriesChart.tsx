// The chart of one series: a line for each place, bars for yearly values; gaps stay gaps. Takes rows, asks nothing.
import { useMemo } from 'react';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { Chart } from '../../platform/web/Chart.tsx';
import { plotted, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { type Group, type Line, linesOf } from './lines.ts';
import { useRegionName } from './view.ts';

type Drawn = { name: string; line: Line };

/** Nothing where no place has two values of one kind of period. */
export function SeriesChart({ group }: { group: Group }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const root = useRegions().data?.items.find((one) => one.kind === 'city')?.id ?? '';
  const drawn = useMemo(() => {
    const lines = linesOf(group.rows, root);
    // Periods of one length can be drawn together.
    return lines.filter((one) => one.span === lines[0]?.span).map((line) => ({ name: region(line.region), line }));
  }, [group, root, region]);
  const periods = useMemo(() => [...new Set(drawn.flatMap(({ line }) => line.points.map((one) => one.period)))].sort(), [drawn]);
  const option = useMemo(() => optionOf(drawn, periods, group.unit), [drawn, periods, group.unit]);
  if (drawn.length === 0) return null;
  const rowAt = ({ line }: Drawn, period: string) => line.points.find((one) => one.period === period)?.row ?? null;
  return (
    <section className="card" aria-label={t('statistics:figures.chart', { name: group.name })}>
      <h2>
        {group.name} <small>{group.unit}</small>
      </h2>
      <Chart
        title={group.name}
        option={option}
        height={drawn.length > 1 ? 320 : 230}
        table={{
          head: [t('statistics:period'), ...drawn.map((one) => one.name)],
          rows: periods.map((period) => [
            period,
            ...drawn.map((one) => {
              const row = rowAt(one, period);
              return row ? shownNumber(row.value, row.display, language) : null;
            }),
          ]),
        }}
      >
        {drawn.length > 1
          ? drawn.map((one, at) => (
              <span key={one.name} className="swatch">
                <i style={{ borderColor: seriesNow()[at % seriesNow().length], borderTopStyle: dashOf(at) }} />
                {one.name}
              </span>
            ))
          : null}
        <span>{t('statistics:figures.gaps')}</span>
      </Chart>
    </section>
  );
}

/** Colours come again after a while: then the line is dashed. */
const dashOf = (at: number) => (at < seriesNow().length ? 'solid' : 'dashed');

function optionOf(drawn: readonly Drawn[], periods: readonly string[], unit: string) {
  const ink = inkNow();
  const bars = drawn.length === 1 && drawn[0]?.line.span === 'year';
  const valueAt = (line: Line, period: string) => {
    const row = line.points.find((one) => one.period === period)?.row;
    return row ? plotted(row.value, row.display) : null;
  };
  return {
    color: seriesNow(),
    grid: { left: 8, right: 16, top: 26, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value.toLocaleString()} ${unit}` : '–'),
    },
    xAxis: { type: 'category', data: periods, boundaryGap: bars, ...axis(), splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, ...axis(), axisLine: { show: false } },
    series: drawn.map(({ name, line }, at) => ({
      name,
      type: bars ? 'bar' : 'line',
      barMaxWidth: 44,
      showSymbol: line.points.length < 8,
      connectNulls: false,
      lineStyle: { width: 2, type: dashOf(at) },
      itemStyle: bars ? { borderRadius: [4, 4, 0, 0] } : {},
      data: periods.map((period) => valueAt(line, period)),
      label: {
        show: bars,
        position: 'top',
        color: ink.text,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? value.toLocaleString() : ''),
      },
    })),
  };
}
