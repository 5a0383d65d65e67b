// What the list of contracts can be asked by. Conditions on the module's own table.
import { sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { someOf } from '../../platform/shared/errors.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { life } from '../contract.ts';
import { sales } from '../sale.ts';
import { boughtByFirm, isBroughtAbout, counts, crossesBorders, hasReceipts, isLarge, isSold, soldAs } from './sums-of.ts';

const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;

type Asked = Readonly<Record<string, unknown>>;
const dayIn = (query: Asked, name: string, otherwise: string): string =>
  typeof query[name] === 'string' ? query[name] : otherwise;

export const filtersOf = (regions: readonly string[]) => ({
  q: (value: string) =>
    sql<boolean>`(title like ${like(value)} or own_number = ${value} or registration_number = ${value}
      or seller in (select id from organizations where name like ${like(value)}))`,
  state: (value: string) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
  type: (value: string) => sql<boolean>`type = ${value}`,
  region: (value: string) => sql<boolean>`region = any(${someOf('region', value, regions)}::text[])`,
  technologyField: (value: string) => sql<boolean>`technology_field = ${value}`,
  large: (value: string) => sql<boolean>`large = ${value === 'yes'}`,
  registry: (value: string) => sql<boolean>`registry = ${value}::uuid`,
  official: (value: string) => sql<boolean>`(registration_number is not null) = ${value === 'yes'}`,
  registeredFrom: (value: string) => sql<boolean>`registered_on >= ${value}::date`,
  registeredTo: (value: string) => sql<boolean>`registered_on <= ${value}::date`,
  sale: (value: string) => {
    const one = sales.find((each) => each === value);
    return one === undefined ? isSold : soldAs(one);
  },
  signedFrom: (value: string) => sql<boolean>`signed_on >= ${value}::date`,
  signedTo: (value: string) => sql<boolean>`signed_on <= ${value}::date`,
  receivedFrom: (value: string, _actor: unknown, query: Asked) => hasReceipts(value, dayIn(query, 'receivedTo', '9999-12-31')),
  receivedTo: (value: string, _actor: unknown, query: Asked) => hasReceipts(dayIn(query, 'receivedFrom', '0001-01-01'), value),
  abroad: () => crossesBorders,
  largeOn: (value: string) => isLarge(value),
  toFirm: () => boughtByFirm,
});

/** By an organization, with those that have become one with it. */
export const filtersBy = ({ sameAs }: Pick<Organizations, 'sameAs'>) => ({
  seller: (value: string) => sql<boolean>`seller in (${sameAs(value)})`,
  broughtAboutBy: (value: string, actor: Actor) =>
    sql<boolean>`(${isBroughtAbout(sameAs(value), readsNamings(actor, value))} and ${counts})`,
});

/** Whom a manager is named by on a contract is its own matter and of those in charge: not of the other parties, nor of a registrar. */
const readsNamings = (actor: Actor, organization: string): boolean =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer', 'auditAdmin') ||
  (hasRole(actor, 'member', 'organizationAdmin') && actor.organization === organization);
