// Short numbers of measures, regions, kinds and levels, kept in the process: rows of `codes` are added and never changed.
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Domain, LedgerTables } from './tables.ts';

export type CodeBook = Codes & {
  /** Numbers of codes, made where they are new. Called with all codes of the pack at start, so that an act need not. */
  ensure(domain: Domain, codes: readonly string[]): Promise<void>;
  /**
   * The codes as a connection sees them, for what memory lacks: codes of another process, or made by this transaction. Memory learns only
   * what no transaction can undo.
   */
  seenBy(on: Reading): Promise<Codes>;
};
type Reading = Kysely<LedgerTables> | Transaction<LedgerTables>;
export type Codes = {
  /** The number of a code; null when it was never used, so that nothing can be found under it. */
  find(domain: Domain, code: string): number | null;
  /** Throws for a number that is not in the book. */
  code(domain: Domain, id: number): string;
  knows(id: number): boolean;
};

type Books = { ids: Map<string, number>; names: Map<number, string> };

async function read(on: Reading, { ids, names }: Books): Promise<void> {
  for (const row of await on.selectFrom('codes').selectAll().execute()) {
    ids.set(`${row.domain} ${row.code}`, row.id);
    names.set(row.id, row.code);
  }
}

const codesOf = ({ ids, names }: Books): Codes => ({
  find: (domain, code) => ids.get(`${domain} ${code}`) ?? null,
  code(_domain, id) {
    const name = names.get(id);
    if (name === undefined) throw new Error(`code ${id} is not in the code book`);
    return name;
  },
  knows: (id) => names.has(id),
});

/** Makes codes that are not there yet, on the connection of who needs them. */
export async function makeCodes(on: Reading, domain: Domain, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  await sql`insert into codes (domain, code) select ${domain}, unnest(${codes}::text[]) on conflict (domain, code) do nothing`.execute(
    on,
  );
}

export async function openCodes(db: Kysely<LedgerTables>): Promise<CodeBook> {
  const books: Books = { ids: new Map(), names: new Map() };
  await read(db, books);
  const codes = codesOf(books);
  return {
    ...codes,
    async ensure(domain, wanted) {
      const fresh = [...new Set(wanted)].filter((code) => codes.find(domain, code) === null);
      if (fresh.length === 0) return;
      await makeCodes(db, domain, fresh);
      await read(db, books);
    },
    async seenBy(on) {
      const seen: Books = on.isTransaction ? { ids: new Map(), names: new Map() } : books;
      await read(on, seen);
      return codesOf(seen);
    },
  };
}
