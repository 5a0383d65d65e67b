// Revisions: what later releases of the same day said, what is known now, and by how much that differs from what was published. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal, isZero, ratio, subtract } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { display, shownAs } from '../indicators/indicator.ts';
import { releaseRef, stages } from './release.ts';

export type Size = { change: string | null; share: string | null };
/** Decimals of a share: 0.0123 is 1.23 %. */
const places = 6;
/** How far a value is from the one before it; without one of them nothing, and from 0 no share. */
export function sizeOf(before: string | null, after: string | null): Size {
  if (before === null || after === null) return { change: null, share: null };
  const change = subtract(after, before);
  const base = before.startsWith('-') ? subtract('0', before) : before;
  return { change, share: isZero(base) ? null : ratio(change, base, places) };
}

/** What was said of one figure and place; `undefined`: it was not said, or is not told. */
export type Said = { published: string | null; later: readonly (string | null | undefined)[]; now: string | null | undefined };
const isSame = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && isZero(subtract(a, b)));
/**
 * Which of the later ones first said another value (its place, `now` behind all of them), and how far the last word is from what was published;
 * null where all said the same.
 */
export function revisionOf({ published, later, now }: Said): (Size & { first: number; last: string | null }) | null {
  const all = [...later, now];
  const first = all.findIndex((one) => one !== undefined && !isSame(one, published));
  if (first < 0) return null;
  const last = all.findLast((one) => one !== undefined) ?? null;
  return { first, last, ...sizeOf(published, last) };
}

const size = { change: decimal.nullable(), share: decimal.nullable() };
const revised = z.object({
  code: z.string(),
  /** Null: the whole city. */
  region: z.string().nullable(),
  published: decimal.nullable(),
  /** What each later release said, in the order of `releases`; null also where it does not hold the figure. */
  later: z.array(decimal.nullable()),
  /** What is known now; null also where the reader is not told. */
  now: decimal.nullable(),
  told: z.boolean(),
  /** Of the last word from what was published. */
  ...size,
  /** City day of the first release, or the first entry, that made another value of it; null where that is not told. */
  firstOn: day.nullable(),
  /** Records that made it, where the reader may see them: the newest, and how many entries there are. */
  records: z
    .object({
      count: z.number().int(),
      items: z.array(z.object({ kind: z.string(), id: z.string(), title: z.string().nullable(), amount: decimal })),
    })
    .nullable(),
});
export type Revised = z.infer<typeof revised>;

export const revisionsSaid = z.object({
  number: z.string(),
  asOf: day,
  knownAt: instant,
  /** Until when entries are in what is known now. */
  now: instant,
  /** Later releases of the same day, in the order of publishing. */
  releases: z.array(releaseRef.extend({ stage: z.enum(stages).nullable(), on: day })),
  /** Names and units of the figures that follow. */
  figures: z.array(z.object({ code: z.string(), name: text, unit: z.string(), display: shownAs })),
  revised: z.array(revised),
  /** Values that were compared and are as they were published. */
  same: z.number().int(),
  /** Values of which the reader is not told what is known now. */
  untold: z.number().int(),
});
export type RevisionsSaid = z.infer<typeof revisionsSaid>;

export const listRevisions = route({
  method: 'GET',
  path: '/releases/:id/revisions',
  summary: 'publishing:routes.revisions',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: revisionsSaid,
});

const vintage = z.object({
  release: releaseRef,
  stage: z.enum(stages).nullable(),
  on: day,
  value: decimal.nullable(),
  /** From the one before it of the same day. */
  ...size,
});
export type Vintage = z.infer<typeof vintage>;
/** What each release of a day said of a figure, and the steps between. */
export const listVintages = route({
  method: 'GET',
  path: '/vintages/:code',
  summary: 'publishing:routes.vintages',
  access: 'public',
  params: z.object({ code: z.string().max(100) }),
  query: z.strictObject({ region: z.string().max(40).optional() }),
  response: z.object({
    code: z.string(),
    name: z.string(),
    unit: z.string(),
    display,
    days: z.array(z.object({ asOf: day, vintages: z.array(vintage) })),
  }),
});

/** Steps from one to the next; what a release withheld is passed over. */
export function withSteps<V extends { value: string | null }>(all: readonly V[]): (V & Size)[] {
  let before: string | null = null;
  return all.map((one) => {
    const step = sizeOf(before, one.value);
    before = one.value ?? before;
    return { ...one, ...step };
  });
}
