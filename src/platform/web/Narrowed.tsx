// By what a list is narrowed beyond its own filters, as a link asked for it; and the way back to all of it.
import { useChangeSearch, useSearch } from './address.ts';
import type { Query } from './call.ts';
import { useWords } from './i18n.ts';
import { Tag } from './Parts.tsx';

/** What the address of the page says of these keys: they go with every query of the list. */
export function useNarrowing(keys: readonly string[]): Query {
  const search = useSearch();
  return Object.fromEntries(keys.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
}

export function Narrowed({ said, keys }: { said: readonly string[]; keys: readonly string[] }) {
  const t = useWords();
  const change = useChangeSearch();
  if (said.length === 0) return null;
  return (
    <p className="list-narrowed">
      <span className="note">{t('shell:list.only')}</span>
      {said.map((one) => (
        <Tag key={one} tone="blue">
          {one}
        </Tag>
      ))}
      <button
        type="button"
        className="button button-small"
        onClick={() => change(Object.fromEntries(keys.map((key) => [key, undefined])), true)}
      >
        {t('shell:list.showAll')}
      </button>
    </p>
  );
}
