// The recognitions that an organization holds, as a section of its page.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import type { Page } from '../../records/web/index.ts';
import { api, type Recognition, useKinds } from './view.ts';
import '../../platform/web/table.css';

const most = 100;

export default function HeldBy({ organization }: { organization: string }) {
  const t = useWords();
  const language = useLanguage();
  const stages = useKinds().data?.stages;
  const asked = useQuery({
    queryKey: ['recognitions', 'held', organization, language],
    queryFn: () => request<Page<Recognition>>('GET', api, { query: { organization, limit: most } }),
  });
  const items = asked.data?.items ?? [];
  const titles = ['title', 'kind', 'level', 'stage', 'recognisedOn'].map((one) => t(`recognitions:${one}`));
  return (
    <section className="card" aria-label={t('recognitions:held.title')}>
      <h2>{t('recognitions:held.title')}</h2>
      {asked.isPending ? <Skeleton lines={4} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && items.length === 0 ? <EmptyState title={t('recognitions:held.none')} /> : null}
      {items.length > 0 ? (
        <table className="table table-list">
          <TableHead caption={t('recognitions:held.title')} titles={titles} />
          <tbody>
            {items.map((one) => {
              const stage = stages?.find((each) => each.code === one.stage);
              return (
                <tr key={one.id}>
                  <td data-title={titles[0]}>
                    <Title of={one} />
                  </td>
                  <td data-title={titles[1]}>{one.kindName}</td>
                  <td data-title={titles[2]}>{one.levelName ?? ''}</td>
                  <td data-title={titles[3]}>
                    <Tag tone={stage?.counts ? 'good' : 'none'}>{stage?.name ?? one.stage}</Tag>
                  </td>
                  <td data-title={titles[4]}>{one.recognisedOn ?? t('pages:unknown')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      {asked.data?.next ? <p className="note">{t('recognitions:held.more')}</p> : null}
    </section>
  );
}

function Title({ of }: { of: Recognition }) {
  return (
    <Link to={`/recognitions/${of.id}` as string}>
      <AsWritten>{of.title}</AsWritten>
    </Link>
  );
}
