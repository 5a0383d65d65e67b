// Words that stand for one another, for operators: the table that they keep, and below it what the packs list for the search.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { synonyms } from '../../market/web/index.ts';
import { Back } from '../../records/web/index.ts';
import { listSynonyms } from '../search.ts';
import { searchNames } from './words.ts';
import { searchWords } from './search-words.ts';
import './search.css';

addWords({ search: { ...searchNames, ...searchWords } });
const WordGroups = lazy(() => synonyms().then((all) => ({ default: all.WordGroups })));

export default function SynonymsPage() {
  const t = useWords();
  return (
    <div className="page">
      <Back to="/search">{t('search:nav')}</Back>
      <PageHead title={t('search:synonyms')} note={t('search:synonymsNote')} />
      <Suspense fallback={<Skeleton lines={10} height={420} />}>
        <WordGroups />
      </Suspense>
      <Listed />
    </div>
  );
}

/** As the packs list them: they come with the release, and are for the search alone. */
function Listed() {
  const t = useWords();
  const asked = useQuery({ queryKey: ['search', 'synonyms'], queryFn: () => call(listSynonyms) });
  return (
    <section className="card" aria-label={t('search:listed')}>
      <details>
        <summary>
          {t('search:listed')}
          {asked.data ? ` (${asked.data.items.length})` : null}
        </summary>
        <p className="note">{t('search:listedNote')}</p>
        {asked.isPending ? <Skeleton lines={3} /> : null}
        {asked.isLoadingError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        <ul className="search-synonyms">
          {asked.data?.items.map((group) => (
            <li key={group.join(' ')}>
              <AsWritten>{group.join(t('search:separator'))}</AsWritten>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
