// One report of a district: its text, what it is about, the bureau's answer, the case written of it.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { documentFormats } from '../../platform/shared/document.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import { life } from '../workReport.ts';
import { type Report, reportsApi, useIsBureau, useRegionName } from './at-work-view.ts';
import { RecordFrame } from './RecordFrame.tsx';

export default function ReportPage() {
  const t = useWords();
  const region = useRegionName();
  return (
    <RecordFrame<Report>
      api={reportsApi}
      words="workReports"
      life={life}
      back={{ to: '/work-reports', words: t('workReports:page.back') }}
      title={(one) => one.title}
      note={(one) => (
        <>
          <span>
            {t(`workReports:types.${one.type}`)} · {region(one.region)} · {one.period}
          </span>
          {one.overdue ? <Tag tone="bad">{t('workReports:overdue')}</Tag> : null}
        </>
      )}
      aside={(one) =>
        one.answer === null ? null : (
          <span className="head-names">
            <DocumentButtons
              path={`${reportsApi}/${one.id}/reply`}
              name={t('planPapers:reply.button')}
              formats={documentFormats}
            />
          </span>
        )
      }
      danger={['withdraw', 'unselect', 'returnForMore']}
      given={(one, action) =>
        action === 'edit' ? { ...one, organizations: one.organizations.map((each) => each.id) } : undefined
      }
    >
      {(one) => <Shown one={one} />}
    </RecordFrame>
  );
}

function Shown({ one }: { one: Report }) {
  const t = useWords();
  return (
    <>
      {one.returnedFor ? (
        <section className="card" aria-label={t('workReports:page.returned')}>
          <h2>{t('workReports:page.returned')}</h2>
          <p className="long-text">
            <AsWritten>{one.returnedFor}</AsWritten>
          </p>
        </section>
      ) : null}
      <section className="card" aria-label={t('workReports:page.text')}>
        <h2>{t('workReports:page.text')}</h2>
        <p className="long-text">
          <AsWritten>{one.body}</AsWritten>
        </p>
      </section>
      {one.answer ? (
        <section className="card" aria-label={t('workReports:answer')}>
          <h2>{t('workReports:page.answered', { day: one.answeredOn })}</h2>
          <p className="long-text">
            <AsWritten>{one.answer}</AsWritten>
          </p>
        </section>
      ) : null}
      <Facts one={one} />
    </>
  );
}

function Facts({ one }: { one: Report }) {
  const t = useWords();
  const bureau = useIsBureau();
  const due =
    one.answerDueOn !== null && one.answeredOn === null ? t('workReports:page.due', { day: one.answerDueOn }) : undefined;
  return (
    <section className="card" aria-label={t('workReports:page.facts')}>
      <h2>{t('workReports:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('workReports:task'),
            one.task === null ? (
              t('atWork:none')
            ) : (
              <Link key="task" to={`/plans/${one.plan}/tasks/${one.task}` as string}>
                {one.task} {one.taskTitle}
              </Link>
            ),
          ],
          [
            t('workReports:organizations'),
            one.organizations.length === 0 ? (
              t('atWork:none')
            ) : (
              <span key="organizations" className="head-names">
                {one.organizations.map((each) => (
                  <Link key={each.id} to={`/organizations/${each.id}` as string}>
                    <AsWritten>{each.name}</AsWritten>
                  </Link>
                ))}
              </span>
            ),
          ],
          [t('workReports:sentOn'), one.sentOn ?? undefined],
          [t('workReports:answerDueOn'), due],
        ]}
      />
      {one.case ? (
        <p>
          <Link className="button" to={`/case-drafts/${one.case.id}` as string}>
            {t('workReports:page.openCase')}
          </Link>
        </p>
      ) : bureau && one.state === 'selected' ? (
        <p>
          <Link className="button button-primary" to={'/case-drafts/new' as string} search={{ report: one.id }}>
            {t('workReports:page.writeCase')}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
