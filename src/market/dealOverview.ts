// That a deal exists and how it stands, for officers in charge of one of its sides: never what was said, offered or shown in it. And the terms as a document. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { life } from './deal.ts';
import { sides } from './listing.ts';

export const overviewReaders = ['bureauOfficer', 'districtOfficer'] as const;
export const dealSeen = z.strictObject({
  id: z.string(),
  listing: z.string(),
  title: z.string(),
  side: z.enum(sides),
  /** Null for a district that is not in charge of an anonymous owner. */
  owner: z.string().nullable(),
  asker: z.string(),
  state: z.enum(life.states),
  askedOn: day,
  dueOn: day.nullable(),
  answeredOn: day.nullable(),
  /** Answered after its day, or not answered and the day has passed. */
  late: z.boolean(),
  registeredOn: day.nullable(),
});
export type DealSeen = z.output<typeof dealSeen>;

export const listDealsSeen = route({
  method: 'GET',
  path: '/market/deals',
  summary: 'deals:routes.overview',
  access: overviewReaders,
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    state: z.enum(life.states).optional(),
    late: z.literal('yes').optional(),
  }),
  response: pageOf(dealSeen),
});

/** The confidentiality terms as both sides accepted them, with the proof inside. */
export const getNdaPaper = documentRoute('/deals/:id/nda', 'pdf', {
  summary: 'deals:routes.ndaPaper',
  access: ['member', 'organizationAdmin'],
  params: recordId,
});
