// How well a supply answers a demand, part by part, and which parts are told: at most three reasons for it, and the strongest one against. Pure; who is compared: server/matching.
import { z } from 'zod';
import { daysBetween } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { industry, industryPath } from '../organizations/classification.ts';
import { between, nearPair } from './nearWords.ts';
import type { ListingSort, Side, Stated } from './listing.ts';

export const parts = [
  'words',
  'field',
  'industry',
  'cooperation',
  'maturity',
  'price',
  'region',
  'confirmed',
  'answers',
  'deals',
  'busy',
] as const;
export type Part = (typeof parts)[number];

const weight = z.number().min(0).max(10);
/** Weights of a pack, `law/market/matching.json` unless a city has its own. */
export const matchingWeights = z.strictObject({
  note: text,
  /** What words that go with those of the question are worth beside its characters, and a field that both sides name, while the pool is drawn. */
  widen: weight,
  field: weight,
  /** So many of the closest by text are compared part by part; so many are shown at first. */
  pool: z.number().int().min(5).max(500),
  shown: z.number().int().min(1).max(20),
  /** What is worth less is not shown; from where a fit is called good, and strong. */
  least: z.number(),
  good: z.number(),
  strong: z.number(),
  weights: z.record(z.enum(parts), weight),
  /** Words that stand in texts on anything: that both sides name one is told as no reason. */
  plain: z.array(z.string()).default([]),
  /**
   * Words that operators hold for the same: what another of its group is worth of a word of the question. A pair of words is proposed from
   * so many confirmed matches on, from `deals` or, where the texts of the hall put the two together, `beside`; and where it stands in at
   * least this share of those that have either word.
   */
  sameWords: z.strictObject({
    worth: z.number().min(0).max(1),
    deals: z.number().int().min(1),
    beside: z.number().int().min(1),
    share: z.number().min(0).max(1),
  }),
});
export type MatchingWeights = z.infer<typeof matchingWeights>;

/** What one side says, as far as the other may know it. */
export type Facts = {
  id: string;
  side: Side;
  sort: ListingSort;
  organization: string;
  region: string | null;
  title: string;
  keywords: readonly string[];
  /** Null where it is shown only to those admitted. */
  text: string | null;
  anonymous: boolean;
  lastConfirmedOn: string | null;
  cooperation: readonly Stated['cooperation'][number][];
} & Pick<Stated, 'field' | 'industry' | 'maturity' | 'demandType' | 'price' | 'priceLow' | 'priceHigh'>;

/** What is known of how an owner deals: null where nothing is. */
export type Conduct = {
  /** Expressions of interest that were due for an answer, and those answered in time. */
  asked: number;
  answered: number;
  /** Deals of which a contract was registered; talks that are open now. */
  registered: number;
  open: number;
};

/** Words of the one text that stand in the other; `near`: another that goes with it, or that operators hold for the same (`held`). */
export type Shared = { word: string; near: string | null; held?: boolean };
export type Compared = {
  demand: Facts;
  supply: Facts;
  /** 0 to 1: the closest text of the list has 1. */
  closeness: number;
  shared: readonly Shared[];
  /** Of the side that is shown. */
  conduct: Conduct | null;
  /** The side that is shown. */
  shows: Side;
  /** Kilometres between their regions; null where that is not known. */
  apart: number | null;
  today: string;
};

/** Why, or why not: `code` has words `matches:fit.<code>`. */
export type Reason = { part: Part; code: string; params: Record<string, string | number> };
export type Fit = { score: number; strength: 'strong' | 'good' | 'some'; for: Reason[]; against: Reason | null };

type Judged = { part: Part; value: number; code: string | null; params?: Reason['params'] };
const nothing = (part: Part): Judged => ({ part, value: 0, code: null });

