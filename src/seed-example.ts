// Seeding an invented city: makes three years of its operations from a seed and the pack's anchor year, and loads them in the order of their times.
import type { Transaction } from 'kysely';
import type { House, Tables } from './app.ts';
import { type PackParts, plansIn } from './app-pack.ts';
import { withinAs } from './platform/server/database.ts';
import { endOfYear, yearOf } from './platform/shared/dates.ts';
import { sure } from './platform/shared/sure.ts';
import type { Actor } from './platform/shared/actor.ts';
import { loader } from './seed-acting.ts';
import type { LedgerTables } from './ledger/server/index.ts';
import { inputOf } from './records/lifecycle.ts';
import { divisionCodeOf } from './organizations/region.ts';
import { loadInvented, now } from './records/server/index.ts';
import { life as contractLife } from './contracts/contract.ts';
import { contractPlan, type ContractPlan } from './seed-contract-plan.ts';
import { contractTextPlan } from './seed-contract-text-plan.ts';
import { withTexts } from './seed-contract-texts.ts';
import { makeNamings } from './seed-contract-managers.ts';
import { makeContracts } from './seed-contracts.ts';
import { contractYearPlan, makeContractYears, officersOfThePast } from './seed-contract-years.ts';
import { type Calendar, type Deed, inTurns, namedBy, openCalendar, type Sort } from './seed-deed.ts';
import { type Invented, invented } from './seed-invented.ts';
import { openNames } from './seed-names.ts';
import { makeAboveScale } from './seed-above-scale.ts';
import { atWorkPlan, makeAtWork } from './seed-at-work.ts';
import { makeFigures } from './seed-figures.ts';
import { makeUnconfirmed } from './seed-unconfirmed.ts';
import { makeOrganizations, type Organizations } from './seed-organizations.ts';
import { makeAllocations, nextPlan } from './seed-allocations.ts';
import { makeMarket } from './seed-listings.ts';
import { type Call, type Loadable, marketWithin } from './seed-market.ts';
import { makeHomes } from './seed-premises.ts';
import { makePeople } from './seed-people.ts';
import { chanceOf } from './seed-random.ts';
import { ensurePast, makeRegistries, registrarsOf, registriesOf } from './seed-registries.ts';
import { makeRecognitions } from './seed-recognitions.ts';
import { makeReturns } from './seed-returns.ts';
import { makeReleases } from './seed-releases.ts';
import { makeSealed } from './seed-sealed.ts';
import type { PastRelease } from './statistics/server/index.ts';

export type ExampleOptions = {
  /** Seed of the choices; the same gives the same names, dates and amounts. */
  random?: number;
  /** How many times the usual number of organizations, managers and titles that no target counts. */
  size?: number;
  /** How many contracts are registered, whatever the size. */
  contracts?: number;
  /** How many institutions report each month, at most; all whom the frame asks unless said. */
  institutions?: number;
  /** How many supplies the market has, experts among them, with demands in proportion; as the pack says unless said. */
  listings?: number;
  log?: (sentence: string) => void;
};

/** Loads the operations of an invented, empty city up to yesterday, within a transaction. Throws for a real city, or one in which anything has happened. */
export async function seedExample(house: House, tx: Transaction<Tables>, options: ExampleOptions = {}): Promise<void> {
  const today = house.kernel.dayOf(await now(house.kernel.db));
  const began = performance.now();
  const deeds = withTexts(
    deedsUntil(house, today, options),
    house.pack.read('contract-texts.json', contractTextPlan),
    options.random ?? 1,
  );
  const planned = performance.now();
  const past = releasesUntil(house, today, options);
  await loadInvented(house.kernel, async () => {
    const ids = await load(house, tx, deeds);
    await house.tenants.load(askedUntil(house, deeds, { ids, today }), withinAs(tx));
    // A house that was opened without files keeps none.
    if (house.kept.keeps) await house.statistics.loadCopies(loader, copiesUntil(house, deeds, { ids, today }), withinAs(tx));
    const read = house.indicatorsOn(withinAs<LedgerTables>(tx));
    await house.statistics.releases.load(loader, past, read, withinAs(tx));
    const next = nextPlanOf(house, today, options);
    if (next) await house.targets.drafts.load(loader, next.said, { at: next.at, read, on: withinAs(tx) });
  });
  const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(1);
  options.log?.(
    `${deeds.length} acts of ${new Set(deeds.map((one) => one.key)).size} records were made and loaded in ${seconds(began)} s (loading ${seconds(planned)} s).`,
  );
}

