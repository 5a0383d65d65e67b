// Whether the process lives, and whether it can be given requests: for balancers and whoever starts it anew. Part of the composition root; what it serves says health.ts.
import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { projectFolder, readFiles } from './platform/server/migrate.ts';
import { mount } from './platform/server/mount.ts';
import { refusal, type WordsKey } from './platform/shared/errors.ts';
import { route } from './platform/shared/route.ts';

const asked = { method: 'GET', access: 'public' } as const;
export const getLive = route({
  ...asked,
  path: '/health/live',
  summary: 'platform:routes.live',
  response: z.object({ status: z.literal('ok') }),
});
export const getReady = route({
  ...asked,
  path: '/health/ready',
  summary: 'platform:routes.ready',
  response: z.object({
    /** `ready`, or the answer is a problem with status 503 whose errors say what is not. */
    status: z.literal('ready'),
    /** Age of the oldest event that no closed batch holds, in seconds. */
    sealLag: z.number(),
    /** Free space beside the embedded server in bytes; null where the database is elsewhere. */
    diskFree: z.number().nullable(),
    /** What wants looking at. It does not take the house from the balancer: another process would have it just as well, and reading goes on. */
    warnings: z.array(z.enum(['sealLag', 'disk'])),
  }),
});
export const notReady = refusal('notReady', 503, 'platform:refusals.notReady');

/** Seconds after which sealing is late, and bytes below which the disk is nearly full. */
const [late, scarce] = [120, 200 * 2 ** 20];

type Found = { names: string[]; lag: number };

export function mountReadiness<DB>(app: FastifyInstance, { db, dataDir }: { db: Kysely<DB>; dataDir?: string | null }): void {
  const wanted = readFiles(projectFolder).map(({ name }) => name);
  const refuse = (path: string) =>
    notReady({ retryAfter: 5 }, [{ path, code: 'notReady', words: `platform:ready.${path}` satisfies WordsKey }]);
  mount(app, getLive, () => ({ status: 'ok' as const }));
  mount(app, getReady, async () => {
    if (app.stopping.now) throw refuse('stopping');
    const found = await Promise.race([read(db), sleep(3000, null, { ref: false })]).catch(() => null);
    if (found === null) throw refuse('database');
    if (found.names.join() !== wanted.join()) throw refuse('migrations');
    const disk = dataDir ? await statfs(dataDir).catch(() => null) : null;
    const diskFree = disk ? disk.bavail * disk.bsize : null;
    const warnings = [
      ...(found.lag > late ? ['sealLag' as const] : []),
      ...(diskFree !== null && diskFree < scarce ? ['disk' as const] : []),
    ];
    return { status: 'ready' as const, sealLag: Math.round(found.lag), diskFree, warnings };
  });
}

async function read<DB>(db: Kysely<DB>): Promise<Found | null> {
  const { rows } = await sql<Found>`select (select array_agg(name order by name) from migrations) as names,
    coalesce((select extract(epoch from clock_timestamp() - recorded_at) from events
      where batch > coalesce((select max(batch) from closings), 0) order by batch, id limit 1), 0)::float8 as lag`.execute(db);
  return rows[0] ?? null;
}
