// An ECharts chart: the library comes late; the same figures can be read as a table, saved as PNG and CSV. Takes options, decides none.
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { font, inkNow } from './chart-theme.ts';
import { saveDataUrl } from './download.ts';
import { type ChartTable, FigureFrame } from './FigureFrame.tsx';
import { useWords } from './i18n.ts';

export type ChartProps = {
  title: string;
  option: EChartsCoreOption;
  table: ChartTable;
  height?: number;
  onPick?: (name: string) => void;
  /** Notes below the chart. */
  children?: ReactNode;
};

export function Chart({ title, option, table, height = 260, onPick, children }: ChartProps) {
  const t = useWords();
  const drawn = useRef<EChartsType | null>(null);
  const savePng = () => {
    const url = drawn.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: inkNow().card });
    if (url) saveDataUrl(`${title}.png`, url);
  };
  return (
    <FigureFrame title={title} table={table} savePng={savePng} notes={children}>
      <Drawing {...{ option, height, onPick, drawn }} label={t('shell:chart.seen', { title, count: table.rows.length })} />
    </FigureFrame>
  );
}

type DrawingProps = {
  option: EChartsCoreOption;
  height: number;
  label: string;
  onPick: ((name: string) => void) | undefined;
  drawn: { current: EChartsType | null };
};

function Drawing({ option, height, label, onPick, drawn }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const latest = useRef(onPick);
  useEffect(() => {
    latest.current = onPick;
  }, [onPick]);
  useEffect(() => {
    let left = false;
    const watcher = new ResizeObserver(() => drawn.current?.resize());
    void import('./chart-library.ts').then(({ init }) => {
      if (left || !place.current) return;
      drawn.current = init(place.current, null, { renderer: 'canvas' });
      drawn.current.on('click', (event) => latest.current?.(event.name));
      watcher.observe(place.current);
      setReady(true);
    });
    return () => {
      left = true;
      watcher.disconnect();
      drawn.current?.dispose();
      drawn.current = null;
    };
  }, [drawn]);
  useEffect(() => {
    if (!ready) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const text = { fontFamily: font, color: inkNow().text };
    drawn.current?.setOption({ animation: !still, animationDuration: 300, textStyle: text, ...option }, { notMerge: true });
  }, [ready, option, drawn]);
  return (
    <>
      <div ref={place} style={{ height }} className={ready ? 'chart' : 'chart chart-waiting'} aria-hidden="true" />
      <p className="sr-only">{label}</p>
    </>
  );
}
