// A recognition: a title of a kind and level, its stages, and what it adds to the ledger. Pure: server and web both read it.
import { z } from 'zod';
import { day, partialDay } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { refusal } from '../platform/shared/errors.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { source } from '../organizations/organization.ts';
import { enteredStages, stageCodes } from './kind.ts';

const words = (max: number) => z.string().trim().min(1).max(max);
const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const code = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
/** Every stage but that of what never held. */
const notVoided = [...enteredStages, 'removed'] as const;

/** Everything that may be said of a recognition; what creating and correcting ask is made of it. */
const said = {
  /** Organization that holds or operates it; null where not known. */
  organization: z.uuid().nullable().meta({ title: 'recognitions:organization' }),
  title: line(200).meta({ title: 'recognitions:title' }),
  kind: code.meta({ title: 'recognitions:kind' }),
  level: code.nullable().meta({ title: 'recognitions:level' }),
  /** Its own reporting unit; without one it is counted where its organization reports. */
  region: regionId.nullable().meta({ title: 'recognitions:region' }),
  /** As said: a day, a month or a year alone. */
  recognisedOn: partialDay.nullable().meta({ title: 'recognitions:recognisedOn' }),
  issuer: line(200).nullable().meta({ title: 'recognitions:issuer' }),
  documentNumber: line(100).nullable().meta({ title: 'recognitions:documentNumber' }),
  /** Where this is known from; null for what the house itself was told. */
  source: source.nullable().meta({ title: 'recognitions:source' }),
};

export const RecognitionInput = z.strictObject({
  ...said,
  organization: said.organization.default(null),
  level: said.level.default(null),
  region: said.region.default(null),
  recognisedOn: said.recognisedOn.default(null),
  issuer: said.issuer.default(null),
  documentNumber: said.documentNumber.default(null),
  stage: z.enum(enteredStages).optional().meta({ title: 'recognitions:stage' }),
  source: said.source.default(null),
});

const on = day.optional().meta({ title: 'recognitions:on' });
const staged = z.strictObject({ on, documentNumber: line(100).optional().meta({ title: 'recognitions:documentNumber' }) });
const reason = words(500).meta({ title: 'recognitions:reason' });

/**
 * What was wrong from the start, a slip or a misreading, is corrected by name; what is not named stays. `level` and `region` are those
 * of the first statement, `recognisedOn` and `removedOn` the days of that stage: what changed since is a statement of its own.
 */
export const Correction = z
  .strictObject({ ...said, removedOn: day.meta({ title: 'recognitions:removedOn' }) })
  .partial()
  .extend({ reason });

/** Officers of the city act everywhere, those of a district in their own. */
const officers = ['bureauOfficer', 'districtInCharge'] as const;
const standing = ['recognised', 'evaluated', 'finallyAccepted'] as const;

