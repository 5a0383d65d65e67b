// The market of the example city in memory, as matching sees it, with as many listings as asked: nothing is loaded into a database. For measuring what is found, and how quickly.
import { createHash } from 'node:crypto';
import { readPack } from '../../src/app-pack.ts';
import type { Facts } from '../../src/market/fit.ts';
import { type ListingSort, sideOf, type Stated } from '../../src/market/listing.ts';
import type { Book } from '../../src/market/server/matching/book.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { openTextIndex } from '../../src/retrieval/textIndex.ts';
import { deedsUntil } from '../../src/seed-example.ts';

export type MarketBook = { book: Book; supplies: readonly Facts[]; demands: readonly Facts[]; kept: number; mebibytes: number };
type Said = Pick<Stated, 'title' | 'text' | 'field'> & {
  sort: ListingSort;
  industry: string;
  keywords: string[];
  cooperation: string[];
  maturity?: number | null;
  demandType?: string;
  price: Stated['price'];
  priceLow?: string;
  priceHigh?: string;
  acceptance?: string;
  confidentiality: string;
  anonymous?: boolean;
};

/** A year that is over, so that nothing depends on the day of measuring. */
const [anchor, day] = [2025, '2026-06-30'];
export const today = day;

/** Listings as they stood at the end of June: what was handed in, whatever has become of it. */
export function listingsOf(count: number): Facts[] {
  const pack = openPack('example', { anchor });
  const deeds = deedsUntil({ pack, parts: readPack(pack) }, day, { listings: count, contracts: 0, institutions: 0 });
  const regions = new Map(
    deeds
      .filter((one) => one.of === 'organization' && one.action === 'create')
      .map((one) => [one.key, (one.input['region'] ?? null) as string | null]),
  );
  const seen = new Map<string, string>();
  for (const one of deeds)
    if (one.of === 'listing' && ['publish', 'confirm'].includes(one.action)) seen.set(one.key, one.at.toISOString().slice(0, 10));
  return deeds.flatMap(({ of, key, action, input, by }) => {
    const confirmed = seen.get(key);
    if (of !== 'listing' || action !== 'create' || confirmed === undefined) return [];
    const said = input as Said;
    const owner = by?.organization ?? '';
    const open = said.confidentiality === 'public';
    return {
      id: key,
      side: sideOf(said.sort),
      sort: said.sort,
      organization: owner,
      region: regions.get(owner) ?? null,
      title: said.title,
      keywords: said.keywords,
      text: open ? [said.text, said.acceptance].filter(Boolean).join(' ') : null,
      anonymous: said.anonymous ?? false,
      lastConfirmedOn: confirmed,
      field: said.field,
      industry: said.industry,
      cooperation: said.cooperation,
      maturity: said.maturity ?? null,
      demandType: said.demandType ?? null,
      price: said.price,
      priceLow: said.priceLow ?? null,
      priceHigh: said.priceHigh ?? null,
    } as Facts;
  });
}

/** The book that lists are drawn from; `kept` and `mebibytes`: milliseconds and memory that its index took. */
export function marketBook(all: readonly Facts[]): MarketBook {
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  const listings = openTextIndex({ title: 3, keywords: 3, text: 1 });
  const facts: (Facts | undefined)[] = [];
  for (const one of all) facts[listings.put(one.id, { title: one.title, keywords: one.keywords, text: one.text ?? '' })] = one;
  listings.find('检测', { most: 1, accept: () => true });
  const kept = performance.now() - begun;
  return {
    book: {
      listings,
      capabilities: openTextIndex({ name: 1, shown: 1 }),
      factsAt: (slot) => facts[slot],
      capableAt: () => undefined,
      upToDate: () => Promise.resolve(null),
    },
    supplies: all.filter((one) => one.side === 'supply'),
    demands: all.filter((one) => one.side === 'demand'),
    kept,
    mebibytes: Math.round((process.memoryUsage().rss - before) / 2 ** 20),
  };
}

/** What a supply says, by which it was graded: the same words are the same supply, whatever their order in the seed. */
export const wordsOf = ({ title, text }: Pick<Facts, 'title' | 'text'>): string =>
  createHash('sha256')
    .update(`${title}\n${text ?? ''}`)
    .digest('hex')
    .slice(0, 12);
