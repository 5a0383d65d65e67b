// The body of an event: what is written as canonical JSON, hashed, sealed, and shown to whoever checks a proof. Types only.
import type { Posted } from '../ledger/entry.ts';

/** What stands in `events.body`. */
export type Body = {
  id: string;
  batch: number;
  kind: string;
  record: string;
  version: number;
  action: string;
  /** Instant (UTC, milliseconds) and the day of it in the city. */
  at: string;
  day: string;
  /** `for`: the account that a deputy acted for; events in which nobody did, and those from before there were deputies, have none. */
  actor: { account: string | null; role: string; organization: string | null; for?: string };
  reason: string | null;
  cause: string | null;
  before: string | null;
  state: string;
  after: Record<string, unknown>;
  personal: Record<string, string>;
  /** Salted digests of what only some readers of the record learn; events in which nothing is withheld, and older ones, have none. */
  withheld?: Record<string, string>;
  entries: Posted[];
  salt: string;
};
