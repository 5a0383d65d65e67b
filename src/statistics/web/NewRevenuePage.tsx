// A new yearly revenue: the form of `create`.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, revenuesApi, useFormSources } from './above-scale-view.ts';

export default function NewRevenuePage() {
  const t = useWords();
  return (
    <NewRecord
      api={revenuesApi}
      back={{ to: '/above-scale/revenues', words: t('revenues:page.back') }}
      title={t('revenues:form.title')}
      note={t('revenues:form.note')}
      submitWords={t('revenues:actions.create')}
      page={(id) => `/above-scale/revenues/${id}`}
      asked={asAsked}
      sources={useFormSources()}
      keep="yearlyRevenue"
    />
  );
}
