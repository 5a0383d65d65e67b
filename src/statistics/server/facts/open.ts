// Opens the sources of facts over the forms of a city: what is filled by what is settled at the start, and a form that asks for an unknown fact stops it.
import type { QueryExecutorProvider } from 'kysely';
import { PackError } from '../../../platform/server/pack.ts';
import type { Form, FormVersion, Item } from '../../../forms/form.ts';
import { itemsOf } from '../../../forms/form.ts';
import { type Fact, factsAsked, type FactsAsked, type FactSource, type TableFact } from '../../fact.ts';

/** All that a source asks of a connection is to send SQL: any transaction of any module does. */
export type Source = FactSource<QueryExecutorProvider>;

/** By item and by table; null where the platform cannot tell: that is typed. An item that no fact fills is not there. */
export type FactsFound = { items: Record<string, Fact | null>; tables: Record<string, TableFact | null> };
export type Facts = {
  /** What fills a form for an organization and a period, as of its last day and as it is known on the connection given. */
  of: (version: FormVersion, asked: FactsAsked, on: QueryExecutorProvider) => Promise<FactsFound>;
  /** Facts that no form need ask for, by which a return is checked against another source. */
  known: (codes: readonly string[], asked: FactsAsked, on: QueryExecutorProvider) => Promise<Record<string, Fact | null>>;
};

/** @throws {PackError} with each item of a form whose fact no source knows. */
export function openFacts(sources: readonly Source[], { forms, city }: { forms: readonly Form[]; city: string }): Facts {
  const codes = new Set(sources.flatMap((one) => one.codes));
  const tables = new Set(sources.flatMap((one) => one.tables));
  for (const form of forms) {
    const faults = form.versions.flatMap((one) => unknownIn(one, codes, tables).map((said) => `version ${one.version}: ${said}`));
    if (faults.length > 0) throw new PackError(`${city}/forms/${form.code}`, faults);
  }
  /** Only sources that know something that is asked are read, each once. */
  async function read(asked: { codes: readonly string[]; tables: readonly string[] }, of: FactsAsked, on: QueryExecutorProvider) {
    const wanted = sources.filter(
      (one) => one.codes.some((code) => asked.codes.includes(code)) || one.tables.some((code) => asked.tables.includes(code)),
    );
    const found: Awaited<ReturnType<Source['read']>> = { facts: {}, rows: {} };
    // One after the other: in a transaction there is one connection.
    for (const one of wanted) {
      const { facts, rows } = await one.read(of, on);
      Object.assign(found.facts, facts);
      Object.assign(found.rows, rows);
    }
    return found;
  }
  return {
    async of(version, asked, on) {
      const wanted = factsAsked(version);
      const { facts, rows } = await read({ codes: wanted.items, tables: wanted.tables }, asked, on);
      const by = <T>(all: readonly { code: string; fact?: string | undefined }[], found: Record<string, T | null>) =>
        Object.fromEntries(all.flatMap(({ code, fact }) => (fact === undefined ? [] : [[code, found[fact] ?? null] as const])));
      return { items: by(itemsOf(version), facts), tables: by(version.tables, rows) };
    },
    async known(wanted, asked, on) {
      const { facts } = await read({ codes: wanted, tables: [] }, asked, on);
      return Object.fromEntries(wanted.map((code) => [code, facts[code] ?? null]));
    },
  };
}

/** Items and tables that ask for what nobody knows; a column is filled by the fact of its table alone. */
function unknownIn(of: FormVersion, codes: ReadonlySet<string>, tables: ReadonlySet<string>): string[] {
  const unknown = (at: string, { code, fact }: Pick<Item, 'code' | 'fact'>, known: ReadonlySet<string>): string[] =>
    fact === undefined || known.has(fact) ? [] : [`${at}${code}: no source knows the fact ${fact}`];
  return [
    ...itemsOf(of).flatMap((one) => [
      ...unknown('', one, codes),
      ...unknown('', { code: one.code, fact: one.kind === 'number' ? one.known?.fact : undefined }, codes),
    ]),
    ...of.tables.flatMap((one) => [
      ...unknown('', one, tables),
      ...one.columns.flatMap(({ code, fact }) =>
        fact === undefined ? [] : [`${one.code}.${code}: a column is filled by the fact of its table, not by ${fact}`],
      ),
    ]),
  ];
}
