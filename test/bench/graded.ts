// Measures lists of supplies for demands as firms write them: forty, with what was pooled from several ways of finding graded by hand from 0 to 3 (graded-demands.json); and how long a list takes.
import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { type Facts, matchingWeights } from '../../src/market/fit.ts';
import type { Stated } from '../../src/market/listing.ts';
import { type Asking, drawnFor } from '../../src/market/server/matching/lists.ts';
import { chanceOf } from '../../src/seed-random.ts';
import { tokens } from './matching.ts';
import { listingsOf, type MarketBook, marketBook, today, wordsOf } from './market-book.ts';
import { shown, spreadOf, table } from './report.ts';

type Print = (line: string) => void;

const demandsFile = new URL('graded-demands.json', import.meta.url);
const gradesFile = new URL('graded-supplies.json', import.meta.url);
const weightsFile = new URL('../../law/market/matching.json', import.meta.url);
const graded = z.strictObject({
  note: z.strictObject({ zh: z.string(), en: z.string() }),
  demands: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      text: z.string(),
      field: z.string(),
      industry: z.string(),
      cooperation: z.array(z.string()),
      demandType: z.string(),
      budget: z.tuple([z.number(), z.number()]).nullable(),
      meant: z.string(),
    }),
  ),
});
type Demand = z.infer<typeof graded>['demands'][number];
/** By demand and by the words of a supply (`wordsOf`): 3 would solve it, 2 may, 1 is of the same matter, 0 is something else. */
const grades = z.record(z.string(), z.record(z.string(), z.number().int().min(0).max(3)));

const read = <T>(shape: z.ZodType<T>, file: URL): T => shape.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Supplies and experts of the example city, as many as a whole region has. */
const supplies = 65_000;
const [judged, pooled] = [10, 20];

type Way = { name: string; find: (demand: Demand) => Facts[] };

export function benchGraded(print: Print): void {
  const { demands } = read(graded, demandsFile);
  const given = read(grades, gradesFile);
  const market = marketBook(listingsOf(supplies));
  const rows = ways(market).map(({ name, find }) => {
    const each = demands.map((one) => judge(given[one.id] ?? {}, find(one)));
    const mean = (of: (one: (typeof each)[number]) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length;
    return [
      name,
      mean((one) => one.ndcg).toFixed(3),
      mean((one) => one.first).toFixed(2),
      String(each.filter((one) => one.solves).length),
      String(each.reduce((sum, one) => sum + one.unknown, 0)),
    ];
  });
  print(
    `${demands.length} demands against ${market.supplies.length.toLocaleString('en')} supplies and experts; ${Object.values(given).reduce((sum, one) => sum + Object.keys(one).length, 0)} grades.`,
  );
  print('');
  table(print, ['way of finding', 'nDCG@10', 'grade of the first', 'a 3 among ten', 'not graded'], rows);
}

/** How long lists of one demand take in memory, against so many supplies. */
export function benchLists(print: Print, count: number): void {
  const market = marketBook(listingsOf(count));
  const chance = chanceOf(1, 'demands that ask');
  const asked = chance.some(market.demands, 200);
  const { p50, p95, most } = spreadOf(
    asked.map((one) => {
      const from = performance.now();
      listFor(market, { ...one, full: [one.title, ...one.keywords, one.text ?? ''].join('\n') }, 5);
      return performance.now() - from;
    }),
  );
  print(
    `${market.supplies.length.toLocaleString('en')} supplies and ${market.demands.length.toLocaleString('en')} demands kept in ${(market.kept / 1000).toFixed(1)} s, ${market.mebibytes} MiB more.`,
  );
  print('');
  table(
    print,
    ['milliseconds, lists of one demand', 'median', 'p95', 'longest'],
    [['supplies, experts; compared part by part', shown(p50), shown(p95), shown(most)]],
  );
}

/** What was not graded yet of the first twenty of each way, for the hand: `{ demand: [{ words, title, text }] }`. */
export function poolForGrading(file: string): number {
  const { demands } = read(graded, demandsFile);
  const given = read(grades, gradesFile);
  const all = ways(marketBook(listingsOf(supplies)));
  let count = 0;
  const pool = demands.map((one) => {
    const found = new Map<string, Facts>();
    for (const { find } of all) for (const fact of find(one).slice(0, pooled)) found.set(wordsOf(fact), fact);
    const known = given[one.id] ?? {};
    const open = [...found].filter(([words]) => known[words] === undefined);
    count += open.length;
    return { ...one, supplies: open.map(([words, { title, text, sort, keywords }]) => ({ words, sort, title, keywords, text })) };
  });
  writeFileSync(file, JSON.stringify(pool, null, 1));
  return count;
}

function ways(market: MarketBook): Way[] {
  const { book } = market;
  const isSupply = (slot: number) => book.factsAt(slot)?.side === 'supply';
  const byText = (widen: number) => (one: Demand) =>
    book.listings
      .find(fullOf(one), { most: 4 * pooled, accept: isSupply, widen })
      .flatMap(({ slot }) => book.factsAt(slot) ?? []);
  const mini = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: tokens });
  mini.addAll(market.supplies.map((one, id) => ({ id, text: [one.title, ...one.keywords, one.text ?? ''].join('\n') })));
  const byMini = (one: Demand) => mini.search(fullOf(one)).flatMap(({ id }) => market.supplies[Number(id)] ?? []);
  const once = (find: (one: Demand) => Facts[]) => (one: Demand) => differing(find(one)).slice(0, pooled);
  return [
    { name: 'lists of the market', find: once((one) => listFor(market, askingOf(one), 2 * pooled)) },
    { name: 'text, with words that go with words', find: once(byText(0.8)) },
    { name: 'text, characters and pairs', find: once(byText(0)) },
    { name: 'minisearch', find: once(byMini) },
  ];
}

