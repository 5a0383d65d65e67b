// Tables of the kernel. Events, batches and closings are only ever added to; the app's database role may do no more.
import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { CalendarDocument } from '../calendarYear.ts';
import type { ImportCall, ImportMatch, ImportState, Said, Verdict } from '../import.ts';

type Added<T> = ColumnType<T, T, never>;
/** A column that everybody may read and only the kernel writes. */
export type Kept<T> = ColumnType<T, never, never>;
/** The kernel's columns in each record table. A module that writes one does not compile. */
export type RecordColumns<S extends string> = {
  id: Kept<string>;
  state: Kept<S>;
  version: Kept<number>;
  created: Kept<Date>;
  recorded_at: Kept<Date>;
};

export type KernelTables = {
  batches: { n: Added<number>; opened_at: Added<Date> };
  closings: {
    batch: Added<number>;
    closed_at: Added<Date>;
    events: Added<number>;
    root: Added<Buffer>;
    leaves: Added<Buffer>;
    nodes: Added<Buffer>;
    chain: Added<Buffer>;
  };
  boughs: { batch: Added<number>; firsts: Added<Buffer>; roots: Added<Buffer> };
  events: {
    id: Added<string>;
    batch: Added<number>;
    kind: Added<string>;
    record: Added<string>;
    version: Added<number>;
    action: Added<string>;
    actor: Added<string | null>;
    acted_for: Added<string | null>;
    recorded_at: Added<Date>;
    body: Added<string>;
  };
  personal_values: { record: string; field: string; value: string; salt: string };
  withheld_values: {
    record: Added<string>;
    version: Added<number>;
    field: Added<string>;
    value: Added<string>;
    salt: Added<string>;
  };
  repeats: {
    actor: string;
    route: string;
    key: string;
    request: Buffer;
    status: number | null;
    answer: string | null;
    at: Generated<Date>;
  };
  counters: { series: string; value: string };
  recalculations: { kind: string; record: string; cause: string };
  /** Who read personal values unmasked; only ever added to. */
  personal_reads: {
    id: Added<string>;
    account: Added<string>;
    record: Added<string>;
    fields: Added<string[]>;
    acted_for: Added<string | null>;
    at: Generated<Date>;
  };
};

/** `jsonb` that is written as its text. */
type JsonText<T> = ColumnType<T, string, string>;
/** Files on their way into a register, and their rows. */
export type ImportTables = {
  imports: {
    id: string;
    kind: string;
    account: string | null;
    actor: JsonText<Actor>;
    file_name: string;
    file_digest: string;
    columns: JsonText<Record<string, string>>;
    ignored: JsonText<string[]>;
    state: ImportState;
    total: number;
    done: Generated<number>;
    fingerprint: string | null;
    problem: JsonText<Said | null> | null;
    at: Generated<Date>;
  };
  import_rows: {
    import: string;
    row: number;
    cells: JsonText<Record<string, string>>;
    flaws: JsonText<Said[]>;
    verdict: Verdict | null;
    said: JsonText<Said[]> | null;
    match: JsonText<ImportMatch> | null;
    calls: JsonText<ImportCall[]> | null;
    written: Generated<boolean>;
  };
};

/** Requests of persons to be erased. */
export type ErasureTables = {
  erasure_requests: RecordColumns<'asked' | 'carriedOut' | 'declined' | 'withdrawn'> & {
    account: string;
    asked_on: string;
    closed_on: string | null;
    erased: ColumnType<Record<string, number> | null, Record<string, number> | null, Record<string, number> | null>;
  };
};

/** Calendars of years that the house has published. */
export type CalendarTables = {
  calendar_years: RecordColumns<'published' | 'withdrawn'> & {
    year: number;
    days_off: ColumnType<string[], string[], string[]>;
    working_days: ColumnType<string[], string[], string[]>;
    document: ColumnType<CalendarDocument, CalendarDocument, CalendarDocument>;
  };
};
