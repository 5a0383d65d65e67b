// Whom somebody met at the event that the address names, about what, and until when it is seen to.
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { getMarketEvent } from '../../matchEvent.ts';
import { asAsked, meetingsApi, useMember, useOwnListings } from './event-view.ts';
import { About } from './NewRegistrationPage.tsx';

export default function NewMeetingPage() {
  const t = useWords();
  const { event = '' } = useSearch();
  const member = useMember();
  const own = useOwnListings();
  const asked = useQuery({
    queryKey: ['market', 'event', event],
    queryFn: () => call(getMarketEvent, { params: { id: event } }),
    enabled: event !== '',
  });
  // What was brought there, and what they show themselves, each once.
  const brought = (asked.data?.listings ?? []).map(({ id, title }) => ({ value: id, title }));
  const listings = [...brought, ...own.filter(({ value }) => !brought.some((one) => one.value === value))];
  return (
    <NewRecord
      api={meetingsApi}
      back={{ to: event === '' ? '/match-events' : `/match-events/${event}`, words: t('events:one') }}
      title={t('events:meetingForm.title')}
      note={t('events:meetingForm.note')}
      submitWords={t('events:page.meet')}
      page={(id) => `/event-meetings/${id}`}
      asked={(offer) => asAsked(offer)}
      given={{ event }}
      above={<About event={event} />}
      sources={{
        findOrganizations,
        options: { listing: listings },
        shown: {
          event: () => event === '',
          // Firms write down their own; the organizer, who is one as well, may say another's.
          first: () => !member,
          secondName: (draft) => (draft['second'] ?? '') === '',
          listing: () => listings.length > 0,
        },
      }}
      keep={`event-meeting ${event}`}
    />
  );
}
