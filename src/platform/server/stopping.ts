// Ending well: the balancer is told first, who keeps a connection open is asked to leave it, answers under way are finished, and none holds the end up for ever. Not the signals (embedded-postgres.ts).
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the house is about to end: it answers still, and says that it is not ready. */
    stopping: { now: boolean };
  }
}

/** From here on every answer that is given while the house ends closes its connection. */
export function openStopping(app: FastifyInstance): void {
  app.decorate('stopping', { now: false });
  app.addHook('onRequest', async (_request, reply) => {
    if (app.stopping.now) reply.header('connection', 'close');
  });
}

/** Goes on answering for `delay` milliseconds, then takes no new connection, and cuts off what is not finished after `limit` more. */
export async function stopWell(
  app: FastifyInstance,
  { delay, limit = 30_000 }: { delay: number; limit?: number },
): Promise<void> {
  app.stopping.now = true;
  if (delay > 0) await sleep(delay);
  const end = setTimeout(() => app.server.closeAllConnections(), limit);
  await app.close();
  clearTimeout(end);
}
