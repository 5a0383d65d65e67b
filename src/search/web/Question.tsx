// The field of the search page: a combobox that names records and words while one types. A native datalist cannot say what a record is, hence roles:
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useId, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { suggest } from '../search.ts';
import { pageOf } from './find.ts';

type Next = { title: string; note: string; go: () => void };

export function Question({ asked }: { asked: string }) {
  const t = useWords();
  const list = useId();
  const change = useChangeSearch();
  const [typed, setTyped] = useState(asked);
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const ask = (q: string) => {
    setOpen(false);
    setTyped(q);
    if (q.trim() !== '') change({ q: q.trim() }, true);
  };
  const next = useNext(open ? typed : '', ask);
  const shown = open && next.length > 0;
  return (
    <form
      className="search-question"
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = shown ? next[at] : undefined;
        if (chosen) chosen.go();
        else ask(typed);
      }}
    >
      <input
        type="text"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
        aria-label={t('search:field')}
        placeholder={t('search:placeholder')}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(-1);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') setOpen(false);
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step === undefined || !shown) return;
          event.preventDefault();
          setAt((at + step + next.length) % next.length);
        }}
      />
      <button type="submit" className="button button-primary">
        {t('search:go')}
      </button>
      <div id={list} role="listbox" aria-label={t('search:suggestions')} className="search-next" hidden={!shown}>
        {next.map((one, index) => (
          <button
            key={`${one.title} ${one.note} ${index}`}
            id={`${list}-${index}`}
            type="button"
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setAt(index)}
            onClick={one.go}
          >
            <AsWritten>{one.title}</AsWritten>
            <span className="note">{one.note}</span>
          </button>
        ))}
      </div>
    </form>
  );
}

/** Words to go on with, then records to go to. */
function useNext(typed: string, ask: (q: string) => void): Next[] {
  const t = useWords();
  const language = useLanguage();
  const navigate = useNavigate();
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['search', 'next', q, language],
    queryFn: () => call(suggest, { query: { q } }),
    enabled: q !== '',
    placeholderData: (before) => before,
  });
  if (q === '' || data === undefined) return [];
  return [
    ...data.words.map((word): Next => ({ title: word, note: t('search:word'), go: () => ask(word) })),
    ...data.items.map(
      (one): Next => ({
        title: one.title,
        note: t(recordKind(one.kind)?.words ?? 'search:nav'),
        go: () => void navigate(pageOf(one) as { to: string }),
      }),
    ),
  ];
}
