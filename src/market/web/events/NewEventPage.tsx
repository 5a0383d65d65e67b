// A new event: the form of `create`.
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, eventsApi, useEventSources } from './event-view.ts';

export default function NewEventPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  return (
    <NewRecord
      api={eventsApi}
      back={{ to: '/match-events', words: t('events:page.back') }}
      title={t('events:form.title')}
      note={t('events:form.note')}
      submitWords={t('events:actions.create')}
      page={(id) => `/match-events/${id}`}
      asked={asAsked}
      given={{ opens: '09:00', closes: '17:00' }}
      sources={useEventSources(officer)}
      keep="match-event"
    />
  );
}
