// Serves a city: database, modules, HTTP, and the work that goes on beside requests. `npm start` runs it.
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { notSignedIn } from './platform/shared/errors.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openSessions, type Sessions } from './platform/server/auth.ts';
import { ensureDemoAccounts } from './platform/server/demo.ts';
import { stopOnSignals } from './platform/server/embedded-postgres.ts';
import { readEnv, StartError } from './platform/server/env.ts';
import { type HttpOptions, listen, openHttp } from './platform/server/http.ts';
import { stopPress } from './platform/server/documents/press.ts';
import { type Job, repeat } from './platform/server/jobs.ts';
import { PackError } from './platform/server/pack.ts';
import { stopWell } from './platform/server/stopping.ts';
import { forgetAccess } from './platform/server/accessLog.ts';
import { forgetInvited } from './platform/server/invitations.ts';
import { mountIdentity } from './platform/server/identity.ts';
import { checkAddress } from './platform/server/port.ts';
import { openRunning, type Running } from './running.ts';
import { seedCity } from './seed.ts';
import { demoOperator, startDemoAuctions } from './seed-auctions.ts';
import { startDemoBrokering } from './seed-brokering.ts';
import { startDemoDeals } from './seed-demo-deals.ts';
import { startDemoEvents } from './seed-demo-events.ts';
import { startDemoFiles } from './seed-files.ts';
import { startDemoVisits } from './seed-visits.ts';
import { startDemoWordGroups } from './seed-word-groups.ts';
import { startDemoExchange } from './seed-demo-exchange.ts';
import { linkDemoManager } from './seed-demo-manager.ts';
import { staffDemo } from './seed-registries.ts';
import { openTrial, type Trial } from './trial.ts';
import { words } from './words.ts';

