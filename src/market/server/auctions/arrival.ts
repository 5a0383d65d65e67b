// When a bid reached the server, by the database's clock: hundreds that come in the last second wait for one another, and none of them is late for it.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

const arrivals = new AsyncLocalStorage<number>();

/** Notes the moment for what is asked below a path. Before the routes are mounted. */
export function noteArrivals(app: FastifyInstance, path: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith(path)) arrivals.run(performance.now() - reply.elapsedTime, done);
    else done();
  });
}

/** `stamped`: what the database's clock said just now. Without a request, that. No clock of the process is believed: only how long it waited. */
export function arrivedAt(stamped: Date): Date {
  const arrived = arrivals.getStore();
  return arrived === undefined ? stamped : new Date(Math.floor(stamped.getTime() - Math.max(0, performance.now() - arrived)));
}
