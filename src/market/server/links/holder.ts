// Who comes by the link of a listing: sees that listing alone, and its one act uses the link up. A token that is none, used, replaced or over tells nothing.
import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { linkOver, noLink } from '../../listingLink.ts';
import type { ListingLinks, MarketTables } from '../tables.ts';

export type Link = Selectable<ListingLinks>;
export const newToken = (): string => randomBytes(32).toString('base64url');
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const holders = new WeakMap<Actor, Link>();
/** Whoever asks acts as the holder of the link: nobody of the house, whether signed in or not. */
export function asHolder({ language }: Actor, link: Link): Actor {
  const actor: Actor = { account: null, roles: ['visitor'], organization: null, region: null, language, demo: false };
  holders.set(actor, link);
  return actor;
}
export const linkOf = (actor: Actor): Link | undefined => holders.get(actor);

/** @throws {Refusal} where the token is none, was used or replaced, or is over. */
export async function linkBy(on: Kysely<MarketTables>, token: string, today: string): Promise<Link> {
  const link = await on.selectFrom('listing_links').selectAll().where('digest', '=', digestOf(token)).executeTakeFirst();
  if (link === undefined || link.ended_at !== null) throw noLink();
  if (link.until < today) throw linkOver();
  return link;
}

/** In the act itself, whose lock of the listing lets one of two through. */
export async function useLink({ tx, actor }: { tx: Transaction<MarketTables>; actor: Actor }): Promise<void> {
  const link = linkOf(actor);
  if (link === undefined) throw noLink();
  const { numUpdatedRows } = await tx
    .updateTable('listing_links')
    .set({ ended_at: sql<Date>`now()` })
    .where('digest', '=', link.digest)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw noLink();
}
