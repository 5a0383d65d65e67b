// Mounts all routes of contracts with what they need of the ledger and the city. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { textIn } from './platform/shared/words.ts';
import { seenAs } from './platform/server/database.ts';
import type { Pack } from './platform/server/pack.ts';
import {
  type ContractTables,
  mountBatches,
  mountBenefits,
  mountCheck,
  mountContractDesk,
  mountContracts,
  mountContractYears,
  mountFigures,
  mountManaged,
  mountModels,
  mountPublicSearch,
  mountPublicStatistics,
  mountReadings,
  mountStanding,
  mountUses,
} from './contracts/server/index.ts';
import type { LedgerTables } from './ledger/server/index.ts';
import { creditCodesIn, type OrganizationTables } from './organizations/server/index.ts';
import { type CalendarTables, mountKind, now } from './records/server/index.ts';
import type { Modules, Tables } from './app-modules.ts';
import { todayOf } from './app-ports.ts';

type With = { db: Kysely<Tables>; pack: Pack };

export function mountContractModules(app: FastifyInstance, of: Modules, { db, pack }: With): void {
  const { kernel, contracts, organizations, parts } = of;
  const [tables, today] = [seenAs<ContractTables & CalendarTables>(db), todayOf(kernel)];
  mountContracts(app, kernel, seenAs<ContractTables>(db), contracts);
  mountBenefits(app, { pack, today });
  mountCheck(app, of.checkContract, { pack, today });
  mountContractFigures(app, of, { db, pack });
  of.registries.mount(app);
  of.certifiedLists.mount(app);
  mountBatches(app, { pack, contracts, today, creditCodes: creditCodesIn(seenAs<OrganizationTables>(db)) });
  mountReadings(app, seenAs<ContractTables>(db), of.officialReadings);
  of.signals.mount(app);
  mountKind(app, kernel, of.relations);
  mountModels(app, { kernel, pack, contracts });
  mountContractDesk(app, kernel, { db: tables, contracts, check: of.checkContract, today, openSignals: of.signals.open });
  of.managerNamings.mount(app);
  mountManaged(app, { kernel, db: seenAs<ContractTables>(db), contracts, organizations });
  mountContractYears(app, {
    kernel,
    db: seenAs(db),
    ledger: of.ledger,
    years: of.contractYears,
    suspects: of.suspects,
    regions: parts.regions,
    names: organizations.names,
  });
}

/** What is counted of contracts, for everybody and for officers. */
function mountContractFigures(app: FastifyInstance, of: Modules, { db, pack: { city } }: With): void {
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
