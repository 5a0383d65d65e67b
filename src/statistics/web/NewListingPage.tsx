// A new listing above scale: the form of `create`.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, listingsApi, useFormSources } from './above-scale-view.ts';

export default function NewListingPage() {
  const t = useWords();
  return (
    <NewRecord
      api={listingsApi}
      back={{ to: '/above-scale/listings', words: t('listings:page.back') }}
      title={t('listings:form.title')}
      note={t('listings:form.note')}
      submitWords={t('listings:actions.create')}
      page={(id) => `/above-scale/listings/${id}`}
      asked={asAsked}
      sources={useFormSources()}
      keep="aboveScaleListing"
    />
  );
}
