// A city as its readers meet it: src/main.ts as a process of its own over a seeded database, and Chromium before it. No mocks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../src/platform/shared/actor.ts';
import { readEnv } from '../../src/platform/server/env.ts';
import { openRunning } from '../../src/running.ts';
import { seedCity } from '../../src/seed.ts';
import { launchChromium } from './chromium.ts';
import { cloneFilled } from './database.ts';
import { serve } from './serving.ts';

export type CityName = 'example' | 'changzhou';
export type Opening = { language?: Language; width?: number; path?: string };
/** Somebody at a browser of their own: a page, and what went wrong on it. */
export type Reader = { page: Page; context: BrowserContext; faults: string[]; goTo: (path: string) => Promise<void> };
export type City = {
  url: string;
  /** Of the city's own database, for accounts that no demonstration has. */
  databaseUrl: string;
  browser: Browser;
  /** A browser with no past: no cookie, nothing kept. */
  reader: (opening?: Opening) => Promise<Reader>;
  close: () => Promise<void>;
};

/** What no target counts is generated in a tenth of the usual number: the journeys need it there, not many of it. */
const size = 0.1;

/** Starts the city with demo accounts on, over a copy of a database that is seeded once a run; `more` are settings of the server. */
export async function openCity(name: CityName, more: Record<string, string> = {}): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), 'touyan-browser-'));
  const settings = { CITY: name, TOUYAN_DEMO: '1', LOG_LEVEL: 'error', DATA_DIR: folder, PORT: '0', SECRET_KEY: '0f'.repeat(32) };
  const database = await cloneFilled(name, async (url) => {
    const { house, db, close } = await openRunning(readEnv({ ...settings, DATABASE_URL: url }), { as: 'server', log: () => {} });
    await seedCity(house, db, { size, institutions: 24 });
    await close();
  });
  const server = await serve({ ...settings, ...more, DATABASE_URL: database.url });
  const browser = await launchChromium();
  const reader = async ({ language = 'zh-CN', width = 1440, path }: Opening = {}): Promise<Reader> => {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      viewport: { width, height: width < 600 ? 812 : 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const faults = listen(page);
    const goTo = async (to: string) => {
      await page.goto(to);
      await settled(page);
    };
    if (path !== undefined) await goTo(path);
    return { page, context, faults, goTo };
  };
  const close = async () => {
    await browser.close();
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, databaseUrl: database.url, browser, reader, close };
}

/** What a reader would see in the console, but that nobody is signed in (the 401 of /api/session is the answer to that question). */
function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()} ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const from = message.location().url;
    if (from.endsWith('/api/session') && message.text().includes('401')) return;
    faults.push(`${page.url()} ${message.text()} ${from}`);
  });
  return faults;
}

/** Waits until nothing on the page is loading any more: no skeleton, nothing marked busy, its words in place. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    const busy = document.querySelector('.skeleton, [aria-busy="true"], .page-stale');
    return main !== null && main.innerText.trim() !== '' && busy === null;
  });
}

/** Signs in with one click on the demo account of a role, as its name stands on the page. */
export async function signInAs({ page }: Reader, role: 'bureau' | 'district' | 'security'): Promise<void> {
  const accounts = page.waitForResponse('**/api/session/demo-accounts');
  await page.goto('/sign-in');
  const { items } = (await (await accounts).json()) as { items: { account: string; name: string }[] };
  const name = items.find(({ account }) => account === role)?.name;
  if (name === undefined) throw new Error(`There is no demo account ${role}`);
  await page.getByRole('button', { name }).click();
  await page.locator('summary', { hasText: name }).waitFor();
  await settled(page);
}

/** Switches the page's language by its own button. */
export async function switchTo({ page }: Reader, language: Language): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return;
  await page.locator(`header button[lang="${language}"]`).click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await settled(page);
}
