// Codes made by one process, as another that serves the same city meets them; and codes whose transaction was undone. Sums themselves: test/bench, indicators.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { entry, measure } from '../entry.ts';
import { type Ledger, type LedgerTables, openLedger } from './index.ts';

const posts = measure('posts', 'organization', 0, []);
let database: TestDatabase<LedgerTables>;
let [mine, other] = [] as unknown as [Ledger, Ledger];
beforeAll(async () => {
  database = await cloneDatabase<LedgerTables>();
  // Two processes, each with what it knew when it started.
  [mine, other] = [await openLedger(database.db, [posts]), await openLedger(database.db, [posts])];
});
afterAll(() => database.drop());

const question = { measure: 'posts', from: null, to: '2030-01-01', knownAt: new Date('2031-01-01') };
const postedAt = (level: string) => ({
  event: randomUUID(),
  record: randomUUID(),
  recordedAt: new Date('2026-01-01'),
  entries: [entry({ measure: posts, amount: '1', on: '2026-01-01', region: '', kind: '', level, dimensions: {} })],
});

test('a code that another process has made since is found, named and not taken for nothing', async () => {
  const made = postedAt('late');
  await database.db.transaction().execute((tx) => mine.write(tx, [made]));
  expect(await other.sums(database.db, { ...question, levels: ['late'] })).toMatchObject([{ amount: '1' }]);
  const made2 = postedAt('later');
  await database.db.transaction().execute((tx) => mine.write(tx, [made2]));
  expect(await other.sums(database.db, question, 'level')).toEqual(
    expect.arrayContaining([expect.objectContaining({ key: 'later', amount: '1' })]),
  );
  const made3 = postedAt('latest');
  await database.db.transaction().execute((tx) => mine.write(tx, [made3]));
  expect(await other.posted(database.db, made3.record)).toMatchObject([{ level: 'latest' }]);
});

test('a code whose transaction was undone is made anew by the next', async () => {
  const undone = database.db.transaction().execute(async (tx) => {
    await mine.write(tx, [postedAt('undone')]);
    expect(await mine.sums(tx, question, 'level')).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'undone' })]));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  const made = postedAt('undone');
  await database.db.transaction().execute((tx) => mine.write(tx, [made]));
  expect(await other.posted(database.db, made.record)).toMatchObject([{ level: 'undone' }]);
  expect(await mine.posted(database.db, made.record)).toMatchObject([{ level: 'undone' }]);
});
