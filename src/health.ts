// What the house says of itself: that it answers, which city, which version. Part of the composition root.
import { sure } from './platform/shared/sure.ts';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseAway } from './platform/server/problems.ts';
import { route } from './platform/shared/route.ts';
import { day } from './platform/shared/dates.ts';
import { textIn } from './platform/shared/words.ts';
import { mount } from './platform/server/mount.ts';
import type { Pack } from './platform/server/pack.ts';

export const getHealth = route({
  method: 'GET',
  path: '/health',
  summary: 'platform:routes.health',
  access: 'public',
  response: z.object({
    /** `ok`, or the answer is a problem with status 503. */
    status: z.literal('ok'),
    city: z.string(),
    name: z.string(),
    invented: z.boolean(),
    demo: z.boolean(),
    schema: z.string(),
    version: z.string(),
    database: z.string(),
    today: day,
    /** First day of the platform in this city: before it `knownAt` has nothing to say. */
    firstDay: day,
    /** IANA name: days are those of the city, wherever the reader is. */
    timeZone: z.string(),
    root: z.string(),
  }),
});

export type HealthOf<DB> = { db: Kysely<DB>; pack: Pack; demo: boolean; today: () => Promise<string>; version: string };

export function mountHealth<DB>(app: FastifyInstance, { db, pack, demo, today, version }: HealthOf<DB>): void {
  const { city } = pack;
  mount(app, getHealth, async ({ actor }) => {
    const asked = sql<{
      schema: string;
      version: string;
    }>`select current_schema() as schema, current_setting('server_version') as version`.execute(db);
    // Neither a lost database nor a pool that has none left keeps whoever watches waiting.
    const answered = await Promise.race([asked, sleep(3000, null, { ref: false })]).catch(() => null);
    if (answered === null) throw databaseAway({ retryAfter: 5 });
    const { rows } = answered;
    const server = sure(rows[0], 'the answer of the database');
    return {
      status: 'ok' as const,
      city: city.code,
      name: textIn(city.name, actor.language),
      invented: city.kind === 'invented',
      demo,
      schema: server.schema,
      version,
      database: `PostgreSQL ${server.version.split(' ')[0]}`,
      today: await today(),
      firstDay: city.firstDay,
      timeZone: city.timeZone,
      root: city.root,
    };
  });
}
