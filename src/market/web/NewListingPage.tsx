// A new listing: the form of `create`, with the fields that fit what it is; who acts for an organization enters its own, and through its venue another's.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, asSent, listingsApi } from './listing-view.ts';
import { useEntering } from './listings/entering.ts';
import { useFormSources } from './listings/form.tsx';

export default function NewListingPage() {
  const t = useWords();
  const { others, venues, own } = useEntering();
  return (
    <NewRecord
      api={listingsApi}
      back={{ to: '/listings', words: t('market:page.backList') }}
      title={t('market:form.title')}
      note={t('market:form.note')}
      submitWords={t('market:actions.create')}
      page={(id) => `/listings/${id}`}
      asked={asAsked}
      sent={asSent}
      sources={useFormSources({ others, through: { venues, own } })}
      keep="listing"
    />
  );
}
