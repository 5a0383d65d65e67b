// Ports that lower modules declared and higher ones answer: names, titles, counts across modules. Part of the composition root.
import { sure } from './platform/shared/sure.ts';
import { type Kysely, sql } from 'kysely';
import { seenAs } from './platform/server/database.ts';
import type { AccountTables } from './platform/server/accounts.ts';
import { actorOf, type ActorOptions } from './platform/server/actorOf.ts';
import { type Say } from './platform/server/words.ts';
import { type Actor, hasRole, type Language } from './platform/shared/actor.ts';
import { contractOfficers } from './contracts/figures.ts';
import { confidentialMeasures, type ContractTables, openFiguresOf } from './contracts/server/index.ts';
import type { City } from './platform/shared/city.ts';
import { textIn } from './platform/shared/words.ts';
import { type IndicatorPorts, type Summed } from './indicators/server/index.ts';
import type { Ledger, LedgerTables } from './ledger/server/index.ts';
import type { Organizations } from './organizations/server/index.ts';
import { type ApplicationsOf, openReturnsOf, returned } from './statistics/server/index.ts';
import { regionsInside } from './organizations/region.ts';
import type { LinkedTitles, PlanPorts } from './plans/server/index.ts';
import type { NoticePorts } from './desk/server/index.ts';
import { textOn } from './recognitions/kind.ts';
import { type Kernel, type KernelTables, now, type Row, settledBefore } from './records/server/index.ts';
import type { PackParts } from './app-pack.ts';

export type Around = { kernel: Kernel; ledger: Ledger; city: City; parts: PackParts; say: Say };

export const todayOf = (kernel: Kernel) => async () => kernel.dayOf(await now(kernel.db));

/** `on` is the connection that sees what is asked about: while a city is loaded only its own transaction does. */
export const indicatorPorts = (
  { kernel, ledger, city, parts, say }: Around,
  organizations: Organizations,
  on: Kysely<LedgerTables>,
): IndicatorPorts => ({
  dayOf: kernel.dayOf,
  now: () => now(kernel.db),
  settledBefore: () => settledBefore(kernel),
  entriesNow: () => entriesNow(kernel),
  firstDay: city.firstDay,
  nameOf: (by, code, on) => {
    const named = (by === 'level' ? parts.kinds.levels : parts.kinds.kinds).find((one) => one.code === code);
    return named ? textOn(named.names, on) : null;
  },
  titlesOf: (records, actor) => titlesOf(kernel, records, actor),
  organizationNames: (ids) => organizations.names(ids),
  // An entry of contracts is the price of one: for who works in the administration, whatever its parties disclose to others. One of
  // returns is what one respondent told: for the chain in charge of it.
  showsEntries: (measure, actor, inside) =>
    measure === returned.code
      ? inCharge(parts, actor, inside)
      : !confidentialMeasures.includes(measure) || hasRole(actor, ...contractOfficers),
  openTo: openTo({ kernel, ledger, city, parts, say }, on),
  say: (key, language, params) => say(language, key, params),
});
/** Whether these regions are his: the bureau's are all, a district's its own. */
function inCharge({ regions }: PackParts, actor: Actor, inside: readonly string[]): boolean {
  if (hasRole(actor, 'bureauOfficer')) return true;
  if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
  const own = regionsInside(regions, actor.region, { functionalAreas: 'in' });
  return inside.every((one) => own.includes(one));
}

/**
 * What is told to whom. Contracts: to who works in the administration to the second, to everybody else by ends of months, but for the city's
 * own sum. Returns: to who is in charge of them to the second, to everybody else by ends of months as known when this month began.
 */
const openTo = ({ kernel, ledger, city, parts }: Around, on: Kysely<LedgerTables>): IndicatorPorts['openTo'] => {
  const { regions } = parts;
  const of = { ledger, regions, timeZone: city.timeZone, dayOf: kernel.dayOf };
  const db = seenAs<ContractTables & LedgerTables>(kernel.db);
  const ofContracts = openFiguresOf({ ...of, db });
  const ofReturns = openReturnsOf({ ...of, db: on });
  return (sums, q, reader, isWhole) => {
    const told = sums.filter(({ measure }) => measure === returned.code);
    const series = told.flatMap(({ kinds }) => kinds ?? []);
    const isFlow = told.every((one) => one.isFlow);
    const returns =
      told.length === 0
        ? null
        : reader === 'release'
          ? ofReturns.released({ series, isFlow }, q)
          : inCharge(parts, reader, q.inside)
            ? null
            : ofReturns.public({ series, isFlow }, q);
    const contracts =
      isWhole || reader === 'release' || hasRole(reader, ...contractOfficers) ? null : ofContracts(measuresOf(sums), q);
    if (returns === null && contracts === null) return null;
    const hiding = async (on: string) => {
      const [one, other] = await Promise.all([returns?.hiding(on), contracts?.hiding(on)]);
      // The whole city's own sum of contracts is told to everybody at once: its plan is watched by it.
      return (region: string, alone: boolean) =>
        (one?.(region, alone) ?? false) || (region !== city.root && (other?.(region, alone) ?? false));
    };
    const { asOf, knownAt } = returns ?? contracts ?? q;
    return { asOf, knownAt, hiding };
  };
};

