// A new recognition: the form of `create`, with kinds by group and only the levels of the kind.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useFormSources, withLevelOfKind } from './form.tsx';
import { api, type Kinds, useKinds } from './view.ts';

const none: Kinds = { groups: [], kinds: [], levels: [], stages: [] };

export default function NewPage() {
  const t = useWords();
  const { kind } = useSearch();
  const asked = useKinds();
  const kinds = asked.data ?? none;
  return (
    <NewRecord
      api={api}
      back={{ to: '/registers', words: t('recognitions:list.back'), cancel: kind ? `/registers/${kind}` : '/registers' }}
      title={t('recognitions:actions.create')}
      note={t('recognitions:form.note')}
      submitWords={t('recognitions:actions.create')}
      page={(id) => `/recognitions/${id}`}
      asked={asAsked}
      sent={(body) => withLevelOfKind(kinds, body)}
      ready={asked.data !== undefined}
      problem={asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      sources={useFormSources(kinds, null)}
      keep={`recognition.${kind ?? ''}`}
      {...(kind ? { given: { kind } } : {})}
    />
  );
}
