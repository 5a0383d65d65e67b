// Keys of programs: an organization's own for its administrators, all of them for the bureau; and how they are used.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life, scopes } from '../apiKey.ts';
import { type ApiKey, keysApi, toneOf } from './key-view.ts';
import { Usage } from './Usage.tsx';

export default function KeysPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer') ?? false;
  const states: Filter = {
    kind: 'select',
    key: 'state',
    title: t('apiKeys:state'),
    options: life.states.map((value) => ({ value, title: t(`apiKeys:states.${value}`) })),
  };
  return (
    <div className="page">
      <PageHead
        title={t('apiKeys:nav')}
        note={t('apiKeys:note')}
        aside={
          <WaysIn creates={useCreates(keysApi, life)}>
            <Link className="button button-primary" to={'/api-keys/new' as string}>
              {t('apiKeys:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="stack">
        <div className="card">
          <DataTable<ApiKey>
            name="apiKeys"
            caption={t('apiKeys:nav')}
            list={(query) => request<Page<ApiKey>>('GET', keysApi, { query })}
            columns={useColumns()}
            filters={[states]}
            open={(row) => `/api-keys/${row.id}`}
            empty={<EmptyState title={t('apiKeys:list.empty')}>{t('apiKeys:list.emptyWhy')}</EmptyState>}
          />
        </div>
        <Usage scopes={officer ? ['market'] : scopes} />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<ApiKey>[] {
  const t = useWords();
  const said = (key: string, text: (row: ApiKey) => string): Column<ApiKey> => ({
    key,
    title: t(`apiKeys:${key}`),
    cell: text,
    text,
  });
  return [
    {
      key: 'name',
      title: t('apiKeys:name'),
      cell: (row) => (
        <Link to={`/api-keys/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    {
      key: 'organization',
      title: t('apiKeys:organization'),
      cell: (row) => (row.organization === null ? t('apiKeys:bureau') : <AsWritten>{row.organization.name}</AsWritten>),
      text: (row) => row.organization?.name ?? t('apiKeys:bureau'),
    },
    said('scopes', (row) => row.scopes.map((one) => t(`apiKeys:scopes.${one}`)).join(t('publicContracts:separator'))),
    {
      key: 'state',
      title: t('apiKeys:state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{t(`apiKeys:states.${row.state}`)}</Tag>,
      text: (row) => t(`apiKeys:states.${row.state}`),
    },
    said('hint', (row) => (row.hint === null ? t('apiKeys:notDrawn') : t('apiKeys:hintValue', { hint: row.hint }))),
    said('expiresOn', (row) => row.expiresOn),
    said('usedOn', (row) => row.usedOn ?? t('apiKeys:neverUsed')),
  ];
}
