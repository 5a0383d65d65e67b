// What a kind says of waiting: in which states a record waits for which action, since when, and until when. Pure; who may do it says the lifecycle.
import type { Actor } from '../platform/shared/actor.ts';
import { yearOf } from '../platform/shared/dates.ts';
import { Refusal, type WordsKey } from '../platform/shared/errors.ts';
import { endOfTerm, type Term, type WorkingDays } from '../platform/shared/workingDays.ts';

/**
 * One thing that records of a kind wait for. Who may do it, and thus whose desk it lies on, follows from the lifecycle. Without
 * `within` and `due` it waits without a day, unless the pack of the city says a term for `kind.action`.
 */
export type Wait<Row, State extends string = string, Action extends string = string> = {
  states: readonly State[];
  for: Action;
  /** What is asked, as the reader of the desk is told: `recognitions:waits.recommend`. */
  words: WordsKey;
  /** Day since when; that of the last act unless said. */
  since?: (row: Row) => string | null;
  /** Term from that day on. */
  within?: Term;
  /** Last day as the record itself says it; null where it says none. */
  due?: (row: Row) => string | null;
  /** Place that a list of waiting things can be asked by. */
  region?: (row: Row) => string | null;
  /** Whether the record waits at all on this day; always unless said. A condition that the database can tell stands in the kind's `among`. */
  when?: (row: Row, today: string) => boolean;
  /**
   * On whose desk it lies, of those who may do it; of all of them unless said. What two officers do never waits for the one who did the
   * first half, and what a district does not for the bureau, though that may.
   */
  whose?: (actor: Actor, row: Row) => boolean;
};

/** The last day of a wait, or the year that nobody has published. */
export type Due = { on: string | null; unpublished: number | null };

/** `limit` is the term that the city's pack says for this action; the kind's own stands where it says none. */
export function dueOf<Row>(wait: Wait<Row>, row: Row, since: string, calendar: WorkingDays, limit?: Term): Due {
  if (wait.due) return { on: wait.due(row), unpublished: null };
  const term = limit ?? wait.within;
  return term ? endOrYear(calendar, since, term) : { on: null, unpublished: null };
}

/** The end of a term; where a year is not published it says which, and guesses nothing. */
export function endOrYear(calendar: WorkingDays, from: string, term: Term): Due {
  try {
    return { on: endOfTerm(calendar, from, term), unpublished: null };
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== 'calendar.unpublished') throw fault;
    return { on: null, unpublished: Number(fault.params['year'] ?? yearOf(from)) };
  }
}

/** A record that waits: for which action, by whom, since which day, until which. */
export type Waiting = {
  kind: string;
  record: string;
  state: string;
  title: string;
  action: string;
  words: WordsKey;
  /** Roles and parties that may do it. */
  by: readonly string[];
  since: string;
  due: string | null;
  /** Year that would have to be published to tell the due day. */
  unpublished: number | null;
  region: string | null;
  /** How the record is numbered now: who acts on it from a list says which version he saw. */
  version: number;
};

export type AskedWaiting = {
  actor: Actor;
  today: string;
  calendar: WorkingDays;
  /** Terms of the city by `kind.action`. */
  limits: Readonly<Record<string, Term>>;
  /** Rows read of each wait at most, those that wait longest first. */
  most: number;
};
export type Waiters = {
  /** What waits for this actor. `more` where there were more rows than were read. */
  forActor(asked: AskedWaiting): Promise<{ items: Waiting[]; more: boolean }>;
  /** What this actor has had a hand in and now waits for others. */
  forOthers(asked: AskedWaiting): Promise<{ items: Waiting[]; more: boolean }>;
  /** What the records are called that the actor sees, with their state. */
  titles(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string; state: string }>>;
};
