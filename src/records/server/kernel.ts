// The kernel's working parts, opened once a process: database, ledger, the city's clock and hash, and the kinds that modules have opened.
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { dayOf } from '../../platform/shared/dates.ts';
import { codeOf, whileHolding } from '../../platform/server/database.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import type { Life } from '../lifecycle.ts';
import type { Waiters } from '../waits.ts';
import type { Concerns, Tell, Telling } from '../tells.ts';
import type { Algorithm } from './hash.ts';
import { closer, forKeeping } from './confidentialColumns.ts';
import type { Withheld } from './kind.ts';
import type { KernelTables } from './tables.ts';

export type Row = { id: string; state: string; version: number; created: Date; recorded_at: Date; [column: string]: unknown };
export type KernelDb = KernelTables & LedgerTables & { [table: string]: Row };
export type KernelTx = Transaction<KernelDb>;

/** What the kernel keeps of a kind once it is open; used for verify, titles, proofs, search and recalculation. */
export type OpenedKind = {
  name: string;
  life: Life;
  table: string;
  path: string;
  title: (row: Row, personal: Readonly<Record<string, string>>, language: Language) => string;
  /** The row if the actor sees it, read on this connection. */
  seen: (on: QueryExecutorProvider, id: string, actor: Actor) => Promise<Row | null>;
  recalculate: ((id: string, cause: string) => Promise<void>) | null;
  /** What its records wait for, and what they are called; for the desk. */
  waiting: Waiters;
  tells: readonly Tell<string, Row>[];
  withheld: Withheld<Row, string> | null;
  concerns: (row: Row) => Concerns;
  audiences: Readonly<Record<string, (on: QueryExecutorProvider, record: string) => Promise<readonly string[]>>>;
};

export type EventMade = {
  id: string;
  kind: string;
  record: string;
  action: string;
  recordedAt: Date;
  day: string;
  row: Row;
  before: Row | null;
};
type Hook = (tx: KernelTx, event: EventMade) => Promise<void>;
/** Writes down what is to be told, in the transaction of what is told; nothing else may happen there. */
export type Teller = (tx: KernelTx, told: readonly Telling[]) => Promise<void>;

export type City = { code: string; timeZone: string; algorithm: Algorithm };
export type Kernel = {
  db: Kysely<KernelDb>;
  ledger: Ledger;
  city: City;
  /** Whether demo accounts may act: in an invented city, and on trial. */
  demoActs: boolean;
  /** Whether this is the trial copy of a city: nothing of it is proved or published. */
  trial: boolean;
  kinds: Map<string, OpenedKind>;
  /** True while an invented, empty city is being loaded: only then may acts carry a time of their own. */
  loading: boolean;
  /** `jsonb` columns of each table: the driver would write an array as a PostgreSQL array. */
  jsonColumns: Map<string, ReadonlySet<string>>;
  /** Columns of each table that hold what was given for statistics: closed wherever a row is read. */
  confidential: Map<string, ReadonlySet<string>>;
  /** The same connection for a module's own queries, which then get these columns closed as the kernel does. */
  closing: <K extends object>(on: K) => K;
  hooks: Map<string, Hook[]>;
  /** Null until a higher module takes what kinds tell. */
  teller: Teller | null;
  dayOf: (at: Date) => string;
  /** Runs in the transaction of each such action, after its event is written. */
  after: (kind: string, actions: readonly string[], hook: Hook) => void;
};

type Opening<DB> = { db: Kysely<DB>; ledger: Ledger; city: City; demoActs: boolean; trial?: boolean };

/** Opens the kernel. `db` may be typed by any module's tables: the kernel widens it here, in one place. */
export async function openKernel<DB>(of: Opening<DB>): Promise<Kernel> {
  const confidential = new Map<string, ReadonlySet<string>>();
  const closing = closer(confidential);
  const db = closing(of.db as unknown as Kysely<KernelDb>);
  const hooks = new Map<string, Hook[]>();
  return {
    db,
    ledger: of.ledger,
    city: of.city,
    demoActs: of.demoActs,
    trial: of.trial ?? false,
    kinds: new Map(),
    loading: false,
    jsonColumns: await readJsonColumns(db),
    confidential,
    closing,
    hooks,
    teller: null,
    dayOf: (at) => dayOf(at, of.city.timeZone),
    after(kind, actions, hook) {
      for (const action of actions) hooks.set(`${kind} ${action}`, [...(hooks.get(`${kind} ${action}`) ?? []), hook]);
    },
  };
}

async function readJsonColumns(db: Kysely<KernelDb>): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns where table_schema = current_schema() and data_type = 'jsonb'`.execute(
    db,
  );
  const found = new Map<string, Set<string>>();
  for (const row of rows) found.set(row.table, (found.get(row.table) ?? new Set()).add(row.column));
  return found;
}

/** Hands what kinds tell to a higher module, which knows its own tables in the same transaction. */
export function tellThrough<DB>(kernel: Kernel, teller: (tx: Transaction<DB>, told: readonly Telling[]) => Promise<void>): void {
  kernel.teller = teller as unknown as Teller;
}

/** What PostgreSQL says when two transactions wait for each other and one must give way: it may be tried again. */
const gaveWay = ['40P01', '40001'];

/** One transaction, in which whatever is read is read through it: READ COMMITTED, as batches need. Tried again when it had to give way. */
export async function transact<DB, R>(db: Kysely<DB>, work: (tx: Transaction<DB>) => Promise<R>, tries = 3): Promise<R> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('read committed')
      .execute((tx) => whileHolding(() => work(tx)));
  } catch (error) {
    if (tries <= 1 || !gaveWay.includes(codeOf(error) ?? '')) throw error;
    return transact(db, work, tries - 1);
  }
}

/**
 * Loads an invented city: inside `work` acts may carry times of their own, so that its years were not all known today. Refused as a
 * fault for a real city and for one in which anything has happened.
 */
export async function loadInvented(kernel: Kernel, work: () => Promise<void>): Promise<void> {
  const some = await kernel.db.selectFrom('events').select('id').limit(1).executeTakeFirst();
  if (!kernel.demoActs || kernel.trial || some)
    throw new Error('only an invented city that is still empty may be loaded with times of its own');
  kernel.loading = true;
  try {
    await work();
  } finally {
    kernel.loading = false;
  }
}

/** The columns as the driver must get them. */
export function toColumns(kernel: Kernel, table: string, values: Record<string, unknown>): Record<string, unknown> {
  const json = kernel.jsonColumns.get(table);
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [column, forKeeping(value)] as const)
      .map(([column, value]) => [column, json?.has(column) && value !== null ? JSON.stringify(value) : value]),
  );
}

/** The database's clock in milliseconds: the only clock that figures and events know. */
export async function now(on: QueryExecutorProvider): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select date_trunc('milliseconds', clock_timestamp()) as at`.execute(on);
  return rows[0]!.at;
}
