// Proposals of technology managers: a manager's own, or those to the reader's organization.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import type { Page } from '../../../records/web/index.ts';
import { life } from '../../proposal.ts';
import { type Proposal, proposalsApi } from './brokering-view.ts';
import { toneOfBrokering } from './Stands.tsx';
import { Tabs } from './Tabs.tsx';

export default function ProposalsPage() {
  const t = useWords();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('proposals:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('proposals:state'),
      options: life.states.map((value) => ({ value, title: t(`proposals:states.${value}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead title={t('proposals:nav')} note={t('proposals:list.note')} />
      <Tabs />
      <div className="card">
        <DataTable<Proposal>
          name="proposals"
          caption={t('proposals:nav')}
          list={(query) => request<Page<Proposal>>('GET', proposalsApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/proposals/${row.id}`}
          empty={
            <EmptyState title={t('proposals:list.empty')}>
              <p>{t('proposals:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Proposal>[] {
  const t = useWords();
  const title = (key: string) => t(`proposals:${key}`);
  return [
    {
      key: 'candidateTitle',
      title: title('candidate'),
      cell: (row) => (
        <Link to={`/proposals/${row.id}` as string}>
          <AsWritten>{row.candidateTitle}</AsWritten>
        </Link>
      ),
      text: (row) => row.candidateTitle,
    },
    { key: 'title', title: title('listing'), cell: (row) => <AsWritten>{row.title}</AsWritten>, text: (row) => row.title },
    {
      key: 'owner',
      title: title('owner'),
      cell: (row) => <AsWritten>{row.owner.name}</AsWritten>,
      text: (row) => row.owner.name,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOfBrokering(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    { key: 'askedOn', title: title('askedOn'), cell: (row) => row.askedOn, text: (row) => row.askedOn },
    { key: 'answeredOn', title: title('answeredOn'), cell: (row) => row.answeredOn ?? '', text: (row) => row.answeredOn },
  ];
}
