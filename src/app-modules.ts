// Opens the modules over a database and a pack, and plugs their ports. Part of the composition root.
import type { Kysely } from 'kysely';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs, withinAs } from './platform/server/database.ts';
import { type Language, visitor } from './platform/shared/actor.ts';
import type { Params } from './platform/shared/errors.ts';
import type { Pack } from './platform/server/pack.ts';
import { openWords, type Say } from './platform/server/words.ts';
import { type Forms, openForms } from './forms/server/index.ts';
import { type Indicators, openIndicators } from './indicators/server/index.ts';
import { type Ledger, type LedgerTables, openLedger } from './ledger/server/index.ts';
import {
  openOrganizations,
  openPremises,
  openSignUps,
  type PremisesTables,
  type SignUpTables,
  type Organizations,
  type OrganizationTables,
} from './organizations/server/index.ts';
import type { MarketTables } from './market/server/index.ts';
import { openTechnologyManagers, type PeopleTables } from './people/server/index.ts';
import type { ContractTables } from './contracts/server/index.ts';
import {
  type GapTables,
  openKnownPlans,
  openPlanAtWork,
  openPlans,
  openTargetsAtWork,
  type PlanTables,
} from './plans/server/index.ts';
import { certificateLevels } from './people/technologyManager.ts';
import { spans } from './statistics/reportedFigure.ts';
import { openRecognitions, type RecognitionTables } from './recognitions/server/index.ts';
import {
  type CalendarTables,
  type ErasureTables,
  type ImportTables,
  type Kernel,
  type KernelTables,
  openCalendarYears,
  openKernel,
  seal,
  workingDaysOn,
} from './records/server/index.ts';
import { openTenants, type Tenants, type TenantTables } from './statistics/server/tenants.ts';
import { openStatistics, type StatisticsTables } from './statistics/server/index.ts';
import { openContractModules } from './app-contracts-open.ts';
import { kindsOfMarket, openMarket } from './app-market.ts';
import { openFactsOf } from './app-facts.ts';
import { openGapsOver } from './app-gaps.ts';
import { importsOf } from './app-imports.ts';
import { measures, type PackParts, readPack, regionTree } from './app-pack.ts';
import { applicationOn, type Around, indicatorPorts, linkedTitles, planPorts, todayOf } from './app-ports.ts';
import type { DeskTables } from './desk/server/index.ts';
import { boardOf } from './app-board.ts';
import { openDeskOf } from './app-desk.ts';
import type { PortalSettings } from './platform/shared/portal.ts';
import type { Mailer } from './platform/server/mail.ts';
import type { SmsSender } from './platform/server/sms.ts';
import { type FileKeeping, type KeptTables, openKept } from './app-files.ts';
import { openRights } from './app-rights.ts';
import { openSearchOf } from './app-search.ts';
import { type Exchange, openExchange } from './app-exchange.ts';
import type { ExchangeTables, Reach } from './exchange/server/index.ts';
import type { Crypto } from './platform/server/crypto.ts';
import { words } from './words.ts';

export type Tables = AccountTables &
  KernelTables &
  CalendarTables &
  ErasureTables &
  ImportTables &
  LedgerTables &
  OrganizationTables &
  SignUpTables &
  PremisesTables &
  RecognitionTables &
  PeopleTables &
  ContractTables &
  MarketTables &
  StatisticsTables &
  TenantTables &
  PlanTables &
  GapTables &
  DeskTables &
  ExchangeTables &
  KeptTables;
/** `sending` is by what the house reaches people outside; without it notices stay in the platform. */
export type Sending = { mailer: Mailer | null; sms: SmsSender | null; publicUrl: string | null };
export type Opening = {
  db: Kysely<Tables>;
  pack: Pack;
  demo: boolean;
  /** The trial copy of a real city: demo accounts act, nothing is proved or published. */
  trial?: boolean;
  sending?: Sending;
  /** The portal by which organizations sign in; null: there is none. */
  oidc?: PortalSettings | null;
  /** Where uploaded files are kept, and what is asked of them. */
  files?: FileKeeping;
  /** Without a key secrets of webhooks are not drawn. */
  crypto?: Crypto;
  /** Tests alone: how far webhooks reach. */
  webhookReach?: Reach;
};

