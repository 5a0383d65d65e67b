// Every page of the house as every role, in both languages, on a desk and on a phone: axe, English without Chinese, nothing over the edge, a quiet console.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { allPages, recordKind } from '../../src/platform/web/pages.ts';
import { openRouter } from '../../src/routes.tsx';
import { type Role, roles } from '../../src/platform/shared/actor.ts';
import { type City, openCity, type Reader } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { tooWide } from './inspect.ts';
import { axeFaults, type Built, builds, closely, follow, type Measured } from './sweep.ts';

openRouter();
const paths = [...allPages().map((page) => page.path), '/no-such-page'];
/** Whoever may not open a page reads for whom it is, on one card for all such pages: each reader looks at a few of them. */
const fewClosed = 3;
const rolesOf = new Map(allPages().map((page) => [page.path, page.only?.roles]));
const atWork = ['planTask', 'milestone', 'followUpOrder', 'workReport', 'typicalCase'];
const ofTargets = ['allocation', 'planDraft'];
const kinds = [
  'organization',
  'recognition',
  'technologyManager',
  'contract',
  'reportedFigure',
  'release',
  'archive',
  'aboveScaleListing',
  'yearlyRevenue',
  'tenancy',
  'premises',
  'listing',
  'venue',
  'fair',
  'fairProject',
  'matchEvent',
  'eventRegistration',
  'eventMeeting',
  'deal',
  'engagement',
  'proposal',
  'carriedDeal',
  'dealShare',
  'visit',
  'visitItem',
  'wordGroup',
  'auction',
  'apiKey',
  'webhook',
  'statisticalReturn',
  'signUp',
  'registry',
  'certifiedList',
  'registrationRequest',
  'managerNaming',
  'contractYear',
  'organizationRelation',
  ...atWork,
  ...ofTargets,
];

type Who = Role | 'visitor';
/** Those who see most first: what others are shown is then known already. */
const readers: readonly Who[] = [
  'bureauOfficer',
  'districtOfficer',
  'auditAdmin',
  'organizationAdmin',
  'securityAdmin',
  'systemAdmin',
  'technologyManager',
  'registrar',
  'member',
  'expert',
  'visitor',
];

let city: City;
let officer: Person;
let invitation: string;
let accounts: { account: string; password: string; role: Role }[];
beforeAll(async () => {
  // Who turns over a hundred pages a minute is held up, as nobody is who reads them.
  city = await openCity('example', { RATE_LIMIT: 'off' });
  ({ items: accounts } = await personAt(city.url).get<{ items: typeof accounts }>('/session/demo-accounts'));
  officer = await signedIn('bureauOfficer');
  await officer.create('releases', { title: '年中公报', asOf: String((await officer.get('/health'))['today']) });
  const { items } = await officer.get<{ items: { id: string }[] }>('/recognitions', { limit: 1 });
  invitation = (await officer.post<{ token: string }>('/experts/invitations', { name: '顾' })).token;
  await officer.create('archives', { recordKind: 'recognition', record: items[0]?.id });
  await registryAtWork();
  await requestAsked();
  await returnAsked();
});
/** One for the whole file: the faults that are planted are found although all else on the page was measured before. */
const measured: Measured = new Set();
/** Whose page gets the faults that are planted. */
let planted: Reader | null = null;
afterAll(() => city?.close());

const accountOf = (who: Who) => accounts.find(({ role }) => role === who);
async function signedIn(who: Who): Promise<Person> {
  const person = personAt(city.url);
  const account = accountOf(who);
  if (account) await person.post('/session', { account: account.account, password: account.password });
  return person;
}

/** A registry with the two registrars that it needs: what is only prepared is shown to few. */
async function registryAtWork(): Promise<void> {
  const [system, security] = [await signedIn('systemAdmin'), await signedIn('securityAdmin')];
  const second = { account: 'second-registrar', name: '傅岚', duty: 'business' };
  const { account } = await system.post<{ account: { id: string } }>('/accounts', second);
  await security.post(`/accounts/${account.id}/roles`, { roles: ['registrar'], reason: '登记员' });
  const { items } = await officer.get<{ items: { id: string }[] }>('/registrars');
  const registrars = items.map((one) => ({ account: one.id, trainedOn: '2025-03-01', filedOn: '2025-04-01' }));
  const made = { name: '云川市技术合同登记处', code: 'YC', territory: ['YC'], registrars };
  await officer.act(await officer.create('registries', made), 'open');
}

