// The invented city's operations: the same from the same seed, sound, and with the figures that its pack promises. Not the loading of a real city.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, type Tables } from '../src/app.ts';
import { checkCreditCode } from '../src/organizations/creditCode.ts';
import { visitor } from '../src/platform/shared/actor.ts';
import { type AccountTables } from '../src/platform/server/accounts.ts';
import { seenAs } from '../src/platform/server/database.ts';
import { auctionPack } from '../src/market/auction.ts';
import { demoOperator } from '../src/seed-auctions.ts';
import { ensureDemoAccounts } from '../src/platform/server/demo.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { verify } from '../src/records/server/index.ts';
import { deedsUntil, releasesUntil, seedExample } from '../src/seed-example.ts';
import { seedCity } from '../src/seed.ts';
import { startDemoBrokering } from '../src/seed-brokering.ts';
import { startDemoDeals } from '../src/seed-demo-deals.ts';
import { startDemoEvents } from '../src/seed-demo-events.ts';
import { linkDemoManager } from '../src/seed-demo-manager.ts';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';

// A year that is over: what is expected does not depend on the day of testing.
const anchor = 2025;
const far = '2100-01-01';
// Few contracts of large amounts: what is registered comes to the same.
const contracts = 600;
const institutions = 12;
let db: TestDatabase<Tables>;
let house: House;

beforeAll(async () => {
  db = await cloneDatabase<Tables>();
  house = await openHouse({ db: db.db, pack: openPack('example', { anchor }), demo: true });
  await seedCity(house, db.db, { contracts, institutions });
}, 300_000);
afterAll(() => db?.drop());

/** Values of all indicators at a day. */
async function figures(asked: { asOf: string; knownAt?: string }): Promise<Record<string, string | null>> {
  return Object.fromEntries((await house.indicators.figures(asked, visitor)).map((one) => [one.code, one.value]));
}
const titlesOnly = (of: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(of).filter(([code]) => !['contract-turnover', 'staff'].includes(code)));

test('the same seed gives the same names, dates and amounts, whatever the day; another seed gives others', () => {
  const whole = deedsUntil(house, far, { contracts, institutions });
  expect(deedsUntil(house, far, { contracts, institutions })).toEqual(whole);
  const until = deedsUntil(house, '2024-07-01', { contracts, institutions });
  expect(until).toEqual(whole.slice(0, until.length));
  const other = deedsUntil(house, far, { contracts, institutions, random: 2 });
  expect(other.length).not.toBe(0);
  expect(other.slice(0, 50)).not.toEqual(whole.slice(0, 50));
});

test('nothing was done on or after the day of seeding, nor before the first day of the plan', () => {
  const now = { pack: openPack('example', { anchor: 2026 }), parts: house.parts };
  const days = deedsUntil(now, '2026-05-20', { contracts, institutions }).map((one) => house.kernel.dayOf(one.at));
  expect(days.at(-1)).toBe('2026-05-19');
  expect(days[0]).toBe('2024-01-02');
});

test('a larger city has more organizations, and the same titles where a target counts them', () => {
  const [usual, larger] = [
    deedsUntil(house, far, { contracts, institutions }),
    deedsUntil(house, far, { contracts, institutions, size: 3 }),
  ];
  const created = (deeds: typeof usual, of: string) => deeds.filter((one) => one.of === of && one.action === 'create');
  expect(created(larger, 'organization').length).toBeGreaterThan(created(usual, 'organization').length * 2.8);
  const ofKind = (deeds: typeof usual, kind: string) =>
    created(deeds, 'recognition').filter((one) => one.input['kind'] === kind).length;
  expect(ofKind(larger, 'newRdInstitution')).toBe(ofKind(usual, 'newRdInstitution'));
  expect(ofKind(larger, 'engineeringTechnologyCentre')).toBe(ofKind(usual, 'engineeringTechnologyCentre') * 3);
});

