// A new relation between two organizations: the form of `create`.
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { relationAsked, relationsApi, useRelationSources } from './relation-view.ts';

export default function NewRelationPage() {
  const t = useWords();
  return (
    <NewRecord
      api={relationsApi}
      back={{ to: '/organization-relations', words: t('relations:list.back') }}
      title={t('relations:actions.create')}
      note={t('relations:note')}
      submitWords={t('relations:actions.create')}
      page={(id) => `/organization-relations/${id}`}
      asked={relationAsked}
      sources={useRelationSources()}
      keep="organizationRelation"
    />
  );
}
