// A new fair: the form of `create`.
import { useWords } from '../../../platform/web/i18n.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, fairsApi, useFairSources } from './fair-view.ts';

export default function NewFairPage() {
  const t = useWords();
  return (
    <NewRecord
      api={fairsApi}
      back={{ to: '/fairs', words: t('fairs:page.backList') }}
      title={t('fairs:form.title')}
      note={t('fairs:form.note')}
      submitWords={t('fairs:actions.create')}
      page={(id) => `/fairs/${id}`}
      asked={asAsked}
      sources={useFairSources()}
      keep="fair"
    />
  );
}
