// Names of accounts in both languages, for rows that say who did something. Reads accounts, writes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';

export type AccountNames = ReadonlyMap<string, Text>;
export async function accountNames(on: QueryExecutorProvider, ids: readonly string[]): Promise<AccountNames> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; zh: string; en: string }>`
    select id, name as zh, coalesce(name_in_english, name) as en from accounts where id = any(${[...new Set(ids)]}::uuid[])`.execute(
    on,
  );
  return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}
export function nameOf(names: AccountNames | undefined, id: string | null, { language }: Pick<Actor, 'language'>): string | null {
  const found = id === null ? undefined : names?.get(id);
  return found ? textIn(found, language) : null;
}
