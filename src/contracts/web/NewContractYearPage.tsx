// Begins to check a year: the form of `create`.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { yearsApi } from './closing-view.ts';

export default function NewContractYearPage() {
  const t = useWords();
  return (
    <NewRecord
      api={yearsApi}
      back={{ to: '/contract-years', words: t('contractYears:nav') }}
      title={t('contractYears:actions.create')}
      note={t('contractYears:newNote')}
      submitWords={t('contractYears:actions.create')}
      page={(id) => `/contract-years/${id}`}
    />
  );
}
