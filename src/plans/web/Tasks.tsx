// The plan's tasks and safeguards: how each is going, in a line, and what feeds it. Judged by the server, never by colour alone.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ResponseOf } from '../../platform/shared/route.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { Verdict } from '../../platform/web/Parts.tsx';
import type { getPlanAtWork } from '../atWork.ts';
import type { PlanProgress } from '../progress.ts';

type Task = PlanProgress['tasks'][number];
type AtWork = ResponseOf<typeof getPlanAtWork>['items'][number];
/** A task that cannot be judged bears no mark: its count says nothing for or against it. */
const marks = { met: '✓', onPace: '✓', behind: '!' } as const;
const tones = { met: 'good', onPace: 'good', behind: 'warn', unknown: 'none' } as const;

type TasksProps = {
  plan: string;
  tasks: readonly Task[];
  /** How far each is by its milestones; none while that is not known, and for another day than today. */
  atWork: readonly AtWork[];
  onTarget: (code: string) => void;
};

export function Tasks({ plan, tasks, atWork, onTarget }: TasksProps) {
  const t = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const shown = tasks.find((one) => one.number === open);
  return (
    <section className="card">
      <h2>
        {t('plans:tasks.title')} <small>{t('plans:tasks.note', { count: tasks.length })}</small>
      </h2>
      <ul className="tasks">
        {tasks.map((one) => (
          <li key={one.number}>
            <button type="button" className={`task task-${tones[one.state]}`} onClick={() => setOpen(one.number)}>
              <b>
                {one.number} {one.title}
              </b>
              <span>
                {one.state === 'unknown' ? null : (
                  <span className={`task-mark task-mark-${tones[one.state]}`} aria-hidden="true">
                    {marks[one.state]}{' '}
                  </span>
                )}
                {one.line ?? t(`plans:tasks.${one.state === 'unknown' ? 'unknown' : `state.${one.state}`}`)}
                <span className="sr-only">{t(`plans:tasks.state.${one.state}`)}</span>
              </span>
              <Marks of={atWork.find((each) => each.number === one.number)} />
            </button>
          </li>
        ))}
      </ul>
      <Modal
        open={shown !== undefined}
        onClose={() => setOpen(null)}
        title={shown ? `${shown.number} ${shown.title}` : ''}
        side="right"
      >
        {shown ? (
          <TaskDetail
            task={shown}
            page={`/plans/${plan}/tasks/${shown.number}`}
            onTarget={(code) => {
              setOpen(null);
              onTarget(code);
            }}
          />
        ) : null}
      </Modal>
    </section>
  );
}

/** Milestones accepted of all, and what is overdue: nothing where there are none. */
function Marks({ of }: { of: AtWork | undefined }) {
  const t = useWords();
  if (!of || of.progress.total === 0) return null;
  const { total, accepted: done, overdue } = of.progress;
  return (
    <span className="task-progress">
      {of.state === 'closedOff' ? t('atWork:marks.closed') : t('atWork:marks.milestones', { done, total })}
      {overdue > 0 ? <em>{t('atWork:marks.overdue', { count: overdue })}</em> : null}
    </span>
  );
}

function TaskDetail({ task, page, onTarget }: { task: Task; page: string; onTarget: (code: string) => void }) {
  const t = useWords();
  return (
    <div className="prose">
      <p>
        <Verdict tone={tones[task.state]}>{t(`plans:tasks.state.${task.state}`)}</Verdict>
      </p>
      <p>{task.summary}</p>
      <p className="note">{task.owner === null ? t('plans:tasks.noOwner') : t('plans:tasks.owner', { name: task.owner })}</p>
      <Feeds feeds={task.feeds} onTarget={onTarget} />
      <p>
        <Link className="button" to={page}>
          {t('atWork:marks.open')}
        </Link>
      </p>
    </div>
  );
}

/** What feeds a task: a target is chosen on the cockpit, a register and a series have pages of their own. */
export function Feeds({ feeds, onTarget }: { feeds: Task['feeds']; onTarget?: (code: string) => void }) {
  const t = useWords();
  return (
    <>
      <h3>{t('plans:tasks.feeds')}</h3>
      <ul className="feeds">
        {feeds.map((one) => (
          <li key={`${one.kind} ${one.label}`}>
            <FeedLabel feed={one} {...(onTarget ? { onTarget } : {})} />
            {one.line ? <span className="note"> {one.line}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function FeedLabel({ feed, onTarget }: { feed: Task['feeds'][number]; onTarget?: (code: string) => void }) {
  const [code = ''] = feed.codes;
  if (feed.kind === 'target' && !onTarget)
    return (
      <Link to="/" search={{ target: code }}>
        {feed.label}
      </Link>
    );
  if (feed.kind === 'target')
    return (
      <button type="button" className="button-text" onClick={() => onTarget?.(code)}>
        {feed.label}
      </button>
    );
  if (feed.kind === 'page') return <Link to={code as string}>{feed.label}</Link>;
  if (feed.kind === 'series') return <Link to={`/indicators/${code}` as string}>{feed.label}</Link>;
  if (feed.kind === 'register')
    return <Link to={(feed.codes.length === 1 ? `/registers/${code}` : '/registers') as string}>{feed.label}</Link>;
  return <>{feed.label}</>;
}

export function Safeguards({ safeguards }: { safeguards: PlanProgress['safeguards'] }) {
  const t = useWords();
  return (
    <section className="card">
      <h2>{t('plans:safeguards.title')}</h2>
      <ul className="safeguards">
        {safeguards.map((one) => (
          <li key={one.code}>
            <b>
              {one.code} {one.title}
            </b>
            <p>{one.summary}</p>
            <p className="note">{one.feeds.map((feed) => (feed.line ? `${feed.label} ${feed.line}` : feed.label)).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
