// The monthly draw as it is done: from the registrations of the month before, by the head of the chain after its end. Once for each registry.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { clock } from '../../platform/shared/actor.ts';
import { addDays, startOfMonth } from '../../platform/shared/dates.ts';
import { type Kernel, now, transact } from '../../records/server/index.ts';
import { draw } from '../draw.ts';
import type { Contracts } from './service.ts';
import type { ContractTables } from './tables.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Draws what is due of the last months, of one unless said. The seed stands in a public head of the chain (`/seals/head?batch=…`) that was
 * closed after the month had ended: no registration of the month could know it. Where no batch has been closed since, it waits.
 */
export async function drawDue(
  kernel: Kernel,
  db: Kysely<ContractTables>,
  contracts: Pick<Contracts, 'actMany'>,
  months = 1,
): Promise<number> {
  let count = 0;
  let before = startOfMonth(kernel.dayOf(await now(kernel.db)));
  for (let left = months; left > 0; left--) {
    count += await drawBefore(kernel, db, contracts, before);
    before = startOfMonth(addDays(before, -1));
  }
  return count;
}

/** Of the month that ended on the day before this first one. */
async function drawBefore(kernel: Kernel, db: Kysely<ContractTables>, contracts: Pick<Contracts, 'actMany'>, firstDay: string) {
  const month = addDays(firstDay, -1).slice(0, 7);
  const { rows: heads } = await sql<{ batch: number; seed: string }>`select batch, encode(chain, 'hex') as seed from closings
    where closed_at >= (${firstDay}::date::timestamp at time zone ${kernel.city.timeZone}) order by batch limit 1`.execute(db);
  const [head] = heads;
  if (!head) return 0;
  const { rows: due } = await sql<{ id: string; code: string }>`select id, code from registries r
    where not exists (select from registry_draws d where d.registry = r.id and d.month = ${month})
      and exists (select from contracts c where c.registry = r.id and c.registered_on >= ${`${month}-01`}::date and c.registered_on < ${firstDay}::date)
    order by id`.execute(db);
  for (const registry of due) await drawOf(db, contracts, { registry, month, before: firstDay, ...head });
  return due.length;
}

type Drawing = { registry: { id: string; code: string }; month: string; before: string; batch: number; seed: string };

async function drawOf(db: Kysely<ContractTables>, contracts: Pick<Contracts, 'actMany'>, of: Drawing): Promise<void> {
  const { registry, month, before, batch, seed } = of;
  await transact(db, async (tx) => {
    const { rows } = await sql<{ id: string; number: string }>`select id, own_number as number from contracts
      where registry = ${registry.id}::uuid and registered_on >= ${`${month}-01`}::date and registered_on < ${before}::date
        and own_number is not null
        and state in ('registered', 'cancelled') order by id for update`.execute(tx);
    const numbers = rows.map((one) => one.number).sort();
    const drawn = draw({ seed, code: registry.code, numbers }, sha256);
    // Who writes it draws; a second process finds it done.
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('registry_draws')
      .values({
        registry: registry.id,
        month,
        batch,
        seed,
        numbers: JSON.stringify(numbers),
        drawn: JSON.stringify(drawn),
        at: await now(tx),
      })
      .onConflict((on) => on.columns(['registry', 'month']).doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return;
    const ids = new Map(rows.map((one) => [one.number, one.id]));
    const input = { month, batch, seed };
    await contracts.actMany(
      drawn.map((number) => ({ actor: clock, action: 'drawSpotCheck', id: ids.get(number), input })),
      tx,
    );
  });
}

type Kept = { month: string; batch: number; seed: string; numbers: string[]; drawn: string[] };

/** The draws of a registry, the newest first; the contracts themselves and what was found only for those who work here. */
export async function drawsOf(db: Kysely<ContractTables>, registry: string, worksHere: boolean) {
  const { rows } = await sql<Kept>`select month, batch, seed, numbers, drawn from registry_draws
    where registry = ${registry}::uuid order by month desc limit 24`.execute(db);
  const drawn = [...new Set(rows.flatMap((row) => row.drawn))];
  const { rows: found } = await sql<{ number: string; id: string; finding: string | null }>`
    select own_number as number, id, spot_check ->> 'finding' as finding from contracts where own_number = any(${drawn}::text[])`.execute(
    db,
  );
  const of = new Map(found.map((one) => [one.number, one]));
  return rows.map((row) => ({
    ...row,
    drawn: row.drawn.map((number) => ({
      number,
      contract: worksHere ? (of.get(number)?.id ?? null) : null,
      finding: worksHere ? (of.get(number)?.finding ?? null) : null,
    })),
  }));
}
