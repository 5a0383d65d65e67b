// The two lists of an event: who registered, found by name or by the code that somebody tells at the door; and whom they met.
import { Link } from '@tanstack/react-router';
import { useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, Tag } from '../../../platform/web/Parts.tsx';
import type { Page } from '../../../records/web/index.ts';
import { registrationLife } from '../../eventRegistration.ts';
import {
  type MatchEvent,
  type Meeting,
  meetingsApi,
  otherSide,
  type Registration,
  registrationsApi,
  stateTone,
  useMeetingState,
} from './event-view.ts';
import { useStanding } from './standing.ts';

export function Registrations({ one }: { one: MatchEvent }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('events:registrations.title')}>
      <h2>{t('events:registrations.title')}</h2>
      <p className="actions event-ways">
        {one.state === 'open' ? (
          <Link className="button" to={'/event-registrations/new' as string} search={{ event: one.id, for: 'others' }}>
            {t('events:page.enter')}
          </Link>
        ) : null}
        <a className="button" href={`/api/match-events/${one.id}/registrations.xlsx`} download>
          {t('events:page.sheet')}
        </a>
      </p>
      <DataTable<Registration>
        name="event-registrations"
        caption={t('events:registrations.title')}
        list={(query) => request<Page<Registration>>('GET', registrationsApi, { query })}
        columns={useRegistrationColumns(useStanding()(one).over)}
        filters={[
          { kind: 'search', key: 'q', title: t('events:attendeeOrganization') },
          { kind: 'search', key: 'code', title: t('events:registrations.search') },
          {
            kind: 'select',
            key: 'state',
            title: t('events:state'),
            options: registrationLife.states.map((value) => ({ value, title: t(`events:states.${value}`) })),
          },
        ]}
        fixed={{ event: one.id }}
        open={(row) => `/event-registrations/${row.id}`}
        empty={<EmptyState title={t('events:registrations.empty')}>{t('events:registrations.emptyWhy')}</EmptyState>}
      />
    </section>
  );
}

/** `over`: whoever was not checked in did not come. */
function useRegistrationColumns(over: boolean): readonly Column<Registration>[] {
  const t = useWords();
  const who = (row: Registration) => row.organization?.name ?? row.guest ?? '';
  const state = (row: Registration) =>
    row.waiting
      ? t('events:waitingAt', { place: row.place ?? 0 })
      : t(over && row.state === 'registered' ? 'events:notCame' : `events:states.${row.state}`);
  const { code } = useSearch();
  return [
    {
      key: 'organization',
      title: t('events:attendeeOrganization'),
      cell: (row) => (
        // Whoever was found by his code is checked in by it.
        <Link to={`/event-registrations/${row.id}` as string} search={code ? { code } : {}}>
          <AsWritten>{who(row)}</AsWritten>
        </Link>
      ),
      text: who,
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
      cell: (row) => (
        <Tag tone={row.waiting ? 'warn' : over && row.state === 'registered' ? 'none' : stateTone(row.state)}>{state(row)}</Tag>
      ),
      text: state,
    },
    {
      key: 'listing',
      title: t('events:listing'),
      cell: (row) => (row.listing ? <AsWritten>{row.listing.title}</AsWritten> : ''),
      text: (row) => row.listing?.title ?? null,
    },
  ];
}

export function Meetings({ one }: { one: MatchEvent }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('events:meetings.title')}>
      <h2>{t('events:meetings.title')}</h2>
      <p className="note">{t('events:meetings.note')}</p>
      <p className="actions event-ways">
        <Link className="button" to={'/event-meetings/new' as string} search={{ event: one.id }}>
          {t('events:page.meet')}
        </Link>
      </p>
      <DataTable<Meeting>
        name="event-meetings"
        caption={t('events:meetings.title')}
        list={(query) => request<Page<Meeting>>('GET', meetingsApi, { query })}
        columns={useMeetingColumns()}
        fixed={{ event: one.id }}
        open={(row) => `/event-meetings/${row.id}`}
        empty={<EmptyState title={t('events:meetings.empty')}>{t('events:meetings.emptyWhy')}</EmptyState>}
      />
    </section>
  );
}

function useMeetingColumns(): readonly Column<Meeting>[] {
  const t = useWords();
  const state = useMeetingState();
  // A deal says for itself how far it came.
  const how = (row: Meeting) => (row.dealState === null ? state(row) : t(`deals:states.${row.dealState}`));
  return [
    {
      key: 'first',
      title: t('events:first'),
      cell: (row) => (
        <Link to={`/event-meetings/${row.id}` as string}>
          <AsWritten>{row.first.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.first.name,
    },
    { key: 'second', title: t('events:second'), cell: (row) => <AsWritten>{otherSide(row)}</AsWritten>, text: otherSide },
    { key: 'about', title: t('events:about'), cell: (row) => <AsWritten>{row.about}</AsWritten>, text: (row) => row.about },
    {
      key: 'state',
      title: t('events:outcome'),
      cell: (row) => <Tag tone={row.state === 'open' ? 'warn' : stateTone(row.state)}>{how(row)}</Tag>,
      text: how,
    },
    {
      key: 'due',
      title: t('events:due'),
      cell: (row) => (row.due === null ? '' : <span className="agenda-day">{shownDay(row.due)}</span>),
      text: (row) => row.due,
    },
  ];
}
