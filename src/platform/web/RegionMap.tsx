// A city by its regions, shaded by value and labelled where they lie, as SVG: at once, sharp, by keyboard. Functional areas
// without an outline stand beside it, the map's approval number (审图号) below.
import { useMemo, useRef, useSyncExternalStore } from 'react';
import { useSearch } from './address.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { blues, darkBlues, shadeOf } from './chart-theme.ts';
import { saveSvgAsPng } from './download.ts';
import { type Display, evenly, plotted } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { placeLabels, type Point, rasterOf, shapesOf } from './outline.ts';
import { Skeleton } from './Parts.tsx';
import { type MapOfCity, type RegionView, useMap, useRegions } from './regions.ts';

export type RegionValue = { region: string; name: string; value: string | null };
export type RegionMapProps = {
  title: string;
  values: readonly RegionValue[];
  display: Display;
  /** What a click on a region does; without it the map is only read. */
  onPick?: (region: string) => void;
};

/** Drawn in pixels of about its real size, so that labels stay readable on a phone. */
const frames = { desk: { x: 0, y: 0, width: 470, height: 376 }, phone: { x: 0, y: 0, width: 330, height: 290 } };
const margin: Point = [36, 8];
const narrow = matchMedia('(max-width: 700px)');
const useFrame = () =>
  useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => (narrow.matches ? frames.phone : frames.desk),
  );

export function RegionMap({ title, values, display, onPick }: RegionMapProps) {
  const t = useWords();
  const language = useLanguage();
  const drawing = useRef<SVGSVGElement>(null);
  const regions = useRegions().data?.items;
  const map = useMap();
  if (map.isError) return <p className="note">{t('shell:map.none')}</p>;
  if (!regions || !map.data) return <Skeleton lines={6} height={frames.desk.height} />;
  // A city without figures is drawn all the same: its districts, each without data.
  const rows = values.length > 0 ? values : regions.flatMap((one) => (one.mapName === null ? [] : [{ ...one, value: null }]));
  const number = evenly(
    values.map((one) => one.value),
    display,
    language,
  );
  const shown = (value: string | null) => (value === null ? t('shell:noData') : number(value));
  const beside = regions.filter((one) => one.kind === 'functionalArea' && one.mapName === null);
  return (
    <FigureFrame
      title={title}
      table={{
        head: [t('shell:map.region'), display.unit],
        rows: rows.map((one) => [one.name, one.value === null ? null : shown(one.value)]),
      }}
      savePng={() => drawing.current && saveSvgAsPng(title, drawing.current)}
      notes={
        <>
          {rows.some((one) => one.value !== null) ? <span>{t('shell:map.darker')}</span> : null}
          {beside.map((area) => (
            <Beside
              key={area.id}
              area={area}
              around={regions.find((one) => one.id === area.within)?.name ?? ''}
              value={values.find((one) => one.region === area.id)?.value}
              shown={shown}
            />
          ))}
          <span>{map.data.approval ? t('shell:map.approval', { number: map.data.approval }) : t('shell:map.noApproval')}</span>
        </>
      }
    >
      <Drawing {...{ title, values, display, regions, shown, drawing, onPick }} map={map.data} />
    </FigureFrame>
  );
}

type BesideProps = {
  area: RegionView;
  around: string;
  value: string | null | undefined;
  shown: (value: string | null) => string;
};

/** A functional area without an outline: its own value where the figures keep it apart, else that the district holds it. */
function Beside({ area, around, value, shown }: BesideProps) {
  const t = useWords();
  if (value === undefined) return <span>{t('shell:map.includes', { name: area.name, around })}</span>;
  return (
    <span className="map-area">
      <i aria-hidden="true" />
      {t('shell:map.within', { name: area.name, around })} <b>{shown(value)}</b>
    </span>
  );
}

type DrawingProps = {
  title: string;
  values: readonly RegionValue[];
  display: Display;
  regions: readonly RegionView[];
  map: MapOfCity;
  shown: (value: string | null) => string;
  drawing: React.RefObject<SVGSVGElement | null>;
  onPick: ((region: string) => void) | undefined;
};

function Drawing({ title, values, display, regions, map, shown, drawing, onPick }: DrawingProps) {
  const frame = useFrame();
  const { shapes, raster } = useMemo(() => {
    const made = shapesOf(map.geojson.features, frame.width, frame.height, margin);
    return { shapes: made, raster: rasterOf(made, frame) };
  }, [map, frame]);
  const areas = shapes.map((shape) => {
    const region = regions.find((one) => one.mapName === shape.name);
    const value = values.find((one) => one.region === region?.id)?.value ?? null;
    return { shape, id: region?.id, name: region?.name ?? shape.name, value, words: shown(value), at: plotted(value, display) };
  });
  const top = Math.max(...areas.map((one) => one.at ?? 0), Number.MIN_VALUE);
  const sizes = new Map(areas.map((one) => [one.shape.name, [Math.max(widthOf(one.name), widthOf(one.words)) + 4, 32] as const]));
  const labels = placeLabels(shapes, raster, sizes);
  const wide = useSearch()['wide'] === '1';
  const shareOf = (value: number | null) => Math.max(0, value ?? 0) / top;
  const fillOf = (value: number | null) =>
    value === null ? (wide ? '#33435c' : '#e3e8ef') : shadeOf(shareOf(value), wide ? darkBlues : blues);
  return (
    <svg ref={drawing} className="map" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={title}>
      {areas.map((one) => (
        <path
          key={one.shape.name}
          d={one.shape.path}
          fill={fillOf(one.at)}
          className={onPick ? 'map-region map-open' : 'map-region'}
          onClick={() => one.id && onPick?.(one.id)}
        >
          <title>{`${one.name} ${one.words}`}</title>
        </path>
      ))}
      {areas.map((one) => {
        const label = labels.find((placed) => placed.name === one.shape.name);
        if (!label) return null;
        const light = label.from === null && (wide ? shareOf(one.at) < turning : shareOf(one.at) >= turning);
        return (
          <g
            key={one.shape.name}
            className={label.from ? 'map-label map-label-out' : light ? 'map-label map-label-light' : 'map-label'}
          >
            {label.from ? (
              <>
                <line
                  x1={label.from[0]}
                  y1={label.from[1]}
                  {...endOf(label.at, label.from, sizes.get(one.shape.name) ?? [60, 32])}
                />
                <circle cx={label.from[0]} cy={label.from[1]} r="2.4" />
              </>
            ) : null}
            <text x={label.at[0]} y={label.at[1] - 3}>
              {one.name}
            </text>
            <text x={label.at[0]} y={label.at[1] + 13} className="map-value">
              {one.words}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Share of the greatest value from which white is read better than ink on its shade (in the dark: the other way round). */
const turning = 0.7;

/** Width of words in the drawing's units: a Chinese character is as wide as high. */
const widthOf = (words: string): number => [...words].reduce((sum, one) => sum + (one > '\u2e80' ? 12.5 : 6.9), 0);

/** Where a line meets the edge of its label. */
function endOf(at: Point, from: Point, size: Point): { x2: number; y2: number } {
  const [dx, dy] = [from[0] - at[0], from[1] - at[1]];
  const reach = Math.min(1, (size[0] / 2 + 2) / (Math.abs(dx) || 0.01), (size[1] / 2 + 1) / (Math.abs(dy) || 0.01));
  return { x2: at[0] + dx * reach, y2: at[1] + dy * reach };
}
