// The house as a process that is watched and stopped: live and ready, and a SIGTERM under load that breaks no request.
import { Agent, request } from 'node:http';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { cloneDatabase } from './harness/database.ts';
import { startHouse } from './harness/house.ts';
import { until } from './faults/run.ts';
import { serve } from './harness/serving.ts';

vi.setConfig({ testTimeout: 180_000 });

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

type Ended = { status: number; whole: boolean; fault: string | null; reused: boolean; close: boolean };
/** One request on a kept connection, and how it ended. */
const ask = (url: string, agent: Agent): Promise<Ended> =>
  new Promise((resolve) => {
    const sent = request(url, { agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.once('close', () => {
        const whole = answer.complete && text.endsWith('}');
        resolve({
          status: answer.statusCode ?? 0,
          whole,
          fault: null,
          reused: sent.reusedSocket,
          close: answer.headers.connection === 'close',
        });
      });
    });
    sent.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: 0, whole: false, fault: error.code ?? error.message, reused: sent.reusedSocket, close: false }),
    );
    sent.end();
  });

test('SIGTERM under load: what was asked is answered whole, the balancer is told first, and the process ends by itself', async () => {
  const database = await cloneDatabase();
  cleanups.push(database.drop);
  const house = await serve({ CITY: 'changzhou', DATABASE_URL: database.url, STOP_DELAY: '1', RATE_LIMIT: 'off' });
  cleanups.push(() => (house.child.exitCode === null ? house.stop('SIGKILL') : null));
  const [ended, state]: [Ended[], { stop: boolean }] = [[], { stop: false }];
  const askers = Array.from({ length: 12 }, async (_none, index) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const path = [
      '/api/plans/changzhou-2023-2025',
      '/api/organizations?limit=100',
      '/api/indicators?by=region',
      '/api/regions/map',
    ][index % 4];
    while (!state.stop) {
      const one = await ask(`${house.url}${path}`, agent);
      if (one.fault === 'ECONNREFUSED') break;
      ended.push(one);
    }
    agent.destroy();
  });
  await until('all are answered some times', () => ended.length > 60);
  const stopped = house.stop('SIGTERM');
  await until(
    'it says that it stops',
    async () => (await fetch(`${house.url}/api/health/ready`).catch(() => null))?.status === 503,
  );
  expect((await fetch(`${house.url}/api/health/live`)).status).toBe(200);
  expect(await stopped).toBe(0);
  state.stop = true;
  await Promise.all(askers);
  // A connection that nobody had used yet may be refused; none that was answered on may be cut.
  const fine = ended.filter((one) => one.fault === null);
  expect(ended.filter((one) => one.fault !== null && one.reused)).toEqual([]);
  expect(fine.filter((one) => one.status >= 500 || !one.whole)).toEqual([]);
  expect(fine.some((one) => one.close)).toBe(true);
});

test('ready: what is missing is named; what only wants looking at is told and takes nobody from the balancer', async () => {
  const house = await startHouse();
  cleanups.push(house.close);
  const person = house.visitor();
  expect(await person.get('/health/live')).toEqual({ status: 'ok' });
  expect(await person.get('/health/ready')).toEqual({ status: 'ready', sealLag: 0, diskFree: null, warnings: [] });
  const officer = await house.as('bureauOfficer');
  await officer.create('organizations', { name: '云川就绪技术有限公司', region: 'YC-CH' });
  const { ownerPool } = house.tables;
  await ownerPool.query(`update touyan_test.events set recorded_at = recorded_at - interval '5 minutes'`);
  expect(await person.get('/health/ready')).toMatchObject({ status: 'ready', warnings: ['sealLag'] });
  await ownerPool.query(`insert into touyan_test.migrations (name, digest) values ('9999_later.sql', 'x')`);
  await expect(person.get('/health/ready')).rejects.toMatchObject({
    status: 503,
    code: 'notReady',
    errors: [{ path: 'migrations' }],
  });
  house.app.stopping.now = true;
  await expect(person.get('/health/ready')).rejects.toMatchObject({ errors: [{ path: 'stopping' }] });
  house.app.stopping.now = false;
  const elsewhere = new pg.Client({ ...house.tables.admin, database: 'postgres' });
  await elsewhere.connect();
  cleanups.push(() => elsewhere.end());
  await elsewhere.query(`alter database ${house.tables.name} with allow_connections false`);
  await elsewhere.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [house.tables.name]);
  await until('it is told', async () => (await person.send('GET', '/health/ready')).status === 503);
  expect(await (await person.send('GET', '/health/ready')).json()).toMatchObject({ errors: [{ path: 'database' }] });
  expect(await person.get('/health/live')).toEqual({ status: 'ok' });
});
