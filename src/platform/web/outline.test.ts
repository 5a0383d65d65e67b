// Labels on the map never lie over one another, and those with room lie inside their region.
import { expect, test } from 'vitest';
import { inside, placeLabels, type Point, rasterOf, shapesOf } from './outline.ts';

const square = (name: string, west: number, south: number, side: number) => ({
  properties: { name },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  },
});
const frame = { x: 0, y: 0, width: 400, height: 300 };
const city = [square('large', 119, 31, 0.5), square('small', 119.5, 31.2, 0.05), square('smaller', 119.5, 31.25, 0.04)];
const sizes = new Map<string, Point>(city.map((one) => [one.properties.name, [60, 32]]));

test('a region with room holds its label, small ones get a line', () => {
  const shapes = shapesOf(city, frame.width, frame.height, [80, 10]);
  const labels = placeLabels(shapes, rasterOf(shapes, frame), sizes);
  const [large, ...small] = labels;
  expect(large?.from).toBeNull();
  expect(inside(shapes[0]!, large!.at)).toBe(true);
  for (const one of small) expect(one.from).not.toBeNull();
});

test('no label lies over another', () => {
  const shapes = shapesOf(city, frame.width, frame.height, [80, 10]);
  const labels = placeLabels(shapes, rasterOf(shapes, frame), sizes);
  const pairs = labels.flatMap((a, at) => labels.slice(at + 1).map((b) => [a.at, b.at] as const));
  const over = pairs.filter(([a, b]) => Math.abs(a[0] - b[0]) < 60 && Math.abs(a[1] - b[1]) < 32);
  expect(pairs).toHaveLength(3);
  expect(over).toEqual([]);
});
