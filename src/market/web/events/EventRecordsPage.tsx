// Records of events: those that are prepared as well.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { eventLife } from '../../matchEvent.ts';
import { eventsApi, type MatchEvent, useMember, useWhen } from './event-view.ts';
import { usePlaces, useStanding } from './standing.ts';

export default function EventRecordsPage() {
  const t = useWords();
  return (
    <div className="page">
      <PageHead
        title={t('events:manage')}
        note={t('events:list.recordsNote')}
        aside={
          <WaysIn creates={useCreates(eventsApi, eventLife)}>
            <Link className="button button-primary" to={'/match-events/new' as string}>
              {t('events:form.title')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<MatchEvent>
          name="match-events"
          caption={t('events:manage')}
          list={(query) => request<Page<MatchEvent>>('GET', eventsApi, { query })}
          columns={useColumns()}
          filters={[
            { kind: 'search', key: 'q', title: t('events:list.search') },
            {
              kind: 'select',
              key: 'state',
              title: t('events:state'),
              options: eventLife.states.map((value) => ({ value, title: t(`events:states.${value}`) })),
            },
          ]}
          open={(row) => `/match-events/${row.id}`}
          empty={<EmptyState title={t('events:list.empty')}>{t('events:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<MatchEvent>[] {
  const t = useWords();
  const when = useWhen();
  const places = usePlaces();
  const standing = useStanding();
  const member = useMember();
  const state = (row: MatchEvent) => standing(row).said;
  return [
    {
      key: 'name',
      title: t('events:name'),
      cell: (row) => (
        <Link to={`/match-events/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    { key: 'from', title: t('events:when'), cell: when, text: when },
    { key: 'admitted', title: t('events:admitted'), cell: places, text: places },
    { key: 'attended', title: t('events:attended'), cell: (row) => row.attended, text: (row) => row.attended },
    {
      key: 'state',
      title: t('events:state'),
      cell: (row) => <Tag tone={standing(row).tone}>{state(row)}</Tag>,
      text: state,
    },
    // An officer comes for no organization.
    ...(member
      ? [
          {
            key: 'mine',
            title: t('events:page.mine'),
            cell: (row: MatchEvent) =>
              row.mine === null ? null : (
                <Link to={`/event-registrations/${row.mine}` as string}>{t('events:page.mineOpen')}</Link>
              ),
            text: (row: MatchEvent) => (row.mine === null ? '' : t('events:page.mineOpen')),
          },
        ]
      : []),
  ];
}
