// The duplicate check: by code, and by names as they are written in practice. Each hit says which fields matched. Used on every path in.
import { type Kysely, sql, type Transaction } from 'kysely';
import { matchesBetween, type MatchedField, type Named, nameKeys } from '../names.ts';
import type { OrganizationTables } from './tables.ts';

export type Names = Named;
export type Match = { field: MatchedField; value: string; certain: boolean };
export type Hit = {
  id: string;
  name: string;
  creditCode: string | null;
  region: string | null;
  matched: Match[];
  certain: boolean;
};
type Reading = Kysely<OrganizationTables> | Transaction<OrganizationTables>;

/** Keys under which an organization is found: `=` before a strict key, `~` before a loose one. */
export function keysOf(of: Names, placeWords: readonly string[]): string[] {
  const names = [of.name, ...(of.formerNames ?? []), ...(of.aliases ?? [])];
  return [...new Set(names.flatMap((name) => keysOfName(name, placeWords)))];
}

const keysOfName = (name: string, placeWords: readonly string[]): string[] => {
  const { strict, loose } = nameKeys(name, [...placeWords]);
  return loose === '' ? [`=${strict}`] : [`=${strict}`, `~${loose}`];
};

/** What is searched by typing: names and code in one text. */
export const searchText = (of: Names): string =>
  [of.name, ...(of.formerNames ?? []), ...(of.aliases ?? []), of.creditCode ?? ''].join(' ').normalize('NFKC').toLowerCase();

/**
 * Organizations that may be the same. A hit is certain when the code is the same, or a name is the same but for width, brackets and
 * blanks and no two codes contradict it; a hit by the loose form alone (without legal form and place) is a question to a person.
 */
export async function duplicatesOf(
  tx: Reading,
  of: Names,
  placeWords: readonly string[],
  except: string | null = null,
): Promise<Hit[]> {
  const known = foreseen.get(tx)?.get(sameNames(of));
  const [hits = []] = known ? [known] : await duplicatesOfMany(tx, [of], placeWords);
  return hits.filter((hit) => hit.id !== except);
}

const foreseen = new WeakMap<object, Map<string, Hit[]>>();
const sameNames = (of: Names): string => JSON.stringify([of.creditCode ?? null, of.name, of.formerNames ?? [], of.aliases ?? []]);

/** Looks up at once what many creations in this transaction are about to ask one by one; none of them may write before all have asked. */
export async function foreseeDuplicates(tx: Reading, all: readonly Names[], placeWords: readonly string[]): Promise<void> {
  const hits = await duplicatesOfMany(tx, all, placeWords);
  foreseen.set(tx, new Map(all.map((one, at) => [sameNames(one), hits[at] ?? []])));
}

/** The same for many at once, in the order asked; one statement. */
export async function duplicatesOfMany(tx: Reading, all: readonly Names[], placeWords: readonly string[]): Promise<Hit[][]> {
  const keys = [...new Set(all.flatMap((one) => keysOf(one, placeWords)))];
  const codes = [...new Set(all.flatMap((one) => one.creditCode ?? []))];
  const rows = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'credit_code', 'former_names', 'aliases', 'region', 'name_keys'])
    .where('state', '=', 'active')
    .where((eb) =>
      eb.or([sql<boolean>`name_keys && ${keys}::text[]`, eb('credit_code', '=', sql<string>`any(${codes}::text[])`)]),
    )
    .execute();
  const byKey = new Map<string, typeof rows>();
  for (const row of rows) {
    for (const key of row.credit_code === null ? row.name_keys : [...row.name_keys, `#${row.credit_code}`]) {
      const there = byKey.get(key);
      if (there) there.push(row);
      else byKey.set(key, [row]);
    }
  }
  return all.map((one) => {
    const wanted = [...keysOf(one, placeWords), ...(one.creditCode ? [`#${one.creditCode}`] : [])];
    const near = new Set(wanted.flatMap((key) => byKey.get(key) ?? []));
    return [...near].map((row) => hitOf(one, row, placeWords)).filter((hit) => hit.matched.length > 0);
  });
}

type Row = {
  id: string;
  name: string;
  credit_code: string | null;
  former_names: string[];
  aliases: string[];
  region: string | null;
};
function hitOf(of: Names, row: Row, placeWords: readonly string[]): Hit {
  const held = { creditCode: row.credit_code, name: row.name, formerNames: row.former_names, aliases: row.aliases };
  const contradicted = Boolean(of.creditCode && row.credit_code && of.creditCode !== row.credit_code);
  const matched = matchesBetween(of, held, placeWords).map(
    ({ field, value, form }): Match => ({
      field,
      value,
      certain: field === 'creditCode' || (form === 'strict' && !contradicted),
    }),
  );
  return {
    id: row.id,
    name: row.name,
    creditCode: row.credit_code,
    region: row.region,
    matched,
    certain: matched.some((one) => one.certain),
  };
}
