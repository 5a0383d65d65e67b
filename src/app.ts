// The composition root: opens the modules over a database and a pack, plugs their ports, mounts their routes. Knows every module; none knows it.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import type { Language } from './platform/shared/actor.ts';
import type { Params } from './platform/shared/errors.ts';
import type { Pack } from './platform/server/pack.ts';
import { openWords, type Say } from './platform/server/words.ts';
import { type Indicators, mountIndicators, openIndicators } from './indicators/server/index.ts';
import { type Ledger, type LedgerTables, openLedger } from './ledger/server/index.ts';
import {
  mountOrganizations,
  openOrganizations,
  organizationImporter,
  type Organizations,
  organizationsCalled,
  type OrganizationTables,
} from './organizations/server/index.ts';
import { openTechnologyManagers, type PeopleTables } from './people/server/index.ts';
import {
  type GapTables,
  mountAnswers,
  mountPlans,
  openKnownPlans,
  openPlanAtWork,
  openPlans,
  openTargetsAtWork,
  type PlanTables,
} from './plans/server/index.ts';
import { dueByCalendar } from './plans/followUpOrder.ts';
import { certificateLevels } from './people/technologyManager.ts';
import { spans } from './statistics/reportedFigure.ts';
import {
  mountRecognitions,
  openRecognitions,
  recognitionImporter,
  type Recognitions,
  type RecognitionTables,
} from './recognitions/server/index.ts';
import type { Life } from './records/lifecycle.ts';
import {
  type CalendarTables,
  drainRecalculations,
  forgetRepeats,
  type ImportTables,
  type Kernel,
  type KernelTables,
  mountKind,
  mountSeals,
  openCalendarYears,
  openImports,
  openKernel,
  seal,
} from './records/server/index.ts';
import {
  listingImporter,
  openStatistics,
  revenueImporter,
  type Statistics,
  type StatisticsTables,
} from './statistics/server/index.ts';
import { openGapsOver } from './app-gaps.ts';
import { mountDocuments } from './app-documents.ts';
import { measures, type PackParts, readPack, regionTree } from './app-pack.ts';
import { type Around, feedPorts, indicatorPorts, linkedTitles, noticePorts, planPorts, standing, todayOf } from './app-ports.ts';
import { type Board, type DeskTables, mountDesk, openBoard } from './desk/server/index.ts';
import { openDeskOf } from './app-desk.ts';
import type { Mailer } from './platform/server/mail.ts';
import type { SmsSender } from './platform/server/sms.ts';
import { mountHealth } from './health.ts';
import { mountReadiness } from './health-ready.ts';
import { mountMetrics, type Watched } from './metrics.ts';
import { type FileKeeping, type KeptTables, openKept } from './app-files.ts';
import { words } from './words.ts';

export type Tables = AccountTables &
  KernelTables &
  CalendarTables &
  ImportTables &
  LedgerTables &
  OrganizationTables &
  RecognitionTables &
  PeopleTables &
  StatisticsTables &
  PlanTables &
  GapTables &
  DeskTables &
  KeptTables;
export type House = Awaited<ReturnType<typeof openHouse>>;
/** `sending` is by what the house reaches people outside; without it notices stay in the platform. */
export type Sending = { mailer: Mailer | null; sms: SmsSender | null; publicUrl: string | null };
type Opening = {
  db: Kysely<Tables>;
  pack: Pack;
  demo: boolean;
  /** The trial copy of a real city: demo accounts act, nothing is proved or published. */
  trial?: boolean;
  sending?: Sending;
  /** Where uploaded files are kept, and what is asked of them. */
  files?: FileKeeping;
};