/** Everything that was done before a day, in the order of doing. Depends on the pack, its anchor year, the seed and the size; `today` only cuts it off. */
export function deedsUntil(
  house: Pick<House, 'pack' | 'parts'>,
  today: string,
  { random = 1, size = 1, contracts, institutions, listings }: ExampleOptions = {},
): Deed[] {
  const { pack, parts } = house;
  const { city } = pack;
  const of = pack.read('invented.json', invented);
  const last = lastDay(city.firstDay);
  const calendar = openCalendar(city.timeZone, city.firstDay);
  const regionOf = (id: string | null) => parts.regions.find((one) => one.id === id);
  const division = (id: string): string => divisionCodeOf(parts.regions, id) ?? regionOf(city.root)?.divisionCode ?? '';
  const names = openNames(of, chanceOf(random, 'names'), division);
  const around = { invented: of, names, calendar, size, last };
  const organizations = makeOrganizations({ ...around, chance: chanceOf(random, 'organizations') });
  const holding = new Set<string>();
  const regionName = (id: string) => regionOf(id)?.name.zh ?? id;
  const recognitions = makeRecognitions(
    { ...around, chance: chanceOf(random, 'recognitions'), organizations, kinds: parts.kinds, regionName },
    holding,
  );
  const stated = { invented: of, calendar, random };
  const figures = [...makeFigures(stated), ...makeUnconfirmed({ ...stated, root: city.root })];
  const people = makePeople({ ...around, chance: chanceOf(random, 'people'), organizations }, holding);
  const allocations = makeAllocations({
    invented: of,
    calendar,
    chance: chanceOf(random, 'allocations'),
    plans: plansIn(pack),
    definitions: parts.definitions,
  });
  const scale = makeAboveScale({ ...around, chance: chanceOf(random, 'above scale'), organizations, random }, holding);
  const atWork = makeAtWork({
    of: pack.read('at-work.json', atWorkPlan),
    plan: parts.plans[0]?.code ?? '',
    calendar,
    chance: chanceOf(random, 'the plan at work'),
    last,
  });
  const histories = organizations.histories(holding);
  const sold = contractDeeds({
    pack,
    regions: parts.regions,
    invented: of,
    calendar,
    random,
    size,
    contracts,
    organizations,
    histories,
  });
  const named = namingsOf(pack, { calendar, random, sold, people });
  const told = makeReturns({ pack, words: of.returns, calendar, random, last, organizations, scale, sold, most: institutions });
  const homes = makeHomes({ ...around, random, organizations, recognitions, holding });
  const sealed = makeSealed({ ...around, chance: chanceOf(random, 'sealed'), organizations, recognitions });
  const market = makeMarket(pack, { ...around, random, recognitions, organizations, listings, leaving: leavingOf(histories) });
  const registers = [recognitions, people, scale, figures].flat();
  const deeds = [allocations, organizations.deeds, histories, registers, told, sealed, atWork, sold, named, homes, market].flat();
  return deeds.filter((one) => calendar.dayOf(one.at) < today).sort((a, b) => a.at.getTime() - b.at.getTime());
}

type Selling = {
  contracts: number | undefined;
  regions: PackParts['regions'];
  pack: House['pack'];
  invented: Invented;
  calendar: Calendar;
  random: number;
  size: number;
  organizations: Organizations;
  histories: readonly Deed[];
};
/** The registries, and the contracts on which their registrars decided. */
function contractDeeds({ pack, regions, organizations, histories, size, contracts, ...around }: Selling): Deed[] {
  const [sold, plan] = [pack.read('contracts.json', contractPlan), registriesOf(pack)];
  const registered = makeContracts({
    ...around,
    of: sold,
    count: contracts ?? contractsOf(sold, size),
    bodies: organizations.bodies,
    leaving: leavingOf(histories),
    registrarsOf: registrarsOf(plan, regions, pack.city.root),
  });
  const closings = closingsOf({ pack }, { calendar: around.calendar, random: around.random, registered });
  return [...makeRegistries(plan, around.calendar), ...registered, ...closings];
}

type Registered = { calendar: Calendar; random: number; registered: readonly Deed[] };
/** The contract years that are over, where there are contracts. */
const closingsOf = ({ pack }: Pick<House, 'pack'>, { calendar, random, registered }: Registered): Deed[] => {
  const chance = chanceOf(random, 'contract years');
  const of = pack.read('contract-years.json', contractYearPlan);
  return registered.length === 0 ? [] : makeContractYears({ of, calendar, chance, contracts: registered });
};

type Naming = { calendar: Calendar; random: number; sold: readonly Deed[]; people: readonly Deed[] };
const namingsOf = (pack: House['pack'], { sold, ...around }: Naming): Deed[] =>
  makeNamings({
    ...around,
    contracts: sold.filter((one) => one.of === 'contract'),
    reasons: pack.read('contracts.json', contractPlan).reasons.decline,
  });

/** A smaller city has far fewer: what they come to stays, and it is loaded quickly. A larger one has more in proportion. */
const contractsOf = ({ count }: ContractPlan, size: number): number => Math.round(count * (size < 1 ? size ** 1.5 : size));

