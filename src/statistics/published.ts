// A published figure as one row: release, indicator, place, value or why there is none. Pure; what open data and SDMX hand out is made of these rows and of nothing else.
import type { FrozenFigure, Stage } from './release.ts';

/**
 * Why a cell holds no value. `withheld`: the register answers for the whole, and this part would tell of a single party;
 * `none`: nobody has given a figure for it, or the whole of it would tell of a single party.
 */
export const absences = ['none', 'withheld'] as const;
export type Absence = (typeof absences)[number];

/** What of a release stands beside each of its figures. */
export type ReleaseHead = { number: string; stage: Stage | null; asOf: string; knownAt: Date };
export type PublishedValue = {
  release: ReleaseHead;
  figure: Pick<FrozenFigure, 'code' | 'name' | 'unit' | 'definedFrom' | 'source'>;
  /** The whole city stands under its own id. */
  region: string;
  value: string | null;
  absence: Absence | null;
};

/** All cells of a release: of each figure the whole city first, then its parts. What lies in no district stands under the city's id a second time and is left out: it is no figure of the city. */
export function valuesOf(release: ReleaseHead, figures: readonly FrozenFigure[], root: string): PublishedValue[] {
  return figures.flatMap((figure) => {
    const isRegister = figure.source === 'register' || figure.source === 'sum';
    const cell = (region: string, value: string | null): PublishedValue => ({
      release,
      figure,
      region,
      value,
      absence: value !== null ? null : region !== root && isRegister ? 'withheld' : 'none',
    });
    return [
      cell(root, figure.value),
      ...figure.regions.filter((part) => part.region !== root).map((part) => cell(part.region, part.value)),
    ];
  });
}

/** Digits behind the point, as the value was published. */
export const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;
