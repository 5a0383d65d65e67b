// The record of an event: facts, what may be done, and who registered, found by the code that somebody tells at the door.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { DataTable } from '../../../platform/web/DataTable.tsx';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { acted, Back, History, type Page, RecordActions, useRecord } from '../../../records/web/index.ts';
import { eventLife } from '../../matchEvent.ts';
import { EventFacts } from './EventFacts.tsx';
import {
  asAsked,
  eventsApi,
  type MatchEvent,
  type Registration,
  registrationsApi,
  stateTone,
  useEventSources,
} from './event-view.ts';

export default function EventRecordPage() {
  const t = useWords();
  const { asked, key } = useRecord<MatchEvent>(eventsApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/match-events">{t('events:page.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

function Shown({ one, onDone }: { one: MatchEvent; onDone: (after: MatchEvent) => void }) {
  const t = useWords();
  const member = useSession()?.roles.some((role) => role === 'organizationAdmin' || role === 'member') ?? false;
  return (
    <>
      <PageHead
        title={one.name}
        note={<Tag tone={stateTone(one.state)}>{t(`events:states.${one.state}`)}</Tag>}
        aside={member ? <Mine one={one} /> : null}
      />
      <div className="two">
        <div className="stack">
          <EventFacts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={eventLife}
            api={eventsApi}
            words="events"
            danger={['cancel', 'void']}
            asked={asAsked}
            sources={useEventSources(false)}
            given={(action) =>
              action === 'edit' || action === 'correct' ? { ...one, venue: one.venue?.id ?? null, reason: '' } : undefined
            }
            onDone={onDone}
          />
          <History api={eventsApi} id={one.id} words="events" title={t('events:page.history')} />
        </div>
      </div>
      <Registrations event={one.id} />
    </>
  );
}

function Mine({ one }: { one: MatchEvent }) {
  const t = useWords();
  if (one.mine !== null)
    return (
      <Link className="button button-primary" to={`/event-registrations/${one.mine}` as string}>
        {t('events:page.mine')}
      </Link>
    );
  return one.state === 'open' ? (
    <Link className="button button-primary" to={`/event-registrations/new?event=${one.id}` as string}>
      {t('events:page.register')}
    </Link>
  ) : null;
}

function Registrations({ event }: { event: string }) {
  const t = useWords();
  const state = (row: Registration) => t(row.waiting ? 'events:waiting' : `events:states.${row.state}`);
  return (
    <section className="card" aria-label={t('events:registrations.title')}>
      <h2>{t('events:registrations.title')}</h2>
      <DataTable<Registration>
        name="event-registrations"
        caption={t('events:registrations.title')}
        list={(query) => request<Page<Registration>>('GET', registrationsApi, { query })}
        columns={[
          {
            key: 'organization',
            title: t('events:attendeeOrganization'),
            cell: (row) => (
              <Link to={`/event-registrations/${row.id}` as string}>
                <AsWritten>{row.organization.name}</AsWritten>
              </Link>
            ),
            text: (row) => row.organization.name,
          },
          {
            key: 'attendee',
            title: t('events:attendee'),
            cell: (row) => <AsWritten>{row.attendee ?? ''}</AsWritten>,
            text: (row) => row.attendee,
          },
          {
            key: 'state',
            title: t('events:state'),
            cell: (row) => <Tag tone={stateTone(row.state)}>{state(row)}</Tag>,
            text: state,
          },
          { key: 'due', title: t('events:due'), cell: (row) => row.due ?? '', text: (row) => row.due },
        ]}
        filters={[{ kind: 'search', key: 'code', title: t('events:registrations.search') }]}
        fixed={{ event }}
        open={(row) => `/event-registrations/${row.id}`}
        empty={<EmptyState title={t('events:registrations.empty')}>{t('events:registrations.emptyWhy')}</EmptyState>}
      />
    </section>
  );
}
