// A venue of the technology market (区域分中心、行业分中心、工作站、示范技术转移机构): who runs it, for which place and fields, since when. Its recognition is another record, and alone counts in a plan. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { technologyFields } from '../contracts/terms.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** Named as the kinds of recognition that they may hold. */
export const venueKinds = ['regionalCentre', 'industryCentre', 'workstation', 'demonstrationTransferOrganization'] as const;
export type VenueKind = (typeof venueKinds)[number];

const said = {
  name: line(100, 2).meta({ title: 'venues:name' }),
  /** The place that it serves; null: the whole city. */
  territory: z.string().max(40).nullable().meta({ title: 'venues:territory' }),
  /** What it serves; none: every field. */
  fields: z.array(z.enum(technologyFields)).max(technologyFields.length).meta({ title: 'venues:fields' }),
  staff: z.number().int().min(0).max(10_000).nullable().meta({ title: 'venues:staff' }),
  address: line(200, 4).meta({ title: 'venues:address' }),
  /** Of the counter, told to everybody; a person's number is the contact's. */
  phone: line(40).nullable().meta({ title: 'venues:phone' }),
  contactName: line(100).nullable().meta({ title: 'venues:contactName' }),
  contactPhone: line(40).nullable().meta({ title: 'venues:contactPhone' }),
};
const stated = z.strictObject(said);
export type StatedVenue = z.output<typeof stated>;
const reason = z.string().trim().min(1).max(500).meta({ title: 'venues:reason' });

export const VenueInput = z.strictObject({
  kind: z.enum(venueKinds).meta({ title: 'venues:kind' }),
  /** Who runs it; one's own organization unless said. */
  organization: z.uuid().nullable().default(null).meta({ title: 'venues:organization' }),
  ...said,
  territory: said.territory.default(null),
  fields: said.fields.default([]),
  staff: said.staff.default(null),
  phone: said.phone.default(null),
  contactName: said.contactName.default(null),
  contactPhone: said.contactPhone.default(null),
});

const officers = ['bureauOfficer', 'districtInCharge'] as const;
const all = [...officers, 'operator'] as const;
export const life = lifecycle('venue', {
  states: ['proposed', 'open', 'closed', 'declined', 'voided'],
  /** `operator`: who acts for the organization that runs it. `districtInCharge`: the district where that reports. */
  parties: ['operator', 'districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'proposed', by: all, input: VenueInput },
    edit: { from: ['proposed', 'open'], to: 'same', by: all, input: stated.partial() },
    open: {
      from: 'proposed',
      to: 'open',
      by: officers,
      input: z.strictObject({ on: day.meta({ title: 'venues:openedOn' }) }),
    },
    decline: { from: 'proposed', to: 'declined', by: officers, input: z.strictObject({ reason }) },
    close: {
      from: 'open',
      to: 'closed',
      by: all,
      input: z.strictObject({ on: day.meta({ title: 'venues:closedOn' }), reason }),
    },
    /** It was not closed after all. */
    reopen: { from: 'closed', to: 'open', by: officers, input: z.strictObject({ reason }) },
    /** Removes the contact for good, at whatever state. */
    eraseContact: { from: ['proposed', 'open', 'closed', 'declined'], to: 'same', by: all, input: z.strictObject({ reason }) },
    void: { from: ['proposed', 'open', 'closed', 'declined'], to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

export const fields = z.object({
  venueKind: z.enum(venueKinds),
  name: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  /** Where who runs it reported when it was entered. */
  region: z.string().nullable(),
  territory: z.string().nullable(),
  fields: z.array(z.enum(technologyFields)),
  staff: z.number().int().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  /** In full for those who run it, masked for officers. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  openedOn: day.nullable(),
  closedOn: day.nullable(),
  reason: z.string().nullable(),
});

export const venueRecords = recordKind({
  life,
  path: '/venues',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.enum(life.states).optional(),
    venueKind: z.enum(venueKinds).optional(),
    organization: z.uuid().optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
});

export const venueTwice = refusal('venue.twice', 409, 'venues:refusals.twice');
