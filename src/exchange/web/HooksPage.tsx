// Webhooks: an organization's own for its administrators, all of them for the bureau.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../webhook.ts';
import { toneOf, type Webhook, webhooksApi } from './hook-view.ts';

export default function HooksPage() {
  const t = useWords();
  const states: Filter = {
    kind: 'select',
    key: 'state',
    title: t('webhooks:state'),
    options: life.states.map((value) => ({ value, title: t(`webhooks:states.${value}`) })),
  };
  return (
    <div className="page">
      <PageHead
        title={t('webhooks:nav')}
        note={t('webhooks:note')}
        aside={
          <WaysIn creates={useCreates(webhooksApi, life)}>
            <Link className="button button-primary" to={'/webhooks/new' as string}>
              {t('webhooks:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Webhook>
          name="webhooks"
          caption={t('webhooks:nav')}
          list={(query) => request<Page<Webhook>>('GET', webhooksApi, { query })}
          columns={useColumns()}
          filters={[states]}
          open={(row) => `/webhooks/${row.id}`}
          empty={<EmptyState title={t('webhooks:list.empty')}>{t('webhooks:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Webhook>[] {
  const t = useWords();
  const events = (row: Webhook) => row.events.map((one) => t(`webhooks:events.${one}`)).join(t('publicContracts:separator'));
  return [
    {
      key: 'name',
      title: t('webhooks:name'),
      cell: (row) => (
        <Link to={`/webhooks/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    {
      key: 'organization',
      title: t('webhooks:organization'),
      cell: (row) => (row.organization === null ? t('webhooks:bureau') : <AsWritten>{row.organization.name}</AsWritten>),
      text: (row) => row.organization?.name ?? t('webhooks:bureau'),
    },
    { key: 'url', title: t('webhooks:url'), cell: (row) => <AsWritten>{row.url}</AsWritten>, text: (row) => row.url },
    { key: 'events', title: t('webhooks:events'), cell: events, text: events },
    {
      key: 'state',
      title: t('webhooks:state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{t(`webhooks:states.${row.state}`)}</Tag>,
      text: (row) => t(`webhooks:states.${row.state}`),
    },
  ];
}
