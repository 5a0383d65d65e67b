// The record of a technology manager on the market (执业业绩): what he has taken on, proposed, carried and concluded, as figures each of which is a list; and as a paper with its proof. HTTP operations. Pure.
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { day } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';

export const managerRecord = z.strictObject({
  /** Whether the reader may open the lists behind the figures: he himself; shares also the bureau. */
  opens: z.enum(['all', 'shares', 'none']),
  standing: z.number().int(),
  engagements: z.number().int(),
  /** Logged within a year. */
  contacts: z.number().int(),
  dueContacts: z.number().int(),
  proposals: z.number().int(),
  accepted: z.number().int(),
  carrying: z.number().int(),
  completed: z.number().int(),
  /** Deals with a share that counts, their amounts, and his shares of these. */
  deals: z.number().int(),
  amount: decimal,
  share: decimal,
  /** Shares that were ever disputed, and that are now. */
  disputes: z.number().int(),
  openDisputes: z.number().int(),
  /** Last day on which his organization's confirmation of his affiliation holds. */
  affiliatedUntil: day.nullable(),
});
export type ManagerRecord = z.output<typeof managerRecord>;

export const getManagerRecord = route({
  method: 'GET',
  path: '/technology-managers/:id/market-record',
  summary: 'dealShares:routes.record',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  response: managerRecord,
});
export const getRecordPaper = documentRoute('/technology-managers/:id/market-record', 'pdf', {
  summary: 'dealShares:routes.paper',
  access: 'signedIn',
  params: recordId,
});
