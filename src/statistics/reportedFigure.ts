// A reported figure: what a source said for a series, a place and a period. Pure: server and web both read it.
import { z } from 'zod';
import { day, lastDayOf, partialDay } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { source } from '../organizations/organization.ts';

/** Reported values of all series: the series stands in the entry's `kind`, the length of its period in `level`. */
export const reported = measure('reported', '', 6);

const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const words = (max: number) => z.string().trim().min(1).max(max);

export const ReportedFigureInput = z.strictObject({
  series: z.string().regex(/^[a-z][a-z0-9-]*$/).meta({ title: 'statistics:series' }),
  region: regionId.meta({ title: 'statistics:region' }),
  /** A place inside the region (a park): such a value never answers for the region. */
  scope: words(100).nullable().default(null).meta({ title: 'statistics:scope' }),
  /** A year, a month or a day; null where the source tells none: then it answers for no day. */
  period: partialDay.nullable().meta({ title: 'statistics:period' }),
  /** In the base unit: 450亿元 is `"45000000000"`. */
  value: decimal.meta({ title: 'statistics:value' }),
  /** About, more than or expected to be: as the source says. */
  approximate: z.boolean().default(false).meta({ title: 'statistics:approximate' }),
  basis: text.nullable().default(null).meta({ title: 'statistics:basis' }),
  source: source.nullable().default(null).meta({ title: 'statistics:source' }),
  /** Day on which it was stated elsewhere; null where not known. */
  statedOn: day.nullable().default(null).meta({ title: 'statistics:statedOn' }),
});

const reason = words(500).meta({ title: 'statistics:reason' });
export const life = lifecycle('reportedFigure', {
  states: ['reported', 'voided'],
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'reported', by: ['bureauOfficer', 'districtInCharge'], input: ReportedFigureInput, counts: true },
    amend: {
      from: 'reported',
      to: 'reported',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({ value: decimal.meta({ title: 'statistics:value' }), approximate: z.boolean().optional().meta({ title: 'statistics:approximate' }), reason }),
      counts: true,
    },
    void: { from: 'reported', to: 'voided', by: 'bureauOfficer', input: z.strictObject({ reason }), counts: true },
  },
});

export const fields = z.object({
  series: z.string(),
  seriesName: z.string(),
  region: z.string(),
  scope: z.string().nullable(),
  period: z.string().nullable(),
  value: decimal,
  unit: z.string(),
  display: z.object({ unit: z.string(), factor: z.string() }),
  approximate: z.boolean(),
  basis: text.nullable(),
  source: source.nullable(),
  statedOn: z.string().nullable(),
});

export const reportedFigures = recordKind({
  life,
  path: '/reported-figures',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    series: z.string().max(100).optional(),
    region: z.string().max(40).optional(),
    state: z.enum(['reported', 'voided']).optional(),
    verified: z.enum(['yes', 'no']).optional(),
  },
  readers: 'public',
});

export const unknownSeries = refusal('reportedFigure.unknownSeries', 422, 'statistics:refusals.unknownSeries');
export const duplicate = refusal('reportedFigure.duplicate', 409, 'statistics:refusals.duplicate');

/** The entry of a reported value. A scoped one, one without a period and a voided one add nothing. */
export function contributes(row: { state: string; series: string; region: string; scope: string | null; period: string | null; value: string }): Posted[] {
  if (row.state === 'voided' || row.scope !== null || row.period === null) return [];
  const level = row.period.length === 4 ? 'year' : row.period.length === 7 ? 'month' : 'point';
  return [entry({ measure: reported, amount: row.value, on: lastDayOf(row.period), region: row.region, kind: row.series, level, dimensions: {} })];
}
