// Which years are closed for a contract: read and held in its act, so that no year closes between what it sees and what it posts.
import { type QueryExecutorProvider, sql } from 'kysely';
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { subtract } from '../../platform/shared/money.ts';
import { type Kernel, now } from '../../records/server/index.ts';
import type { ClosedPeriod } from '../../ledger/entry.ts';
import type { Statement } from '../contract.ts';
import { counting } from '../contributes.ts';
import { life, type Revision, yearClosed } from '../contractYear.ts';

type On = QueryExecutorProvider;
/** A closed year, and the contracts that its running revision names. */
type ClosedYear = { year: number; revision: { n: number; contracts: ReadonlySet<string> } | null };
export type ClosedYears = ReturnType<typeof openClosedYears>;

const key = sql`hashtextextended(current_schema() || ' contract years', 0)`;
/** Waits for the acts on contracts that are under way; those that come later see what is done here. */
export const holdAlone = (tx: On): Promise<unknown> => sql`select pg_advisory_xact_lock(${key})`.execute(tx);

async function read(on: On): Promise<ClosedYear[]> {
  const { rows } = await sql<{ year: number; state: string; last: Revision | null }>`
    select year, state, revisions -> -1 as last from contract_years where closed_on is not null order by year`.execute(on);
  return rows.map(({ year, state, last }) => ({
    year,
    revision: state === 'revising' && last ? { n: last.n, contracts: new Set(last.contracts) } : null,
  }));
}

export function openClosedYears(kernel: Kernel) {
  /** While a city is loaded nobody else closes years: they are read once, and again after an act on one. */
  let loaded: ClosedYear[] | null = null;
  kernel.after('contractYear', Object.keys(life.actions), async () => {
    loaded = null;
  });
  const held = new WeakMap<object, ClosedYear[]>();
  /** Held until the act is done. The lock comes first: what is read in the statement that waits for it would be old. */
  const holding = async (tx: On): Promise<ClosedYear[]> => {
    if (kernel.loading) return (loaded ??= await read(tx));
    const known = held.get(tx);
    if (known) return known;
    await sql`select pg_advisory_xact_lock_shared(${key})`.execute(tx);
    const years = await read(tx);
    held.set(tx, years);
    return years;
  };
  return {
    /** As the kernel asks it of every act that counts. */
    periods: async (tx: On, contract: { id: string }): Promise<ClosedPeriod[]> =>
      (await holding(tx)).map(({ year, revision }) => ({
        name: String(year),
        from: `${year}-01-01`,
        to: endOfYear(year),
        revision: revision?.contracts.has(contract.id) ? `${year}-${revision.n}` : null,
      })),
    /** Throws when a day lies in a closed year, unless the running revision of that year names the contract. */
    admit: async (tx: On, contract: { id: string }, field: string, ...days: (string | null)[]): Promise<void> => {
      const years = await holding(tx);
      for (const on of days) {
        const closed = years.find(
          ({ year, revision }) => on !== null && year === yearOf(on) && !revision?.contracts.has(contract.id),
        );
        if (!closed) continue;
        const params = { year: String(closed.year), on: on ?? '' };
        throw yearClosed(params, [{ path: field, code: 'yearClosed', words: 'contractYears:refusals.yearClosed', params }]);
      }
    },
    /** Those that are closed, for a preview: nothing is held. */
    known: async (on: On): Promise<number[]> => (await read(on)).map(({ year }) => year),
    /** For what is only shown: nothing is held. */
    now: async (on: On) => ({ years: await read(on), today: kernel.dayOf(await now(on)) }),
  };
}

export type Standing = Awaited<ReturnType<ClosedYears['now']>>;

/** On which day a revocation would take back each amount: its own while its year is open, today once it is closed. Null where nothing counts. */
export function takenBack(of: { id: string; state: string; statements: readonly Statement[] }, { years, today }: Standing) {
  if (!counting.includes(of.state)) return null;
  return of.statements.map((one, at) => {
    const before = of.statements[at - 1];
    const closed = years.find(({ year, revision }) => year === yearOf(one.on) && !revision?.contracts.has(of.id));
    return {
      of: one.on,
      amount: before ? subtract(one.amount, before.amount) : one.amount,
      on: closed ? today : one.on,
      closedYear: closed?.year ?? null,
    };
  });
}
