// Every page of the house, for a visitor and an officer: English without Chinese, nothing wider than a phone, axe, a quiet console.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPages, recordKind } from '../../src/platform/web/pages.ts';
import { openRouter } from '../../src/routes.tsx';
import { type City, openCity, type Reader, settled, signInAs, switchTo } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { hanOutsideData, seriousFaults, tooWide } from './inspect.ts';

openRouter();
const paths = [...allPages().map((page) => page.path), '/no-such-page'];
const atWork = ['planTask', 'milestone', 'followUpOrder', 'workReport', 'typicalCase'];
const ofTargets = ['allocation', 'planDraft'];
const kinds = [
  'organization',
  'recognition',
  'technologyManager',
  'reportedFigure',
  'release',
  'archive',
  ...atWork,
  ...ofTargets,
];

let city: City;
let officer: Person;
let readers: Record<'visitor' | 'officer', Reader>;
beforeAll(async () => {
  city = await openCity('example');
  officer = personAt(city.url);
  await officer.post('/session', { account: 'bureau', password: await demoPassword() });
  await officer.create('releases', { title: '年中公报', asOf: String((await officer.get('/health'))['today']) });
  const { items } = await officer.get<{ items: { id: string }[] }>('/recognitions', { limit: 1 });
  await officer.create('archives', { recordKind: 'recognition', record: items[0]?.id });
  readers = { visitor: await city.reader({ language: 'en' }), officer: await city.reader({ language: 'en' }) };
  await signInAs(readers.officer, 'bureau');
});
afterAll(() => city?.close());

async function demoPassword(): Promise<string> {
  const { items } = await officer.get<{ items: { account: string; password: string }[] }>('/session/demo-accounts');
  return items.find(({ account }) => account === 'bureau')?.password ?? '';
}

/** A notice of the officer's: a comment that mentions him, as soon as he has been told of it. */
async function noticeOfOfficer(): Promise<string> {
  const find = async () => (await officer.get<{ items: { id: string }[] }>('/notices', { limit: 1 })).items[0]?.id;
  if ((await find()) === undefined) {
    const registrar = personAt(city.url);
    await registrar.post('/session', { account: 'registrar', password: await demoPassword() });
    const record = (await registrar.get<{ items: { id: string }[] }>('/organizations', { limit: 1 })).items[0]?.id ?? '';
    const asked = { record, audience: 'officers', q: '市科技局' };
    const { items } = await registrar.get<{ items: { id: string }[] }>('/comments/people', asked);
    await registrar.post('/comments', { record, audience: 'officers', body: '请看', mentions: items.map((one) => one.id) });
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
  }
  return (await find()) ?? '';
}

/** A page's address with what it shows named: a record of the city, a kind, an indicator. */
async function addressOf(path: string): Promise<string> {
  if (!path.includes('$')) return path;
  if (path === '/indicators/$code') return '/indicators/new-rd-institutions';
  if (path === '/notices/$id') return path.replace('$id', await noticeOfOfficer());
  // For administrators alone: what others are told there (identity.test.ts shows it to those).
  if (path === '/accounts/$id') return '/accounts/none';
  if (path === '/registers/$kind') return '/registers/newRdInstitution';
  if (path === '/plans/$code/tasks/$number') return '/plans/yunchuan-three-years/tasks/4';
  if (path === '/cases/$id') {
    const { items } = await officer.get<{ items: { id: string }[] }>('/cases');
    return `/cases/${items[0]?.id}`;
  }
  const kind = kinds.map(recordKind).find((one) => one?.page?.('$id') === path);
  if (!kind) throw new Error(`${path} needs something to show: say here what`);
  const { items } = await officer.get<{ items: { id: string }[] }>(kind.api, { limit: 1 });
  return path.replace('$id', items[0]?.id ?? 'none');
}

test('there are pages to open', () => {
  expect(paths.length).toBeGreaterThan(12);
  expect(new Set(paths).size).toBe(paths.length);
});

test.for(['visitor', 'officer'] as const)('reader: %s', { timeout: 180_000 }, async (who) => {
  const reader = readers[who];
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    const faults = await inspect(reader, await addressOf(path));
    if (faults.length > 0) found[path] = faults;
  }
  expect(found).toEqual({});
});

test('in the meeting room, on a wide screen, axe finds nothing serious and nothing reaches over the edge', {
  timeout: 120_000,
}, async () => {
  const { page, goTo, faults } = readers.visitor;
  faults.length = 0;
  await page.setViewportSize({ width: 1920, height: 1080 });
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    await goTo(`${await addressOf(path)}?wide=1`);
    const wrong = [...(await seriousFaults(page)), ...(await tooWide(page)), ...faults.splice(0)];
    if (wrong.length > 0) found[path] = wrong;
  }
  expect(found).toEqual({});
});

/** Opens a page in English on a desk and on a phone, then in Chinese: what is wrong with it. */
async function inspect(reader: Reader, address: string): Promise<string[]> {
  const { page, faults } = reader;
  faults.length = 0;
  await page.setViewportSize({ width: 1440, height: 900 });
  await reader.goTo(address);
  const at = async (place: string, found: Promise<string[]>) => (await found).map((one) => `${place}: ${one}`);
  const wrong = [
    ...(await at('Chinese in English', hanOutsideData(page))),
    ...(await at('1440 px', tooWide(page))),
    ...(await at('axe', seriousFaults(page))),
  ];
  await page.setViewportSize({ width: 375, height: 812 });
  wrong.push(...(await at('375 px, English', tooWide(page))));
  await switchTo(reader, 'zh-CN');
  wrong.push(...(await at('375 px, Chinese', tooWide(page))), ...(await at('axe at 375 px', seriousFaults(page))));
  await switchTo(reader, 'en');
  await settled(page);
  return [...wrong, ...faults.map((one) => `console: ${one}`)];
}
