// An answer against others of the same form, by class and size: median and MAD on logarithms, prepared once a form and period. Pure.
import type { Answers } from './answers.ts';
import { about, common, type Finding, found, shownAbout, shownExact } from './finding.ts';
import { type FormVersion, itemsOf, type NumberItem, numbersIn } from './form.ts';
import type { Likeness, Past, PeerBook, Peers, Place } from './past.ts';
import { type Pair, pairsOf } from './pairs.ts';
import { ratioLogs } from './ratios.ts';
import { fewest, median, type Middle, middleOf } from './robust.ts';
import { seriesOf } from './series.ts';

/** Fewer others than this are no measure. */
const fewestPeers = 12;
/** Narrowest first: class and size, class, size, all. The first group that is large enough is taken. */
const groupsOf = ({ class: kind, size }: Likeness): string[] => [`${kind} ${size}`, `${kind} *`, `* ${size}`, '* *'];

/** Sizes by staff, as the standard of 2017 has them for industries that it does not name: from 10, 100 and 300 persons. Recalled. */
export const sizeBy = (staff: number): string =>
  staff >= 300 ? 'large' : staff >= 100 ? 'medium' : staff >= 10 ? 'small' : 'micro';

/**
 * What is usual among respondents: cumulative items by the month reached, so that periods of another month compare too. Prepared of the
 * period itself, or of the one before while this one is young; the respondent's own answer in it moves a median of twelve hardly at all.
 */
export function peersOf(version: FormVersion, all: readonly { of: Likeness; answers: Answers }[], place: Place): PeerBook {
  const items = numbersIn(itemsOf(version));
  const gathered = new Map<string, Map<string, number[]>>();
  for (const { of, answers } of all) {
    const values = measured(version, items, answers, place);
    for (const group of groupsOf(of)) {
      const lists = gathered.get(group) ?? new Map<string, number[]>();
      gathered.set(group, lists);
      for (const [key, value] of values) {
        const list = lists.get(key) ?? [];
        lists.set(key, list);
        list.push(value);
      }
    }
  }
  return new Map(
    [...gathered].map(([group, lists]) => [group, new Map([...lists].map(([key, list]) => [key, middleOf(list)] as const))]),
  );
}

/** Whether its level is compared; what may be below nought has no logarithm. */
const isCompared = ({ watched, signed }: NumberItem): boolean => watched && !signed;

/** Logarithms of items by month and of pairs; nought has none: who has no revenue is not compared by it. */
function measured(
  version: FormVersion,
  items: readonly NumberItem[],
  { items: values }: Answers,
  { at }: Place,
): [string, number][] {
  const rateOf = (of: NumberItem): number | null => {
    const value = values[of.code] ?? null;
    return value === null ? null : common(of, value) / (of.cumulative ? at : 1);
  };
  const logged = (key: string, value: number): [string, number][] => (value > 0 ? [[key, Math.log(value)]] : []);
  return [
    ...items.filter(isCompared).flatMap((one) => logged(one.code, rateOf(one) ?? 0)),
    ...pairsOf(version).flatMap((pair) => {
      const [first, second] = [rateOf(pair.of), rateOf(pair.other)];
      if (first === null || second === null) return [];
      return logged(keyOf(pair), pair.how === 'less' ? first - second : second > 0 ? first / second : 0);
    }),
  ];
}
const keyOf = ({ code }: Pair): string => `/${code}`;

const groupOf = ({ book, of }: Peers, key: string): Middle | null =>
  groupsOf(of)
    .map((group) => book.get(group)?.get(key))
    .find((one) => one !== undefined && one.n >= fewestPeers) ?? null;

/** Amounts differ by orders among the like, and their tails are long: further out than own values, and at least this spread. */
const farAmong = 4.5;
const [leastOfItems, leastOfRatios] = [0.7, 0.4];

/** An answer among others, made ready for asking. */
type Compared = {
  version: FormVersion;
  answers: Answers;
  past: Past;
  peers: Peers;
  place: Place;
  values: ReadonlyMap<string, number>;
};

