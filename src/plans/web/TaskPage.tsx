// One task of the plan: what it asks, who does it, how far it is, its milestones along the years, what feeds it; for officers what can be done and its orders.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordFiles, RecordPage } from '../../records/web/index.ts';
import type { ResponseOf } from '../../platform/shared/route.ts';
import type { getTaskAtWork } from '../atWork.ts';
import { life } from '../planTask.ts';
import {
  type Order,
  ordersApi,
  type PlanTask,
  tasksApi,
  toneOfState,
  useAll,
  useIsBureau,
  useIsOfficer,
  useRegionName,
  useTaskAtWork,
} from './at-work-view.ts';
import { Gantt } from './Gantt.tsx';
import { Actions } from './RecordFrame.tsx';
import { Feeds } from './Tasks.tsx';
import { usePlan } from './view.ts';
import './cockpit.css';
import './at-work.css';

type Task = ResponseOf<typeof getTaskAtWork>;

export default function TaskPage() {
  const t = useWords();
  const asked = useTaskAtWork(usePathParam('code'), usePathParam('number'));
  return (
    <RecordPage asked={asked} back={{ to: '/', words: t('atWork:task.back') }}>
      {(task) => <Shown task={task} />}
    </RecordPage>
  );
}

function Shown({ task }: { task: Task }) {
  const t = useWords();
  const officer = useIsOfficer();
  return (
    <>
      <PageHead
        title={t('atWork:task.heading', { number: task.number, title: task.title })}
        note={
          <span className="head-names">
            <Tag tone={toneOfState(task.state ?? '')}>{t(`planTasks:states.${task.state ?? 'none'}`)}</Tag>
            <span>{task.group}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <section className="card" aria-label={t('atWork:task.progress')}>
            <h2>{t('atWork:task.progress')}</h2>
            <p>{task.summary}</p>
            <ProgressOf task={task} />
          </section>
          <section className="card" aria-label={t('atWork:task.timeline')}>
            <h2>{t('atWork:task.timeline')}</h2>
            {task.milestones.length === 0 ? (
              <EmptyState title={t('atWork:task.noMilestones')}>{t('atWork:task.noMilestonesWhy')}</EmptyState>
            ) : (
              <Gantt milestones={task.milestones} from={task.from} to={task.to} today={task.today} />
            )}
          </section>
          <FedBy task={task} />
        </div>
        <div className="stack">
          <Facts task={task} />
          {officer ? <ForOfficers task={task} /> : null}
        </div>
      </div>
    </>
  );
}

/** How many milestones are accepted, in words and as a bar. */
function ProgressOf({ task: { progress } }: { task: Task }) {
  const t = useWords();
  const { total, accepted, reported, overdue, nextDueOn } = progress;
  if (total === 0) return null;
  const share = (count: number) => ({ width: `${(100 * count) / total}%` });
  return (
    <>
      <p className="progress-line">
        <b>{t('atWork:task.accepted', { done: accepted, total })}</b>
        {reported > 0 ? <span>{t('atWork:task.reported', { count: reported })}</span> : null}
        <span className={overdue > 0 ? 'late' : 'note'}>
          {overdue > 0 ? t('atWork:task.overdue', { count: overdue }) : t('atWork:task.onTime')}
        </span>
        {nextDueOn ? <span className="note">{t('atWork:task.next', { day: nextDueOn })}</span> : null}
      </p>
      <div className="progress-bar" aria-hidden="true">
        <i className="progress-accepted" style={share(accepted)} />
        <i className="progress-reported" style={share(reported)} />
        <i className="progress-overdue" style={share(overdue)} />
      </div>
    </>
  );
}

function Facts({ task }: { task: Task }) {
  const t = useWords();
  const region = useRegionName();
  const from = task.ownerSource ?? t('atWork:task.ownerFromPlan');
  const owner = task.owner === null ? null : t('atWork:task.ownerFrom', { owner: task.owner, from });
  return (
    <section className="card" aria-label={t('atWork:task.facts')}>
      <h2>{t('atWork:task.facts')}</h2>
      <FactList
        facts={[
          [
            t('planTasks:owner'),
            owner ?? (
              <span key="none" className="note">
                {t('atWork:task.noOwner')}
              </span>
            ),
          ],
          [t('planTasks:coOperating'), task.coOperating.length > 0 ? task.coOperating.join(' · ') : t('atWork:none')],
          [t('planTasks:regions'), task.regions.length > 0 ? task.regions.map(region).join(' · ') : t('atWork:task.everywhere')],
          [t('planTasks:states.closedOff'), task.closedOn ?? undefined],
        ]}
      />
    </section>
  );
}

/** Targets, registers and series that tell how the task is going. */
function FedBy({ task }: { task: Task }): ReactNode {
  const plan = usePlan(task.plan, {}).data;
  const feeds = plan?.tasks.find((one) => one.number === task.number)?.feeds;
  return <section className="card prose">{feeds ? <Feeds feeds={feeds} /> : <Skeleton lines={3} height={96} />}</section>;
}

function ForOfficers({ task }: { task: Task }) {
  const t = useWords();
  const found = useAll<PlanTask>(tasksApi, { plan: task.plan, task: task.number });
  const bureau = useIsBureau();
  const one = found.data?.rows[0];
  if (found.isPending) return <Skeleton lines={4} height={160} />;
  if (!one)
    return bureau && task.state === null ? (
      <section className="card" aria-label={t('pages:actions')}>
        <h2>{t('pages:actions')}</h2>
        <p>{t('atWork:task.notOpen')}</p>
        <Link
          className="button button-primary"
          to={'/plan-tasks/new' as string}
          search={{ plan: task.plan, task: String(task.number) }}
        >
          {t('planTasks:actions.create')}
        </Link>
      </section>
    ) : null;
  return (
    <>
      <Actions
        key={one.version}
        one={one}
        api={tasksApi}
        words="planTasks"
        life={life}
        danger={['refuseClosing']}
        given={(of, action) => (action === 'assign' ? { ...of } : undefined)}
        onDone={(after) => acted([tasksApi, after.id], after)}
      />
      {one.closingReason && one.state === 'closing' ? (
        <p className="card">
          <AsWritten>{t('atWork:task.closingAsked', { day: one.closingOn, reason: one.closingReason })}</AsWritten>
        </p>
      ) : null}
      {bureau ? (
        <div className="head-buttons">
          <Link className="button" to={'/milestones/new' as string} search={{ planTask: one.id }}>
            {t('atWork:task.newMilestone')}
          </Link>
          <Link className="button" to={'/orders/new' as string} search={{ plan: task.plan, task: String(task.number) }}>
            {t('atWork:task.newOrder')}
          </Link>
        </div>
      ) : null}
      <Orders task={task} />
      <RecordFiles kind="planTask" record={one.id} version={one.version} />
      <History api={tasksApi} id={one.id} words="planTasks" title={t('atWork:task.history')} />
    </>
  );
}

function Orders({ task }: { task: Task }) {
  const t = useWords();
  const region = useRegionName();
  const { data } = useAll<Order>(ordersApi, { plan: task.plan, task: task.number });
  return (
    <section className="card" aria-label={t('atWork:task.orders')}>
      <h2>{t('atWork:task.orders')}</h2>
      {data?.rows.length === 0 ? <p className="note">{t('atWork:task.ordersNone')}</p> : null}
      <ul className="order-lines">
        {(data?.rows ?? []).map((one) => (
          <li key={one.id}>
            <Link to={`/orders/${one.id}` as string}>
              <AsWritten>{one.title}</AsWritten>
            </Link>
            <Tag tone={one.overdue ? 'bad' : toneOfState(one.state)}>
              {one.overdue ? t('orders:overdue') : t(`orders:states.${one.state}`)}
            </Tag>
            <span className="note">
              {one.region ? region(one.region) : one.departmentName} · {t('atWork:task.due', { day: one.dueOn })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
