// Matching: what fits a listing, for its owner and the officers in charge, with the reasons; what newly fits, told once a day and never twice.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind, now } from '../../../records/server/index.ts';
import type { Telling } from '../../../records/tells.ts';
import { listMatches } from '../../declinedMatch.ts';
import { type Facts, matchingWeights } from '../../fit.ts';
import { shown } from '../conditions.ts';
import { conductsOf } from '../deals/outcomes.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { openBook, type Shown } from './book.ts';
import { type DeclinedMatches, openDeclinedMatches } from './declined.ts';
import { digest, tellNew } from './digest.ts';
import { type Asking, listsFor, shownMatch } from './lists.ts';

export type MatchingPorts = {
  contractsShown: (on: QueryExecutorProvider, organizations: readonly string[]) => Promise<Shown[]>;
  /** Writes what is to be told, in a transaction. */
  tell: (tx: Transaction<MarketTables>, told: readonly Telling[]) => Promise<void>;
};
type With = {
  pack: Pick<Pack, 'read' | 'has'>;
  listings: Listings;
  organizations: Organizations;
  ports: MatchingPorts;
};
export type Matching = ReturnType<typeof openMatching>;

export function openMatching(kernel: Kernel, db: Kysely<MarketTables>, { pack, listings, organizations, ports }: With) {
  const weights = pack.read(pack.has('matching.json') ? 'matching.json' : 'law/market/matching.json', matchingWeights);
  const book = openBook({ db, organizations, contractsShown: ports.contractsShown });
  const declined = openDeclinedMatches(kernel, db, organizations);
  const of = { kernel, db, book, weights, organizations, ports };
  const telling = { ...of, listsOf: (asking: Asking, around: Asked) => listsOf(of, asking, around) };
  const listed = async (actor: Actor, id: string, most: number) => {
    // Who may not see the listing does not see what fits it.
    await listings.one(actor, id);
    const building = await book.upToDate();
    const asking = building === null ? await askingOf(db, organizations, id) : null;
    const refused = await declinedOf(db, id);
    if (asking === null) return { building, groups: [], declined: refused.own };
    const groups = await listsOf(of, asking, { declined: refused.all, most });
    const owners = groups.flatMap(({ items }) =>
      items.flatMap((one) => (one.kind === 'listing' ? [one.facts.organization] : [])),
    );
    const names = await organizations.names([...new Set(owners)]);
    return {
      building,
      groups: groups.map(({ items, ...group }) => ({
        ...group,
        items: items.map((one) => shownMatch(one, (owner) => names.get(owner) ?? '')),
      })),
      declined: refused.own,
    };
  };
  return {
    declined,
    book,
    weights,
    listed,
    /** Once an hour; the owners of both sides are told once a day. */
    digest: () => digest(telling),
    tellNew: () => tellNew(telling),
    mount: (app: FastifyInstance): void => {
      mountKind(app, kernel, declined);
      mount(app, listMatches, ({ actor, params, query }) => listed(actor, params.id, query.most ?? weights.shown));
    },
  };
}

type Asked = { declined: ReadonlySet<string>; most: number };
type Of = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  book: ReturnType<typeof openBook>;
  weights: ReturnType<typeof matchingWeights.parse>;
  organizations: Organizations;
  ports: MatchingPorts;
};

/** The lists as they stand, and once more when it is known how those on them deal. */
export async function listsOf({ kernel, db, book, weights }: Of, asking: Asking, { declined, most }: Asked) {
  const today = kernel.dayOf(await now(db));
  const around = { book, weights, declined, today };
  const first = listsFor(asking, { ...around, conductOf: () => null, most: 2 * most });
  const met = first.flatMap(({ items }) => items.map((one) => (one.kind === 'listing' ? one.facts.organization : one.id)));
  const conducts = await conductsOf(db, [...new Set(met)], today);
  if (conducts.size === 0)
    return first.map((one) => ({ ...one, items: one.items.slice(0, most), more: one.more || one.items.length > most }));
  return listsFor(asking, { ...around, conductOf: (id) => conducts.get(id) ?? null, most });
}

/** A published listing with all that its owner said. */
export async function askingOf(
  db: QueryExecutorProvider,
  { survivors }: Pick<Organizations, 'survivors'>,
  id: string,
): Promise<Asking | null> {
  const { rows } = await sql<Facts>`
    select id, side, sort, organization, region, title, keywords, field, industry, cooperation, maturity, anonymous, price,
      demand_type as "demandType", price_low as "priceLow", price_high as "priceHigh", concat_ws(' ', text, acceptance) as text,
      coalesce(last_confirmed_on, published_on) as "lastConfirmedOn"
    from listings where ${shown} and id = ${id}`.execute(db);
  const [one] = rows;
  if (!one) return null;
  const owner = (await survivors(db, [one.organization])).get(one.organization)?.id ?? one.organization;
  return { ...one, organization: owner, full: [one.title, ...one.keywords, one.text ?? ''].join('\n') };
}

/** What its owner declined, and who declined it. */
export async function declinedOf(db: QueryExecutorProvider, listing: string): Promise<{ all: Set<string>; own: number }> {
  const { rows } = await sql<{ id: string; own: boolean }>`
    select candidate as id, true as own from declined_matches where listing = ${listing} and state = 'declined'
    union all select listing, false from declined_matches where candidate = ${listing} and state = 'declined'`.execute(db);
  return { all: new Set(rows.map((row) => row.id)), own: rows.filter((row) => row.own).length };
}
export type { DeclinedMatches };
