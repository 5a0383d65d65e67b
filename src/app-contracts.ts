// What is counted of contracts, for everybody and for officers, mounted with what it needs of the ledger and the city. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { textIn } from './platform/shared/words.ts';
import { seenAs } from './platform/server/database.ts';
import {
  type ContractTables,
  mountFigures,
  mountPublicSearch,
  mountPublicStatistics,
  mountStanding,
  mountUses,
} from './contracts/server/index.ts';
import type { LedgerTables } from './ledger/server/index.ts';
import { mountKind, now } from './records/server/index.ts';
import type { Modules, Tables } from './app-modules.ts';
import { todayOf } from './app-ports.ts';

export function mountContractFigures(
  app: FastifyInstance,
  of: Modules,
  { db, city }: { db: Kysely<Tables>; city: { root: string } },
): void {
  const { kernel, ledger, organizations, parts } = of;
  const tables = seenAs<ContractTables & LedgerTables>(db);
  mountKind(app, kernel, of.requests);
  mountPublicSearch(app, tables, organizations);
  mountStanding(app, kernel, of.contracts);
  const around = {
    ledger,
    organizations,
    today: todayOf(kernel),
    now: () => now(kernel.db),
    complete: (from: string, to: string) =>
      parts.coverages.some((one) => one.register === 'contracts' && one.from <= from && (one.to === null || one.to >= to)),
  };
  mountPublicStatistics(app, tables, around);
  mountUses(app, tables, {
    ...around,
    contracts: of.contracts,
    indicatorsOver: (measures, language) =>
      parts.definitions
        .filter(({ compute, to }) => to === null && 'measure' in compute && measures.includes(compute.measure))
        .map((one) => ({ code: one.code, name: textIn(one.name, language) })),
    targetsOn: async (indicators, language) =>
      (await of.known.all()).flatMap(({ plan }) =>
        plan.targets
          .filter((one) => indicators.includes(one.indicator))
          .map((one) => ({
            plan: plan.code,
            planName: textIn(plan.name, language),
            indicator: one.indicator,
            name: textIn(one.name, language),
          })),
      ),
  });
  mountFigures(app, tables, { ...around, kernel, root: city.root });
}
