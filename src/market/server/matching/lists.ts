// The lists of what fits a listing: the closest by text, compared part by part, the best of each group. The same question gives the same answer.
import type { Distances } from '../../../organizations/distances.ts';
import type { Alike } from '../../../retrieval/alike.ts';
import type { Hit, Reason } from '../../../retrieval/textIndex.ts';
import type { Match } from '../../declinedMatch.ts';
import { type Conduct, type Facts, type Fit, fitOf, type MatchingWeights, type Shared } from '../../fit.ts';
import type { Stated } from '../../listing.ts';
import type { Book, Capable } from './book.ts';

/** A listing whose list is asked, with all that its owner said. */
export type Asking = Facts & { full: string };
export type Group = 'supply' | 'expert' | 'organization' | 'demand';
export type Candidate = { id: string; fit: Fit } & (
  | { kind: 'listing'; facts: Facts }
  | { kind: 'organization'; capable: Capable }
);
export type Listed = { group: Group; items: Candidate[]; more: boolean };
export type Around = {
  book: Book;
  weights: MatchingWeights;
  /** Words of a question that operators hold for the same as others. */
  alike: (question: string) => readonly Alike[];
  /** Declined by either side. */
  declined: ReadonlySet<string>;
  /** How far two regions lie from one another. */
  distances: Distances;
  today: string;
  most: number;
};
const apartOf = (distances: Distances, one: Facts['region'], other: Facts['region']): number | null =>
  one === null || other === null ? null : distances(one, other);
/** What is known of organizations, as far as anything is. */
export type ConductOf = (organization: string) => Conduct | null;
/** The closest of a group by text, which are ranked once it is known how those that they are of deal. */
export type Drawn = { owners: string[]; rank: (conductOf: ConductOf) => Listed };

export function drawnFor(asking: Asking, around: Around): Drawn[] {
  const listings = listingsFor(asking, around);
  return asking.side === 'supply' ? listings : [...listings, organizationsFor(asking, around)];
}

const groupOf = ({ side, sort }: Facts): Group => (side === 'demand' ? 'demand' : sort === 'expert' ? 'expert' : 'supply');

/** Supplies and experts for a demand, demands for a supply: all measured by the closest of them. */
function listingsFor(asking: Asking, { book, weights, declined, today, most, distances, ...around }: Around): Drawn[] {
  const { listings, factsAt } = book;
  const alike = around.alike(asking.full);
  const found = listings.findGroups(asking.full, {
    most: weights.pool,
    widen: weights.widen,
    alike,
    groupOf: (slot) => {
      const one = factsAt(slot);
      const hidden =
        one === undefined ||
        one.side === asking.side ||
        one.organization === asking.organization ||
        one.id === asking.id ||
        declined.has(one.id);
      return hidden ? null : groupOf(one);
    },
    beside: (slot) => (factsAt(slot)?.field === asking.field ? weights.field : 0),
  });
  const groups: Group[] = asking.side === 'supply' ? ['demand'] : ['supply', 'expert'];
  return groups.map((group) => {
    const known = (found.get(group) ?? []).flatMap((hit) => {
      const facts = factsAt(hit.slot);
      return facts === undefined ? [] : [{ hit, facts, key: facts.id }];
    });
    const rank = (conductOf: ConductOf): Listed => {
      const compare = ({ hit, facts }: (typeof known)[number], shared: readonly Shared[]): Fit =>
        fitOf(
          {
            ...(asking.side === 'demand' ? { demand: asking, supply: facts } : { demand: facts, supply: asking }),
            closeness: hit.closeness,
            shared,
            conduct: facts.anonymous ? null : conductOf(facts.organization),
            shows: facts.side,
            apart: apartOf(distances, asking.region, facts.region),
            today,
          },
          weights,
        );
      const items = bestOf(known, compare, listings.reasons(asking.full, alike), { most, least: weights.least });
      return {
        group,
        items: items.slice(0, most).map(({ facts, fit }) => ({ kind: 'listing', id: facts.id, facts, fit })),
        more: items.length > most,
      };
    };
    return { owners: known.flatMap(({ facts }) => (facts.anonymous ? [] : [facts.organization])), rank };
  });
}

