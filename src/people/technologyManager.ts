// A technology manager: fields, life, refusals. Pure: server and web both read it. Not an account, and not what a manager counts for (contributes.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { refusal } from '../platform/shared/errors.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const words = (max: number) => z.string().trim().min(1).max(max);

/** Levels of the certificate (初级、中级、高级), lowest first. */
export const certificateLevels = ['junior', 'intermediate', 'senior'] as const;
export type CertificateLevel = (typeof certificateLevels)[number];

const name = line(50).meta({ title: 'people:name' });
const certificateNumber = line(60).nullable().meta({ title: 'people:certificateNumber' });
const phone = line(40).nullable().meta({ title: 'people:phone' });
const level = z.enum(certificateLevels).meta({ title: 'people:certificateLevel' });
const issuedOn = day.meta({ title: 'people:issuedOn' });
const validTo = day.nullable().meta({ title: 'people:validTo' });
const trainingBase = line(200).nullable().meta({ title: 'people:trainingBase' });
const technologyFields = z.array(line(60)).max(20).meta({ title: 'people:technologyFields' });
/** Name of the account with which the manager signs in; it must have the role. */
const account = words(64).nullable().meta({ title: 'people:account' });
const organization = z.uuid().meta({ title: 'people:organization' });
const reason = words(500).meta({ title: 'people:reason' });
const on = day.meta({ title: 'people:on' });

export const TechnologyManagerInput = z.strictObject({
  name,
  certificateNumber: certificateNumber.default(null),
  phone: phone.default(null),
  certificateLevel: level,
  issuedOn,
  /** Last day of the certificate; null for one without end. */
  validTo: validTo.default(null),
  trainingBase: trainingBase.default(null),
  technologyFields: technologyFields.default([]),
  account: account.default(null),
});
/** A correction: what is not named stays. Level and last day are those of the latest certificate, the day of issue that of the first. */
export const TechnologyManagerEdit = z.strictObject({
  name: name.optional(),
  certificateNumber: certificateNumber.optional(),
  phone: phone.optional(),
  certificateLevel: level.optional(),
  issuedOn: issuedOn.optional(),
  validTo: validTo.optional(),
  trainingBase: trainingBase.optional(),
  technologyFields: technologyFields.optional(),
  account: account.optional(),
});
/** A further certificate from a day on, the day of the act unless said; the level stays unless said. */
export const Renewal = z.strictObject({ validTo, on: on.optional(), certificateLevel: level.optional() });

const officers = ['bureauOfficer', 'districtOfficer'] as const;

export const life = lifecycle('technologyManager', {
  states: ['registered', 'erased', 'voided'],
  parties: ['self', 'affiliated'],
  actions: {
    create: { from: 'nothing', to: 'registered', by: officers, input: TechnologyManagerInput },
    edit: { from: 'registered', to: 'same', by: officers, input: TechnologyManagerEdit, counts: true },
    /** States where the manager works from a day on; it ends the affiliation before on that day, and counts once confirmed. */
    affiliate: {
      from: 'registered',
      to: 'same',
      by: [...officers, 'self'],
      input: z.strictObject({ organization, on }),
      counts: true,
    },
    /** The organization's word, good for 365 days after its day. */
    confirm: { from: 'registered', to: 'same', by: 'affiliated', input: z.strictObject({ on: on.optional() }), counts: true },
    endAffiliation: {
      from: 'registered',
      to: 'same',
      by: [...officers, 'self', 'affiliated'],
      input: z.strictObject({ on, reason }),
      counts: true,
    },
    renew: { from: 'registered', to: 'same', by: officers, input: Renewal, counts: true },
    /** Removes the personal values for good; what was counted until that day stays, and every seal stays valid. */
    erase: {
      from: ['registered', 'voided'],
      to: 'erased',
      by: ['securityAdmin', 'bureauOfficer'],
      input: z.strictObject({ reason }),
      counts: true,
    },
    /** Never valid: what it counted is taken back on the old days. */
    void: { from: 'registered', to: 'voided', by: 'bureauOfficer', input: z.strictObject({ reason }), counts: true },
    /** An organization has moved. */
    recalculate: { from: ['registered', 'erased', 'voided'], to: 'same', by: 'clock', counts: true },
  },
});

/** A certificate as stated: valid from its first to its last day, until a later one takes its place. */
export const certificate = z.strictObject({ level: z.enum(certificateLevels), from: day, to: day.nullable() });
export type Certificate = z.infer<typeof certificate>;

/** An affiliation from a day on; `endedOn` is the first day on which it no longer holds. */
export const affiliation = z.strictObject({
  organization: z.string(),
  on: day,
  statedBy: z.enum(['manager', 'officer']),
  saidOn: day,
  /** Days of the organization's confirmations, in order. */
  confirmations: z.array(day),
  endedOn: day.nullable(),
  endReason: z.string().nullable(),
});
export type Affiliation = z.infer<typeof affiliation>;

export const fields = z.object({
  /** The name, or `王*` where the caller has no need of it; null once erased. */
  name: z.string().nullable(),
  certificateNumber: z.string().nullable(),
  phone: z.string().nullable(),
  /** Whether the personal values above are masked. In lists number and phone always are. */
  masked: z.boolean(),
  certificateLevel: z.enum(certificateLevels),
  issuedOn: day,
  validTo: day.nullable(),
  trainingBase: z.string().nullable(),
  technologyFields: z.array(z.string()),
  certificates: z.array(certificate),
  organization: z.string().nullable(),
  organizationName: z.string().nullable(),
  affiliations: z.array(affiliation.extend({ organizationName: z.string().nullable() })),
  /** Last day on which the present affiliation counts without another confirmation; null while it was never confirmed. */
  confirmedUntil: day.nullable(),
  /** Whether the manager counts today: certificate valid and affiliation confirmed within the year. */
  counting: z.boolean(),
});

export const technologyManagerRecords = recordKind({
  life,
  path: '/technology-managers',
  fields,
  filters: {
    /** Part of a name; for those who may read names. */
    q: z.string().trim().min(1).max(50).optional(),
    /** A certificate number, whole. */
    certificateNumber: z.string().trim().min(1).max(60).optional(),
    certificateLevel: z.enum(certificateLevels).optional(),
    organization: z.uuid().optional(),
    state: z.enum(life.states).optional(),
    /** Affiliated, and not confirmed beyond this day. */
    lapsesBy: day.optional(),
    /** Who counted on this day; for `organization` where it is given, wherever they work now. */
    countedOn: day.optional(),
  },
  readers: 'signedIn',
});

export const duplicate = refusal('technologyManager.duplicate', 409, 'people:refusals.duplicate');
export const accountInUse = refusal('technologyManager.accountInUse', 409, 'people:refusals.accountInUse');
export const alreadyAffiliated = refusal('technologyManager.alreadyAffiliated', 409, 'people:refusals.alreadyAffiliated');
export const notAffiliated = refusal('technologyManager.notAffiliated', 409, 'people:refusals.notAffiliated');
