// The desk over HTTP: what lies on whose desk, in which order, until when; what one waits for; what one has done; nothing foreign ever.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import type { Counts, DeskItem } from '../desk.ts';
import type { Deadline, WorkingYear } from '../deadline.ts';

type Page = {
  items: DeskItem[];
  next: string | null;
  total?: { rows: number; more: boolean };
  groups: Record<string, number>;
  nextUp: { title: string; on: string } | null;
};
let house: TestHouse;
let zhou: Person;
let lin: Person;
let chen: Person;
let today: string;
beforeAll(async () => {
  house = await startHouse({ anchor: Number(new Date().getUTCFullYear()) });
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ roles: ['districtOfficer'], region: 'YC-CH' });
  chen = await house.as({ roles: ['districtOfficer'], region: 'YC-WY' });
  today = String((await zhou.get('/health'))['today']);
});
afterAll(() => house.close());

const desk = (who: Person, query: Record<string, string | number> = {}) => who.get<Page>('/desk', { limit: 200, ...query });
const titles = (page: Page) => page.items.map((one) => one.title);
const recognition = (title: string, more: object = {}) => ({ title, kind: 'incubator', region: 'YC-CH', ...more });

test('a district finds what it may recommend, the bureau all of it; once done it waits for the bureau', async () => {
  const own = await lin.create('recognitions', recognition('澄湖甲孵化器'));
  await chen.create('recognitions', recognition('望岳乙孵化器', { region: 'YC-WY' }));
  const ofLin = (await desk(lin, { kind: 'recognition' })).items;
  expect(ofLin).toMatchObject([
    {
      title: '澄湖甲孵化器',
      action: 'recommend',
      asked: '待推荐',
      record: own.id,
      since: today,
      region: 'YC-CH',
      state: 'applied',
    },
  ]);
  expect(ofLin[0]?.left?.working ?? ofLin[0]?.unpublished).toBeTruthy();
  expect(titles(await desk(chen, { kind: 'recognition' }))).toEqual(['望岳乙孵化器']);
  expect(titles(await desk(zhou, { kind: 'recognition' })).sort()).toEqual(['望岳乙孵化器', '澄湖甲孵化器'].sort());
  await lin.act(own, 'recommend', { on: today });
  expect(titles(await desk(lin, { kind: 'recognition' }))).toEqual([]);
  expect((await desk(lin, { view: 'inHand', kind: 'recognition' })).items).toMatchObject([
    { title: '澄湖甲孵化器', action: 'giveNotice', by: ['bureauOfficer'] },
  ]);
  expect(titles(await desk(chen, { view: 'inHand', kind: 'recognition' }))).toEqual([]);
  expect((await desk(lin, { view: 'done', count: 'yes' })).items.map((one) => [one.title, one.action])).toEqual([
    ['澄湖甲孵化器', 'recommend'],
    ['澄湖甲孵化器', 'create'],
  ]);
  expect((await desk(chen, { view: 'done' })).items.map((one) => one.title)).toEqual(['望岳乙孵化器']);
});

test('overdue first, then by day, without a day last; the pages join to the whole', async () => {
  const { items: old } = await zhou.get<{ items: unknown[] }>('/recognitions', { limit: 1 });
  expect(old).toHaveLength(1);
  const all = await desk(zhou, { count: 'yes' });
  const days = all.items.map((one) => one.due ?? '9999');
  expect(days).toEqual([...days].sort());
  expect(all.total?.rows).toBe(all.items.length);
  expect(Object.values(all.groups).reduce((sum, one) => sum + one, 0)).toBe(all.items.length);
  const walked: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Page = await desk(zhou, { limit: 3, ...(after ? { after } : {}) });
    walked.push(...page.items.map((one) => one.id));
    after = page.next;
  }
  expect(walked).toEqual(all.items.map((one) => one.id));
  expect(new Set(walked).size).toBe(walked.length);
  expect((await desk(zhou, { overdue: 'yes' })).items.every((one) => one.group === 'overdue' && (one.left?.days ?? 0) < 0)).toBe(
    true,
  );
});

test('a district is asked for the figures that it has not given, and for no other district’s', async () => {
  const missing = (await desk(lin, { kind: 'reportedFigure' })).items;
  expect(missing.length).toBeGreaterThan(0);
  expect(new Set(missing.map((one) => one.region))).toEqual(new Set(['YC-CH']));
  const [first] = missing;
  const asked = new URLSearchParams(first?.page?.split('?')[1]);
  expect(first?.page).toMatch(/^\/figures\/new\?/);
  await lin.create('reported-figures', {
    series: asked.get('series'),
    region: asked.get('region'),
    period: asked.get('period'),
    value: '1000000',
  });
  expect((await desk(lin, { kind: 'reportedFigure' })).items.map((one) => one.id)).not.toContain(first?.id);
  const waitedFor = (await desk(zhou, { view: 'inHand', kind: 'reportedFigure' })).items;
  expect(waitedFor.some((one) => one.region === 'YC-WY')).toBe(true);
});

