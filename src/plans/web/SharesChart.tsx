// Shares as a chart: what is there by place, and what was due by the day. Comes with the chart library, after the table.
import { useMemo } from 'react';
import { Chart } from '../../platform/web/Chart.tsx';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { plotted, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { TargetShares } from '../share.ts';

export function SharesChart({ shares }: { shares: TargetShares }) {
  const t = useWords();
  const language = useLanguage();
  const rows = useMemo(() => shares.rows.filter((one) => one.within === null && one.share !== null), [shares]);
  const [there, due] = [t('plans:shares.column.current'), t('plans:shares.column.expected')];
  const option = useMemo(() => optionOf(shares, rows, there, due), [shares, rows, there, due]);
  if (rows.every((one) => one.current === null)) return null;
  const number = (value: string | null) => (value === null ? null : shownNumber(value, shares.display, language));
  return (
    <Chart
      title={t('plans:shares.chart', { name: shares.name })}
      option={option}
      height={230}
      table={{
        head: [t('plans:shares.column.place'), there, due],
        rows: rows.map((one) => [one.name, number(one.current), number(one.expected)]),
      }}
    />
  );
}

function optionOf(shares: TargetShares, rows: TargetShares['rows'], there: string, due: string) {
  const [colour] = seriesNow();
  const at = (value: string | null) => plotted(value, shares.display);
  return {
    grid: { left: 8, right: 16, top: 30, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, data: [there, due], textStyle: { color: inkNow().second } },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: rows.map((one) => one.name),
      ...axis(),
      axisLabel: { ...axis().axisLabel, interval: 0, hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, ...axis(), axisLine: { show: false } },
    series: [
      {
        name: there,
        type: 'bar',
        color: colour,
        barMaxWidth: 34,
        itemStyle: { borderRadius: [4, 4, 0, 0] },
        data: rows.map((one) => at(one.current)),
      },
      {
        name: due,
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [34, 3],
        color: inkNow().text,
        data: rows.map((one) => at(one.expected)),
      },
    ],
  };
}