const site = fileURLToPath(new URL('../dist/web', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** How to end what there is by now; null while nothing was begun. */
let stop: (() => Promise<void>) | null = null;
let stopping = false;

async function serve(): Promise<void> {
  const env = readEnv();
  await checkAddress(env);
  const running = await openRunning(env, { as: 'server', begun: (breakOff) => (stop = breakOff) });
  const { house, db, pool, pack, crypto, close } = running;
  await seedCity(house, db, { log: (sentence) => console.error(sentence) });
  const accounts = seenAs<AccountTables>(db);
  // In a real city they exist on trial alone.
  const demo = env.demo && pack.city.kind === 'invented';
  if (demo) {
    await ensureDemoAccounts(accounts, {
      ...pack.city.demo,
      organization: await house.demoOrganization(),
      respondent: await house.demoRespondent(),
      named: await demoOperator(house),
    });
    await staffDemo(house);
    await linkDemoManager(house);
    await startDemoDeals(house);
    await startDemoBrokering(house);
    await startDemoFiles(house);
    await startDemoEvents(house);
    await startDemoVisits(house);
    await startDemoAuctions(house);
    await startDemoWordGroups(house);
    await startDemoExchange(house);
  }
  const sessions = await openSessions({
    db: accounts,
    timeZone: pack.city.timeZone,
    demo,
    actsFor: house.organizations.survivor,
    crypto,
    issuer: pack.city.name.zh,
  });
  const openApp = (own: Sessions, code: string, more: Pick<HttpOptions, 'elsewhere' | 'keys'> = {}) =>
    openHttp({
      words,
      city: { code },
      sessions: own,
      logLevel: env.logLevel,
      site,
      trustProxy: env.trustProxy,
      rateLimit: env.rateLimit,
      limits: { file: Math.max(env.fileLimit, 32 * 1024 * 1024) },
      ...(env.publicUrl ? { publicUrl: env.publicUrl } : {}),
      ...more,
    });
  const trial =
    env.demo && pack.city.kind === 'real'
      ? openTrial(running, async (of) => {
          const http = await openApp(of.sessions, `${pack.city.code}-trial`);
          refuseStrangers(http);
          mountIdentity(http, { sessions: of.sessions, db: of.db, demo: true, ...of.house.identity });
          of.house.mountAll(http, version);
          return http;
        })
      : null;
  await trial?.keepUp();
  const app = await openApp(sessions, pack.city.code, {
    keys: house.exchange.apiKeys.keys,
    ...(trial ? { elsewhere: trial.answering } : {}),
  });
  mountIdentity(app, { sessions, db: accounts, demo, ...house.identity, ...(trial ? { trial: trial.signsIn } : {}) });
  house.mountAll(app, version, { pool, dataDir: env.databaseUrl === null ? env.dataDir : null });
  const url = await listen(app, { port: env.port, host: env.host }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const jobs = [...jobsOf(running, sessions, env.accessMonths, app.log), ...(trial ? trialJobs(trial, app.log) : [])];
  stop = async () => {
    await stopWell(app, { delay: env.stopDelay });
    // What reckons signals ends after its step, not after the whole register.
    house.search.close();
    await Promise.all([house.signals.close(), ...jobs.map((job) => job.stop())]);
    await stopPress();
    await trial?.close();
    await close();
  };
  console.log(`ready ${url}`);
}

/** What goes on beside requests, in every process that serves the city. */
function jobsOf(
  { house, db }: Pick<Running, 'house' | 'db'>,
  sessions: Sessions,
  accessMonths: number,
  log: FastifyBaseLogger,
): Job[] {
  // Not waited for: an import may take minutes, and what a stop interrupts is taken up again.
  const resume = async () =>
    void house.resume().catch((err: unknown) => log.error({ err, job: 'resume' }, 'imports were not looked for'));
  return [
    // Soon after the start as well: a house that is stopped each night for its backup would never get to it.
    repeat('forget', 86_400_000, house.forget, log, 60_000),
    repeat('escalate', 3_600_000, house.escalateLate, log, 30_000),
    repeat('recalculate', 2000, house.recalculate, log),
    repeat('seal', 2000, house.seal, log),
    repeat('index', 1000, house.index, log, 0),
    repeat('signals', 2000, house.signals.work, log),
    repeat('tell', 2000, house.tell, log),
    repeat('tenantLetters', 2000, house.sendTenantLetters, log),
    repeat('auctions', 2000, house.endAuctions, log),
    repeat('webhooks', 2000, house.sendWebhooks, log),
    repeat('judge', 2000, house.judge, log, 20_000),
    repeat('remind', 3_600_000, house.remind, log, 30_000),
    repeat('news', 300_000, house.news, log, 60_000),
    repeat('matchDigest', 3_600_000, house.matchDigest, log, 150_000),
    repeat('sweep', 3_600_000, sessions.sweep, log),
    repeat('forgetAccess', 86_400_000, () => forgetAccess(seenAs<AccountTables>(db), accessMonths), log, 90_000),
    repeat('forgetInvited', 86_400_000, () => forgetInvited({ db: seenAs<AccountTables>(db), sessions }), log, 90_000),
    repeat('sweepFiles', 3_600_000, () => house.kept.files.sweep(), log, 120_000),
    repeat('collect', 3_600_000, () => house.collect(), log, 45_000),
    repeat('resume', 10_000, resume, log, 0),
  ];
}

/** Whose session of the trial has ended reads nothing of it as a visitor: the cookie is dropped, and the next request is the city's. */
function refuseStrangers(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ actor, url, method }) => {
    if (actor.account === null && url.startsWith('/api/') && method !== 'DELETE') throw notSignedIn();
  });
}

/** The same for the trial, whichever there is at the time. Nothing leaves it: it has neither mail nor SMS. */
function trialJobs(trial: Trial, log: FastifyBaseLogger): Job[] {
  const often = async () => {
    await trial.keepUp();
    const house = trial.house();
    await house?.recalculate();
    await house?.seal();
    await house?.resume();
    await house?.tell();
    await house?.judge();
    await house?.index();
  };
  const hourly = async () => {
    const house = trial.house();
    await house?.escalateLate();
    await house?.remind();
    await house?.collect();
    await house?.news();
    await house?.kept.files.sweep();
  };
  const signals = async () => trial.house()?.signals.work();
  return [
    repeat('trial', 2000, often, log),
    repeat('trialSignals', 2000, signals, log),
    repeat('trialHourly', 3_600_000, hourly, log, 60_000),
  ];
}

stopOnSignals(async () => {
  stopping = true;
  await stop?.();
});
serve().catch((error: unknown) => {
  // Broken off on purpose: what fails then is no fault.
  if (stopping) return;
  console.error(error instanceof StartError || error instanceof PackError ? error.message : error);
  process.exit(1);
});
