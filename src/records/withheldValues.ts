// What of a record only some of its readers learn, taken out of what an event says of it and put back. Pure; who reads it a kind says.
type Said = Readonly<Record<string, unknown>>;

/** A column (`spot_check`), or a key of each element of a list in one (`objections[].rechecker`). */
export type WithheldPath<R> = {
  [C in keyof R & string]: C | (R[C] extends readonly (infer E)[] ? `${C}[].${keyof E & string}` : never);
}[keyof R & string];

/** One line of what a history tells those who read it: text as it was written, or words of its own. */
export type ToldLine = { title: string } & ({ text: string } | { words: string });

/** `open` stands in the text of an event; of `withheld`, by path, only digests do. */
export type Parted = { open: Record<string, unknown>; withheld: Record<string, unknown> };

const inList = (path: string): [column: string, key: string] | null => {
  const at = path.indexOf('[].');
  return at < 0 ? null : [path.slice(0, at), path.slice(at + 3)];
};
const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value);
const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Where nothing is said nothing is taken out: that a column is empty tells nobody anything. */
export function parted(said: Said, paths: readonly string[]): Parted {
  const open: Record<string, unknown> = { ...said };
  const withheld: Record<string, unknown> = {};
  for (const path of paths) {
    const of = inList(path);
    if (of === null) {
      if (isBlank(open[path])) continue;
      withheld[path] = open[path];
      delete open[path];
      continue;
    }
    const [column, key] = of;
    const list = open[column];
    if (!Array.isArray(list)) continue;
    const held = list.flatMap((one: unknown, at) => (isObject(one) && Object.hasOwn(one, key) ? [[String(at), one[key]]] : []));
    if (held.every(([, value]) => isBlank(value))) continue;
    withheld[path] = Object.fromEntries(held) as Said;
    open[column] = list.map((one: unknown) => (isObject(one) ? without(one, key) : one));
  }
  return { open, withheld };
}

/** The record as it was before it was parted. */
export function whole(open: Said, withheld: Said): Record<string, unknown> {
  const said: Record<string, unknown> = { ...open };
  for (const [path, value] of Object.entries(withheld)) {
    const of = inList(path);
    if (of === null) {
      said[path] = value;
      continue;
    }
    const [column, key] = of;
    const list = said[column];
    if (!Array.isArray(list) || !isObject(value)) continue;
    said[column] = list.map((one: unknown, at) =>
      isObject(one) && Object.hasOwn(value, String(at)) ? { ...one, [key]: value[String(at)] } : one,
    );
  }
  return said;
}

/** The record as who may not read it is shown it: nothing is said there. */
export function veiled<R extends Said>(said: R, paths: readonly string[]): R {
  const { withheld } = parted(said, paths);
  const blank = (value: unknown): unknown => (Array.isArray(value) ? [] : null);
  const none = Object.entries(withheld).map(([path, value]) => [
    path,
    inList(path) !== null && isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([at, one]) => [at, blank(one)]))
      : blank(value),
  ]);
  return { ...said, ...whole(said, Object.fromEntries(none) as Said) };
}

const without = (of: Said, key: string): Said => Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));
