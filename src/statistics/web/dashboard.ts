// Which figures a dashboard shows. Pure.

/** More than these are no longer seen at one look. */
export const most = 12;
const first = 6;

/** Those that the address names, in its order; else the first that have a value. What there is not is left out. */
export function chosenOf(figures: readonly { code: string; value: string | null }[], named: string | undefined): string[] {
  if (named === undefined) return figures.flatMap(({ code, value }) => (value === null ? [] : [code])).slice(0, first);
  const known = new Set(figures.map(({ code }) => code));
  return [...new Set(named.split(','))].filter((code) => known.has(code)).slice(0, most);
}

/** Of a share in per cent: by how many points it differs from the year before. */
export const pointsOn = (now: string | null, before: string | null | undefined): number | null =>
  now === null || before === null || before === undefined ? null : Number(now) - Number(before);

/** `+0.24`, `−1.5`: at most two decimals. */
export const signed = (points: number): string => {
  const size = String(Math.round(Math.abs(points) * 100) / 100);
  return points < 0 ? `−${size}` : `+${size}`;
};

/** Growth on the year as a share; null where there is nothing to compare with. */
export function onYear(now: string | null, before: string | null | undefined): number | null {
  const base = Number(before ?? 0);
  return now === null || base === 0 ? null : (Number(now) - base) / Math.abs(base);
}