export const life = lifecycle('recognition', {
  states: stageCodes,
  parties: ['districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: { field: 'stage', among: enteredStages, otherwise: 'applied' },
      by: officers,
      input: RecognitionInput,
      counts: true,
    },
    recommend: { from: ['known', 'applied'], to: 'recommended', by: officers, input: staged, counts: true },
    giveNotice: {
      from: ['known', 'applied', 'recommended'],
      to: 'publicNotice',
      by: 'bureauOfficer',
      input: staged,
      counts: true,
    },
    construct: {
      from: ['known', 'recommended', 'publicNotice'],
      to: 'underConstruction',
      by: 'bureauOfficer',
      input: staged,
      counts: true,
    },
    acceptFinally: {
      from: ['known', 'underConstruction'],
      to: 'finallyAccepted',
      by: 'bureauOfficer',
      input: staged,
      counts: true,
    },
    recognise: {
      from: ['known', 'applied', 'recommended', 'publicNotice', 'underConstruction', 'finallyAccepted', 'removed'],
      to: 'recognised',
      by: 'bureauOfficer',
      input: staged,
      counts: true,
    },
    evaluate: {
      from: standing,
      to: 'evaluated',
      by: 'bureauOfficer',
      input: staged.extend({ result: words(40).optional().meta({ title: 'recognitions:result' }) }),
      counts: true,
    },
    /** A change of level from a day on, up or down; may be dated back. */
    upgrade: {
      from: [...standing, 'known'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({ level: code.meta({ title: 'recognitions:level' }), on: day.meta({ title: 'recognitions:on' }) }),
      counts: true,
    },
    move: {
      from: [...standing, 'known', 'applied', 'recommended', 'publicNotice', 'underConstruction'],
      to: 'same',
      by: officers,
      input: z.strictObject({
        region: regionId.meta({ title: 'recognitions:region' }),
        on: day.meta({ title: 'recognitions:on' }),
      }),
      counts: true,
    },
    /** Ends from a day on: it held until then. */
    remove: {
      from: standing,
      to: 'removed',
      by: 'bureauOfficer',
      input: z.strictObject({ on: day.meta({ title: 'recognitions:on' }), reason }),
      counts: true,
    },
    /** Never valid, a duplicate or an error: what it counted is taken back on the old days. */
    void: {
      from: notVoided,
      to: 'voided',
      by: 'bureauOfficer',
      input: z.strictObject({ reason }),
      counts: true,
    },
    correct: {
      from: notVoided,
      to: 'same',
      by: 'bureauOfficer',
      input: Correction,
      counts: true,
    },
    /** A fact of another record that its figures use has changed. */
    recalculate: { from: stageCodes, to: 'same', by: 'clock', counts: true },
  },
});

/** What was stated of it, dated as said; `saidOn` is the day of stating, used where no day is known. */
export const statement = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('stage'),
    stage: z.enum(stageCodes),
    on: partialDay.nullable(),
    saidOn: day,
    documentNumber: z.string().nullable(),
    result: z.string().nullable(),
  }),
  z.strictObject({ what: z.literal('level'), level: code.nullable(), on: partialDay.nullable(), saidOn: day }),
  z.strictObject({ what: z.literal('region'), region: regionId.nullable(), on: partialDay.nullable(), saidOn: day }),
]);
export type Statement = z.infer<typeof statement>;

export const fields = z.object({
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  title: z.string(),
  recognitionKind: z.string(),
  kindName: z.string(),
  level: z.string().nullable(),
  levelName: z.string().nullable(),
  stage: z.enum(stageCodes),
  /** Its own reporting unit, and the one where it is counted: without one of its own where its organization reports. */
  region: z.string().nullable(),
  countedIn: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  recognisedOn: z.string().nullable(),
  removedOn: z.string().nullable(),
  source: source.nullable(),
  statements: z.array(statement),
});

export const recognitionRecords = recordKind({
  life,
  path: '/recognitions',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    /** One kind or several, separated by commas. */
    kind: z.string().max(300).optional(),
    level: z.string().max(100).optional(),
    region: z.string().max(40).optional(),
    state: z.string().max(200).optional(),
    organization: z.uuid().optional(),
    verified: z.enum(['yes', 'no']).optional(),
    /** The register as it stood at the end of this day. */
    asOf: day.optional(),
  },
  readers: 'public',
});

export const unknownKind = refusal('recognition.unknownKind', 422, 'recognitions:refusals.unknownKind');
export const unknownLevel = refusal('recognition.unknownLevel', 422, 'recognitions:refusals.unknownLevel');
export const beforePast = refusal('recognition.beforePast', 422, 'recognitions:refusals.beforePast');
export const nothingCorrected = refusal('recognition.nothingCorrected', 422, 'recognitions:refusals.nothingCorrected');
export const inFuture = refusal('recognition.inFuture', 422, 'recognitions:refusals.inFuture');
export const duplicate = refusal('recognition.duplicate', 409, 'recognitions:refusals.duplicate');