/** Organizations that move, are merged, or into which another is. */
const leavingOf = (histories: readonly Deed[]): Set<string> =>
  new Set(
    histories
      .filter((one) => one.action === 'move' || one.action === 'merge')
      .flatMap((one) => [one.key, ...Object.values(one.refers ?? {})]),
  );

/** What tenants were asked before a day, and of that what they had answered. */
const askedUntil = (
  { kernel }: House,
  deeds: readonly Deed[],
  { ids, today }: { ids: ReadonlyMap<string, string>; today: string },
) =>
  deeds.flatMap(({ key, asks = [] }) =>
    asks
      .filter(({ at }) => kernel.dayOf(at) < today)
      .map((one) => ({ ...one, tenancy: sure(ids.get(key), key), incubator: sure(ids.get(one.incubator), one.incubator) })),
  );

/** Signed and stamped copies that were given before a day. */
const copiesUntil = (
  { kernel }: House,
  deeds: readonly Deed[],
  { ids, today }: { ids: ReadonlyMap<string, string>; today: string },
) => deeds.flatMap(({ key, copy }) => (copy && kernel.dayOf(copy.at) < today ? [{ ...copy, id: sure(ids.get(key), key) }] : []));

/** What was published before a day, in the order of publishing. */
export function releasesUntil({ pack }: Pick<House, 'pack'>, today: string, { random = 1 }: ExampleOptions = {}): PastRelease[] {
  const { city } = pack;
  const calendar = openCalendar(city.timeZone, city.firstDay);
  const of = pack.read('invented.json', invented);
  const all = makeReleases({ invented: of, calendar, chance: chanceOf(random, 'releases'), last: lastDay(city.firstDay) });
  return all.filter((one) => calendar.dayOf(one.at) < today);
}

/** The draft of the next plan, once its day has come. */
function nextPlanOf({ pack }: Pick<House, 'pack'>, today: string, { random = 1 }: ExampleOptions) {
  const [plan] = plansIn(pack);
  const calendar = openCalendar(pack.city.timeZone, pack.city.firstDay);
  const next = plan ? nextPlan(plan, calendar, chanceOf(random, 'next plan')) : null;
  return next && calendar.dayOf(next.at) < today ? next : null;
}

const lastDay = (first: string): string => endOfYear(yearOf(first) + 2);

/** What organizations are is a fact that the others use: within a month they come first. */
const sorts: readonly Sort[] = [
  'organization',
  'recognition',
  'technologyManager',
  'aboveScaleListing',
  'yearlyRevenue',
  'tenancy',
  'premises',
  'venue',
  'listing',
  'fair',
  'fairProject',
  'matchEvent',
  'eventRegistration',
  'eventMeeting',
  'statisticalReturn',
  'reportedFigure',
  'planTask',
  'milestone',
  'followUpOrder',
  'workReport',
  'typicalCase',
  'allocation',
  'registry',
  // Before the contracts of its month: nothing of a line changes between its tick and the closing.
  'contractYear',
  'contract',
  'managerNaming',
];
/** What may be done to many at once, in the order of a record's life: within a month nothing of one is out of its order then. */
/** Of these everything is done in the order of each record's turns: a return may be handed in twice in a month. */
const byTurns: readonly Sort[] = [
  'recognition',
  'reportedFigure',
  'aboveScaleListing',
  'statisticalReturn',
  'listing',
  'fairProject',
];
const inOrder: Partial<Record<Sort, readonly string[]>> = { contract: Object.keys(contractLife.actions) };
const atOnce = 2000;

/** Month by month, each kind's new records in bulk, then what was done to them in the order of doing. */
async function load(house: House, tx: Transaction<Tables>, deeds: readonly Deed[]): Promise<ReadonlyMap<string, string>> {
  const ids = await ensurePast(registriesOf(house.pack), tx);
  for (const id of officersOfThePast) ids.set(id, id);
  const { city } = house.pack;
  const calendar = openCalendar(city.timeZone, city.firstDay);
  const opened = openedWithin(house, tx);
  const months = Map.groupBy(deeds, (one) => calendar.dayOf(one.at).slice(0, 7));
  for (const month of months.values()) {
    const bySort = Map.groupBy(month, (one) => one.of);
    for (const sort of sorts) {
      const own = bySort.get(sort) ?? [];
      const creating = own.filter((one) => one.action === 'create');
      const following = own.filter((one) => one.action !== 'create');
      await loadSome(opened[sort], creating, ids);
      const order = inOrder[sort];
      const ordered = byTurns.includes(sort)
        ? inTurns(following)
        : order
          ? following.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action))
          : following;
      await loadSome(opened[sort], ordered, ids);
    }
  }
  return ids;
}

