// Technology managers at work on the market: listings taken on, proposals to their owners, deals carried, shares in them, the record; opened and mounted together.
import type { FastifyInstance } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { Text } from '../../../platform/shared/words.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { People } from '../../../people/server/index.ts';
import { type Kernel, mountKind } from '../../../records/server/index.ts';
import type { Deals } from '../deals/service.ts';
import type { Matching } from '../matching/index.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { openCarriedDeals } from './carried.ts';
import { openEngagements } from './engagements.ts';
import { openProposals } from './proposals.ts';
import { mountRecord } from './record.ts';
import { openDealShares } from './shares.ts';

type With = {
  organizations: Organizations;
  listings: Listings;
  deals: Deals;
  matching: Matching;
  people: People;
  city: Text;
  within: (tx: object) => Transaction<MarketTables>;
};
export type Brokering = ReturnType<typeof openBrokering>;

export function openBrokering(kernel: Kernel, db: Kysely<MarketTables>, { matching, people, city, ...of }: With) {
  const engagements = openEngagements(kernel, db, of);
  const proposals = openProposals(kernel, db, { ...of, declined: matching.declined });
  const carried = openCarriedDeals(kernel, db, of);
  const shares = openDealShares(kernel, db, of);
  return {
    engagements,
    proposals,
    carried,
    shares,
    mount(app: FastifyInstance): void {
      mountKind(app, kernel, engagements);
      mountKind(app, kernel, proposals);
      mountKind(app, kernel, carried);
      mountKind(app, kernel, shares);
      mountRecord(app, { kernel, db, people, shares, city });
    },
  };
}
