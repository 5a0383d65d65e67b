// Listings taken on by technology managers: those of the reader's organization, or a manager's own with his record.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { type Page, WaysIn } from '../../../records/web/index.ts';
import { life } from '../../engagement.ts';
import { type Engagement, engagementsApi } from './brokering-view.ts';
import { NarrowedTo, useNarrowed } from './Narrowing.tsx';
import RecordOf from './RecordOf.tsx';
import { StandsTag, useStands } from './Stands.tsx';
import { Tabs } from './Tabs.tsx';

export default function EngagementsPage() {
  const t = useWords();
  const manages = useSession()?.roles.includes('technologyManager') ?? false;
  const own = useQuery({
    queryKey: ['own manager'],
    queryFn: () => request<Page<{ id: string; name: string | null }>>('GET', '/technology-managers', { query: { limit: 1 } }),
    enabled: manages,
  });
  const me = manages ? own.data?.items[0] : undefined;
  return (
    <div className="page">
      <PageHead
        title={t('dealShares:desk')}
        note={t(manages ? 'dealShares:deskNote' : 'engagements:list.note')}
        aside={manages ? <Ways /> : null}
      />
      <div className="stack">
        {me ? <RecordOf person={me.id} /> : null}
        <div>
          <Tabs />
          <section className="card" aria-label={t('engagements:nav')}>
            <EngagementTable />
          </section>
        </div>
      </div>
    </div>
  );
}

/** What a manager begins with: the hall, or a firm that he enters a listing for. */
function Ways() {
  const t = useWords();
  return (
    <WaysIn creates="yes">
      <Link className="button" to={'/listings/new' as string}>
        {t('engagements:enter')}
      </Link>
      <Link className="button button-primary" to={'/market' as string}>
        {t('engagements:look')}
      </Link>
    </WaysIn>
  );
}

function EngagementTable() {
  const t = useWords();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('engagements:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('engagements:state'),
      options: life.states.map((value) => ({ value, title: t(`engagements:states.${value}`) })),
    },
  ];
  const narrowed = useNarrowed();
  return (
    <>
      <NarrowedTo />
      <DataTable<Engagement>
        fixed={narrowed}
        name="engagements"
        caption={t('engagements:nav')}
        list={(query) => request<Page<Engagement>>('GET', engagementsApi, { query })}
        columns={useColumns()}
        filters={filters}
        open={(row) => `/engagements/${row.id}`}
        empty={
          <EmptyState title={t('engagements:list.empty')}>
            <p>{t('engagements:list.emptyWhy')}</p>
            <p>
              <Link to={'/market' as string}>{t('market:hall.nav')}</Link>
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(): readonly Column<Engagement>[] {
  const t = useWords();
  const stands = useStands();
  const title = (key: string) => t(`engagements:${key}`);
  const other = (row: Engagement) => (row.mine === 'owner' ? row.manager.title : (row.owner?.name ?? title('page.anonymous')));
  return [
    {
      key: 'title',
      title: title('listing'),
      cell: (row) => (
        <Link to={`/engagements/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'other',
      title: `${title('owner')} / ${title('manager')}`,
      cell: (row) => <AsWritten>{other(row)}</AsWritten>,
      text: other,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <StandsTag one={row} />,
      text: stands,
    },
    { key: 'since', title: title('since'), cell: (row) => row.since ?? '', text: (row) => row.since },
    { key: 'shownUntil', title: title('shownUntil'), cell: (row) => row.shownUntil ?? '', text: (row) => row.shownUntil },
    { key: 'nextOn', title: title('nextOn'), cell: (row) => row.nextOn ?? '', text: (row) => row.nextOn },
  ];
}
