// Who takes a copy away, as the copy names him: the person, and the organization or registry that he reads it for.
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { inOfficeAs, personOf } from './in-charge.ts';
import type { ContractTables } from './tables.ts';

/** The reader's name, a deputy's with the one he stands in for, and his organization, or the registry of whose registrars he is. */
export const readerOf =
  (db: Kysely<ContractTables>, organizations: Organizations) =>
  async (actor: Actor): Promise<string> => {
    const { account, for: absent, language, organization } = actor;
    const ids = [account, absent ?? null].filter((one) => one !== null);
    const { rows } = await sql<{ id: string; name: string }>`
      select id, ${language === 'en' ? sql`coalesce(name_in_english, name)` : sql`name`} as name from accounts
      where id = any(${ids}::uuid[])`.execute(db);
    const names = ids.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []).join(' / ');
    const office = hasRole(actor, 'registrar')
      ? await registryOf(db, actor)
      : organization && (await organizations.names([organization])).get(organization);
    return [names, office].filter(Boolean).join(' · ');
  };

async function registryOf(db: Kysely<ContractTables>, actor: Actor): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from registries
    where ${inOfficeAs(personOf(actor))} order by state = 'active' desc, id limit 1`.execute(db);
  return rows[0]?.name ?? null;
}
