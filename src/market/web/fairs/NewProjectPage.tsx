// A new project of the fair that the address names: the form of `create`.
import { useSearch } from '../../../platform/web/address.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { NewRecord } from '../../../records/web/index.ts';
import { asAsked, projectsApi, useFairSources } from './fair-view.ts';

export default function NewProjectPage() {
  const t = useWords();
  const { fair = '' } = useSearch();
  return (
    <NewRecord
      api={projectsApi}
      back={{ to: fair === '' ? '/fairs' : `/fairs/${fair}`, words: t('fairs:page.backFair') }}
      title={t('fairs:projectForm.title')}
      note={t('fairs:projectForm.note')}
      submitWords={t('fairs:actions.create')}
      page={(id) => `/fair-projects/${id}`}
      asked={asAsked}
      given={{ fair, stage: 'signed' }}
      sources={useFairSources()}
      keep={`fair-project ${fair}`}
    />
  );
}
