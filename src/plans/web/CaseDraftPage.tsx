// One case in hand: both languages side by side, the report that it was written of, its way to being published.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { FactList } from '../../records/web/index.ts';
import type { Bilingual } from '../milestone.ts';
import { life } from '../typicalCase.ts';
import { casesApi, type TypicalCase, useBilingual, useRegionName } from './at-work-view.ts';
import { RecordFrame } from './RecordFrame.tsx';

export default function CaseDraftPage() {
  const t = useWords();
  const say = useBilingual();
  return (
    <RecordFrame<TypicalCase>
      api={casesApi}
      words="cases"
      life={life}
      back={{ to: '/case-drafts', words: t('cases:desk.back') }}
      title={(one) => say(one.title).text}
      danger={['withdraw', 'sendBack']}
      given={(one, action) => (action === 'edit' ? { ...one } : undefined)}
    >
      {(one) => <Shown one={one} />}
    </RecordFrame>
  );
}

function Shown({ one }: { one: TypicalCase }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <>
      <Side of={one} language="zh" title={t('atWork:form.chinese')} />
      <Side of={one} language="en" title={t('atWork:form.english')} />
      <section className="card" aria-label={t('cases:one')}>
        <h2>{t('cases:one')}</h2>
        <FactList
          facts={[
            [t('cases:region'), region(one.region)],
            [
              t('cases:report'),
              <Link key="report" to={`/work-reports/${one.report}` as string}>
                {t('workReports:one')}
              </Link>,
            ],
            [t('cases:desk.returned'), one.returnedFor ?? undefined],
            [t('cases:publishedOn'), one.publishedOn ?? undefined],
          ]}
        />
        {one.state === 'published' ? (
          <p>
            <Link className="button" to={`/cases/${one.id}` as string}>
              {t('cases:desk.public')}
            </Link>
          </p>
        ) : null}
      </section>
    </>
  );
}

function Side({ of, language, title }: { of: TypicalCase; language: keyof Bilingual; title: string }) {
  const t = useWords();
  const [heading, summary, body] = [of.title[language], of.summary[language], of.body[language]];
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {(heading ?? summary ?? body) ? (
        <div className="prose" lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <p>
            <b>
              <AsWritten>{heading ?? ''}</AsWritten>
            </b>
          </p>
          <p>
            <AsWritten>{summary ?? ''}</AsWritten>
          </p>
          <p className="long-text">
            <AsWritten>{body ?? ''}</AsWritten>
          </p>
        </div>
      ) : (
        <p className="note">{t('atWork:chineseOnly')}</p>
      )}
    </section>
  );
}
