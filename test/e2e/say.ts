// The words that a reader is shown, by their key: the tests look for what a page says, not for how it is built.
import { openWords } from '../../src/platform/server/words.ts';
import type { Language } from '../../src/platform/shared/actor.ts';
import type { Params } from '../../src/platform/shared/errors.ts';
import { shellWords } from '../../src/platform/web/shell-words.ts';
import { words } from '../../src/words.ts';

const all = openWords({ ...words, shell: shellWords });

/** In Chinese unless said: `said('plans:entries.title')`. A key that is gone fails here, not in a search for nothing. */
export function said(key: string, params: Params = {}, language: Language = 'zh-CN'): string {
  const found = all(language, key, params);
  if (found === key || found === '') throw new Error(`There are no words for ${key}`);
  return found;
}
