// A new tenant: the form of `create`.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, formSources, tenanciesApi } from './tenant-view.ts';

export default function NewTenancyPage() {
  const t = useWords();
  return (
    <NewRecord
      api={tenanciesApi}
      back={{ to: '/tenancies', words: t('tenancies:page.back') }}
      title={t('tenancies:form.title')}
      note={t('tenancies:form.note')}
      submitWords={t('tenancies:actions.create')}
      page={(id) => `/tenancies/${id}`}
      asked={asAsked}
      sources={formSources(false)}
      keep="tenancy"
    />
  );
}
