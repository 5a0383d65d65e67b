// From what was done on the market to the addresses that are told: an outbox written in the act's own transaction, deliveries made of it, each tried with growing pauses.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, clock } from '../../platform/shared/actor.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import type { Crypto } from '../../platform/server/crypto.ts';
import { life as dealLife } from '../../market/deal.ts';
import { life as listingLife } from '../../market/listing.ts';
import type { PublicListing } from '../../market/publicListing.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type Kernel, now, type Row } from '../../records/server/index.ts';
import { dealSteps, eventOf, mostTries, pauses, type WebhookEvent } from '../webhook.ts';
import type { Reach } from './address.ts';
import { type Outcome, sendMessage } from './send.ts';
import type { ExchangeTables } from './tables.ts';

type Db = Kysely<ExchangeTables>;
type Outboxed = Selectable<ExchangeTables['webhook_outbox']>;
/** What the market answers of itself, as it stands when a message is made. */
export type WebhookPorts = {
  /** Whose a listing is, and how everybody sees it; null where nobody does any more. */
  listing: (id: string) => Promise<{ owner: string; shown: PublicListing | null } | null>;
  /** The two sides of a deal, and of which listing it is. */
  deal: (id: string) => Promise<{ sides: readonly string[]; listing: string } | null>;
};
type With = {
  organizations: Organizations;
  crypto: Crypto;
  ports: WebhookPorts;
  reach: Reach;
  within: (tx: object) => Transaction<ExchangeTables>;
  giveUp: (action: 'giveUp', call: { actor: Actor; id: string; input: { reason: string } }) => Promise<unknown>;
};

type Told = { id: string; type: string; at: Date; data: object };
/** The payload of Standard Webhooks, with the id of its header. */
export const bodyOf = ({ id, type, at, data }: Told): string => JSON.stringify({ id, type, timestamp: at.toISOString(), data });

const batch = 50;
const atOnce = 4;
const inHand = '2 minutes';
const daysKept = 90;

export function openDelivering(kernel: Kernel, db: Db, of: With) {
  noteActs(kernel, of.within);
  return {
    /** Every few seconds, in every process: what was done is told. `at`: the present by the database's clock unless said. */
    work: async (at?: Date): Promise<void> => {
      const present = at ?? (await now(db));
      while ((await fanOut(db, of)) === batch);
      await deliver(db, of, present);
    },
    /** Once a day. */
    forget: async (): Promise<void> => {
      await db
        .deleteFrom('webhook_deliveries')
        .where(sql<boolean>`made_at < clock_timestamp() - make_interval(days => ${daysKept})`)
        .execute();
    },
  };
}

/** In the transaction of the act: what is rolled back is told to nobody, what stands is not lost. Nobody listens: nothing is written. */
function noteActs(kernel: Kernel, within: With['within']): void {
  const note = async (acting: object, type: WebhookEvent | null, of: Noted) => {
    if (type === null || kernel.loading) return;
    const tx = within(acting);
    const { rows } = await sql`select from webhooks where state = 'active' and events @> array[${type}]::text[] limit 1`.execute(
      tx,
    );
    if (rows.length === 0) return;
    const { kind, record, action, recordedAt: at, row } = of;
    await tx
      .insertInto('webhook_outbox')
      .values({ id: uuidv7(), type, kind, record, action, record_state: row.state, at })
      .execute();
  };
  kernel.after('listing', Object.keys(listingLife.actions), (tx, event) =>
    note(tx, eventOf(event.action, stateOf(event.before), event.row.state), event),
  );
  const told: readonly string[] = dealSteps;
  kernel.after(
    'deal',
    Object.keys(dealLife.actions).filter((action) => told.includes(action)),
    (tx, event) => note(tx, 'deal.step', event),
  );
}
type Noted = { kind: string; record: string; action: string; recordedAt: Date; row: Row };
const stateOf = (row: Row | null): string | null => row?.state ?? null;

/** Makes deliveries of what was noted; gives how many were taken. */
async function fanOut(db: Db, of: With): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const noted = await tx.selectFrom('webhook_outbox').selectAll().orderBy('id').limit(batch).forUpdate().skipLocked().execute();
    for (const one of noted) {
      const told = await messageOf(of, one);
      if (told !== null) await deliverTo(tx, of, one, told);
    }
    const ids = noted.map(({ id }) => id);
    if (ids.length > 0) await tx.deleteFrom('webhook_outbox').where('id', 'in', ids).execute();
    return noted.length;
  });
}

type Message = { body: string; owner: string | null; sides: readonly string[] };
/** What everybody sees of a listing, and of one that is gone its id alone; of a deal how it stands, nothing that is said in it. */
async function messageOf(
  { ports }: With,
  { id, type, record, action, record_state: state, at }: Outboxed,
): Promise<Message | null> {
  if (type === 'deal.step') {
    const deal = await ports.deal(record);
    if (deal === null) return null;
    const data = { deal: record, listing: deal.listing, step: action, state };
    return { body: bodyOf({ id, type, at, data }), owner: null, sides: deal.sides };
  }
  const listing = await ports.listing(record);
  if (listing === null || (type === 'listing.published' && listing.shown === null)) return null;
  const data = { listing: type === 'listing.published' ? listing.shown : { id: record } };
  return { body: bodyOf({ id, type, at, data }), owner: listing.owner, sides: [] };
}

