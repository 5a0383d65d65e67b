// A whole house for tests: every module over a database of its own, on a free port. The invented city unless said.
import { type House, openHouse, type Tables } from '../../src/app.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { seal } from '../../src/records/server/index.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { type AppOptions, startApp, type TestApp } from './http.ts';

export type TestHouse = TestApp & { house: House; tables: TestDatabase<Tables>; sealNow: () => Promise<Date> };

export async function startHouse(
  options: Omit<AppOptions, 'city'> & { city?: string; anchor?: number; folder?: string } = {},
): Promise<TestHouse> {
  const { city = 'example', anchor = 2026, folder, ...rest } = options;
  const tables = await cloneDatabase<Tables>({ max: 8 });
  const pack = openPack(city, { anchor, ...(folder ? { folder } : {}) });
  const house = await openHouse({ db: tables.db, pack, demo: rest.demo ?? false });
  const app = await startApp(({ app: http }) => house.mountAll(http, 'test'), {
    ...rest,
    city: pack.city,
    actsFor: house.organizations.survivor,
    database: tables as never,
  });
  return { ...app, house, tables, sealNow: () => seal(house.kernel, true) };
}
