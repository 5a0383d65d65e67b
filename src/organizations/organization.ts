// An organization: its fields, its life, its HTTP operations. Pure: server and web both read it.
import { z } from 'zod';
import { day, partialDay } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { refusal } from '../platform/shared/errors.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const name = line(200, 2);
const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const someText = (max: number) => z.string().trim().min(1).max(max);

/** Where a fact comes from, as far as a source tells. `verified` is false where only a copy was read or nothing gives an address. */
export const source = z.strictObject({
  verified: z.boolean(),
  address: z.url({ protocol: /^https?$/ }).nullable(),
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  note: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
  /** Day, month or year in which the source says it: recorded elsewhere on. Null where the source gives no date. */
  statedOn: partialDay.nullable().default(null),
});
export type Source = z.infer<typeof source>;

/** A source as it is shown; those that were kept before a day was asked for have none. */
export const shownSource = (kept: Source | null): Source | null =>
  kept === null ? null : { ...kept, statedOn: kept.statedOn ?? null };

/** An early code that fails its check character though it is legal (first ones of Fujian): accepted with a reason, kept in the event. */
export const creditCodeOverride = z.strictObject({
  reason: z.string().trim().min(5).max(500).meta({ title: 'organizations:overrideReason' }),
  document: z.string().trim().min(1).max(200).meta({ title: 'organizations:overrideDocument' }),
});

export const sizes = ['large', 'medium', 'small', 'micro'] as const;
/** Everything that may be said of an organization; what creating and editing ask is made of it. */
const said = {
  name: name.meta({ title: 'organizations:name' }),
  /** Unified social credit code (GB 32100-2015); null where not known. */
  creditCode: z.string().trim().max(40).nullable().meta({ title: 'organizations:creditCode' }),
  creditCodeOverride: creditCodeOverride.nullable().meta({ title: 'organizations:creditCodeOverride' }),
  formerNames: z.array(name).max(20).meta({ title: 'organizations:formerNames' }),
  aliases: z.array(name).max(20).meta({ title: 'organizations:aliases' }),
  /** Class of GB/T 4754-2017, four digits. */
  industry: z
    .string()
    .regex(/^([A-T]|\d{2,4})$/)
    .nullable()
    .meta({ title: 'organizations:industry' }),
  size: z.enum(sizes).nullable().meta({ title: 'organizations:size' }),
  /** What a source calls it (`university`, `newRdInstitution`); a title is a recognition, not this. */
  kind: z.string().max(60).nullable().meta({ title: 'organizations:kind' }),
  contactName: line(100).nullable().meta({ title: 'organizations:contactName' }),
  contactPhone: line(40).nullable().meta({ title: 'organizations:contactPhone' }),
  contactEmail: z.email().max(200).nullable().meta({ title: 'organizations:contactEmail' }),
  /** Where this is known from; null for what the house itself was told. */
  source: source.nullable().meta({ title: 'organizations:source' }),
};

export const OrganizationInput = z.strictObject({
  ...said,
  creditCode: said.creditCode.default(null),
  creditCodeOverride: said.creditCodeOverride.default(null),
  formerNames: said.formerNames.default([]),
  aliases: said.aliases.default([]),
  /** Reporting unit (`CZ-WJ`), null where not known; kept apart from the division code. */
  region: regionId.nullable().default(null).meta({ title: 'organizations:region', control: 'region' }),
  industry: said.industry.default(null),
  size: said.size.default(null),
  kind: said.kind.default(null),
  contactName: said.contactName.default(null),
  contactPhone: said.contactPhone.default(null),
  contactEmail: said.contactEmail.default(null),
  source: said.source.default(null),
});
/**
 * Only what is named changes: no defaults here, or editing one field would empty the others. A name that changes stays as a former
 * name, unless it was a slip of the pen and never the organization's.
 */
export const OrganizationEdit = z
  .strictObject({ ...said, nameWasWrong: z.boolean().meta({ title: 'organizations:nameWasWrong' }) })
  .partial();

/** One place where an organization reported, from a day on; the first without one. */
export const seat = z.strictObject({ region: regionId.nullable(), on: day.nullable() });
export type Seat = z.infer<typeof seat>;

/** Seats by their days; of two for one day the one stated later comes later, and holds. */
const inOrder = (seats: readonly Seat[]): Seat[] =>
  [...seats].sort((a, b) => ((a.on ?? '') === (b.on ?? '') ? 0 : (a.on ?? '') < (b.on ?? '') ? -1 : 1));

/** The same seats with the region of the start, which was not known; null where one is. */
export const seatedFromStart = (seats: readonly Seat[], region: string): Seat[] | null =>
  seats.some((one) => one.on === null && one.region !== null)
    ? null
    : [{ region, on: null }, ...seats.filter((one) => one.on !== null)];

