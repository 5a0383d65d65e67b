// How organizations hang together: search and filters in the URL, each opens its page. An organization reads what is said of itself.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life, relationKinds } from '../relation.ts';
import { signalReaders } from '../signalReaders.ts';
import { type OrganizationRelation, relationsApi, toneOfRelation } from './relation-view.ts';

export default function RelationsPage() {
  const t = useWords();
  const creates = useCreates(relationsApi, life);
  const roles = useSession()?.roles ?? [];
  const readsAll = signalReaders.some((role) => roles.includes(role));
  const coded = (key: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, title: t(`relations:${key}.${value}`) }));
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('relations:list.search') },
    { kind: 'select', key: 'how', title: t('relations:how'), options: coded('kinds', relationKinds) },
    { kind: 'select', key: 'state', title: t('relations:state'), options: coded('states', life.states) },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('relations:title')}
        note={t(readsAll ? 'relations:note' : 'relations:noteOwn')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/organization-relations/new' as string}>
              {t('relations:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<OrganizationRelation>
          name="organization-relations"
          caption={t('relations:title')}
          list={(query) => request<Page<OrganizationRelation>>('GET', relationsApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/organization-relations/${row.id}`}
          empty={<EmptyState title={t('relations:list.empty')} />}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<OrganizationRelation>[] {
  const t = useWords();
  const title = (key: string) => t(`relations:${key}`);
  const unknown = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  return [
    {
      key: 'first',
      title: title('first'),
      cell: (row) => (
        <Link to={`/organization-relations/${row.id}` as string}>
          <AsWritten>{row.first.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.first.name,
    },
    {
      key: 'second',
      title: title('second'),
      cell: (row) => <AsWritten>{row.second.name}</AsWritten>,
      text: (row) => row.second.name,
    },
    { key: 'how', title: title('how'), cell: (row) => title(`kinds.${row.how}`), text: (row) => title(`kinds.${row.how}`) },
    { key: 'share', title: title('share'), cell: (row) => row.share ?? '', text: (row) => row.share },
    { key: 'since', title: title('since'), cell: (row) => unknown(row.since), text: (row) => row.since },
    { key: 'until', title: title('until'), cell: (row) => row.until ?? '', text: (row) => row.until },
    { key: 'evidence', title: title('evidence'), hidden: true, cell: (row) => row.evidence, text: (row) => row.evidence },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOfRelation(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
  ];
}