export function fitOf(of: Compared, { weights, plain, strong, good }: MatchingWeights): Fit {
  const judged = judges.map((judge) => judge(of, plain)).map((one) => ({ ...one, worth: one.value * (weights[one.part] ?? 0) }));
  const score = judged.reduce((sum, one) => sum + one.worth, 0);
  const told = judged
    .flatMap(({ part, code, params = {}, worth }) => (code === null || worth === 0 ? [] : [{ part, code, params, worth }]))
    // Parts stand in one order, so that equals are told alike each time.
    .toSorted((a, b) => Math.abs(b.worth) - Math.abs(a.worth) || parts.indexOf(a.part) - parts.indexOf(b.part));
  const bare = ({ part, code, params }: Reason): Reason => ({ part, code, params });
  const against = told.find(({ worth }) => worth < 0);
  return {
    score,
    strength: score >= strong ? 'strong' : score >= good ? 'good' : 'some',
    for: told
      .filter(({ worth }) => worth > 0)
      .slice(0, 3)
      .map(bare),
    against: against === undefined ? null : bare(against),
  };
}

/** Closer than this without a common word is chance; one character alone is no word. */
const byChance = 0.35;
const oneCharacter = /^\p{Script=Han}$/u;
const judges: readonly ((of: Compared, plain: readonly string[]) => Judged)[] = [
  ({ closeness, shared: all, shows }, plain) => {
    const shared = all.filter(({ word }) => !oneCharacter.test(word));
    const direct = shared.filter(({ word, near }) => near === null && !plain.includes(word)).map(({ word }) => word);
    const same = shared.flatMap(({ word, near: other, held }) => (other !== null && held ? [`${word} = ${other}`] : []));
    const beside = shared.filter(({ word, near, held }) => near !== null && !held && !plain.includes(word));
    // A character that goes with a word is no reason that somebody understands.
    const near = beside.flatMap(({ word, near: other }) =>
      other === null || oneCharacter.test(other) || plain.includes(other) ? [] : nearPair(word, other),
    );
    const told = (code: string, words: readonly string[]): Judged => ({
      part: 'words',
      value: closeness,
      code,
      params: { words: words.join(between) },
    });
    if (direct.length > 0) return told('sharedWords', [...direct.slice(0, same.length > 0 ? 2 : 3), ...same.slice(0, 1)]);
    if (same.length > 0) return told('sameWords', same.slice(0, 2));
    if (near.length > 0) return told('nearWords', near.slice(0, 2));
    if (shared.length > 0) return { part: 'words', value: closeness, code: null };
    const value = Math.min(closeness, byChance) - 2 * byChance;
    return { part: 'words', value, code: shows === 'supply' ? 'noCapability' : 'otherNeed' };
  },
  (of) =>
    of.demand.field === of.supply.field
      ? { part: 'field', value: 1, code: 'sameField', params: { field: of.demand.field } }
      : { part: 'field', value: -0.6, code: 'otherField', params: { field: of[of.shows].field } },
  (of) => industryOf(of[of.shows === 'supply' ? 'demand' : 'supply'].industry, of[of.shows].industry),
  ({ demand, supply, shows }) => {
    const both = demand.cooperation.filter((one) => supply.cooperation.includes(one));
    const [first] = both;
    if (first !== undefined) return { part: 'cooperation', value: 1, code: 'sameCooperation', params: { mode: first } };
    const [other] = (shows === 'supply' ? supply : demand).cooperation;
    if (other === undefined || supply.cooperation.length === 0) return nothing('cooperation');
    return { part: 'cooperation', value: -1, code: 'otherCooperation', params: { mode: other } };
  },
  ({ demand, supply }) => maturityOf(demand, supply),
  ({ demand, supply }) => priceOf(demand, supply),
  (of) => regionOf(of),
  ({ demand, supply, shows, today }) => {
    const { lastConfirmedOn: on } = shows === 'supply' ? supply : demand;
    if (on === null) return nothing('confirmed');
    const days = daysBetween(on, today);
    if (days <= fresh) return { part: 'confirmed', value: 1, code: 'confirmed', params: { on } };
    return days > stale ? { part: 'confirmed', value: -1, code: 'unconfirmed', params: { days } } : nothing('confirmed');
  },
  ({ conduct }) => {
    if (conduct === null || conduct.asked < fewestAsked) return nothing('answers');
    const share = conduct.answered / conduct.asked;
    const params = { answered: conduct.answered, asked: conduct.asked };
    return share >= 0.5
      ? { part: 'answers', value: 2 * share - 1, code: 'answers', params }
      : { part: 'answers', value: 2 * share - 1, code: 'seldomAnswers', params };
  },
  ({ conduct }) =>
    conduct === null || conduct.registered === 0
      ? nothing('deals')
      : { part: 'deals', value: Math.min(1, conduct.registered / 3), code: 'deals', params: { count: conduct.registered } },
  ({ conduct }) =>
    conduct === null || conduct.open < manyOpen
      ? nothing('busy')
      : { part: 'busy', value: -Math.min(1, conduct.open / (2 * manyOpen)), code: 'busy', params: { count: conduct.open } },
];

