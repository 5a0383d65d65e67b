// The document's title, for the browser's tab and a screen reader's first words.
import { useEffect } from 'react';
import { useWords } from './i18n.ts';

export function useTitle(title: string | undefined): void {
  const t = useWords();
  useEffect(() => {
    document.title = title ? `${title} · ${t('shell:product')}` : t('shell:product');
  }, [title, t]);
}
