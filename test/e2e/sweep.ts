// Goes through pages as one reader after another and looks closely at each that is built otherwise than all before: in both languages, on a desk and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/platform/shared/actor.ts';
import { settled } from '../harness/browser.ts';
import { hanOutsideData, tooWide } from './inspect.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desk = { width: 1440, height: 900 };
const phone = { width: 375, height: 812 };

/** Opens a path within the page that is there, as a link does: nothing is loaded anew but what it shows. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
    history.pushState({}, '', to);
  }, path);
  await page
    .waitForFunction(() => document.querySelector('[data-before]') === null, undefined, { timeout: 5000 })
    .catch(() => page.goto(path));
  await settled(page);
}

/** How the page is built, in three parts: elements, classes, roles and whether there is text; not what it says, and not how often alike. */
export function builds(page: Page): Promise<{ frame: string; main: string }> {
  return page.evaluate(() => {
    const kept = ['class', 'role', 'type', 'disabled', 'aria-current', 'aria-expanded', 'aria-sort', 'scope', 'open', 'lang'];
    const skipped = new Set(['SCRIPT', 'STYLE', 'LINK', 'CANVAS']);
    const write = (element: Element): string => {
      if (element instanceof SVGElement) return 'svg';
      const attributes = kept.flatMap((name) => (element.hasAttribute(name) ? [`${name}=${element.getAttribute(name)}`] : []));
      for (const name of ['aria-label', 'aria-labelledby', 'alt', 'title', 'href', 'for', 'scope'])
        if ((element.getAttribute(name) ?? '') !== '') attributes.push(name);
      const parts: string[] = [];
      for (const child of element.childNodes) {
        const part =
          child instanceof Element
            ? skipped.has(child.tagName)
              ? ''
              : write(child)
            : (child.nodeValue ?? '').trim() === ''
              ? ''
              : '.';
        if (part !== '' && !parts.includes(part)) parts.push(part);
      }
      return `${element.tagName}[${attributes.join(' ')}](${parts.join('')})`;
    };
    const main = document.querySelector('main');
    const rest = [...document.body.children]
      .flatMap((one) => [...(one.id === 'root' ? one.children : [one])])
      .filter((one) => one !== main);
    return { main: main ? write(main) : '', frame: rest.map(write).join('') };
  });
}

/** What axe finds serious or critical in the page, or in a part of it: `rule: where`. */
export async function axeFaults(page: Page, part = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async (within) => {
    type Found = { violations: { id: string; impact: string; nodes: { target: string[]; html: string }[] }[] };
    const axe = Reflect.get(window, 'axe') as { run: (within: string, options: object) => Promise<Found> };
    const { violations } = await axe.run(within, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.target.join(' ')} ${one.html.slice(0, 160)}`));
  }, part);
}

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((wanted) => {
    if (document.documentElement.lang !== wanted) document.querySelector<HTMLElement>(`header button[lang="${wanted}"]`)?.click();
  }, language);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  await settled(page);
}

/** What is still so after a moment: the name of who is signed in comes a little after the page. */
async function lasting(look: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + 3000;
  let found = await look();
  while (found.length > 0 && Date.now() < deadline) found = await look();
  return found;
}

/** Looks closely: English on a desk and a phone, Chinese on both; with axe in each language and at each width. Ends as it began, in English on a desk. */
export async function closely(page: Page, part: string): Promise<string[]> {
  const wrong: string[] = [];
  const look = async (place: string, axe: boolean) => {
    const found = [...(await tooWide(page)), ...(axe ? await axeFaults(page, part) : [])];
    wrong.push(...found.map((one) => `${place}: ${one}`));
  };
  wrong.push(...(await lasting(() => hanOutsideData(page))).map((one) => `Chinese in English: ${one}`));
  await look('English at 1440 px', true);
  await page.setViewportSize(phone);
  await look('English at 375 px', false);
  await speak(page, 'zh-CN');
  await look('Chinese at 375 px', true);
  await page.setViewportSize(desk);
  await look('Chinese at 1440 px', false);
  await speak(page, 'en');
  return wrong;
}
