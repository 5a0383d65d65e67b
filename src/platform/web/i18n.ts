// Words on the page: i18next over the modules' `words.ts`, Chinese and English side by side. Pack data comes translated from the server.
import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../shared/actor.ts';
import type { Words } from '../shared/words.ts';
import { firstLanguage, remember } from './language.ts';
import { queries } from './query.ts';

/** Starts i18next with the words of all modules, named by module (`{ shell: shellWords, plans: planWords }`). Call once, before rendering. */
export function startWords(words: Record<string, Words>): void {
  const language = firstLanguage(location.search);
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  addWords(words);
}

/** Adds words of further modules, for pages that bring their own. */
export function addWords(words: Record<string, Words>): void {
  for (const [module, pairs] of Object.entries(words)) {
    const side = (of: 0 | 1) => Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[of]]));
    i18next.addResourceBundle('zh-CN', module, side(0), false, true);
    i18next.addResourceBundle('en', module, side(1), false, true);
  }
}

/** The words function of a component: `t('plans:title')`; it renders anew when the language changes. */
export const useWords = (): TFunction => useTranslation().t;
/** Words outside a component. */
export const say = (key: string, params: Record<string, string | number> = {}): string => i18next.t(key, params);
/** Whether a key has words; server data names some keys that only later modules bring. */
export const hasWords = (key: string): boolean => i18next.exists(key);

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN');
export const useLanguage = (): Language => (useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN');

/** Switches the page: words at once, what the server said in words is asked again. */
export async function switchLanguage(to: Language): Promise<void> {
  remember(to);
  document.documentElement.lang = to;
  await i18next.changeLanguage(to);
  await queries.invalidateQueries();
}
