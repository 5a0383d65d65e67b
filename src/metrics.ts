// What the house measures of itself, as Prometheus reads it: requests by route and status, their time, the process, what waits for a seal. No person, no record.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { route } from './platform/shared/route.ts';
import { mount } from './platform/server/mount.ts';

const type = 'text/plain; version=0.0.4; charset=utf-8';
export const getMetrics = route({
  method: 'GET',
  path: '/metrics',
  summary: 'platform:routes.metrics',
  access: 'public',
  file: 'text/plain',
  response: z.unknown(),
});

/** Upper bounds of the time classes, in seconds. */
const bounds = [0.01, 0.05, 0.1, 0.3, 1, 3, 10];
type Count = { labels: string; count: number; seconds: number; within: number[] };

/** Counts every answer from here on and mounts `/metrics`. Counts are this process's own and begin with it. */
export function mountMetrics<DB>(app: FastifyInstance, db: Kysely<DB>): void {
  const counts = new Map<string, Count>();
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const labels = `method="${method}",route="${routeOptions.url ?? 'none'}",status="${statusCode}"`;
    const found = counts.get(labels) ?? { labels, count: 0, seconds: 0, within: bounds.map(() => 0) };
    const seconds = elapsedTime / 1000;
    const within = found.within.map((before, at) => before + (seconds <= (bounds[at] ?? 0) ? 1 : 0));
    counts.set(labels, { labels, count: found.count + 1, seconds: found.seconds + seconds, within });
  });
  mount(app, getMetrics, async () => ({ attachment: linesOf([...counts.values()], await waiting(db)), type }));
}

async function waiting<DB>(db: Kysely<DB>): Promise<{ events: number; batch: number }> {
  const { rows } = await sql<{ events: number; batch: number }>`select
    (select count(*)::int from events where batch > coalesce((select max(batch) from closings), 0)) as events,
    (select coalesce(max(batch), 0) from closings) as batch`.execute(db);
  return rows[0] ?? { events: 0, batch: 0 };
}

function linesOf(counts: readonly Count[], { events, batch }: { events: number; batch: number }): string {
  const { user, system } = process.cpuUsage();
  const single = (name: string, kind: 'counter' | 'gauge', help: string, value: number) =>
    `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${value}\n`;
  const time = 'touyan_http_request_seconds';
  const classes = ({ labels, within, count, seconds }: Count) =>
    [
      ...bounds.map((bound, at) => `${time}_bucket{${labels},le="${bound}"} ${within[at]}`),
      `${time}_bucket{${labels},le="+Inf"} ${count}`,
      `${time}_sum{${labels}} ${seconds}`,
      `${time}_count{${labels}} ${count}`,
    ].join('\n');
  return [
    `# HELP ${time} Answers by route and status, and how long they took.\n# TYPE ${time} histogram\n`,
    ...counts.map((one) => `${classes(one)}\n`),
    single('touyan_events_unsealed', 'gauge', 'Events whose batch is not closed yet.', events),
    single('touyan_sealed_batch', 'gauge', 'Number of the last closed batch.', batch),
    single('process_cpu_seconds_total', 'counter', 'Processor time.', (user + system) / 1e6),
    single('process_resident_memory_bytes', 'gauge', 'Memory held.', process.memoryUsage.rss()),
    single(
      'process_start_time_seconds',
      'gauge',
      'Start, in seconds since 1970.',
      Math.round(Date.now() / 1000 - process.uptime()),
    ),
  ].join('');
}
