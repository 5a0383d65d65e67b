// What documents of statistics need of the city. Types only.
import type { Text } from '../../platform/shared/words.ts';
import type { Region } from '../../organizations/region.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Goals } from '../flash.ts';
import type { FrozenFigure } from '../release.ts';

/** `basisOf` tells the basis of an indicator by the definition of a day. */
export type DocumentsOf = {
  city: Text;
  timeZone: string;
  regions: readonly Region[];
  basisOf: (code: string, on: string) => Text | null;
  /** What the plan asks of an indicator in the year of a day, as known at an instant and as this reader may know it; null where it asks nothing. */
  goalsOf: (asked: { indicator: string; asOf: string; knownAt: Date }, actor: Actor) => Promise<Goals | null>;
  /** A figure and its districts on a day as known at an instant, as a release would tell it. */
  figureAt: (code: string, asOf: string, knownAt: string) => Promise<Pick<FrozenFigure, 'value' | 'regions'>>;
};
