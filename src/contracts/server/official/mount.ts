// Mounts what goes on beside the official system: readings with their rows, sums, sheet, and noting.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { sheetTypes, writeSheet, type Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import {
  getReading,
  getReadingSheet,
  listReadingRows,
  listReadings,
  noteReading,
  type Reading,
  readOfficial,
  type ReadingRow,
  type ReadingWhole,
} from '../../officialRoutes.ts';
import type { Compared, Outcome } from '../../reconcile.ts';
import type { ContractTables, OfficialRows } from '../tables.ts';
import { hereOnlyFrom } from './compare.ts';
import type { OfficialReadings } from './readings.ts';

type Db = Kysely<ContractTables>;
type Kept = Awaited<ReturnType<OfficialReadings['seen']>>;
const cursor = z.strictObject({ id: z.uuid() });
const rowCursor = z.strictObject({ n: cursorNumber });

export function mountReadings(app: FastifyInstance, db: Db, readings: OfficialReadings): void {
  mount(app, readOfficial, async ({ file, query, actor }) => ({ id: await readings.read(actor, file, query) }));
  mount(app, listReadings, async ({ query, actor }) => {
    const from = readCursor(query.after, cursor);
    const rows = await db
      .selectFrom('official_readings')
      .selectAll()
      .where(hasRole(actor, 'bureauOfficer') ? sql<boolean>`true` : sql<boolean>`account = ${actor.account}::uuid`)
      .where(from === null ? sql<boolean>`true` : sql<boolean>`id < ${from.id}::uuid`)
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const names = await namesOf(db, page);
    return {
      items: page.map((row) => shownReading(row, names)),
      next: rows.length > query.limit && last ? writeCursor({ id: last.id }) : null,
    };
  });
  mount(app, getReading, async ({ params: { id }, actor }) => wholeOf(db, await readings.seen(actor, id)));
  mount(app, listReadingRows, async ({ params: { id }, query, actor }) => {
    await readings.seen(actor, id);
    const from = readCursor(query.after, rowCursor);
    const rows = await rowsOf(db, id, { ...query, after: from?.n ?? null, limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const say = (key: string, given?: Record<string, string | number>) => app.say(actor.language, key, given);
    return {
      items: page.map((row) => shownRow(row, say)),
      next: rows.length > query.limit && last ? writeCursor({ n: last.n }) : null,
    };
  });
  mount(app, getReadingSheet, async ({ params: { id }, query, actor }) => {
    const { file_name: name } = await readings.seen(actor, id);
    return sheetOf(db, id, query, { actor, say: (key, given) => app.say(actor.language, key, given), name });
  });
  mount(app, noteReading, async ({ params: { id }, actor }) => {
    await readings.note(actor, id);
    return { id };
  });
}

async function namesOf(db: Db, rows: readonly Kept[]): Promise<Map<string, string>> {
  const { rows: found } = await sql<{ id: string; name: string }>`select id, name from accounts
    where id = any(${[...new Set(rows.map((row) => row.account))]}::uuid[])`.execute(db);
  return new Map(found.map((one) => [one.id, one.name]));
}

const shownReading = (row: Kept, names: ReadonlyMap<string, string>): Reading => ({
  id: row.id,
  file: row.file_name,
  digest: row.file_digest,
  by: names.get(row.account) ?? null,
  at: row.at.toISOString(),
  from: row.period_from,
  to: row.period_to,
  state: row.stage,
  done: row.done,
  total: row.total,
});

type Sum = { outcome: Outcome; count: number; there: string; here: string; difference: string };
async function wholeOf(db: Db, row: Kept): Promise<ReadingWhole> {
  const { rows: outcomes } = await sql<Sum>`
    select outcome, count(*)::int as count, coalesce(sum((there ->> 'amount')::numeric(18, 2)), 0)::numeric(20, 2)::text as there,
      coalesce(sum((here ->> 'amount')::numeric(18, 2)), 0)::numeric(20, 2)::text as here,
      coalesce(sum((there ->> 'amount')::numeric(18, 2) - (here ->> 'amount')::numeric(18, 2)), 0)::numeric(20, 2)::text as difference
    from official_rows where reading = ${row.id}::uuid group by outcome`.execute(db);
  const { rows: differences } = await sql<{ field: Compared; count: number }>`
    select d.field, count(*)::int as count from official_rows r, jsonb_array_elements_text(r.differs) d(field)
    where r.reading = ${row.id}::uuid group by d.field order by d.field`.execute(db);
  const { rows: steps } = await sql<{ step: 'note' | 'noted' | 'left'; count: number }>`
    select step, count(*)::int as count from official_rows where reading = ${row.id}::uuid and step is not null group by step`.execute(
    db,
  );
  const countOf = (step: string): number => steps.find((one) => one.step === step)?.count ?? 0;
  return {
    ...shownReading(row, await namesOf(db, [row])),
    ignored: row.ignored,
    outcomes,
    differences,
    steps: { note: countOf('note'), noted: countOf('noted'), left: countOf('left') },
  };
}

type Asked = { outcome?: Outcome | undefined; differs?: Compared | undefined; step?: string | undefined };
type Row = Pick<OfficialRows, 'n' | 'outcome' | 'way' | 'contract' | 'step'> & {
  differs: Compared[];
  there: ReadingRow['there'];
  here: ReadingRow['here'];
  said: { words: string; params?: Record<string, string | number> }[];
};
/** Rows of the file in their order, then what stands here only. */
async function rowsOf(
  db: Db,
  id: string,
  { outcome, differs, step, after, limit }: Asked & { after: number | null; limit: number },
) {
  const { rows } = await sql<Row>`select n, outcome, way, contract, step, differs, there, here, said from official_rows
    where reading = ${id}::uuid and (${outcome ?? null}::text is null or outcome = ${outcome ?? null})
      and (${differs ?? null}::text is null or differs ? ${differs ?? ''}) and (${step ?? null}::text is null or step = ${step ?? null})
      and (${after}::int is null or n > ${after}::int)
    order by n limit ${limit}`.execute(db);
  return rows;
}

const saidIn = (words: string, params: Record<string, string | number> | undefined, say: SayTo): string =>
  params?.['field'] ? say('official:inField', { field: params['field'], words: say(words, params) }) : say(words, params);

type SayTo = (key: string, given?: Record<string, string | number>) => string;
const shownRow = ({ n, said, ...row }: Row, say: SayTo): ReadingRow => ({
  ...row,
  row: n >= hereOnlyFrom ? null : n,
  words: said.map(({ words, params }) => saidIn(words, params, say)).join(say('records:import.semicolon')),
});

const sides = [
  'registrationNumber',
  'ownNumber',
  'title',
  'seller',
  'type',
  'amount',
  'technologyAmount',
  'registeredOn',
] as const;
type Sheeting = { actor: Actor; say: SayTo; name: string };

/** What is shown of a reading, side by side, for those who work on in a spreadsheet. */
function sheetOf(db: Db, id: string, asked: Asked, { say, name }: Sheeting) {
  async function* rows(): AsyncGenerator<Written> {
    for (let after: number | null = null; ; ) {
      const page: Row[] = await rowsOf(db, id, { ...asked, after, limit: 1000 });
      for (const row of page) yield written(row, say);
      after = page.at(-1)?.n ?? null;
      if (page.length < 1000) return;
    }
  }
  const columns = [
    { key: 'row', title: say('official:row'), width: 8 },
    { key: 'outcome', title: say('official:outcome'), width: 18 },
    { key: 'differs', title: say('official:differs'), width: 24 },
    { key: 'way', title: say('official:way'), width: 22 },
    ...sides.flatMap((field) =>
      (['there', 'here'] as const).map((side) => ({
        key: `${side}.${field}`,
        title: say('official:ofSide', {
          side: say(`official:${side}`),
          field: say(field === 'seller' ? 'contracts:roles.seller' : `contracts:${field}`),
        }),
        width: field === 'title' || field === 'seller' ? 34 : 18,
        ...(field === 'amount' || field === 'technologyAmount' ? { kind: 'number' as const } : {}),
      })),
    ),
    { key: 'words', title: say('official:words'), width: 40 },
  ];
  const title = say('official:sheet');
  return {
    attachment: writeSheet(title, columns, rows()),
    type: sheetTypes.xlsx,
    name: `${title} ${name.replace(/\.[a-z]+$/i, '')}.xlsx`,
  };
}

function written(row: Row, say: SayTo): Written {
  const shown = shownRow(row, say);
  const of = (side: 'there' | 'here') =>
    sides.map((field): [string, string | null] => {
      const value = row[side]?.[field] ?? null;
      return [`${side}.${field}`, field === 'type' && value !== null ? say(`contracts:types.${value}`) : value];
    });
  return {
    row: shown.row === null ? '' : String(shown.row),
    outcome: say(`official:outcomes.${row.outcome}`),
    differs: row.differs
      .map((field) => say(field === 'seller' ? 'contracts:roles.seller' : `contracts:${field}`))
      .join(say('records:import.comma')),
    way: row.way === null ? '' : say(`official:ways.${row.way}`),
    ...Object.fromEntries([...of('there'), ...of('here')]),
    words: shown.words,
  };
}
