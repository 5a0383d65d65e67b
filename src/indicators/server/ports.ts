// What indicators need of others, and what they can be asked: types only.
import type { Actor, Language } from '../../platform/shared/actor.ts';
import type { Text } from '../../platform/shared/words.ts';

/** The city's regions as indicators need them; the organizations module knows the rest. */
export type RegionTree = {
  root: string;
  /** Ids whose entries count for a region; empty for an unknown one. */
  inside: (id: string, functionalAreas: 'in' | 'out') => readonly string[];
  /** Regions that a breakdown of `id` shows. The city: functional areas in their districts, or beside them. A district: itself and, if they count, those inside it. */
  parts: (id: string, functionalAreas: 'in' | 'out') => readonly { id: string; name: Text }[];
  /** Regions whose reported values make up the whole: the districts. */
  whole: readonly string[];
};

/** Whether the figure of a region is not told; `alone`: of a district without the functional areas inside it. */
export type Hides = (region: string, alone: boolean) => boolean;
/** `entries.now` is `knownAt` where the question is about now; `entries.are` is then the same until others are posted. */
/** Who is answered; `release`: what is published for good, to the day and the instant, and without what would tell of one party. */
export type Reader = Actor | 'release';
export type DatedQuestion = {
  asOf: string;
  knownAt: Date;
  today: string;
  inside: readonly string[];
  entries: { now: Date; are: string } | null;
};
/** A sum that a figure is made of. */
export type Summed = { measure: string; kinds: readonly string[] | null; isFlow: boolean };
/** What is answered instead of what was asked, to whom a figure is not open to the day and the second. */
export type Opening = { asOf: string; knownAt: Date; hiding: (asOf: string) => Promise<Hides> };

/** What indicators need from outside: the clock, the seal, names of kinds and levels, titles of records. */
export type IndicatorPorts = {
  /** The city's day of an instant. */
  dayOf: (at: Date) => string;
  now: () => Promise<Date>;
  settledBefore: () => Promise<Date>;
  /** What the entries of this instant are, in short: the same until others are posted. Null where that cannot be told from outside (within a transaction). */
  entriesNow: () => Promise<string | null>;
  firstDay: string;
  nameOf: (by: 'kind' | 'level' | 'type', code: string, on: string) => Text | null;
  /** In the actor's language; `title` is null for a record that he does not see. */
  titlesOf: (
    records: readonly { record: string; event: string }[],
    actor: Actor,
  ) => Promise<Map<string, { kind: string; title: string | null }>>;
  /** Whether the single entries of a measure in these regions may be shown to this actor; the figure may in any case. */
  showsEntries: (measure: string, actor: Actor, inside: readonly string[]) => boolean;
  /**
   * How far a figure over these sums is open to whom it is for; null: to the day and the instant asked. Asked before anything is derived.
   * `isWhole`: the whole city's own, without parts.
   */
  openTo: (of: readonly Summed[], q: DatedQuestion, reader: Reader, isWhole: boolean) => Opening | null;
  organizationNames: (ids: readonly string[]) => Promise<Map<string, string>>;
  say: (words: string, language: Language, params?: Record<string, string | number>) => string;
};

export type Asked = {
  asOf?: string | undefined;
  knownAt?: string | undefined;
  region?: string | undefined;
  functionalAreas?: 'in' | 'out' | undefined;
  by?: 'region' | 'kind' | 'level' | 'type' | undefined;
  every?: 'month' | 'year' | undefined;
  /** Of entries: only those recorded at this instant or later. */
  since?: string | undefined;
};