const measuresOf = (sums: readonly Summed[]): string[] => sums.map(({ measure }) => measure);

/** Who a calendar feed is read for: the account as it is at that moment. */
export const feedPorts = ({ kernel, city }: Around, db: Kysely<AccountTables>, of: Pick<ActorOptions, 'demo' | 'actsFor'>) => ({
  house: `${city.code}.touyan`,
  actorOf: async (account: string) => actorOf(db, account, { ...of, today: await todayOf(kernel)() }),
});
/**
 * Entries come with events alone: the oldest open batch, and how many entries the open ones have, say which there are. Asked apart: with the
 * batch in its hand the database sees that few events are meant, otherwise it may read them all.
 */
async function entriesNow({ db }: Kernel): Promise<string> {
  const closed = await sql<{ next: number }>`select coalesce(max(batch), 0) + 1 as next from closings`.execute(db);
  const { next } = sure(closed.rows[0], 'the open batch');
  const { rows } = await sql<{ count: string }>`
    select coalesce(sum((select count(*) from entries n where n.event = e.id)), 0) as count from events e where e.batch >= ${next}`.execute(
    db,
  );
  return `${next} ${sure(rows[0], 'how many entries').count}`;
}

export const planPorts = ({ kernel, ledger, city, parts, say }: Around, db: Kysely<LedgerTables>): PlanPorts => ({
  today: todayOf(kernel),
  firstDay: city.firstDay,
  kindName: (code, on) =>
    textOn(
      sure(
        parts.kinds.kinds.find((one) => one.code === code),
        `kind ${code}`,
      ).names,
      on,
    ),
  root: city.root,
  regionName: (id, language) => {
    const found = parts.regions.find((one) => one.id === id);
    return found ? textIn(found.name, language) : null;
  },
  departmentName: (code) => parts.departments.find((one) => one.code === code)?.name ?? null,
  say: (key, actor, params) => say(actor.language, key, params),
  registers: async (asOf, knownAt) => {
    const counted = async (measure: string, to: string) =>
      new Map((await ledger.sums(db, { measure, from: null, to, knownAt }, 'kind')).map((one) => [one.key, Number(one.amount)]));
    const [standing, known] = await Promise.all([counted('titles', asOf), counted('titlesKnown', '9999-12-31')]);
    const sumOf = (counts: ReadonlyMap<string, number>, kinds: readonly string[]) =>
      kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
    return (kinds) => ({
      standing: isComplete(parts, kinds, asOf) ? sumOf(standing, kinds) : null,
      known: sumOf(known, kinds),
    });
  },
});

/** Where the words of each kind's actions stand. */
const wordsOfKinds: Record<string, string> = {
  organization: 'organizations',
  recognition: 'recognitions',
  reportedFigure: 'statistics',
  release: 'releases',
  technologyManager: 'people',
  contract: 'contracts',
  registry: 'registries',
  certifiedList: 'certifiedLists',
  registrationRequest: 'registrationRequests',
  managerNaming: 'managerNamings',
  signalNote: 'signalNotes',
  organizationRelation: 'relations',
  contractYear: 'contractYears',
  planTask: 'planTasks',
  milestone: 'milestones',
  followUpOrder: 'orders',
  workReport: 'workReports',
  typicalCase: 'cases',
  allocation: 'allocations',
  planDraft: 'planDrafts',
  gapFollowUp: 'gaps',
  aboveScaleListing: 'listings',
  yearlyRevenue: 'revenues',
  statisticalReturn: 'returns',
  tenancy: 'tenancies',
  premises: 'premises',
  listing: 'market',
  venue: 'venues',
  fair: 'fairs',
  fairProject: 'fairs',
  matchEvent: 'events',
  eventRegistration: 'events',
  eventMeeting: 'events',
  declinedMatch: 'matches',
  wordGroup: 'wordGroups',
  deal: 'deals',
  engagement: 'engagements',
  proposal: 'proposals',
  carriedDeal: 'carriedDeals',
  dealShare: 'dealShares',
  visit: 'visits',
  visitItem: 'visits',
  auction: 'auctions',
  auctionBidder: 'auctions',
  apiKey: 'apiKeys',
  webhook: 'webhooks',
  calendarYear: 'calendar',
  archive: 'archives',
  attachment: 'attachments',
  signUp: 'signUps',
};

