// Words that stand for one another in the search, for operators: as the packs list them.
import { useQuery } from '@tanstack/react-query';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { Back } from '../../records/web/index.ts';
import { listSynonyms } from '../search.ts';
import { searchNames } from './words.ts';
import { searchWords } from './search-words.ts';
import './search.css';

addWords({ search: { ...searchNames, ...searchWords } });

export default function SynonymsPage() {
  const t = useWords();
  const asked = useQuery({ queryKey: ['search', 'synonyms'], queryFn: () => call(listSynonyms) });
  return (
    <div className="page">
      <Back to="/search">{t('search:nav')}</Back>
      <PageHead title={t('search:synonyms')} note={t('search:synonymsNote')} />
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <ul className="card search-synonyms">
          {asked.data.items.map((group) => (
            <li key={group.join(' ')}>
              <AsWritten>{group.join(t('search:separator'))}</AsWritten>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
