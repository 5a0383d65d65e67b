// What must be there by how the house is built; its absence is a fault of ours, not of a user's. Pure.

/** The value, or an error that says what is missing. */
export function sure<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is not there`);
  return value;
}
