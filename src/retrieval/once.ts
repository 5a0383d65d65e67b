// One string for all equal ones, and one list or row where these are of few kinds: rows of a table bring each code, each keyword and each owner's id anew, which is more than half of what a book of them weighs. Pure.

/** Give it what takes few values: what was met once is kept. */
export function openOnce() {
  const met = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const rows = new Map<string, object>();
  /** The equal string that was met first. */
  const one = <T extends string | null>(said: T): T => {
    if (said === null) return said;
    const known = met.get(said);
    if (known !== undefined) return known as T;
    met.set(said, said);
    return said;
  };
  return {
    one,
    /** A list of such strings. */
    each: <T extends string>(said: readonly T[]): T[] => said.map(one),
    /** The equal list that was met first: for lists of few kinds. */
    list: <T extends string>(said: readonly T[]): readonly T[] => {
      const key = said.join('\n');
      const known = lists.get(key);
      if (known !== undefined) return known as readonly T[];
      const made = said.map(one);
      lists.set(key, made);
      return made;
    },
    /** The equal row of strings that was met first: for rows of few kinds, each written with the same keys. */
    row: <T extends Readonly<Record<string, string | null>>>(said: T): T => {
      const key = JSON.stringify(Object.entries(said));
      const known = rows.get(key);
      if (known !== undefined) return known as T;
      rows.set(key, said);
      return said;
    },
  };
}
export type Once = ReturnType<typeof openOnce>;
