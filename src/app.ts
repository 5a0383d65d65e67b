// The composition root: a house is the modules over a database and a pack, their routes, and the work beside requests. Knows every module; none knows it.
import type { FastifyInstance } from 'fastify';
import type { Life } from './records/lifecycle.ts';
import { drainRecalculations, forgetRepeats, growBoughs, type Kernel, seal } from './records/server/index.ts';
import { type PackParts } from './app-pack.ts';
import type { Joining } from './platform/server/identity.ts';
import { joiningOf } from './app-joining.ts';
import { exchangeDue } from './app-exchange.ts';
import { type ContractTables, drawDue } from './contracts/server/index.ts';
import { type Board } from './desk/server/index.ts';
import { isMembership } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import { type Watched } from './metrics.ts';
import { openModules, type Opening, type Tables } from './app-modules.ts';
import { mountModules } from './app-mount.ts';

export type { Sending, Tables } from './app-modules.ts';
export type House = Awaited<ReturnType<typeof openHouse>>;

/** Opens every module. Nothing is mounted and no job runs yet. */
export async function openHouse(opening: Opening) {
  const { db, pack, demo, trial = false } = opening;
  const { city } = pack;
  const modules = await openModules(opening);
  const { kernel, parts, imports, board, searches, atWork, signUps, contracts, statistics } = modules;

  /** Mounts all routes of the modules; sign-in is the platform's. */
  const mountAll = (app: FastifyInstance, version: string, watched: Pick<Watched<Tables>, 'pool' | 'dataDir'> = {}) =>
    mountModules(app, modules, { db, pack, demo, version, watched });

  /** The organization that demo accounts act for: in an invented city the first one that still reports. */
  async function demoOrganization() {
    if (city.kind === 'real' && !trial) return null;
    const first = await db
      .selectFrom('organizations')
      .select(['id', 'created'])
      .where('state', '=', 'active')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return first ? { id: first.id, since: kernel.dayOf(first.created) } : null;
  }

  /** The organization that the demo respondent acts for: in an invented city one that has a return to fill; whose he is, he stays. */
  async function demoRespondent() {
    const named = city.demo.more.find(({ role }) => isMembership(role))?.account;
    if (city.kind === 'real' || named === undefined) return demoOrganization();
    const held = await db
      .selectFrom('memberships as m')
      .innerJoin('accounts as a', 'a.id', 'm.account')
      .innerJoin('organizations as o', 'o.id', 'm.organization')
      .select(['o.id', 'o.created'])
      .where('a.account', '=', named)
      .where('m.until', 'is', null)
      .executeTakeFirst();
    const asked = await db
      .selectFrom('statistical_returns as r')
      .innerJoin('organizations as o', 'o.id', 'r.organization')
      .select(['o.id', 'o.created'])
      .where('r.state', '=', 'open')
      .where('o.state', '=', 'active')
      .orderBy('r.due_on', 'desc')
      .orderBy('r.id')
      .limit(1)
      .executeTakeFirst();
    const found = held ?? asked;
    return found ? { id: found.id, since: kernel.dayOf(found.created) } : demoOrganization();
  }

  /** Lifecycles of all kinds, for the printed matrix and its test. */
  const lives = (): Life[] => [...kernel.kinds.values()].map((one) => one.life);
  const work = {
    ...workOf(kernel, [...Object.values(imports), modules.officialReadings], {
      board,
      forget: searches.forget,
      fallDue: async () => {
        await signUps.fallDue(modules.around.say('zh-CN', 'signUps:erasedByTime'));
        await contracts.fallDue();
        await modules.requests.fallDue();
        await modules.listings.fallDue();
        await modules.deals.fallDue();
        await exchangeDue(modules.exchange);
        await drawDue(kernel, seenAs<ContractTables>(db), contracts);
      },
    }),
    escalateLate: atWork.escalateLate,
    /** Once an hour: returns of periods that are over. */
    collect: () => statistics.openDue(),
    /** Once an hour: what newly fits on the market, in the morning of each day. */
    matchDigest: modules.matching.digest,
    /** Every few seconds: what was done on the market, to the addresses that are told. */
    sendWebhooks: () => modules.exchange.webhooks.work(),
    /** Every few seconds: letters to tenants that wait to be sent. */
    sendTenantLetters: modules.tenants.sendLetters,
    /** Every second: the index of the search, built first and then kept up. */
    index: () => modules.search.work(),
    /** Every few seconds: contracts of the years that are looked through, judged by the self-check. */
    judge: modules.suspects.work,
    /** Every few seconds: auctions whose end has passed. */
    endAuctions: modules.auctions.end,
  };
  return {
    ...modules,
    demoOrganization,
    demoRespondent,
    lives,
    identity: { ...identityOf(kernel, parts, city.timeZone, joiningOf(modules, opening)), matters: modules.rights.matters },
    pack,
    mountAll,
    ...work,
  };
}

/** What accounts need to know of the city. */
const identityOf = (kernel: Kernel, { regions }: PackParts, timeZone: string, joining: Joining) => ({
  joining,
  regions: regions.filter((one) => one.kind !== 'city').map((one) => one.id),
  timeZone,
  demoActs: kernel.demoActs,
});

type Importers = readonly { resume: () => Promise<unknown>; forget: () => Promise<unknown> }[];

/** What goes on beside requests. */
type Beside = { board: Board; forget: () => Promise<unknown>; fallDue: () => Promise<unknown> };
const workOf = (kernel: Kernel, imports: Importers, { board: { notices, news }, forget, fallDue }: Beside) => ({
  /** Every few seconds: from what was done to those who are told. */
  tell: () => notices.work(),
  /** Once an hour: what falls due. */
  remind: () => notices.remind(),
  /** Every few minutes: what is new among saved searches. */
  news: () => news(),
  /** Every few seconds: what changed facts touch. */
  recalculate: () => drainRecalculations(kernel),
  /** Every few seconds: closing batches. */
  seal: () => seal(kernel),
  /** At the start: imports that a stop interrupted, and what older batches lack. */
  resume: async () => {
    await growBoughs(kernel);
    for (const one of imports) await one.resume();
  },
  /** Once a day: previews that nobody wants any more, and answers that nobody will ask for again. */
  forget: async () => {
    for (const one of imports) await one.forget();
    await forgetRepeats(kernel);
    await forget();
    await fallDue();
    await notices.forget();
  },
});
