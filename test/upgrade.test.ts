// Data of earlier releases: each fixture was made by that release's own code; restored and brought up to date it is sound, says the same figures, and its pages answer.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openHouse, type Tables } from '../src/app.ts';
import { compare } from '../src/backup.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { openBackup, restore } from '../src/platform/server/restore.ts';
import { cloneDatabase, type TestDatabase, testSchema } from './harness/database.ts';
import { startApp, testPassword } from './harness/http.ts';

const folder = fileURLToPath(new URL('./upgrade/', import.meta.url));
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.zip'));
const drops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});

async function upgraded(fixture: string): Promise<{ database: TestDatabase<Tables>; statement: unknown; behind: number }> {
  const database = await cloneDatabase<Tables>({ max: 8 });
  drops.push(database.drop);
  const from = await openBackup(`${folder}${fixture}`);
  try {
    const { applied, unknown } = await restore({ admin: database.admin, schema: testSchema, from, log: () => {} });
    expect(unknown).toEqual([]);
    return { database, statement: from.manifest.statement, behind: applied.length };
  } finally {
    from.close();
  }
}

/** Constraints, indexes, columns and rights by what they say. */
const shapeOf = async ({ ownerPool }: TestDatabase<Tables>) =>
  (
    await ownerPool.query(`
    select conrelid::regclass::text as "on", pg_get_constraintdef(oid) as said from pg_constraint where connamespace = '${testSchema}'::regnamespace
    union all select tablename, indexdef from pg_indexes where schemaname = '${testSchema}'
    union all select table_name, concat_ws(' ', column_name, data_type, column_default, is_nullable, is_identity, is_generated) from information_schema.columns where table_schema = '${testSchema}'
    union all select table_name, concat_ws(' ', grantee, privilege_type) from information_schema.table_privileges where table_schema = '${testSchema}'
    order by 1, 2`)
  ).rows as unknown[];

test('there is a fixture of the last release', () => {
  expect(fixtures).toContain('0006.zip');
});

test.each(fixtures)(
  'data of %s: the schema is the newest one, seals are sound, figures the same, pages answer',
  async (fixture) => {
    const { database, statement } = await upgraded(fixture);
    const fresh = await cloneDatabase<Tables>();
    drops.push(fresh.drop);
    expect(await shapeOf(database)).toEqual(await shapeOf(fresh));
    const { rows: kept } = await database.ownerPool.query<{ value: string }>(
      `select value from ${testSchema}.settings where name = 'anchor'`,
    );
    const pack = openPack('example', { anchor: Number(kept[0]?.value) });
    const house = await openHouse({ db: database.db, pack, demo: false });
    const { verified, figures } = await compare(house, statement);
    expect(verified.findings).toEqual([]);
    expect(verified.events).toBeGreaterThan(1000);
    expect(figures.compared).toBeGreaterThan(100);
    // Counted from a register since: what stood in reports alone before is not in it.
    const later = ['above-scale-organizations', 'contract-turnover'];
    expect(figures.different.filter(({ code }) => !later.includes(code))).toEqual([]);

    const app = await startApp(({ app: http }) => house.mountAll(http, 'test'), { city: pack.city, database: database as never });
    try {
      const member = app.visitor();
      await member.post('/session', { account: 'member', password: testPassword });
      const officer = await app.as({ account: 'newcomer', roles: ['bureauOfficer'] });
      for (const path of ['/health', '/indicators', '/plans', '/releases', '/seals/head'])
        expect([path, (await member.send('GET', path)).status]).toEqual([path, 200]);
      for (const list of ['/organizations', '/recognitions', '/technology-managers', '/reported-figures', '/releases']) {
        const { items } = await officer.get<{ items: { id: string }[] }>(list);
        expect(items.length).toBeGreaterThan(0);
        const one = items[0]!.id;
        const { items: events } = await officer.get<{ items: { id: string }[] }>(`${list}/${one}/events`);
        expect(events.length).toBeGreaterThan(0);
        expect(await officer.get(`${list}/${one}/proof`, { event: events[0]!.id })).toMatchObject({ algorithm: 'sha256' });
      }
      const { items } = await officer.get<{ items: { id: string; kind: string; version: number }[] }>('/organizations', {
        state: 'active',
      });
      const edited = await officer.act(items[0]!, 'edit', { aliases: ['升级以后'] }, { ifMatch: items[0]!.version });
      expect(edited.version).toBe(items[0]!.version + 1);
    } finally {
      await app.app.close();
    }
  },
);
