// Technology managers as other modules name them: found by a whole name or a whole certificate number, shown masked with level and organization. Not their records (service.ts).
import { type QueryExecutorProvider, sql } from 'kysely';
import { maskName } from '../../platform/shared/mask.ts';
import type { CertificateLevel } from '../technologyManager.ts';
import { hasCertificate } from './persons.ts';
import { codeOf } from './present.ts';

export type NamedManager = {
  id: string;
  /** Masked and with its code: whoever finds him knew the name or the number already. */
  title: string;
  level: CertificateLevel;
  organization: string | null;
  /** Whether that organization has confirmed within the year that he works there. */
  affiliated: boolean;
  /** With which he signs in. */
  account: string | null;
  /** Registered, and with a certificate that is valid on the day. */
  active: boolean;
};
type Found = Omit<NamedManager, 'title'> & { name: string | null };

const read = async (
  on: QueryExecutorProvider,
  today: string,
  among: ReturnType<typeof sql<boolean>>,
): Promise<NamedManager[]> => {
  const { rows } = await sql<Found>`select id, certificate_level as level, organization, account,
      coalesce(organization is not null and confirmed_until >= ${today}::date, false) as affiliated,
      (state = 'registered' and (certificate_valid_to is null or certificate_valid_to >= ${today}::date)) as active,
      (select value from personal_values p where p.record = technology_managers.id and p.field = 'name') as name
    from technology_managers where ${among} order by id limit 200`.execute(on);
  return rows.map(({ name, ...one }) => ({
    ...one,
    title: [name === null ? null : maskName(name), codeOf(one.id)].filter(Boolean).join(' '),
  }));
};

export const managersNamed = async (on: QueryExecutorProvider, ids: readonly string[], today: string) =>
  new Map(
    ids.length === 0
      ? []
      : (await read(on, today, sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)).map((one) => [one.id, one] as const),
  );

/** Who signs in with an account, if it stands for a manager. */
export const managerOf = async (on: QueryExecutorProvider, account: string, today: string): Promise<NamedManager | null> =>
  (await read(on, today, sql<boolean>`account = ${account}::uuid and state = 'registered'`))[0] ?? null;

/** Whether this is the telephone of who signs in with an account; digits alone are compared. */
export async function isOwnPhone(on: QueryExecutorProvider, account: string, phone: string): Promise<boolean> {
  const { rows } = await sql`select from technology_managers m
    join personal_values p on p.record = m.id and p.field = 'phone'
    where m.account = ${account}::uuid and right(regexp_replace(p.value, '[^0-9]', '', 'g'), 11) = right(${phone.replaceAll(/\D/g, '')}, 11)`.execute(
    on,
  );
  return rows.length > 0;
}

const most = 20;
/** Active managers of this whole name or this whole certificate number: a part of either finds nobody, so that the register is not read through it. */
export async function findManagers(on: QueryExecutorProvider, said: string, today: string): Promise<NamedManager[]> {
  const name = said.normalize('NFKC').replaceAll(/\s/gu, '');
  const byName = sql<boolean>`exists (select from personal_values p
    where p.record = technology_managers.id and p.field = 'name' and replace(p.value, ' ', '') = ${name})`;
  const found = await read(on, today, sql<boolean>`state = 'registered' and (${byName} or ${hasCertificate(said)})`);
  return found.filter((one) => one.active).slice(0, most);
}
