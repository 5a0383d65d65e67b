// When a place becomes free, whoever waited for it longest is told. By the clock, in the same transaction.
import { sql, type Transaction } from 'kysely';
import { clock } from '../../../platform/shared/actor.ts';
import type { Kernel } from '../../../records/server/index.ts';
import type { MarketTables } from '../tables.ts';
import { type EventRegistrations, standingOf } from './registrations.ts';

type Around = { registrations: EventRegistrations; within: (tx: object) => Transaction<MarketTables> };

export function followPlaces(kernel: Kernel, { registrations, within }: Around): void {
  const moveUp = async (of: object, cause: string, event: string) => {
    const tx = within(of);
    const { rows } = await sql<{ id: string; event: string }>`select id, event from event_registrations
      where event = ${event}::uuid and state = 'registered' and queued order by number for update`.execute(tx);
    if (rows.length === 0) return;
    const { waiting } = await standingOf(tx, rows);
    await registrations.actMany(
      rows.flatMap(({ id }) => (waiting.has(id) ? [] : [{ actor: clock, action: 'moveUp', id, input: {}, cause }])),
      tx,
    );
  };
  kernel.after('eventRegistration', ['cancel'], (tx, { id, row }) => moveUp(tx, id, String(row['event'])));
  kernel.after('matchEvent', ['correct'], (tx, { id, record }) => moveUp(tx, id, record));
}