/** Opens every module. Nothing is mounted and no job runs yet. */
export async function openHouse({ db, pack, demo, trial = false, sending, files }: Opening) {
  const { city } = pack;
  const parts = readPack(pack);
  const say = openWords(words);
  const ledger = await openLedgerOf(db, parts);
  const kernel = await openKernel({ db, ledger, city, demoActs: trial || city.kind === 'invented', trial });
  const calendarYears = openCalendarYears(kernel, seenAs<CalendarTables>(db));
  const organizations = openOrganizationsOf(kernel, db, { parts, city });
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
      ports: { ...indicatorPorts(around, organizations), ...(Object.is(on, db) ? {} : { entriesNow: async () => null }) },
    });
  const indicators = indicatorsOn(seenAs<LedgerTables>(db));
  const people = openTechnologyManagers(kernel, seenAs<PeopleTables>(db), organizations);
  const statistics = openStatistics(kernel, seenAs<StatisticsTables>(db), {
    pack,
    regions: parts.regions,
    indicators,
    organizations,
    today: todayOf(kernel),
  });
  const { plans, targets } = plansOf(db, around, indicators);
  const gaps = openGapsOver(kernel, plans, { ...around, db, root: city.root, organizations, indicators, today: todayOf(kernel) });
  const imports = importsOf(db, { kernel, parts, pack, say, organizations, recognitions, statistics });
  const atWork = atWorkOf(db, { kernel, parts, pack, organizations });
  const { desk, searches } = openDeskOf(seenAs<DeskTables>(db), {
    ...around,
    ...parts,
    today: todayOf(kernel),
    city,
    statistics,
  });
  const board = boardOf(db, around, organizations, { demo, ...(sending ?? { mailer: null, sms: null, publicUrl: null }) });
  const kept = openKept(seenAs<KeptTables>(db), kernel, { organizations, recognitions, people, statistics }, files, say);

  /** Mounts all routes of the modules; sign-in is the platform's. */
  function mountAll(app: FastifyInstance, version: string, watched: Pick<Watched<Tables>, 'pool' | 'dataDir'> = {}) {
    mountMetrics(app, { ...watched, db, city: city.code, version });
    mountHealth(app, { db, pack, demo, today: todayOf(kernel), version });
    mountReadiness(app, { ...watched, db });
    mountOrganizations(app, {
      kernel,
      organizations,
      pack,
      standing: (from, into) => standing(kernel, organizations, from, into),
    });
    mountRecognitions(app, kernel, recognitions);
    for (const one of Object.values(imports)) one.mount(app);
    mountKind(app, kernel, organizations);
    mountKind(app, kernel, recognitions);
    mountKind(app, kernel, calendarYears);
    mountSeals(app, kernel);
    mountIndicators(app, indicators);
    mountPlans(app, plans);
    gaps.mount(app);
    mountAnswers(app, { plans: parts.plans, indicators, ports: planPorts(around, seenAs<LedgerTables>(db)) });
    atWork.mount(app);
    targets.mount(app);
    people.mount(app);
    statistics.mount(app);
    mountDesk(app, desk, searches, feedPorts(around, seenAs<AccountTables>(db), { demo, actsFor: organizations.survivor }));
    board.mount(app);
    kept.mount(app);
    mountDocuments(app, { kernel, pack, parts, organizations, recognitions, people, statistics, plans });
  }

  /** The organization that demo accounts act for: in an invented city the first one that still reports. */
  async function demoOrganization() {
    if (city.kind === 'real' && !trial) return null;
    const first = await db
      .selectFrom('organizations')
      .select(['id', 'created'])
      .where('state', '=', 'active')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return first ? { id: first.id, since: kernel.dayOf(first.created) } : null;
  }

  /** Lifecycles of all kinds, for the printed matrix and its test. */
  const lives = (): Life[] => [...kernel.kinds.values()].map((one) => one.life);
  const work = {
    ...workOf(kernel, Object.values(imports), { board, forget: searches.forget }),
    escalateLate: atWork.escalateLate,
  };
  return {
    demoOrganization,
    lives,
    identity: identityOf(kernel, parts, city.timeZone),
    kernel,
    ledger,
    calendarYears,
    organizations,
    recognitions,
    people,
    statistics,
    indicators,
    indicatorsOn,
    plans,
    gaps,
    atWork,
    desk,
    board,
    searches,
    targets,
    imports,
    kept,
    parts,
    pack,
    mountAll,
    ...work,
  };
}

const openOrganizationsOf = (kernel: Kernel, db: Kysely<Tables>, { parts, city }: { parts: PackParts; city: Pack['city'] }) =>
  openOrganizations(kernel, seenAs<OrganizationTables>(db), {
    regions: parts.regions,
    placeWords: city.placeWords,
    root: city.root,
    kinds: parts.organizationKinds.map((one) => one.code),
  });

