// An event as it is hashed: its body in canonical JSON, with the whole record after, its entries and salted digests of what stands apart.
import { uuidv7 } from 'uuidv7';
import type { Posted } from '../../ledger/entry.ts';
import type { Body } from '../body.ts';
import { canonical } from '../canonical.ts';
import { newSalt, saltedDigest } from './hash.ts';
import type { AnyCall } from './call.ts';
import { openForKeeping } from './confidentialColumns.ts';
import type { EventMade, Kernel, KernelTx, Row } from './kernel.ts';
import { tellOf } from './tell.ts';
import { type SetApart, setApart } from './withheldValues.ts';

export type Personal = Record<string, { value: string; salt: string }>;

/** What one act brings to its event. */
export type Making = {
  call: Pick<AnyCall, 'action' | 'actor' | 'input' | 'cause'>;
  recordedAt: Date;
  /** The standing by which it was allowed. */
  role: string;
  before: Row | null;
  after: Row;
  personal: Personal;
  entries: Posted[];
};

/** Writes the events of some acts of one kind, with their entries, and runs the hooks. Few statements, however many acts. */
export async function writeEvents(
  kernel: Kernel,
  tx: KernelTx,
  kind: string,
  batch: number,
  acts: readonly Making[],
): Promise<EventMade[]> {
  const apart = await setApart(
    kernel,
    tx,
    kind,
    acts.map((of) => openForKeeping(of.after)),
  );
  const made = acts.map((of, at) => ({ of, ...bodyOf(kernel, { kind, batch }, of, apart[at]!) }));
  const rows = made.map(({ of, body, text }) => ({
    id: body.id,
    batch,
    kind,
    record: of.after.id,
    version: of.after.version,
    action: of.call.action,
    actor: of.call.actor.account,
    acted_for: of.call.actor.for ?? null,
    recorded_at: of.recordedAt,
    body: text,
  }));
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('events')
      .values(rows.slice(at, at + 1000))
      .execute();
  const posting = made.filter(({ of }) => of.entries.length > 0);
  const posted = posting.map(({ of, body }) => ({
    event: body.id,
    record: of.after.id,
    recordedAt: of.recordedAt,
    entries: of.entries,
  }));
  if (posted.length > 0) await kernel.ledger.write(tx as never, posted);
  const events = made.map(({ of, body }): EventMade => {
    const { recordedAt, after: row, before } = of;
    return { id: body.id, kind, record: row.id, action: of.call.action, recordedAt, day: body.day, row, before };
  });
  for (const event of events) for (const hook of kernel.hooks.get(`${kind} ${event.action}`) ?? []) await hook(tx, event);
  await tellOf(
    kernel,
    tx,
    kind,
    events.map((event, index) => ({ event, actor: made[index]!.of.call.actor.account, role: made[index]!.of.role })),
  );
  return events;
}

/** The body of one event and its canonical text; its id grows with time. */
function bodyOf(
  kernel: Kernel,
  { kind, batch }: Pick<Body, 'kind' | 'batch'>,
  of: Making,
  apart: SetApart,
): { body: Body; text: string } {
  const { algorithm } = kernel.city;
  const { action, actor, input, cause } = of.call;
  const digests = Object.entries(of.personal).map(([field, held]) => [
    field,
    saltedDigest(algorithm, held.salt, field, held.value),
  ]);
  const body: Body = {
    id: uuidv7(),
    batch,
    kind,
    record: of.after.id,
    version: of.after.version,
    action,
    at: of.recordedAt.toISOString(),
    day: kernel.dayOf(of.recordedAt),
    actor: {
      account: actor.account,
      role: of.role,
      organization: actor.organization,
      ...(actor.for ? { for: actor.for } : {}),
    },
    reason: typeof input['reason'] === 'string' ? input['reason'] : null,
    cause: cause ?? null,
    before: of.before?.state ?? null,
    state: of.after.state,
    after: apart.after,
    personal: Object.fromEntries(digests) as Record<string, string>,
    ...(apart.digests && { withheld: apart.digests }),
    entries: of.entries,
    salt: newSalt(),
  };
  return { body, text: canonical(body) };
}
