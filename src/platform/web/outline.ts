// Outlines of regions as SVG paths, and where their labels go: inside where there is room, else outside with a line. Pure geometry.

export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];
/** A region to draw: its rings in the drawing's units. */
export type Shape = { name: string; rings: Ring[]; path: string };
export type Box = { x: number; y: number; width: number; height: number };
/** Centre of a label; `from` is the point in the region that a line leads to, null for a label inside. */
export type Placed = { name: string; at: Point; from: Point | null };

type Geometry = { type: string; coordinates: unknown };

const isPoint = (of: unknown): of is [number, number] =>
  Array.isArray(of) && typeof of[0] === 'number' && typeof of[1] === 'number';

/** All rings of a polygon or multi-polygon, however deep they nest. */
function ringsOf(coordinates: unknown): [number, number][][] {
  if (!Array.isArray(coordinates)) return [];
  if (coordinates.length > 0 && coordinates.every(isPoint)) return [coordinates];
  return coordinates.flatMap(ringsOf);
}

/** Projects outlines into a frame of the given size, with `margin` around them for labels. Degrees of longitude are narrowed by latitude. */
export function shapesOf(
  features: readonly { properties: { name: string }; geometry: Geometry }[],
  width: number,
  height: number,
  margin: Point,
): Shape[] {
  const raw = features.map((one) => ({ name: one.properties.name, rings: ringsOf(one.geometry.coordinates) }));
  const all = raw.flatMap((one) => one.rings.flat());
  const [west, east] = [Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))];
  const [south, north] = [Math.min(...all.map((p) => p[1])), Math.max(...all.map((p) => p[1]))];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 2 * margin[0]) / ((east - west) * narrow), (height - 2 * margin[1]) / (north - south));
  const left = (width - (east - west) * narrow * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const place = ([lon, lat]: [number, number]): Point => [left + (lon - west) * narrow * scale, top + (north - lat) * scale];
  return raw.map(({ name, rings }) => {
    const placed = rings.map((ring) => ring.map(place));
    return {
      name,
      rings: placed,
      path: placed.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join(''),
    };
  });
}

/** Even-odd rule. */
export function inside(shape: Shape, [x, y]: Point): boolean {
  let within = false;
  for (const ring of shape.rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] ?? [0, 0];
      const [bx, by] = ring[j] ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    }
  }
  return within;
}

const around = ([x, y]: Point, width: number, height: number): Box => ({ x: x - width / 2, y: y - height / 2, width, height });
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const pointsOf = (box: Box): Point[] =>
  [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].flatMap((u) =>
    [0, 0.25, 0.5, 0.75, 1].map((v): Point => [box.x + u * box.width, box.y + v * box.height]),
  );
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

function boundsOf(shape: Shape): Box {
  const points = shape.rings.flat();
  const [x, right] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  const [y, bottom] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  return { x, y, width: right - x, height: bottom - y };
}

const steps = 22;
const grid = (box: Box): Point[] =>
  Array.from(
    { length: steps * steps },
    (_none, at): Point => [
      box.x + ((at % steps) + 0.5) * (box.width / steps),
      box.y + (Math.floor(at / steps) + 0.5) * (box.height / steps),
    ],
  );

const areaOf = (shape: Shape): number => {
  const bounds = boundsOf(shape);
  return bounds.width * bounds.height;
};

/** Middle of what lies inside the region: the centre of its grid points, or the grid point nearest to that. */
function middleOf(shape: Shape): Point {
  const held = grid(boundsOf(shape)).filter((point) => inside(shape, point));
  const centre: Point = [
    held.reduce((sum, p) => sum + p[0], 0) / (held.length || 1),
    held.reduce((sum, p) => sum + p[1], 0) / (held.length || 1),
  ];
  return nearest(held, centre) ?? centre;
}
const nearest = (points: readonly Point[], to: Point): Point | undefined =>
  points.toSorted((a, b) => distance(a, to) - distance(b, to))[0];

/** Where each label goes; `sizes` by name. Labels with room inside first, then those that need a line, the smallest region first, none over another. */
export function placeLabels(shapes: readonly Shape[], sizes: ReadonlyMap<string, Point>, frame: Box): Placed[] {
  const taken: Box[] = [];
  const found: Placed[] = [];
  const left: { shape: Shape; middle: Point; size: Point }[] = [];
  for (const shape of shapes) {
    const size = sizes.get(shape.name) ?? [60, 32];
    const middle = middleOf(shape);
    const room = grid(boundsOf(shape)).filter((point) => pointsOf(around(point, ...size)).every((one) => inside(shape, one)));
    const at = nearest(room, middle);
    if (at) {
      taken.push(around(at, ...size));
      found.push({ name: shape.name, at, from: null });
    } else left.push({ shape, middle, size });
  }
  for (const { shape, middle, size } of left.toSorted((a, b) => areaOf(a.shape) - areaOf(b.shape))) {
    const at = outside(shapes, middle, size, taken, frame) ?? middle;
    taken.push(around(at, size[0] + 4, size[1] + 2));
    found.push({ name: shape.name, at, from: middle });
  }
  return found;
}

/** The nearest free place outside all regions, inside the frame. */
function outside(shapes: readonly Shape[], middle: Point, size: Point, taken: readonly Box[], frame: Box): Point | undefined {
  const places = Array.from(
    { length: 40 * 30 },
    (_none, at): Point => [
      frame.x + ((at % 40) + 0.5) * (frame.width / 40),
      frame.y + (Math.floor(at / 40) + 0.5) * (frame.height / 30),
    ],
  );
  const free = places.filter((place) => {
    const box = around(place, ...size);
    const fits =
      box.x >= frame.x &&
      box.y >= frame.y &&
      box.x + box.width <= frame.x + frame.width &&
      box.y + box.height <= frame.y + frame.height;
    return (
      fits &&
      !taken.some((one) => overlap(one, box)) &&
      !pointsOf(box).some((point) => shapes.some((shape) => inside(shape, point)))
    );
  });
  return nearest(free, middle);
}