test('an organization’s administrator confirms its own managers alone; a manager’s name is never spelt out', async () => {
  const made = await zhou.create('organizations', { name: '澄湖转移机构', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '望岳转移机构', region: 'YC-WY' });
  for (const [name, organization] of [
    ['吴小云', made.id],
    ['郑大山', other.id],
  ] as const) {
    const manager = await zhou.create('technology-managers', { name, certificateLevel: 'junior', issuedOn: '2024-01-01' });
    await zhou.act(manager, 'affiliate', { organization, on: '2025-01-01' });
  }
  const admin = await house.as({ roles: ['organizationAdmin'], organization: made.id });
  const own = await desk(admin);
  expect(own.items).toMatchObject([{ action: 'confirm', kind: 'technologyManager', group: 'none' }]);
  expect(own.items[0]?.title).toMatch(/^吴.* TM-/);
  expect(own.items[0]?.title).not.toContain('吴小云');
  const member = await house.as({ roles: ['member'], organization: made.id });
  const nothing = await desk(member);
  expect(nothing.items).toEqual([]);
  expect(nothing.nextUp?.on).toMatch(/^\d{4}-/);
  expect(nothing.nextUp!.on > today).toBe(true);
});

test('the badge counts what the list shows, and follows what is done', async () => {
  const before = await lin.get<Counts>('/desk/counts');
  expect(before.todo.rows).toBe((await desk(lin, { count: 'yes' })).total?.rows);
  await lin.create('recognitions', recognition('澄湖丙孵化器'));
  const after = await lin.get<Counts>('/desk/counts');
  expect(after.todo.rows).toBe(before.todo.rows + 1);
});

test('a term that reaches into a year that nobody published says so; once published it is told, and the preview said what moves', async () => {
  const year = Number(today.slice(0, 4));
  const read = await zhou.get<WorkingYear>(`/working-years/${year + 1}`);
  expect(read.published).toBe(false);
  const { untold } = await zhou.get<{ untold: { unpublished: number }[] }>('/deadlines', { year: year + 1 });
  expect(untold.map((one) => one.unpublished)).toContain(year + 1);
  const off = ['01-01', '05-01', '10-01', '10-02'].map((one) => `${year + 1}-${one}`);
  const next = { year: year + 1, daysOff: off, workingDays: [] };
  const preview = await zhou.post<{ count: number; items: { was: string | null; becomes: string | null }[] }>(
    '/working-years/preview',
    next,
  );
  expect(preview.count).toBeGreaterThan(0);
  expect(preview.items.every((one) => one.was === null && one.becomes !== null)).toBe(true);
  expect((await lin.send('POST', '/working-years/preview', { body: next })).status).toBe(403);
  await zhou.create('calendar-years', { ...next, document: { title: '通知' } });
  expect((await zhou.get<WorkingYear>(`/working-years/${year + 1}`)).published).toBe(true);
  const told = await zhou.get<{ untold: unknown[]; items: Deadline[] }>('/deadlines', { year: year + 1 });
  expect(told.items.filter((one) => one.what === 'reporting').length).toBeGreaterThan(5);
});

test('a visitor has no desk, and of the year only what everybody knows', async () => {
  expect((await house.visitor().send('GET', '/desk')).status).toBe(401);
  expect((await house.visitor().send('GET', '/desk/counts')).status).toBe(401);
  const { items } = await house.visitor().get<{ items: Deadline[] }>('/deadlines');
  expect(new Set(items.map((one) => one.what))).toContain('target');
  expect(items.filter((one) => one.what === 'task')).toEqual([]);
  const own = await lin.get<{ items: Deadline[] }>('/deadlines', { what: 'task' });
  expect(own.items.every((one) => one.what === 'task')).toBe(true);
});

test.each([
  ['/desk', { view: 'all' }],
  ['/desk', { after: 'x' }],
  ['/desk', { limit: 0 }],
  ['/desk', { kind: "x' or 1=1" }],
  ['/desk', { view: 'done', from: '2026-13-01' }],
  ['/deadlines', { year: '1e3' }],
  ['/deadlines', { what: 'secret' }],
])('%s %j is refused', async (path, query) => {
  expect((await zhou.send('GET', path, { query: query as never })).status).toBe(400);
});