/** A member's request to another organization, for those who see their own alone. */
async function requestAsked(): Promise<void> {
  const member = await signedIn('member');
  const { organization } = await member.get<{ organization: string | null }>('/session');
  const { items } = await officer.get<{ items: { id: string }[] }>('/organizations', { limit: 3, state: 'active' });
  const seller = items.map((one) => one.id).find((one) => one !== organization);
  await member.create('registration-requests', { seller, title: '请登记', use: 'subsidy', neededOn: '2999-12-31' });
}

/** A return of the member's organization, for a period that does not open by itself. */
const collected = `${new Date().getUTCFullYear() - 1}-01`;
async function returnAsked(): Promise<void> {
  const { organization } = await (await signedIn('member')).get<{ organization: string | null }>('/session');
  await officer.create('returns', { form: 'institution-month', period: collected, organization });
}

/** A notice of the officer's: a comment that mentions him, as soon as he has been told of it. */
async function noticeOfOfficer(): Promise<string> {
  const find = async () => (await officer.get<{ items: { id: string }[] }>('/notices', { limit: 1 })).items[0]?.id;
  if ((await find()) === undefined) {
    const registrar = await signedIn('registrar');
    const record = (await registrar.get<{ items: { id: string }[] }>('/organizations', { limit: 1 })).items[0]?.id ?? '';
    const asked = { record, audience: 'officers', q: '市科技局' };
    const { items } = await registrar.get<{ items: { id: string }[] }>('/comments/people', asked);
    await registrar.post('/comments', { record, audience: 'officers', body: '请看', mentions: items.map((one) => one.id) });
    await expect.poll(find, { timeout: 60_000 }).toBeDefined();
  }
  return (await find()) ?? '';
}

/** A tenant of the demonstration's incubator that has not answered for the last year, and its link. */
let asked: Promise<{ tenancy: string; path: string; year: number }> | undefined;
const tenantAsked = () => (asked ??= askTenant());
async function askTenant() {
  const year = Number(String((await officer.get('/health'))['today']).slice(0, 4)) - 1;
  const admin = await signedIn('organizationAdmin');
  const { links } = await admin.post<{ links: { tenancy: string; path: string }[] }>('/tenant-asks', { year });
  return { tenancy: links[0]?.tenancy ?? 'none', path: links[0]?.path ?? '/answer/none', year };
}

/** A list of the official system that the officer read back. */
async function officialReading(): Promise<string> {
  const { items } = await officer.get<{ items: { id: string }[] }>('/contracts/official/readings', { limit: 1 });
  if (items[0]) return items[0].id;
  const file = { name: 'list.csv', content: '合同登记编号,项目名称,登记日期\n2026320401000001,只在那边,2026-01-05\n' };
  return (await officer.upload<{ id: string }>('/contracts/official/readings', file)).id;
}

/** The first of a list as this person sees it, or as the officer does: what somebody is told of a record that is none of his. */
async function firstOf(person: Person, list: string): Promise<string> {
  const first = async (of: Person) => {
    const answer = await of.send('GET', list, { query: { limit: 1 } });
    const { items } = (answer.ok ? await answer.json() : { items: [] }) as { items: { id: string }[] };
    return items[0]?.id;
  };
  return (await first(person)) ?? (await first(officer)) ?? 'none';
}

/** A listing that was entered for a firm, and the link by which the firm is asked for its word; opened, it stays good. */
let ownersLink: string | undefined;
async function linkOfOwner(): Promise<string> {
  if (ownersLink !== undefined) return ownersLink;
  const organization = await firstOf(officer, '/organizations');
  const said = {
    sort: 'service',
    title: '代为录入的技术服务',
    text: '不少于十个字的技术服务说明。',
    field: '01',
    cooperation: ['07'],
  };
  const one = await officer.create('listings', { ...said, organization });
  await officer.act(one, 'submit', { noSecret: true });
  await officer.act(one, 'publish');
  const made = await officer.send('POST', `/listings/${one.id}/links`, { body: {} });
  ownersLink = String(((await made.json()) as { path: string }).path);
  return ownersLink;
}
/** The first of a list that everybody reads as a whole. */
async function firstShown(list: '/market/venues' | '/market/events'): Promise<string> {
  const { items } = await officer.get<{ items: { id: string }[] }>(list);
  return items[0]?.id ?? 'none';
}