export type Modules = Awaited<ReturnType<typeof openModules>>;

/** Opens every module. Nothing is mounted and no job runs yet. */
export async function openModules(opening: Opening) {
  const registers = await openRegisters(opening);
  const exchange: Exchange = openExchange(opening, registers);
  return { ...registers, ...openWork(opening, registers), exchange };
}

/** What is kept, and the figures that follow. */
async function openRegisters({ db, pack, sending, trial = false }: Opening) {
  const { city } = pack;
  const parts = readPack(pack);
  const say = openWords(words);
  const ledger = await openLedgerOf(db, parts);
  const kernel = await openKernel({ db, ledger, city, demoActs: trial || city.kind === 'invented', trial });
  const calendarYears = openCalendarYears(kernel, seenAs<CalendarTables>(db));
  const organizations = openOrganizationsOf(kernel, db, { parts, city });
  const premises = openPremises(kernel, seenAs<PremisesTables>(db), organizations);
  const recognitions = openRecognitions(kernel, seenAs<RecognitionTables>(db), parts.kinds, organizations);
  const around = { kernel, ledger, city, parts, say };
  /** Figures as one connection sees them: while a city is loaded only its own transaction does. */
  const indicatorsOn = (on: Kysely<LedgerTables>) =>
    openIndicators({
      db: on,
      ledger,
      definitions: parts.definitions,
      coverages: parts.coverages,
      regions: regionTree(parts.regions, city.root),
      // What only a transaction sees is not told by what everybody sees.
      ports: { ...indicatorPorts(around, organizations, on), ...(Object.is(on, db) ? {} : { entriesNow: async () => null }) },
    });
  const indicators = indicatorsOn(seenAs<LedgerTables>(db));
  const forms = openForms(pack);
  const people = openTechnologyManagers(kernel, seenAs<PeopleTables>(db), organizations);
  const ofContracts = openContractModules(kernel, seenAs<ContractTables & CalendarTables>(db), { pack, organizations });
  const market = openMarket(kernel, seenAs<MarketTables>(db), { organizations, people, pack, ...ofContracts });
  const facts = openFactsOf({ pack, parts, say, organizations, forms });
  const statistics = openStatistics(kernel, seenAs<StatisticsTables & CalendarTables>(db), {
    pack,
    regions: parts.regions,
    indicators,
    organizations,
    forms,
    facts,
    within: (tx) => withinAs(tx),
    ledgerDb: seenAs<LedgerTables>(db),
    titles: {
      kinds: parts.kinds.kinds.map(({ code }) => code),
      stages: parts.kinds.stages.flatMap(({ code, counts }) => (counts ? [code] : [])),
      list: (page) => recognitions.list(visitor, { ...page, state: 'counting' }),
      kindName: (code) => parts.kinds.kinds.find((one) => one.code === code)?.names.at(-1)?.name ?? null,
    },
    applications: applicationOn,
    say,
    today: todayOf(kernel),
  });
  const tenants = openTenantsOf({ db, pack, sending: sending ?? null }, { kernel, organizations, parts, forms, say });
  return {
    kernel,
    ledger,
    tenants,
    calendarYears,
    organizations,
    premises,
    recognitions,
    people,
    ...ofContracts,
    ...market,
    linkSending: { sms: sending?.sms ?? null, publicUrl: sending?.publicUrl ?? null },
    forms,
    facts,
    statistics,
    indicators,
    indicatorsOn,
    parts,
    around,
  };
}

type OfTenants = { kernel: Kernel; organizations: Organizations; parts: PackParts; forms: Forms; say: Say };
const openTenantsOf = (
  { db, pack, sending }: Pick<Opening, 'db' | 'pack'> & { sending: Sending | null },
  of: OfTenants,
): Tenants =>
  openTenants({
    ...of,
    db: seenAs<TenantTables>(db),
    regions: of.parts.regions,
    pack,
    sending: { mailer: sending?.mailer ?? null, publicUrl: sending?.publicUrl ?? null },
    workingDays: (on) => workingDaysOn(seenAs<CalendarTables>(on)),
    within: (tx) => withinAs(tx),
  });