test('credit codes hold, are given once, and name a registrar that cannot be', async () => {
  const { rows } = await db.ownerPool.query<{ credit_code: string }>(
    'select credit_code from touyan_test.organizations where credit_code is not null',
  );
  expect(rows.length).toBeGreaterThan(1200);
  expect(new Set(rows.map((row) => row.credit_code)).size).toBe(rows.length);
  for (const { credit_code: code } of rows) expect([checkCreditCode(code).ok, code.slice(2, 4)]).toEqual([true, '99']);
});

test('every register stands on its events', async () => {
  const { events, findings } = await verify(house.kernel);
  expect(findings).toEqual([]);
  expect(events).toBeGreaterThan(6000);
});

test('at the plan’s end some targets are met, some missed by little, one by far', async () => {
  const plan = await house.plans.one('yunchuan-three-years', { asOf: '2025-12-31' }, visitor);
  const verdicts = Object.fromEntries(
    plan.targets.map((one) => [one.code, [one.current === null ? null : Number(one.current), one.verdict]]),
  );
  expect(verdicts).toMatchObject({
    clusters: [5, 'met'],
    'above-scale-organizations': [702, 'met'],
    // Those listed, and the returns of the few institutions that are loaded here.
    revenue: [68_576_208_500, 'notMet'],
    'new-rd-institutions': [49, 'met'],
    complexes: [10, 'notMet'],
    'startup-platforms-municipal': [28, 'met'],
    'startup-platforms-provincial': [11, 'notMet'],
    'innovation-communities': [11, 'met'],
    'global-organizations': [11, 'met'],
    'offshore-centres': [33, 'notMet'],
    'market-branch-centres': [1, 'met'],
    'market-industry-venues': [6, 'met'],
    'demonstration-transfer-organizations': [29, 'notMet'],
    staff: [34_011, 'notMet'],
  });
  const managers = Number(plan.targets.find((one) => one.code === 'technology-managers')?.current);
  expect(managers).toBeGreaterThanOrEqual(190);
  expect(managers).toBeLessThanOrEqual(230);
  expect(plan.targets.filter((one) => one.current === null && !one.figure.missing?.reason)).toEqual([]);
  expect(plan.targets.find((one) => one.code === 'startup-platforms-provincial')?.years.map((one) => one.value)).toEqual([
    '12',
    '9',
    '11',
  ]);
});

test('turnover is reported month by month: 387.42 of 450 by October, and most in December', async () => {
  const { rows } = await db.ownerPool.query<{ period: string; total: string }>(
    "select period, sum(value) as total from touyan_test.reported_figures where series = 'contract-turnover' and period like '2025-%' group by 1 order by 1",
  );
  const months = rows.map((row) => Number(row.total) / 1e8);
  expect(months.slice(0, 10).reduce((sum, one) => sum + one, 0)).toBeCloseTo(387.42, 6);
  expect(Math.max(...months)).toBe(months[11]);
});

test('turnover is counted from registered contracts, and what was reported stands beside it', async () => {
  const [of] = await house.indicators.figures({ asOf: '2025-10-31' }, visitor, 'contract-turnover');
  expect(of).toMatchObject({ source: 'register', value: '38742000000.00' });
  expect(of?.sources?.map((one) => [one.source, one.apart])).toEqual([
    ['register', false],
    ['report', false],
  ]);
  const now = await figures({ asOf: '2025-12-31' });
  expect(Number(now['technology-turnover'])).toBeGreaterThan(0.85 * Number(now['contract-turnover']));
  expect(Number(now['contracts-registered'])).toBeGreaterThan(200);
});

test('the two contract years that are over are closed with every line ticked by one officer and closed by another', async () => {
  const { rows } = await db.ownerPool.query<{ year: number; state: string; ticks: unknown[]; own: boolean; revisions: object[] }>(
    'select year, state, ticks, proposed_by = closed_by as own, revisions from touyan_test.contract_years order by year',
  );
  expect(rows.map(({ year, state, ticks, own }) => [year, state, ticks.length, own])).toEqual([
    [2023, 'closed', 6, false],
    [2024, 'closed', 6, false],
  ]);
  expect(rows[0]?.revisions).toEqual([]);
});