/** Up to so many kilometres one drives over to look at a thing; so many more count as one step further. */
const [near, step] = [20, 100];
function regionOf({ demand, supply, shows, apart }: Compared): Judged {
  if (demand.region === null || supply.region === null || demand.anonymous) return nothing('region');
  if (demand.region === supply.region) return { part: 'region', value: 1, code: 'sameRegion', params: { region: demand.region } };
  const region = (shows === 'supply' ? supply : demand).region ?? '';
  if (apart === null) return { part: 'region', value: -0.2, code: 'otherRegion', params: { region } };
  const params = { region, km: apart };
  return apart <= near
    ? { part: 'region', value: 0.3, code: 'nearRegion', params }
    : { part: 'region', value: -Math.min(1, apart / step), code: 'farRegion', params };
}

/** Days since its owner's last word: so few are fresh, more than so many are stale. */
const [fresh, stale] = [30, 60];
/** Fewer answers than this say nothing of who gives them; so many open talks are many. */
const [fewestAsked, manyOpen] = [3, 5];

/** By how far the codes of GB/T 4754 go together: class, division, section. */
function industryOf(one: string | null, other: string | null): Judged {
  if (one === null || other === null || industry(one) === null || industry(other) === null) return nothing('industry');
  const [first, second] = [industryPath(one), industryPath(other)];
  const same = first.filter((step, at) => step.code === second[at]?.code).length;
  if (same === 0) return { part: 'industry', value: -0.4, code: 'otherIndustry', params: { industry: other } };
  const together = first[same - 1]?.code ?? one;
  return { part: 'industry', value: Math.min(1, 0.4 + 0.3 * (same - 1)), code: 'sameIndustry', params: { industry: together } };
}

/** From this technology readiness level on a thing has been shown to work where it is used; up to that one it stands in the laboratory. */
const [proven, laboratory] = [7, 4];
/** Joint development (03) takes what is not ready; the others want what is. */
const together = '03';
function maturityOf(demand: Facts, { maturity }: Facts): Judged {
  if (maturity === null) return nothing('maturity');
  const params = { level: maturity };
  if (maturity >= proven) return { part: 'maturity', value: 1, code: 'proven', params };
  if (maturity > laboratory) return { part: 'maturity', value: 0.2, code: 'piloted', params };
  return demand.cooperation.includes(together)
    ? { part: 'maturity', value: 0.3, code: 'toDevelop', params }
    : { part: 'maturity', value: -1, code: 'laboratory', params };
}

const amounts = ({ price, priceLow, priceHigh }: Facts): [number, number] | null =>
  priceLow === null || (price !== 'fixed' && price !== 'range') ? null : [Number(priceLow), Number(priceHigh ?? priceLow)];
/** Approximate: amounts are compared, none is reckoned with. */
function priceOf(demand: Facts, supply: Facts): Judged {
  const [budget, asked] = [amounts(demand), amounts(supply)];
  if (budget === null || asked === null) return nothing('price');
  const [most, least] = [budget[1], asked[0]];
  if (least <= most) return { part: 'price', value: asked[1] <= most ? 1 : 0.5, code: 'withinBudget' };
  const over = Math.round((least / most - 1) * 100);
  return { part: 'price', value: -Math.min(2, over / 100), code: 'aboveBudget', params: { percent: over } };
}
