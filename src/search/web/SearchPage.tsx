// The search page: one field, what was found with its words marked, and what narrows it at the side. The address keeps the question.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { address, call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { More } from '../../platform/web/More.tsx';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { facets } from '../document.ts';
import { deepest, exportFinds, find, mostGiven } from '../search.ts';
import { Facets } from './Facets.tsx';
import { Finds } from './Finds.tsx';
import { Question } from './Question.tsx';
import { searchNames } from './words.ts';
import { searchWords } from './search-words.ts';
import './search.css';

addWords({ search: { ...searchNames, ...searchWords } });

export default function SearchPage() {
  const t = useWords();
  const { q = '' } = useSearch();
  return (
    <div className="page">
      <PageHead title={t('search:nav')} note={t('search:note')} />
      <Question key={q} asked={q} />
      {q === '' ? (
        <div className="card">
          <EmptyState title={t('search:start')}>{t('search:startWhy')}</EmptyState>
        </div>
      ) : (
        <Answer q={q} />
      )}
    </div>
  );
}

function useAnswer(q: string) {
  const language = useLanguage();
  const search = useSearch();
  const narrowed = Object.fromEntries(facets.flatMap((one) => (search[one] ? [[one, search[one]]] : [])));
  const asked = useInfiniteQuery({
    queryKey: ['search', q, narrowed, language],
    queryFn: ({ pageParam }) =>
      call(find, { query: { q, ...narrowed, limit: 20, ...(pageParam === undefined ? {} : { after: pageParam }) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    // While the index is being built more is found every moment.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.building ? 2000 : false),
  });
  return { asked, narrowed };
}

function Answer({ q }: { q: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const [open, setOpen] = useState(false);
  const { asked, narrowed } = useAnswer(q);
  const [first] = asked.data?.pages ?? [];
  if (asked.isPending) return <Skeleton lines={8} height={360} />;
  if (asked.isLoadingError || first === undefined)
    return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = Object.keys(narrowed).length;
  const clear = () => change(Object.fromEntries(facets.map((one) => [one, undefined])), true);
  const side = <Facets facets={first.facets} chosen={narrowed} />;
  return (
    <div className="search-answer">
      <aside className="card search-side" aria-label={t('search:narrow')}>
        {side}
      </aside>
      <section className="card" aria-label={t('search:results')}>
        <div className="search-head">
          <p aria-live="polite">{t('search:total', { rows: exactNumber(String(first.total)) })}</p>
          <button type="button" className="button-small search-narrow" onClick={() => setOpen(true)}>
            {t('search:narrow')}
          </button>
          {chosen > 0 ? (
            <button type="button" className="button-small" onClick={clear}>
              {t('search:clear')}
            </button>
          ) : null}
          {first.total > 0 && first.building === null ? (
            <a className="button button-small" href={address(exportFinds.path, { q, ...narrowed })} download>
              {t('search:export')}
            </a>
          ) : null}
        </div>
        {first.total > mostGiven && first.building === null ? (
          <p className="note">{t('search:exportedAtMost', { rows: exactNumber(String(mostGiven)) })}</p>
        ) : null}
        {first.building ? <p className="note">{t('search:building', first.building)}</p> : null}
        {first.also.length > 0 ? (
          <p className="note">{t('search:also', { words: first.also.join(t('search:separator')) })}</p>
        ) : null}
        {first.loose ? <p className="note">{t('search:loose')}</p> : null}
        {items.length === 0 ? <EmptyState title={t('search:none')}>{t('search:noneWhy')}</EmptyState> : <Finds items={items} />}
        <More asked={asked} words="search:shown" />
        {!asked.hasNextPage && first.total > deepest ? <p className="note">{t('search:tooMany', { rows: deepest })}</p> : null}
      </section>
      <Modal open={open} onClose={() => setOpen(false)} title={t('search:narrow')} side="right">
        {side}
      </Modal>
    </div>
  );
}
