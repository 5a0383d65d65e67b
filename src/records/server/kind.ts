// What a module gives the kernel about one record kind: handlers, who sees and may, what it contributes. Types only, and the kernel's own view of them.
import type { Expression, Insertable, Kysely, QueryExecutorProvider, Selectable, SqlBool, Transaction, Updateable } from 'kysely';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import type { Refusal } from '../../platform/shared/errors.ts';
import type { FileType } from '../../platform/shared/files.ts';
import type { MarkableType } from '../../platform/shared/marks.ts';
import type { ClosedPeriod, Posted } from '../../ledger/entry.ts';
import type { Retention } from '../archive.ts';
import type { Audience } from '../attachment.ts';
import type { ActionOf, Creates, From, InputOf, Life, PartyOf, StateOf } from '../lifecycle.ts';
import type { RecordKind } from '../record.ts';
import type { Wait } from '../waits.ts';
import type { Concerns, Tell } from '../tells.ts';
import type { ToldLine, WithheldPath } from '../withheldValues.ts';

/** What a handler is given. `day` is the day of `at` in the city; both come from the database's clock. */
export type Context<DB, T extends keyof DB, L extends Life, A extends ActionOf<L>> = {
  tx: Transaction<DB>;
  record: Creates<L, A> extends true ? null : Selectable<DB[T]> & { state: From<L, A> };
  input: InputOf<L, A>;
  actor: Actor;
  day: string;
  at: Date;
  /** Personal values of the record as they stand; erased ones are missing. */
  personal: Readonly<Record<string, string>>;
};
type WithPersonal<T> = T & { personal?: Record<string, string | null | undefined> };
/** Columns to write; the kernel writes its own. Personal values go to a table of their own, null removes one. */
export type Result<DB, T extends keyof DB, L extends Life, A extends ActionOf<L>> =
  Creates<L, A> extends true ? WithPersonal<Insertable<DB[T]>> : WithPersonal<Partial<Updateable<DB[T]>>> | undefined;
export type Handler<DB, T extends keyof DB, L extends Life, A extends ActionOf<L>> = (
  context: Context<DB, T, L, A>,
) => Promise<Result<DB, T, L, A>> | Result<DB, T, L, A>;

type MustHandle<L extends Life> = { [A in ActionOf<L>]: Creates<L, A> extends true ? A : never }[ActionOf<L>];
/** Handlers are required for what creates; other actions may have one. */
export type Handlers<DB, T extends keyof DB, L extends Life> = { [A in MustHandle<L>]: Handler<DB, T, L, A> } & {
  [A in Exclude<ActionOf<L>, MustHandle<L>>]?: Handler<DB, T, L, A>;
};

/** Rows that an actor sees: all, none, or those that fulfil a condition on the table's columns. */
export type Sight = 'all' | 'none' | Expression<SqlBool>;
export type Condition = Expression<SqlBool> | null;

/** What stands beside a row when it is shown: what was read for all rows, and what the list was asked. */
export type Beside<R> = { related: R | undefined; query: Readonly<Record<string, unknown>> };

/**
 * A wait with what the database can tell beforehand: `among` which rows at all, which of them may be an actor's (`mine`), and which
 * of those that he had a hand in he waits for one by one (`others`): conditions that narrow what is read. Whether he may do it says the lifecycle.
 */
export type WaitOf<Row, L extends Life> = Wait<Row, StateOf<L>, ActionOf<L>> & {
  among?: (today: string) => Condition;
  mine?: (actor: Actor) => Condition;
  others?: (actor: Actor) => Condition;
};

/** A row of whatever kind. */
type AnyRow = { state: string; [column: string]: unknown };
/** Who may show a file of a record to more than it is shown to: null, or why not. Asked with the record's row as it stands in the act. */
export type OpensTo<R> = (of: { actor: Actor; row: R; from: Audience; to: Audience }) => Refusal | null;

/** The papers of a kind: who of those who see a record sees them and who adds; how long its package is kept, in which states a case is closed. */
export type Papers<State extends string, R = AnyRow> = {
  sees: (actor: Actor) => Sight;
  adds: (actor: Actor) => Sight;
  retention: Retention;
  closed: readonly State[];
} & (
  | {
      /** Types of files that are taken: all that the house takes unless said. */
      takes?: readonly FileType[];
      marked?: never;
      /** Of a kind that shows files to others than those who see the record, by doors of its own. */
      opens?: OpensTo<R>;
    }
  /** A copy for who may not add bears who takes it away, and when: what cannot bear him is not taken. */
  | { takes: readonly MarkableType[]; marked: true; opens?: never }
);

