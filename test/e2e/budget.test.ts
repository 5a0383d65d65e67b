// What a cold browser loads, and how soon it shows the plan's figures. The time is printed: it is a promise of an idle machine, not of a busy one.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from '../harness/browser.ts';
import { weigh } from '../web-budget.ts';

let city: City;
beforeAll(async () => {
  city = await openCity('example');
});
afterAll(() => city?.close());

test('scripts keep their budgets: before the first figures, the chart library, each later page', () => {
  const weights = weigh(fileURLToPath(new URL('../../dist/web', import.meta.url)));
  expect(weights.length).toBeGreaterThan(10);
  expect(weights.filter((one) => one.bytes > one.budget)).toEqual([]);
});

test('a cold browser paints the target table with its figures', async () => {
  const reader = await city.reader();
  const began = performance.now();
  await reader.page.goto('/', { waitUntil: 'commit' });
  await reader.page.locator('#targets .figure-line').first().waitFor();
  const took = Math.round(performance.now() - began);
  console.log(`The target table stood with its figures after ${took} ms; on an idle machine it must in 2000.`);
  expect(took).toBeLessThan(30_000);
});
