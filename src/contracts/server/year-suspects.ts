// What a year's check list suspects: contracts that say the same, and those that the self-check does not take for technology contracts. Signals, not decisions.
import { setImmediate as breathe } from 'node:timers/promises';
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { endOfYear } from '../../platform/shared/dates.ts';
import type { Checker } from '../checking.ts';
import { counting } from '../contributes.ts';
import type { Terms } from '../terms.ts';
import type { ContractTables } from './tables.ts';

type On = QueryExecutorProvider;
/** Conditions on the table of contracts, and how far the judging of a year is. Another source of signals may stand here. */
export type Suspects = {
  nearDuplicates: RawBuilder<boolean>;
  nonTechnology: RawBuilder<boolean>;
  progress: (on: On, year: number) => Promise<{ done: number; total: number }>;
  /** Judges some of what is left of the years whose list is being looked through; returns how many. */
  work: () => Promise<number>;
};

/** Enough of a text for its subject; a whole book would hold up everybody. */
const longestJudged = 200_000;
const atOnce = 50;
const forMs = 250;

export const counted = sql`state = any(${[...counting]}::text[])`;
/** Contracts that count and were registered in a year. A condition on their table. */
export const ofYear = (year: number) =>
  sql<boolean>`(${counted} and registered_on >= ${`${year}-01-01`}::date and registered_on <= ${endOfYear(year)}::date)`;

/** What signals found by shingles of the text (`server/signals`): both contracts of a pair, where both count. */
const alikeByText = sql`select unnest(array[one.contract, other.id]) from (
    select s.contract, (record ->> 'id')::uuid as other from contract_signals s
      cross join jsonb_array_elements(s.signals) signal cross join jsonb_array_elements(signal -> 'records') record
      where signal ->> 'key' like 'sameText.%' and record ->> 'kind' = 'contract') one
  join contracts own on own.id = one.contract and own.${counted} join contracts other on other.id = one.other and other.${counted}`;

/**
 * The same or nearly the same text, or the same parties, amount and title: with any contract that counts, of whatever year. By digest as well,
 * which needs no signals: they are made beside requests, and follow some seconds after an act.
 */
const nearDuplicates = sql<boolean>`id in (
  select unnest(array_agg(id)) from contracts where ${counted} and text_digest is not null group by text_digest having count(*) > 1
  union all
  select unnest(array_agg(id)) from contracts where ${counted} and amount is not null
    group by organizations, amount, lower(regexp_replace(title, '\\s', '', 'g')) having count(*) > 1
  union all ${alikeByText})`;

/** `rules` names the rule base that `check` judges by: with another one every contract is judged anew. */
export function openSuspects(db: Kysely<ContractTables>, check: Checker, rules: string): Suspects {
  const judged = sql`exists (select from contract_suspects s where s.contract = contracts.id and s.rules = ${rules})`;
  return {
    nearDuplicates,
    nonTechnology: sql<boolean>`id in (select contract from contract_suspects where verdict = 'not-registrable' and rules = ${rules})`,
    async progress(on, year) {
      const { rows } = await sql<{ done: number; total: number }>`select count(*)::int as total,
        (count(*) filter (where ${judged}))::int as done from contracts where ${ofYear(year)}`.execute(on);
      return rows[0] ?? { done: 0, total: 0 };
    },
    async work() {
      const { rows: years } = await sql<{
        year: number;
      }>`select year from contract_years where state = 'open' order by year`.execute(db);
      const until = performance.now() + forMs;
      let done = 0;
      for (const { year } of years) {
        const { rows } =
          await sql<Judged>`select id, title, type, amount, technology_amount, signed_on, valid_from, valid_to, registered_on,
            (select left(body, ${longestJudged}) from contract_texts t where t.digest = text_digest) as text
          from contracts where ${ofYear(year)} and not ${judged} limit ${atOnce}`.execute(db);
        const verdicts: { contract: string; verdict: string; rules: string }[] = [];
        for (const row of rows) {
          if (verdicts.length > 0 && performance.now() > until) break;
          verdicts.push({ contract: row.id, verdict: verdictOf(check, row), rules });
          await breathe();
        }
        if (verdicts.length > 0)
          await db
            .insertInto('contract_suspects')
            .values(verdicts)
            .onConflict((on) => on.column('contract').doUpdateSet((of) => ({ verdict: of.ref('excluded.verdict'), rules })))
            .execute();
        done += verdicts.length;
      }
      return done;
    },
  };
}

type Judged = {
  id: string;
  title: string;
  type: Terms['type'];
  amount: string | null;
  technology_amount: string | null;
  signed_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  registered_on: string;
  text: string | null;
};

/** By the rules of the day on which it was registered. */
function verdictOf(check: Checker, row: Judged): string {
  const { verdict } = check(
    {
      title: row.title,
      ...(row.text === null ? {} : { text: row.text }),
      fields: {
        ...(row.type === null ? {} : { type: row.type }),
        totalAmount: row.amount,
        technologyAmount: row.technology_amount,
        signedOn: row.signed_on,
        validFrom: row.valid_from,
        validTo: row.valid_to,
      },
    },
    row.registered_on,
    'zh-CN',
  );
  return verdict;
}
