// One order to follow up: what is asked of whom by when, each answer and what became of it, how it was closed off.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { documentFormats } from '../../platform/shared/document.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import { life } from '../followUpOrder.ts';
import { type Order, ordersApi, useDaysLeft, useRegionName } from './at-work-view.ts';
import { Evidence } from './Evidence.tsx';
import { RecordFrame } from './RecordFrame.tsx';

export default function OrderPage() {
  const t = useWords();
  return (
    <RecordFrame<Order>
      api={ordersApi}
      words="orders"
      life={life}
      back={{ to: '/orders', words: t('orders:page.back') }}
      title={(one) => one.title}
      note={(one) => (
        <>
          <span>{one.number}</span>
          {one.overdue ? <Tag tone="bad">{t('orders:overdue')}</Tag> : null}
          {one.escalatedOn ? <Tag tone="bad">{t('orders:escalatedOn', { day: one.escalatedOn })}</Tag> : null}
        </>
      )}
      aside={(one) => (
        <span className="head-names">
          <DocumentButtons path={`${ordersApi}/${one.id}/slip`} name={t('planPapers:slip.button')} formats={documentFormats} />
        </span>
      )}
      danger={['withdraw', 'sendBack']}
    >
      {(one) => <Shown one={one} />}
    </RecordFrame>
  );
}

function Shown({ one }: { one: Order }) {
  const t = useWords();
  const region = useRegionName();
  const left = useDaysLeft()(one.dueOn);
  const open = one.state === 'issued' || one.state === 'returned';
  const about = one.task === null ? one.about : `${one.task} ${one.about}`;
  return (
    <>
      <section className="card" aria-label={t('orders:asked')}>
        <h2>{t('orders:asked')}</h2>
        <p className="long-text">
          <AsWritten>{one.asked}</AsWritten>
        </p>
        <FactList
          facts={[
            [
              t('orders:about'),
              <Link
                key="about"
                to={(one.task === null ? '/' : `/plans/${one.plan}/tasks/${one.task}`) as string}
                search={one.target ? { target: one.target } : {}}
              >
                {about}
              </Link>,
            ],
            [t('orders:region'), one.region === null ? undefined : region(one.region)],
            [t('orders:department'), one.departmentName ?? undefined],
            [t('orders:issuedOn'), one.issuedOn],
            [
              t('orders:dueOn'),
              <span key="due">
                {one.dueOn} {open ? <span className={left.late ? 'late' : 'note'}>{left.words}</span> : null}
              </span>,
            ],
            [t('orders:conclusion'), one.conclusion ?? undefined],
          ]}
        />
      </section>
      <section className="card" aria-label={t('orders:page.answers')}>
        <h2>{t('orders:page.answers')}</h2>
        {one.answers.length === 0 ? <p className="note">{t('orders:page.noAnswer')}</p> : null}
        <ol className="answers">
          {one.answers.map((answer, at) => (
            <li key={`${answer.on} ${at}`}>
              <p className="answers-head">
                <b>{t('orders:page.answeredOn', { day: answer.on })}</b>
                <Tag tone={answer.verdict === 'accepted' ? 'good' : answer.verdict === 'returned' ? 'warn' : 'blue'}>
                  <AsWritten>
                    {answer.verdict
                      ? t(`orders:page.verdict.${answer.verdict}`, { day: answer.verdictOn, reason: answer.reason })
                      : t('orders:page.waiting')}
                  </AsWritten>
                </Tag>
              </p>
              <p className="long-text">
                <AsWritten>{answer.text}</AsWritten>
              </p>
              <Evidence of={answer.evidence} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
