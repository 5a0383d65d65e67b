// A city's pack: the files of `cities/<city>/`, and of `law/` what holds in all of them; read once, checked against the reader's schema, never edited. Knows no module.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { city as citySchema, type City } from '../shared/city.ts';

/** A pack that cannot be used: the file, the place in it and what is wrong, for whoever edits packs. Stops the start. */
export class PackError extends Error {
  readonly file: string;
  readonly faults: readonly string[];
  constructor(file: string, faults: readonly string[]) {
    super(faults.map((one) => `${file}: ${one}`).join('\n'));
    this.name = 'PackError';
    this.file = file;
    this.faults = faults;
  }
}

const geometry = z.looseObject({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: z.array(z.unknown()) });
/** `cp`: degrees east and north of the point that stands for a region on the map. */
const outlined = z.looseObject({ name: z.string(), cp: z.tuple([z.number(), z.number()]).optional() });
const featureCollection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.looseObject({ type: z.literal('Feature'), properties: outlined, geometry })).min(1),
});
export type GeoJson = z.infer<typeof featureCollection>;

export type Pack = {
  readonly city: City;
  /** Folder that it was read from. */
  readonly dir: string;
  /** SHA-256 in hex over all files, by sorted path: what a release keeps to be reproduced. */
  readonly digest: string;
  /** Year that relative days were resolved against; null when the pack was opened without one. */
  readonly anchor: number | null;
  /** All files by their path inside the pack, `/` between folders, sorted; `law/…` is what all cities share. */
  readonly files: readonly string[];
  has(name: string): boolean;
  /** A JSON file, checked. Throws `PackError` with the file, the path and what is wrong. */
  read<T extends z.ZodType>(name: string, schema: T): z.output<T>;
  /** Rows of a CSV file by the names of its head; every row has as many columns as the head. */
  readCsv(name: string): readonly Record<string, string>[];
  /** map.geojson: one feature for each outline, named as regions.json says. */
  geojson(): GeoJson;
};

/** Where packs lie in this checkout. */
const citiesFolder = fileURLToPath(new URL('../../../cities/', import.meta.url));
/** Rules and codes of the state and the provinces: each says in which jurisdiction it holds. */
const lawFolder = fileURLToPath(new URL('../../../law/', import.meta.url));

/**
 * Opens the pack of a city. Days written as `{ "year": -2, "monthDay": "01-01" }` are relative to the year `anchor` (an invented
 * city whose plan runs over the year of seeding); without an anchor such a pack is refused. `folder` is for tests.
 */
export function openPack(code: string, options: { anchor?: number; folder?: string } = {}): Pack {
  const folder = options.folder ?? citiesFolder;
  const dir = join(folder, code);
  if (!/^[a-z][a-z0-9-]*$/.test(code) || !statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new PackError(code, [`no such city; there are: ${citiesIn(folder).join(', ') || 'none'}`]);
  const filesOf = (from: string, under = '') =>
    pathsIn(from).map((path) => [`${under}${path}`, readFileSync(join(from, path))] as const);
  const contents = new Map([...filesOf(dir), ...filesOf(lawFolder, 'law/')]);
  const anchor = options.anchor ?? null;
  const contentOf = (name: string): string => {
    const content = contents.get(name);
    if (content === undefined) throw new PackError(`${code}/${name}`, ['no such file in the pack']);
    return content.toString('utf8');
  };
  const read = <T extends z.ZodType>(name: string, schema: T): z.output<T> =>
    checked(`${code}/${name}`, resolveDays(`${code}/${name}`, parsedJson(`${code}/${name}`, contentOf(name)), anchor), schema);
  const head = read('city.json', citySchema);
  if (head.code !== code) throw new PackError(`${code}/city.json`, [`code: is ${head.code}, the folder is ${code}`]);
  return Object.freeze({
    city: head,
    dir,
    digest: digestOf(contents),
    anchor,
    files: [...contents.keys()],
    has: (name: string) => contents.has(name),
    read,
    readCsv: (name: string) => rowsOf(`${code}/${name}`, contentOf(name)),
    geojson: () => read('map.geojson', featureCollection),
  });
}

/** Codes of the packs in a folder, sorted. */
export const citiesIn = (folder: string = citiesFolder): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();

const pathsIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile() && !one.name.startsWith('.'))
    .map((one) => relative(dir, join(one.parentPath, one.name)).split(sep).join('/'))
    .sort();

function digestOf(contents: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [path, content] of contents) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

function parsedJson(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new PackError(file, [`not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

const relativeDay = z.strictObject({ year: z.number().int(), monthDay: z.string().regex(/^\d{2}-\d{2}$/) });

/** The same value with each relative day made a day of the anchor's calendar. */
function resolveDays(file: string, value: unknown, anchor: number | null): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveDays(file, one, anchor));
  if (typeof value !== 'object' || value === null) return value;
  const offset = relativeDay.safeParse(value);
  if (!offset.success)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveDays(file, one, anchor)]));
  if (anchor === null)
    throw new PackError(file, [`a day is relative (year ${offset.data.year}): open the pack with an anchor year`]);
  return `${String(anchor + offset.data.year).padStart(4, '0')}-${offset.data.monthDay}`;
}

function checked<T extends z.ZodType>(file: string, value: unknown, schema: T): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new PackError(
    file,
    result.error.issues.map((issue) => `${issue.path.map(String).join('.') || '(whole file)'}: ${issue.message}`),
  );
}

function rowsOf(file: string, content: string): Record<string, string>[] {
  try {
    return parseCsv<Record<string, string>>(content, { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new PackError(file, [error instanceof Error ? error.message : String(error)]);
  }
}
