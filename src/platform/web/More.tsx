// The button at the foot of a list that asks for its next page; nothing where there is none.
import { useWords } from './i18n.ts';

type Asked = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };

/** `words` say what comes, where it is not simply more; `light` is a button among words. */
export function More({ asked, words, light = false }: { asked: Asked; words?: string; light?: boolean }) {
  const t = useWords();
  if (!asked.hasNextPage) return null;
  return (
    <button
      type="button"
      className={light ? 'button-text' : 'button'}
      disabled={asked.isFetchingNextPage}
      onClick={() => void asked.fetchNextPage()}
    >
      {asked.isFetchingNextPage ? t('shell:loading') : t(words ?? 'shell:more')}
    </button>
  );
}
