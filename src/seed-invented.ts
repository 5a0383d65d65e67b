// What an invented city's operations are made of, as its pack says in `invented.json`: names, rounds of recognition, reported figures. Not the making.
import { z } from 'zod';
import { day } from './platform/shared/dates.ts';
import { text } from './platform/shared/words.ts';
import { stages } from './statistics/release.ts';

const weights = z.array(z.tuple([z.string().min(1), z.number().positive()])).min(1);
const names = z.array(z.string().min(1)).min(1);
const count = z.number().int().min(0);
const level = z.string().nullable();

/** A kind of organization: its share of all, what such bodies do (industry and the word for it in names), legal forms. */
const organizationSort = z.strictObject({
  kind: z.string(),
  share: z.number().positive(),
  /** First two characters of the credit code. */
  department: z.string().length(2),
  lines: z.array(z.tuple([z.string(), z.string()])).min(1),
  forms: weights,
});
export type OrganizationSort = z.infer<typeof organizationSort>;

const fixedOrganization = z.strictObject({
  name: z.string(),
  kind: z.string(),
  industry: z.string(),
  department: z.string().length(2),
  region: z.string(),
  size: z.string(),
});

/** A register over the years: what stood before, which rounds followed, who rose, who was removed. Target figures come from here. */
const register = z.strictObject({
  kind: z.string(),
  /** Title with `{place}`, `{region}`, `{brand}`, `{field}`, `{abroad}`, `{global}`, `{holder}`. */
  title: z.string(),
  /** Kind of the organization that holds it; `own` makes an organization of the title's name. */
  holder: z.string(),
  before: z.array(z.strictObject({ level, count })),
  rounds: z.array(z.strictObject({ on: day, level, count })),
  /** Whether it is a place with a region of its own. */
  own: z.boolean().default(false),
  /** Built first and finally accepted, then recognised. */
  builds: z.boolean().default(false),
  /** Month and day of the yearly evaluation. */
  evaluated: z
    .string()
    .regex(/^\d\d-\d\d$/)
    .nullable()
    .default(null),
  upgrades: z.array(z.strictObject({ on: day, from: z.string(), to: z.string(), count })).default([]),
  removals: z.array(z.strictObject({ on: day, count })).default([]),
  /** Entered in error and voided later; applied for and never recognised; recorded months late. */
  voids: count.default(0),
  unsuccessful: count.default(0),
  late: count.default(0),
  /** Grows with the size of the city; a register that a target measures does not. */
  scaled: z.boolean().default(false),
});
export type Register = z.infer<typeof register>;

/** Figures of a series: a value for each month of the plan's three years, or for each half-year of a stock. */
const series = z.strictObject({
  series: z.string(),
  /** Title of the return that the figures come from. */
  source: z.string().min(1),
  /** What a value is multiplied by. */
  unit: z.enum(['1', '1e8']),
  /** Whether a quick figure is given first and amended later. */
  flash: z.boolean(),
  years: z.array(z.array(z.number()).length(12)).length(3).optional(),
  halves: z.array(z.array(z.number()).length(2)).length(3).optional(),
});
export type SeriesPlan = z.infer<typeof series>;

const byLevel = z.record(z.string(), z.string());

export const invented = z.strictObject({
  note: text,
  places: weights,
  brands: z.strictObject({ first: names, second: names }),
  fields: names,
  abroad: names,
  global: names,
  /** Domain of invented addresses, of those that can never be real (RFC 2606). */
  mailDomain: z.string().endsWith('.example'),
  people: z.strictObject({ surnames: names, given: names }),
  issuers: byLevel,
  documents: byLevel,
  results: z.strictObject({ good: weights, failed: z.string() }),
  reasons: z.strictObject({ remove: names, void: names, amend: names, end: names, leave: names }),
  /** Weight of each reporting unit. */
  regions: z.record(z.string(), z.number().positive()),
  sizes: weights,
  organizations: z.strictObject({ count, sorts: z.array(organizationSort).min(1), fixed: z.array(fixedOrganization) }),
  registers: z.array(register).min(1),
  managers: z.strictObject({ count, transferBases: names }),
  series: z.array(series).min(1),
  /** Of places that are run: roads, buildings, what they are called, by which paper. */
  premises: z.strictObject({ addresses: z.string(), roads: names, buildings: names, phases: names, leases: names }),
  /** What officers ask when they send a return back, and why one is put right. */
  returns: z.strictObject({ queries: names, amendments: names }),
  /**
   * What is published each year, or in the years named (from 0): the day of the figures, how many days later at the earliest, how far settled, of
   * which publication, why corrected. `{year}` stands in title and period.
   */
  releases: z.array(
    z.strictObject({
      title: z.string().includes('{year}'),
      day: z.string().regex(/^\d\d-\d\d$/),
      after: z.number().int().min(1),
      stage: z.enum(stages),
      publication: z.string(),
      period: z.string().includes('{year}'),
      reason: z.string().nullable().default(null),
      years: z.array(z.number().int().min(0)).optional(),
    }),
  ),
  /** Values beside the returns: a yearly bulletin as a share of them, the last one not confirmed; and one that was sent back. */
  unconfirmed: z.strictObject({
    series: z.string(),
    bulletin: z.string().includes('{year}'),
    differs: z.array(z.number().positive()).max(3),
    sentBack: z.strictObject({
      series: z.string(),
      region: z.string(),
      period: day,
      value: z.string(),
      on: day,
      reason: z.string().min(1),
    }),
  }),
  /** Reports that came late, or never: then the city has no figure of that month for a while. */
  lateReports: z.array(z.strictObject({ series: z.string(), region: z.string(), month: day, reported: day.nullable() })),
});
export type Invented = z.infer<typeof invented>;
