// Lists of the official system that were read back: kept, shown to who read them and to the bureau, and noted at the contracts by acts of a registrar.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notFound, Refusal } from '../../../platform/shared/errors.ts';
import { codeOf } from '../../../platform/server/database.ts';
import type { Upload } from '../../../platform/server/mount.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import { saidOf, type Said } from '../../../records/import.ts';
import { type Kernel, now, transact } from '../../../records/server/index.ts';
import { officialFile } from '../../official.ts';
import { noPeriod, notCompared, nothingToNote } from '../../officialRoutes.ts';
import type { Contracts } from '../service.ts';
import type { ContractTables } from '../tables.ts';
import { compareAll } from './compare.ts';
import { readExport } from './readExport.ts';

type Db = Kysely<ContractTables>;
export type OfficialOptions = {
  pack: Pack;
  contracts: Pick<Contracts, 'actMany'>;
  /** Told of a fault while working in the background. */
  log?: (fault: unknown) => void;
};
export type OfficialReadings = ReturnType<typeof openReadings>;

/** How many contracts one transaction notes: a batch is not held for long. */
const rowsAtOnce = 50;

export function openReadings(kernel: Kernel, db: Db, { pack, contracts, log = console.error }: OfficialOptions) {
  const { exports } = pack.read('law/contract-official.json', officialFile);
  const form = firstOf(exports);
  const { numbers } = pack.city.contracts;
  let work: Promise<void> = Promise.resolve();
  const inBackground = (id: string): void => {
    work = work.then(() => noteAll(id)).catch(log);
  };

  /** Reads a file and compares it: all of it is kept, or nothing. */
  async function read(
    actor: Actor,
    file: Upload,
    asked: { from?: string | undefined; to?: string | undefined },
  ): Promise<string> {
    const today = kernel.dayOf(await now(kernel.db));
    const { rows, ignored } = await readExport(file, { form, numbers, today });
    const days = rows.flatMap(({ there }) => there.registeredOn ?? []).sort();
    const [from, to] = [asked.from ?? days[0], asked.to ?? days.at(-1)];
    if (from === undefined || to === undefined || from > to) throw noPeriod();
    const id = uuidv7();
    await db.transaction().execute(async (tx) => {
      await tx
        .insertInto('official_readings')
        .values({
          id,
          account: actor.account ?? '',
          actor: JSON.stringify(actor),
          file_name: file.name.slice(0, 200),
          file_digest: createHash('sha256').update(file.content).digest('hex'),
          export: form.code,
          period_from: from,
          period_to: to,
          stage: 'compared',
          total: rows.length,
          done: 0,
          ignored: JSON.stringify(ignored.map((one) => one.slice(0, 100)).slice(0, 100)),
        })
        .execute();
      await compareAll(tx, { id, actor, period: { from, to }, rows });
    });
    return id;
  }

  /** The reading if this actor may see it: whose it is, and the bureau. */
  async function seen(actor: Actor, id: string) {
    const row = await db.selectFrom('official_readings').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row || !(row.account === actor.account || hasRole(actor, 'bureauOfficer'))) throw notFound();
    return row;
  }

  async function note(actor: Actor, id: string): Promise<void> {
    const row = await seen(actor, id);
    if (row.stage !== 'compared') throw notCompared();
    const count = await leftToNote(id);
    if (count === 0) throw nothingToNote();
    await db
      .updateTable('official_readings')
      .set({ stage: 'noting', actor: JSON.stringify(actor), done: 0, total: count })
      .where('id', '=', id)
      .where('stage', '=', 'compared')
      .execute();
    inBackground(id);
  }
  const leftToNote = async (id: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from official_rows
      where reading = ${id}::uuid and step = 'note'`.execute(db);
    return rows[0]?.count ?? 0;
  };

  /** Goes on until nothing is left: after a stop it is taken up again, and what is noted stays so. */
  async function noteAll(id: string): Promise<void> {
    const row = await db.selectFrom('official_readings').selectAll().where('id', '=', id).executeTakeFirst();
    if (row?.stage !== 'noting') return;
    while (await noteChunk(id, row.actor, rowsAtOnce));
    await db.updateTable('official_readings').set({ stage: 'compared' }).where('id', '=', id).execute();
  }

  async function noteChunk(id: string, actor: Actor, limit: number): Promise<boolean> {
    let taken: Noting[] = [];
    try {
      return await transact(db, async (tx) => {
        const { rows } = await sql<Noting>`
          select r.n, r.contract, r.there ->> 'registrationNumber' as number, r.there ->> 'registeredOn' as on,
            c.registration_number as "numberNow", c.registered_on as "onNow"
          from official_rows r join contracts c on c.id = r.contract
          where r.reading = ${id}::uuid and r.step = 'note' order by r.n limit ${limit} for update of r skip locked`.execute(tx);
        taken = rows;
        // By another reading, or by hand.
        const open = rows.filter((one) => one.number !== one.numberNow || (one.on !== null && one.on !== one.onNow));
        await contracts.actMany(
          open.map(({ contract, number, on }) => ({
            actor,
            action: 'noteOfficial',
            id: contract,
            input: { registrationNumber: number, ...(on === null ? {} : { registeredOn: on }) },
          })),
          tx,
        );
        await tx
          .updateTable('official_rows')
          .set({ step: 'noted' })
          .where('reading', '=', id)
          .where(sql<boolean>`n = any(${rows.map(({ n }) => n)}::int[])`)
          .execute();
        await doneMore(tx, id, rows.length);
        return rows.length > 0;
      });
    } catch (error) {
      if (!(error instanceof Refusal) && codeOf(error) !== '23505') throw error;
      // One of them is refused now: each by itself, and that one is told.
      if (limit > 1) {
        for (let left = taken.length; left > 0; left--) await noteChunk(id, actor, 1);
        return true;
      }
      await leave(id, taken[0]?.n ?? 0, error);
      return true;
    }
  }

  async function leave(id: string, n: number, error: unknown): Promise<void> {
    const said: Said[] =
      error instanceof Refusal
        ? error.errors.length > 0
          ? saidOf(error.errors)
          : [{ words: error.words, params: error.params }]
        : [{ words: 'official:left.numberTaken' }];
    await db
      .updateTable('official_rows')
      .set({ step: 'left', said: JSON.stringify(said) })
      .where('reading', '=', id)
      .where('n', '=', n)
      .execute();
    await doneMore(db, id, 1);
  }

  return {
    read,
    seen,
    note,
    /** At the start: what a stop interrupted. */
    resume: async (): Promise<void> => {
      const rows = await db.selectFrom('official_readings').select('id').where('stage', '=', 'noting').execute();
      for (const { id } of rows) inBackground(id);
      await work;
    },
    /** Nothing is forgotten: an earlier comparison can be opened. */
    forget: async (): Promise<number> => 0,
    idle: (): Promise<void> => work,
  };
}

type Noting = {
  n: number;
  contract: string;
  number: string;
  on: string | null;
  numberNow: string | null;
  onNow: string | null;
};

/** Lists are read by the first export that the law's data name. */
function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('law/contract-official.json names no export');
  return first;
}

const doneMore = (on: Db, id: string, count: number) =>
  on
    .updateTable('official_readings')
    .set((eb) => ({ done: eb('done', '+', count) }))
    .where('id', '=', id)
    .execute();
