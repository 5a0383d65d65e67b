// The security log: what matters to security is written here and never changed. One function writes; reading is securityLogRead.ts.
import { sql, type Kysely, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { FastifyRequest } from 'fastify';
import type { SecurityEvent } from '../shared/securityLog.ts';

/** Who did it and from where. `account` is null where none was recognised, `address` empty where nothing came over the net. */
export type Doer = { account: string | null; name: string; address: string };

export type Logged = Doer & {
  event: SecurityEvent;
  outcome?: 'done' | 'refused';
  /** What it was done to: `{ kind: 'account', id }`, `{ kind: 'organization', id }`. */
  object?: { kind: string; id: string };
  /** Plain values that tell more; never a password, a code, or a personal value. */
  detail?: Record<string, string | number | boolean | null | readonly string[]>;
  /** The database's clock unless said. */
  at?: Date;
};

/** Adds one line, on a connection or within the transaction of what it tells of. `on` may be typed by any module's tables. */
export async function logged<DB>(on: Kysely<DB> | Transaction<DB>, of: Logged): Promise<void> {
  const at = of.at === undefined ? sql`clock_timestamp()` : sql`${of.at}::timestamptz`;
  const detail = of.detail === undefined ? null : JSON.stringify(of.detail);
  await sql`
    insert into security_log (id, at, account, name, event, outcome, address, object_kind, object_id, detail)
    values (${uuidv7()}, ${at}, ${of.account}, ${of.name.slice(0, 100)}, ${of.event}, ${of.outcome ?? 'done'}, ${of.address},
      ${of.object?.kind ?? null}, ${of.object?.id ?? null}, ${detail}::jsonb)`.execute(on);
}

/** Who a request is of, as the log names them. */
export const doerOf = (request: FastifyRequest): Doer => ({
  account: request.found?.actor.account ?? null,
  name: request.found?.session.account ?? '',
  address: request.ip,
});

/** Whoever sits at the terminal of the house. */
export const operator: Doer = { account: null, name: 'operator', address: '' };
