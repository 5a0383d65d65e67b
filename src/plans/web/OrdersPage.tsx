// Orders to follow up: to whom, about what, by when, how they stand.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../followUpOrder.ts';
import { useDepartments } from './at-work-forms.tsx';
import { type Order, ordersApi, toneOfState, useDaysLeft, useRegionName } from './at-work-view.ts';
import { WorkSections } from './WorkSections.tsx';

export default function OrdersPage() {
  const t = useWords();
  const creates = useCreates(ordersApi, life);
  const region = useRegionName();
  const filters = useFilters();
  const to = (one: Order) => (one.region ? region(one.region) : (one.departmentName ?? ''));
  const state = (one: Order) => (one.overdue ? t('orders:overdue') : t(`orders:states.${one.state}`));
  return (
    <div className="page">
      <PageHead
        title={t('atWork:sections.orders')}
        note={t('orders:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/orders/new' as string}>
              {t('orders:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <WorkSections />
      <div className="card">
        <DataTable<Order>
          name="follow-up-orders"
          caption={t('atWork:sections.orders')}
          list={(query) => request<PageOf<Order>>('GET', ordersApi, { query })}
          filters={filters}
          open={(one) => `/orders/${one.id}`}
          empty={<EmptyState title={t('orders:list.empty')}>{t('orders:list.emptyWhy')}</EmptyState>}
          columns={[
            { key: 'number', title: t('orders:number'), cell: (one) => one.number ?? '', text: (one) => one.number },
            {
              key: 'title',
              title: t('orders:title'),
              cell: (one) => (
                <Link to={`/orders/${one.id}` as string}>
                  <AsWritten>{one.title}</AsWritten>
                </Link>
              ),
              text: (one) => one.title,
            },
            { key: 'about', title: t('orders:about'), cell: (one) => one.about, text: (one) => one.about },
            { key: 'to', title: t('atWork:board.who'), cell: to, text: to },
            { key: 'dueOn', title: t('orders:dueOn'), cell: (one) => <Due of={one} />, text: (one) => one.dueOn },
            {
              key: 'state',
              title: t('orders:state'),
              cell: (one) => <Tag tone={one.overdue ? 'bad' : toneOfState(one.state)}>{state(one)}</Tag>,
              text: state,
            },
          ]}
        />
      </div>
    </div>
  );
}

function Due({ of }: { of: Order }) {
  const left = useDaysLeft()(of.dueOn);
  const open = of.state === 'issued' || of.state === 'returned';
  return (
    <span>
      {of.dueOn}
      {open ? <span className={left.late ? 'late' : 'note'}> {left.words}</span> : null}
    </span>
  );
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const departments = useDepartments().data ?? [];
  return [
    { kind: 'search', key: 'q', title: t('orders:title') },
    {
      kind: 'select',
      key: 'region',
      title: t('orders:region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    {
      kind: 'select',
      key: 'department',
      title: t('orders:department'),
      options: departments.map((one) => ({ value: one.code, title: one.name })),
    },
    {
      kind: 'select',
      key: 'state',
      title: t('orders:state'),
      options: life.states.map((value) => ({ value, title: t(`orders:states.${value}`) })),
    },
    {
      kind: 'select',
      key: 'overdue',
      title: t('orders:overdue'),
      options: [
        { value: 'yes', title: t('atWork:board.only') },
        { value: 'no', title: t('atWork:board.not') },
      ],
    },
  ];
}
