// How far regions of a city lie from one another, by the points that its map gives for them. Pure.
import type { Region } from './region.ts';

type Outline = { properties: { name: string; cp?: [number, number] | undefined } };
/** Whole kilometres as the crow flies between the points of two regions; null where the map has none for one of them. */
export type Distances = (one: string, other: string) => number | null;

/** Mean radius of the earth in kilometres (IUGG). */
const radius = 6371.0088;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function openDistances(regions: readonly Region[], outlines: readonly Outline[]): Distances {
  const byName = new Map(outlines.map(({ properties }) => [properties.name, properties.cp]));
  const points = new Map(regions.map((one) => [one.id, one.mapName === null ? undefined : byName.get(one.mapName)]));
  return (one, other) => {
    const [from, to] = [points.get(one), points.get(other)];
    return from === undefined || to === undefined ? null : Math.round(apart(from, to));
  };
}

/** Great circle, by the haversine: exact enough for neighbours, where the cosine is not. */
function apart([east, north]: readonly [number, number], [otherEast, otherNorth]: readonly [number, number]): number {
  const half = (angle: number): number => Math.sin(radians(angle) / 2) ** 2;
  const share = half(otherNorth - north) + Math.cos(radians(north)) * Math.cos(radians(otherNorth)) * half(otherEast - east);
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(share)));
}
