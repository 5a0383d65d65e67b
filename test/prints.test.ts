// What is printed from the code and checked in is what the code prints now: schema, API, permissions, indicators.
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
}, 60_000);
