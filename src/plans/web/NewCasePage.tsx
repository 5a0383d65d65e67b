// A new case: the form begins with what the district reported.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, useAtWorkSources } from './at-work-forms.tsx';
import { casesApi, type Report, reportsApi, useRecord } from './at-work-view.ts';

export default function NewCasePage() {
  const t = useWords();
  const { report = '' } = useSearch();
  const { asked } = useRecord<Report>(reportsApi, report);
  const one = asked.data;
  const said = (zh: string) => ({ zh, en: null });
  return (
    <NewRecord
      api={casesApi}
      back={{ to: report ? `/work-reports/${report}` : '/case-drafts', words: t('workReports:one') }}
      title={t('cases:desk.new')}
      note={t('cases:desk.newNote')}
      submitWords={t('cases:actions.create')}
      page={(id) => `/case-drafts/${id}`}
      asked={asAsked}
      sources={useAtWorkSources(report === '' ? [] : ['report'])}
      ready={report === '' || one !== undefined}
      problem={asked.isLoadingError ? <ProblemView problem={asked.error} /> : null}
      given={one ? { report, title: said(one.title), summary: said(''), body: said(one.body) } : {}}
    />
  );
}
