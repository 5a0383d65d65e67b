// What happens to keys of programs: made, drawn, used, revoked, over. The token is told once and kept as a digest; a request is recognised by it.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, visitor } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import type { Keyed, Keys } from '../../platform/server/keys.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { demoLooksOnly, type Kernel, mountKind, now, openKind } from '../../records/server/index.ts';
import {
  apiKeyRecords,
  drawKey,
  expiryFault,
  longest,
  mostOpen,
  notHolder,
  type Scope,
  tooManyKeys,
  usualRate,
} from '../apiKey.ts';
import { ownListingsScope } from '../../market/scopes.ts';
import { administered, atDoor, heldBy, holds, seenByHolders } from './holder.ts';
import type { ApiKeys as Table, ExchangeTables } from './tables.ts';

type Tx = Transaction<ExchangeTables>;
type Row = Selectable<Table>;
type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string };
type Created = { name: string; scopes: Scope[]; expiresOn: string };
export type ApiKeys = ReturnType<typeof openApiKeys>;

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
/** By its beginning a scanner of sources knows it when somebody has left it there. */
const newToken = (): string => `tyk_${randomBytes(32).toString('base64url')}`;
/** Tokens that are being drawn, for the length of their act. */
const drawn = new WeakMap<Actor, string>();

export function openApiKeys(kernel: Kernel, db: Kysely<ExchangeTables>, organizations: Organizations) {
  const opened = openKind(kernel, db, {
    kind: apiKeyRecords,
    table: 'api_keys',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
      used: await usedOn(on, rows),
    }),
    present: (row, _personal, actor, { related }) => ({
      name: row.name,
      organization: row.organization === null ? null : { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      scopes: row.scopes,
      expiresOn: row.expires_on,
      perMinute: row.per_minute,
      hint: row.hint,
      usedOn: related?.used.get(row.id) ?? null,
      draws: (row.state === 'toDraw' || row.state === 'active') && holds(actor, row),
      reason: row.reason,
    }),
    title: (row) => row.name,
    concerns: (row) => ({ region: null, organizations: row.organization === null ? [] : [row.organization] }),
    visible: seenByHolders(organizations),
    parties: { holder: (actor, row) => holds(actor, row) },
    filters: { state: (value) => sql<boolean>`state = ${value}` },
    handlers: handlersOf(organizations),
  });
  return {
    ...opened,
    keys: keysOf(kernel, db, organizations),
    mount: (app: FastifyInstance) => {
      mountKind(app, kernel, opened);
      mount(app, drawKey, async ({ params, actor }) => {
        const seen = await opened.one(actor, params.id);
        if (seen['draws'] !== true) throw notHolder();
        if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
        const asked = atDoor(actor);
        const token = newToken();
        drawn.set(asked, token);
        await opened.act('draw', { actor: asked, id: params.id, input: {} });
        return { json: Buffer.from(JSON.stringify({ token, key: await opened.one(actor, params.id) })) };
      });
    },
    /** Once an hour: keys whose last day has passed. */
    fallDue: async () => {
      const today = kernel.dayOf(await now(kernel.db));
      const over = db.selectFrom('api_keys').select('id').where('state', 'in', ['toDraw', 'active']);
      for (const { id } of await over.where('expires_on', '<', today).execute())
        await opened.act('expire', { actor: clock, id, input: {} });
    },
  };
}

async function usedOn(on: Kysely<ExchangeTables>, rows: readonly Row[]): Promise<Map<string, string | null>> {
  const { rows: found } = await sql<{ key: string; used_on: string | null }>`
    select key, used_on from api_key_tokens where key = any(${rows.map((row) => row.id)}::uuid[])`.execute(on);
  return new Map(found.map((one) => [one.key, one.used_on]));
}

const forget = (tx: Tx, key: string) => tx.deleteFrom('api_key_tokens').where('key', '=', key).execute();
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<Created>, 'record'>) => {
    const fault = expiryFault(input.expiresOn, day);
    if (fault !== null) throw wrongField('expiresOn', fault, `apiKeys:refusals.${fault}`, { days: longest });
    const organization = administered(actor);
    if (organization === null && input.scopes.includes(ownListingsScope))
      throw wrongField('scopes', 'ofOrganization', 'apiKeys:refusals.ofOrganization');
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from api_keys
      where state in ('toDraw', 'active') and ${heldBy(actor, organizations)}`.execute(tx);
    if ((rows[0]?.open ?? 0) >= mostOpen) throw tooManyKeys({ most: mostOpen });
    const { name, scopes, expiresOn: expires_on } = input;
    return { organization, name, scopes: [...new Set(scopes)], expires_on, per_minute: usualRate, hint: null, reason: null };
  },
  /** The table alone knows the digest: no event, and so no proof, says anything of the token but its last four signs. */
  draw: async ({ tx, record, actor }: Of<unknown>) => {
    const token = drawn.get(actor);
    if (token === undefined) throw notHolder();
    await forget(tx, record.id);
    await tx
      .insertInto('api_key_tokens')
      .values({ key: record.id, digest: digestOf(token), used_on: null })
      .execute();
    return { hint: token.slice(-4) };
  },
  allow: ({ input }: Of<{ perMinute: number }>) => ({ per_minute: input.perMinute }),
  revoke: async ({ tx, record, input }: Of<{ reason: string }>) => {
    await forget(tx, record.id);
    return { reason: input.reason };
  },
  expire: async ({ tx, record }: Of<unknown>) => {
    await forget(tx, record.id);
    return {};
  },
});

type Found = { id: string; organization: string | null; scopes: Scope[]; per_minute: number; expires_on: string };
/** Asked of the database at every request: a key that was revoked is none from that moment on, in every process. */
const keysOf = (kernel: Kernel, db: Kysely<ExchangeTables>, organizations: Organizations): Keys => ({
  find: async (token) => {
    const { rows } = await sql<Found & { at: Date; used_on: string | null }>`
      select k.id, k.organization, k.scopes, k.per_minute, k.expires_on, t.used_on, clock_timestamp() as at
      from api_key_tokens t join api_keys k on k.id = t.key
      where t.digest = ${digestOf(token)} and k.state = 'active'`.execute(db);
    const [found] = rows;
    const today = found === undefined ? '' : kernel.dayOf(found.at);
    if (found === undefined || found.expires_on < today) return null;
    if (found.used_on !== today)
      await db.updateTable('api_key_tokens').set({ used_on: today }).where('key', '=', found.id).execute();
    return { id: found.id, scopes: found.scopes, perMinute: found.per_minute, actor: await readerOf(organizations, found) };
  },
});

/** As whom a key reads: as a member of its organization; the bureau's as everybody. */
async function readerOf(organizations: Organizations, { organization }: Found): Promise<Keyed['actor']> {
  if (organization === null) return visitor;
  return { ...visitor, roles: ['member'], organization: await organizations.survivor(organization) };
}