async function loadSome(opened: Loadable, deeds: readonly Deed[], ids: Map<string, string>): Promise<void> {
  for (let at = 0; at < deeds.length; at += atOnce) {
    const some = deeds.slice(at, at + atOnce);
    const rows = await opened.actMany(some.map((one) => callOf(opened, one, ids)));
    for (const [index, deed] of some.entries()) {
      const row = rows[index];
      if (row) ids.set(deed.key, row.id);
    }
  }
}

/** The kinds that are loaded, each writing within the one transaction. */
function openedWithin(
  {
    organizations,
    recognitions,
    people,
    statistics,
    tenants,
    premises,
    listings: ofMarket,
    atWork,
    contracts,
    contractYears,
    managerNamings,
    registries,
    targets: { allocations },
    ...market
  }: House,
  tx: Transaction<Tables>,
): Record<Sort, Loadable> {
  const { reportedFigures, listings, revenues, returns } = statistics;
  return {
    organization: { kind: organizations.kind, actMany: (calls) => organizations.actMany(calls, withinAs(tx)) },
    recognition: { kind: recognitions.kind, actMany: (calls) => recognitions.actMany(calls, withinAs(tx)) },
    technologyManager: { kind: people.kind, actMany: (calls) => people.actMany(calls, withinAs(tx)) },
    aboveScaleListing: { kind: listings.kind, actMany: (calls) => listings.actMany(calls, withinAs(tx)) },
    yearlyRevenue: { kind: revenues.kind, actMany: (calls) => revenues.actMany(calls, withinAs(tx)) },
    premises: { kind: premises.kind, actMany: (calls) => premises.actMany(calls, withinAs(tx)) },
    ...marketWithin({ ...market, listings: ofMarket }, tx),
    tenancy: { kind: tenants.tenancies.kind, actMany: (calls) => tenants.tenancies.actMany(calls, withinAs(tx)) },
    statisticalReturn: { kind: returns.kind, actMany: (calls) => returns.actMany(calls, withinAs(tx)) },
    allocation: { kind: allocations.kind, actMany: (calls) => allocations.actMany(calls, withinAs(tx)) },
    reportedFigure: { kind: reportedFigures.kind, actMany: (calls) => reportedFigures.actMany(calls, withinAs(tx)) },
    planTask: { kind: atWork.planTasks.kind, actMany: (calls) => atWork.planTasks.actMany(calls, withinAs(tx)) },
    milestone: { kind: atWork.milestones.kind, actMany: (calls) => atWork.milestones.actMany(calls, withinAs(tx)) },
    followUpOrder: { kind: atWork.orders.kind, actMany: (calls) => atWork.orders.actMany(calls, withinAs(tx)) },
    workReport: { kind: atWork.workReports.kind, actMany: (calls) => atWork.workReports.actMany(calls, withinAs(tx)) },
    registry: { kind: registries.kind, actMany: (calls) => registries.actMany(calls, withinAs(tx)) },
    contract: { kind: contracts.kind, actMany: (calls) => contracts.actMany(calls, withinAs(tx)) },
    contractYear: { kind: contractYears.kind, actMany: (calls) => contractYears.actMany(calls, withinAs(tx)) },
    managerNaming: { kind: managerNamings.kind, actMany: (calls) => managerNamings.actMany(calls, withinAs(tx)) },
    typicalCase: { kind: atWork.cases.kind, actMany: (calls) => atWork.cases.actMany(calls, withinAs(tx)) },
  };
}

/** The act with its input checked as a request's would be, and the ids of the records that it names. */
function callOf({ kind }: Loadable, deed: Deed, ids: ReadonlyMap<string, string>): Call {
  const idOf = (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`${deed.action} of ${deed.key} comes before ${key}`);
    return id;
  };
  // Officers of the past are in no register: they are named by an id of their own.
  const accountOf = (named: string): string => ids.get(named) ?? named;
  const said = namedBy(deed, idOf);
  const step = kind.life.actions[deed.action];
  if (step === undefined) throw new Error(`a ${deed.of} has no action ${deed.action}`);
  const parsed = inputOf(step).safeParse(said);
  if (!parsed.success)
    throw new Error(`${deed.action} of ${deed.key} is refused: ${JSON.stringify(said)} ${String(parsed.error)}`);
  const { region, by } = deed;
  const own: Actor = by?.member
    ? { ...loader, roles: ['organizationAdmin'] }
    : region === undefined
      ? loader
      : { ...loader, roles: ['districtOfficer'], region };
  const actor: Actor = by
    ? {
        ...own,
        account: by.account === undefined ? null : accountOf(by.account),
        organization: by.organization === undefined ? null : idOf(by.organization),
      }
    : own;
  const call = { actor, action: deed.action, input: parsed.data, at: deed.at };
  return deed.action === 'create' ? call : { ...call, id: idOf(deed.key) };
}
