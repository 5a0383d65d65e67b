// The search that everybody may make among registered contracts. What is not disclosed is not read for the answer, and no filter looks at it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql, type RawBuilder } from 'kysely';
import { someOf } from '../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import { mostCounted } from '../../records/record.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { listPublicContracts, type PublicContract } from '../publicContract.ts';
import type { Party, Terms } from '../terms.ts';
import { disclosedFacts, isDisclosed, isDisclosedWhole, partyNamed } from './disclosed.ts';
import type { ContractTables } from './tables.ts';

/** Nobody reads further into a list that can be narrowed. */
const deepest = mostCounted;

type Row = {
  title: string;
  type: Terms['type'];
  technology_field: string | null;
  year: number;
  state: 'registered' | 'cancelled';
  discloses_all: boolean;
  region: string | null;
  registered_on: string;
  registration_number: string | null;
  amount: string | null;
  technology_amount: string | null;
  parties: Party[];
};
type Asked = {
  q?: string | undefined;
  type?: string | undefined;
  technologyField?: string | undefined;
  region?: string | undefined;
  year?: string | undefined;
};

const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;
/** Organizations so called; where there are very many, the words tell too little to look for a party by them. */
async function organizationsNamed(db: Kysely<ContractTables>, words: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from organizations where name like ${words} limit 5000`.execute(db);
  return rows.map((row) => row.id);
}

function conditionsOf(
  { q, type, technologyField, region, year }: Asked,
  regions: readonly string[],
  named: readonly string[],
): RawBuilder<boolean>[] {
  const places = region === undefined ? [] : someOf('region', region, regions);
  return [
    isDisclosed,
    ...(q === undefined
      ? []
      : [sql<boolean>`(title like ${like(q)} or (${isDisclosedWhole} and ${partyNamed(like(q), named)}))`]),
    ...(type === undefined ? [] : [sql<boolean>`type = ${type}`]),
    ...(technologyField === undefined ? [] : [sql<boolean>`technology_field = ${technologyField}`]),
    ...(region === undefined ? [] : [sql<boolean>`(${isDisclosedWhole} and region = any(${places}::text[]))`]),
    ...(year === undefined ? [] : [sql<boolean>`registered_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`]),
  ];
}

export function mountPublicSearch(app: FastifyInstance, db: Kysely<ContractTables>, organizations: Organizations): void {
  const regions = organizations.pack.regions.map((one) => one.id);
  mount(app, listPublicContracts, async ({ query: { limit, after, count, ...asked } }) => {
    const first = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const named = asked.q === undefined ? [] : await organizationsNamed(db, like(asked.q));
    const where = sql.join(conditionsOf(asked, regions, named), sql` and `);
    const [rows, total] = await Promise.all([pageOf(db, where, first, limit + 1), count ? totalOf(db, where) : undefined]);
    const page = rows.slice(0, limit);
    const ids = page.flatMap((row) => (row.discloses_all ? row.parties.flatMap((one) => one.organization ?? []) : []));
    const names = await organizations.names([...new Set(ids)]);
    return {
      items: page.map((row, at) => shown(row, String(first + at), names)),
      next: rows.length > limit && first + limit < deepest ? writeCursor(first + limit) : null,
      ...(total === undefined ? {} : { total }),
    };
  });
}

/** By year and name: the order tells neither the day nor when a contract was begun. */
async function pageOf(db: Kysely<ContractTables>, where: RawBuilder<unknown>, from: number, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select title, type, technology_field, ${disclosedFacts.year} as year, state,
      ${isDisclosedWhole} as discloses_all, region, registered_on, registration_number, amount, technology_amount, parties
    from contracts where ${where} order by ${disclosedFacts.year} desc, title, md5(id::text) limit ${limit} offset ${from}`.execute(
    db,
  );
  return rows;
}

async function totalOf(db: Kysely<ContractTables>, where: RawBuilder<unknown>) {
  const { rows } = await sql<{ rows: number }>`select count(*)::int as rows
    from (select from contracts where ${where} limit ${mostCounted + 1}) found`.execute(db);
  const counted = rows[0]?.rows ?? 0;
  return { rows: Math.min(counted, mostCounted), more: counted > mostCounted };
}

function shown(row: Row, id: string, names: ReadonlyMap<string, string>): PublicContract {
  const { title, type, technology_field: technologyField, year, state } = row;
  const nameOf = (one: Party): string | null =>
    one.person ? null : ((one.organization === null ? null : names.get(one.organization)) ?? one.name);
  const more = {
    region: row.region,
    registeredOn: row.registered_on,
    registrationNumber: row.registration_number,
    amount: row.amount,
    technologyAmount: row.technology_amount,
    parties: row.parties.map((one) => ({ role: one.role, name: nameOf(one), person: one.person })),
  };
  return { id, title, type, technologyField, year, state, more: row.discloses_all ? more : null };
}
