// Contracts on which a technology manager is named: a manager's own, or those of the reader's organization. Filters in the URL, each opens its page.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { Page } from '../../records/web/index.ts';
import { life } from '../managerNaming.ts';
import { type Naming, namingsApi, toneOfNaming } from './naming-view.ts';
import { toneOf, yuan } from './view.ts';

export default function NamingsPage() {
  const t = useWords();
  const session = useSession();
  const isManager = session?.roles.includes('technologyManager') ?? false;
  const states = life.states.map((value) => ({ value, title: t(`managerNamings:states.${value}`) }));
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('managerNamings:list.search') },
    { kind: 'select', key: 'state', title: t('managerNamings:state'), options: states },
  ];
  return (
    <div className="page">
      <PageHead
        title={t(isManager ? 'managerNamings:nav' : 'managerNamings:list.title')}
        note={t(isManager ? 'managerNamings:list.note' : 'managerNamings:list.noteOthers')}
      />
      <div className="card">
        <DataTable<Naming>
          name="managerNamings"
          caption={t(isManager ? 'managerNamings:nav' : 'managerNamings:list.title')}
          list={(query) => request<Page<Naming>>('GET', namingsApi, { query })}
          columns={useColumns(isManager, (session?.organization ?? null) !== null)}
          filters={filters}
          open={(row) => `/manager-namings/${row.id}`}
          empty={
            <EmptyState title={t(isManager ? 'managerNamings:list.empty' : 'managerNamings:list.emptyOthers')}>
              <p>{t(isManager ? 'managerNamings:list.emptyWhy' : 'managerNamings:list.emptyOthersWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

/** Whoever sees his own organization's alone knows who named. */
function useColumns(isManager: boolean, isMember: boolean): readonly Column<Naming>[] {
  const t = useWords();
  const title = (key: string) => t(`managerNamings:${key}`);
  const stateOf = (row: Naming) => t(`contracts:states.${row.contractState}`);
  const manager: Column<Naming> = {
    key: 'manager',
    title: title('manager'),
    cell: (row) => <AsWritten>{row.managerTitle ?? ''}</AsWritten>,
    text: (row) => row.managerTitle,
  };
  const organization: Column<Naming> = {
    key: 'organization',
    title: title('organization'),
    cell: (row) => <AsWritten>{row.organizationName ?? ''}</AsWritten>,
    text: (row) => row.organizationName,
  };
  return [
    {
      key: 'contractTitle',
      title: title('contract'),
      cell: (row) => (
        <Link to={`/manager-namings/${row.id}` as string}>
          <AsWritten>{row.contractTitle}</AsWritten>
        </Link>
      ),
      text: (row) => row.contractTitle,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOfNaming(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    ...(isManager ? [] : [manager]),
    ...(isMember ? [] : [organization]),
    {
      key: 'contractState',
      title: title('contractState'),
      cell: (row) => <Tag tone={toneOf(row.contractState)}>{stateOf(row)}</Tag>,
      text: stateOf,
    },
    { key: 'amount', title: title('amount'), cell: (row) => yuan(row.amount), text: (row) => row.amount, numeric: true },
    { key: 'registeredOn', title: title('registeredOn'), cell: (row) => row.registeredOn, text: (row) => row.registeredOn },
    { key: 'askedOn', title: title('askedOn'), hidden: true, cell: (row) => row.askedOn, text: (row) => row.askedOn },
  ];
}
