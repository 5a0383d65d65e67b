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

/** Nothing on the page is loading any more, and nothing of the page before is left; null when it is not so in time. Asked at each frame, in the page itself. */
function still(page: Page, language: Language | null, milliseconds: number): Promise<true | null> {
  return page.evaluate(
    ([wanted, patience]) =>
      new Promise<true | null>((resolve) => {
        const until = performance.now() + patience;
        const look = () => {
          const main = document.querySelector('main');
          const busy = document.querySelector('[data-before], .skeleton, [aria-busy="true"], .page-stale');
          const spoken = wanted === null || document.documentElement.lang === wanted;
          if (spoken && busy === null && main !== null && main.innerText.trim() !== '') resolve(true);
          else if (performance.now() > until) resolve(null);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [language, milliseconds] as const,
  );
}

/** Opens a path within the page that is there, as a link does: nothing is loaded anew but what it shows. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('main')?.firstElementChild?.setAttribute('data-before', '');
    history.pushState({}, '', to);
  }, path);
  if (await still(page, null, 5000)) return;
  await page.goto(path);
  await settled(page);
}

export type Built = { frame: string; main: string };

/** How the page is built, in three parts: elements, classes, roles and whether there is text; not what it says, and not how often alike. */
export function builds(page: Page): Promise<Built> {
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

/** What is looked at of a page: all of it, what changes from page to page, or what stands around that. */
export type Part = 'html' | 'main' | 'frame';

/** Colours of words that axe has measured and found apart enough: as they are computed, on what they stand. */
export type Measured = Set<string>;

/**
 * Makes axe measure the same words on the same grounds once. Measuring takes two thirds of its time, and its outcome follows from what
 * the browser computes: colour, size and weight of the words, and every ground below them. What axe did not find good is not kept.
 */
function measureOnce(measured: readonly string[]): void {
  type Asked = (this: unknown, node: Element, ...rest: unknown[]) => unknown;
  type Audit = { checks: Record<string, { evaluate: Asked }>; rules: { id: string; matches: Asked }[] };
  const axe = Reflect.get(window, 'axe') as { _audit: Audit };
  const [good, fresh, grounds] = [new Set(measured), new Array<string>(), new Map<Element, string>()];
  Reflect.set(window, 'measuredNow', () => {
    // Of this run alone: at the next one the page may look otherwise.
    grounds.clear();
    return fresh.splice(0);
  });
  const groundOf = (element: Element): string => {
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const style = getComputedStyle(element);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, style.position];
    const ground = `${element.tagName}.${element.getAttribute('class') ?? ''} ${own.join(' ')}`;
    const whole = hash(element.parentElement ? `${groundOf(element.parentElement)}>${ground}` : ground);
    grounds.set(element, whole);
    return whole;
  };
  const hash = (text: string): string => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
    }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  };
  const keyOf = (node: Element): string => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(node);
    return hash([color, fontSize, fontWeight, textShadow, groundOf(node)].join(' '));
  };
  const check = axe._audit.checks['color-contrast'];
  const rule = axe._audit.rules.find(({ id }) => id === 'color-contrast');
  if (!check || !rule) throw new Error('axe measures contrast under another name');
  // axe looks for the labels of every element, and of all around it, before it sees that it holds no words.
  const mayHold = rule.matches;
  rule.matches = function matches(node, ...rest) {
    const typed = ['INPUT', 'SELECT', 'TEXTAREA'].includes(node.tagName);
    const words = [...node.childNodes].some((child) => child instanceof Text && child.data.trim() !== '');
    return (typed || words) && !good.has(keyOf(node)) && mayHold.call(this, node, ...rest);
  };
  const measure = check.evaluate;
  check.evaluate = function evaluate(node, ...rest) {
    const key = keyOf(node);
    if (good.has(key)) return true;
    const outcome = measure.call(this, node, ...rest);
    if (outcome === true) {
      good.add(key);
      fresh.push(key);
    }
    return outcome;
  };
}

