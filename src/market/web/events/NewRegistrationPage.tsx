// A registration for the event that the address names: who comes, and with what. The organizer writes down others (`for=others`).
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { getMarketEvent } from '../../matchEvent.ts';
import { asAsked, registrationsApi, useOwnListings, useWhen } from './event-view.ts';
import { useStanding } from './standing.ts';

export default function NewRegistrationPage() {
  const t = useWords();
  const { event = '', for: whom } = useSearch();
  const others = whom === 'others';
  const me = useSession()?.name ?? '';
  const listings = useOwnListings();
  return (
    <NewRecord
      api={registrationsApi}
      back={{
        to: event === '' ? '/market/events' : `/${others ? 'match-events' : 'market/events'}/${event}`,
        words: t('events:one'),
      }}
      title={t(others ? 'events:page.enter' : 'events:registrationForm.title')}
      note={t(others ? 'events:registrationForm.others' : 'events:registrationForm.note')}
      submitWords={t(others ? 'events:actions.create' : 'events:page.register')}
      page={(id) => `/event-registrations/${id}`}
      asked={asAsked}
      given={{ event, attendee: others ? '' : me }}
      above={<About event={event} />}
      sources={{
        findOrganizations,
        options: { listing: listings },
        shown: {
          event: () => event === '',
          organization: () => others,
          guest: () => others,
          listing: () => !others && listings.length > 0,
        },
      }}
      keep={`event-registration ${event} ${others ? 'others' : ''}`}
    />
  );
}

/** Which event it is, when, and how it stands. */
export function About({ event }: { event: string }) {
  const when = useWhen();
  const standing = useStanding();
  const asked = useQuery({
    queryKey: ['market', 'event', event],
    queryFn: () => call(getMarketEvent, { params: { id: event } }),
    enabled: event !== '',
  });
  if (!asked.data) return null;
  return (
    <p>
      <strong>
        <AsWritten>{asked.data.name}</AsWritten>
      </strong>{' '}
      {when(asked.data)} <Tag tone={standing(asked.data).tone}>{standing(asked.data).said}</Tag>
    </p>
  );
}
