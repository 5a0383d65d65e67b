// What the list of contracts can be asked by. Conditions on the module's own table.
import { sql } from 'kysely';
import { someOf } from '../../platform/shared/errors.ts';
import { life } from '../contract.ts';

const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;

export const filtersOf = (regions: readonly string[]) => ({
  q: (value: string) =>
    sql<boolean>`(title like ${like(value)} or own_number = ${value} or registration_number = ${value}
      or seller in (select id from organizations where name like ${like(value)}))`,
  state: (value: string) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
  type: (value: string) => sql<boolean>`type = ${value}`,
  region: (value: string) => sql<boolean>`region = any(${someOf('region', value, regions)}::text[])`,
  seller: (value: string) => sql<boolean>`seller = ${value}::uuid`,
  technologyField: (value: string) => sql<boolean>`technology_field = ${value}`,
  large: (value: string) => sql<boolean>`large = ${value === 'yes'}`,
  registry: (value: string) => sql<boolean>`registry = ${value}::uuid`,
  official: (value: string) => sql<boolean>`(registration_number is not null) = ${value === 'yes'}`,
  registeredFrom: (value: string) => sql<boolean>`registered_on >= ${value}::date`,
  registeredTo: (value: string) => sql<boolean>`registered_on <= ${value}::date`,
});
