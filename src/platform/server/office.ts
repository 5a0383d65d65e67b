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
