// A reported figure: what a source says of a series, at a place, in a period. Fields, life, refusals, and what it adds to the ledger. Pure.
import { z } from 'zod';
import { day, lastDayOf, partialDay } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal, isZero, ratio } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { display } from '../indicators/indicator.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { source as factSource } from '../organizations/organization.ts';

/** Values that sources report, by series (`kind`) and length of period (`level`), on the last day of the period, at the reporting unit. */
export const reported = measure('reported', '', 6, ['approximate']);
/** Statements that a value is 0, one each: an amount of 0 leaves no entry, and nothing would tell it from a value that nobody gave. */
export const reportedNil = measure('reportedNil', 'statement', 0, ['approximate']);

const words = (max: number) => z.string().trim().min(1).max(max);
const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const digitsOf = (said: string): number => said.replace(/^-/, '').replace(/^0+/, '').replace('.', '').length;

/** In the base unit of the series (yuan, persons): a decimal of at most 15 digits. */
const value = decimal.refine((said) => digitsOf(said) <= 15, 'statistics:refusals.digits').meta({ title: 'statistics:value' });
/** what a source says of its number, where it is not exact. */
export const qualifiers = ['moreThan', 'expectedMoreThan', 'estimate', 'about'] as const;
const qualifier = z.enum(qualifiers).nullable().meta({ title: 'statistics:qualifier' });
const approximate = z.boolean().meta({ title: 'statistics:approximate' });
/** 口径 as the source tells it. */
const basis = text.nullable().meta({ title: 'statistics:basis' });
/** Where it is said; on which day stands beside it. `title` is the title of the source, or what the source calls the figure. */
export const source = factSource.omit({ statedOn: true }).extend({ title: words(200).nullable().default(null) });
const from = source.nullable().meta({ title: 'statistics:source' });
const statedOn = day.nullable().meta({ title: 'statistics:statedOn' });
const documentNumber = words(100).nullable().meta({ title: 'statistics:documentNumber' });
const reason = words(500).meta({ title: 'statistics:reason' });

export const ReportedFigureInput = z.strictObject({
  series: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .meta({ title: 'statistics:series' }),
  /** Reporting unit, or the city itself. */
  region: regionId.meta({ title: 'statistics:region' }),
  /** A part of the region of which alone it speaks (a park): then it never answers for the region. */
  scope: words(100).nullable().default(null).meta({ title: 'statistics:scope' }),
  /** A year, a month or a day; null where the source gives no date: then it answers for none. */
  period: partialDay.nullable().meta({ title: 'statistics:period' }),
  value,
  approximate: approximate.default(false),
  qualifier: qualifier.default(null),
  basis: basis.default(null),
  source: from.default(null),
  /** Day on which the source said it: recorded elsewhere on. */
  statedOn: statedOn.default(null),
  /** 文号 of the source document. */
  documentNumber: documentNumber.default(null),
  /** Why a value is right that lies far from the one before, or comes after figures of its period were published. */
  reason: reason.optional(),
});
export const ReportedFigureAmendment = z.strictObject({
  value: value.optional(),
  approximate: approximate.optional(),
  qualifier: qualifier.optional(),
  basis: basis.optional(),
  source: from.optional(),
  statedOn: statedOn.optional(),
  documentNumber: documentNumber.optional(),
  reason,
});

const officers = ['bureauOfficer', 'districtInCharge'] as const;
/**
 * What an officer reports waits until a second one has confirmed it, and so does a correction: until then the value before it counts.
 * `reported` is what stands and counts. What was entered before there was a second officer stands as it was stated.
 */
export const life = lifecycle('reportedFigure', {
  states: ['waiting', 'sentBack', 'reported', 'correcting', 'voided'],
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'waiting', by: officers, input: ReportedFigureInput },
    revise: { from: ['waiting', 'sentBack'], to: 'waiting', by: officers, input: ReportedFigureAmendment },
    confirm: { from: ['waiting', 'correcting'], to: 'reported', by: officers, counts: true },
    sendBack: { from: 'waiting', to: 'sentBack', by: officers, input: z.strictObject({ reason }) },
    amend: { from: ['reported', 'correcting'], to: 'correcting', by: officers, input: ReportedFigureAmendment },
    decline: { from: 'correcting', to: 'reported', by: officers, input: z.strictObject({ reason }) },
    void: {
      from: ['waiting', 'sentBack', 'reported', 'correcting'],
      to: 'voided',
      by: 'bureauOfficer',
      input: z.strictObject({ reason }),
      counts: true,
    },
  },
});

