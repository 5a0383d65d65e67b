// The service chain (服务链): to which link and key industry a listing or a service organization belongs and why, what stands in each cell, and which demands stand without a supply. Pure; task 12 of the action plan: services laid along the innovation chain.
import { z } from 'zod';
import { addDays } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { technologyFields } from '../contracts/terms.ts';
import { cooperationCodes, demandCodes } from './codes.ts';
import { type ListingSort, sorts } from './listing.ts';

export const partCode = z.string().regex(/^[a-z][A-Za-z]{1,39}$/);
const some = z.array(z.string().min(1)).min(1);

/** By what a listing is told to belong to a link: a word of its title or keywords, its sort, the type of a demand, a mode of cooperation. */
const marks = ['word', 'sort', 'demandType', 'cooperation'] as const;
const listingRule = z
  .strictObject({
    link: partCode,
    by: z.enum(marks),
    of: some,
    /** Only of these sorts, and of these types of demand; of all unless said. */
    sorts: z.array(z.enum(sorts)).min(1).optional(),
    demandTypes: z
      .array(z.enum(demandCodes as [string, ...string[]]))
      .min(1)
      .optional(),
  })
  .refine(({ by, of }) => of.every((one) => known[by](one)), 'names a code that there is not');
const known: Record<(typeof marks)[number], (value: string) => boolean> = {
  word: () => true,
  sort: (value) => sorts.some((one) => one === value),
  demandType: (value) => demandCodes.includes(value),
  cooperation: (value) => cooperationCodes.includes(value),
};
const linkFor = z.record(z.string().min(1), partCode);

/** `law/market/service-chain.json`. */
export const chainLaw = z
  .strictObject({
    note: text,
    /** A demand that nobody showed interest in for so many days counts as unanswered. */
    unansweredAfterDays: z.number().int().min(1).max(365),
    /** An organization serves an industry that makes up at least this share of its public work, by number. */
    servesFromShare: z.number().positive().max(1),
    /** What is left beside the key industries is called so. */
    other: text,
    links: z.array(z.strictObject({ code: partCode, name: text, what: text })).min(1),
    /** In their order: the first that fits holds. */
    listings: z.array(listingRule).min(1),
    /** Of organizations: by what they are called, by titles that they hold, by the beginning of their industry (GB/T 4754). */
    organizations: z.strictObject({ kinds: linkFor, titles: linkFor, industries: linkFor }),
  })
  .refine(({ links, listings, organizations: { kinds, titles, industries } }) => {
    const codes = new Set(links.map((one) => one.code));
    const named = [kinds, titles, industries].flatMap((one) => Object.values(one));
    return codes.size === links.length && [...listings.map((one) => one.link), ...named].every((one) => codes.has(one));
  }, 'names a link that there is not, or one twice');
export type ChainLaw = z.output<typeof chainLaw>;

/** What belongs to none of the key industries, or does not say. */
export const otherIndustry = 'other';
/** `key-industries.json` of a city: only what a source names; how things belong to them is a working map. */
export const keyIndustries = z
  .strictObject({
    note: text,
    industries: z
      .array(
        z.strictObject({
          code: partCode.refine((code) => code !== otherIndustry, 'is the name of what is left'),
          name: text,
          source: text.nullable(),
          words: z.array(z.string().min(2)),
          codes: z.array(z.string().regex(/^([A-T]|\d{2,4})$/)),
          fields: z.array(z.enum(technologyFields)),
        }),
      )
      .min(1),
  })
  .refine(({ industries }) => new Set(industries.map((one) => one.code)).size === industries.length, 'one industry twice');
export type KeyIndustries = z.output<typeof keyIndustries>['industries'];

/** Where something belongs, and why: by which mark, and what that says. */
export const reasons = [...marks, 'field', 'class', 'kind', 'title', 'none'] as const;
export type Reason = (typeof reasons)[number];
export type Placed = { code: string; by: Reason; value: string };

