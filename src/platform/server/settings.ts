// Settings of a schema that are no record: kept from the first time on, the same for every process.
import { sql, type Kysely } from 'kysely';
import { sure } from '../shared/sure.ts';

/** The value kept under a name; `first` is kept if there is none yet. */
export async function keptSetting<T>(db: Kysely<T>, name: string, first: string): Promise<string> {
  await sql`insert into settings (name, value) values (${name}, ${first}) on conflict (name) do nothing`.execute(db);
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${name}`.execute(db);
  return sure(rows[0], `setting ${name}`).value;
}

/** Keeps a value under a name, instead of any before. */
export async function putSetting<T>(db: Kysely<T>, name: string, value: string): Promise<void> {
  await sql`insert into settings (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(db);
}
