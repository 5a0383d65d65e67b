// The sentence of a signal. Alone, so that the page of the self-check loads nothing of notes.
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { Signal } from '../signals.ts';

/** The sentence of a signal, its amounts grouped. */
export function useSignalSentence(): (of: Pick<Signal, 'key' | 'params'>) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ key, params }) => {
    const shown = Object.entries(params).map(([name, value]) => {
      const isAmount = typeof value === 'string' && /^\d+\.\d\d$/.test(value) && name !== 'share';
      return [name, isAmount ? exactNumber(value, false, language) : value] as const;
    });
    return t(`signals:${key}`, Object.fromEntries(shown));
  };
}
