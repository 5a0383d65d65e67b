// Figures of the invented city over HTTP: whatever is asked, the parts and the entries behind a figure add up to it. Questions by chance from a fixed seed.
import Big from 'big.js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figure } from '../src/indicators/indicator.ts';
import { addDays } from '../src/platform/shared/dates.ts';
import { seedCity } from '../src/seed.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

let house: TestHouse;
let visitor: Person;
/** Single entries of contracts are an officer's. */
let officer: Person;
beforeAll(async () => {
  // A plan that is over: what is expected does not depend on the day of testing.
  house = await startHouse({ anchor: 2025 });
  // Fewer contracts come to the same turnover.
  await seedCity(house.house, house.tables.db, { contracts: 900, institutions: 12 });
  visitor = house.visitor();
  officer = await house.as({ account: 'figures', roles: ['bureauOfficer'] });
}, 300_000);
afterAll(() => house?.close());

type Entries = {
  items: { amount: string; effectiveOn: string; region: string; record: { id: string } }[];
  sum: string;
  count: number;
  next: string | null;
};
type Query = Record<string, string | number>;
const added = (amounts: readonly (string | null)[]) => amounts.reduce((sum, one) => sum.plus(one ?? 0), new Big(0)).toFixed();
const figuresAt = async (query: Query) => (await officer.get<{ items: Figure[] }>('/indicators', query)).items;

async function entriesBehind(code: string, query: Query) {
  const items: Entries['items'] = [];
  let after: string | null = null;
  let sum = '';
  let count = -1;
  do {
    const page: Entries = await officer.get<Entries>(`/indicators/${code}/entries`, {
      ...query,
      limit: 200,
      ...(after ? { after } : {}),
    });
    items.push(...page.items);
    ({ sum, count } = page);
    after = page.next;
  } while (after !== null);
  return { items, sum, count };
}

const asking = fc.record({
  asOf: fc.integer({ min: -40, max: 1460 }).map((days) => addDays('2022-12-01', days)),
  knownAt: fc.option(
    fc.integer({ min: 0, max: 1100 }).map((days) => `${addDays('2023-01-01', days)}T04:00:00.000Z`),
    { freq: 2 },
  ),
  region: fc.constantFrom('YC', 'YC', 'YC-SD', 'YC-DL', 'YC-CH', 'YC-CH', 'YC-WY', 'YC-QY', 'YC-BL', 'YC-ZG', 'YC-SB'),
  functionalAreas: fc.constantFrom('in', 'out'),
});

test('the entries behind every figure add up to it and are as many as said, whatever day, instant and place is asked', async () => {
  await fc.assert(
    fc.asyncProperty(asking, async ({ knownAt, ...rest }) => {
      const query: Query = knownAt === null ? rest : { ...rest, knownAt };
      for (const one of await figuresAt(query)) {
        const { items, sum, count } = await entriesBehind(one.code, query);
        const said = [one.code, new Big(one.value ?? 0).toFixed()];
        expect([one.code, added(items.map((each) => each.amount))]).toEqual(said);
        expect([one.code, new Big(sum).toFixed()]).toEqual(said);
        expect([one.code, count]).toEqual([one.code, items.length]);
        for (const each of items) expect(each.effectiveOn <= rest.asOf).toBe(true);
      }
    }),
    { numRuns: 40, seed: 7 },
  );
}, 300_000);

test('the parts of every figure add up to it, none named twice, by region, kind, level and type', async () => {
  const by = fc.constantFrom('region', 'kind', 'level', 'type');
  await fc.assert(
    fc.asyncProperty(asking, by, async ({ knownAt, ...rest }, dimension) => {
      const query: Query = { ...rest, by: dimension, ...(knownAt === null ? {} : { knownAt }) };
      const found = await figuresAt(query);
      const twice = found.filter(({ parts = [] }) => new Set(parts.map((part) => part.key)).size < parts.length);
      // No part is known where a source told the whole alone; else nothing is missing.
      const broken = found.filter(({ value, parts = [] }) => value !== null && parts.some((part) => part.value !== null));
      const apart = broken.filter(({ value, parts = [] }) => !new Big(added(parts.map((part) => part.value))).eq(value ?? ''));
      expect([...twice, ...apart].map((one) => one.code)).toEqual([]);
    }),
    { numRuns: 60, seed: 11 },
  );
}, 300_000);

test('each part is the figure of its own place, asked by itself', async () => {
  await fc.assert(
    fc.asyncProperty(asking, async ({ knownAt, region: _region, ...rest }) => {
      const query: Query = { ...rest, ...(knownAt === null ? {} : { knownAt }) };
      const whole = await figuresAt({ ...query, by: 'region' });
      const differing: unknown[] = [];
      for (const id of ['YC-SD', 'YC-CH', 'YC-SB'])
        for (const { code, value } of await figuresAt({ ...query, region: id })) {
          const part = whole.find((one) => one.code === code)?.parts?.find((one) => one.key === id);
          if (part && part.value !== null && part.value !== value) differing.push([code, id, part.value, value]);
        }
      expect(differing).toEqual([]);
    }),
    { numRuns: 30, seed: 13 },
  );
}, 300_000);

test('each point of a trend is the figure of its day', async () => {
  for (const every of ['month', 'year'])
    for (const points of [await figuresAt({ asOf: '2025-08-17', every })])
      for (const point of points.filter((_, index) => index % 5 === 0)) {
        const [alone] = await figuresAt({ asOf: point.asOf, code: point.code });
        expect([point.code, point.asOf, point.value]).toEqual([point.code, point.asOf, alone?.value]);
      }
}, 300_000);

test('all definitions come in one answer, each as it is told by itself, with the word for one alone in English', async () => {
  type Definition = { code: string; versions: { display: { unit: string; one?: string } }[] };
  const { items } = await visitor.get<{ items: Definition[] }>('/indicator-definitions');
  expect(items.map((one) => one.code)).toEqual([...new Set((await figuresAt({})).map((one) => one.code))]);
  for (const one of items) expect(await visitor.get(`/indicators/${one.code}`)).toEqual(one);
  const english: unknown = await (
    await visitor.send('GET', '/indicator-definitions', { headers: { 'accept-language': 'en' } })
  ).json();
  expect(english).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        code: 'new-rd-institutions',
        versions: [expect.objectContaining({ display: { unit: 'organizations', factor: '1', one: 'organization' } })],
      }),
    ]),
  });
});
