// The monthly draw of registrations that another registry checks: by a published seed, so that anybody can repeat it. Pure.

/** Two in a hundred, at least one. */
export const sampleSize = (registrations: number): number => (registrations === 0 ? 0 : Math.ceil(registrations / 50));

/** What is hashed for one registration: the seed, the registry's code and the contract's own number, a line each. */
export const drawText = (seed: string, code: string, number: string): string => `${seed}\n${code}\n${number}`;

/**
 * The numbers that are drawn, in the order of the draw: those whose hash (SHA-256 in hexadecimal) is lowest. Whoever has the seed, the
 * code and the numbers gets the same ones, in whatever order the numbers come.
 */
export function draw(of: { seed: string; code: string; numbers: readonly string[] }, hash: (text: string) => string): string[] {
  const all = [...new Set(of.numbers)].map((number) => ({ number, at: hash(drawText(of.seed, of.code, number)) }));
  all.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return all.slice(0, sampleSize(all.length)).map((one) => one.number);
}
