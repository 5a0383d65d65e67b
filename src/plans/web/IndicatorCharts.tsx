// The trend and the breakdown of one indicator as charts, each readable as a table. Options only; drawing is Chart.tsx.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { breakdowns, type Figure as FigureShape, listIndicators } from '../../indicators/indicator.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { Chart } from '../../platform/web/Chart.tsx';
import { axis, inkNow, seriesNow } from '../../platform/web/chart-theme.ts';
import { evenly, plotted, shownNumber, unitOf } from '../../platform/web/format.ts';
import { languageNow, say, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useAsked } from './asked.ts';

type Choice = { value: string; words: string };
/** A small row of choices kept in the URL. */
function Choices({ name, now, choices, label }: { name: string; now: string; choices: readonly Choice[]; label: string }) {
  const change = useChangeSearch();
  return (
    <fieldset className="choices" aria-label={label}>
      {choices.map((one) => (
        <button key={one.value} type="button" aria-pressed={one.value === now} onClick={() => change({ [name]: one.value })}>
          {one.words}
        </button>
      ))}
    </fieldset>
  );
}

export function Trend({ figure }: { figure: FigureShape }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useAsked();
  const every = useSearch()['every'] === 'year' ? ('year' as const) : ('month' as const);
  const query = { ...asked, code: figure.code, every };
  const got = useQuery({
    queryKey: ['indicator', 'trend', query, language],
    queryFn: () => call(listIndicators, { query }),
    placeholderData: (before) => before,
  });
  const items = got.data?.items;
  const option = useMemo(() => (items ? trendOption(items, every, figure) : null), [items, every, figure]);
  const title = `${figure.name} · ${t('plans:indicator.trend')}`;
  const known = items?.some((one) => one.value !== null);
  return (
    <Card
      title={t('plans:indicator.trend')}
      note={figure.display.unit}
      aside={
        <Choices
          name="every"
          now={every}
          label={t('plans:indicator.trend')}
          choices={[
            { value: 'month', words: t('plans:indicator.month') },
            { value: 'year', words: t('plans:indicator.year') },
          ]}
        />
      }
    >
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isPending ? <Skeleton lines={5} height={260} /> : null}
      {items && !known ? <EmptyState title={t('shell:noData')}>{figure.missing?.reason}</EmptyState> : null}
      {items && known && option ? (
        <Chart
          title={title}
          option={option}
          height={250}
          table={{
            head: [t('shell:time.asOf'), figure.display.unit],
            rows: items.map((one) => [one.asOf, one.value === null ? null : shownNumber(one.value, one.display, language)]),
          }}
        />
      ) : null}
    </Card>
  );
}

function trendOption(items: readonly FigureShape[], every: 'month' | 'year', figure: FigureShape) {
  const target = figure.target ? plotted(figure.target, figure.display) : null;
  const bars = every === 'year';
  const inUnit = (value: unknown) =>
    typeof value === 'number'
      ? `${value.toLocaleString(languageNow())} ${unitOf(String(value), figure.display)}`
      : say('shell:noData');
  return {
    grid: { left: 8, right: 64, top: 24, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: inUnit },
    xAxis: {
      type: 'category',
      // A year that is not over says up to which day it is counted.
      data: items.map((one) => (bars && !one.asOf.endsWith('-12-31') ? one.asOf : one.asOf.slice(0, bars ? 4 : 7))),
      boundaryGap: bars,
      ...axis(),
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: bars ? 0 : undefined,
      max: target === null ? undefined : (of: { max: number }) => Math.max(of.max, target),
      scale: !bars,
      ...axis(),
      axisLine: { show: false },
    },
    series: [{ ...(bars ? barsOf(items) : lineOf(items)), ...targetLine(target) }],
  };
}

const wordsOf = (one: FigureShape | undefined): string => (one?.value ? shownNumber(one.value, one.display) : '');

const barsOf = (items: readonly FigureShape[]) => ({
  type: 'bar',
  color: seriesNow()[0],
  barMaxWidth: 44,
  itemStyle: { borderRadius: [4, 4, 0, 0] },
  data: items.map((one) => ({
    value: plotted(one.value, one.display),
    label: { show: true, position: 'top', color: inkNow().text, formatter: () => wordsOf(one) },
  })),
});

const lineOf = (items: readonly FigureShape[]) => ({
  type: 'line',
  color: seriesNow()[0],
  lineStyle: { width: 2 },
  showSymbol: items.length === 1,
  connectNulls: false,
  data: items.map((one) => plotted(one.value, one.display)),
  endLabel: {
    show: true,
    color: inkNow().text,
    fontWeight: 600,
    formatter: () => wordsOf(items.findLast((one) => one.value !== null)),
  },
});

const targetLine = (target: number | null) =>
  target === null
    ? {}
    : {
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: inkNow().second, type: 'dashed' },
          label: { color: inkNow().second, formatter: String(target) },
          data: [{ yAxis: target }],
        },
      };

export function Parts({ figure }: { figure: FigureShape }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useAsked();
  const said = useSearch()['by'];
  const by = breakdowns.find((one) => one === said) ?? 'region';
  const query = { ...asked, code: figure.code, by };
  const got = useQuery({
    queryKey: ['indicator', 'parts', query, language],
    queryFn: () => call(listIndicators, { query }),
    placeholderData: (before) => before,
  });
  const found = got.data?.items[0]?.parts;
  const parts = useMemo(() => [...(found ?? [])].sort((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1)), [found]);
  const option = useMemo(() => partsOption(parts, figure), [parts, figure]);
  return (
    <Card
      title={t('plans:indicator.breakdown')}
      note={figure.display.unit}
      aside={
        <Choices
          name="by"
          now={by}
          label={t('plans:indicator.breakdown')}
          choices={breakdowns.map((one) => ({ value: one, words: t(`plans:indicator.by.${one}`) }))}
        />
      }
    >
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isPending ? <Skeleton lines={5} height={220} /> : null}
      {got.isSuccess && parts.length === 0 ? (
        <EmptyState title={t('plans:indicator.noParts')}>{figure.missing?.reason}</EmptyState>
      ) : null}
      {parts.length > 0 ? (
        <Chart
          title={`${figure.name} · ${t(`plans:indicator.by.${by}`)}`}
          option={option}
          height={Math.max(120, 34 * parts.length + 24)}
          table={{
            head: [t(`plans:indicator.by.${by}`), figure.display.unit],
            rows: parts.map((one) => [one.name, one.value === null ? null : shownNumber(one.value, figure.display, language)]),
          }}
        />
      ) : null}
    </Card>
  );
}

function partsOption(parts: NonNullable<FigureShape['parts']>, figure: FigureShape) {
  const ink = inkNow();
  const number = evenly(
    parts.map((one) => one.value),
    figure.display,
  );
  return {
    grid: { left: 8, right: 80, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: parts.map((one) => one.name),
      ...axis(),
      axisLine: { show: false },
      axisLabel: { color: ink.text, fontSize: 13, width: 150, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        color: seriesNow()[0],
        barWidth: 14,
        itemStyle: { borderRadius: [0, 4, 4, 0] },
        data: parts.map((one) => ({
          value: plotted(one.value, figure.display),
          label: {
            show: true,
            position: 'right',
            color: ink.text,
            formatter: () => (one.value === null ? '' : number(one.value)),
          },
        })),
      },
    ],
  };
}

function Card({ title, note, aside, children }: { title: string; note: string; aside: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} <small>{note}</small>
        <span className="spread" />
        {aside}
      </h2>
      {children}
    </section>
  );
}
