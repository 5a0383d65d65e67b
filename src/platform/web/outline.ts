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

/** The frame in cells of a few units: which shape each cell's middle lies in, -1 for none. Makes looking for room cheap. */
export type Raster = { cell: number; columns: number; rows: number; owner: Int16Array };

export function rasterOf(shapes: readonly Shape[], frame: Box, cell = 4): Raster {
  const [columns, rows] = [Math.floor(frame.width / cell), Math.floor(frame.height / cell)];
  const owner = new Int16Array(columns * rows).fill(-1);
  for (const [index, shape] of shapes.entries()) {
    const bounds = boundsOf(shape);
    for (let row = Math.max(0, Math.floor(bounds.y / cell)); row < Math.min(rows, (bounds.y + bounds.height) / cell); row++)
      for (
        let column = Math.max(0, Math.floor(bounds.x / cell));
        column < Math.min(columns, (bounds.x + bounds.width) / cell);
        column++
      )
        if (inside(shape, [(column + 0.5) * cell, (row + 0.5) * cell])) owner[row * columns + column] = index;
  }
  return { cell, columns, rows, owner };
}

function boundsOf(shape: Shape): Box {
  const points = shape.rings.flat();
  const [x, right] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  const [y, bottom] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  return { x, y, width: right - x, height: bottom - y };
}

const around = ([x, y]: Point, [width, height]: Point): Box => ({ x: x - width / 2, y: y - height / 2, width, height });
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Whether every cell under a box belongs to `wanted`; false where the box leaves the frame. */
function allOf(raster: Raster, box: Box, wanted: number): boolean {
  const { cell, columns, rows, owner } = raster;
  const [left, top] = [Math.floor(box.x / cell), Math.floor(box.y / cell)];
  const [right, bottom] = [Math.floor((box.x + box.width) / cell), Math.floor((box.y + box.height) / cell)];
  if (left < 0 || top < 0 || right >= columns || bottom >= rows) return false;
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) if (owner[row * columns + column] !== wanted) return false;
  return true;
}

/** Middles of the cells that belong to a shape, -1 for those outside all. */
function cellsOf({ cell, columns, owner }: Raster, wanted: number): Point[] {
  const found: Point[] = [];
  for (const [at, one] of owner.entries())
    if (one === wanted) found.push([((at % columns) + 0.5) * cell, (Math.floor(at / columns) + 0.5) * cell]);
  return found;
}

/** The point that `fits` and is nearest to `to`. */
function nearest(points: readonly Point[], to: Point, fits: (point: Point) => boolean): Point | null {
  let best: Point | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const far = distance(point, to);
    if (far >= least || !fits(point)) continue;
    best = point;
    least = far;
  }
  return best;
}

/** Middle of what a shape holds: the centre of its cells, or the cell nearest to that. */
function middleOf(cells: readonly Point[]): Point {
  const centre: Point = [
    cells.reduce((sum, p) => sum + p[0], 0) / (cells.length || 1),
    cells.reduce((sum, p) => sum + p[1], 0) / (cells.length || 1),
  ];
  return nearest(cells, centre, () => true) ?? centre;
}

/**
 * Where each label goes; `sizes` by name. Labels with room inside first, then those that need a line to a free place outside all
 * regions, the smallest region first; none over another.
 */
export function placeLabels(shapes: readonly Shape[], raster: Raster, sizes: ReadonlyMap<string, Point>): Placed[] {
  const found: Placed[] = [];
  const taken: Box[] = [];
  const left: { name: string; size: Point; cells: Point[] }[] = [];
  for (const [index, { name }] of shapes.entries()) {
    const size = sizes.get(name) ?? [60, 32];
    const cells = cellsOf(raster, index);
    const at = nearest(cells, middleOf(cells), (point) => allOf(raster, around(point, size), index));
    if (at === null) left.push({ name, size, cells });
    else {
      found.push({ name, at, from: null });
      taken.push(around(at, size));
    }
  }
  const free = cellsOf(raster, -1);
  for (const { name, size, cells } of left.toSorted((a, b) => a.cells.length - b.cells.length)) {
    const from = middleOf(cells);
    const fits = (point: Point) =>
      allOf(raster, around(point, size), -1) && !taken.some((one) => overlap(one, around(point, size)));
    const at = nearest(free, from, fits) ?? from;
    found.push({ name, at, from });
    taken.push(around(at, [size[0] + 4, size[1] + 2]));
  }
  return found;
}
