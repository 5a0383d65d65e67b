// What is printed from the code and checked in is what the code prints now: schema, API, permissions, indicators.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../scripts/printing.ts';
import { prints } from '../scripts/prints.ts';

// The schema is printed by the embedded server; another major version words some definitions otherwise.
const here = process.env['DATABASE_URL'] ? prints.filter(({ path }) => path !== 'db/schema.sql') : prints;

test('the prints are up to date (npm run print)', async () => {
  const printed = await compare(here, join(import.meta.dirname, '..'));
  expect(printed.length).toBeGreaterThan(2);
  expect(printed.filter(({ same }) => !same).map(({ path }) => path)).toEqual([]);
}, 300_000);

/** Else a search reads all that came since the last vacuum: 30 ms instead of 0.1 after 30,000 contracts were loaded. */
test('what is searched within a row stands in its index at once', () => {
  const lists =
    readFileSync(join(import.meta.dirname, '../db/schema.sql'), 'utf8').match(/^CREATE INDEX .* USING gin .*$/gm) ?? [];
  expect(lists.length).toBeGreaterThan(5);
  expect(lists.filter((one) => !one.includes('WITH (fastupdate=off)'))).toEqual([]);
});
