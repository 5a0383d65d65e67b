// A new organization: the form of `create`, with the register searched as one types; refused duplicates are shown with links.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useFormSources } from './form.tsx';
import { api } from './view.ts';

export default function NewPage() {
  const t = useWords();
  return (
    <NewRecord
      api={api}
      back={{ to: '/organizations', words: t('organizations:page.back') }}
      title={t('organizations:form.title')}
      note={t('organizations:form.note')}
      submitWords={t('organizations:actions.create')}
      page={(id) => `/organizations/${id}`}
      asked={asAsked}
      sources={useFormSources(null)}
      keep="organization"
    />
  );
}
