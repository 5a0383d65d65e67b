// A whole house for tests: every module over a database of its own, on a free port. The invented city unless said.
import { type House, openHouse, type Sending, type Tables } from '../../src/app.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortalSettings } from '../../src/platform/shared/portal.ts';
import { openCrypto } from '../../src/platform/server/crypto.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { openFolder } from '../../src/platform/server/files/store.ts';
import { seal } from '../../src/records/server/index.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';
import { type Acted, type AppOptions, type Person, startApp, type TestApp } from './http.ts';

export type TestHouse = TestApp & {
  house: House;
  tables: TestDatabase<Tables>;
  sealNow: () => Promise<Date>;
  /** The house as a second process opens it over the same database, without HTTP. */
  another: () => Promise<House>;
  /** Confirms, as a second bureau officer, what another one reported or would correct. */
  confirm: (figure: Acted) => Promise<Acted>;
  /** Reports a figure as one officer and confirms it as a second one: from here on it counts. */
  report: (who: Person, input: object) => Promise<Acted>;
};

export async function startHouse(
  options: Omit<AppOptions, 'city'> & {
    city?: string;
    anchor?: number;
    folder?: string;
    sending?: Sending;
    oidc?: PortalSettings;
    webhookReach?: { loopback?: boolean };
  } = {},
): Promise<TestHouse> {
  const { city = 'example', anchor = 2026, folder, sending, oidc, webhookReach = {}, ...rest } = options;
  const { crypto = openCrypto({ suite: 'international', secret: randomBytes(32) }) } = rest;
  const tables = await cloneDatabase<Tables>({ max: 8 });
  const pack = openPack(city, { anchor, ...(folder ? { folder } : {}) });
  const place = mkdtempSync(join(tmpdir(), 'touyan-house-'));
  const files = { store: openFolder(place) };
  const another = () =>
    openHouse({
      db: tables.db,
      pack,
      demo: rest.demo ?? false,
      files,
      crypto,
      webhookReach,
      ...(sending ? { sending } : {}),
      ...(oidc ? { oidc } : {}),
    });
  const house = await another();
  const app = await startApp(({ app: http }) => house.mountAll(http, 'test'), {
    ...rest,
    crypto,
    city: pack.city,
    identity: house.identity,
    keys: house.exchange.apiKeys.keys,
    actsFor: house.organizations.survivor,
    database: tables as never,
  });
  const close = async () => {
    await app.close();
    rmSync(place, { recursive: true, force: true });
  };
  let second: Promise<Person> | null = null;
  const confirm = async (figure: Acted) => {
    second ??= app.as({ account: 'second-officer', roles: ['bureauOfficer'] });
    return (await second).act(figure, 'confirm');
  };
  const report = async (who: Person, input: object) => confirm(await who.create('reported-figures', input));
  return { ...app, close, house, tables, another, sealNow: () => seal(house.kernel, true), confirm, report };
}