/** What axe finds serious or critical in the page, or in a part of it: `rule: where`. What was measured before is not measured again. */
export async function axeFaults(page: Page, part: Part = 'html', measured: Measured = new Set()): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axeSource);
    await page.evaluate(measureOnce, [...measured]);
  }
  const found = await runAxe(page, part);
  for (const key of await page.evaluate(() => (Reflect.get(window, 'measuredNow') as () => string[])())) measured.add(key);
  return found;
}

function runAxe(page: Page, part: Part): Promise<string[]> {
  return page.evaluate(async (of) => {
    type Found = { violations: { id: string; impact: string; nodes: { target: string[]; html: string }[] }[] };
    type Rule = { id: string; impact: string };
    type Axe = { run: (within: object, options: object) => Promise<Found>; _audit: { rules: Rule[] } };
    const axe = Reflect.get(window, 'axe') as Axe;
    const severe = (one: { impact: string }) => one.impact === 'serious' || one.impact === 'critical';
    // A rule has one impact: those that can find nothing severe need not run.
    const mild = axe._audit.rules.filter((rule) => !severe(rule)).map(({ id }) => [id, { enabled: false }]);
    // Of rows of a list that are built alike the fourth shows what the first three do.
    for (const list of document.querySelectorAll('main tbody, main ul, main ol')) {
      const times = new Map<string, number>();
      for (const row of list.children) {
        const build = row.outerHTML
          .replaceAll(/>[^<]+</g, '>.<')
          .replaceAll(/ (id|href|for|title|datetime|aria-\w+)="[^"]+"/g, ' $1');
        times.set(build, (times.get(build) ?? 0) + 1);
        row.toggleAttribute('data-alike', (times.get(build) ?? 0) > 3);
      }
    }
    const within =
      of === 'frame' ? { include: [['html']], exclude: [['main']] } : { include: [[of]], exclude: [['[data-alike]']] };
    const { violations } = await axe.run(within, { resultTypes: ['violations'], rules: Object.fromEntries(mild) });
    return violations
      .filter(severe)
      .flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.target.join(' ')} ${one.html.slice(0, 160)}`));
  }, part);
}

const spoken = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.lang);

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((wanted) => {
    if (document.documentElement.lang !== wanted) document.querySelector<HTMLElement>(`header button[lang="${wanted}"]`)?.click();
  }, language);
  if (!(await still(page, language, 20_000))) throw new Error(`${page.url()} does not come in ${language}`);
}

/** What is still so after a moment: the name of who is signed in comes a little after the page. */
async function lasting(look: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + 3000;
  let found = await look();
  while (found.length > 0 && Date.now() < deadline) found = await look();
  return found;
}

/**
 * Looks closely: in English on a desk and a phone, in Chinese on both; with axe in each language and at each width. Begins in the
 * language that the page is in and ends in the other, on a desk: nothing is turned back. `seen` is told how it is built in each.
 */
export async function closely(page: Page, part: Part, measured: Measured, seen: (built: Built) => void): Promise<string[]> {
  const wrong: string[] = [];
  const look = async (language: Language, width: typeof desk) => {
    const axe = (language === 'en') === (width === desk);
    const found = [...(await tooWide(page)), ...(axe ? await axeFaults(page, part, measured) : [])];
    wrong.push(...found.map((one) => `${language} at ${width.width} px: ${one}`));
  };
  const here = async (language: Language) => {
    if (language === 'en') wrong.push(...(await lasting(() => hanOutsideData(page))).map((one) => `Chinese in English: ${one}`));
    seen(await builds(page));
  };
  const [first, second] = (await spoken(page)) === 'en' ? (['en', 'zh-CN'] as const) : (['zh-CN', 'en'] as const);
  await here(first);
  await look(first, desk);
  await page.setViewportSize(phone);
  await look(first, phone);
  await speak(page, second);
  await look(second, phone);
  await page.setViewportSize(desk);
  await here(second);
  await look(second, desk);
  return wrong;
}