test('whatever a register covers has a figure, and a year ago other figures were known', async () => {
  const covered = house.parts.definitions.filter((one) => one.register !== null).map((one) => one.code);
  const now = await figures({ asOf: '2025-12-31' });
  expect(covered.filter((code) => now[code] === null)).toEqual([]);
  const then = await figures({ asOf: '2024-12-31' });
  const asKnown = await figures({ asOf: '2024-12-31', knownAt: '2024-12-31T16:00:00.000Z' });
  expect(titlesOnly(asKnown)).not.toEqual(titlesOnly(then));
  expect(then['staff']).toBe('69180');
  expect(asKnown['staff']).toBe('66420');
});

test('in the last autumn one district has not counted its staff: no data, and who would supply it', async () => {
  const [staff] = await house.indicators.figures({ asOf: '2025-10-31' }, visitor, 'staff');
  expect(staff?.value).toBeNull();
  expect(staff?.missing?.supplier).not.toBe('');
});

test('while one district has not reported, the city has no figure; then it has', async () => {
  const asOf = '2024-04-20';
  expect((await figures({ asOf, knownAt: '2024-04-21T00:00:00.000Z' }))['revenue']).toBeNull();
  expect((await figures({ asOf, knownAt: '2024-05-20T00:00:00.000Z' }))['revenue']).not.toBeNull();
});

test('the city published by its calendar what was known then, and it is computed again to the same figures', async () => {
  const { items } = await house.statistics.releases.list(visitor, { limit: 50 });
  const ofDay = (day: string) => items.filter(({ asOf }) => asOf === day).map(({ number, stage }) => [number, stage]);
  expect(ofDay('2024-12-31')).toEqual([
    ['2025-006', 'final'],
    ['2025-003', 'final'],
    ['2025-001', 'provisional'],
  ]);
  expect(ofDay('2023-06-30')).toEqual([['2023-002', 'provisional']]);
  expect(items.filter(({ stage }) => stage === 'final')).toHaveLength(4);
  const whole = items.filter(({ asOf, stage }) => stage === 'final' || asOf === '2024-12-31');
  for (const { id } of whole) {
    const checked = await house.statistics.releases.check(String(id));
    expect(checked).toMatchObject({ same: true, samePack: true, differs: [] });
    expect(checked.figures).toBe(house.indicators.codes.length);
  }
  expect(whole).toHaveLength(5);
  // What came in between the provisional and the final figures of a year revises them.
  const valuesOf = async (said: string) => {
    const { figures: frozen } = (await house.statistics.releases.one(
      visitor,
      String(whole.find(({ number }) => number === said)?.['id']),
    )) as {
      figures: { code: string; value: string | null; regions: unknown[] }[];
    };
    return frozen.map(({ code, value, regions }) => [code, value, regions]);
  };
  expect(await valuesOf('2025-003')).not.toEqual(await valuesOf('2025-001'));
  // Titles that were recorded months after their day came too late for the release.
  const { id, knownAt } = items.findLast((one) => one['asOf'] === '2024-12-31') ?? {};
  const release = (await house.statistics.releases.one(visitor, String(id))) as {
    figures: { code: string; value: string | null }[];
  };
  // Of returns everybody is told what was known when a month began.
  const own = (code: string) => !/^(institution|service)-/.test(code);
  const published = Object.fromEntries(release.figures.filter(({ code }) => own(code)).map((one) => [one.code, one.value]));
  const asked = Object.entries(await figures({ asOf: '2024-12-31', knownAt: String(knownAt) }));
  expect(published).toEqual(Object.fromEntries(asked.filter(([code]) => own(code))));
  expect(published).not.toEqual(await figures({ asOf: '2024-12-31' }));
});

test('what was published depends on the seed and the anchor alone, cut off by the day', () => {
  const whole = releasesUntil(house, far);
  expect(releasesUntil(house, far)).toEqual(whole);
  expect(releasesUntil(house, '2024-08-15')).toEqual(whole.slice(0, 7));
  expect(whole.every((one, at) => at === 0 || one.at > (whole[at - 1]?.at ?? one.at))).toBe(true);
});

