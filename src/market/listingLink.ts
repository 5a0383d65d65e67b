// The link by which an owner confirms a listing on the phone without an account: HTTP operations and refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { confirmable, fields, linkChange } from './listing.ts';
import { shownFile } from './listingFiles.ts';
import { managerShown } from './managerShown.ts';

/** Days that a link is good for, and how many may be made for one listing in a day. */
export const linkDays = 14;
export const mostLinksADay = 5;
export const linkPath = (token: string): string => `/confirm-listing/${token}`;

export const sendLink = route({
  method: 'POST',
  path: '/listings/:id/links',
  summary: 'listingLinks:routes.send',
  access: ['bureauOfficer', 'districtOfficer', 'technologyManager', 'organizationAdmin', 'member'],
  params: z.object({ id: z.uuid() }),
  /** Without a phone the link is only shown, though to officers alone. The number is not kept. */
  body: z.strictObject({ phone: z.string().trim().max(30).nullable().default(null).meta({ title: 'listingLinks:phone' }) }),
  /** `path`: where it was not sent, to be handed over; it is shown this once. */
  response: z.object({ until: day, sent: z.boolean(), path: z.string().nullable() }),
});

/** 32 random bytes; longer or shorter is none. */
const token = z.string().min(20).max(100);
const version = z.number().int().min(1);
export const linkSaid = fields
  .pick({
    side: true,
    sort: true,
    title: true,
    text: true,
    keywords: true,
    field: true,
    industry: true,
    cooperation: true,
    maturity: true,
    demandType: true,
    price: true,
    priceLow: true,
    priceHigh: true,
    deadline: true,
    acceptance: true,
    confidentiality: true,
    anonymous: true,
    ipItems: true,
    transfer: true,
  })
  .extend({
    /** `toConfirm`: it was never shown; the others: whether it still holds. */
    state: z.enum(confirmable),
    firm: z.string(),
    /** Those that others are shown once it is shown: by his word they are. */
    files: z.array(shownFile),
    /** Who entered it and offers to take it on. */
    manager: managerShown.nullable(),
    version,
    until: day,
  });
export type LinkSaid = z.infer<typeof linkSaid>;

export const readLink = route({
  method: 'POST',
  path: '/listing-links/read',
  summary: 'listingLinks:routes.read',
  access: 'public',
  body: z.strictObject({ token }),
  bodyLimit: 1000,
  response: linkSaid,
});
/** One of its files, for the owner to look at before he says his word. */
export const readLinkFile = route({
  method: 'POST',
  path: '/listing-links/file',
  summary: 'listingLinks:routes.file',
  access: 'public',
  body: z.strictObject({ token, file: z.uuid() }),
  bodyLimit: 1000,
  file: 'application/octet-stream',
  response: z.unknown(),
});
const done = z.object({ state: z.string() });
export const confirmLink = route({
  method: 'POST',
  path: '/listing-links/confirm',
  summary: 'listingLinks:routes.confirm',
  access: 'public',
  /** `entrust`: the manager who offers it takes the listing on. */
  body: z.strictObject({ token, version, entrust: z.boolean().default(false).meta({ title: 'listingLinks:entrust' }) }),
  bodyLimit: 1000,
  response: done,
});
export const changeLink = route({
  method: 'POST',
  path: '/listing-links/change',
  summary: 'listingLinks:routes.change',
  access: 'public',
  body: linkChange.extend({ token, version }),
  bodyLimit: 40_000,
  response: done,
});
export const refuseLink = route({
  method: 'POST',
  path: '/listing-links/refuse',
  summary: 'listingLinks:routes.refuse',
  access: 'public',
  body: z.strictObject({ token, version, reason: z.string().trim().min(1).max(500).meta({ title: 'market:reason' }) }),
  bodyLimit: 4000,
  response: done,
});

export const noLink = refusal('listingLink.none', 404, 'listingLinks:refusals.none');
export const linkOver = refusal('listingLink.over', 410, 'listingLinks:refusals.over');
/** The listing went on otherwise: nothing is asked of its owner. */
export const nothingAsked = refusal('listingLink.nothingAsked', 409, 'listingLinks:refusals.nothingAsked');
/** A manager hands no link over: it is sent to the firm, or it is not made. */
export const notSent = refusal('listingLink.notSent', 409, 'listingLinks:refusals.notSent');
export const tooManyLinks = refusal('listingLink.tooMany', 429, 'listingLinks:refusals.tooMany');
