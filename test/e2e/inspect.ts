// What every page must keep, read off the page as it is shown: no Chinese in English outside data, nothing wider than a phone, axe.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Chinese that an English reader is shown and that is not marked as data (`lang="zh…"`): `text <in what>`. */
export function hanOutsideData(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const han = /\p{Script=Han}/u;
    const isData = (element: Element | null) => element?.closest('[lang|="zh"], script, style, noscript') !== null;
    const found: string[] =
      han.test(document.title) && !document.querySelector('h1 [lang|="zh"], h1[lang|="zh"]') ? [document.title] : [];
    const where = (element: Element) => `<${element.tagName.toLowerCase()} class="${element.className}">`;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const around = text.parentElement;
      if (around && han.test(text.nodeValue ?? '') && !isData(around)) found.push(`${text.nodeValue?.trim()} ${where(around)}`);
    }
    for (const element of document.body.querySelectorAll('[title], [aria-label], [placeholder], [alt]'))
      for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
        const said = element.getAttribute(name) ?? '';
        if (han.test(said) && !isData(element)) found.push(`${said} ${name} of ${where(element)}`);
      }
    return [...new Set(found)];
  });
}

/** What reaches over the right edge of a page that is to be read without scrolling sideways; nothing when it fits. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolling = document.scrollingElement?.scrollWidth ?? 0;
    if (scrolling <= width) return [];
    const scrollsItself = (element: Element) => {
      for (let around = element.parentElement; around; around = around.parentElement)
        if (getComputedStyle(around).overflowX !== 'visible') return true;
      return false;
    };
    const over = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !scrollsItself(element),
    );
    return [`${scrolling} px`, ...over.slice(-3).map((one) => `<${one.tagName.toLowerCase()} class="${one.className}">`)];
  });
}

/** What axe finds serious or critical: `rule: where`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((one) => `${id}: ${one.target.join(' ')} ${one.html.slice(0, 120)}`));
}

/** All of it, of an English page. */
export const inspected = async ({ page }: { page: Page }): Promise<string[]> => [
  ...(await hanOutsideData(page)),
  ...(await tooWide(page)),
  ...(await seriousFaults(page)),
];