type Pooled = { hit: Hit; key: string };
/** First all of the pool without the words, which cost most; then those that lead once more, with them. */
function bestOf<T extends Pooled>(
  pool: readonly T[],
  compare: (one: T, shared: readonly Shared[]) => Fit,
  reasons: (slot: number) => readonly Reason[],
  { most, least }: { most: number; least: number },
): (T & { fit: Fit })[] {
  const byScore = <F extends { fit: Fit; key: string }>(a: F, b: F) => b.fit.score - a.fit.score || (a.key < b.key ? -1 : 1);
  return pool
    .map((one) => ({ ...one, fit: compare(one, assumed) }))
    .toSorted(byScore)
    .slice(0, 3 * most + 1)
    .map((one) => ({ ...one, fit: compare(one, reasons(one.hit.slot).map(sharedOf)) }))
    .filter(({ fit }) => fit.score >= least)
    .toSorted(byScore);
}
/** Until the words are looked up, some are taken to be shared. */
const assumed: readonly Shared[] = [{ word: '', near: null }];
const sharedOf = ({ word, stands, held }: Reason): Shared => ({
  word,
  near: word === stands ? null : stands,
  held: held === true,
});

function organizationsFor(asking: Asking, { book, weights, declined, today, most, distances, ...around }: Around): Drawn {
  const { capabilities, capableAt } = book;
  const alike = around.alike(asking.full);
  const hits = capabilities.find(asking.full, {
    most: weights.pool,
    widen: weights.widen,
    alike,
    accept: (slot) => {
      const one = capableAt(slot);
      return one !== undefined && one.id !== asking.organization && !declined.has(one.id);
    },
    beside: (slot) => (capableAt(slot)?.shown.some(({ field }) => field === asking.field) ? weights.field / 2 : 0),
  });
  const known = hits.flatMap((hit) => {
    const capable = capableAt(hit.slot);
    return capable === undefined ? [] : [{ hit, capable, key: capable.id }];
  });
  const rank = (conductOf: ConductOf): Listed => {
    const compare = ({ hit, capable }: (typeof known)[number], shared: readonly Shared[]): Fit =>
      fitOf(
        {
          demand: asking,
          supply: factsOf(capable, asking.field),
          closeness: hit.closeness,
          shared,
          conduct: conductOf(capable.id),
          shows: 'supply',
          apart: apartOf(distances, asking.region, capable.region),
          today,
        },
        weights,
      );
    const items = bestOf(known, compare, capabilities.reasons(asking.full, alike), { most, least: weights.least });
    return {
      group: 'organization',
      items: items.slice(0, most).map(({ capable, fit }) => ({ kind: 'organization', id: capable.id, capable, fit })),
      more: items.length > most,
    };
  };
  return { owners: known.map(({ key }) => key), rank };
}

/** An organization as one side of a comparison: its field is the one asked for where it has shown that, else the one it shows most. */
function factsOf({ id, name, region, industry, shown }: Capable, asked: Stated['field']): Facts {
  const fields = Map.groupBy(shown, ({ field }) => field);
  const [most] = [...fields]
    .flatMap(([field, all]) => (field === null ? [] : [{ field, n: all.length }]))
    .toSorted((a, b) => b.n - a.n);
  return {
    id,
    side: 'supply',
    sort: 'service',
    organization: id,
    region,
    title: name,
    keywords: [],
    text: null,
    anonymous: false,
    lastConfirmedOn: null,
    field: fields.has(asked) ? asked : ((most?.field as Stated['field'] | undefined) ?? asked),
    industry,
    cooperation: [],
    maturity: null,
    demandType: null,
    price: 'none',
    priceLow: null,
    priceHigh: null,
  };
}

/** What of it is shown to who asks. */
export function shownMatch(of: Candidate, nameOf: (organization: string) => string): Match {
  const { fit } = of;
  const told = { strength: fit.strength, for: fit.for, against: fit.against };
  if (of.kind === 'organization') {
    const { id, name, region } = of.capable;
    return { kind: 'organization', id, title: name, organization: null, region, ...unpriced, ...told };
  }
  const { id, title, side, sort, price, priceLow, priceHigh, maturity, anonymous, organization, region } = of.facts;
  return {
    kind: 'listing',
    id,
    title,
    organization: anonymous ? null : { id: organization, name: nameOf(organization) },
    region: anonymous ? null : region,
    side,
    sort,
    price,
    priceLow,
    priceHigh,
    maturity,
    ...told,
  };
}
const unpriced = { side: null, sort: null, price: null, priceLow: null, priceHigh: null, maturity: null };
