// Figures over HTTP while 20 writers go on: what is told as settled never changes, and a second process without memory tells the same. Releases as well.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse } from '../src/app.ts';
import type { Figure } from '../src/indicators/indicator.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { visitor } from '../src/platform/shared/actor.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

let house: TestHouse;
let writers: Person[];
beforeAll(async () => {
  house = await startHouse({ anchor: 2024 });
  writers = [];
  for (let n = 0; n < 20; n++) writers.push(await house.as({ account: `writer-${n}`, roles: ['bureauOfficer'] }));
});
afterAll(() => house.close());

type Told = { query: Record<string, string>; figures: Figure[] };
const districts = ['YC-SD', 'YC-DL', 'YC-CH', 'YC-ZG', 'YC-WY'];

/** One writer: titles entered with days of the past, some removed or voided, values reported and amended; some of it refused. */
async function write(writer: Person, n: number, goesOn: () => boolean): Promise<number> {
  let acts = 0;
  for (let turn = 0; goesOn(); turn++) {
    const region = districts[(n + turn) % districts.length]!;
    const recognisedOn = `202${2 + (turn % 3)}-0${1 + (n % 9)}-15`;
    const input = {
      title: `第${n}人第${turn}号`,
      kind: 'newRdInstitution',
      level: 'municipal',
      region,
      stage: 'recognised',
      recognisedOn,
    };
    const made = await writer.create('recognitions', input);
    if (turn % 3 === 1) await writer.act(made, 'void', { reason: '试' });
    if (turn % 3 === 2) await writer.act(made, 'remove', { on: '2024-11-01', reason: '试' });
    // Several writers want the same place: one gets it, the others are refused.
    const value = { series: 'staff', region, period: '2024-06-30', value: String(1000 + turn), reason: '试' };
    const second = writers[(n + 1) % writers.length]!;
    await writer
      .create('reported-figures', value)
      .then((one) => second.act(one, 'confirm'))
      .catch(() => null);
    acts += 2;
    await sleep(Math.random() * 15);
  }
  return acts;
}

test('what was told as settled is told again when all is quiet, by a process that remembers nothing as well', async () => {
  const until = Date.now() + 3000;
  const told: Told[] = [];
  let unsettled = 0;
  // By the clock on a quiet machine; on a busy one until enough was told.
  const goesOn = () => Date.now() < until || told.length < 6 || unsettled === 0;
  const reader = house.visitor();
  const writing = Promise.all(writers.map((writer, n) => write(writer, n, goesOn)));
  while (goesOn()) {
    await house.house.seal();
    const knownAt = new Date(Date.now() - Math.random() * 400).toISOString();
    const query = { asOf: ['2022-12-31', '2023-06-30', '2024-12-31'][told.length % 3]!, by: 'region', knownAt };
    const { items } = await reader.get<{ items: Figure[] }>('/indicators', query);
    if (items[0]?.settled) told.push({ query, figures: items });
    else unsettled++;
  }
  const acts = (await writing).reduce((sum, one) => sum + one, 0);
  await house.sealNow();
  expect(acts).toBeGreaterThan(50);
  const other = await openHouse({ db: house.tables.db, pack: house.house.pack, demo: false });
  for (const { query, figures } of told) {
    expect((await reader.get<{ items: Figure[] }>('/indicators', query)).items).toEqual(figures);
    expect(await other.indicators.figures(query as never, visitor)).toEqual(figures);
  }
}, 300_000);

test('a release made while others write is computed again to the same figures, by whichever process is asked', async () => {
  const until = Date.now() + 1500;
  const writing = Promise.all(writers.map((writer, n) => write(writer, 100 + n, () => Date.now() < until)));
  const releases = [];
  while (Date.now() < until) releases.push(await writers[0]!.create('releases', { title: '其时数据', asOf: '2024-12-31' }));
  await writing;
  const other = await openHouse({ db: house.tables.db, pack: house.house.pack, demo: false });
  expect(releases.length).toBeGreaterThan(0);
  for (const { id } of releases) {
    expect(await house.visitor().get(`/releases/${id}/check`)).toMatchObject({ same: true, samePack: true, differs: [] });
    expect(await other.statistics.releases.check(id)).toMatchObject({ same: true, differs: [] });
  }
  const knownAt = releases.map((one) => String(one['knownAt']));
  expect([...knownAt].sort()).toEqual(knownAt);
}, 300_000);

test('more acts at once than the pool has connections: each gets done, for none waits for a second one', async () => {
  const organization = await writers[0]!.create('organizations', { name: '同时研究院有限公司', region: 'YC-SD' });
  const entered = await Promise.all(
    writers.map(async (writer, n) => {
      const title = {
        title: `同时第${n}号`,
        kind: 'newRdInstitution',
        level: 'municipal',
        stage: 'recognised',
        recognisedOn: '2023-01-15',
      };
      const manager = { name: `同时第${n}人`, certificateNumber: `T${n}`, certificateLevel: 'junior', issuedOn: '2022-01-01' };
      const held = await writer.create('recognitions', { ...title, organization: organization.id });
      const made = await writer.create('technology-managers', manager);
      const affiliated = await writer.act(made, 'affiliate', { organization: organization.id, on: '2023-01-01' });
      await writer
        .create('reported-figures', { series: 'revenue', region: 'YC-SD', period: '2023', value: '1' })
        .catch(() => null);
      return [held['organizationName'], affiliated['organizationName']];
    }),
  );
  expect(entered).toEqual(writers.map(() => ['同时研究院有限公司', '同时研究院有限公司']));
}, 300_000);

test('a release checked with another pack says so, and which values its definitions change', async () => {
  const [writer] = writers;
  const title = {
    title: '口径所计的孵化器',
    kind: 'incubator',
    level: 'municipal',
    region: 'YC-SD',
    stage: 'recognised',
    recognisedOn: '2024-03-01',
  };
  await writer!.create('recognitions', title);
  const made = await writer!.create('releases', { title: '口径变更之前', asOf: '2024-12-31' });
  const folder = mkdtempSync(join(tmpdir(), 'touyan-pack-'));
  cpSync('cities', folder, { recursive: true });
  const file = join(folder, 'example', 'indicators.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"measure": "titlesNew"', '"measure": "technologyManagers"'));
  const pack = openPack('example', { anchor: 2024, folder });
  const changed = await openHouse({ db: house.tables.db, pack, demo: false });
  const digests = { published: house.house.pack.digest, now: pack.digest };
  expect(await changed.statistics.releases.check(made.id)).toMatchObject({
    same: false,
    samePack: false,
    packDigest: digests,
    differs: expect.arrayContaining([{ code: 'startup-platforms-municipal', region: null, was: '1', is: '0' }]),
  });
  // With the pack of its day it is what it was.
  expect(await house.visitor().get(`/releases/${made.id}/check`)).toMatchObject({ same: true, samePack: true });
  rmSync(folder, { recursive: true });
});
