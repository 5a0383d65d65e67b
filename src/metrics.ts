// `GET /api/metrics`: what an operator watches, as Prometheus reads it. Part of the composition root; says nothing of a record or a person.
import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { route } from './platform/shared/route.ts';
import { mount } from './platform/server/mount.ts';

export const getMetrics = route({
  method: 'GET',
  path: '/metrics',
  summary: 'platform:routes.metrics',
  access: 'public',
  file: 'text/plain',
  response: z.unknown(),
});

export type Watched<DB> = {
  db: Kysely<DB>;
  city: string;
  version: string;
  /** The pool's counts, as the driver tells them. */
  pool?: { totalCount: number; idleCount: number; waitingCount: number };
  /** Folder of the embedded server, null where the database is elsewhere. */
  dataDir?: string | null;
};

/** The database is asked at most so often, however many ask. */
const keptFor = 5000;

/** Counts every answer from here on and mounts `/metrics`. Counts are this process's own and begin with it. */
export function mountMetrics<DB>(app: FastifyInstance, of: Watched<DB>): void {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({ name: 'touyan_info', help: 'The city served and the version.', labelNames: ['city', 'version'], registers }).set(
    { city: of.city, version: of.version },
    1,
  );
  const labelNames = ['method', 'route', 'status'];
  const answers = new Counter({ name: 'touyan_http_requests_total', help: 'Answers since the start.', labelNames, registers });
  const seconds = new Histogram({
    name: 'touyan_http_request_seconds',
    help: 'How long answers took.',
    labelNames: ['method', 'route'],
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const at = { method, route: routeOptions.url ?? 'none' };
    answers.inc({ ...at, status: String(statusCode) });
    seconds.observe(at, elapsedTime / 1000);
  });
  const readDatabase = watchDatabase(registers, of);
  mount(app, getMetrics, async () => {
    await readDatabase();
    return { attachment: await register.metrics(), type: register.contentType };
  });
}

/** What only the database, its pool and its disk know; the function reads it anew. */
function watchDatabase<DB>(registers: Registry[], { db, pool, dataDir }: Watched<DB>): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name: `touyan_${name}`, help, registers });
  const up = gauge('database_up', '1 while the database answers.');
  const gauges: [keyof Found, Gauge][] = [
    ['bytes', gauge('database_bytes', 'Size of the database.')],
    ['batch', gauge('sealed_batch', 'Number of the last closed batch.')],
    ['unsealed', gauge('events_unsealed', 'Events that no closed batch holds yet.')],
    ['lag', gauge('seal_lag_seconds', 'Age of the oldest of them; some seconds while all is well.')],
    ['recalculations', gauge('recalculations_waiting', 'Records whose figures follow a changed fact.')],
    ['judging', gauge('imports_judging', 'Imports being judged.')],
    ['writing', gauge('imports_writing', 'Imports being written.')],
  ];
  const free = dataDir ? gauge('disk_free_bytes', "Free space on the database's disk.") : null;
  const help = 'Connections of the pool, and requests that wait for one.';
  const connections = new Gauge({ name: 'touyan_database_connections', help, labelNames: ['state'], registers });
  let asked = 0;
  return async () => {
    if (pool) {
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
    }
    if (Date.now() - asked < keptFor) return;
    asked = Date.now();
    const disk = dataDir ? await statfs(dataDir).catch(() => null) : null;
    if (disk) free?.set(disk.bavail * disk.bsize);
    const found = await read(db).catch(() => null);
    up.set(found ? 1 : 0);
    if (found) for (const [name, one] of gauges) one.set(Number(found[name]));
  };
}

type Found = Record<'bytes' | 'batch' | 'unsealed' | 'lag' | 'recalculations' | 'judging' | 'writing', string | number>;

async function read<DB>(db: Kysely<DB>): Promise<Found> {
  const { rows } = await sql<Found>`
    select pg_database_size(current_database()) as bytes, l.batch, o.unsealed, o.lag,
      (select count(*) from recalculations) as recalculations,
      (select count(*) from imports where state = 'judging') as judging, (select count(*) from imports where state = 'writing') as writing
    from (select coalesce(max(batch), 0) as batch from closings) l,
      lateral (select (select count(*) from events where events.batch > l.batch) as unsealed,
        coalesce((select extract(epoch from clock_timestamp() - recorded_at) from events where events.batch > l.batch
          order by events.batch, id limit 1), 0)::float8 as lag) o`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the database did not say how it is');
  return row;
}