/** Reporting unit on a day, by the last move that had happened. */
export const regionOn = (seats: readonly Seat[], on: string): string | null =>
  inOrder(seats)
    .filter((one) => one.on === null || one.on <= on)
    .at(-1)?.region ?? null;

/** Where it reported, once it had been merged into another on a day: its own seats until then, those of the other from then on. */
export const seatsWhenMerged = (own: readonly Seat[], of: { on: string; seats: readonly Seat[] }): Seat[] => [
  ...inOrder(own).filter((one) => one.on === null || one.on < of.on),
  { region: regionOn(of.seats, of.on), on: of.on },
  ...inOrder(of.seats).filter((one) => one.on !== null && one.on > of.on),
];

export const life = lifecycle('organization', {
  states: ['active', 'merged'],
  /** `portal`: the government's portal, by whose word an organization signs in. */
  parties: ['districtInCharge', 'ownAdministrator', 'portal'],
  actions: {
    create: { from: 'nothing', to: 'active', by: ['bureauOfficer', 'districtInCharge', 'portal'], input: OrganizationInput },
    edit: {
      from: 'active',
      to: 'active',
      by: ['bureauOfficer', 'districtInCharge', 'ownAdministrator', 'portal'],
      input: OrganizationEdit,
    },
    /**
     * Moves to another reporting unit from a day on; what it did before stays where it was. May be stated late and out of order: it
     * then holds until the next move that is known. The same day again corrects the first. Without a day: where it has been from
     * the start, which was not known.
     */
    move: {
      from: 'active',
      to: 'active',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({
        region: regionId.meta({ title: 'organizations:region' }),
        on: day.nullable().meta({ title: 'organizations:movedOn' }),
      }),
    },
    /** A duplicate becomes one with another; both names stay, undone within 30 days. */
    merge: {
      from: 'active',
      to: 'merged',
      by: 'bureauOfficer',
      input: z.strictObject({ into: z.uuid().meta({ title: 'organizations:mergeInto' }) }),
    },
    undoMerge: { from: 'merged', to: 'active', by: 'bureauOfficer' },
    /** It is no more from a day on (注销), and nobody takes its place. Said once more, the day is put right. */
    cease: {
      from: 'active',
      to: 'same',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({
        on: day.meta({ title: 'organizations:ceasedOn' }),
        document: someText(200).meta({ title: 'organizations:ceasedDocument' }),
      }),
    },
    undoCease: {
      from: 'active',
      to: 'same',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({ reason: someText(500).meta({ title: 'organizations:reason' }) }),
    },
    /** Removes the contact for good, at whatever state; every seal stays valid. */
    eraseContact: {
      from: ['active', 'merged'],
      to: 'same',
      by: ['bureauOfficer', 'securityAdmin', 'ownAdministrator'],
      input: z.strictObject({ reason: someText(500).meta({ title: 'organizations:reason' }) }),
    },
  },
});

export const fields = z.object({
  creditCode: z.string().nullable(),
  creditCodeOverride: creditCodeOverride.nullable(),
  name: z.string(),
  formerNames: z.array(z.string()),
  aliases: z.array(z.string()),
  region: z.string().nullable(),
  divisionCode: z.string().nullable(),
  industry: z.string().nullable(),
  stClass: z.string().nullable(),
  size: z.enum(sizes).nullable(),
  organizationKind: z.string().nullable(),
  seats: z.array(seat),
  source: source.nullable(),
  mergedInto: z.string().nullable(),
  /** First day on which it is no more; null while it is there. */
  ceasedOn: day.nullable(),
  /** Organizations that have been merged into this one, and are one with it now; their names are among its aliases. */
  absorbed: z.array(z.object({ id: z.string(), name: z.string(), creditCode: z.string().nullable() })),
  /** Contact, for those who work with it; null for a visitor. In lists it is masked; each reading unmasked is logged. */
  contact: z
    .object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable(), masked: z.boolean() })
    .nullable(),
});

export const organizationKind = recordKind({
  life,
  path: '/organizations',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    region: z.string().max(40).optional(),
    state: z.enum(['active', 'merged']).optional(),
    industry: z.string().max(4).optional(),
    stClass: z.string().max(4).optional(),
    size: z.enum(sizes).optional(),
    kind: z.string().max(60).optional(),
    verified: z.enum(['yes', 'no']).optional(),
  },
  readers: 'public',
});

export const wrongCode = refusal('organization.creditCode', 422, 'organizations:refusals.creditCode');
export const duplicate = refusal('organization.duplicate', 409, 'organizations:refusals.duplicate');
export const mergeWithItself = refusal('organization.mergeWithItself', 422, 'organizations:refusals.mergeWithItself');
export const mergeIntoMerged = refusal('organization.mergeIntoMerged', 409, 'organizations:refusals.mergeIntoMerged');
export const notCeased = refusal('organization.notCeased', 409, 'organizations:refusals.notCeased');
export const undoTooLate = refusal('organization.undoTooLate', 409, 'organizations:refusals.undoTooLate');
