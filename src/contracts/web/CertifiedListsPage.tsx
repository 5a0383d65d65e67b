// Certified lists that the reader holds: which still hold, which fell and why. They are made where contracts are chosen.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../certifiedList.ts';
import { type CertifiedList, listReaders, listsApi, toneOf } from './certified-view.ts';
import { yuan } from './view.ts';
import './contracts.css';

export default function CertifiedListsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={listReaders} title={t('certifiedLists:nav')}>
      {() => <Lists />}
    </OnlyFor>
  );
}

function Lists() {
  const t = useWords();
  const creates = useCreates(listsApi, life);
  return (
    <div className="page">
      <PageHead
        title={t('certifiedLists:nav')}
        note={t('certifiedLists:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/contracts' as string}>
              {t('certifiedLists:list.choose')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<CertifiedList>
          name="certified-lists"
          caption={t('certifiedLists:nav')}
          list={(query) => request<Page<CertifiedList>>('GET', listsApi, { query })}
          columns={useColumns()}
          filters={[
            {
              kind: 'select',
              key: 'state',
              title: t('certifiedLists:state'),
              options: life.states.map((value) => ({ value, title: t(`certifiedLists:states.${value}`) })),
            },
          ]}
          open={(row) => `/certified-lists/${row.id}`}
          empty={
            <EmptyState title={t('certifiedLists:list.empty')}>
              <p>{t('certifiedLists:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<CertifiedList>[] {
  const t = useWords();
  const title = (key: string) => t(`certifiedLists:${key}`);
  const because = (row: CertifiedList) => (row.invalidBecause === null ? null : title(`causes.${row.invalidBecause}`));
  return [
    {
      key: 'number',
      title: title('number'),
      cell: (row) => (
        <Link to={`/certified-lists/${row.id}` as string}>
          <code>{row.number}</code>
        </Link>
      ),
      text: (row) => row.number,
    },
    { key: 'purpose', title: title('purpose'), cell: (row) => row.purpose, text: (row) => row.purpose },
    { key: 'count', title: title('count'), cell: (row) => String(row.count), text: (row) => row.count, numeric: true },
    { key: 'amount', title: title('amount'), cell: (row) => yuan(row.amount), text: (row) => row.amount, numeric: true },
    { key: 'madeOn', title: title('madeOn'), cell: (row) => row.madeOn, text: (row) => row.madeOn },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => (
        <>
          <Tag tone={toneOf(row.state)}>{title(`states.${row.state}`)}</Tag>{' '}
          {row.invalidOn ? (
            <span className="note">
              {row.invalidOn} <AsWritten>{because(row)}</AsWritten>
            </span>
          ) : null}
        </>
      ),
      text: (row) => [title(`states.${row.state}`), row.invalidOn, because(row)].filter(Boolean).join(' '),
    },
  ];
}
