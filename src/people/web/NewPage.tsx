// A new technology manager: the form of `create`. What is typed is personal, and not kept in the browser.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useFormSources } from './form.tsx';
import { api } from './view.ts';

export default function NewPage() {
  const t = useWords();
  return (
    <NewRecord
      api={api}
      back={{ to: '/people', words: t('people:page.back') }}
      title={t('people:actions.create')}
      note={t('people:form.note')}
      submitWords={t('people:actions.create')}
      page={(id) => `/people/${id}`}
      asked={asAsked}
      sources={useFormSources()}
    />
  );
}
