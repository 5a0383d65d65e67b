// A new venue: the form of `create`; who acts for an organization proposes its own.
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, useVenueSources, venuesApi } from './venue-view.ts';

export default function NewVenuePage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  return (
    <NewRecord
      api={venuesApi}
      back={{ to: '/venues', words: t('venues:page.backList') }}
      title={t('venues:form.title')}
      note={t('venues:form.note')}
      submitWords={t('venues:actions.create')}
      page={(id) => `/venues/${id}`}
      asked={asAsked}
      sources={useVenueSources(officer)}
      keep="venue"
    />
  );
}
