// A campaign's workbook (需求征集表): its columns, and the HTTP operations beside the import: the same columns as a sheet, what waits for a firm's word. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import type { ImportColumn } from '../records/import.ts';
import { ipKept } from './campaignRights.ts';
import { masked } from './contacts.ts';
import { listingRecords, sides } from './listing.ts';

/** Who brings a workbook in: officers, the people of a venue, a technology manager; firms that they may not enter for are refused row by row. */
export const campaignImporters = [
  'bureauOfficer',
  'districtOfficer',
  'organizationAdmin',
  'member',
  'technologyManager',
] as const;

const column = (field: string, width = 14): ImportColumn => ({ field, headers: `campaign:headers.${field}`, width });
/** As it is written, its contact data left out before anything is kept. */
const text = (field: string, width: number): ImportColumn => ({ ...column(field, width), signs: true, kept: masked });

/** In the order of the template. Who to call has no column: what the workbook says of persons is not taken in. */
export const campaignColumns: readonly ImportColumn[] = [
  { ...column('firm', 34), signs: true },
  column('creditCode', 24),
  column('side', 10),
  column('sort', 14),
  { ...text('title', 40), required: true },
  { ...text('text', 60), required: true },
  text('keywords', 24),
  column('field', 22),
  column('industry', 18),
  { ...column('cooperation', 22), signs: true },
  column('maturity', 10),
  column('demandType', 18),
  { ...column('budgetLowWan', 16), signs: true },
  { ...column('budgetHighWan', 16), signs: true },
  { ...column('budgetLow', 16), signs: true, template: false },
  { ...column('budgetHigh', 16), signs: true, template: false },
  column('deadline'),
  text('acceptance', 40),
  column('confidentiality', 16),
  column('anonymous', 10),
  { ...column('ipItems', 44), signs: true, kept: ipKept },
  { ...column('transfer', 44), signs: true },
  { ...column('venue', 24), signs: true },
  column('noSecret', 14),
];

/** What the reader sees of the records, as he filtered them, in the columns of the workbook and with their state. */
export const getListingsSheet = route({
  method: 'GET',
  path: '/listings/export',
  summary: 'campaign:routes.sheet',
  access: listingRecords.readers,
  query: z.strictObject({ ...listingRecords.filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

const officers = ['bureauOfficer', 'districtOfficer'] as const;
/** A page holds so many at most; the rest comes once these are done. */
export const mostWaiting = 200;

export const waitingListing = z.object({
  id: z.string(),
  side: z.enum(sides),
  title: z.string(),
  firm: z.object({ id: z.string(), name: z.string() }),
  region: z.string().nullable(),
  /** Its first word, or whether it still holds. */
  asks: z.enum(['first', 'still']),
  /** Since when it waits; of what is shown, when its owner last confirmed it. */
  since: day,
  /** Last day of the link that is open; null where none is. */
  linkUntil: day.nullable(),
  linkMadeAt: instant.nullable(),
});
export type WaitingListing = z.output<typeof waitingListing>;

/** What its owner has not confirmed yet, and what is soon shown no longer and has an owner without account; those without an open link first, then by how long they wait. */
export const listToConfirm = route({
  method: 'GET',
  path: '/listings/to-confirm',
  summary: 'campaign:routes.toConfirm',
  access: officers,
  query: z.strictObject({
    region: z.string().max(40).optional(),
    /** Of what the reader brought in by workbooks on this day. */
    broughtOn: day.optional(),
  }),
  response: z.object({ items: z.array(waitingListing), total: z.number().int(), withoutLink: z.number().int() }),
});

const madeLink = z.object({
  listing: z.string(),
  firm: z.string(),
  title: z.string(),
  asks: z.enum(['first', 'still']),
  path: z.string(),
  until: day,
});
export type MadeLink = z.output<typeof madeLink>;

/** Links for many at once, to be handed over: each is shown this once. What cannot have one is left out, with the reason. */
export const makeLinks = route({
  method: 'POST',
  path: '/listing-links/many',
  summary: 'campaign:routes.makeLinks',
  access: officers,
  body: z.strictObject({ listings: z.array(z.uuid()).min(1).max(100).meta({ title: 'campaign:listings' }) }),
  response: z.object({
    links: z.array(madeLink),
    left: z.array(z.object({ listing: z.string(), words: z.string() })),
  }),
});
