// The groups in force, in memory of one process: read again when the table has changed, whichever process changed it.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { WordGroups } from '../../../retrieval/alike.ts';

/** The groups that are used now: the same array until one of them changes, so that what is made of it is made once. */
export type HeldWords = () => Promise<WordGroups>;

/** The table is looked at again after so many milliseconds. */
const lookAfter = 300;

export function openHeldWords(db: QueryExecutorProvider): HeldWords {
  let groups: WordGroups = [];
  let [known, looked] = [-1, 0];
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    // No row goes, and each act makes one version more: the sum tells whether anything was done. What comes between both readings is read next time.
    const { rows: sums } = await sql<{ sum: number }>`select coalesce(sum(version), 0)::int as sum from word_groups`.execute(db);
    const sum = sums[0]?.sum ?? 0;
    if (sum !== known) {
      const { rows } = await sql<{ words: string[] }>`select words from word_groups where state = 'used' order by id`.execute(db);
      groups = rows.map(({ words }) => words);
      known = sum;
    }
    looked = Date.now();
  };
  return async () => {
    if (Date.now() - looked > lookAfter)
      await (looking ??= look().finally(() => {
        looking = null;
      }));
    return groups;
  };
}
