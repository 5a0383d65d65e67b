// Matching: what fits a listing, for its owner and the officers in charge, with the reasons; what newly fits, told once a day and never twice.
import type { FastifyInstance } from 'fastify';
import type { Kysely, QueryExecutorProvider, Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { mount } from '../../../platform/server/mount.ts';
import { type Alike, openAlike, type WordGroups } from '../../../retrieval/alike.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import { type Distances, openDistances } from '../../../organizations/distances.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind, now } from '../../../records/server/index.ts';
import type { Telling } from '../../../records/tells.ts';
import { listMatches } from '../../declinedMatch.ts';
import { matchingWeights } from '../../fit.ts';
import { conductsOf } from '../deals/outcomes.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { askingOf, declinedOf } from './asking.ts';
import { openBook, type Shown } from './book.ts';
import { type DeclinedMatches, openDeclinedMatches } from './declined.ts';
import { digest, tellNew } from './digest.ts';
import type { HeldWords } from '../synonyms/held.ts';
import { type Asking, drawnFor, shownMatch } from './lists.ts';

export type MatchingPorts = {
  contractsShown: (on: QueryExecutorProvider, organizations: readonly string[]) => Promise<Shown[]>;
  /** Writes what is to be told, in a transaction. */
  tell: (tx: Transaction<MarketTables>, told: readonly Telling[]) => Promise<void>;
};
type With = {
  pack: Pick<Pack, 'read' | 'has' | 'geojson'>;
  listings: Listings;
  organizations: Organizations;
  /** Words that operators hold for the same. */
  held: HeldWords;
  ports: MatchingPorts;
};
export type Matching = ReturnType<typeof openMatching>;

export function openMatching(kernel: Kernel, db: Kysely<MarketTables>, { pack, listings, organizations, held, ports }: With) {
  const weights = pack.read(pack.has('matching.json') ? 'matching.json' : 'law/market/matching.json', matchingWeights);
  const book = openBook({ db, organizations, contractsShown: ports.contractsShown });
  const declined = openDeclinedMatches(kernel, db, organizations);
  const distances = openDistances(organizations.pack.regions, pack.has('map.geojson') ? pack.geojson().features : []);
  const of = { kernel, db, book, weights, distances, organizations, ports, alike: alikeBy(held, weights.sameWords.worth) };
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
  distances: Distances;
  alike: () => Promise<(text: string) => Alike[]>;
  organizations: Organizations;
  ports: MatchingPorts;
};

/** Looks up words of a text in the groups of this moment. */
function alikeBy(held: HeldWords, worth: number): Of['alike'] {
  let [of, alike]: [WordGroups | null, (text: string) => Alike[]] = [null, () => []];
  return async () => {
    const groups = await held();
    if (groups !== of) [of, alike] = [groups, openAlike(groups, worth)];
    return alike;
  };
}

/** The closest, ranked once it is known how those that they are of deal. */
async function listsOf({ kernel, db, book, weights, distances, ...of }: Of, asking: Asking, asked: Asked) {
  const [at, alike] = await Promise.all([now(db), of.alike()]);
  const today = kernel.dayOf(at);
  const drawn = drawnFor(asking, { book, weights, distances, alike, today, ...asked });
  const conducts = await conductsOf(db, [...new Set(drawn.flatMap(({ owners }) => owners))], today);
  return drawn.map(({ rank }) => rank((id) => conducts.get(id) ?? null));
}

export type { DeclinedMatches };
