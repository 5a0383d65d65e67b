// What happens to webhooks: made, their secret drawn, changed, paused, given up, ended; and their operations beside what every record has.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../platform/shared/actor.ts';
import { notFound, wrongField } from '../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import type { Crypto } from '../../platform/server/crypto.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { demoLooksOnly, type Kernel, mountKind, now, openKind, totalOf } from '../../records/server/index.ts';
import {
  type Delivery,
  drawSecret,
  listDeliveries,
  mostWebhooks,
  notActive,
  notHolder,
  sendAgain,
  sendTest,
  type subjects,
  tells,
  testEvent,
  tooManyWebhooks,
  type WebhookEvent,
  webhookRecords,
} from '../webhook.ts';
import { addressFault, type Reach } from './address.ts';
import { bodyOf, openDelivering, type WebhookPorts } from './deliver.ts';
import { administered, atDoor, heldBy, holds, seenByHolders } from './holder.ts';
import { secretPrefix } from './send.ts';
import type { ExchangeTables, Webhooks as Table } from './tables.ts';

type Tx = Transaction<ExchangeTables>;
type Row = Selectable<Table>;
type Said = { name: string; url: string; events: WebhookEvent[]; about: (typeof subjects)[number] };
type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor };
export type With = {
  organizations: Organizations;
  crypto: Crypto;
  ports: WebhookPorts;
  reach: Reach;
  within: (tx: object) => Transaction<ExchangeTables>;
};
export type Webhooks = ReturnType<typeof openWebhooks>;

/** Secrets that are being drawn, for the length of their act. */
const drawn = new WeakMap<Actor, Buffer>();
const deepest = 10_000;

export function openWebhooks(kernel: Kernel, db: Kysely<ExchangeTables>, of: With) {
  const { organizations } = of;
  const opened = openKind(kernel, db, {
    kind: webhookRecords,
    table: 'webhooks',
    related: (rows, on) => organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
    present: (row, _personal, actor, { related: names }) => ({
      name: row.name,
      organization: row.organization === null ? null : { id: row.organization, name: names?.get(row.organization) ?? '' },
      // What stands behind the host may be the holder's secret.
      url: holds(actor, row) ? row.url : new URL(row.url).origin,
      events: row.events,
      about: row.about,
      reason: row.reason,
      draws: row.state !== 'ended' && holds(actor, row),
    }),
    title: (row) => row.name,
    concerns: (row) => ({ region: null, organizations: row.organization === null ? [] : [row.organization] }),
    visible: seenByHolders(organizations),
    parties: { holder: (actor, row) => holds(actor, row) },
    filters: { state: (value) => sql<boolean>`state = ${value}` },
    tells,
    handlers: handlersOf(of),
  });
  const delivering = openDelivering(kernel, db, { ...of, giveUp: opened.act });
  return {
    ...opened,
    ...delivering,
    mount: (app: FastifyInstance) => {
      mountKind(app, kernel, opened);
      mountDoors(app, { kernel, db, opened });
    },
  };
}

/** As it may be kept: an address that others may be told at, events of one's own where they are told to their sides alone. */
function sound(said: Said, organization: string | null, reach: Reach): void {
  const fault = addressFault(said.url, reach);
  if (fault !== null) throw wrongField('url', fault, `webhooks:refusals.address.${fault}`);
  if (organization === null && said.events.includes('deal.step'))
    throw wrongField('events', 'ofOrganization', 'webhooks:refusals.dealSteps');
  if (organization === null && said.about === 'own') throw wrongField('about', 'ofOrganization', 'webhooks:refusals.own');
}

