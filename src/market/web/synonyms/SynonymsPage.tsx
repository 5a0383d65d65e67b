// Words that stand for one another, for operators: the table that they keep, and below it what the packs list for the search.
import { useQuery } from '@tanstack/react-query';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { Back } from '../../../records/web/index.ts';
import WordGroups from './WordGroups.tsx';
import './word-group-view.ts';
import './synonyms.css';

export default function SynonymsPage() {
  const t = useWords();
  return (
    <div className="page">
      <Back to="/search">{t('search:nav')}</Back>
      <PageHead title={t('wordGroups:synonyms')} note={t('wordGroups:synonymsNote')} />
      <WordGroups />
      <Listed />
    </div>
  );
}

/** As the packs list them: they come with the release, and are for the search alone. */
function Listed() {
  const t = useWords();
  const asked = useQuery({
    queryKey: ['search', 'synonyms'],
    queryFn: () => request<{ items: string[][] }>('GET', '/search/synonyms'),
  });
  return (
    <section className="card" aria-label={t('wordGroups:listed')}>
      <details>
        <summary>
          {t('wordGroups:listed')}
          {asked.data ? ` (${asked.data.items.length})` : null}
        </summary>
        <p className="note">{t('wordGroups:listedNote')}</p>
        {asked.isPending ? <Skeleton lines={3} /> : null}
        {asked.isLoadingError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        <ul className="word-groups-waiting">
          {asked.data?.items.map((group) => (
            <li key={group.join(' ')}>
              <AsWritten>{group.join(t('wordGroups:separator'))}</AsWritten>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
