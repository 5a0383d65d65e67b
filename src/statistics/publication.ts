// The publication calendar (发布日程): what is published of which periods, by when, how far settled. Dated data of the pack, and the days that follow. Pure.
import { z } from 'zod';
import { addDays, day, daysBetween } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import type { WorkingDays } from '../platform/shared/workingDays.ts';
import { text } from '../platform/shared/words.ts';
import { period, lengthOf, periodAfter, periodOf, spanOf } from '../forms/period.ts';
import { endOrYear } from '../records/waits.ts';
import { releaseRef, stages } from './release.ts';
import { term } from './reporting.ts';

/** publications.json of a pack; a city whose pack has none has no calendar, and says so. */
export const publication = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: text,
  every: z.enum(['month', 'quarter', 'year']),
  /** Periods that end on or after the first and not after the last day: a rule that changes ends, and another of the same code follows it. */
  from: day,
  to: day.nullable(),
  /** Indicators that it holds; null: all. */
  indicators: z.array(z.string()).min(1).nullable(),
  stage: z.enum(stages),
  within: term,
  /** On whose word: a work plan, a measure, a year's schedule. */
  basis: text,
});
export type Publication = z.infer<typeof publication>;

/** What is wrong in a pack's calendar, one sentence each. */
export function publicationFaults(all: readonly Publication[], { indicators }: { indicators: readonly string[] }): string[] {
  const unknown = all.flatMap(({ code, indicators: held }) =>
    (held ?? []).flatMap((one) => (indicators.includes(one) ? [] : [`${code}: no indicator ${one}`])),
  );
  const together = [...Map.groupBy(all, ({ code }) => code)].flatMap(([code, own]) =>
    own.flatMap((one, at) => {
      const before = own[at - 1];
      if (one.to !== null && one.to < one.from) return [`${code}: ends before it begins`];
      if (before && (before.to === null || one.from <= before.to)) return [`${code}: the rule from ${one.from} overlaps another`];
      return [];
    }),
  );
  return [...unknown, ...together];
}

const holds = ({ from, to }: Publication, end: string): boolean => from <= end && (to === null || end <= to);

/** The rule of a code for a period; null where there is none, or the period has another length. */
export const publicationOf = (all: readonly Publication[], code: string, of: string): Publication | null =>
  all.find((one) => one.code === code && one.every === lengthOf(of) && holds(one, spanOf(of).to)) ?? null;

/** One publication of one period: until when, or which year of the working days nobody has published. */
export type Dated = { of: Publication; period: string; end: string; due: string | null; unpublished: number | null };

/** Longest time between the end of a period and the day that its publication is due. */
const longest = 1100;
/** What falls due between two days, or in a year of them that nobody has published: that stands by the end of its period. In the order of days. */
export function datedBetween(
  all: readonly Publication[],
  calendar: WorkingDays,
  { from, to }: { from: string; to: string },
): Dated[] {
  const days = ({ due, end }: Dated): string => due ?? end;
  return all
    .flatMap((of) => {
      const found: Dated[] = [];
      const first = of.from > addDays(from, -longest) ? of.from : addDays(from, -longest);
      for (let one = periodOf(of.every, first); spanOf(one).to <= to; one = periodAfter(one)) {
        const end = spanOf(one).to;
        if (!holds(of, end)) continue;
        const { on: due, unpublished } = endOrYear(calendar, end, of.within);
        found.push({ of, period: one, end, due, unpublished });
      }
      return found;
    })
    .filter(({ end, due, unpublished }) =>
      due === null ? end <= to && `${unpublished ?? end.slice(0, 4)}-12-31` >= from : due >= from && due <= to,
    )
    .sort((a, b) => (days(a) === days(b) ? (a.of.code < b.of.code ? -1 : 1) : days(a) < days(b) ? -1 : 1));
}

export const publicationStates = ['published', 'due', 'late', 'coming'] as const;
export type PublicationState = (typeof publicationStates)[number];
/** How it stands: `days` until it is due, by which it is late, or by which it was published late; null where no day can be told. */
export function stateOf({ end, due }: Pick<Dated, 'end' | 'due'>, publishedOn: string | null, today: string) {
  const past = (on: string): number | null => (due === null ? null : Math.max(0, daysBetween(due, on)));
  if (publishedOn !== null) return { state: 'published' as const, days: past(publishedOn) };
  if (due !== null && today > due) return { state: 'late' as const, days: past(today) };
  return { state: today > end ? ('due' as const) : ('coming' as const), days: due === null ? null : daysBetween(today, due) };
}

export const publicationSaid = z.object({
  code: z.string(),
  name: z.string(),
  every: publication.shape.every,
  stage: z.enum(stages),
  from: day,
  to: day.nullable(),
  /** Names of what it holds; null: all. */
  indicators: z.array(z.object({ code: z.string(), name: z.string() })).nullable(),
  within: term,
  basis: z.string(),
});
export const datedSaid = z.object({
  code: z.string(),
  name: z.string(),
  stage: z.enum(stages),
  period,
  /** Last day of the period: the day of the figures. */
  asOf: day,
  dueOn: day.nullable(),
  /** Year whose working days nobody has published: the due day cannot be told yet. */
  unpublished: z.number().int().nullable(),
  state: z.enum(publicationStates),
  days: z.number().int().nullable(),
  /** The release that it came out in, and on which day. */
  release: releaseRef.extend({ on: day }).nullable(),
});
export type DatedSaid = z.infer<typeof datedSaid>;

export const listPublications = route({
  method: 'GET',
  path: '/publications',
  summary: 'publishing:routes.publications',
  access: 'public',
  response: z.object({
    today: day,
    /** Whether the city has a calendar at all. */
    known: z.boolean(),
    rules: z.array(publicationSaid),
    /** A year back and a year ahead, the first due first. */
    items: z.array(datedSaid),
  }),
});

/** Where it is published: the form with what is known already. */
export const pageOfDue = ({ asOf, stage, code, period: of, name }: DatedSaid): string =>
  `/releases/new?${new URLSearchParams({ asOf, stage, publication: code, period: of, title: `${name} ${of}` }).toString()}`;
