// Applications of organizations, for officers: what waits, by place and state.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import type { Page } from '../../records/web/index.ts';
import { life, purposes } from '../signUp.ts';
import { type SignUp, signUpsApi, toneOf } from './signUpView.ts';
import { useRegionName } from './view.ts';

const readers = ['bureauOfficer', 'districtOfficer', 'securityAdmin', 'auditAdmin'] as const;

export default function SignUpsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={readers} title={t('signUps:list.title')}>
      {() => <List />}
    </OnlyFor>
  );
}

function List() {
  const t = useWords();
  const columns = useColumns();
  const regions = useRegions().data?.items ?? [];
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('signUps:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('signUps:state'),
      options: life.states.map((value) => ({ value, title: t(`signUps:states.${value}`) })),
    },
    {
      kind: 'select',
      key: 'purpose',
      title: t('signUps:purpose'),
      options: purposes.map((value) => ({ value, title: t(`signUps:purposes.short.${value}`) })),
    },
    {
      kind: 'select',
      key: 'region',
      title: t('signUps:region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
  ];
  return (
    <div className="page">
      <PageHead title={t('signUps:list.title')} note={t('signUps:list.note')} />
      <div className="card">
        <DataTable<SignUp>
          name="sign-ups"
          caption={t('signUps:list.title')}
          list={(query) => request<Page<SignUp>>('GET', signUpsApi, { query })}
          columns={columns}
          filters={filters}
          open={(row) => `/sign-ups/${row.id}`}
          empty={
            <EmptyState title={t('signUps:list.empty')}>
              <p>{t('signUps:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<SignUp>[] {
  const t = useWords();
  const region = useRegionName();
  const state = (row: SignUp) => t(`signUps:states.${row.state}`);
  return [
    {
      key: 'name',
      title: t('signUps:organization'),
      cell: (row) => (
        <Link to={`/sign-ups/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    { key: 'number', title: t('signUps:number'), cell: (row) => <code>{row.number}</code>, text: (row) => row.number ?? '' },
    {
      key: 'purpose',
      title: t('signUps:purpose'),
      cell: (row) => t(`signUps:purposes.short.${row.purpose}`),
      text: (row) => t(`signUps:purposes.short.${row.purpose}`),
    },
    { key: 'region', title: t('signUps:region'), cell: (row) => region(row.region), text: (row) => region(row.region) },
    { key: 'submittedOn', title: t('signUps:submittedOn'), cell: (row) => row.submittedOn, text: (row) => row.submittedOn },
    { key: 'state', title: t('signUps:state'), cell: (row) => <Tag tone={toneOf(row.state)}>{state(row)}</Tag>, text: state },
  ];
}
