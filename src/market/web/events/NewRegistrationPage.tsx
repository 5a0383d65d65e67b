// A registration for the event that the address names: who comes, and nothing else.
import { useSearch } from '../../../platform/web/address.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, registrationsApi, useEventSources } from './event-view.ts';

export default function NewRegistrationPage() {
  const t = useWords();
  const { event = '' } = useSearch();
  return (
    <NewRecord
      api={registrationsApi}
      back={{ to: event === '' ? '/market/events' : `/match-events/${event}`, words: t('events:one') }}
      title={t('events:registrationForm.title')}
      note={t('events:registrationForm.note')}
      submitWords={t('events:page.register')}
      page={(id) => `/event-registrations/${id}`}
      asked={asAsked}
      given={{ event }}
      sources={useEventSources(false)}
      keep={`event-registration ${event}`}
    />
  );
}
