// The exchange with others' systems where the house is put together: keys of programs. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import { seenAs } from './platform/server/database.ts';
import { type ApiKeys, type ExchangeTables, openApiKeys } from './exchange/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { Kernel } from './records/server/index.ts';

export type Exchange = { apiKeys: ApiKeys };
type With = { kernel: Kernel; organizations: Organizations };

export const openExchange = (db: object, { kernel, organizations }: With): Exchange => ({
  apiKeys: openApiKeys(kernel, seenAs<ExchangeTables>(db), organizations),
});

export function mountExchange(app: FastifyInstance, { apiKeys }: Exchange): void {
  apiKeys.mount(app);
}

/** Once an hour. */
export const exchangeDue = ({ apiKeys }: Exchange) => apiKeys.fallDue();
