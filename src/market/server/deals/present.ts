// What the two sides of a deal read of it: names, the listing's details once admitted, the contract as far as the reader sees it. Reads for presenting; changes nothing.
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Kernel } from '../../../records/server/index.ts';
import type { ways } from '../../auction.ts';
import { admittedStates } from '../../deal.ts';
import type { NoticeRule } from '../../dealNotice.ts';
import { bothAccepted } from '../../nda.ts';
import type { MarketTables } from '../tables.ts';
import { providerOf, type Row, sideOf } from './handlers.ts';
import { codesOf, providerIdOf, ruleOf } from './notice.ts';

type Listed = { id: string; state: string; text: string; acceptance: string | null; confidentiality: string };
export type Linked = { id: string; state: string; submitted_on: string | null; seller: string; organizations: string[] };
export type Related = {
  names: ReadonlyMap<string, string>;
  listings: ReadonlyMap<string, Listed>;
  contracts: ReadonlyMap<string, Linked>;
  codes: ReadonlyMap<string, string | null>;
  ways: ReadonlyMap<string, (typeof ways)[number]>;
};

export const relatedOf =
  (organizations: Pick<Organizations, 'names'>) =>
  async (rows: readonly Row[], on: Kysely<MarketTables>): Promise<Related> => {
    const listings = await on
      .selectFrom('listings')
      .select(['id', 'state', 'text', 'acceptance', 'confidentiality'])
      .where('id', 'in', [...new Set(rows.map((row) => row.listing)), '00000000-0000-0000-0000-000000000000'])
      .execute();
    return {
      names: await organizations.names(
        [...new Set(rows.flatMap((row) => (row.owner === null ? [row.asker] : [row.asker, row.owner])))],
        on,
      ),
      listings: new Map(listings.map((one) => [one.id, one])),
      contracts: await linkedOf(
        on,
        rows.flatMap((row) => row.contract ?? []),
      ),
      codes: await codesOf(on, rows),
      ways: await waysOf(
        on,
        rows.flatMap((row) => row.auction ?? []),
      ),
    };
  };

async function waysOf(on: Kysely<MarketTables>, ids: readonly string[]): Promise<Map<string, (typeof ways)[number]>> {
  if (ids.length === 0) return new Map();
  const rows = await on.selectFrom('auctions').select(['id', 'way']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.way]));
}

export async function linkedOf(on: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Linked>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Linked>`select id, state, submitted_on, seller, organizations from contracts
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The owner's own, what everybody reads, or, once admitted and where it is confidential, once both have accepted the terms. */
function detailsFor(row: Row, actor: Actor, of: Listed | undefined) {
  if (!of) return null;
  const open = of.confidentiality === 'public' || (admittedStates.some((one) => one === row.state) && bothAccepted(row.ndas));
  return sideOf(row, actor) === 'owner' || open ? { text: of.text, acceptance: of.acceptance } : null;
}

/** A draft is its seller's alone; the other side sees the contract once it is submitted. */
const seenBy = (actor: Actor, of: Linked | undefined): Linked | undefined =>
  of && (of.seller === actor.organization || of.submitted_on !== null) ? of : undefined;

export const presentWith =
  (kernel: Pick<Kernel, 'dayOf'>, rules: readonly NoticeRule[]) =>
  (row: Row, personal: Readonly<Record<string, string>>, actor: Actor, related: Related | undefined): Record<string, unknown> => {
    const listing = related?.listings.get(row.listing);
    const contract = seenBy(actor, row.contract === null ? undefined : related?.contracts.get(row.contract));
    const provides = providerOf(row) === sideOf(row, actor);
    const named = (id: string) => ({ id, name: related?.names.get(id) ?? '' });
    const rule = ruleOf(rules, row, related?.codes.get(providerIdOf(row) ?? ''));
    return {
      listing: row.listing,
      listingState: listing?.state ?? '',
      title: row.title,
      side: row.side,
      sort: row.sort,
      owner: row.owner === null ? null : named(row.owner),
      asker: named(row.asker),
      mine: sideOf(row, actor),
      provides,
      anonymous: row.anonymous,
      message: row.message,
      askedOn: kernel.dayOf(row.created),
      dueOn: row.due_on,
      answeredOn: row.answered_on,
      ndaNeeded: listing?.confidentiality === 'onAdmission',
      ndas: row.ndas,
      details: detailsFor(row, actor, listing),
      messages: row.messages,
      offers: row.offers,
      milestones: row.milestones,
      noticeNeeded: rule !== null && !row.notice?.endedOn,
      notice: row.notice && {
        ...row.notice,
        names: row.notice.objections.map(({ number }) => (provides ? (personal[`objector.${number}`] ?? null) : null)),
      },
      contract: contract?.id ?? null,
      contractState: contract?.state ?? null,
      amount: row.amount,
      pricing: row.auction === null ? null : { auction: row.auction, way: related?.ways.get(row.auction) ?? 'exchange' },
      registeredOn: row.registered_on,
      reason: row.reason,
    };
  };
