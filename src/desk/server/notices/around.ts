// What notices are opened with: database, kernel, the house's channels, and ports that the composition root plugs. Types, and what all parts ask.
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Language } from '../../../platform/shared/actor.ts';
import type { Mailer } from '../../../platform/server/mail.ts';
import type { SmsSender } from '../../../platform/server/sms.ts';
import type { WorkingDays } from '../../../platform/shared/workingDays.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Kernel } from '../../../records/server/index.ts';
import type { DeskTables } from '../tables.ts';

/** A record that an account must deal with by a day. */
export type DueSoon = {
  account: string;
  kind: string;
  record: string;
  due: string /** Whether it is due this very day. */;
  today?: boolean;
};

export type NoticePorts = {
  /** All organizations that are one with this one, as a query of their ids. */
  oneWith: (organization: string) => RawBuilder<{ id: string }>;
  /** The organization that each is one with now. */
  survivors: (on: QueryExecutorProvider, ids: readonly string[]) => Promise<Map<string, { id: string }>>;
  organizationNames: (ids: readonly string[], on: QueryExecutorProvider) => Promise<ReadonlyMap<string, string>>;
  /** What an action of a kind is called. */
  actionName: (kind: string, action: string, language: Language) => string;
  /** The working days as they are published, read on the connection given. A year that nobody published has Monday to Friday, as without it. */
  workingDays?: (on: On) => Promise<Pick<WorkingDays, 'knows' | 'isWorkingDay'>>;
  /** What falls due soon, asked once an hour; without it nobody is reminded. */
  dueSoon?: () => Promise<readonly DueSoon[]>;
};

export type Around = {
  db: Kysely<DeskTables>;
  kernel: Kernel;
  say: Say;
  /** Whether demo accounts are told anything. */
  demo: boolean;
  city: { name: { zh: string; en: string }; timeZone: string };
  mailer: Mailer | null;
  sms: SmsSender | null;
  /** Address of the house in messages; null: a message says to sign in, without a link. */
  publicUrl: string | null;
  ports: NoticePorts;
  /** Told of a fault while working in the background; never of an address. */
  log: (fault: unknown) => void;
};
export type On = Kysely<DeskTables> | Transaction<DeskTables>;

/** One holder at a time of a piece of work in this city; false when another process has it. Held until the transaction ends. */
export async function alone(tx: Transaction<DeskTables>, work: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' ' || ${work}, 0)) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/** Pauses before the next try, in minutes: soon at first, twice a day at last. */
const pauses = [1, 5, 15, 60, 240, 720];
export const nextTry = (at: Date, tries: number): Date =>
  new Date(at.getTime() + (pauses[Math.min(tries, pauses.length) - 1] ?? 1) * 60_000);
/** After so many tries, some two days, a message is given up. */
export const mostTries = 9;