type Hook = { id: string; organization: string | null; about: 'all' | 'own' };
async function deliverTo(tx: Db, { organizations }: With, { id: message, type }: Outboxed, { body, owner, sides }: Message) {
  const { rows } = await sql<Hook>`select id, organization, about from webhooks
    where state = 'active' and events @> array[${type}]::text[] order by id`.execute(tx);
  const named = [...rows.flatMap(({ organization }) => organization ?? []), ...sides, ...(owner === null ? [] : [owner])];
  const survivors = await organizations.survivors(tx, [...new Set(named)]);
  const standing = (organization: string) => survivors.get(organization)?.id ?? organization;
  const fits = ({ organization, about }: Hook): boolean => {
    const holder = organization === null ? null : standing(organization);
    if (type === 'deal.step') return holder !== null && sides.some((side) => standing(side) === holder);
    return about === 'all' || (owner !== null && standing(owner) === holder);
  };
  const fitting = rows.filter(fits);
  if (fitting.length === 0) return;
  const at = await now(tx);
  await tx
    .insertInto('webhook_deliveries')
    .values(
      fitting.map(({ id: webhook }) => ({
        id: uuidv7(),
        webhook,
        message,
        type,
        body,
        standing: 'waiting' as const,
        tries: 0,
        made_at: at,
        next_at: at,
        ended_at: null,
        said: null,
      })),
    )
    .onConflict((one) => one.doNothing())
    .execute();
}

type Due = { id: string; webhook: string; message: string; body: string; tries: number; url: string; secret: Buffer | null };
/** A delivery is taken by one process for two minutes; after a crash another sends it again under the same id. */
async function deliver(db: Db, of: With, at: Date): Promise<void> {
  const { rows: dueNow } = await sql<{ id: string }>`select id from (
      select x.id, row_number() over (partition by x.webhook order by x.next_at, x.id) as place
      from webhook_deliveries x join webhooks y on y.id = x.webhook
      where x.standing = 'waiting' and x.next_at <= ${at} and y.state = 'active') due
    where place <= ${atOnce} limit ${batch}`.execute(db);
  if (dueNow.length === 0) return;
  // Who comes second finds that its time is another by now, and takes none of them.
  const taken = await db
    .updateTable('webhook_deliveries')
    .set((row) => ({ tries: row('tries', '+', 1), next_at: sql<Date>`${at}::timestamptz + ${inHand}::interval` }))
    .where(
      'id',
      'in',
      dueNow.map(({ id }) => id),
    )
    .where('standing', '=', 'waiting')
    .where('next_at', '<=', at)
    .returning(['id', 'webhook', 'message', 'body', 'tries'])
    .execute();
  const hooks = await addressesOf(
    db,
    taken.map(({ webhook }) => webhook),
  );
  const rows: Due[] = taken.flatMap((one) => {
    const hook = hooks.get(one.webhook);
    return hook === undefined ? [] : [{ ...one, ...hook }];
  });
  await Promise.all(rows.map(async (due) => end(db, of, due, { at, outcome: await send(of, due, at) })));
}

type Addressed = { url: string; secret: Buffer | null };
async function addressesOf(db: Db, webhooks: readonly string[]): Promise<Map<string, Addressed>> {
  const { rows } = await sql<Addressed & { id: string }>`select w.id, w.url, s.secret
    from webhooks w left join webhook_secrets s on s.webhook = w.id
    where w.id = any(${[...webhooks]}::uuid[]) and w.state = 'active'`.execute(db);
  return new Map(rows.map(({ id, ...one }) => [id, one]));
}

async function send({ crypto, reach }: With, { webhook, message, body, url, secret: sealed }: Due, at: Date): Promise<Outcome> {
  if (sealed === null) return { how: 'failed', said: 'secret' };
  let secret: Buffer;
  try {
    secret = crypto.open('webhook', sealed, webhook);
  } catch {
    // The house's key is another than it was: its holder draws a new secret.
    return { how: 'failed', said: 'secret' };
  }
  return sendMessage({ id: message, url, body, secret, at }, reach);
}

async function end(db: Db, { giveUp }: With, due: Due, { at, outcome }: { at: Date; outcome: Outcome }): Promise<void> {
  const { how, said } = outcome;
  const over = how === 'sent' || how === 'gone' || due.tries >= mostTries;
  const pause = pauses[Math.min(due.tries, pauses.length) - 1] ?? 1;
  await db
    .updateTable('webhook_deliveries')
    .set(
      over
        ? { standing: how === 'sent' ? 'sent' : 'failed', ended_at: sql<Date>`clock_timestamp()`, said }
        : { next_at: new Date(at.getTime() + pause * 60_000), said },
    )
    .where('id', '=', due.id)
    .where('standing', '=', 'waiting')
    .execute();
  if (how === 'sent' || !over) return;
  await giveUp('giveUp', { actor: clock, id: due.webhook, input: { reason: said } }).catch((error: unknown) => {
    // Its holder paused or ended it meanwhile.
    if (!(error instanceof Refusal)) throw error;
  });
}
