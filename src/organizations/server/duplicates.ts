// The duplicate check: by code, and by names as they are written in practice. Each hit says which fields matched. Used on every path in.
import { type Kysely, sql, type Transaction } from 'kysely';
import { matchesBetween, type MatchedField, type Named, nameKeys } from '../names.ts';
import { survivorsOf } from './merges.ts';
import type { OrganizationTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

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
  apart: readonly string[] = [],
): Promise<Hit[]> {
  const known = foreseen.get(tx)?.get(sameNames(of));
  const [hits = []] = known ? [known] : await duplicatesOfMany(tx, [of], placeWords, apart);
  return hits.filter((hit) => hit.id !== except);
}

const foreseen = new WeakMap<object, Map<string, Hit[]>>();
const sameNames = (of: Names): string => JSON.stringify([of.creditCode ?? null, of.name, of.formerNames ?? [], of.aliases ?? []]);

/** Looks up at once what many creations in this transaction are about to ask one by one; none of them may write before all have asked. */
export async function foreseeDuplicates(
  tx: Transaction<OrganizationTables>,
  all: readonly Names[],
  placeWords: readonly string[],
): Promise<void> {
  await holdNames(tx);
  const hits = await duplicatesOfMany(tx, all, placeWords);
  foreseen.set(tx, new Map(all.map((one, at) => [sameNames(one), hits[at] ?? []])));
}

/**
 * Nobody else looks for duplicates until this transaction ends: two who enter the same organization at once would not see each other.
 * To be asked before looking, by who then writes names or codes.
 */
export const holdNames = (tx: Transaction<OrganizationTables>) => oneAtATime(tx, 'names of organizations');

/**
 * The same for many at once, in the order asked. What was merged into another is met under the name of that one; rows of `apart`,
 * about to be parted from it again, are not looked at.
 */
export async function duplicatesOfMany(
  tx: Reading,
  all: readonly Names[],
  placeWords: readonly string[],
  apart: readonly string[] = [],
): Promise<Hit[][]> {
  const keys = [...new Set(all.flatMap((one) => keysOf(one, placeWords)))];
  const codes = [...new Set(all.flatMap((one) => one.creditCode ?? []))];
  const rows = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'credit_code', 'former_names', 'aliases', 'region', 'name_keys', 'state'])
    // Key by key: with a thousand keys at once the planner reads the whole table, and compares each row with each key.
    .where(sql<boolean>`id in (select o.id from unnest(${keys}::text[]) k(key) join organizations o on o.name_keys @> array[k.key]
      union select o.id from organizations o where o.credit_code = any(${codes}::text[]))`)
    .where(sql<boolean>`id <> all(${apart}::uuid[])`)
    .execute();
  const byKey = new Map<string, typeof rows>();
  for (const row of rows) {
    for (const key of row.credit_code === null ? row.name_keys : [...row.name_keys, `#${row.credit_code}`]) {
      const there = byKey.get(key);
      if (there) there.push(row);
      else byKey.set(key, [row]);
    }
  }
  const survivors = await survivorsAmong(tx, rows);
  return all.map((one) => {
    const wanted = [...keysOf(one, placeWords), ...(one.creditCode ? [`#${one.creditCode}`] : [])];
    const near = new Set(wanted.flatMap((key) => byKey.get(key) ?? []));
    return inOne(
      [...near]
        .map((row) => hitOf(one, row, placeWords, survivors.get(row.id)?.credit_code))
        .filter((hit) => hit.matched.length > 0),
      survivors,
    );
  });
}

type Survivor = { id: string; name: string; credit_code: string | null; region: string | null };

/** Of the merged ones among these rows, what they are one with now. */
async function survivorsAmong(tx: Reading, rows: readonly { id: string; state: string }[]): Promise<Map<string, Survivor>> {
  const merged = rows.filter(({ state }) => state === 'merged').map(({ id }) => id);
  if (merged.length === 0) return new Map();
  const ids = await survivorsOf(tx, merged);
  const own = await tx
    .selectFrom('organizations')
    .select(['id', 'name', 'credit_code', 'region'])
    .where('id', 'in', [...new Set([...ids.values()].map(({ id }) => id))])
    .execute();
  const byId = new Map(own.map((row) => [row.id, row]));
  return new Map(
    [...ids].flatMap(([id, survivor]) => {
      const row = byId.get(survivor.id);
      return row ? [[id, row] as const] : [];
    }),
  );
}

/** Hits on merged organizations as hits on the one that they are one with; its name is an alias there. One hit an organization. */
function inOne(hits: readonly Hit[], survivors: ReadonlyMap<string, Survivor>): Hit[] {
  const found = new Map<string, Hit>();
  for (const hit of hits) {
    const survivor = survivors.get(hit.id);
    const { id, name, credit_code: creditCode, region } = survivor ?? { ...hit, credit_code: hit.creditCode };
    const matched = survivor
      ? hit.matched.map((match): Match => (match.field === 'name' ? { ...match, field: 'alias' } : match))
      : hit.matched;
    const before = found.get(id);
    const all = [...(before?.matched ?? []), ...matched];
    found.set(id, { id, name, creditCode, region, matched: all, certain: all.some((one) => one.certain) });
  }
  return [...found.values()];
}

type Row = {
  id: string;
  name: string;
  credit_code: string | null;
  former_names: string[];
  aliases: string[];
  region: string | null;
};
/** `also` is the code of the organization that a merged one is one with: a third code contradicts both. */
function hitOf(of: Names, row: Row, placeWords: readonly string[], also: string | null = null): Hit {
  const held = { creditCode: row.credit_code, name: row.name, formerNames: row.former_names, aliases: row.aliases };
  const codes = [row.credit_code, also].filter((code) => code !== null);
  const contradicted = Boolean(of.creditCode && codes.length > 0 && !codes.includes(of.creditCode));
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
