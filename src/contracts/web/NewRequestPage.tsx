// A new request to register: the form of `create`, begun with what the page before knew of the contract.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { givenIn, requestAsked, requestsApi, useRequestSources } from './request-view.ts';

export default function NewRequestPage() {
  const t = useWords();
  const given = givenIn(useSearch());
  return (
    <NewRecord
      api={requestsApi}
      back={{ to: '/registration-requests', words: t('registrationRequests:list.back') }}
      title={t('registrationRequests:actions.create')}
      note={t('registrationRequests:form.note')}
      submitWords={t('registrationRequests:actions.create')}
      page={(id) => `/registration-requests/${id}`}
      asked={requestAsked}
      sources={useRequestSources()}
      {...(Object.keys(given).length > 0 ? { given } : { keep: 'registrationRequest' })}
    />
  );
}
