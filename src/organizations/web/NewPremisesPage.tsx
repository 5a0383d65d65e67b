// A new place: the form of `create`; who acts for an organization enters its own.
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, premisesApi, useFormSources } from './premises-view.ts';

export default function NewPremisesPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  return (
    <NewRecord
      api={premisesApi}
      back={{ to: '/premises', words: t('premises:page.back') }}
      title={t('premises:form.title')}
      note={t('premises:form.note')}
      submitWords={t('premises:actions.create')}
      page={(id) => `/premises/${id}`}
      asked={asAsked}
      sources={useFormSources({ officer })}
      keep="premises"
    />
  );
}
