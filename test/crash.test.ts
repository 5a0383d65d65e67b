// Killed with SIGKILL at random under write load: every acknowledged act is there, none half, seals verify, repeats answer the same. Twenty times: `bench crash`.
import { expect, test } from 'vitest';
import type { Tables } from '../src/app.ts';
import { ownServer, schema } from './bench/place.ts';
import { crash, type Found, killServerAt } from './crash/round.ts';
import { cloneDatabase, testSchema } from './harness/database.ts';

const writers = 6;

function expectSound(found: Found) {
  expect(found).toMatchObject({ lost: [], half: 0, findings: [], repeatedWrong: [] });
  expect(found.acknowledged).toBeGreaterThan(2 * writers);
  expect(found.repeated).toBeGreaterThan(writers);
  expect(found.committedOnly).toBeGreaterThanOrEqual(0);
  expect(found.committedOnly).toBeLessThanOrEqual(writers);
}

test('the process is killed three times while it writes: nothing acknowledged is lost, nothing is half there', {
  timeout: 300_000,
}, async () => {
  const database = await cloneDatabase<Tables>({ durable: true });
  try {
    for (const run of ['a', 'b', 'c']) {
      const found = await crash({ connection: database.app, schema: testSchema, run, writers });
      expectSound(found);
      expect(found.lost).toEqual([]);
    }
  } finally {
    await database.drop();
  }
});

test('the database server is killed while it is written to: it comes back with all that was acknowledged, and the writers go on', {
  timeout: 300_000,
}, async () => {
  const server = await ownServer();
  try {
    const found = await crash({
      connection: server.app,
      schema,
      run: 'd',
      writers,
      killServer: () => killServerAt(server.dataDir),
    });
    expectSound(found);
    expect(found.afterwards).toBeGreaterThanOrEqual(5 * writers);
  } finally {
    await server.remove();
  }
});
