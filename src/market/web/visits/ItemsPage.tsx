// Follow-ups of visits: for officers what is to be done, their own first of all; for a firm the questions of its own that were answered.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import { itemLife, itemSorts } from '../../visit.ts';
import { officers } from '../readers.ts';
import { itemsApi, toneOf, type VisitItem } from './visit-view.ts';

export default function ItemsPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => officers.some((one) => one === role)) ?? false;
  return (
    <div className="page">
      <PageHead title={t('visits:items.nav')} note={t(officer ? 'visits:items.note' : 'visits:items.noteFirm')} />
      <div className="card">
        <DataTable<VisitItem>
          name="visit-items"
          caption={t('visits:items.nav')}
          list={(query) => request<Page<VisitItem>>('GET', itemsApi, { query })}
          columns={useColumns(officer)}
          filters={useFilters(officer)}
          open={(row) => `/visit-items/${row.id}`}
          empty={<EmptyState title={t('visits:items.empty')}>{t('visits:items.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(officer: boolean): readonly Column<VisitItem>[] {
  const t = useWords();
  const state = (row: VisitItem) => t(row.late ? 'visits:late' : `visits:states.${row.state}`);
  return [
    {
      key: 'title',
      title: t('visits:itemTitle'),
      cell: (row) => (
        <Link to={`/visit-items/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'sort',
      title: t('visits:sort'),
      cell: (row) => t(`visits:sorts.${row.sort}`),
      text: (row) => t(`visits:sorts.${row.sort}`),
    },
    {
      key: 'organization',
      title: t('visits:organization'),
      hidden: !officer,
      cell: (row) => <AsWritten>{row.organization.name}</AsWritten>,
      text: (row) => row.organization.name,
    },
    {
      key: 'owner',
      title: t('visits:owner'),
      cell: (row) => <AsWritten>{row.owner.name}</AsWritten>,
      text: (row) => row.owner.name,
    },
    { key: 'dueOn', title: t('visits:dueOn'), cell: (row) => row.dueOn, text: (row) => row.dueOn },
    {
      key: 'state',
      title: t('visits:state'),
      cell: (row) => <Tag tone={row.late ? 'bad' : toneOf(row.state)}>{state(row)}</Tag>,
      text: state,
    },
    {
      key: 'outcome',
      title: t('visits:outcome'),
      cell: (row) => <AsWritten>{row.outcome ?? ''}</AsWritten>,
      text: (row) => row.outcome,
    },
  ];
}

function useFilters(officer: boolean): readonly Filter[] {
  const t = useWords();
  if (!officer) return [];
  return [
    { kind: 'select', key: 'mine', title: t('visits:items.mine'), options: [{ value: 'yes', title: t('visits:items.mineYes') }] },
    {
      kind: 'select',
      key: 'state',
      title: t('visits:state'),
      options: itemLife.states.map((value) => ({ value, title: t(`visits:states.${value}`) })),
    },
    {
      kind: 'select',
      key: 'sort',
      title: t('visits:sort'),
      options: itemSorts.map((value) => ({ value, title: t(`visits:sorts.${value}`) })),
    },
  ];
}
