// A new listing: the form of `create`, with the fields that fit what it is; who acts for an organization enters its own.
import { useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, asSent, listingsApi } from './listing-view.ts';
import { useFormSources } from './listings/form.tsx';

export default function NewListingPage() {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
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
      sources={useFormSources({ officer })}
      keep="listing"
    />
  );
}
