// A release: all figures of a day, frozen as they were known at a settled instant, numbered, and reproducible for ever. Pure; not its computing.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { shownAs } from '../indicators/indicator.ts';
import { period } from '../forms/period.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** 初步数 and 最终数: figures that are still expected to change, and figures that change only by a correction. */
export const stages = ['provisional', 'final'] as const;
export type Stage = (typeof stages)[number];

export const ReleaseInput = z.strictObject({
  title: z.string().trim().min(1).max(200).meta({ title: 'statistics:release.title' }),
  /** Day of the figures, today at the latest. */
  asOf: day.meta({ title: 'statistics:release.asOf' }),
  /** What nobody calls final is provisional. */
  stage: z.enum(stages).default('provisional').meta({ title: 'publishing:stage' }),
  /** Code of a publication of the calendar, with the period that it is of: both or neither. */
  publication: z.string().max(60).nullable().default(null).meta({ title: 'publishing:publication' }),
  period: period.nullable().default(null).meta({ title: 'publishing:period' }),
  /** Why figures that were called final are corrected. */
  reason: z.string().trim().min(2).max(500).nullable().default(null).meta({ title: 'publishing:reason' }),
});

export const life = lifecycle('release', {
  states: ['published'],
  parties: [],
  /** Creating is publishing: there is no draft, since its figures are those of one settled instant. */
  actions: { create: { from: 'nothing', to: 'published', by: 'bureauOfficer', input: ReleaseInput } },
});

/** A figure as it was published: with the definition of that day in short, so that it can be read without the pack. */
export const frozenFigure = z.object({
  code: z.string(),
  name: text,
  unit: z.string(),
  display: shownAs,
  /** First day of the definition that was in force. */
  definedFrom: day,
  /** Decimal string in the base unit; null is "no data". */
  value: decimal.nullable(),
  source: z.enum(['register', 'reported', 'sum', 'formula']).nullable(),
  /** By district, functional areas counted in their districts; empty where there is no breakdown. */
  regions: z.array(z.object({ region: z.string(), value: decimal.nullable() })),
});
export type FrozenFigure = z.infer<typeof frozenFigure>;

/** Another release of the same day. */
export const releaseRef = z.object({ id: z.string(), number: z.string() });
export type ReleaseRef = z.infer<typeof releaseRef>;

export const fields = z.object({
  /** `2026-001`, without gaps in a year. */
  number: z.string(),
  title: z.string(),
  asOf: day,
  /** Null of releases from before stages were told. */
  stage: z.enum(stages).nullable(),
  publication: z.object({ code: z.string(), name: z.string() }).nullable(),
  period: z.string().nullable(),
  reason: z.string().nullable(),
  /** How it stands to other releases of its day (releaseStanding.ts). */
  standing: z.object({
    supersedes: z.array(releaseRef),
    supersededBy: releaseRef.nullable(),
    corrects: z.array(releaseRef),
    correctedBy: z.array(releaseRef),
  }),
  /** What was recorded before this instant is in the figures. */
  knownAt: instant,
  packDigest: z.string(),
  packVersion: z.string(),
  anchor: z.number().int().nullable(),
  /** The figures; null in a list. */
  figures: z.array(frozenFigure).nullable(),
});

export const releaseRecords = recordKind({
  life,
  path: '/releases',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    asOf: day.optional(),
    stage: z.enum(stages).optional(),
    publication: z.string().max(60).optional(),
  },
  readers: 'public',
});

export const isCorrection = refusal('release.correction', 409, 'publishing:refusals.correction');
export const finalAlready = refusal('release.finalAlready', 409, 'publishing:refusals.finalAlready');

/** One value that is not as it was published. `region` is null for the whole city. */
export const releaseDifference = z.object({
  code: z.string(),
  region: z.string().nullable(),
  was: decimal.nullable(),
  is: decimal.nullable(),
});
export type ReleaseDifference = z.infer<typeof releaseDifference>;

const then = <T extends z.ZodType>(of: T) => z.object({ published: of, now: of });
/** Recomputes the figures of a release. With the same pack they are the same for ever; with another one definitions may differ. */
export const checkRelease = route({
  method: 'GET',
  path: '/releases/:id/check',
  summary: 'statistics:routes.check',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: z.object({
    same: z.boolean(),
    /** Whether pack and anchor year are those of the release. */
    samePack: z.boolean(),
    figures: z.number().int(),
    differs: z.array(releaseDifference),
    packDigest: then(z.string()),
    packVersion: then(z.string()),
    anchor: then(z.number().int().nullable()),
    knownAt: instant,
  }),
});

/** What differs between published figures and recomputed ones, value by value. */
export function differencesOf(published: readonly FrozenFigure[], now: readonly FrozenFigure[]): ReleaseDifference[] {
  const valuesOf = (all: readonly FrozenFigure[]) =>
    new Map(
      all.flatMap((one) => [
        [`${one.code} `, one.value] as const,
        ...one.regions.map(({ region, value }) => [`${one.code} ${region}`, value] as const),
      ]),
    );
  const [before, after] = [valuesOf(published), valuesOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    if (was === is) return [];
    const [code = '', region = ''] = key.split(' ');
    return [{ code, region: region === '' ? null : region, was, is }];
  });
}
