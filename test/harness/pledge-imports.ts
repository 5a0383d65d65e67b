// Pledges with an importer, for the tests of importing; run as a program it imports a file and is killed between two chunks.
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../src/platform/shared/actor.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { formErrors } from '../../src/platform/server/form.ts';
import { openWords } from '../../src/platform/server/words.ts';
import { documentsWords } from '../../src/platform/server/documents/words.ts';
import { platformWords } from '../../src/platform/web/words.ts';
import { recordsWords } from '../../src/records/web/words.ts';
import { type Importer, type Judgement, refused, saidOf } from '../../src/records/import.ts';
import { openPledges, type PledgeTables } from '../../src/records/server/fixtures.ts';
import { openImports } from '../../src/records/server/imports.ts';
import type { ImportTables, KernelTables } from '../../src/records/server/tables.ts';
import type { LedgerTables } from '../../src/ledger/server/index.ts';

export const pledgeWords = { platform: platformWords, documents: documentsWords, records: recordsWords };
export type PledgeImportTables = PledgeTables & KernelTables & LedgerTables & ImportTables;

/** A pledge is the same by its purpose. */
function importerOf(db: Kysely<PledgeImportTables>, input: z.ZodObject, before?: () => void): Importer {
  const judgeOne = (
    values: Readonly<Record<string, string>>,
    there: Map<string, { id: string; version: number; amount: string }>,
  ): Judgement => {
    const asked = { purpose: values['purpose'], amount: values['amount'], region: values['region'] };
    const parsed = input.safeParse(asked);
    if (!parsed.success) return refused(saidOf(formErrors(parsed.error, input, asked)));
    const { purpose, amount } = parsed.data as { purpose: string; amount: string };
    const same = there.get(purpose);
    if (!same)
      return {
        verdict: 'create',
        said: [{ words: 'records:import.said.create' }],
        match: null,
        calls: [{ action: 'create', input: parsed.data }],
        keys: [purpose],
      };
    const match = { id: same.id, row: null, title: purpose, fields: [{ field: 'purpose', value: purpose }] };
    if (same.amount === amount)
      return { verdict: 'duplicate', said: [{ words: 'records:import.said.same' }], match, calls: [], keys: [] };
    return {
      verdict: 'change',
      said: [{ words: 'records:import.said.create' }],
      match,
      calls: [{ action: 'edit', id: same.id, version: same.version, input: { amount } }],
      keys: [purpose],
    };
  };
  return {
    columns: [
      { field: 'purpose', headers: 'test:Purpose', required: true },
      { field: 'amount', headers: 'test:Amount', required: true },
      { field: 'region', headers: 'test:Region' },
    ],
    judge: async (rows) => {
      const purposes = rows.map(({ values }) => values['purpose'] ?? '');
      const held = await db
        .selectFrom('pledges')
        .select(['id', 'version', 'purpose', 'amount'])
        .where('purpose', 'in', ['', ...purposes])
        .execute();
      const there = new Map(held.map((one) => [one.purpose, one]));
      return rows.map(({ values }) => judgeOne(values, there));
    },
    before: async () => before?.(),
  };
}

export async function openPledgeImports(db: Kysely<PledgeImportTables>, before?: () => void) {
  const { kernel, pledges } = await openPledges(db);
  const input = pledges.definition.kind.life.actions['create']!.input!;
  const imports = openImports(kernel, { kind: pledges, importer: importerOf(db, input, before), say: openWords(pledgeWords) });
  return { kernel, pledges, imports };
}

/** Imports the given file and dies like a process that is killed: in the middle of the second chunk. */
async function importAndDie({ login, actor, file }: { login: { database: string }; actor: Actor; file: string }) {
  const { db } = await openDatabase<PledgeImportTables>({ connection: login, schema: 'touyan_test', max: 4 });
  let chunks = 0;
  const { imports } = await openPledgeImports(db, () => {
    if (++chunks === 2) process.kill(process.pid, 'SIGKILL');
  });
  await imports.importContent(actor, { name: 'pledges.csv', content: Buffer.from(file) }, { commit: true });
}

const crash = process.env['TOUYAN_CRASH'];
if (crash !== undefined) await importAndDie(JSON.parse(crash) as Parameters<typeof importAndDie>[0]);
