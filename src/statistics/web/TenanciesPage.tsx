// Tenants of an incubator: who is there, who has answered for the year; officers read those of the incubators they are in charge of.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../tenancy.ts';
import { useRegionFilter } from './above-scale-view.ts';
import { AskPanel } from './AskPanel.tsx';
import { askTones, stateTone, tenanciesApi, type Tenancy } from './tenant-view.ts';

const states = ['in', 'graduated', 'left', 'voided'] as const;
const asks = ['open', 'begun', 'answered', 'none'] as const;
/** Years back that a list is asked by. */
const yearsBack = 4;

export default function TenanciesPage() {
  const t = useWords();
  const session = useSession();
  const creates = useCreates(tenanciesApi, life);
  const own = session?.roles.some((role) => role === 'organizationAdmin' || role === 'member') ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('tenancies:list.title')}
        note={t(own ? 'tenancies:list.note' : 'tenancies:list.noteOfficers')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button" to={'/tenancies/import' as string}>
              {t('tenancies:list.import')}
            </Link>
            <Link className="button button-primary" to={'/tenancies/new' as string}>
              {t('tenancies:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      {own ? <AskPanel /> : null}
      <div className="card">
        <DataTable<Tenancy>
          name="tenancies"
          caption={t('tenancies:list.title')}
          list={(query) => request<Page<Tenancy>>('GET', tenanciesApi, { query })}
          columns={useColumns(own)}
          filters={useFilters(own)}
          open={(row) => `/tenancies/${row.id}`}
          empty={<EmptyState title={t('tenancies:list.empty')}>{own ? t('tenancies:list.emptyWhy') : null}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(own: boolean): readonly Column<Tenancy>[] {
  const t = useWords();
  const search = useSearch();
  const title = (key: string) => t(`tenancies:${key}`);
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  const year = search['year'] ?? null;
  const askOf = (row: Tenancy) => (year === null ? row.asks[0] : row.asks.find((one) => String(one.year) === year));
  const ofIncubator: Column<Tenancy> = {
    key: 'incubator',
    title: title('incubator'),
    cell: (row) => <AsWritten>{row.incubator.name}</AsWritten>,
    text: (row) => row.incubator.name,
  };
  const answered: Column<Tenancy> = {
    key: 'ask',
    title: title('list.ask'),
    cell: (row) => {
      const one = askOf(row);
      return one ? (
        <span className="cell-name">
          <Tag tone={askTones[one.state]}>{title(`asks.${one.state}`)}</Tag>
          <span className="note">
            {one.answeredOn ?? (year === null ? t('tenancies:list.answer', { year: one.year }) : null)}
          </span>
        </span>
      ) : (
        <span className="note">{title('asks.none')}</span>
      );
    },
    text: (row) => title(`asks.${askOf(row)?.state ?? 'none'}`),
  };
  return [
    {
      key: 'name',
      title: title('name'),
      cell: (row) => (
        <Link to={`/tenancies/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    ...(own ? [] : [ofIncubator]),
    {
      key: 'creditCode',
      title: title('creditCode'),
      hidden: true,
      cell: (row) => (row.creditCode ? <code>{row.creditCode}</code> : none(null)),
      text: (row) => row.creditCode,
    },
    { key: 'joinedOn', title: title('joinedOn'), cell: (row) => row.joinedOn, text: (row) => row.joinedOn },
    { key: 'leftOn', title: title('leftOn'), cell: (row) => row.leftOn ?? '', text: (row) => row.leftOn },
    {
      key: 'area',
      title: title('area'),
      cell: (row) => (row.area === null ? none(null) : t('tenancies:areaValue', { value: row.area.replace(/\.?0+$/, '') })),
      text: (row) => row.area,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={stateTone(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    ...(own ? [answered] : []),
  ];
}

function useFilters(own: boolean): readonly Filter[] {
  const t = useWords();
  const title = (key: string) => t(`tenancies:${key}`);
  const region = useRegionFilter(title('list.region'));
  const [last] = useState(() => new Date().getFullYear() - 1);
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    {
      kind: 'select',
      key: 'year',
      title: title('list.year'),
      options: Array.from({ length: yearsBack }, (_none, at) => String(last - at)).map((value) => ({ value, title: value })),
    },
    {
      kind: 'select',
      key: 'state',
      title: title('state'),
      options: states.map((value) => ({ value, title: title(`states.${value}`) })),
    },
    ...(own
      ? ([
          {
            kind: 'select',
            key: 'ask',
            title: title('list.ask'),
            options: asks.map((value) => ({ value, title: title(`asks.${value}`) })),
          },
        ] as const)
      : [region]),
    {
      kind: 'select',
      key: 'known',
      title: title('known'),
      options: ['yes', 'no'].map((value) => ({ value, title: title(`known.${value}`) })),
    },
  ];
}
