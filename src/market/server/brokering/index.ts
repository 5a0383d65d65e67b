// Technology managers at work on the market: listings taken on and proposals to their owners, opened and mounted together.
import type { FastifyInstance } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind } from '../../../records/server/index.ts';
import type { Deals } from '../deals/service.ts';
import type { Matching } from '../matching/index.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { openEngagements } from './engagements.ts';
import { openProposals } from './proposals.ts';

type With = {
  organizations: Organizations;
  listings: Listings;
  deals: Deals;
  matching: Matching;
  within: (tx: object) => Transaction<MarketTables>;
};
export type Brokering = ReturnType<typeof openBrokering>;

export function openBrokering(kernel: Kernel, db: Kysely<MarketTables>, { matching, ...of }: With) {
  const engagements = openEngagements(kernel, db, of);
  const proposals = openProposals(kernel, db, { ...of, declined: matching.declined });
  return {
    engagements,
    proposals,
    mount(app: FastifyInstance): void {
      mountKind(app, kernel, engagements);
      mountKind(app, kernel, proposals);
    },
  };
}
