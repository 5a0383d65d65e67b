// One figure of a dashboard: its value and growth on the year, its course of three years, what it is made of; all of it readable as tables.
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Figure as FigureShape } from '../../indicators/indicator.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { Chart } from '../../platform/web/Chart.tsx';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { Figure } from '../../platform/web/Figure.tsx';
import { evenly, plotted, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { onYear, pointsOn, signed } from './dashboard.ts';
import { useShare } from './shares.ts';

type Parts = NonNullable<FigureShape['parts']>;
type Props = {
  figure: FigureShape;
  by: string;
  parts: Parts | undefined;
  trend: readonly FigureShape[] | undefined;
  before: string | null | undefined;
};

export function FigureCard({ figure, by, parts, trend, before }: Props) {
  const t = useWords();
  const share = useShare();
  const { region, asOf, knownAt } = useSearch();
  const search = { ...(region ? { region } : {}), ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}), by };
  const to = `/indicators/${figure.code}`;
  const isShare = figure.unit === 'percent';
  const grown = isShare ? pointsOn(figure.value, before) : onYear(figure.value, before);
  const said = isShare ? t('dashboard:points', { points: signed(grown ?? 0) }) : share(String(grown));
  return (
    <section className="card dashboard-card" aria-label={figure.name}>
      <h2>
        {figure.name}
        <span className="spread" />
        <Link to={to} search={search} className="button-text">
          {t('dashboard:records')}
        </Link>
      </h2>
      <div className="dashboard-value">
        <Figure
          value={figure.value}
          display={figure.display}
          missing={figure.missing}
          label={figure.name}
          size="hero"
          to={to}
          search={search}
        />
        {figure.value === null || before === undefined ? null : (
          <span className={grown === null ? 'note' : grown < 0 ? 'dashboard-fell' : 'dashboard-grew'}>
            {grown === null ? t('dashboard:noYear') : `${t('dashboard:onYear')} ${said}`}
          </span>
        )}
      </div>
      {figure.opened ? <p className="note">{figure.opened.words}</p> : null}
      {trend ? <Trend figure={figure} points={trend} /> : <Skeleton lines={3} height={150} />}
      {parts ? <MadeUp figure={figure} parts={parts} by={by} /> : <Skeleton lines={4} height={180} />}
    </section>
  );
}

function Trend({ figure, points }: { figure: FigureShape; points: readonly FigureShape[] }) {
  const t = useWords();
  const language = useLanguage();
  const option = useMemo(() => trendOption(points), [points]);
  if (!points.some(({ value }) => value !== null)) return null;
  return (
    <Chart
      title={`${figure.name} · ${t('dashboard:trend')}`}
      height={120}
      option={option}
      table={{
        head: [t('shell:time.asOf'), figure.display.unit],
        rows: points.map((one) => [one.asOf, one.value === null ? null : shownNumber(one.value, one.display, language)]),
      }}
    />
  );
}

const trendOption = (points: readonly FigureShape[]) => ({
  grid: { left: 4, right: 12, top: 10, bottom: 2, containLabel: true },
  tooltip: { trigger: 'axis' },
  xAxis: { type: 'category', data: points.map(({ asOf }) => asOf.slice(0, 7)), ...axis(), splitLine: { show: false } },
  yAxis: { type: 'value', scale: true, splitNumber: 2, ...axis(), axisLine: { show: false } },
  series: [
    {
      type: 'line',
      color: seriesNow()[0],
      showSymbol: false,
      connectNulls: false,
      data: points.map(({ value, display }) => plotted(value, display)),
    },
  ],
});

function MadeUp({ figure, parts, by }: { figure: FigureShape; parts: Parts; by: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const rows = useMemo(() => parts.toSorted((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1)), [parts]);
  const option = useMemo(() => partsOption(rows, figure), [rows, figure]);
  const number = evenly(
    rows.map(({ value }) => value),
    figure.display,
  );
  if (rows.every(({ value }) => value === null)) return <p className="note">{t('dashboard:noParts')}</p>;
  const pick = (name: string) => {
    const key = rows.find((one) => one.name === name)?.key;
    if (by === 'region' && key) change({ region: key });
  };
  return (
    <Chart
      title={`${figure.name} · ${t(`dashboard:by.${by}`)}`}
      height={Math.max(70, 24 * rows.length + 12)}
      option={option}
      onPick={pick}
      table={{
        head: [t(`dashboard:by.${by}`), figure.display.unit],
        rows: rows.map(({ name, value }) => [name, value === null ? null : number(value)]),
      }}
    />
  );
}

function partsOption(rows: Parts, figure: FigureShape) {
  const ink = inkNow();
  const number = evenly(
    rows.map(({ value }) => value),
    figure.display,
  );
  return {
    grid: { left: 4, right: 64, top: 2, bottom: 2, containLabel: true },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      ...axis(),
      axisLine: { show: false },
      axisLabel: { color: ink.text, fontSize: 12, width: 110, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        color: seriesNow()[0],
        barWidth: 11,
        data: rows.map(({ value }) => ({
          value: plotted(value, figure.display),
          label: { show: value !== null, position: 'right', color: ink.text, formatter: () => number(value ?? '0') },
        })),
      },
    ],
  };
}
