// A house of its own for benches: src/main.ts as it is started, on an embedded server in a temporary folder with the settings of production, and people signed in to it.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { startEmbedded } from '../../src/platform/server/embedded-postgres.ts';
import { withSettings } from '../../src/platform/server/database.ts';
import { serve, type Serving } from '../harness/serving.ts';
import { city, schema } from './place.ts';

export type OwnHouse = Serving & { dataDir: string; admin: pg.ClientConfig; owner: pg.ClientConfig; remove: () => Promise<void> };

/** An empty folder that the account of the database server may enter. */
export function newFolder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'touyan-bench-'));
  chmodSync(dataDir, 0o755);
  return dataDir;
}

/** Loads the city in a process that ends, and starts it as it is on every other day: what loading took is not the house's memory. */
export async function ownHouse(): Promise<OwnHouse> {
  const dataDir = newFolder();
  const settings = { CITY: city, DATA_DIR: dataDir, DATABASE_URL: '', NODE_ENV: 'production', RATE_LIMIT: '100' };
  await (await serve(settings)).stop();
  const serving = await serve(settings);
  const { connection: admin } = await startEmbedded({ dataDir, attachOnly: true });
  const owner = withSettings(admin, { role: `${schema}_owner`, search_path: schema });
  const remove = async () => {
    await serving.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...serving, dataDir, admin, owner, remove };
}

export async function withOwner<R>({ owner }: Pick<OwnHouse, 'owner'>, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export type User = {
  cookie: string;
  role: 'member' | 'districtOfficer' | 'bureauOfficer' | 'registrar';
  region: string;
  organization: string;
};

/** People with a session each, seven in ten of them members of organizations. */
export const signedIn = (house: OwnHouse, count: number): Promise<User[]> =>
  admitted(house, count, (index) => (index % 10 < 7 ? 'member' : index % 10 < 9 ? 'districtOfficer' : 'bureauOfficer'));

/** People with a session each, by their roles; members are of organizations in turn, `among` those that fit. By SQL: passwords of hundreds would take a minute to hash. */
export const admitted = (
  house: OwnHouse,
  count: number,
  roleOf: (index: number) => User['role'],
  among = 'true',
  called = 'bench',
): Promise<User[]> =>
  withOwner(house, async (client) => {
    const { rows } = await client.query<{ id: string; region: string }>(
      `select id, region from organizations where state = 'active' and region is not null and exists (select from events where record = organizations.id) and ${among} order by id limit 1000`,
    );
    const users = Array.from({ length: count }, (_none, index) => {
      const of = rows[index % rows.length]!;
      return {
        id: uuidv7(),
        token: randomBytes(32).toString('base64url'),
        role: roleOf(index),
        region: of.region,
        organization: of.id,
      };
    });
    const accounts = users.map(({ id, role, region }, index) => ({
      id,
      role,
      account: `${called}-${index}`,
      region: role === 'districtOfficer' ? region : null,
    }));
    await client.query(
      `insert into accounts (id, account, name, password_hash, region) select id, account, account, 'none', region
       from jsonb_to_recordset($1) as a(id uuid, account text, region text)`,
      [JSON.stringify(accounts)],
    );
    await client.query(
      `insert into account_roles (account, duty, role) select id, 'business', role from jsonb_to_recordset($1) as a(id uuid, role text) where role <> 'member'`,
      [JSON.stringify(accounts)],
    );
    // Officers who have been through their first hour: what an account still owes bars it from everything else.
    await client.query(
      `insert into second_factors (account, secret, begun_at, confirmed_at) select id, '', clock_timestamp(), clock_timestamp()
       from jsonb_to_recordset($1) as a(id uuid, role text) where role <> 'member'`,
      [JSON.stringify(accounts)],
    );
    await client.query(
      `insert into memberships (id, account, organization, role, since) select gen_random_uuid(), id, organization, 'organizationAdmin', '2024-01-01'
       from jsonb_to_recordset($1) as a(id uuid, organization uuid, role text) where role = 'member'`,
      [JSON.stringify(users)],
    );
    for (const { id, token } of users)
      await client.query(
        `insert into sessions (id, account, digest, renewed_at, created_at, last_seen) values (gen_random_uuid(), $1, $2, clock_timestamp(), clock_timestamp(), clock_timestamp())`,
        [id, createHash('sha256').update(token).digest()],
      );
    return users.map(({ token, role, region, organization }) => ({
      cookie: `touyan-${city}=${token}`,
      role,
      region,
      organization,
    }));
  });
