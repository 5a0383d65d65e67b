// How a figure of returns grew in a year, plainly and among those that told it both times, and who came, went and moved between. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal, isZero, ratio, subtract, sum } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { fewestParties, largestShare } from '../contracts/published.ts';

/** What one respondent told of one year, up to the same day of it, in one place: an organization that moved has told in two. */
export type Telling = { organization: string; region: string; amount: string };

/** What moved a place's figure: by those who told it both times, came, went, moved in, moved out. They add up to the plain change. */
export const movers = ['stayed', 'came', 'went', 'movedIn', 'movedOut'] as const;
export type Mover = (typeof movers)[number];
export type Moved = { respondents: number; before: string; now: string };
export type Growth = {
  before: string;
  now: string;
  /** Growth as a share; null where there was nothing before. */
  plain: string | null;
  /** The same among those who told it both times, here both times. */
  comparable: string | null;
  moved: Record<Mover, Moved>;
};

/** Decimals of a share: 0.1234 is 12.34 %. */
const places = 4;
const shareOf = (now: string, before: string): string | null =>
  isZero(before) ? null : ratio(subtract(now, before), before, places);

/**
 * Of one place, or of the whole where `inside` holds every region. Who told it in the place both times stayed; who told it there once and elsewhere
 * the other time moved; who told it nowhere the other time came or went.
 */
export function growthOf(before: readonly Telling[], now: readonly Telling[], inside: (region: string) => boolean): Growth {
  const moves = movesOf(before, now, inside);
  const movedOf = (mover: Mover): Moved => {
    const all = moves.filter((one) => one.mover === mover);
    return { respondents: all.length, before: sum(all.map((one) => one.before)), now: sum(all.map((one) => one.now)) };
  };
  const moved: Record<Mover, Moved> = {
    stayed: movedOf('stayed'),
    came: movedOf('came'),
    went: movedOf('went'),
    movedIn: movedOf('movedIn'),
    movedOut: movedOf('movedOut'),
  };
  const [then, today] = [sum(moves.map((one) => one.before)), sum(moves.map((one) => one.now))];
  return {
    before: then,
    now: today,
    plain: shareOf(today, then),
    comparable: shareOf(moved.stayed.now, moved.stayed.before),
    moved,
  };
}

