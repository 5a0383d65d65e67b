// Requests to register that one's organization made or received: filters in the URL, each opens its page.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../registrationRequest.ts';
import { type RegistrationRequest, requestsApi, toneOfRequest } from './request-view.ts';
import { yuan } from './view.ts';

export default function RequestsPage() {
  const t = useWords();
  const creates = useCreates(requestsApi, life);
  const coded = (key: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, title: t(`registrationRequests:${key}.${value}`) }));
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('registrationRequests:list.search') },
    { kind: 'select', key: 'side', title: t('registrationRequests:side'), options: coded('sides', ['buyer', 'seller']) },
    { kind: 'select', key: 'state', title: t('registrationRequests:state'), options: coded('states', life.states) },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('registrationRequests:nav')}
        note={t('registrationRequests:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/registration-requests/new' as string}>
              {t('registrationRequests:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<RegistrationRequest>
          name="registrationRequests"
          caption={t('registrationRequests:nav')}
          list={(query) => request<Page<RegistrationRequest>>('GET', requestsApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/registration-requests/${row.id}`}
          empty={
            <EmptyState title={t('registrationRequests:list.empty')}>
              <p>{t('registrationRequests:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<RegistrationRequest>[] {
  const t = useWords();
  const title = (key: string) => t(`registrationRequests:${key}`);
  const other = (row: RegistrationRequest) => (row.side === 'seller' ? row.buyerName : row.sellerName);
  const sideOf = (row: RegistrationRequest) => title(`sides.${row.side}`);
  return [
    {
      key: 'title',
      title: title('contractTitle'),
      cell: (row) => (
        <Link to={`/registration-requests/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    { key: 'side', title: title('side'), cell: sideOf, text: sideOf },
    { key: 'other', title: title('page.other'), cell: (row) => <AsWritten>{other(row)}</AsWritten>, text: other },
    { key: 'use', title: title('use'), cell: (row) => title(`uses.${row.use}`), text: (row) => title(`uses.${row.use}`) },
    { key: 'neededOn', title: title('neededOn'), cell: (row) => row.neededOn, text: (row) => row.neededOn },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOfRequest(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    {
      key: 'amount',
      title: title('amount'),
      hidden: true,
      cell: (row) => yuan(row.amount),
      text: (row) => row.amount,
      numeric: true,
    },
    { key: 'askedOn', title: title('askedOn'), hidden: true, cell: (row) => row.askedOn, text: (row) => row.askedOn },
  ];
}
