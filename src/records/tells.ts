// What a kind tells: after which action who is told what. Declared beside the kind's life, pure; not how anybody is reached (desk).
import type { Language, Role } from '../platform/shared/actor.ts';
import type { Params, WordsKey } from '../platform/shared/errors.ts';
import { listOf } from './lifecycle.ts';

/** What notices are about, as a person chooses by: each topic has words `notices:topics.<topic>`. */
export const topics = [
  'titles',
  'affiliations',
  'figures',
  'releases',
  'returns',
  'plan',
  'tasks',
  'orders',
  'reports',
  'aboveScale',
  'searches',
  'matches',
  'imports',
  'signUps',
  'contracts',
  'deals',
  'events',
  'due',
  'mentions',
  'comments',
  'followed',
  'delivery',
] as const;
export type Topic = (typeof topics)[number];

/**
 * Who is told: holders of roles (officers of a district only in the record's region, unless `everywhere`), members of the organizations concerned or
 * their administrators alone, some accounts, those that the record names, who acted on it before, who follows it; or whom the kind itself
 * knows by a name of its own (`audiences`), asked when they are told.
 */
export type Audience =
  | { roles: readonly Role[]; everywhere?: true }
  | { organization: 'members' | 'administrators' }
  | { accounts: readonly string[] }
  | { ofKind: string }
  | 'named'
  | 'whoActed'
  | 'followers';

/** One rule. `words` are filled with `{{record}}`, the record's title, and with `params`. Nobody is told what he does himself. */
export type Tell<Action extends string, Row> = {
  after: Action | readonly Action[];
  to: readonly Audience[];
  topic: Topic;
  words: WordsKey;
  params?: (row: Row) => Params;
  when?: (row: Row, before: Row | null) => boolean;
};

/** What a record concerns: its region, the organizations it is about, the accounts that it names. */
export type Concerns = { region: string | null; organizations: readonly string[]; accounts?: readonly string[] };

/** A rule that fits, with its words filled for both languages. */
export type ToldRule = {
  to: readonly Audience[];
  topic: Topic;
  words: WordsKey;
  params: Record<Language, Params>;
};
/** What is to be told of one cause: an event, an import that ended, a comment. The first rule that reaches a person tells him. */
export type Telling = {
  cause: string;
  kind: string;
  record: string;
  /** Account of who did it; null for the clock. */
  actor: string | null;
  at: Date;
  concerns: Concerns;
  rules: readonly ToldRule[];
  /** What was done to the record, for its followers: they are told of every action on it. */
  acted?: { action: string; titles: Record<Language, string> };
};

/** Rules that fit an action on a record, in the order in which they are declared. */
export const fitting = <Row>(
  tells: readonly Tell<string, Row>[],
  action: string,
  row: Row,
  before: Row | null,
): Tell<string, Row>[] => tells.filter((one) => listOf(one.after).includes(action) && (one.when?.(row, before) ?? true));
