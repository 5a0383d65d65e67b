// Mounts the routes of all modules; sign-in is the platform's. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import { mountForms } from './forms/server/index.ts';
import { mountIndicators } from './indicators/server/index.ts';
import { type LedgerTables } from './ledger/server/index.ts';
import { mountOrganizations, mountSignUps } from './organizations/server/index.ts';
import { mountAnswers, mountPlans } from './plans/server/index.ts';
import { mountRecognitions } from './recognitions/server/index.ts';
import { mountFacts } from './statistics/server/index.ts';
import { mountKind, mountSeals } from './records/server/index.ts';
import { mountDocuments } from './app-documents.ts';
import { feedPorts, planPorts, standing, todayOf } from './app-ports.ts';
import { mountDesk } from './desk/server/index.ts';
import { mountSearch } from './search/server/index.ts';
import { mountContractModules } from './app-contracts.ts';
import { mountExchange } from './app-exchange.ts';
import { mountMarketModules } from './app-market.ts';
import { mountHealth } from './health.ts';
import { mountReadiness } from './health-ready.ts';
import { mountMetrics, type Watched } from './metrics.ts';
import type { Modules, Opening, Tables } from './app-modules.ts';

type Mounting = Pick<Opening, 'db' | 'pack' | 'demo'> & {
  version: string;
  watched: Pick<Watched<Tables>, 'pool' | 'dataDir'>;
};

export function mountModules(app: FastifyInstance, of: Modules, { db, pack, demo, version, watched }: Mounting): void {
  const { kernel, organizations, recognitions, people, contracts, statistics, indicators, parts, around, calendarYears } = of;
  const { known, plans, targets, gaps, imports, atWork, desk, searches, board, kept, rights, signUps } = of;
  const { city } = pack;
  mountMetrics(app, { ...watched, db, city: city.code, version });
  mountHealth(app, { db, pack, demo, today: todayOf(kernel), version });
  mountReadiness(app, { ...watched, db });
  mountOrganizations(app, {
    kernel,
    organizations,
    pack,
    standing: (from, into) => standing(kernel, organizations, from, into),
  });
  mountSignUps(app, { kernel, signUps, city: city.name });
  mountRecognitions(app, kernel, recognitions);
  for (const one of Object.values(imports)) one.mount(app);
  mountKind(app, kernel, organizations);
  mountKind(app, kernel, of.premises);
  mountKind(app, kernel, recognitions);
  mountKind(app, kernel, calendarYears);
  mountSeals(app, kernel);
  mountIndicators(app, indicators);
  mountPlans(app, plans);
  gaps.mount(app);
  mountAnswers(app, { known, indicators, ports: planPorts(around, seenAs<LedgerTables>(db)) });
  atWork.mount(app);
  targets.mount(app);
  people.mount(app);
  mountContractModules(app, of, { db, pack });
  mountMarketModules(app, of, { db, pack });
  mountExchange(app, of.exchange);
  mountForms(app, of.forms, { say: around.say, today: todayOf(kernel) });
  mountFacts(app, { db, forms: of.forms, facts: of.facts, organizations, today: todayOf(kernel) });
  statistics.mount(app);
  of.tenants.mount(app);
  mountDesk(app, desk, searches, feedPorts(around, seenAs<AccountTables>(db), { demo, actsFor: organizations.survivor }));
  mountSearch(app, of.search, { kernel, regions: parts.regions });
  board.mount(app);
  kept.mount(app);
  rights.mount(app);
  mountDocuments(app, {
    kernel,
    pack,
    parts,
    organizations,
    recognitions,
    people,
    contracts,
    certifiedLists: of.certifiedLists,
    forms: of.forms,
    statistics,
    plans,
    atWork,
    targets,
    known,
    indicators,
    db: seenAs<LedgerTables>(db),
    say: around.say,
  });
}