test('the demo account of an auction’s operator acts for the organization that the pack names', async () => {
  const { operator } = house.pack.read('auction.json', auctionPack);
  const named = await demoOperator(house);
  expect(await demoOperator(house)).toEqual(named);
  await ensureDemoAccounts(seenAs<AccountTables>(db.db), {
    ...house.pack.city.demo,
    organization: await house.demoOrganization(),
    named,
  });
  const of = await db.db
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account')
    .innerJoin('organizations as o', 'o.id', 'm.organization')
    .select(['a.account', 'm.role'])
    .where('o.credit_code', '=', operator.creditCode)
    .execute();
  expect(of).toEqual([{ account: 'operator', role: 'member' }]);
});

test('the demo account of a technology manager signs in for one whom contracts name, and keeps to him', async () => {
  const { managerNamings, pack } = house;
  await ensureDemoAccounts(seenAs<AccountTables>(db.db), {
    ...pack.city.demo,
    organization: await house.demoOrganization(),
    respondent: await house.demoRespondent(),
  });
  const linked = () =>
    db.db
      .selectFrom('technology_managers as m')
      .innerJoin('accounts as a', 'a.id', 'm.account')
      .select(['m.id', 'a.id as account'])
      .execute();
  expect(await linked()).toEqual([]);
  await linkDemoManager(house);
  const [first, ...others] = await linked();
  expect(others).toEqual([]);
  await linkDemoManager(house);
  expect(await linked()).toEqual([first]);
  const actor = { ...visitor, account: first!.account, roles: ['technologyManager' as const] };
  const all = await db.db.selectFrom('manager_namings').select('manager').where('manager', '=', first!.id).execute();
  const { items } = await managerNamings.list(actor, { limit: 100 });
  expect(items.length).toBe(all.length);
  expect(items[0]).toMatchObject({ mine: true, manager: first!.id });
});

test('he is found at work: listings, proposals, a deal that he carries, shares as far as each has come; made once', async () => {
  const { engagements, proposals, carried, shares } = house.brokering;
  await startDemoDeals(house);
  await startDemoBrokering(house);
  const account = house.pack.city.demo.accounts.technologyManager.account;
  const { id } = await db.db.selectFrom('accounts').select('id').where('account', '=', account).executeTakeFirstOrThrow();
  const actor = { ...visitor, account: id, roles: ['technologyManager' as const] };
  const stands = async () => {
    const found: Record<string, string[]> = {};
    for (const [name, kind] of Object.entries({ engagements, proposals, carried, shares }))
      found[name] = (await kind.list(actor, { limit: 100 })).items.map((one) => String(one['state'])).toSorted();
    return found;
  };
  const made = await stands();
  expect(made).toEqual({
    engagements: ['proposed', 'proposed', 'standing'],
    proposals: ['accepted', 'declined', 'proposed'],
    carried: ['carrying'],
    shares: ['confirmed', 'disputed', 'stated'],
  });
  await startDemoBrokering(house);
  expect(await stands()).toEqual(made);
});

test('events lie ahead, and meetings at the last one have led to talks of the two that met', async () => {
  await startDemoEvents(house);
  const led = () =>
    db.db
      .selectFrom('event_meetings as m')
      .innerJoin('deals as d', 'd.id', 'm.deal')
      .select(['d.id', 'd.state', 'm.first', 'm.second', 'd.asker', 'd.owner'])
      .execute();
  const made = await led();
  expect(made.map((one) => one.state).toSorted()).toEqual(['interested', 'talking']);
  for (const one of made) expect([one.asker, one.owner].toSorted()).toEqual([one.first, one.second].toSorted());
  await startDemoEvents(house);
  expect(await led()).toHaveLength(made.length);
});

test('only an empty city is loaded', async () => {
  expect(await seedCity(house, db.db)).toBe(false);
  await expect(db.db.transaction().execute((tx) => seedExample(house, tx))).rejects.toThrow(/still empty/);
});
