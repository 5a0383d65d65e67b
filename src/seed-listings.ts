// What the invented city's organizations offer to its technology market and look for there: by templates over what each topic of its contracts suffers from; confirmed as long as it holds, some left to expire. Made last: nothing else follows from it.
import { z } from 'zod';
import { text } from './platform/shared/words.ts';
import { ripening, sortsOf } from './market/listing.ts';
import type { Pack } from './platform/server/pack.ts';
import { contractPlan } from './seed-contract-plan.ts';
import type { Deed } from './seed-deed.ts';
import { eventPlan, makeEvents } from './seed-events.ts';
import { fairPlan, makeFairs } from './seed-fairs.ts';
import { type About, needPlan, openNeeds } from './seed-needs.ts';
import type { Body, Making, Organizations } from './seed-organizations.ts';
import { type Chance, chanceOf } from './seed-random.ts';
import { live } from './seed-live.ts';
import { makeChain } from './seed-chain.ts';
import { makeVenues, type SeededVenue } from './seed-venues.ts';

const some = z.array(z.string().min(1)).min(1);
const seededFile = z.strictObject({ name: z.string().min(1), text: z.string().min(1) });
const listingPlan = z.strictObject({
  note: text,
  /** In a city of the usual size. */
  supplies: z.number().int().min(0),
  demands: z.number().int().min(0),
  /** All of them begin in so many last days. */
  days: z.number().int().min(1),
  /** Titles and texts with `{scene}`, `{method}`, `{topic}`, `{need}`, `{said}`, `{solved}`, `{term}`. */
  supply: z.array(
    z.strictObject({ sort: z.enum(sortsOf.supply), share: z.number().positive(), cooperation: some, titles: some, texts: some }),
  ),
  demand: z.strictObject({
    types: z.array(z.tuple([z.string(), z.number().positive()])).min(1),
    cooperation: some,
    titles: some,
    texts: some,
    acceptance: some,
  }),
  closed: some,
  ended: some,
  fairs: fairPlan,
  events: eventPlan,
  /** Why a venue was closed. */
  venueClosed: z.string().min(1),
  /** Files of the demo organization's listings, by who is shown them; texts with `{title}`. */
  files: z.strictObject({ everybody: seededFile, admitted: seededFile }),
  /** What is said in the talks that a demo begins with. */
  deals: z.strictObject({ message: z.string(), answer: z.string(), declined: z.string(), milestone: z.string() }),
});
export const dealPlan = listingPlan;
type ListingPlan = z.infer<typeof listingPlan>;

type Around = Pick<Making, 'calendar' | 'chance' | 'size' | 'last'> & {
  of: ListingPlan;
  about: (chance: Chance) => About;
  /** So many supplies, and demands in proportion; as the pack says unless said. */
  listings: number | undefined;
  bodies: readonly Body[];
  venues: readonly SeededVenue[];
  /** Of the venues alone: what is listed stays what it was. */
  venueChance: Chance;
};

type OfMarket = Omit<Around, 'of' | 'about' | 'chance' | 'venues' | 'venueChance' | 'bodies'> &
  Pick<Making, 'invented'> & {
    random: number;
    leaving: ReadonlySet<string>;
    recognitions: readonly Deed[];
    organizations: Organizations;
  };
/** As the pack says; of organizations that stay what they are. */
export function makeMarket(
  pack: Pick<Pack, 'read'>,
  { random, leaving, recognitions, organizations, ...around }: OfMarket,
): Deed[] {
  const bodies = organizations.bodies.filter((one) => !leaving.has(one.key));
  const venueChance = chanceOf(random, 'venues');
  const of = pack.read('market.json', listingPlan);
  const words = pack.read('contracts.json', contractPlan);
  const { deeds, venues } = makeVenues({ ...around, bodies, recognitions, chance: venueChance, closed: of.venueClosed });
  const listings = makeListings({
    ...around,
    bodies,
    venues,
    venueChance,
    chance: chanceOf(random, 'listings'),
    of,
    about: openNeeds(pack.read('market-needs.json', needPlan), words),
  });
  const fairs = makeFairs({ ...around, bodies, of: of.fairs, words, chance: chanceOf(random, 'fairs') });
  const chain = makeChain(pack, { ...around, bodies, chance: chanceOf(random, 'service chain') });
  const events = makeEvents({ ...around, bodies, of: of.events, chance: chanceOf(random, 'events') });
  return [...deeds, ...listings, ...fairs, ...chain, ...events];
}

/** Demands for so many supplies, where a number of supplies is asked for. */
const demandsOf = (supplies: number): number => Math.round((supplies * 8) / 65);

function makeListings(around: Around): Deed[] {
  const { of, size, chance, about, listings } = around;
  const count = (usual: number) => Math.round(usual * Math.min(size, 1));
  const shares = of.supply.map((one) => [one, one.share] as const);
  const deeds: Deed[] = [];
  for (let at = 0; at < (listings ?? count(of.supplies)); at++) {
    const sort = chance.weighted(shares);
    const one = about(chance);
    const supply = {
      sort: sort.sort,
      ...worded(chance, sort, one),
      keywords: [...new Set([one.topic, ...chance.some(one.terms, 2)])],
      cooperation: chance.some(sort.cooperation, chance.int(1, sort.cooperation.length)).toSorted(),
      maturity: ripening.includes(sort.sort) ? chance.int(3, 9) : null,
      ...priced(chance),
      confidentiality: sort.sort === 'knowHow' ? 'onAdmission' : 'public',
    };
    live(around, `supply ${at}`, supply, deeds);
  }
  for (let at = 0; at < (listings === undefined ? count(of.demands) : demandsOf(listings)); at++) {
    const { demand } = of;
    const one = about(chance);
    const wanted = {
      sort: 'problem',
      ...worded(chance, demand, one),
      keywords: [one.topic],
      cooperation: chance.some(demand.cooperation, chance.int(1, 2)).toSorted(),
      demandType: chance.weighted(demand.types),
      ...priced(chance),
      acceptance: chance.pick(demand.acceptance),
      confidentiality: chance.happens(0.25) ? 'onAdmission' : 'public',
      anonymous: chance.happens(0.2),
    };
    live(around, `demand ${at}`, wanted, deeds);
  }
  return deeds;
}

type Templates = { titles: readonly string[]; texts: readonly string[] };
function worded(chance: Chance, { titles, texts }: Templates, { field, industry, terms, ...words }: About) {
  const said: Record<string, string> = { ...words, term: chance.pick(terms) };
  const filled = (template: string) => template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => said[name] ?? '');
  return { title: filled(chance.pick(titles)), text: filled(chance.pick(texts)), field, industry };
}

function priced(chance: Chance) {
  const low = chance.int(2, 60) * 50_000;
  if (chance.happens(0.4)) return { price: 'agreed' };
  if (chance.happens(0.5)) return { price: 'fixed', priceLow: String(low) };
  return { price: 'range', priceLow: String(low), priceHigh: String(low * chance.int(2, 4)) };
}
