// Figures of now are kept until entries are posted: whoever asks afterwards sees them, by whichever process, and a past question is answered as ever.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../src/app.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { visitor } from '../src/platform/shared/actor.ts';
import { type Person } from './harness/http.ts';
import { startHouse, type TestHouse } from './harness/house.ts';

let house: TestHouse;
let officer: Person;
beforeAll(async () => {
  house = await startHouse({ anchor: 2026 });
  officer = await house.as('bureauOfficer');
});
afterAll(() => house.close());

const series = () => house.house.parts.series[0]!;
/** The figures that are reported, as two processes tell them; an act in one is seen by the other at once. */
async function reported(other: Awaited<ReturnType<typeof openHouse>>, period: string): Promise<(string | null)[][]> {
  const values = async (of: typeof other) =>
    (await of.indicators.figures({ asOf: `${period}-12-31` }, visitor)).map((one) => one.value);
  return Promise.all([values(house.house), values(other)]);
}

test('what is posted shows at once, in the process that did it and in another, asked many times between', async () => {
  const pack = openPack('example', { anchor: 2026 });
  const other = await openHouse({ db: house.tables.db, pack, demo: false });
  const regions = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  for (const [index, region] of regions.slice(0, 4).entries()) {
    const before = await reported(other, '2025');
    expect(before[1]).toEqual(before[0]);
    expect(await reported(other, '2025')).toEqual(before);
    const made = await officer.create('reported-figures', {
      series: series(),
      region,
      period: '2025',
      value: String(100 + index),
    });
    if (index === 2) await house.sealNow();
    const counted = await house.confirm(made);
    await house.confirm(await officer.act(counted, 'amend', { value: String(200 + index), reason: 'test' }));
    const after = await reported(other, '2025');
    expect(after[1]).toEqual(after[0]);
    // One that remembers nothing says the same.
    const fresh = await openHouse({ db: house.tables.db, pack, demo: false });
    expect((await reported(fresh, '2025'))[1]).toEqual(after[0]);
  }
});
