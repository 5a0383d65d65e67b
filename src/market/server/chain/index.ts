// The service chain on the server: the law and the city's key industries read once, the picture of each day, its routes.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Text } from '../../../platform/shared/words.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Kernel } from '../../../records/server/index.ts';
import { chainLaw, keyIndustries } from '../../serviceChain.ts';
import type { MarketTables } from '../tables.ts';
import { mountChain } from './mount.ts';
import { openChain, type WorkOf } from './picture.ts';

export type ChainPorts = {
  workOf: WorkOf;
  /** Stages in which a title stands. */
  standing: readonly string[];
  /** What organizations and titles are called, by their codes. */
  kinds: { kind: ReadonlyMap<string, Text>; title: ReadonlyMap<string, Text> };
};
type With = { kernel: Kernel; db: Kysely<MarketTables>; pack: Pack; organizations: Organizations; ports: ChainPorts };

/** Opens the chain of the city and mounts it. */
export function mountServiceChain(app: FastifyInstance, { kernel, db, pack, organizations, ports }: With): void {
  const law = pack.read('law/market/service-chain.json', chainLaw);
  const { industries } = pack.read('key-industries.json', keyIndustries);
  const chain = openChain({
    db,
    organizations,
    data: { law, industries, standing: ports.standing },
    workOf: ports.workOf,
    timeZone: kernel.city.timeZone,
  });
  mountChain(app, {
    kernel,
    chain,
    firstDay: pack.city.firstDay,
    showing: { names: (ids) => organizations.names(ids), kinds: ports.kinds, isShown: chain.isShown },
  });
}
