// Words of the paper itself, where no server is at hand to say them: a document is drawn in a thread of its own.
import type { Language } from '../../shared/actor.ts';
import { documentsWords } from './words.ts';

/** `said('en', 'paper.copyTo')`; `{{name}}` is filled in. */
export const said = (language: Language, key: keyof typeof documentsWords, params: Record<string, string> = {}): string =>
  documentsWords[key][language === 'en' ? 1 : 0].replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? '');

/** How attachments are named, each with its indent in characters: `附件：1.甲` and under it `2.乙`; one alone has no number. */
export function attachmentLines(names: readonly string[], language: Language): { text: string; within: number }[] {
  const chinese = language !== 'en';
  const first = said(language, 'paper.attachment');
  if (names.length === 1) return [{ text: `${first}${names[0]}`, within: chinese ? 2 : 0 }];
  return names.map((name, at) => ({
    text: `${chinese && at === 0 ? first : ''}${said(language, 'paper.attachmentNumber', { number: String(at + 1) })}${name}`,
    within: chinese ? (at === 0 ? 2 : 5) : 0,
  }));
}
