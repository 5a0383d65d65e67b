// All fairs, the ledgers of which stand on their own pages.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead } from '../../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { fairLife } from '../../fair.ts';
import { type Fair, fairsApi } from './fair-view.ts';

export default function FairsPage() {
  const t = useWords();
  const creates = useCreates(fairsApi, fairLife);
  return (
    <div className="page">
      <PageHead
        title={t('fairs:nav')}
        note={t('fairs:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/fairs/new' as string}>
              {t('fairs:form.title')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Fair>
          name="fairs"
          caption={t('fairs:nav')}
          list={(query) => request<Page<Fair>>('GET', fairsApi, { query })}
          columns={useColumns()}
          filters={[{ kind: 'search', key: 'q', title: t('fairs:list.search') }]}
          fixed={{ state: 'held' }}
          open={(row) => `/fairs/${row.id}`}
          empty={<EmptyState title={t('fairs:list.empty')}>{t('fairs:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Fair>[] {
  const t = useWords();
  const written = (key: 'place' | 'organizer', hidden = false): Column<Fair> => ({
    key,
    title: t(`fairs:${key}`),
    hidden,
    cell: (row) => <AsWritten>{row[key]}</AsWritten>,
    text: (row) => row[key],
  });
  return [
    {
      key: 'name',
      title: t('fairs:name'),
      cell: (row) => (
        <Link to={`/fairs/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    { key: 'from', title: t('fairs:from'), cell: (row) => row.from, text: (row) => row.from },
    { key: 'to', title: t('fairs:to'), cell: (row) => row.to, text: (row) => row.to },
    written('place'),
    written('organizer'),
    { key: 'projects', title: t('fairs:projects'), cell: (row) => row.projects, text: (row) => row.projects },
  ];
}
