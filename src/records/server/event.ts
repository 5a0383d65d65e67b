// An event as it is hashed: its body in canonical JSON, with the whole record after, its entries and salted digests of personal values.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Actor, Standing } from '../../platform/shared/actor.ts';
import type { Posted } from '../../ledger/entry.ts';
import { canonical } from '../canonical.ts';
import { saltedDigest } from './hash.ts';
import type { Kernel, Row } from './kernel.ts';

export type Personal = Record<string, { value: string; salt: string }>;

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
  actor: { account: string | null; role: string; organization: string | null };
  reason: string | null;
  cause: string | null;
  before: string | null;
  state: string;
  after: Record<string, unknown>;
  personal: Record<string, string>;
  entries: Posted[];
  salt: string;
};

export type Making = {
  batch: number;
  recordedAt: Date;
  kind: string;
  action: string;
  actor: Actor;
  role: Standing | string;
  before: Row | null;
  after: Row;
  personal: Personal;
  entries: Posted[];
  reason: string | null;
  cause: string | null;
};

/** The event of one act; its id grows with time. */
export function makeEvent(kernel: Kernel, of: Making): { id: string; body: string } {
  const id = uuidv7();
  const { algorithm } = kernel.city;
  const body: Body = {
    id,
    batch: of.batch,
    kind: of.kind,
    record: of.after.id,
    version: of.after.version,
    action: of.action,
    at: of.recordedAt.toISOString(),
    day: kernel.dayOf(of.recordedAt),
    actor: { account: of.actor.account, role: of.role, organization: of.actor.organization },
    reason: of.reason,
    cause: of.cause,
    before: of.before?.state ?? null,
    state: of.after.state,
    after: of.after,
    personal: Object.fromEntries(Object.entries(of.personal).map(([field, held]) => [field, saltedDigest(algorithm, held.salt, field, held.value)])),
    entries: of.entries,
    salt: randomBytes(16).toString('hex'),
  };
  return { id, body: canonical(body) };
}

export const newSalt = (): string => randomBytes(16).toString('hex');
