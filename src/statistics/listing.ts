// A listing above scale (在库规上): that the statistics bureau's file lists an organization, from which day to which. Fields, life, what it adds. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { refusal } from '../platform/shared/errors.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** Organizations listed above scale: a stock. What only meets the threshold adds nothing here. */
export const aboveScale = measure('aboveScale', 'organization', 0);

const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const reason = z.string().trim().min(1).max(500).meta({ title: 'listings:reason' });
const document = line(200).nullable().meta({ title: 'listings:document' });
const said = {
  organization: z.uuid().nullable().meta({ title: 'listings:organization' }),
  /** As the bureau's file writes it. */
  name: line(200, 2).meta({ title: 'listings:name' }),
  creditCode: z.string().trim().max(40).nullable().meta({ title: 'listings:creditCode' }),
  /** Where it counts while no organization of the register is named. */
  region: regionId.nullable().meta({ title: 'listings:region', control: 'region' }),
  /** Class of GB/T 4754-2017 under which it is listed. */
  industry: z
    .string()
    .regex(/^([A-T]|\d{2,4})$/)
    .nullable()
    .meta({ title: 'listings:industry' }),
  listedOn: day.meta({ title: 'listings:listedOn' }),
  document,
};

export const ListingInput = z.strictObject({
  ...said,
  organization: said.organization.default(null),
  creditCode: said.creditCode.default(null),
  region: said.region.default(null),
  industry: said.industry.default(null),
  document: document.default(null),
});
export const ListingCorrection = z
  .strictObject({ ...said, reason })
  .partial()
  .required({ reason: true });

export const life = lifecycle('aboveScaleListing', {
  states: ['listed', 'delisted', 'voided'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'listed', by: 'bureauOfficer', input: ListingInput, counts: true },
    correct: { from: ['listed', 'delisted'], to: 'same', by: 'bureauOfficer', input: ListingCorrection, counts: true },
    /** Not listed any more from a day on. */
    delist: {
      from: 'listed',
      to: 'delisted',
      by: 'bureauOfficer',
      input: z.strictObject({ on: day.meta({ title: 'listings:delistedOn' }), reason }),
      counts: true,
    },
    /** It had not left the list after all. */
    undoDelist: { from: 'delisted', to: 'listed', by: 'bureauOfficer', input: z.strictObject({ reason }), counts: true },
    void: { from: ['listed', 'delisted'], to: 'voided', by: 'bureauOfficer', input: z.strictObject({ reason }), counts: true },
    recalculate: { from: ['listed', 'delisted'], to: 'same', by: 'clock', counts: true },
  },
});

export const fields = z.object({
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  name: z.string(),
  creditCode: z.string().nullable(),
  region: z.string().nullable(),
  industry: z.string().nullable(),
  listedOn: z.string(),
  delistedOn: z.string().nullable(),
  document: z.string().nullable(),
});

/** Read by the chain in charge alone: the bureau, the district, the organization itself. */
export const readers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
export const listingRecords = recordKind({
  life,
  path: '/above-scale-listings',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    region: z.string().max(40).optional(),
    state: z.enum(life.states).optional(),
    organization: z.uuid().optional(),
    /** Whether the register of organizations knows it. */
    known: z.enum(['yes', 'no']).optional(),
  },
  readers,
});

export const listedTwice = refusal('aboveScaleListing.listedTwice', 409, 'listings:refusals.listedTwice');

type Stated = { state: string; region: string | null; listed_on: string; delisted_on: string | null };
/** Where its organization reported over time, empty without one; and the region of what lies in none. */
export type ListingFacts = { seats: readonly Seat[]; root: string };

/** One from the day of listing to the day of leaving, where the organization reports on each day. No organization is named in the ledger. */
export function contributes(of: Stated, { seats, root }: ListingFacts): Posted[] {
  if (of.state === 'voided') return [];
  const place = (on: string): string => (seats.length > 0 ? regionOn(seats, on) : of.region) ?? root;
  const until = of.delisted_on;
  const moves = seats.flatMap(({ on }) => (on !== null && on > of.listed_on && (until === null || on < until) ? [on] : []));
  const entries: Posted[] = [];
  const post = (amount: '1' | '-1', on: string, region: string) =>
    entries.push(entry({ measure: aboveScale, amount, on, region, dimensions: {} }));
  let here = place(of.listed_on);
  post('1', of.listed_on, here);
  for (const on of [...new Set(moves)].sort()) {
    const there = place(on);
    if (there === here) continue;
    post('-1', on, here);
    post('1', on, there);
    here = there;
  }
  if (until !== null) post('-1', until, here);
  return entries;
}