/** What of a record only some of its readers learn: no event says it in its text, and so no proof, paper or package does. */
export type Withheld<R, P extends string = WithheldPath<R>> = {
  paths: readonly P[];
  /** Who reads it. */
  reads: (actor: Actor) => boolean;
  /** Of these, accounts that the event of their own act names: an older event that says nothing else is proved to everybody who sees it. */
  namedAnyway: readonly P[];
  /** What a history tells its readers of it. Pure. */
  tells: (row: R) => readonly ToldLine[];
};

export type KindServer<DB, T extends keyof DB & string, L extends Life, F, R = unknown> = {
  kind: RecordKind<L>;
  table: T;
  /** Whether the record holds values of persons: they stand in a table of their own, and lists read them only then. */
  personal?: true;
  withheld?: Withheld<Selectable<DB[T]>>;
  /** Columns that hold what was given for statistics: closed (`Confidential`) in every row that is read, opened where it is written and sealed. */
  confidential?: readonly (keyof DB[T] & string)[];
  /** Its handlers write nothing but their own record: while an invented city is loaded, the same action on many is done with few statements. */
  bulk?: true;
  handlers: Handlers<DB, T, L>;
  /** The fields that a reader gets, in the order of the kind's `fields`. */
  present: (
    row: Selectable<DB[T]>,
    personal: Readonly<Record<string, string>>,
    actor: Actor,
    beside: Beside<R>,
  ) => Record<string, unknown>;
  /** What is read beside the rows about to be shown, once for all of them (names of other records), on the connection given. */
  related?: (rows: readonly Selectable<DB[T]>[], on: Kysely<DB>) => Promise<R>;
  /** What a person calls the record; names that the pack has in both languages in the reader's. */
  title: (row: Selectable<DB[T]>, personal: Readonly<Record<string, string>>, language: Language) => string;
  visible: (actor: Actor) => Sight;
  /** Whether the actor stands in this relation to the record (null while creating). */
  parties: { [P in PartyOf<L>]: (actor: Actor, row: Selectable<DB[T]> | null, input: unknown) => boolean };
  /** Each filter of the list as a condition; null when the value asks for everything. */
  filters: Record<string, (value: string, actor: Actor, query: Readonly<Record<string, unknown>>) => Condition>;
  /** All entries as they should stand, from the record's statements and the facts of others. Pure. */
  contributes?: (row: Selectable<DB[T]>, facts: F) => Posted[];
  facts?: (tx: Transaction<DB>, row: Selectable<DB[T]>) => Promise<F>;
  /** Closed periods of this record's figures; what would change in one is a correction on the day of the act. */
  closedPeriods?: (tx: Transaction<DB>, row: Selectable<DB[T]>) => Promise<readonly ClosedPeriod[]>;
  /** What its records wait for: they lie on the desk of whoever may do it. */
  waits?: readonly WaitOf<Selectable<DB[T]>, L>[];
  /** Its files, and its way into the archive; without it a record has neither. */
  papers?: Papers<StateOf<L>, Selectable<DB[T]>>;
  /** Who is told of an action, in the order in which a person is told. */
  tells?: readonly Tell<ActionOf<L>, Selectable<DB[T]>>[];
  /** Its region, organizations and accounts, for those who are told of it and for comments; of none unless said. Pure. */
  concerns?: (row: Selectable<DB[T]>) => Concerns;
  /** Accounts that the kind's `tells` name by `ofKind`, of one record as it is when they are told. */
  audiences?: Readonly<Record<string, (on: QueryExecutorProvider, record: string) => Promise<readonly string[]>>>;
  /** A number without gaps, given by the kernel as the last thing an action does. */
  numbers?: {
    [A in ActionOf<L>]?: {
      column: keyof DB[T] & string;
      series: (row: Selectable<DB[T]>, day: string) => string;
      format: (n: bigint, day: string) => string;
    };
  };
};