const boardOf = (db: Kysely<Tables>, around: Around, organizations: Organizations, house: Sending & { demo: boolean }): Board =>
  openBoard({
    ...around,
    ...house,
    db: seenAs<DeskTables>(db),
    ports: noticePorts(around, organizations),
    log: (fault) => console.error(fault),
  });

/** What accounts need to know of the city. */
const identityOf = (kernel: Kernel, { regions }: PackParts, timeZone: string) => ({
  regions: regions.filter((one) => one.kind !== 'city').map((one) => one.id),
  timeZone,
  demoActs: kernel.demoActs,
});

/** Plans as they are read, and what works on their targets. */
function plansOf(db: Kysely<Tables>, around: Around, indicators: Indicators) {
  const { kernel, parts } = around;
  const say = (key: string, language: Language, params?: Params) => around.say(language, key, params);
  const known = openKnownPlans(parts.plans, seenAs<PlanTables>(db), say);
  const { regions, departments } = parts;
  const of = { known, indicators, regions, departments, today: todayOf(kernel), settle: () => seal(kernel, true), say };
  return {
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

type Importing = {
  kernel: Kernel;
  parts: PackParts;
  pack: Pack;
  say: Say;
  organizations: Organizations;
  recognitions: Recognitions;
  statistics: Statistics;
};

/** Imports by the plural name of what they bring in. A list of organizations may hold places, which are looked up among titles. */
function importsOf(db: Kysely<Tables>, of: Importing) {
  const { kernel, parts, pack, say, organizations, recognitions, statistics } = of;
  const { regions, streets } = parts;
  const operators = (said: readonly string[]) => organizationsCalled(seenAs<OrganizationTables>(db), said, pack.city.placeWords);
  const survivors = (ids: readonly string[]) => organizations.survivors(db, ids);
  const ofTitles = recognitionImporter({
    db: seenAs<RecognitionTables>(db),
    pack: parts.kinds,
    regions,
    streets,
    operators,
    survivors,
    say,
  });
  const places = { kind: 'recognition', judge: ofTitles.judgeListed };
  const ofOrganizations = organizationImporter({
    db: seenAs<OrganizationTables>(db),
    pack: organizations.pack,
    streets,
    kinds: parts.organizationKinds,
    say,
    places,
  });
  const ofAboveScale = { db: seenAs<StatisticsTables>(db), regions, streets, operators };
  return {
    organizations: openImports(kernel, { kind: organizations, importer: ofOrganizations, also: [recognitions], say }),
    recognitions: openImports(kernel, { kind: recognitions, importer: ofTitles, say }),
    'above-scale-listings': openImports(kernel, {
      kind: statistics.listings,
      importer: listingImporter(ofAboveScale),
      say,
    }),
    'yearly-revenues': openImports(kernel, { kind: statistics.revenues, importer: revenueImporter(ofAboveScale), say }),
  };
}

/** The plan at work. */
const atWorkOf = (db: Kysely<Tables>, { kernel, parts, pack, organizations }: Omit<Importing, 'say' | 'recognitions'>) =>
  openPlanAtWork(
    {
      kernel,
      plans: parts.plans,
      regions: parts.regions,
      root: pack.city.root,
      departments: parts.departments,
      organizations,
      linkedTitles: linkedTitles(kernel),
      dueAfter: dueByCalendar,
    },
    seenAs<PlanTables>(db),
  );

type Importers = readonly { resume: () => Promise<unknown>; forget: () => Promise<unknown> }[];

/** What goes on beside requests. */
type Beside = { board: Board; forget: () => Promise<unknown> };
const workOf = (kernel: Kernel, imports: Importers, { board: { notices }, forget }: Beside) => ({
  /** Every few seconds: from what was done to those who are told. */
  tell: () => notices.work(),
  /** Once an hour: what falls due. */
  remind: () => notices.remind(),
  /** Every few seconds: what changed facts touch. */
  recalculate: () => drainRecalculations(kernel),
  /** Every few seconds: closing batches. */
  seal: () => seal(kernel),
  /** At the start: imports that a stop interrupted. */
  resume: async () => {
    for (const one of imports) await one.resume();
  },
  /** Once a day: previews that nobody wants any more, and answers that nobody will ask for again. */
  forget: async () => {
    for (const one of imports) await one.forget();
    await forgetRepeats(kernel);
    await forget();
    await notices.forget();
  },
});