/** What is done with it. */
function openWork({ db, pack, demo, sending, files }: Opening, registers: Awaited<ReturnType<typeof openRegisters>>) {
  const { kernel, organizations, recognitions, people, contracts, statistics, indicators, parts, around } = registers;
  const [{ city }, { say }] = [pack, around];
  const { known, plans, targets } = plansOf(db, around, indicators);
  const gaps = openGapsOver(
    kernel,
    { known, plans },
    { ...around, db, root: city.root, organizations, indicators, today: todayOf(kernel) },
  );
  const imports = importsOf(db, { ...registers, pack, say });
  const atWork = atWorkOf(db, { kernel, parts, pack, organizations });
  const { desk, searches } = openDeskOf(seenAs<DeskTables>(db), {
    ...registers,
    ...around,
    ...parts,
    today: todayOf(kernel),
    city,
    gaps,
  });
  const kept = openKept(
    seenAs<KeptTables>(db),
    kernel,
    [
      organizations,
      registers.premises,
      recognitions,
      people,
      contracts,
      ...kindsOfMarket(registers),
      statistics.reportedFigures,
      statistics.listings,
      statistics.revenues,
      statistics.returns,
      ...atWork.kinds,
      targets.allocations,
      targets.drafts,
    ],
    files,
    { say, reader: contracts.reader },
  );
  statistics.keepFilesIn({
    put: kept.files.put,
    keep: kept.files.keep,
    attach: ({ tx, actor, record, uploads, at }) => kept.attachments.attach(tx, actor, record, uploads, 'evidence', at),
  });
  const search = openSearchOf(db, pack, { ...registers, kinds: parts.kinds });
  const board = boardOf({
    ...registers,
    db: seenAs<DeskTables>(db),
    atWork,
    targets,
    archives: kept.archives,
    desk,
    searches,
    house: { demo, ...(sending ?? { mailer: null, sms: null, publicUrl: null }) },
  });
  const signUps = openSignUps(kernel, seenAs(db), { organizations, files: kept.files, accounts: seenAs<AccountTables>(db) });
  const rights = openRights(seenAs<DeskTables & ErasureTables>(db), { kernel, people, signUps, board, searches, desk });
  return { known, plans, targets, gaps, imports, atWork, desk, searches, search, board, kept, rights, signUps };
}

const openOrganizationsOf = (kernel: Kernel, db: Kysely<Tables>, { parts, city }: { parts: PackParts; city: Pack['city'] }) =>
  openOrganizations(kernel, seenAs<OrganizationTables>(db), {
    regions: parts.regions,
    placeWords: city.placeWords,
    root: city.root,
    kinds: parts.organizationKinds.map((one) => one.code),
  });

/** Plans as they are read, and what works on their targets. */
function plansOf(db: Kysely<Tables>, around: Around, indicators: Indicators) {
  const { kernel, parts } = around;
  const say = (key: string, language: Language, params?: Params) => around.say(language, key, params);
  const known = openKnownPlans(parts.plans, seenAs<PlanTables>(db), say);
  const { regions, departments } = parts;
  const of = { known, indicators, regions, departments, today: todayOf(kernel), settle: () => seal(kernel, true), say };
  return {
    known,
    plans: openPlans({ known, indicators, ports: planPorts(around, seenAs<LedgerTables>(db)) }),
    targets: openTargetsAtWork(kernel, seenAs<PlanTables>(db), of),
  };
}

const openLedgerOf = (db: Kysely<Tables>, parts: PackParts): Promise<Ledger> =>
  openLedger(seenAs<LedgerTables>(db), measures, {
    region: parts.regions.map((one) => one.id),
    kind: [...parts.kinds.kinds.map((one) => one.code), ...parts.series],
    level: [...parts.kinds.levels.map((one) => one.code), ...certificateLevels, ...spans],
  });

/** The plan at work. */
const atWorkOf = (
  db: Kysely<Tables>,
  { kernel, parts, pack, organizations }: { kernel: Kernel; parts: PackParts; pack: Pack; organizations: Organizations },
) =>
  openPlanAtWork(
    {
      kernel,
      plans: parts.plans,
      regions: parts.regions,
      root: pack.city.root,
      departments: parts.departments,
      organizations,
      linkedTitles: linkedTitles(kernel),
      workingDays: (on) => workingDaysOn(seenAs<CalendarTables>(on)),
    },
    seenAs<PlanTables>(db),
  );
