// The composition root: opens the modules over a database and a pack, plugs their ports, mounts their routes. Knows every module; none knows it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { AccountTables } from './platform/server/accounts.ts';
import type { Pack } from './platform/server/pack.ts';
import { openWords } from './platform/server/words.ts';
import { coverage, indicatorDefinition } from './indicators/indicator.ts';
import { mountIndicators, openIndicators, type RegionTree } from './indicators/server/index.ts';
import { type LedgerTables, openLedger } from './ledger/server/index.ts';
import { departments as departmentList, type Region, regions as regionList, regionsInside } from './organizations/region.ts';
import { mountOrganizations, openOrganizations, type OrganizationTables } from './organizations/server/index.ts';
import { openTechnologyManagers, type PeopleTables, technologyManagers } from './people/server/index.ts';
import { plan as planSchema, planFaults } from './plans/plan.ts';
import { mountPlans, openPlans } from './plans/server/index.ts';
import { titles, titlesEver, titlesKnown, titlesNew } from './recognitions/contributes.ts';
import { recognitionKinds, textOn } from './recognitions/kind.ts';
import { mountRecognitions, openRecognitions, type RecognitionTables } from './recognitions/server/index.ts';
import type { Life } from './records/lifecycle.ts';
import { drainRecalculations, type Kernel, type KernelTables, mountKind, mountSeals, now, openKernel, seal, settledBefore } from './records/server/index.ts';
import { openStatistics, reported, type StatisticsTables } from './statistics/server/index.ts';
import { mountHealth } from './health.ts';
import { words } from './words.ts';

export type Tables = AccountTables & KernelTables & LedgerTables & OrganizationTables & RecognitionTables & PeopleTables & StatisticsTables;
export type House = Awaited<ReturnType<typeof openHouse>>;

/** Reads the parts of a pack that code needs, each by its own schema, and what must hold between them. Throws `PackError`. */
export function readPack(pack: Pack) {
  const regions = pack.read('regions.json', regionList);
  const kinds = pack.read('kinds.json', recognitionKinds);
  const definitions = pack.read('indicators.json', z.array(indicatorDefinition));
  const coverages = pack.read('coverage.json', z.array(coverage));
  const departments = pack.read('departments.json', departmentList);
  const plans = pack.files.filter((file) => /^plans\/.+\.json$/.test(file)).map((file) => pack.read(file, planSchema));
  const series = definitions.flatMap((one) => [one.reported, 'series' in one.compute ? one.compute.series : null].filter((code) => code !== null));
  const around = { indicators: definitions.map((one) => one.code), kinds: kinds.kinds.map((one) => one.code), series, departments: departments.map((one) => one.code) };
  const faults = plans.flatMap((plan) => planFaults(plan, around));
  if (faults.length > 0) throw new Error(`The pack of ${pack.city.code} does not hold together: ${faults.join('; ')}`);
  return { regions, kinds, definitions, coverages, departments, plans, series: [...new Set(series)] };
}

/** The city's regions as indicators need them. */
export const regionTree = (regions: readonly Region[], root: string): RegionTree => ({
  root,
  inside: (id, functionalAreas) => regionsInside(regions, id, { functionalAreas }),
  parts: (id, functionalAreas) => {
    const shown = id === root ? regions.filter((one) => one.kind !== 'city' && (functionalAreas === 'out' || one.kind !== 'functionalArea')) : regions.filter((one) => one.id === id || one.within === id);
    return shown.map((one) => ({ id: one.id, name: one.name }));
  },
  whole: regions.filter((one) => one.kind === 'district').map((one) => one.id),
});

type Opening = { db: Kysely<Tables>; pack: Pack; demo: boolean };

