// Registered contracts for everybody, as far as their parties disclose them: search, filters in the URL, nothing that is withheld.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { listPublicContracts, type PublicContract } from '../publicContract.ts';
import { contractTypes, technologyFields } from '../terms.ts';
import { yuan } from './view.ts';
import './public.css';

export default function PublicContractsPage() {
  const t = useWords();
  return (
    <div className="page">
      <PageHead
        title={t('publicContracts:nav')}
        note={t('publicContracts:note')}
        aside={
          <Link className="button" to={'/public/contract-statistics' as string}>
            {t('publicContracts:statisticsLink')}
          </Link>
        }
      />
      <div className="card">
        <DataTable<PublicContract>
          name="publicContracts"
          caption={t('publicContracts:nav')}
          list={(query) => request<PageOf<PublicContract>>('GET', listPublicContracts.path, { query })}
          columns={useColumns()}
          filters={useFilters()}
          empty={
            <EmptyState title={t('publicContracts:empty')}>
              <p>{t('publicContracts:emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<PublicContract>[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const withheld = <span className="note">{t('publicContracts:withheldCell')}</span>;
  const typeOf = (row: PublicContract) => (row.type === null ? null : t(`contracts:types.${row.type}`));
  const fieldOf = (row: PublicContract) =>
    row.technologyField === null ? null : t(`contracts:technologyFields.${row.technologyField}`);
  const placeOf = ({ more }: PublicContract) => regions.find((one) => one.id === more?.region)?.name ?? null;
  const partiesOf = ({ more }: PublicContract): string[] =>
    (more?.parties ?? []).map(({ role, name, person }) =>
      t('publicContracts:party', {
        role: t(`contracts:roles.${role}`),
        name: name ?? t(person ? 'publicContracts:person' : 'publicContracts:unknown'),
      }),
    );
  return [
    {
      key: 'title',
      title: t('contracts:title'),
      cell: (row) => (
        <>
          <AsWritten>{row.title}</AsWritten> {row.state === 'cancelled' ? <Tag>{t('contracts:states.cancelled')}</Tag> : null}
        </>
      ),
      text: (row) => row.title,
    },
    { key: 'type', title: t('contracts:type'), cell: typeOf, text: typeOf },
    { key: 'technologyField', title: t('contracts:technologyField'), cell: fieldOf, text: fieldOf },
    {
      key: 'registered',
      title: t('publicContracts:registered'),
      cell: (row) => row.more?.registeredOn ?? String(row.year),
      text: (row) => row.more?.registeredOn ?? row.year,
    },
    {
      key: 'parties',
      title: t('publicContracts:parties'),
      cell: (row) =>
        row.more ? (
          <ul className="public-parties">
            {partiesOf(row).map((one) => (
              <li key={one}>
                <AsWritten>{one}</AsWritten>
              </li>
            ))}
          </ul>
        ) : (
          withheld
        ),
      text: (row) => partiesOf(row).join(t('publicContracts:separator')),
    },
    {
      key: 'region',
      title: t('publicContracts:place'),
      cell: (row) => (row.more ? placeOf(row) : withheld),
      text: placeOf,
    },
    ...(['amount', 'technologyAmount'] as const).map((key) => ({
      key,
      title: t(`publicContracts:columns.${key}`),
      cell: (row: PublicContract) => (row.more ? (yuan(row.more[key]) ?? '') : withheld),
      text: (row: PublicContract) => row.more?.[key] ?? null,
      numeric: true,
    })),
    {
      key: 'registrationNumber',
      title: t('contracts:registrationNumber'),
      hidden: true,
      cell: (row) => (row.more ? row.more.registrationNumber : withheld),
      text: (row) => row.more?.registrationNumber ?? null,
    },
  ];
}

const thisYear = new Date().getFullYear();
const years = Array.from({ length: 6 }, (_none, at) => String(thisYear - at));

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = (useRegions().data?.items ?? []).filter((one) => one.kind !== 'city');
  const coded = (key: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, title: t(`contracts:${key}.${value}`) }));
  return [
    { kind: 'search', key: 'q', title: t('publicContracts:search') },
    { kind: 'select', key: 'type', title: t('contracts:type'), options: coded('types', contractTypes) },
    {
      kind: 'select',
      key: 'technologyField',
      title: t('contracts:technologyField'),
      options: coded('technologyFields', technologyFields),
    },
    {
      kind: 'select',
      key: 'region',
      title: t('publicContracts:place'),
      options: regions.map((one) => ({ value: one.id, title: one.name })),
    },
    { kind: 'select', key: 'year', title: t('publicContracts:year'), options: years.map((value) => ({ value, title: value })) },
  ];
}