const sides: readonly (readonly Mover[])[] = [['stayed'], ['came', 'movedIn'], ['went', 'movedOut']];
type Move = { mover: Mover; before: string; now: string };
/** One for each respondent that told of the place in either year. */
function movesOf(before: readonly Telling[], now: readonly Telling[], inside: (region: string) => boolean): Move[] {
  const [was, is] = [gathered(before, inside), gathered(now, inside)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((organization) => {
    const [old, young] = [was.get(organization), is.get(organization)];
    const mover = moverOf(old?.here ?? null, young?.here ?? null, {
      toldBefore: old !== undefined,
      tellsNow: young !== undefined,
    });
    return mover === null ? [] : [{ mover, before: old?.here ?? '0', now: young?.here ?? '0' }];
  });
}

/**
 * Whether the comparable growth of a place tells of a respondent. Who knows the place's two sums as well has by it what those who stayed, those
 * who are new to it and those who are gone from it come to: none of the three may be of few, nor nearly all of one.
 */
export function tellsOfOne(before: readonly Telling[], now: readonly Telling[], inside: (region: string) => boolean): boolean {
  const moves = movesOf(before, now, inside);
  return sides.some((side) => {
    const group = moves.filter((one) => side.includes(one.mover));
    return group.length > 0 && (['before', 'now'] as const).some((year) => isOfOne(group.map((one) => one[year])));
  });
}
/**
 * The places of which it is not told. The whole less the parts that are told is what the others come to: all of these together must be safe as
 * well, or the whole is withheld too. Parts do not overlap and make up the whole.
 */
export function growthWithheld(
  before: readonly Telling[],
  now: readonly Telling[],
  { whole, parts }: { whole: string; parts: readonly { id: string; inside: (region: string) => boolean }[] },
): Set<string> {
  const hidden = parts.filter(({ inside }) => tellsOfOne(before, now, inside));
  const rest = (region: string) => hidden.some(({ inside }) => inside(region));
  const tells = tellsOfOne(before, now, () => true) || (hidden.length > 0 && tellsOfOne(before, now, rest));
  return new Set([...hidden.map(({ id }) => id), ...(tells ? [whole] : [])]);
}
function isOfOne(amounts: readonly string[]): boolean {
  const sizes = amounts.map((one) => Math.abs(Number(one)));
  const all = sizes.reduce((total, one) => total + one, 0);
  // What all of them had none of tells of nobody: who came had nothing the year before.
  if (all === 0) return false;
  return sizes.length < fewestParties || Math.max(...sizes) * 100 > all * largestShare;
}

function moverOf(old: string | null, young: string | null, told: { toldBefore: boolean; tellsNow: boolean }): Mover | null {
  if (old !== null && young !== null) return 'stayed';
  if (young !== null) return told.toldBefore ? 'movedIn' : 'came';
  if (old !== null) return told.tellsNow ? 'movedOut' : 'went';
  return null;
}

/** By respondent: what it told in the place; null where it told only elsewhere. */
function gathered(tellings: readonly Telling[], inside: (region: string) => boolean): Map<string, { here: string | null }> {
  const found = new Map<string, { here: string | null }>();
  for (const { organization, region, amount } of tellings) {
    const held = found.get(organization)?.here ?? null;
    found.set(organization, { here: inside(region) ? sum([held ?? '0', amount]) : held });
  }
  return found;
}

/** A respondent's part in the change of a place: `points` is its change over the place's figure before. */
export type Contribution = {
  organization: string;
  before: string | null;
  now: string | null;
  change: string;
  points: string | null;
};
export function contributionsTo(
  before: readonly Telling[],
  now: readonly Telling[],
  inside: (region: string) => boolean,
  most: number,
): Contribution[] {
  const [was, is] = [gathered(before, inside), gathered(now, inside)];
  const base = sum([...was.values()].map(({ here }) => here ?? '0'));
  const all = [...new Set([...was.keys(), ...is.keys()])].flatMap((organization): Contribution[] => {
    const [old, young] = [was.get(organization)?.here ?? null, is.get(organization)?.here ?? null];
    const change = subtract(young ?? '0', old ?? '0');
    if (isZero(change)) return [];
    return [{ organization, before: old, now: young, change, points: isZero(base) ? null : ratio(change, base, places) }];
  });
  const size = ({ change }: Contribution): number => Math.abs(Number(change));
  return all.sort((a, b) => size(b) - size(a) || (a.organization < b.organization ? -1 : 1)).slice(0, most);
}

const mover = z.object({ respondents: z.number().int(), before: decimal, now: decimal });
const growth = z.object({
  before: decimal,
  now: decimal,
  plain: decimal.nullable(),
  comparable: decimal.nullable(),
  moved: z.object({ stayed: mover, came: mover, went: mover, movedIn: mover, movedOut: mover }),
});
const counts = z.object({
  stayed: z.number().int(),
  came: z.number().int(),
  went: z.number().int(),
  movedIn: z.number().int(),
  movedOut: z.number().int(),
});
const named = z.object({ code: z.string(), name: z.string() });
/** For everybody: the growth of one place, with who came and went as counts. Nothing by which one respondent could be read. */
export const getOpenGrowth = route({
  method: 'GET',
  path: '/growth/open',
  summary: 'dashboard:routes.growth',
  access: 'public',
  query: z.strictObject({
    indicator: z.string().max(100).optional(),
    asOf: day.optional(),
    knownAt: instant.optional(),
    /** A district, or the city's own units; the whole city when absent. */
    region: z.string().max(40).optional(),
  }),
  response: z.object({
    /** Indicators over figures of returns; none in a city that collects none. */
    indicators: z.array(named),
    /** Null where there is no such indicator, and where the figure of either year is not told. */
    growth: z
      .object({
        indicator: named,
        region: named,
        /** The day answered, and the same day of the year before. */
        asOf: day,
        yearBefore: day,
        plain: decimal.nullable(),
        /** Null where there was nothing to compare with, and where it would tell of one respondent: then `withheld`. */
        comparable: decimal.nullable(),
        withheld: z.boolean(),
        respondents: counts,
      })
      .nullable(),
  }),
});

/** For the chain in charge alone: a district officer's places are his district's. */
export const getGrowth = route({
  method: 'GET',
  path: '/growth',
  summary: 'growth:routes.growth',
  access: ['bureauOfficer', 'districtOfficer'],
  query: z.strictObject({
    /** Indicator over a figure of returns; the first one when absent. */
    indicator: z.string().max(100).optional(),
    /** The end of the last month that is over, when absent. */
    asOf: day.optional(),
    knownAt: instant.optional(),
    /** Whose contributions are listed; the whole that the reader is in charge of, when absent. */
    region: z.string().max(40).optional(),
  }),
  response: z.object({
    indicator: z.string(),
    name: z.string(),
    unit: z.string(),
    display: z.object({ unit: z.string(), factor: z.string(), one: z.string().optional() }),
    /** Indicators that can be asked. */
    indicators: z.array(z.object({ code: z.string(), name: z.string() })),
    asOf: day,
    /** The same day of the year before. */
    yearBefore: day,
    region: z.string(),
    places: z.array(growth.extend({ region: z.string(), name: z.string() })),
    contributions: z.array(
      z.object({
        organization: z.object({ id: z.string(), name: z.string() }),
        before: decimal.nullable(),
        now: decimal.nullable(),
        change: decimal,
        points: decimal.nullable(),
      }),
    ),
  }),
});
