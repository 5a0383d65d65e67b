// Where a bench runs: a database server of its own in a temporary folder with the settings of production, or one database more on DATABASE_URL.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectionOf, schemaOf } from '../../src/platform/server/database.ts';
import { startEmbedded } from '../../src/platform/server/embedded-postgres.ts';
import { migrate } from '../../src/platform/server/migrate.ts';

/** The pack that benches run with, and its schema. */
export const city = 'example';
export const schema: string = schemaOf(city);

export type Place = {
  /** Logins: the app's, which may not change entries, and the owner's, who fills tables. */
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
  /** Stops the server and removes the folder, or drops the database. */
  remove: () => Promise<void>;
};

/** Opens it, migrated and empty. */
export async function openPlace(): Promise<Place> {
  const url = process.env['DATABASE_URL'];
  return url ? onServer(connectionOf(url)) : ownServer();
}

/** A server of its own in a temporary folder. */
export async function ownServer(): Promise<Place & { dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'touyan-bench-'));
  // Root's server runs as another account, which must be able to enter.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, log: () => {} });
  const remove = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...(await migrated(server.connection, remove)), remove, dataDir };
}

async function onServer(admin: pg.ClientConfig): Promise<Place> {
  const name = `touyan_bench_${Date.now().toString(36)}`;
  await asked(admin, `create database ${name} template template0 encoding 'UTF8'`);
  const remove = () => asked(admin, `drop database if exists ${name} with (force)`);
  return { ...(await migrated({ ...admin, database: name }, remove)), remove };
}

async function migrated(
  admin: pg.ClientConfig,
  remove: () => Promise<void>,
): Promise<{ app: pg.ClientConfig; owner: pg.ClientConfig }> {
  try {
    const { app, owner } = await migrate({ admin, schema, log: () => {} });
    return { app, owner };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** One statement on a connection of its own. */
export async function asked(login: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(login);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Interrupted at the terminal, a bench still leaves nothing behind. */
export function endWith({ remove }: Pick<Place, 'remove'>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      remove().finally(() => process.exit(130));
    });
}
