// A new contract: the form of `create`. Everything but its title may wait; what is typed is kept until it is sent.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, sources } from './form.ts';
import { api } from './view.ts';

export default function NewContractPage() {
  const t = useWords();
  return (
    <NewRecord
      api={api}
      back={{ to: '/contracts', words: t('contracts:page.back') }}
      title={t('contracts:actions.create')}
      note={t('contracts:form.note')}
      submitWords={t('contracts:form.save')}
      page={(id) => `/contracts/${id}`}
      asked={asAsked}
      sources={sources}
      keep="contract"
    />
  );
}
