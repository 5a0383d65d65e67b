// A text cut where marks begin and end: each piece with the strongest mark that lies on it. Pure.

export const tones = ['bad', 'warn', 'good', 'field'] as const;
export type Tone = (typeof tones)[number];
export type Mark = { from: number; to: number; tone: Tone };
export type Segment = { from: number; to: number; tone: Tone | null };

/** Pieces in their order, without gaps; of marks that lie on one another the first of `tones` is shown. */
export function segmentsOf(length: number, marks: readonly Mark[]): Segment[] {
  const sound = marks.filter(({ from, to }) => from >= 0 && from < to && to <= length);
  const cuts = [...new Set([0, length, ...sound.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  const begins = [...sound].sort((a, b) => a.from - b.from);
  const found: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (const [at, from] of cuts.entries()) {
    const to = cuts[at + 1];
    if (to === undefined) break;
    open = open.filter((one) => one.to > from);
    for (let one = begins[next]; one && one.from <= from; one = begins[next]) {
      open.push(one);
      next += 1;
    }
    const tone = tones.find((of) => open.some((one) => one.tone === of)) ?? null;
    const last = found.at(-1);
    if (last && last.tone === tone) last.to = to;
    else found.push({ from, to, tone });
  }
  return found;
}
