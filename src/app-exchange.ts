// The exchange with others' systems where the house is put together: keys of programs, webhooks and what they are told. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { type Crypto, openCrypto } from './platform/server/crypto.ts';
import { seenAs, withinAs } from './platform/server/database.ts';
import {
  type ApiKeys,
  type ExchangeTables,
  openApiKeys,
  openWebhooks,
  type Reach,
  type WebhookPorts,
  type Webhooks,
} from './exchange/server/index.ts';
import { type MarketTables, openHall } from './market/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { Kernel } from './records/server/index.ts';

export type Exchange = { apiKeys: ApiKeys; webhooks: Webhooks };
type With = { kernel: Kernel; organizations: Organizations };
type Opening = { db: object; crypto?: Crypto; webhookReach?: Reach };

export function openExchange({ db: house, crypto, webhookReach = {} }: Opening, { kernel, organizations }: With): Exchange {
  const db = seenAs<ExchangeTables>(house);
  return {
    apiKeys: openApiKeys(kernel, db, organizations),
    webhooks: openWebhooks(kernel, db, {
      organizations,
      crypto: crypto ?? openCrypto({ suite: 'international', secret: null }),
      ports: portsOf(house, organizations),
      reach: webhookReach,
      within: (tx) => withinAs(tx),
    }),
  };
}

function portsOf(house: object, organizations: Organizations): WebhookPorts {
  const db = seenAs<MarketTables>(house);
  const hall = openHall({ db, organizations, finding: async () => null });
  return {
    listing: async (id) => {
      const { rows } = await sql<{ owner: string }>`select organization as owner from listings where id = ${id}::uuid`.execute(
        db,
      );
      const [found] = rows;
      return found ? { owner: found.owner, shown: await hall.find(id) } : null;
    },
    deal: async (id) => {
      const { rows } = await sql<{ owner: string; asker: string; listing: string }>`
        select l.organization as owner, d.asker, d.listing from deals d join listings l on l.id = d.listing
        where d.id = ${id}::uuid`.execute(db);
      const [found] = rows;
      return found ? { sides: [found.owner, found.asker], listing: found.listing } : null;
    },
  };
}

export function mountExchange(app: FastifyInstance, { apiKeys, webhooks }: Exchange): void {
  apiKeys.mount(app);
  webhooks.mount(app);
}

/** Once a day: keys whose last day has passed, and deliveries of long ago. */
export async function exchangeDue({ apiKeys, webhooks }: Exchange): Promise<void> {
  await apiKeys.fallDue();
  await webhooks.forget();
}
