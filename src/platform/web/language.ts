// Which language the reader wants: the URL's `?lang=` first, then what was chosen before, then the browser's. No words here.
import type { Language } from '../shared/actor.ts';

const kept = 'touyan.language';
const read = (said: string | null): Language | null =>
  said === null ? null : said.toLowerCase().startsWith('en') ? 'en' : said.toLowerCase().startsWith('zh') ? 'zh-CN' : null;

/** The language of this page at its start. Chinese unless the URL, an earlier choice or an English browser says otherwise. */
export function firstLanguage(search: string): Language {
  const asked = read(new URLSearchParams(search).get('lang'));
  if (asked) {
    remember(asked);
    return asked;
  }
  return remembered() ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
}

export function remember(language: Language): void {
  try {
    localStorage.setItem(kept, language);
  } catch {
    // A browser that keeps nothing still shows the language for this page.
  }
}

function remembered(): Language | null {
  try {
    return read(localStorage.getItem(kept));
  } catch {
    return null;
  }
}
