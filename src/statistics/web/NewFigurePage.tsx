// A new reported figure: the form of `create`.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useFormSources } from './form.tsx';
import { figuresApi } from './view.ts';
import './statistics.css';

export default function NewFigurePage() {
  const t = useWords();
  const { series, region, period } = useSearch();
  return (
    <NewRecord
      api={figuresApi}
      back={{ to: '/figures', words: t('statistics:figures.back') }}
      title={t('statistics:actions.create')}
      note={t('statistics:form.intro')}
      submitWords={t('statistics:actions.create')}
      page={(id) => `/figures/${id}`}
      asked={asAsked}
      sources={useFormSources(null)}
      keep="reportedFigure"
      {...(series ? { given: { series, ...(region ? { region } : {}), ...(period ? { period } : {}) } } : {})}
    />
  );
}
