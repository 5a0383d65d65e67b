// What happens to a match that its owner says is none: kept with the reason, taken back at will.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import { type candidates, declinedAlready, declinedRecords, type declineReasons } from '../../declinedMatch.ts';
import { shown } from '../conditions.ts';
import { inCharge, ofOwner, ownOf } from '../owning.ts';
import type { DeclinedMatches as Table, MarketTables } from '../tables.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
const ofSeat = sql`(select o.region from organizations o where o.id = declined_matches.organization)`;
export type DeclinedMatches = ReturnType<typeof openDeclinedMatches>;

export function openDeclinedMatches(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: declinedRecords,
    table: 'declined_matches',
    bulk: true,
    related: async (rows, on) => {
      const { rows: found } = await sql<{ id: string; title: string }>`
        select id, title from listings where id = any(${rows.map((row) => row.listing)}::uuid[])`.execute(on);
      return new Map(found.map((one) => [one.id, one.title]));
    },
    present: (row, _personal, _actor, { related: titles }) => ({
      listing: row.listing,
      listingTitle: titles?.get(row.listing) ?? '',
      kind: row.kind,
      candidate: row.candidate,
      candidateTitle: row.candidate_title,
      why: row.why,
      note: row.note,
      on: kernel.dayOf(row.created),
    }),
    title: (row) => row.candidate_title,
    concerns: (row) => ({ region: null, organizations: [row.organization] }),
    visible: (actor) => inCharge(actor, ofSeat, ofOwner(organizations)),
    parties: { owner: (actor) => ownOf(actor) !== null },
    filters: {
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: ({ tx, input, actor }: { tx: Tx; input: Declined; actor: Actor }) => declined(tx, organizations, input, actor),
      restore: () => ({}),
    },
  });
}

type Declined = {
  listing: string;
  kind: (typeof candidates)[number];
  candidate: string;
  why: (typeof declineReasons)[number];
  note: string | null;
};
/** Only of one's own listing, and of what may be matched: a listing that everybody sees, or an organization. */
async function declined(tx: Tx, { oneWith }: Organizations, input: Declined, actor: Actor) {
  const own = await sql<{ organization: string }>`
    select organization from listings where id = ${input.listing} and organization in (${oneWith(actor.organization ?? '')})`.execute(
    tx,
  );
  const [listing] = own.rows;
  if (!listing) throw wrongField('listing', 'unknown', 'matches:refusals.notOwn');
  const { rows } = await (input.kind === 'listing'
    ? sql<{ title: string }>`select title from listings where id = ${input.candidate} and ${shown}`
    : sql<{ title: string }>`select name as title from organizations where id = ${input.candidate} and state = 'active'`
  ).execute(tx);
  const [candidate] = rows;
  if (!candidate) throw wrongField('candidate', 'unknown', 'matches:refusals.unknown');
  const { rows: before } = await sql<Pick<Row, 'id'>>`select id from declined_matches
    where listing = ${input.listing} and candidate = ${input.candidate} and state = 'declined'`.execute(tx);
  if (before.length > 0) throw declinedAlready();
  return {
    listing: input.listing,
    organization: listing.organization,
    kind: input.kind,
    candidate: input.candidate,
    candidate_title: candidate.title,
    why: input.why,
    note: input.note,
  };
}