/** Opens every module. Nothing is mounted and no job runs yet. */
export async function openHouse({ db, pack, demo }: Opening) {
  const { city } = pack;
  const parts = readPack(pack);
  const say = openWords(words);
  const typed = <T>() => db as unknown as Kysely<T>;
  const measures = [titles, titlesEver, titlesNew, titlesKnown, reported, technologyManagers];
  const ledger = await openLedger(typed<LedgerTables>(), measures, {
    region: parts.regions.map((one) => one.id),
    kind: [...parts.kinds.kinds.map((one) => one.code), ...parts.series],
    level: parts.kinds.levels.map((one) => one.code),
  });
  const kernel = await openKernel({ db, ledger, city, demoActs: city.kind === 'invented' });
  const organizations = openOrganizations(kernel, typed<OrganizationTables>(), { regions: parts.regions, placeWords: city.placeWords, root: city.root });
  const recognitions = openRecognitions(kernel, typed<RecognitionTables>(), parts.kinds, organizations);
  const today = async () => kernel.dayOf(await now(kernel.db));
  const regions = regionTree(parts.regions, city.root);
  const indicators = openIndicators({
    db: typed<LedgerTables>(),
    ledger,
    definitions: parts.definitions,
    coverages: parts.coverages,
    regions,
    ports: {
      today,
      now: () => now(kernel.db),
      settledBefore: () => settledBefore(kernel),
      firstDay: city.firstDay,
      nameOf: (by, code, on) => {
        const named = by === 'kind' ? parts.kinds.kinds.find((one) => one.code === code) : parts.kinds.levels.find((one) => one.code === code);
        return named ? textOn(named.names, on) : null;
      },
      titlesOf: (records) => titlesOf(kernel, records),
      organizationNames: (ids) => organizations.names(ids),
      say: (key, language, params) => say(language, key, params),
    },
  });
  const people = openTechnologyManagers(kernel, typed<PeopleTables>(), organizations);
  const statistics = openStatistics(kernel, typed<StatisticsTables>(), { pack, regions: parts.regions, root: city.root, series: parts.series, indicators, today });
  const plans = openPlans({
    plans: parts.plans,
    indicators,
    ports: {
      today,
      firstDay: city.firstDay,
      registerLine: (kinds, asOf, knownAt) => registerLine(kinds, asOf, knownAt),
      kindName: (code, on) => textOn(parts.kinds.kinds.find((one) => one.code === code)!.names, on),
      departmentName: (code) => parts.departments.find((one) => one.code === code)?.name ?? null,
      say: (key, actor, params) => say(actor.language, key, params),
    },
  });

  /** Titles of these kinds that stand on a day, if the register of any of them is complete then, and those known at all. */
  async function registerLine(kinds: readonly string[], asOf: string, knownAt: Date) {
    const complete = parts.coverages.some((one) => one.from <= asOf && parts.definitions.some((d) => d.register === one.register && 'where' in d.compute && d.compute.where.kinds?.some((kind) => kinds.includes(kind))));
    const ask = async (measure: string, to: string) => (await ledger.sums(typed<LedgerTables>(), { measure, kinds, from: null, to, knownAt }))[0]!.amount;
    const [standing, known] = await Promise.all([ask('titles', asOf), ask('titlesKnown', '9999-12-31')]);
    return { standing: complete ? standing : null, known: Number(known) };
  }

  /** Mounts all routes of the modules; sign-in is the platform's. */
  function mountAll(app: FastifyInstance, version: string) {
    mountHealth(app, { db, pack, demo, today, version });
    mountKind(app, kernel, organizations as never);
    mountOrganizations(app, organizations, pack, (id) => recordsOf(kernel, id));
    mountRecognitions(app, kernel, recognitions);
    mountKind(app, kernel, recognitions as never);
    mountSeals(app, kernel);
    mountIndicators(app, indicators);
    mountPlans(app, plans);
    people.mount(app);
    statistics.mount(app);
  }

  /** The organization that demo accounts act for: in an invented city the first one that still reports. */
  async function demoOrganization() {
    if (city.kind === 'real') return null;
    const first = await db.selectFrom('organizations').select(['id', 'created']).where('state', '=', 'active').orderBy('id').limit(1).executeTakeFirst();
    return first ? { id: first.id, since: kernel.dayOf(first.created) } : null;
  }

  /** Lifecycles of all kinds, for the printed matrix and its test. */
  const kinds = (): Life[] => [...kernel.kinds.values()].map((one) => one.life);

  return { demoOrganization, kinds, kernel, ledger, organizations, recognitions, people, statistics, indicators, plans, parts, pack, mountAll, work: () => work(kernel) };
}

/** What goes on beside requests: recalculation of what changed facts touch, and closing batches. */
async function work(kernel: Kernel): Promise<void> {
  await drainRecalculations(kernel);
  await seal(kernel);
}

async function titlesOf(kernel: Kernel, records: readonly { record: string; event: string }[]) {
  const found = new Map<string, { kind: string; title: string | null }>();
  if (records.length === 0) return found;
  const { rows } = await sql<{ record: string; kind: string }>`select distinct record, kind from events where id = any(${records.map((one) => one.event)}::uuid[])`.execute(kernel.db);
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const opened = kernel.kinds.get(kind)!;
    const ids = rows.filter((row) => row.kind === kind).map((row) => row.record);
    const own = await kernel.db.selectFrom(opened.table).selectAll().where('id', 'in', ids).execute();
    for (const row of own) found.set(String(row['id']), { kind, title: opened.title(row as never, {}) });
  }
  return found;
}

async function recordsOf(kernel: Kernel, organization: string): Promise<{ kind: string; count: number }[]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select 'recognition' as kind, count(*)::int as count from recognitions where organization = ${organization} and state <> 'voided'
    union all select 'technologyManager', count(*)::int from technology_managers where organization = ${organization}`.execute(kernel.db);
  return rows.filter((row) => row.count > 0);
}
