// How the pages behave for who reads them all day: search from the keyboard, lists by letters, numbers as they are counted in each language, paper, nothing that jumps.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, settled, signInAs, switchTo } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { said } from './say.ts';

let city: City;
let visitor: Person;
beforeAll(async () => {
  city = await openCity('example');
  visitor = personAt(city.url);
});
afterAll(() => city?.close());

test('the command palette finds pages, registers, indicators, organizations and recognitions, and opens them', async () => {
  const { items } = await visitor.get<{ items: { id: string; name: string }[] }>('/organizations', { limit: 1 });
  const organization = items[0] ?? { id: '', name: '' };
  const { page, faults } = await city.reader({ path: '/' });
  const option = (name: string | RegExp) => page.getByRole('dialog').getByRole('option', { name });
  const search = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: said('shell:search') }).fill(words);
  };
  const leave = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await search('新型研发机构');
  await option(new RegExp(`新型研发机构.*${said('recognitions:register')}`)).waitFor();
  await option(new RegExp(`新型研发机构.*${said('plans:chain.indicator')}`)).waitFor();
  await leave();
  await search(said('statistics:figures.title'));
  await option(new RegExp(said('shell:palette.page'))).waitFor();
  await leave();
  await search(organization.name);
  await option(new RegExp(`^${organization.name}.*${said('organizations:one')}$`)).click();
  await page.getByRole('heading', { level: 1, name: organization.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/organizations/${organization.id}`);
  expect(faults).toEqual([]);
});

test('J and K move through a list from anywhere on its page, Enter opens, and going back finds the filters again', async () => {
  const { page } = await city.reader({ path: '/organizations?state=active' });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const first = await page.locator('tbody tr').first().getByRole('link').first().innerText();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: first }).waitFor();
  await page.goBack();
  await settled(page);
  expect(new URL(page.url()).search).toBe('?state=active');
});

test('money is in hundreds of millions in Chinese and in billions in English', async () => {
  type Plan = { targets: { code: string; current: string | null }[] };
  const [plan] = (await visitor.get<{ items: { code: string }[] }>('/plans')).items;
  const { targets } = await visitor.get<Plan>(`/plans/${plan?.code}`);
  const yuan = Number(targets.find((one) => one.code === 'contract-turnover')?.current);
  const reader = await city.reader({ path: '/' });
  const figure = reader.page.locator('.headline .figure-hero').first();
  const shown = (number: number) => new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(number);
  const text = async () => (await figure.innerText()).replace(/\s/gu, '');
  expect(await text()).toBe(`${shown(yuan / 1e8)}亿元`);
  await switchTo(reader, 'en');
  await expect.poll(text).toBe(`${shown(yuan / 1e9)}bnCNY`);
});

test('the line under a task that is behind is that of a target that is behind', async () => {
  type Plan = {
    targets: { code: string; verdict: string }[];
    tasks: {
      number: number;
      state: string;
      line: string | null;
      feeds: { kind: string; codes: string[]; line: string | null }[];
    }[];
  };
  const [plan] = (await visitor.get<{ items: { code: string }[] }>('/plans')).items;
  const { targets, tasks } = await visitor.get<Plan>(`/plans/${plan?.code}`);
  const behind = tasks.filter((one) => one.state === 'behind');
  expect(behind.length).toBeGreaterThan(1);
  for (const task of behind) {
    const feed = task.feeds.find((one) => one.kind === 'target' && one.line === task.line);
    expect(targets.find((one) => one.code === feed?.codes[0])?.verdict, `task ${task.number}`).not.toBe('met');
  }
});

test('an address that asks for what cannot be says so and leads back', async () => {
  const { page } = await city.reader({ path: '/?asOf=2099-01-01' });
  await page.getByRole('heading', { level: 1, name: said('shell:problem.address') }).waitFor();
  await page.getByRole('link', { name: said('shell:problem.withoutSearch') }).click();
  await page.locator('#targets .figure-line').first().waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('the hint that nothing was known yet stands by the days of the city, not by those of Greenwich', async () => {
  const { firstDay } = await visitor.get<{ firstDay: string }>('/health');
  const hint = said('shell:time.beforeFirstDay', { day: firstDay });
  const at = (hour: string) => new Date(`${firstDay}T${hour}:00:00+08:00`).toISOString();
  const { page, goTo } = await city.reader({ path: `/?knownAt=${at('00')}` });
  await page.getByText(hint).waitFor();
  // Four in the morning of the first day: still the evening before in Greenwich.
  await goTo(`/?knownAt=${at('04')}`);
  expect(await page.getByText(hint).count()).toBe(0);
});

test('the chain says how many entries there are, and a page asks for all definitions at once', async () => {
  const [plan] = (await visitor.get<{ items: { code: string }[] }>('/plans')).items;
  const { asOf } = await visitor.get<{ asOf: string }>(`/plans/${plan?.code}`);
  const { count } = await visitor.get<{ count: number }>('/indicators/new-rd-institutions/entries', { asOf });
  const { page, goTo } = await city.reader({ path: '/?target=new-rd-institutions' });
  await page.locator('.chain-step h3', { hasText: `${count} 笔` }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await goTo('/registers/newRdInstitution');
  expect(asked).toContain('/api/indicator-definitions');
  expect(asked.filter((one) => one.startsWith('/api/indicators/'))).toEqual([]);
});

test('a target that goes on says where it is going, within its cell', async () => {
  type Plan = { targets: { name: string; verdict: string; forecast: { reachedIn: string | null } | null }[] };
  const [plan] = (await visitor.get<{ items: { code: string }[] }>('/plans')).items;
  const { targets } = await visitor.get<Plan>(`/plans/${plan?.code}`);
  const going = targets.filter((one) => one.forecast !== null);
  for (const width of [1440, 375]) {
    const { page } = await city.reader({ path: '/', width });
    for (const { name, forecast } of going) {
      const chip = page.locator('#targets tr', { hasText: name }).first().locator('.tag');
      expect(await chip.innerText()).toMatch(forecast?.reachedIn ? /预计.*达标/u : /按当前速度差/u);
    }
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('#targets .tag, .headline .tag')].flatMap((one) => {
        const inside = one.closest('td, section')?.getBoundingClientRect();
        return inside && one.getBoundingClientRect().right <= inside.right + 1 ? [] : [one.textContent];
      }),
    );
    expect([width, cut]).toEqual([width, []]);
  }
});

test('on paper nothing stands that is only to be clicked, and bars keep their colours', async () => {
  const { page } = await city.reader({ path: '/' });
  await page.emulateMedia({ media: 'print' });
  const clicked = ['header', '.chart-tools', '.wide-switch', '.time-track'];
  const seen = clicked.map((one) => page.locator(one).first().isVisible());
  expect(await Promise.all(seen)).toEqual(clicked.map(() => false));
  const bar = page.locator('.headline .bar i').first();
  expect(await bar.evaluate((one) => getComputedStyle(one).printColorAdjust)).toBe('exact');
});

test('a demo account is said whose it is by name, never by an id', async () => {
  const { page } = await city.reader({ path: '/sign-in' });
  const list = page.locator('.demo-list');
  await list.getByText('澄湖区', { exact: false }).first().waitFor();
  await expect.poll(() => list.innerText()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|YC-/);
});

test('nothing is pushed down while a page loads', async () => {
  const reader = await city.reader();
  await signInAs(reader, 'bureau');
  const { page } = reader;
  await page.addInitScript(() => {
    const held = globalThis as unknown as { shifted: number };
    held.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) held.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const shifts: Record<string, number> = {};
  for (const path of ['/', '/registers', '/organizations', '/figures']) {
    await reader.goTo(path);
    shifts[path] = await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
  }
  expect(Object.entries(shifts).filter(([, shifted]) => shifted >= 0.1)).toEqual([]);
});

test('in the colours of the reader’s own system the bars are still filled and the page that is open is still marked', async () => {
  const { page } = await city.reader({ path: '/' });
  await page.emulateMedia({ forcedColors: 'active' });
  const painted = (selector: string, style: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), style);
  expect(await painted('.bar i', 'background-color')).not.toBe(await painted('.bar', 'background-color'));
  expect(await painted('.header-entry > [data-here]', 'border-bottom-color')).not.toBe(
    await painted('.header-entry > button:not([data-here])', 'border-bottom-color'),
  );
});
