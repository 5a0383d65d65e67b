// One string for all equal ones: rows of a table bring each code and each owner's id anew, which is more than half of what a book of them weighs. Pure.

/** Of the values named, those that are strings (or short lists of them) become the one that was met first. Give it what takes few values. */
export function openOnce() {
  const met = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const once = (said: string): string => {
    const known = met.get(said);
    if (known !== undefined) return known;
    met.set(said, said);
    return said;
  };
  const listOnce = (said: readonly string[]): readonly string[] => {
    const key = said.join('\n');
    const known = lists.get(key);
    if (known !== undefined) return known;
    const made = said.map(once);
    lists.set(key, made);
    return made;
  };
  return <R extends object>(row: R, of: readonly (keyof R)[]): R => {
    const made = { ...row };
    for (const key of of) {
      const value: unknown = row[key];
      if (typeof value === 'string') Object.assign(made, { [key]: once(value) });
      else if (Array.isArray(value)) Object.assign(made, { [key]: listOnce(value) });
    }
    return made;
  };
}
