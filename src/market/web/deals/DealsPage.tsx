// Deals: one's organization's own with what waits; for officers in charge that they are there and how they stand.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import { dealSides, life } from '../../deal.ts';
import { type DealSeen, listDealsSeen, overviewReaders } from '../../dealOverview.ts';
import { type Deal, dealsApi, toneOfDeal, useYuan } from './deal-view.ts';

export default function DealsPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => overviewReaders.some((one) => one === role)) ?? false;
  return (
    <div className="page">
      <PageHead title={t('deals:nav')} note={t(officer ? 'deals:list.noteOfficers' : 'deals:list.note')} />
      <div className="card">{officer ? <Overview /> : <Own />}</div>
    </div>
  );
}

function useStates(): Filter {
  const t = useWords();
  const options = life.states.map((value) => ({ value, title: t(`deals:states.${value}`) }));
  return { kind: 'select', key: 'state', title: t('deals:state'), options };
}

function Nothing() {
  const t = useWords();
  return (
    <EmptyState title={t('deals:list.empty')}>
      <p>{t('deals:list.emptyWhy')}</p>
      <p>
        <Link to={'/market' as string}>{t('deals:list.market')}</Link>
      </p>
    </EmptyState>
  );
}

function Own() {
  const t = useWords();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('deals:list.search') },
    {
      kind: 'select',
      key: 'side',
      title: t('deals:side'),
      options: dealSides.map((value) => ({ value, title: t(`deals:sides.${value}`) })),
    },
    useStates(),
  ];
  return (
    <DataTable<Deal>
      name="deals"
      caption={t('deals:nav')}
      list={(query) => request<Page<Deal>>('GET', dealsApi, { query })}
      columns={useOwnColumns()}
      filters={filters}
      open={(row) => `/deals/${row.id}`}
      empty={<Nothing />}
    />
  );
}

function useOwnColumns(): readonly Column<Deal>[] {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`deals:${key}`);
  const other = (row: Deal) => (row.mine === 'owner' ? row.asker.name : (row.owner?.name ?? title('anonymousOwner')));
  return [
    {
      key: 'title',
      title: title('listing'),
      cell: (row) => (
        <Link to={`/deals/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    { key: 'other', title: title('other'), cell: (row) => <AsWritten>{other(row)}</AsWritten>, text: other },
    { key: 'mine', title: title('side'), cell: (row) => title(`sides.${row.mine}`), text: (row) => title(`sides.${row.mine}`) },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOfDeal(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    { key: 'dueOn', title: title('dueOn'), cell: (row) => row.dueOn ?? '', text: (row) => row.dueOn },
    { key: 'amount', title: title('amount'), cell: (row) => yuan(row.amount) ?? '', text: (row) => row.amount, numeric: true },
  ];
}

function Overview() {
  const t = useWords();
  const late: Filter = {
    kind: 'select',
    key: 'late',
    title: t('deals:late'),
    options: [{ value: 'yes', title: t('deals:late.yes') }],
  };
  return (
    <DataTable<DealSeen>
      name="dealsSeen"
      caption={t('deals:nav')}
      list={(query) => request<PageOf<DealSeen>>('GET', listDealsSeen.path, { query })}
      columns={useSeenColumns()}
      filters={[useStates(), late]}
      empty={<Nothing />}
    />
  );
}

function useSeenColumns(): readonly Column<DealSeen>[] {
  const t = useWords();
  const title = (key: string) => t(`deals:${key}`);
  const owner = (row: DealSeen) => row.owner ?? title('anonymousOwner');
  return [
    {
      key: 'title',
      title: title('listing'),
      cell: (row) => (
        <Link to={`/listings/${row.listing}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    { key: 'owner', title: title('sides.owner'), cell: (row) => <AsWritten>{owner(row)}</AsWritten>, text: owner },
    { key: 'asker', title: title('sides.asker'), cell: (row) => <AsWritten>{row.asker}</AsWritten>, text: (row) => row.asker },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => (
        <>
          <Tag tone={toneOfDeal(row.state)}>{title(`states.${row.state}`)}</Tag>{' '}
          {row.late ? <Tag tone="bad">{title('late.yes')}</Tag> : null}
        </>
      ),
      text: (row) => title(`states.${row.state}`),
    },
    { key: 'askedOn', title: title('askedOn'), cell: (row) => row.askedOn, text: (row) => row.askedOn },
    { key: 'dueOn', title: title('dueOn'), cell: (row) => row.dueOn ?? '', text: (row) => row.dueOn },
    { key: 'answeredOn', title: title('answeredOn'), cell: (row) => row.answeredOn ?? '', text: (row) => row.answeredOn },
    { key: 'registeredOn', title: title('registeredOn'), cell: (row) => row.registeredOn ?? '', text: (row) => row.registeredOn },
  ];
}
