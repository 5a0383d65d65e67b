// Seeding: loads a city's pack into an empty schema. A real city gets only what its sources say; an invented one is generated (seed-example.ts).
import { type Kysely, sql, type Transaction } from 'kysely';
import type { House, Tables } from './app.ts';
import { analyzeTables, withinAs } from './platform/server/database.ts';
import { loader } from './seed-acting.ts';
import { seedExample } from './seed-example.ts';
import { drawPast } from './seed-registries.ts';
import { seal } from './records/server/index.ts';
import { oneAtATime } from './platform/server/locks.ts';

export type SeedOptions = {
  log?: (sentence: string) => void;
  /** Seed of the generator, and how many times the usual size, for an invented city. */
  random?: number;
  size?: number;
  /** How many contracts of an invented city are registered, whatever its size. */
  contracts?: number;
  /** How many of its institutions report each month, at most. */
  institutions?: number;
  /** How many supplies its market has; demands are made in proportion. */
  listings?: number;
};

/** Whether anything has happened in this city yet. */
export async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists(select from events) as some`.execute(db);
  return !rows[0]?.some;
}

/**
 * Loads the pack into a city that is still empty, in one transaction: a start that is broken off leaves nothing half loaded. Of
 * several processes that start at once one loads; the others wait for it. False when there was something already.
 */
export async function seedCity(house: House, db: Kysely<Tables>, options: SeedOptions = {}): Promise<boolean> {
  const { city } = house.pack;
  const loaded = await db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      await oneAtATime(tx, 'seed');
      if (!(await isEmpty(tx))) return false;
      if (city.kind === 'invented') await seedExample(house, tx, options);
      else await seedSources(house, tx);
      return true;
    });
  if (!loaded) return false;
  await seal(house.kernel);
  if (city.kind === 'invented') await drawPast(house);
  await analyzeTables(db);
  options.log?.(`${city.name.zh} ${city.name.en}: the pack ${city.version} was loaded.`);
  return true;
}

type Row = Record<string, string>;
const orNull = (said: string | undefined): string | null => (said === undefined || said === '' ? null : said);

/** Where a row of the pack says it comes from. What no official page shows is not verified. */
const sourceOf = (row: Row) => {
  const zh = [row['noteZh'], row['sourceNoteZh']].filter(Boolean).join('；');
  const en = [row['noteEn'], row['sourceNoteEn']].filter(Boolean).join('; ');
  return {
    verified: row['verified'] === 'yes',
    address: orNull(row['sourceUrl']),
    confidence: orNull(row['confidence']) as 'high' | 'medium' | 'low' | null,
    note: zh === '' ? null : { zh, en },
    statedOn: orNull(row['statedOn']),
  };
};

/** The sourced facts of a real city, as of the instant of loading: nobody knew them here before. */
async function seedSources({ organizations, recognitions, statistics, pack }: House, tx: Transaction<Tables>): Promise<void> {
  const create = (input: Record<string, unknown>) => ({ actor: loader, action: 'create', input });
  const parsed = (
    of: { parse: (action: 'create', input: unknown) => { success: boolean; data?: unknown; error?: unknown } },
    input: Record<string, unknown>,
  ) => {
    const result = of.parse('create', input);
    if (!result.success)
      throw new Error(`${pack.city.code}: a row of the pack is refused: ${JSON.stringify(input)} ${String(result.error)}`);
    return create(result.data as Record<string, unknown>);
  };
  const made = await organizations.actMany(
    pack.readCsv('organizations.csv').map((row) =>
      parsed(organizations, {
        name: row['name'],
        region: orNull(row['region']),
        kind: orNull(row['kind']),
        source: sourceOf(row),
      }),
    ),
    withinAs(tx),
  );
  const ids = new Map(made.map((row) => [row.name, row.id]));
  const entities = new Map(pack.readCsv('organizations.csv').map((row, index) => [row['entity'], made[index]?.id]));
  await recognitions.actMany(
    pack.readCsv('recognitions.csv').map((row) =>
      parsed(recognitions, {
        title: row['title'],
        kind: row['kind'],
        level: orNull(row['level']),
        region: orNull(row['region']),
        recognisedOn: orNull(row['year']),
        stage: row['stage'],
        organization: entities.get(row['entity']) ?? ids.get(row['operator'] ?? '') ?? null,
        source: sourceOf(row),
      }),
    ),
    withinAs(tx),
  );
  await statistics.seed(loader, withinAs(tx));
}