/** Supplies in the same words are one supply to who reads: the first stands for them. */
function differing(found: readonly Facts[]): Facts[] {
  const seen = new Set<string>();
  return found.filter((one) => {
    const words = wordsOf(one);
    return !seen.has(words) && seen.add(words);
  });
}

const fullOf = ({ title, text }: Demand): string => `${title}\n${text}`;
const askingOf = (one: Demand): Asking => ({
  id: one.id,
  side: 'demand',
  sort: 'problem',
  organization: one.id,
  region: null,
  title: one.title,
  keywords: [],
  text: one.text,
  anonymous: false,
  lastConfirmedOn: today,
  field: one.field as Stated['field'],
  industry: one.industry,
  cooperation: one.cooperation as Stated['cooperation'],
  maturity: null,
  demandType: one.demandType as Stated['demandType'],
  price: one.budget === null ? 'agreed' : 'range',
  priceLow: one.budget === null ? null : String(one.budget[0]),
  priceHigh: one.budget === null ? null : String(one.budget[1]),
  full: fullOf(one),
});

/** Supplies and experts of its lists, the best first. */
function listFor({ book }: MarketBook, asking: Asking, most: number): Facts[] {
  const weights = { ...read(matchingWeights, weightsFile), least: -10 };
  const around = { book, weights, alike: () => [], distances: () => null, declined: new Set<string>(), today, most };
  return drawnFor(asking, around)
    .flatMap(({ rank }) => rank(() => null).items)
    .toSorted((a, b) => b.fit.score - a.fit.score)
    .flatMap((one) => (one.kind === 'listing' ? [one.facts] : []));
}

type Judged = { ndcg: number; first: number; solves: boolean; unknown: number };
/** Normalised discounted cumulative gain at ten, gain 2^grade - 1 (Burges et al. 2005); the ideal is the best ten of all that were graded. */
function judge(given: Record<string, number>, found: readonly Facts[]): Judged {
  const ten = found.slice(0, judged).map((one) => given[wordsOf(one)]);
  const dcg = (of: readonly (number | undefined)[]) =>
    of.reduce<number>((sum, grade, at) => sum + (2 ** (grade ?? 0) - 1) / Math.log2(at + 2), 0);
  const ideal = dcg(
    Object.values(given)
      .toSorted((a, b) => b - a)
      .slice(0, judged),
  );
  return {
    ndcg: ideal === 0 ? 0 : dcg(ten) / ideal,
    first: ten[0] ?? 0,
    solves: ten.includes(3),
    unknown: ten.filter((grade) => grade === undefined).length,
  };
}