/** What a listing says of itself that everybody may read. */
export type Said = {
  sort: ListingSort;
  title: string;
  keywords: readonly string[];
  field: string;
  industry: string | null;
  demandType: string | null;
  cooperation: readonly string[];
};

const textOf = (texts: readonly string[]): string => texts.join('\n').toLowerCase();
const wordIn = (words: readonly string[], text: string): string | undefined =>
  text === '' ? undefined : words.find((one) => text.includes(one.toLowerCase()));

/** The link of a listing by the first rule that fits; null where none does. */
export function linkOf({ listings }: Pick<ChainLaw, 'listings'>, said: Said): Placed | null {
  const text = textOf([said.title, ...said.keywords]);
  const found: Record<(typeof marks)[number], (of: readonly string[]) => string | undefined> = {
    word: (of) => wordIn(of, text),
    sort: (of) => of.find((one) => one === said.sort),
    demandType: (of) => of.find((one) => one === said.demandType),
    cooperation: (of) => of.find((one) => said.cooperation.includes(one)),
  };
  for (const { link, by, of, sorts: among, demandTypes } of listings) {
    if (among !== undefined && !among.includes(said.sort)) continue;
    if (demandTypes !== undefined && !demandTypes.some((one) => one === said.demandType)) continue;
    const value = found[by](of);
    if (value !== undefined) return { code: link, by, value };
  }
  return null;
}

const nowhere: Placed = { code: otherIndustry, by: 'none', value: '' };
const codeIn = (codes: readonly string[], industry: string | null): string | undefined =>
  industry === null ? undefined : codes.find((one) => industry.startsWith(one));

/** The key industry of a listing: by its words, else by its industry, else by its technology field. Each listing has exactly one. */
export function industryOf(industries: KeyIndustries, said: Pick<Said, 'title' | 'keywords' | 'industry' | 'field'>): Placed {
  const text = textOf([said.title, ...said.keywords]);
  const ways = [
    ['word', (one: KeyIndustries[number]) => wordIn(one.words, text)],
    ['class', (one: KeyIndustries[number]) => (codeIn(one.codes, said.industry) === undefined ? undefined : said.industry)],
    ['field', (one: KeyIndustries[number]) => one.fields.find((field) => field === said.field)],
  ] as const;
  for (const [by, told] of ways)
    for (const one of industries) {
      const value = told(one);
      if (value !== undefined && value !== null) return { code: one.code, by, value };
    }
  return nowhere;
}

export type Holding = { kind: string | null; industry: string | null; titles: readonly string[] };
/** Links at which an organization serves: by its titles, its kind, its industry; each link once, with the first that tells it. */
export function linksOfOrganization({ organizations: { kinds, titles, industries } }: ChainLaw, of: Holding): Placed[] {
  const byTitle = of.titles.map((title) => ({ code: titles[title], by: 'title' as const, value: title }));
  const byKind = of.kind === null ? [] : [{ code: kinds[of.kind], by: 'kind' as const, value: of.kind }];
  const { industry } = of;
  const longest = Object.keys(industries)
    .filter((one) => industry?.startsWith(one))
    .toSorted((a, b) => b.length - a.length)[0];
  const byIndustry =
    longest === undefined || industry === null ? [] : [{ code: industries[longest], by: 'class' as const, value: industry }];
  return onceEach(
    [...byTitle, ...byKind, ...byIndustry].flatMap(({ code, ...one }) => (code === undefined ? [] : [{ code, ...one }])),
  );
}