const handlersOf = ({ organizations, crypto, reach }: With) => ({
  create: async ({ tx, input, actor }: Omit<Of<Said>, 'record'>) => {
    const organization = administered(actor);
    sound(input, organization, reach);
    const { rows } = await sql<{ open: number }>`select count(*)::int as open from webhooks
      where state <> 'ended' and ${heldBy(actor, organizations)}`.execute(tx);
    if ((rows[0]?.open ?? 0) >= mostWebhooks) throw tooManyWebhooks({ most: mostWebhooks });
    return { ...input, url: new URL(input.url).href, events: [...new Set(input.events)], organization, reason: null };
  },
  edit: ({ input, record }: Of<{ [K in keyof Said]?: Said[K] | undefined }>) => {
    const { name, url, events, about } = {
      ...record,
      ...Object.fromEntries(Object.entries(input).filter(([, one]) => one !== undefined)),
    };
    sound({ name, url, events, about }, record.organization, reach);
    return { name, url: new URL(url).href, events: [...new Set(events)], about };
  },
  draw: async ({ tx, record, actor }: Of<unknown>) => {
    const secret = drawn.get(actor);
    if (secret === undefined) throw notHolder();
    const sealed = crypto.seal('webhook', secret, record.id);
    await tx
      .insertInto('webhook_secrets')
      .values({ webhook: record.id, secret: sealed })
      .onConflict((one) => one.column('webhook').doUpdateSet({ secret: sealed }))
      .execute();
    return { reason: null };
  },
  resume: () => ({ reason: null }),
  giveUp: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
  end: async ({ tx, record, input }: Of<{ reason: string }>) => {
    await tx.deleteFrom('webhook_secrets').where('webhook', '=', record.id).execute();
    return { reason: input.reason };
  },
});

type Opened = {
  one: (actor: Actor, id: string) => Promise<Record<string, unknown>>;
  act: (action: 'draw', call: { actor: Actor; id: string; input: Record<string, never> }) => Promise<unknown>;
};
type Doors = { kernel: Kernel; db: Kysely<ExchangeTables>; opened: Opened };
function mountDoors(app: FastifyInstance, { kernel, db, opened }: Doors): void {
  /** The webhook for who holds it: to others its deliveries are not told, for they tell of its deals. */
  const held = async (actor: Actor, id: string) => {
    const seen = await opened.one(actor, id);
    if (seen['draws'] !== true) throw notHolder();
    return seen;
  };
  const holding = async (actor: Actor, id: string) => {
    const seen = await held(actor, id);
    if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
    if (seen['state'] !== 'active') throw notActive();
  };
  mount(app, drawSecret, async ({ params, actor }) => {
    await held(actor, params.id);
    if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
    const asked = atDoor(actor);
    const secret = randomBytes(24);
    drawn.set(asked, secret);
    await opened.act('draw', { actor: asked, id: params.id, input: {} });
    const secretSaid = `${secretPrefix}${secret.toString('base64')}`;
    return { json: Buffer.from(JSON.stringify({ secret: secretSaid, webhook: await opened.one(actor, params.id) })) };
  });
  mount(app, listDeliveries, async ({ params, query: { limit, after, count }, actor }) => {
    await held(actor, params.id);
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const rows = await db
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('webhook', '=', params.id)
      .orderBy('made_at', 'desc')
      .orderBy('id', 'desc')
      .offset(from)
      .limit(limit + 1)
      .execute();
    const next = rows.length > limit && from + limit < deepest ? writeCursor(from + limit) : null;
    return {
      items: rows.slice(0, limit).map(shown),
      next,
      ...(count ? { total: await totalOf(db, sql`webhook_deliveries where webhook = ${params.id}::uuid`) } : {}),
    };
  });
  mount(app, sendTest, async ({ params, actor }) => {
    await holding(actor, params.id);
    const at = await now(db);
    const message = uuidv7();
    const body = bodyOf({ id: message, type: testEvent, at, data: {} });
    const row = { id: uuidv7(), webhook: params.id, message, type: testEvent, body, standing: 'waiting' as const, tries: 0 };
    const kept = await db
      .insertInto('webhook_deliveries')
      .values({ ...row, made_at: at, next_at: at, ended_at: null, said: null })
      .returningAll()
      .executeTakeFirstOrThrow();
    return shown(kept);
  });
  mount(app, sendAgain, async ({ params, body, actor }) => {
    await holding(actor, params.id);
    const kept = await db
      .updateTable('webhook_deliveries')
      .set({ standing: 'waiting', tries: 0, next_at: await now(db), ended_at: null })
      .where('id', '=', body.delivery)
      .where('webhook', '=', params.id)
      .returningAll()
      .executeTakeFirst();
    if (kept === undefined) throw notFound();
    return shown(kept);
  });
}

const shown = (row: Selectable<ExchangeTables['webhook_deliveries']>): Delivery => ({
  id: row.id,
  message: row.message,
  type: row.type,
  body: row.body,
  state: row.standing,
  tries: row.tries,
  madeAt: row.made_at.toISOString(),
  nextAt: row.standing === 'waiting' ? row.next_at.toISOString() : null,
  endedAt: row.ended_at?.toISOString() ?? null,
  said: row.said,
});
