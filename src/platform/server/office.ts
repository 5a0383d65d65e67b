// The office that an account holds, as SQL: what a deputy and a successor must hold as well. Not who may do what (lifecycles).
import { type RawBuilder, sql } from 'kysely';
import { offices } from '../shared/office.ts';

/** Roles of an office and place of the account under this alias of `accounts`: `bureauOfficer,registrar @ `; null for who holds none. */
export const officeOf = (
  alias: 'a' | 'b',
): RawBuilder<
  string | null
> => sql`(select string_agg(r.role, ',' order by r.role) || ' @ ' || coalesce(${sql.ref(`${alias}.region`)}, '')
  from account_roles r where r.account = ${sql.ref(`${alias}.id`)} and r.role = any(${[...offices]}::text[]))`;

/** For whom a session `s` of an account `a` acts: as long as the naming runs, both hold the same office, and the other may work here at all. */
export const absentOf = (
  today: string,
) => sql`(select jsonb_build_object('id', b.id, 'account', b.account, 'name', b.name, 'nameInEnglish', b.name_in_english,
    'until', d.to_day)
  from deputies d join accounts b on b.id = d.account where d.deputy = a.id and d.account = s.acting_for and d.ended_at is null
    and ${today}::date between d.from_day and d.to_day and not b.disabled and ${officeOf('a')} = ${officeOf('b')} limit 1)`;
