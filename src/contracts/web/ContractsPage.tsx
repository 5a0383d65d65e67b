// Contracts that the reader sees: a seller's own, a registrar's queue, an officer's register. Filters in the URL, taken away as a file.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { useNarrowing } from '../../platform/web/Narrowed.tsx';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../contract.ts';
import { getRegister } from '../copies.ts';
import { contractTypes, technologyFields } from '../terms.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { ChosenBar, useChoosing } from './ChosenContracts.tsx';
import { ImportLink } from './ImportLink.tsx';
import { Narrowing, narrowingKeys } from './Narrowing.tsx';
import { api, type Contract, toneOf, yuan } from './view.ts';
import './contracts.css';

export default function ContractsPage() {
  const t = useWords();
  const creates = useCreates(api, life);
  const choosing = useChoosing();
  const columns = useColumns();
  const registers = useSession()?.roles.includes('registrar') === true;
  return (
    <div className="page">
      <PageHead
        title={t('contracts:nav')}
        note={t('contracts:list.note')}
        aside={
          <>
            {registers ? (
              <Link className="button button-primary" to={'/contracts/desk' as string}>
                {t('contractDesk:nav')}
              </Link>
            ) : null}
            <WaysIn creates={creates}>
              <Link className="button button-primary" to={'/contracts/new' as string}>
                {t('contracts:actions.create')}
              </Link>
            </WaysIn>
            <ImportLink />
          </>
        }
      />
      <div className="card">
        <Narrowing />
        <DataTable<Contract>
          name="contracts"
          caption={t('contracts:nav')}
          list={(query) => request<Page<Contract>>('GET', api, { query })}
          columns={[...choosing.columns, ...columns]}
          filters={useFilters()}
          fixed={useNarrowing(narrowingKeys)}
          open={(row) => `/contracts/${row.id}`}
          exportPath={getRegister.path}
          empty={
            <EmptyState title={t('contracts:list.empty')}>
              <p>{t('contracts:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
      <ChosenBar {...choosing} />
    </div>
  );
}

function useColumns(): readonly Column<Contract>[] {
  const t = useWords();
  const title = (key: string) => t(`contracts:${key}`);
  const session = useSession();
  const sells = session?.roles.some((role) => role === 'member' || role === 'organizationAdmin') ?? false;
  const typeOf = (row: Contract) => (row.type === null ? null : title(`types.${row.type}`));
  return [
    {
      key: 'title',
      title: title('title'),
      cell: (row) => (
        <Link to={`/contracts/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    { key: 'type', title: title('type'), cell: typeOf, text: typeOf },
    {
      key: 'sellerName',
      title: title('seller'),
      cell: (row) => <AsWritten>{row.sellerName}</AsWritten>,
      text: (row) => row.sellerName,
    },
    { key: 'amount', title: title('amount'), cell: (row) => yuan(row.amount), text: (row) => row.amount, numeric: true },
    {
      key: 'technologyAmount',
      title: title('technologyAmount'),
      cell: (row) => yuan(row.technologyAmount),
      text: (row) => row.technologyAmount,
      numeric: true,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    { key: 'dueOn', title: title('dueOn'), cell: (row) => row.dueOn, text: (row) => row.dueOn },
    { key: 'registeredOn', title: title('registeredOn'), cell: (row) => row.registeredOn, text: (row) => row.registeredOn },
    {
      key: 'ownNumber',
      title: title('ownNumber'),
      hidden: true,
      cell: (row) => (row.ownNumber ? <code className="contract-number">{row.ownNumber}</code> : null),
      text: (row) => row.ownNumber,
    },
    {
      key: 'registrationNumber',
      title: title('registrationNumber'),
      hidden: true,
      cell: (row) => (row.registrationNumber ? <code className="contract-number">{row.registrationNumber}</code> : null),
      text: (row) => row.registrationNumber,
    },
    ...(sells ? [copyColumn(title('page.copy'), session?.organization ?? null)] : []),
  ];
}

/** A new contract like one of one's own. */
const copyColumn = (words: string, own: string | null): Column<Contract> => ({
  key: 'copy',
  title: words,
  cell: (row) =>
    row.seller === own ? (
      <Link to={'/contracts/new' as string} search={{ from: row.id }}>
        {words}
      </Link>
    ) : null,
  text: () => null,
});

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = (useRegions().data?.items ?? [])
    .filter((one) => one.kind !== 'city')
    .map((one) => ({ value: one.id, title: one.name }));
  const coded = (key: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, title: t(`contracts:${key}.${value}`) }));
  return [
    { kind: 'search', key: 'q', title: t('contracts:list.search') },
    { kind: 'select', key: 'state', title: t('contracts:state'), options: coded('states', life.states) },
    { kind: 'select', key: 'type', title: t('contracts:type'), options: coded('types', contractTypes) },
    { kind: 'select', key: 'region', title: t('contracts:region'), options: regions },
    {
      kind: 'select',
      key: 'technologyField',
      title: t('contracts:technologyField'),
      options: coded('technologyFields', technologyFields),
    },
    { kind: 'day', key: 'registeredFrom', title: t('contracts:list.registeredFrom') },
    { kind: 'day', key: 'registeredTo', title: t('contracts:list.registeredTo') },
  ];
}