/** A page's address with what it shows named: a record of the city, a kind, an indicator. */
async function addressOf(path: string, person: Person): Promise<string> {
  if (path === '/visit-items/new') return `${path}?visit=${await firstOf(officer, '/visits')}&sort=task`;
  if (path === '/deals/new') return `${path}?listing=${await firstOf(person, '/market/listings')}`;
  if (!path.includes('$')) return path;
  if (path === '/forms/$code') return '/forms/incubator-year';
  if (path === '/indicators/$code') return '/indicators/new-rd-institutions';
  if (path === '/notices/$id') return path.replace('$id', await noticeOfOfficer());
  // Whoever holds no key is told that there is nothing.
  if (path === '/sign-up/$id') return path.replace('$id', '0198c0de-0000-7000-8000-0000000000ff');
  if (path === '/invitation/$token') return path.replace('$token', invitation);
  if (path === '/answer/$token') return (await tenantAsked()).path;
  if (path === '/confirm-listing/$token') return await linkOfOwner();
  if (path === '/tenancies/$id/answers/$year') {
    const { tenancy, year } = await tenantAsked();
    return `/tenancies/${tenancy}/answers/${year}`;
  }
  if (path === '/contracts/official/card/$id') return path.replace('$id', await firstOf(person, '/contracts'));
  if (path === '/contracts/official/$id') return path.replace('$id', await officialReading());
  if (path.startsWith('/collections/$form/$period'))
    return path.replace('$form', 'institution-month').replace('$period', collected);
  if (path === '/registers/$kind') return '/registers/newRdInstitution';
  if (path === '/plans/$code/tasks/$number') return '/plans/yunchuan-three-years/tasks/4';
  if (path === '/verify/$kind/$id')
    return path.replace('$kind', 'recognition').replace('$id', await firstOf(person, '/recognitions'));
  if (path === '/market/events/$id') return path.replace('$id', await firstShown('/market/events'));
  if (path === '/market/auctions/$id') return path.replace('$id', await firstOf(person, '/market/auctions'));
  if (path === '/market/venues/$id') return path.replace('$id', await firstShown('/market/venues'));
  if (path === '/market/$id') return path.replace('$id', await firstOf(person, '/market/listings'));
  const list = path === '/cases/$id' ? '/cases' : path === '/accounts/$id' ? '/accounts' : null;
  if (list !== null) return path.replace('$id', await firstOf(person, list));
  const kind = kinds.map(recordKind).find((one) => one?.page?.('$id') === path);
  if (!kind) throw new Error(`${path} needs something to show: say here what`);
  return path.replace('$id', await firstOf(person, kind.api));
}

test('there are pages to open', () => {
  expect(paths.length).toBeGreaterThan(12);
  expect(new Set(paths).size).toBe(paths.length);
  expect([...readers].sort()).toEqual([...roles, 'visitor'].sort());
});

/** A browser at the first page, in English on a desk; signed in without the form, which identity.test.ts goes through. */
async function readerFor(who: Who): Promise<Reader> {
  const reader = await city.reader({ language: 'en' });
  await become(reader, who);
  return reader;
}
/** The same browser before somebody else: nothing of who sat there before is kept but the code of the pages. */
async function become({ page, context, goTo }: Reader, who: Who): Promise<void> {
  if (page.url().startsWith('http')) await page.evaluate(() => [localStorage, sessionStorage].forEach((kept) => kept.clear()));
  await context.clearCookies();
  await page.goto('about:blank');
  const account = accountOf(who);
  if (account) await context.request.post('/api/session', { data: { account: account.account, password: account.password } });
  await goTo('/cases');
}

/** Those who have most to do on the pages for everybody open all of them; of the others each opens a third, all of them together every page twice. */
const most: readonly Who[] = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'registrar', 'visitor'];
const others = readers.filter((who) => !most.includes(who));
const turnOf = (who: Who, path: string): boolean =>
  rolesOf.get(path) !== undefined || most.includes(who) || paths.indexOf(path) % 3 === others.indexOf(who) % 3;

