// Says words of the modules in the caller's language, on the server. Not the words: those stand in each module's `words.ts`.
import i18next from 'i18next';
import type { Language } from '../shared/actor.ts';
import type { Params } from '../shared/errors.ts';
import type { Words } from '../shared/words.ts';

/** `say('en', 'platform:refusals.notFound', params)`; a key without words comes back as it is. */
export type Say = (language: Language, key: string, params?: Params) => string;

const sideOf = (words: Words, side: 0 | 1): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([key, pair]) => [key, pair[side]]));

/** Words by module as i18next takes them: `resources[language][module][key]`. */
export function resourcesOf(words: Record<string, Words>): Record<Language, Record<string, Record<string, string>>> {
  const every = (side: 0 | 1) =>
    Object.fromEntries(Object.entries(words).map(([module, pairs]) => [module, sideOf(pairs, side)]));
  return { 'zh-CN': every(0), en: every(1) };
}

export function openWords(words: Record<string, Words>): Say {
  const spoken = i18next.createInstance();
  void spoken.init({
    lng: 'zh-CN',
    fallbackLng: false,
    resources: resourcesOf(words),
    ns: Object.keys(words),
    keySeparator: false,
    appendNamespaceToMissingKey: true,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const inLanguage = { 'zh-CN': spoken.getFixedT('zh-CN'), en: spoken.getFixedT('en') };
  return (language, key, params = {}) => inLanguage[language](key, params);
}

/** The best of our two languages that an `Accept-Language` header asks for; null when it asks for neither. */
export function languageAsked(header: string | undefined): Language | null {
  if (header === undefined || header === '*') return null;
  const asked = header.split(',').map((part, index) => {
    const [tag = '', ...rest] = part.trim().split(';');
    const weight = Number(/^\s*q=([\d.]+)/.exec(rest.find((one) => one.trim().startsWith('q=')) ?? '')?.[1] ?? 1);
    return { tag: tag.trim().toLowerCase(), weight, index };
  });
  const [best] = asked
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)(-|$)/.test(tag))
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return best === undefined ? null : best.tag.startsWith('en') ? 'en' : 'zh-CN';
}
