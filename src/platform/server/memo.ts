// Keeps answers that never change for their key (a settled figure, what was made of the entries of an instant): nothing is invalidated, the oldest go first.

/** A memo of at most `size` answers; a failed one is not kept. */
export function memo<T>(size: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const before = kept.get(key);
    if (before) return before;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