test('every page as every role that it is for, in both languages, on a desk and on a phone', { timeout: 1_200_000 }, async () => {
  const found: Record<string, string[]> = {};
  const known = new Set<string>();
  const isNew = (build: string) => {
    const before = known.size;
    return known.add(build).size > before;
  };
  const seen = ({ frame, main }: Built) => void [frame, main].forEach(isNew);
  const look = async (page: Page, address: string): Promise<string[]> => {
    await follow(page, address);
    const { frame, main } = await builds(page);
    const [newFrame, newMain] = [isNew(frame), isNew(main)];
    return newFrame || newMain ? closely(page, !newMain ? 'frame' : newFrame ? 'html' : 'main', measured, seen) : [];
  };
  const left = [...readers];
  const read = async () => {
    const reader = await city.reader({ language: 'en' });
    const { page, context, faults } = reader;
    for (let who = left.shift(); who !== undefined; who = left.shift()) {
      await become(reader, who);
      const person = await signedIn(who);
      let closed = 0;
      for (const path of paths) {
        const only = rolesOf.get(path);
        if (only && !only.some((role) => role === who) && (closed += 1) > fewClosed) continue;
        if (!turnOf(who, path)) continue;
        faults.length = 0;
        const address = await addressOf(path, person);
        const wrong = await look(page, address).catch((error: unknown) => [String(error)]);
        // The browser notes what is not there for this reader: the page says so as well.
        const absent = (one: string) =>
          address !== path && one.includes('status of 404') && one.endsWith(address.split('/').at(-1)!);
        wrong.push(...faults.filter((one) => !absent(one)).map((one) => `console: ${one}`));
        if (wrong.length > 0) found[`${who} ${path}`] = wrong;
      }
    }
    await context.close();
  };
  // One after the other: a second reader takes the processor from the journeys beside it and is hardly quicker.
  await read();
  expect(found).toEqual({});
  expect(known.size).toBeGreaterThan(paths.length);
});

test.for([
  ['Chinese in an English page', '<p>技术合同</p>', /^Chinese in English: 技术合同/],
  ['what is wider than a phone', '<p style="width:500px">x</p>', /at 375 px: \d+ px$/],
  ['what is wider than a desk', '<p style="width:1500px">x</p>', /at 1440 px: \d+ px$/],
  ['grey on white', '<p style="color:#ccc;background:#fff">grey words</p>', /at 1440 px: color-contrast: /],
  [
    'grey on white on a phone',
    '<style>@media(max-width:600px){.p{color:#ccc;background:#fff}}</style><p class="p">grey words</p>',
    /at 375 px: color-contrast: /,
  ],
  ['words as before that a rule turns grey', '<style>main *{color:#ccc!important}</style>', /at 1440 px: color-contrast: /],
  ['words as before on another ground', '<style>main{background:#777!important}</style>', /at 1440 px: color-contrast: /],
  ['a button without a name', '<button></button>', /button-name: /],
  [
    'a row of a list unlike the others',
    `<ul>${'<li>grey words</li>'.repeat(5)}<li style="color:#ccc;background:#fff">grey words</li></ul>`,
    /color-contrast: /,
  ],
] as const)('planted and found: %s', async ([, html, what]) => {
  planted ??= await readerFor('visitor');
  const { page } = planted;
  await page.evaluate((inside) => {
    document.querySelector('main')!.insertAdjacentHTML('beforeend', `<div id="planted">${inside}</div>`);
  }, html);
  const found = await closely(page, 'main', measured, () => {});
  await page.evaluate(() => document.querySelector('#planted')?.remove());
  expect(found).toContainEqual(expect.stringMatching(what));
});

test('planted and found: an error in the console', async () => {
  planted ??= await readerFor('visitor');
  planted.faults.length = 0;
  await planted.page.evaluate(() => console.error('planted'));
  await expect.poll(() => planted?.faults).toEqual([expect.stringContaining('planted')]);
});

test('in the meeting room, on a wide screen, axe finds nothing serious and nothing reaches over the edge', {
  timeout: 300_000,
}, async () => {
  const { page, faults } = await readerFor('visitor');
  await page.setViewportSize({ width: 1920, height: 1080 });
  const found: Record<string, string[]> = {};
  const known = new Set<string>();
  for (const path of paths) {
    await follow(page, `${await addressOf(path, personAt(city.url))}?wide=1`);
    const { main } = await builds(page);
    const wrong = [
      ...(known.has(main) ? [] : await axeFaults(page, 'main', measured)),
      ...(await tooWide(page)),
      ...faults.splice(0),
    ];
    known.add(main);
    if (wrong.length > 0) found[path] = wrong;
  }
  expect(found).toEqual({});
});