/** Public work of an organization: a registered contract or a published supply, by its technology field and the industry that it served. */
export type Work = { field: string | null; industry: string | null; times: number };
type Working = { name: string; work: readonly Work[] };
/** Key industries that its name says, or for which it does a good part of its public work; `other` where neither tells. */
export function industriesOfOrganization(
  industries: KeyIndustries,
  of: Working,
  { servesFromShare }: Pick<ChainLaw, 'servesFromShare'>,
): Placed[] {
  const named = industries.flatMap((one): Placed[] => {
    const value = wordIn(one.words, textOf([of.name]));
    return value === undefined ? [] : [{ code: one.code, by: 'word', value }];
  });
  const all = of.work.reduce((sum, one) => sum + one.times, 0);
  const worked = [
    ...Map.groupBy(
      of.work.map((one) => ({ ...one, place: placeOf(industries, one) })),
      ({ place }) => place.code,
    ).values(),
  ];
  const served = worked.flatMap((some) => {
    const times = some.reduce((sum, one) => sum + one.times, 0);
    return times >= servesFromShare * all ? mostOf(some).map(({ place }) => place) : [];
  });
  const found = onceEach([...named, ...served.filter(({ code }) => code !== otherIndustry)]);
  return found.length === 0 ? [nowhere] : found;
}
/** The mark that most of it bears, whatever the order in which it is told. */
const mostOf = <W extends Work & { place: Placed }>(some: readonly W[]): W[] => {
  const named = [...Map.groupBy(some, ({ place }) => `${place.by} ${place.value}`)];
  const weighed = named.map(([name, all]) => ({ name, all, times: all.reduce((sum, one) => sum + one.times, 0) }));
  const [most] = weighed.toSorted((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  return most?.all.slice(0, 1) ?? [];
};
/** Work in the same field for the same industry told once, with how often it was done. */
export function workByOrganization(of: readonly (Work & { organization: string })[]): Map<string, Work[]> {
  const tallies = new Map<string, Map<string, Work>>();
  for (const { organization, field, industry, times } of of) {
    const own = tallies.get(organization) ?? new Map<string, Work>();
    tallies.set(organization, own);
    const key = `${field ?? ''} ${industry ?? ''}`;
    const known = own.get(key);
    if (known) known.times += times;
    else own.set(key, { field, industry, times });
  }
  return new Map([...tallies].map(([organization, own]) => [organization, [...own.values()]]));
}
const placeOf = (industries: KeyIndustries, { field, industry }: Work): Placed =>
  industryOf(industries, { title: '', keywords: [], field: field ?? '', industry });

const onceEach = (of: readonly Placed[]): Placed[] =>
  of.filter((one, at) => of.findIndex((each) => each.code === one.code) === at);

export type Offered = { id: string; organization: string; industry: Placed; link: Placed | null };
export type Wanted = Offered & { publishedOn: string };
export type Serving = { id: string; industries: readonly Placed[]; links: readonly Placed[] };
export type Cell = { industry: string; link: string | null; supplies: number; organizations: number; demands: number };

const at = (industry: string, link: string | null): string => `${industry} ${link ?? ''}`;
const places = (of: Serving): { industry: string; link: string }[] =>
  of.industries.flatMap(({ code: industry }) => of.links.map(({ code: link }) => ({ industry, link })));

/** What stands in each cell in which anything does. A listing stands in one cell, an organization in every one that it serves. */
export function cellsOf(supplies: readonly Offered[], demands: readonly Wanted[], organizations: readonly Serving[]): Cell[] {
  const cells = new Map<string, Cell>();
  const add = (industry: string, link: string | null, what: 'supplies' | 'organizations' | 'demands') => {
    const cell = cells.get(at(industry, link)) ?? { industry, link, supplies: 0, organizations: 0, demands: 0 };
    cell[what] += 1;
    cells.set(at(industry, link), cell);
  };
  for (const one of supplies) add(one.industry.code, one.link?.code ?? null, 'supplies');
  for (const one of demands) add(one.industry.code, one.link?.code ?? null, 'demands');
  for (const one of organizations) for (const { industry, link } of places(one)) add(industry, link, 'organizations');
  return [...cells.values()];
}

/**
 * Why a demand stands without a supply: there is neither a supply nor an organization at that link for that industry; organizations
 * serve there, and none has published what it offers; of what is published nothing fits.
 */
export const gapReasons = ['nothingOffered', 'notPublished', 'nothingFits'] as const;
export type GapReason = (typeof gapReasons)[number];

type Around = {
  supplies: readonly Offered[];
  organizations: readonly Serving[];
  /** What the market told of each demand to fit it well, and was not declined. */
  told: ReadonlyMap<string, readonly string[]>;
  /** The last day on which fits were looked for; null where they never were. */
  lookedOn: string | null;
};
/**
 * The demands without a supply, each with its reason. What its own owner offers is none. That nothing fits is known only of a demand
 * that was shown before fits were last looked for; who was told and is no longer there does not fit any more.
 */
export function gapsOf(demands: readonly Wanted[], { supplies, organizations, told, lookedOn }: Around): Map<string, GapReason> {
  const published = byPlace(supplies.map((one) => [at(one.industry.code, one.link?.code ?? null), one.organization]));
  const serving = byPlace(organizations.flatMap((one) => places(one).map(({ industry, link }) => [at(industry, link), one.id])));
  const there = new Set([...supplies, ...organizations].map((one) => one.id));
  const gapOf = ({ id, organization, industry, link, publishedOn }: Wanted): GapReason | null => {
    const cell = at(industry.code, link?.code ?? null);
    const others = (of: ReadonlyMap<string, ReadonlySet<string>>) => {
      const there = of.get(cell);
      return there !== undefined && there.size > (there.has(organization) ? 1 : 0);
    };
    if (link !== null && !others(published)) return others(serving) ? 'notPublished' : 'nothingOffered';
    const looked = lookedOn !== null && publishedOn < lookedOn;
    return looked && !(told.get(id) ?? []).some((one) => there.has(one)) ? 'nothingFits' : null;
  };
  return new Map(
    demands.flatMap((one) => {
      const why = gapOf(one);
      return why === null ? [] : [[one.id, why] as const];
    }),
  );
}
function byPlace(of: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const [cell, by] of of) places.set(cell, (places.get(cell) ?? new Set()).add(by));
  return places;
}

/** Shown for so many days and more, and nobody has shown interest. */
export const unansweredOf = (
  demands: readonly Wanted[],
  { answered, on, days }: { answered: ReadonlySet<string>; on: string; days: number },
): Set<string> =>
  new Set(demands.flatMap(({ id, publishedOn }) => (addDays(publishedOn, days) <= on && !answered.has(id) ? [id] : [])));

export type GapCell = { industry: string; link: string | null; gaps: number; unanswered: number };
/** By cell, those without a supply and those that nobody answered; cells with neither are not there. */
export function gapCellsOf(
  demands: readonly Wanted[],
  { gaps, unanswered }: { gaps: ReadonlyMap<string, GapReason>; unanswered: ReadonlySet<string> },
): GapCell[] {
  const cells = Map.groupBy(
    demands.filter(({ id }) => gaps.has(id) || unanswered.has(id)),
    (one) => at(one.industry.code, one.link?.code ?? null),
  );
  return [...cells.values()].flatMap((all) =>
    all.slice(0, 1).map(({ industry, link }) => ({
      industry: industry.code,
      link: link?.code ?? null,
      gaps: all.filter(({ id }) => gaps.has(id)).length,
      unanswered: all.filter(({ id }) => unanswered.has(id)).length,
    })),
  );
}

/** The last days of so many months up to a day, which is the last of them; none before the first day of the house. */
export function monthEnds(on: string, { months, firstDay }: { months: number; firstDay: string }): string[] {
  const [year = 0, month = 1] = on.split('-').map(Number);
  const ends = Array.from({ length: months - 1 }, (_none, back) =>
    new Date(Date.UTC(year, month - months + 1 + back, 0)).toISOString().slice(0, 10),
  );
  return [...ends.filter((one) => one >= firstDay), on];
}
