// Records of events: those that are prepared as well.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { DataTable } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { eventLife } from '../../matchEvent.ts';
import { eventsApi, type MatchEvent, stateTone, useWhen } from './event-view.ts';

export default function EventRecordsPage() {
  const t = useWords();
  const when = useWhen();
  const state = (row: MatchEvent) => t(`events:states.${row.state}`);
  return (
    <div className="page">
      <PageHead
        title={t('events:manage')}
        note={t('events:list.note')}
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
          columns={[
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
            { key: 'admitted', title: t('events:admitted'), cell: (row) => row.admitted, text: (row) => row.admitted },
            { key: 'waiting', title: t('events:waiting'), cell: (row) => row.waiting, text: (row) => row.waiting },
            { key: 'attended', title: t('events:attended'), cell: (row) => row.attended, text: (row) => row.attended },
            {
              key: 'state',
              title: t('events:state'),
              cell: (row) => <Tag tone={stateTone(row.state)}>{state(row)}</Tag>,
              text: state,
            },
          ]}
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