export const noticePorts = ({ say }: Around, organizations: Organizations): NoticePorts => ({
  oneWith: organizations.oneWith,
  survivors: organizations.survivors,
  organizationNames: organizations.names,
  actionName: (kind, action, language) => {
    const key = `${wordsOfKinds[kind] ?? kind}:actions.${action}`;
    const said = say(language, key);
    return said === key ? action : said;
  },
});

/** Whether for each of these kinds a register is complete on a day: that of its group, or that of an indicator which counts it. */
const isComplete = ({ kinds: pack, definitions, coverages }: PackParts, kinds: readonly string[], on: string): boolean =>
  kinds.every((kind) => {
    const group = pack.kinds.find((one) => one.code === kind)?.group;
    const counting = definitions.filter((one) => 'where' in one.compute && one.compute.where.kinds?.includes(kind));
    const registers = [group, ...counting.map((one) => one.register)];
    return coverages.some((one) => registers.includes(one.register) && one.from <= on && (one.to === null || on <= one.to));
  });

/** What people call the records behind entries, by the kind of each. */
async function titlesOf(kernel: Kernel, records: readonly { record: string; event: string }[], actor: Actor) {
  const found = new Map<string, { kind: string; title: string | null }>();
  if (records.length === 0) return found;
  const events = records.map((one) => one.event);
  const { rows } = await sql<{
    record: string;
    kind: string;
  }>`select distinct record, kind from events where id = any(${events}::uuid[])`.execute(kernel.db);
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const opened = sure(kernel.kinds.get(kind), `kind ${kind}`);
    const ids = rows.filter((row) => row.kind === kind).map((row) => row.record);
    const own = await kernel.db.selectFrom(opened.table).selectAll().where('id', 'in', ids).execute();
    const seen = await opened.waiting.titles(ids, actor);
    for (const row of own as Row[])
      found.set(row.id, { kind, title: seen.has(row.id) ? opened.title(row, {}, actor.language) : null });
  }
  return found;
}

/** Records of other kinds that stand with an organization, and titles that it has as well as the one it would be merged into. */
export async function standing({ db }: Kernel, { sameAs }: Organizations, from: string, into: string) {
  const { rows: records } = await sql<{ kind: string; count: number }>`
    select 'recognition' as kind, count(*)::int as count from recognitions where organization in (${sameAs(from)}) and state <> 'voided'
    union all select 'technologyManager', count(*)::int from technology_managers where organization = ${from}`.execute(db);
  const { rows: twice } = await sql<{ kind: string; id: string; title: string; other: { id: string; title: string } }>`
    select 'recognition' as kind, f.id, f.title, jsonb_build_object('id', i.id, 'title', i.title) as other
    from recognitions f join recognitions i on i.kind = f.kind and i.level is not distinct from f.level
    where f.organization in (${sameAs(from)}) and i.organization in (${sameAs(into)})
      and f.state not in ('voided', 'removed') and i.state not in ('voided', 'removed') order by f.id, i.id limit 50`.execute(db);
  return { records: records.filter((row) => row.count > 0), twice };
}

/** Applications into which a respondent may carry its own figures: titles that nobody has decided on. */
export const applicationOn: ApplicationsOf = async ({ id }, on) => {
  const { rows } = await sql<{ organization: string | null; open: boolean }>`
    select organization, state in ('known', 'applied') as open from recognitions where id = ${id}`.execute(on);
  return rows[0] ?? null;
};

/** Titles of records that evidence names, by their kinds; personal values are in none of them. */
export const linkedTitles =
  (kernel: Kernel): LinkedTitles =>
  async (links, on) => {
    const found = new Map<string, (language: Language) => string>();
    for (const kind of new Set(links.map((one) => one.kind))) {
      const opened = sure(kernel.kinds.get(kind), `kind ${kind}`);
      const ids = links.filter((one) => one.kind === kind).map((one) => one.id);
      const { rows } = await sql<Row>`select * from ${sql.table(opened.table)} where id = any(${ids}::uuid[])`.execute(
        seenAs<KernelTables>(on),
      );
      for (const row of rows) found.set(row.id, (language) => opened.title(row, {}, language));
    }
    return found;
  };