/**
 * Levels are compared of those only of whom little is known; who has reported for long is measured by itself. Ratios are compared of all, but
 * not where the respondent was so before: a firm may be unlike others, and was asked once.
 */
export function peerFindings(version: FormVersion, answers: Answers, past: Past): Finding[] {
  const { peers, place } = past;
  if (peers === undefined || place === undefined) return [];
  const items = numbersIn(itemsOf(version));
  const of = { version, answers, past, peers, place, values: new Map(measured(version, items, answers, place)) };
  const known = (past.history ?? []).filter((one) => one !== null).length;
  const levels = known > fewest ? [] : levelsAmong(of, items);
  const said = new Set(levels.flatMap(({ about: places }) => places));
  return [...levels, ...ratiosAmong(of).filter(({ about: places }) => !places.some((one) => said.has(one)))];
}

/** Upwards only: who has just begun has little of everything. */
function levelsAmong({ version, peers, place, values }: Compared, items: readonly NumberItem[]): Finding[] {
  const above = (key: string, of: NumberItem) => {
    const [rate, among] = [values.get(key), groupOf(peers, key)];
    if (rate === undefined || among === null) return null;
    if (rate - among.median <= farAmong * Math.max(among.spread, leastOfItems)) return null;
    const times = of.cumulative ? place.at : 1;
    return {
      now: shownExact(of, Math.exp(rate) * times),
      usual: shownAbout(of, Math.exp(among.median) * times),
      peers: String(among.n),
    };
  };
  return [
    ...items.filter(isCompared).flatMap((one) => {
      const facts = above(one.code, one);
      return facts ? [found('peers', 'warning', [one.code], facts)] : [];
    }),
    ...pairsOf(version).flatMap((pair) => {
      const facts = pair.how === 'less' ? above(keyOf(pair), pair.of) : null;
      return facts ? [{ ...found('peerRatio', 'warning', [pair.of.code, pair.other.code], facts), of: pair.name }] : [];
    }),
  ];
}

function ratiosAmong({ version, answers, past, peers, place, values }: Compared): Finding[] {
  return pairsOf(version).flatMap((pair) => {
    const [now, among] = [values.get(keyOf(pair)), groupOf(peers, keyOf(pair))];
    if (pair.how === 'less' || now === undefined || among === null) return [];
    // Who began within the year has fewer months in what it tells: that alone makes it no low one.
    const began = pair.of.cumulative === pair.other.cumulative ? 0 : Math.log(place.at / monthsTold(past, place));
    const wide = farAmong * Math.max(among.spread, leastOfRatios);
    const apart = now - among.median;
    if (apart <= wide && apart + began >= -wide) return [];
    const [upper, lower] = [seriesOf(pair.of, answers, past), seriesOf(pair.other, answers, past)];
    const own = upper && lower ? ratioLogs(upper, lower).own : [];
    if (own.length >= fewest && Math.abs(now - median(own)) < Math.log(2)) return [];
    const before = atSameEnd(past, place).map((one) => new Map(measured(version, [], one, place)).get(keyOf(pair)));
    if (before.some((one) => one !== undefined && Math.abs(now - one) < Math.log(2))) return [];
    const facts = { now: about(Math.exp(now)), usual: about(Math.exp(among.median)), peers: String(among.n) };
    return [{ ...found('peerRatio', 'warning', [pair.of.code, pair.other.code], facts), of: pair.name }];
  });
}

/** The same period of earlier years: a tax that is booked in some months only is low beside revenue each time before. */
const atSameEnd = ({ history = [] }: Past, { of }: Place): Answers[] =>
  history.filter((one, back): one is Answers => one !== null && (back + 1) % of === 0);

/** Periods of this year from the first that was told; this one alone where nothing was told before. */
function monthsTold({ history = [] }: Past, { at }: Place): number {
  return history.slice(0, at - 1).findLastIndex((one) => one !== null) + 2;
}
