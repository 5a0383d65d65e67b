// Draws a chart of a document with ECharts, without a browser: as SVG for a PDF, as PNG for a DOCX. Runs in the thread that makes documents.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { EChartsCoreOption } from 'echarts/core';
import { blues, seriesColours } from '../../shared/palette.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { grey, hairline, mm, page, widthOf } from './layout.ts';

/** The family by which both pdfmake and the canvas know the typeface that we ship. */
export const chartFont = 'Text';
const width = mm(page.textWidth);
const [small, usual] = [8, 9];
const ink = '#14233a';

/** Parts of one whole go from dark to pale, so that they are told apart in grey print as well; two that are compared are dark and pale. */
const ramp = ['#123f80', '#1b5fc1', '#5f97df', '#a5c5ef', '#dfeafb', '#8592a3', '#c9d1db'];
const [strong = '', pale = ''] = [seriesColours[0], blues[2]];
const dashes = ['solid', 'dashed', 'dotted'] as const;

const colourOf = ({ shape, series }: Chart, at: number): string =>
  shape === 'stacked'
    ? (ramp[at % ramp.length] ?? strong)
    : series.length === 2 && at === 1
      ? pale
      : (seriesColours[at] ?? strong);

const axisLine = { lineStyle: { color: hairline } };
const written = (color: string, fontSize: number) => ({ color, fontSize, fontFamily: chartFont });

/** Names with their marks, side by side. */
const legendLength = ({ series }: Chart): number =>
  series.length < 2 ? 0 : series.reduce((all, { name }) => all + widthOf(name) * usual + 30, 0);

/** So many labels of months fit side by side. */
const mostNamed = 12;

/** The chart in the terms of ECharts. */
export function optionOf(chart: Chart): EChartsCoreOption {
  const { shape, categories, series, unit } = chart;
  const lying = shape === 'bars';
  const named = {
    type: 'category',
    data: [...categories],
    axisTick: { show: false },
    axisLine,
    axisLabel: {
      ...written(ink, lying ? 8.5 : categories.length > 8 ? small : usual),
      interval: lying || categories.length <= mostNamed ? 0 : Math.ceil(categories.length / mostNamed) - 1,
      ...(lying && categories.some((one) => widthOf(one) > 10)
        ? { width: 185, overflow: 'break', fontSize: small, lineHeight: 8.6 }
        : {}),
    },
    ...(lying ? { inverse: true } : { boundaryGap: shape !== 'line' }),
  };
  const valued = {
    type: 'value',
    // Bars begin at nought; a line may not, where all of it lies far above.
    scale: shape === 'line',
    name: unit,
    nameLocation: 'end',
    nameTextStyle: { ...written(grey, small), align: lying ? 'right' : 'left', ...(lying ? { padding: [0, 0, 0, 0] } : {}) },
    axisLabel: { ...written(grey, small), hideOverlap: true },
    splitLine: { lineStyle: { color: '#e4e9f0', width: 0.6 } },
    splitNumber: 4,
    ...(lying ? { position: 'bottom', nameLocation: 'middle', nameGap: 15, nameTextStyle: written(grey, small) } : {}),
  };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: chartFont, color: ink },
    ...(series.length > 1
      ? {
          legend: {
            top: 0,
            right: 0,
            itemWidth: 14,
            itemHeight: 8,
            itemGap: 12,
            textStyle: written(ink, usual),
            data: series.map(({ name }) => name),
          },
        }
      : {}),
    grid: {
      left: 4,
      right: lying ? 52 : 26,
      top: (series.length > 1 ? 40 : 26) + (legendLength(chart) > width ? 14 : 0),
      bottom: lying ? 19 : 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: lying ? valued : named,
    yAxis: lying ? named : valued,
    series: series.map((one, at) => seriesOf(chart, one, at)),
  };
}

function seriesOf(chart: Chart, one: ChartSeries, at: number): object {
  const { shape, mark, series } = chart;
  const color = colourOf(chart, at);
  const line = mark && at === 0 ? { markLine: markOf(mark, shape === 'bars') } : {};
  const label = {
    show: one.labels.some((text) => text !== ''),
    position: shape === 'stacked' ? 'inside' : shape === 'bars' ? 'right' : 'top',
    ...written(shape === 'stacked' ? (at < 3 ? '#ffffff' : ink) : ink, small),
    formatter: ({ dataIndex }: { dataIndex: number }) => one.labels[dataIndex] ?? '',
  };
  const shared = { name: one.name, data: [...one.values], silent: true, emphasis: { disabled: true }, label, ...line };
  if (shape === 'line')
    return {
      ...shared,
      type: 'line',
      showAllSymbol: true,
      symbol: (_value: unknown, { dataIndex }: { dataIndex: number }) => (one.labels[dataIndex] ? 'circle' : 'none'),
      symbolSize: 5,
      connectNulls: false,
      lineStyle: { width: 1.6, color, type: dashes[at % dashes.length] },
      itemStyle: { color },
    };
  return {
    ...shared,
    type: 'bar',
    ...(shape === 'stacked' ? { stack: 'all', barMaxWidth: 54 } : { barMaxWidth: shape === 'bars' ? 15 : 30, barGap: '15%' }),
    itemStyle: { color, borderColor: '#ffffff', borderWidth: shape === 'stacked' ? 0.8 : 0 },
    ...(series.length > 1 && shape !== 'stacked' ? { barCategoryGap: '32%' } : {}),
  };
}

const markOf = ({ value, name }: NonNullable<Chart['mark']>, lying: boolean) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: '#c77d0a', type: 'dashed', width: 1 },
  label: { formatter: name, position: lying ? 'start' : 'insideEndTop', ...written('#84520a', small) },
  data: [lying ? { xAxis: value } : { yAxis: value }],
});

type Drawing = typeof import('echarts/core');
let library: Promise<Drawing> | null = null;

/** Loaded by the first chart, in the thread that prints. */
async function drawing(): Promise<Drawing> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([
    charts.BarChart,
    charts.LineChart,
    components.GridComponent,
    components.LegendComponent,
    components.MarkLineComponent,
    renderers.SVGRenderer,
    renderers.CanvasRenderer,
  ]);
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
  GlobalFonts.registerFromPath(join(folder, 'NotoSansHans-Regular.otf'), chartFont);
  // It measures letters by a canvas, whatever it draws on.
  Reflect.apply(core.setPlatformAPI, core, [{ createCanvas: () => createCanvas(8, 8) }]);
  return core;
}
const open = (): Promise<Drawing> => (library ??= drawing());

/** As SVG in points, for a PDF. */
export async function chartSvg(chart: Chart): Promise<string> {
  const { init } = await open();
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height: mm(chart.height) });
  drawn.setOption(optionOf(chart));
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  return svg;
}

/** Two dots a point: clear on paper, and small. */
const dots = 2;

/** As PNG, for a DOCX. */
export async function chartPng(chart: Chart): Promise<Uint8Array> {
  const { init } = await open();
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(Math.round(width * dots), Math.round(mm(chart.height) * dots));
  const options = { renderer: 'canvas', devicePixelRatio: dots, width, height: mm(chart.height) } as const;
  const drawn: ReturnType<typeof init> = Reflect.apply(init, null, [canvas, null, options]);
  drawn.setOption(optionOf(chart));
  const png = await canvas.encode('png');
  drawn.dispose();
  return png;
}
