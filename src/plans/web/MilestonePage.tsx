// One milestone: what, by when and by whom, the days it was due on before, the evidence that it is done.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import { life } from '../milestone.ts';
import { type Milestone, milestonesApi, useBilingual, useRegionName } from './at-work-view.ts';
import { Evidence } from './Evidence.tsx';
import { RecordFrame } from './RecordFrame.tsx';

export default function MilestonePage() {
  const t = useWords();
  const said = useBilingual();
  return (
    <RecordFrame<Milestone>
      api={milestonesApi}
      words="milestones"
      life={life}
      back={{ to: '/milestones', words: t('atWork:milestone.back') }}
      title={(one) => said(one.what).text}
      note={(one) => (one.overdue ? <Tag tone="bad">{t('milestones:overdue')}</Tag> : null)}
      danger={['drop', 'sendBack']}
      given={(one, action) => (action === 'edit' ? { ...one } : undefined)}
    >
      {(one) => <Shown one={one} />}
    </RecordFrame>
  );
}

function Shown({ one }: { one: Milestone }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <>
      <section className="card" aria-label={t('atWork:milestone.facts')}>
        <h2>{t('atWork:milestone.facts')}</h2>
        <FactList
          facts={[
            [
              t('milestones:planTask'),
              <Link key="task" to={`/plans/${one.plan}/tasks/${one.task}` as string}>
                {one.task} {one.taskTitle}
              </Link>,
            ],
            [t('milestones:department'), one.departmentName ?? t('atWork:none')],
            [t('milestones:region'), one.region === null ? t('atWork:none') : region(one.region)],
            [t('milestones:startOn'), one.startOn ?? undefined],
            [t('milestones:dueOn'), one.dueOn],
            [t('milestones:doneOn'), one.doneOn ?? undefined],
            [t('atWork:milestone.returned'), one.returnedFor ?? undefined],
          ]}
        />
      </section>
      {one.moves.length > 0 ? (
        <section className="card" aria-label={t('atWork:milestone.moves')}>
          <h2>{t('atWork:milestone.moves')}</h2>
          <ul className="order-lines">
            {one.moves.map((move) => (
              <li key={`${move.dueOn} ${move.movedOn} ${move.reason}`}>
                <AsWritten>
                  {t('atWork:milestone.move', { due: move.dueOn, movedOn: move.movedOn, reason: move.reason })}
                </AsWritten>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {one.evidence ? (
        <section className="card" aria-label={t('atWork:task.evidence')}>
          <h2>{t('atWork:task.evidence')}</h2>
          {one.note ? (
            <p className="long-text">
              <AsWritten>{one.note}</AsWritten>
            </p>
          ) : null}
          <Evidence of={one.evidence} />
        </section>
      ) : null}
    </>
  );
}
