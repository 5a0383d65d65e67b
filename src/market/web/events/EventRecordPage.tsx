// The record of an event: facts, what may be done, who registered, whom they met.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useHealth } from '../../../platform/web/session.ts';
import { acted, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { eventLife } from '../../matchEvent.ts';
import { Agenda, CameOfIt, EventFacts } from './EventFacts.tsx';
import { Meetings, Registrations } from './EventLists.tsx';
import { asAsked, eventsApi, type MatchEvent, useEventSources, useMember } from './event-view.ts';
import { useStanding } from './standing.ts';

export default function EventRecordPage() {
  const t = useWords();
  const { asked, key } = useRecord<MatchEvent>(eventsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/match-events', words: t('events:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: MatchEvent; onDone: (after: MatchEvent) => void }) {
  const t = useWords();
  const sources = useEventSources(false);
  const standing = useStanding();
  const today = useHealth()?.today ?? '';
  const coming = one.manages && one.state !== 'draft';
  // Nobody has met before it begins.
  const met = (one.state === 'open' || one.state === 'held') && one.from <= today;
  const told = (
    <>
      <EventFacts one={one} />
      <CameOfIt one={one} />
      <Agenda text={one.agenda} />
    </>
  );
  const actions = (
    <RecordActions
      one={one}
      life={eventLife}
      api={eventsApi}
      words="events"
      primary={one.state === 'draft' ? 'publish' : one.from <= today ? 'hold' : 'correct'}
      danger={['cancel', 'void']}
      asked={asAsked}
      sources={sources}
      given={(action) =>
        action === 'edit' || action === 'correct' ? { ...one, venue: one.venue?.id ?? null, reason: '' } : undefined
      }
      onDone={onDone}
    />
  );
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={standing(one).tone}>{standing(one).said}</Tag>} aside={<Ways one={one} />} />
      {one.actions.length > 0 ? actions : null}
      <div className="two">
        <div className="stack">
          {coming ? <Registrations one={one} /> : null}
          {met ? <Meetings one={one} /> : null}
          {coming || met ? null : told}
        </div>
        <div className="stack">
          {coming || met ? told : null}
          {one.actions.length > 0 ? null : actions}
          <History api={eventsApi} id={one.id} words="events" title={t('events:page.history')} />
        </div>
      </div>
    </>
  );
}

/** One's own registration, or the way to it; the page that everybody sees. */
function Ways({ one }: { one: MatchEvent }) {
  const t = useWords();
  const member = useMember();
  const today = useHealth()?.today ?? '';
  const shown = one.state !== 'draft' && one.state !== 'voided';
  return (
    <>
      {shown ? (
        <Link className="button" to={`/market/events/${one.id}` as string}>
          {t('events:page.public')}
        </Link>
      ) : null}
      {member && one.mine !== null ? (
        <Link className="button button-primary" to={`/event-registrations/${one.mine}` as string}>
          {t('events:page.mine')}
        </Link>
      ) : null}
      {member && one.mine === null && one.state === 'open' && one.until >= today ? (
        <Link className="button button-primary" to={'/event-registrations/new' as string} search={{ event: one.id }}>
          {t('events:page.register')}
        </Link>
      ) : null}
    </>
  );
}
