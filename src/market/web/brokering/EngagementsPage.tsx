// Listings taken on by technology managers: a manager's own, or those of the reader's organization.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead } from '../../../platform/web/Parts.tsx';
import type { Page } from '../../../records/web/index.ts';
import { life } from '../../engagement.ts';
import { type Engagement, engagementsApi } from './brokering-view.ts';
import { NarrowedTo, useNarrowed } from './Narrowing.tsx';
import { StandsTag, useStands } from './Stands.tsx';
import { Tabs } from './Tabs.tsx';

export default function EngagementsPage() {
  const t = useWords();
  return (
    <div className="page">
      <PageHead title={t('engagements:nav')} note={t('engagements:list.note')} />
      <Tabs />
      <div className="card">
        <EngagementTable />
      </div>
    </div>
  );
}

export function EngagementTable() {
  const t = useWords();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('engagements:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('engagements:state'),
      options: life.states.map((value) => ({ value, title: t(`engagements:states.${value}`) })),
    },
  ];
  const narrowed = useNarrowed();
  return (
    <>
      <NarrowedTo />
      <DataTable<Engagement>
        fixed={narrowed}
        name="engagements"
        caption={t('engagements:nav')}
        list={(query) => request<Page<Engagement>>('GET', engagementsApi, { query })}
        columns={useColumns()}
        filters={filters}
        open={(row) => `/engagements/${row.id}`}
        empty={
          <EmptyState title={t('engagements:list.empty')}>
            <p>{t('engagements:list.emptyWhy')}</p>
            <p>
              <Link to={'/market' as string}>{t('market:hall.nav')}</Link>
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): readonly Column<Engagement>[] {
  const t = useWords();
  const stands = useStands();
  const title = (key: string) => t(`engagements:${key}`);
  const other = (row: Engagement) => (row.mine === 'owner' ? row.manager.title : (row.owner?.name ?? title('page.anonymous')));
  return [
    {
      key: 'title',
      title: title('listing'),
      cell: (row) => (
        <Link to={`/engagements/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'other',
      title: `${title('owner')} / ${title('manager')}`,
      cell: (row) => <AsWritten>{other(row)}</AsWritten>,
      text: other,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <StandsTag one={row} />,
      text: stands,
    },
    { key: 'since', title: title('since'), cell: (row) => row.since ?? '', text: (row) => row.since },
    { key: 'shownUntil', title: title('shownUntil'), cell: (row) => row.shownUntil ?? '', text: (row) => row.shownUntil },
    { key: 'nextOn', title: title('nextOn'), cell: (row) => row.nextOn ?? '', text: (row) => row.nextOn },
  ];
}
