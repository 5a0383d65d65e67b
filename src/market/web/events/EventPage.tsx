// One event as everybody sees it, with the ways to register and into a calendar.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../../platform/web/session.ts';
import { RecordPage } from '../../../records/web/index.ts';
import { getMarketEvent, type PublicEvent } from '../../matchEvent.ts';
import { listingReaders } from '../readers.ts';
import { Agenda, CameOfIt, EventFacts } from './EventFacts.tsx';
import { eventsApi, type MatchEvent, useMember } from './event-view.ts';
import { useStanding } from './standing.ts';

export default function EventPage() {
  const t = useWords();
  const id = usePathParam('id');
  const standing = useStanding();
  const asked = useQuery({
    queryKey: ['market', 'event', id],
    queryFn: () => call(getMarketEvent, { params: { id } }),
    enabled: id !== '',
  });
  return (
    <RecordPage asked={asked} back={{ to: '/market/events', words: t('events:page.back') }}>
      {(one) => (
        <>
          <PageHead
            title={one.name}
            note={<Tag tone={standing(one).tone}>{standing(one).said}</Tag>}
            aside={
              <>
                <a className="button" href={`/api/market/events.ics?event=${one.id}`}>
                  {t('events:list.calendar')}
                </a>
                <Ways one={one} />
              </>
            }
          />
          <div className="two">
            <div className="stack">
              <EventFacts one={one} />
              <CameOfIt one={one} />
            </div>
            <div className="stack">
              <Agenda text={one.agenda} />
              <Brought one={one} />
            </div>
          </div>
        </>
      )}
    </RecordPage>
  );
}

/** Firms register, a visitor signs in on the way; who reads records goes on to the record. */
function Ways({ one }: { one: PublicEvent }) {
  const t = useWords();
  const session = useSession();
  const member = useMember();
  const today = useHealth()?.today ?? '';
  const reads = session?.roles.some((role) => listingReaders.some((reader) => reader === role)) ?? false;
  const mine = useMine(one.id, member);
  const may = one.state === 'open' && one.until >= today && (session === null || (member && mine === null));
  return (
    <>
      {reads ? (
        <Link className="button" to={`/match-events/${one.id}` as string}>
          {t('events:page.record')}
        </Link>
      ) : null}
      {mine ? (
        <Link className="button button-primary" to={`/event-registrations/${mine}` as string}>
          {t('events:page.mine')}
        </Link>
      ) : null}
      {may ? (
        <Link className="button button-primary" to={'/event-registrations/new' as string} search={{ event: one.id }}>
          {t('events:page.register')}
        </Link>
      ) : null}
    </>
  );
}

/** The registration of one's own organization: null where there is none, undefined until it is known. */
function useMine(id: string, member: boolean): string | null | undefined {
  const account = useSession()?.account ?? '';
  const asked = useQuery({
    queryKey: [eventsApi, id, 'mine', account],
    queryFn: () => request<MatchEvent>('GET', `${eventsApi}/${id}`),
    enabled: member,
  });
  return asked.data?.mine;
}

function Brought({ one }: { one: PublicEvent }) {
  const t = useWords();
  if (one.listings.length === 0) return null;
  return (
    <section className="card" aria-label={t('events:page.listings')}>
      <h2>{t('events:page.listings')}</h2>
      <ul className="agenda">
        {one.listings.map(({ id, title, side }) => (
          <li key={id}>
            <Tag tone={side === 'demand' ? 'warn' : 'blue'}>{t(`market:sides.${side}`)}</Tag>
            <Link to={`/market/${id}` as string}>
              <AsWritten>{title}</AsWritten>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
