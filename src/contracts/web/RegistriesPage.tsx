// The registries: who recognises and registers technology contracts, and for which places. For everybody.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../registry.ts';
import { registriesApi, type Registry, toneOf, useTerritory } from './registry-view.ts';

export default function RegistriesPage() {
  const t = useWords();
  const creates = useCreates(registriesApi, life);
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('registries:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('registries:state'),
      options: life.states.map((value) => ({ value, title: t(`registries:states.${value}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('registries:nav')}
        note={t('registries:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/registries/new' as string}>
              {t('registries:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Registry>
          name="registries"
          caption={t('registries:nav')}
          list={(query) => request<Page<Registry>>('GET', registriesApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/registries/${row.id}`}
          empty={
            <EmptyState title={t('registries:list.empty')}>
              <p>{t('registries:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Registry>[] {
  const t = useWords();
  const territory = useTerritory();
  return [
    {
      key: 'name',
      title: t('registries:name'),
      cell: (row) => (
        <Link to={`/registries/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    { key: 'code', title: t('registries:code'), cell: (row) => <code>{row.code}</code>, text: (row) => row.code },
    {
      key: 'territory',
      title: t('registries:territory'),
      cell: (row) => territory(row.territory),
      text: (row) => territory(row.territory),
    },
    {
      key: 'registrarsInOffice',
      title: t('registries:inOffice'),
      cell: (row) => String(row.registrarsInOffice),
      text: (row) => String(row.registrarsInOffice),
    },
    {
      key: 'state',
      title: t('registries:state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{t(`registries:states.${row.state}`)}</Tag>,
      text: (row) => t(`registries:states.${row.state}`),
    },
  ];
}
