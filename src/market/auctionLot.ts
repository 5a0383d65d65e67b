// A lot as it goes to a licensed exchange, and what comes back of it: listing there, bids held, result. One shape as JSON and as the lines of a sheet. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { line } from '../platform/shared/line.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { heldBid, mostHeld } from './auction.ts';
import { cooperationModes } from './codes.ts';
import { ipItem } from './rights.ts';

const readers = ['bureauOfficer', 'organizationAdmin', 'member'] as const;
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What an exchange needs of it; codes of technology fields, industries and modes of cooperation as the province has them. */
export const lotFile = z.strictObject({
  format: z.literal('touyan-lot-1'),
  lot: z.string(),
  title: z.string(),
  text: z.string(),
  sort: z.string(),
  field: z.string(),
  industry: z.string().nullable(),
  maturity: z.number().int().nullable(),
  cooperation: z.string(),
  owner: z.strictObject({ name: z.string(), creditCode: z.string().nullable() }),
  startPrice: decimal.nullable(),
  ipItems: z.array(ipItem),
  exchange: z.string().nullable(),
});
export type LotFile = z.output<typeof lotFile>;
export const cooperationOf = (code: string) => cooperationModes.find((one) => one.code === code)?.name ?? null;

/** What the exchange sends back, as far as it has got. */
export const returned = z.strictObject({
  format: z.literal('touyan-lot-return-1'),
  lot: z.uuid(),
  listing: z
    .strictObject({ exchangeNumber: line(60), listedOn: day })
    .nullable()
    .default(null),
  bids: z.array(heldBid).max(mostHeld).default([]),
  result: z
    .strictObject({
      sold: z.boolean(),
      on: day.nullable().default(null),
      price: money.nullable().default(null),
      /** Unified social credit code. */
      buyer: z.string().trim().max(18).nullable().default(null),
      bidsHeld: z.number().int().min(1).max(100_000).nullable().default(null),
      reason: z.string().trim().min(1).max(500).nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type Returned = z.output<typeof returned>;

/** Lines of the sheet that come back, by their codes; `bid` as often as there were bids. */
export const returnCodes = ['exchangeNumber', 'listedOn', 'sold', 'endedOn', 'price', 'buyer', 'bidsHeld', 'reason'] as const;
export type ReturnCode = (typeof returnCodes)[number];
export type SheetLine = { code: string; value: string; at: string; bidder: string };

const said = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);
const wholeOf = (value: string | null): unknown => (value === null ? null : /^\d+$/.test(value) ? Number(value) : value);
/** The lines of a sheet as the shape, unchecked. A result is there once somebody said whether it was sold; `yes`: how people say so. */
export function ofLines(lot: string, lines: readonly SheetLine[], yes: readonly string[]): Record<string, unknown> {
  const one = (code: ReturnCode) => said(lines.find((each) => each.code === code)?.value);
  const sold = one('sold');
  return {
    format: 'touyan-lot-return-1',
    lot: lines.find((each) => each.code === 'lot')?.value ?? lot,
    listing:
      one('exchangeNumber') === null && one('listedOn') === null
        ? null
        : { exchangeNumber: one('exchangeNumber') ?? '', listedOn: one('listedOn') ?? '' },
    bids: lines
      .filter((each) => each.code === 'bid' && each.value !== '')
      .map(({ at, bidder, value }) => ({ at, bidder, amount: value })),
    result:
      sold === null
        ? null
        : {
            sold: yes.includes(sold.toLowerCase()),
            on: one('endedOn'),
            price: one('price'),
            buyer: one('buyer'),
            bidsHeld: wholeOf(one('bidsHeld')),
            reason: one('reason'),
          },
  };
}

export const getLotPaper = documentRoute('/auctions/:id/lot', 'pdf', {
  summary: 'auctions:routes.lotPaper',
  access: readers,
  params: recordId,
});
export const getLotSheet = route({
  method: 'GET',
  path: '/auctions/:id/lot.xlsx',
  summary: 'auctions:routes.lotSheet',
  access: readers,
  params: recordId,
  response: z.unknown(),
  file: sheet,
});
export const getLotFile = route({
  method: 'GET',
  path: '/auctions/:id/lot.json',
  summary: 'auctions:routes.lotFile',
  access: readers,
  params: recordId,
  response: lotFile,
});
/** Reads the exchange's file, JSON or the sheet filled in; nothing is written. Each part is what the act that keeps it takes. */
export const readReturn = route({
  method: 'POST',
  path: '/auctions/:id/returned',
  summary: 'auctions:routes.returned',
  access: readers,
  params: recordId,
  upload: true,
  response: z.strictObject({
    listing: z.strictObject({ listedOn: day, exchangeNumber: z.string() }).nullable(),
    sale: z
      .strictObject({
        price: decimal,
        buyer: z.strictObject({ id: z.string(), name: z.string() }),
        bidsHeld: z.number().int(),
        bids: z.array(heldBid),
        on: day,
      })
      .nullable(),
    noSale: z.strictObject({ reason: z.string() }).nullable(),
  }),
});