/** What a correction would put in the place of what stands. */
export const correction = z.object({
  value: decimal,
  approximate: z.boolean(),
  qualifier: z.enum(qualifiers).nullable(),
  basis: text.nullable(),
  source: source.nullable(),
  statedOn: z.string().nullable(),
  documentNumber: z.string().nullable(),
  reason: z.string(),
});
export type Correction = z.infer<typeof correction>;

export const fields = z.object({
  series: z.string(),
  seriesName: z.string(),
  region: z.string(),
  scope: z.string().nullable(),
  period: z.string().nullable(),
  /** Decimal string in the base unit. */
  value: decimal,
  unit: z.string(),
  display,
  approximate: z.boolean(),
  qualifier: z.enum(qualifiers).nullable(),
  basis: text.nullable(),
  source: source.nullable(),
  statedOn: z.string().nullable(),
  /** Whether it answers for its region: no value of a part of it, nor one without a date, does. */
  answers: z.boolean(),
  documentNumber: z.string().nullable(),
  /** A correction that waits for a second officer; the fields above are what counts until then. */
  correction: correction.nullable(),
  /** Day on which a second officer confirmed it; null while none has, and for what stood before there was one. */
  confirmedOn: z.string().nullable(),
  /** Why it was sent back, or its correction declined. */
  returned: z.string().nullable(),
  /** Whether the reader reported it, or proposed the correction: then another officer confirms. */
  own: z.boolean(),
});

export const reportedFigureRecords = recordKind({
  life,
  path: '/reported-figures',
  fields,
  filters: {
    /** Part of the name of a series. */
    q: z.string().trim().min(1).max(50).optional(),
    series: z.string().max(100).optional(),
    region: z.string().max(40).optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.enum(life.states).optional(),
    /** Those that wait for a second officer. */
    awaits: z.literal('confirmation').optional(),
    verified: z.enum(['yes', 'no']).optional(),
    /** Values of the regions themselves, or of parts of them. */
    scoped: z.enum(['yes', 'no']).optional(),
  },
  readers: 'public',
});

/** Two pairs of eyes: who reported it does not confirm it. */
export const ownReport = refusal('reportedFigure.ownReport', 409, 'statistics:refusals.ownReport');
export const duplicate = refusal('reportedFigure.duplicate', 409, 'statistics:refusals.duplicate');

/** Length of a period: entries of a year, of a month, of a single day never mix. */
export const spans = ['year', 'month', 'point'] as const;
export type Span = (typeof spans)[number];
export const spanOf = (period: string): Span => (period.length === 4 ? 'year' : period.length === 7 ? 'month' : 'point');

type Stated = {
  state: string;
  series: string;
  region: string;
  scope: string | null;
  period: string | null;
  value: string;
  approximate: boolean;
};

/** States in which the value counts: a correction that waits leaves the one before it standing. */
export const counting: readonly string[] = ['reported', 'correcting'];
/** Whether it answers for its region. */
export const answersFor = (of: Pick<Stated, 'state' | 'scope' | 'period'>): boolean =>
  counting.includes(of.state) && of.scope === null && of.period !== null;

/** One entry on the last day of its period, while it stands for the whole of its region. */
export function contributes(of: Stated): Posted[] {
  if (!answersFor(of) || of.period === null) return [];
  const { series: kind, region, value: amount, period } = of;
  const at = {
    on: lastDayOf(period),
    region,
    kind,
    level: spanOf(period),
    dimensions: { approximate: of.approximate ? 'yes' : 'no' },
  };
  return [isZero(amount) ? entry({ measure: reportedNil, amount: '1', ...at }) : entry({ measure: reported, amount, ...at })];
}

/** How many times a value may differ from the last one before somebody must say why: 万 or 亿 for the base unit is at least this far off. */
const usualFactor = 1000;

/** Whether a value is so far from the last one that its unit is in doubt. */
export function isFarFrom(value: string, last: string): boolean {
  const times = Math.abs(Number(ratio(value, last, 20) ?? '1'));
  return times !== 0 && (times >= usualFactor || times <= 1 / usualFactor);
}
