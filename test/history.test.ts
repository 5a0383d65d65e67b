// Any history of actions, back-dated ones included, through the real `act` and database, gives the figures of a naive model that knows no entries (history/naive.ts).
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor } from '../src/platform/shared/actor.ts';
import { addDays } from '../src/platform/shared/dates.ts';
import { drainRecalculations, now, verify } from '../src/records/server/index.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import { openDeeds, step } from './history/deeds.ts';
import { counted, type World } from './history/naive.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ anchor: 2023 });
});
afterAll(() => house.close());

const codes = Object.keys(counted);
/** Figures by place as the model finds them; all histories of this database together. */
const told = (worlds: readonly World[], asOf: string): Record<string, Record<string, number>> =>
  Object.fromEntries(
    codes.map((code) => {
      const places = worlds.flatMap((world) => counted[code]?.(world, asOf) ?? []).filter((place) => place !== null);
      return [code, Object.fromEntries([...Map.groupBy(places, (place) => place)].map(([place, all]) => [place, all.length]))];
    }),
  );
/** The same as the platform answers, for what it knew before an instant. */
async function answered(asOf: string, knownAt: Date): Promise<Record<string, Record<string, number>>> {
  const asked = { asOf, knownAt: knownAt.toISOString(), by: 'region', functionalAreas: 'out' } as const;
  const figures = await house.house.indicators.figures(asked, visitor, codes.join(','));
  return Object.fromEntries(
    figures.map(({ code, parts = [] }) => [
      code,
      Object.fromEntries(parts.filter((one) => Number(one.value) !== 0).map((one) => [one.key, Number(one.value)])),
    ]),
  );
}

test('the figures are those of the naive model, on any day and as known at any instant', async () => {
  const { kernel } = house.house;
  const take = openDeeds(house.house, kernel.dayOf(await now(kernel.db)));
  const worlds: World[] = [];
  const snapshots: { knownAt: Date; at: [string, ReturnType<typeof told>][] }[] = [];
  let [done, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 60 }), async (steps) => {
      const world: World = { bodies: [], titles: [], managers: [] };
      worlds.push(world);
      for (const each of steps) {
        if (await take(world, each)) done++;
        else refused++;
      }
      await drainRecalculations(kernel);
      const knownAt = new Date((await now(kernel.db)).getTime() + 1);
      await sleep(2);
      const days = steps.filter((_, n) => n % 7 === 0).flatMap(({ on }) => [on, addDays(on, 365), addDays(on, 366)]);
      const at = days.map((day): [string, ReturnType<typeof told>] => [day, told(worlds, day)]);
      snapshots.push({ knownAt, at });
      for (const [day, expected] of at) expect([day, await answered(day, knownAt)]).toEqual([day, expected]);
    }),
    { numRuns: 60, seed: 5, endOnFailure: true },
  );
  // What was known then is told as it was told then, whatever was done and dated back since.
  for (const { knownAt, at } of snapshots)
    for (const [day, expected] of at.slice(0, 2)) expect([day, await answered(day, knownAt)]).toEqual([day, expected]);
  expect(done).toBeGreaterThan(refused);
  expect((await verify(kernel)).findings).toEqual([]);
}, 300_000);
