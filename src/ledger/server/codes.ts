// Short numbers of measures, regions, kinds and levels, kept in the process: rows of `codes` are added and never changed.
import type { Kysely, Transaction } from 'kysely';
import type { Domain, LedgerTables } from './tables.ts';

export type CodeBook = {
  /** The number of a code; null when it was never used, so that nothing can be found under it. */
  find(domain: Domain, code: string): number | null;
  code(domain: Domain, id: number): string;
  /** Numbers of codes, made where they are new. Called with all codes of the pack at start, so that an act need not. */
  ensure(domain: Domain, codes: readonly string[]): Promise<void>;
};

export async function openCodes(db: Kysely<LedgerTables>): Promise<CodeBook> {
  const ids = new Map<string, number>();
  const names = new Map<number, string>();
  const read = async (from: Kysely<LedgerTables> | Transaction<LedgerTables>) => {
    for (const row of await from.selectFrom('codes').selectAll().execute()) {
      ids.set(`${row.domain} ${row.code}`, row.id);
      names.set(row.id, row.code);
    }
  };
  await read(db);
  return {
    find: (domain, code) => ids.get(`${domain} ${code}`) ?? null,
    code(_domain, id) {
      const name = names.get(id);
      if (name === undefined) throw new Error(`code ${id} is not in the code book`);
      return name;
    },
    async ensure(domain, codes) {
      const fresh = [...new Set(codes)].filter((code) => !ids.has(`${domain} ${code}`));
      if (fresh.length === 0) return;
      await db
        .insertInto('codes')
        .values(fresh.map((code) => ({ domain, code })))
        .onConflict((c) => c.columns(['domain', 'code']).doNothing())
        .execute();
      await read(db);
    },
  };
}
