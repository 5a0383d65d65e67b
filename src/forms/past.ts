// What an answer is judged against: the respondent's own periods before, others like it, and what other registers know. Pure.
import type { Text } from '../platform/shared/words.ts';
import type { Answers } from './answers.ts';
import type { Middle } from './robust.ts';

/** Answers for the period before, and for the same period of the year before; null where there are none. */
export type Past = {
  before: Answers | null;
  lastYear: Answers | null;
  /** Whether the period before is of the same year: what is told from its first day goes on from there. */
  sameYear: boolean;
  /** Which part of the year ends with this period: `{ at: 3, of: 12 }` is March. Without it nothing is compared by months. */
  place?: Place;
  /** The respondent's earlier periods, the nearest first and none left out: null where nothing was handed in. The last 24 are looked at. */
  history?: readonly (Answers | null)[];
  /** Others of the same form. */
  peers?: Peers;
  /** What other registers of the platform know of items. */
  known?: readonly Known[];
};
export type Place = { at: number; of: number };

/** Of which kind a respondent is, as its register says: only like is compared with like. */
export type Likeness = { class: string; size: string };
/** Middles by group, then by item or pair of items; made by `peersOf`. */
export type PeerBook = ReadonlyMap<string, ReadonlyMap<string, Middle>>;
export type Peers = { book: PeerBook; of: Likeness };

/** A figure that the platform knows from elsewhere, beside which an item's stands. */
export type Known = {
  item: string;
  /** In the base unit of the item. */
  value: string;
  /** What it was counted from: "14 registered contracts of 2025". */
  words: Text;
  /** Page that shows these records; null where there is none. */
  address: string | null;
  /** `atLeast`: the item cannot well be less, as what is registered is only a part of what was signed; `equal`: it should be the same. */
  holds: 'atLeast' | 'equal';
  /** Share by which they may be apart without a question: days of signing and of registration differ. */
  tolerance: number;
};

export const noPast: Past = { before: null, lastYear: null, sameYear: false };

/** How many periods back are looked at: two years of months, so that each season is there twice. */
export const longest = 24;
