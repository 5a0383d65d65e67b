// The daily digest: for each published demand what newly leads its lists, told to its owner and to the owners of what fits; a pair is told once, ever.
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import type { Language } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, now } from '../../../records/server/index.ts';
import type { Telling } from '../../../records/tells.ts';
import type { MatchingWeights } from '../../fit.ts';
import { shown } from '../conditions.ts';
import type { MarketTables } from '../tables.ts';
import type { Book } from './book.ts';
import { askingOf, declinedOf } from './asking.ts';
import type { Asking, Candidate, Listed } from './lists.ts';

export type Of = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  book: Book;
  weights: MatchingWeights;
  organizations: Organizations;
  ports: { tell: (tx: Transaction<MarketTables>, told: readonly Telling[]) => Promise<void> };
  listsOf: (asking: Asking, around: { declined: ReadonlySet<string>; most: number }) => Promise<Listed[]>;
};

/** It is there when offices open. */
const morning = 5;
const hourIn = (timeZone: string, at: Date): number =>
  Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at));
/** So many demands are gone through, then others have their turn. */
const turn = 5;

/** Tells what newly fits; gives how many pairs. What is broken off goes on where it was: what was told stands. */
export async function tellNew(of: Of): Promise<number> {
  if ((await of.book.upToDate()) !== null) return 0;
  const demands = await publishedDemands(of.db);
  let told = 0;
  for (const [at, id] of demands.entries()) {
    if (at % turn === turn - 1) await setImmediate();
    told += await tellOf(of, id);
  }
  return told;
}

/** Once an hour: tells what newly fits, in the morning of each day, by the process that comes first. */
export async function digest(of: Of): Promise<number> {
  const at = await now(of.db);
  if (hourIn(of.kernel.city.timeZone, at) < morning || (await of.book.upToDate()) !== null) return 0;
  const mine = await of.db
    .insertInto('match_digests')
    .values({ day: of.kernel.dayOf(at) })
    .onConflict((on) => on.doNothing())
    .returning('day')
    .executeTakeFirst();
  return mine === undefined ? 0 : tellNew(of);
}

async function publishedDemands(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from listings where ${shown} and side = 'demand' order by id`.execute(db);
  return rows.map((row) => row.id);
}

/** A fit that is not a good one is shown on the list, and told to nobody. */
const worthTelling = ({ fit }: Candidate): boolean => fit.strength !== 'some' && fit.for.length > 0;

async function tellOf({ kernel, db, weights, organizations, ports, listsOf }: Of, id: string): Promise<number> {
  const asking = await askingOf(db, organizations, id);
  if (asking === null) return 0;
  const { all: declined } = await declinedOf(db, id);
  const lists = await listsOf(asking, { declined, most: weights.shown });
  const fits = lists.flatMap(({ items }) => items.filter(worthTelling));
  if (fits.length === 0) return 0;
  return db.transaction().execute(async (tx) => {
    const at = await now(tx);
    const fresh = await keepTold(tx, { demand: id, fits, on: kernel.dayOf(at) });
    const [first] = fresh;
    if (first === undefined) return 0;
    const supplies = fresh.flatMap((one) => (one.kind === 'listing' ? [one.facts] : []));
    await ports.tell(tx, [
      tellingOf(`matches ${id} ${at.toISOString()}`, { record: id, owner: asking.organization, at }, 'matches:toldDemand', {
        count: fresh.length,
        first: titleOf(first),
      }),
      ...supplies.map((one) =>
        tellingOf(`matches ${one.id} ${id}`, { record: one.id, owner: one.organization, at }, 'matches:toldSupply', {
          demand: asking.title,
        }),
      ),
    ]);
    return fresh.length;
  });
}
const titleOf = (of: Candidate): string => (of.kind === 'listing' ? of.facts.title : of.capable.name);

/** Those that were never told: whichever process writes a pair tells it. */
async function keepTold(
  tx: Transaction<MarketTables>,
  { demand, fits, on }: { demand: string; fits: readonly Candidate[]; on: string },
): Promise<Candidate[]> {
  const rows = await tx
    .insertInto('matches_told')
    .values(fits.map(({ id }) => ({ demand, candidate: id, told_on: on })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('candidate')
    .execute();
  const fresh = new Set(rows.map((row) => row.candidate));
  return fits.filter((one) => fresh.has(one.id));
}

type About = { record: string; owner: string; at: Date };
function tellingOf(
  cause: string,
  { record, owner, at }: About,
  words: 'matches:toldDemand' | 'matches:toldSupply',
  params: Record<string, string | number>,
): Telling {
  const said: Record<Language, typeof params> = { 'zh-CN': params, en: params };
  return {
    cause,
    kind: 'listing',
    record,
    actor: null,
    at,
    concerns: { region: null, organizations: [owner] },
    rules: [{ to: [{ organization: 'members' }], topic: 'matches', words, params: said }],
  };
}
