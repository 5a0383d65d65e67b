// The city's plan on one page: headline figures, all targets, their breakdown, where a figure comes from, tasks and safeguards.
import { lazy, Suspense } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { TimeControl, useTimeAsked } from '../../platform/web/TimeControl.tsx';
import type { PlanProgress } from '../progress.ts';
import { officers } from './officers.ts';
import { Breakdown } from './Breakdown.tsx';
import { Chain } from './Chain.tsx';
import { Headline } from './Headline.tsx';
import { TargetTable } from './TargetTable.tsx';
import { usePlanAtWork } from './at-work-view.ts';
import { Safeguards, Tasks } from './Tasks.tsx';
import { PlanReport } from './PlanReport.tsx';
import { headlines, useLatestRelease, usePlan, usePlans } from './view.ts';
import './cockpit.css';
import './meeting-room.css';

/** Shares come with officers' pages, not with the visitor's first one. */
const SharesSection = lazy(() => import('./SharesSection.tsx').then((one) => ({ default: one.SharesSection })));

const meetingRoomMs = 60_000;
const timeOf = (at: number): string => new Date(at).toTimeString().slice(0, 5);

export default function CockpitPage() {
  const t = useWords();
  const { plan: asked, wide, functionalAreas } = useSearch();
  const time = { ...useTimeAsked(), ...(functionalAreas === 'out' ? { functionalAreas: 'out' as const } : {}) };
  const plans = usePlans();
  const code = asked ?? plans.data?.items[0]?.code;
  const got = usePlan(code, time, wide === '1' ? meetingRoomMs : false);
  // A refresh that fails takes nothing away: on a wall nobody would bring it back.
  const problem = got.data ? null : (plans.error ?? got.error);
  if (problem)
    return (
      <div className="page">
        <FailedPage problem={problem} again={() => void (plans.error ? plans.refetch() : got.refetch())} />
      </div>
    );
  if (plans.data && plans.data.items.length === 0)
    return (
      <div className="page">
        <PageHead title={t('plans:nav')} />
        <div className="card">
          <EmptyState title={t('plans:none.title')} />
        </div>
      </div>
    );
  if (!got.data) return <Waiting />;
  return <Cockpit plan={got.data} stale={got.isPlaceholderData} updatedAt={got.dataUpdatedAt} />;
}

/** The page's shape while its figures are on their way, so that nothing jumps. */
function Waiting() {
  const t = useWords();
  return (
    <div className="page" aria-busy="true">
      <PageHead title={t('plans:loading')} />
      <div className="headlines">
        {[0, 1, 2, 3].map((one) => (
          <div key={one} className="card">
            <Skeleton lines={3} height={112} />
          </div>
        ))}
      </div>
      <div className="card">
        <Skeleton lines={14} height={620} />
      </div>
    </div>
  );
}

/** Milestones are told as they stand now: on a page of another day they would be out of place. */
function useMarks(code: string) {
  const { asOf, knownAt } = useSearch();
  const now = asOf === undefined && knownAt === undefined;
  const { data } = usePlanAtWork(code, now);
  return now ? (data?.items ?? []) : [];
}

function Cockpit({ plan, stale, updatedAt }: { plan: PlanProgress; stale: boolean; updatedAt: number }) {
  const t = useWords();
  const city = useHealth()?.name;
  const { target: asked, wide } = useSearch();
  const atWork = useMarks(plan.code);
  const change = useChangeSearch();
  const top = headlines(plan.targets);
  const withRegions = (one: PlanProgress['targets'][number]) => one.regions.some((region) => region.value !== null);
  const selected =
    plan.targets.find((one) => one.code === asked) ?? top.find(withRegions) ?? top.find((one) => one.current !== null) ?? top[0];
  const select = (code: string, toChain: boolean) => {
    change({ target: code });
    if (toChain) document.getElementById('chain')?.scrollIntoView({ block: 'nearest' });
  };
  const counts = t('plans:note.counts', { tasks: plan.tasks.length, targets: plan.targets.length });
  const years = `${plan.from.slice(0, 4)}–${plan.to.slice(0, 4)}`;
  return (
    <div className={stale ? 'page page-stale' : 'page'} aria-busy={stale}>
      <PageHead
        title={plan.name}
        note={
          <>
            {[city, years, counts].filter(Boolean).join(' · ')}
            {plan.status === 'closed' ? <span className="note-closed">{t('plans:note.closed')}</span> : null}
            {wide === '1' ? <span className="note-fresh">{t('plans:wide.refreshed', { time: timeOf(updatedAt) })}</span> : null}
          </>
        }
        aside={<HeadAside plan={plan} />}
      />
      <div className="headlines">
        {top.map((one) => (
          <Headline key={one.code} target={one} status={plan.status} onOpen={() => select(one.code, true)} />
        ))}
      </div>
      <div className="two cockpit-main">
        <TargetTable plan={plan} selected={selected?.code} onSelect={select} />
        {selected ? <Breakdown target={selected} /> : null}
      </div>
      {selected ? <Chain key={selected.code} target={selected} /> : null}
      {selected ? <Shares plan={plan.code} target={selected} /> : null}
      {plan.tasks.length > 0 ? (
        <Tasks plan={plan.code} tasks={plan.tasks} atWork={atWork} onTarget={(code) => select(code, false)} />
      ) : null}
      {plan.safeguards.length > 0 ? <Safeguards safeguards={plan.safeguards} /> : null}
      <PlanReport plan={plan} />
    </div>
  );
}

/** Which plan, which day, and the meeting room. */
function HeadAside({ plan }: { plan: PlanProgress }) {
  const t = useWords();
  const { wide } = useSearch();
  const change = useChangeSearch();
  const release = useLatestRelease();
  return (
    <div className="head-aside">
      <PlanChoice code={plan.code} />
      <TimeControl
        from={plan.from}
        to={plan.to}
        asOf={plan.asOf}
        firstDay={plan.firstDay}
        settled={plan.settled}
        release={release}
      />
      <button
        type="button"
        className="pill wide-switch"
        aria-pressed={wide === '1'}
        onClick={() => change({ wide: wide === '1' ? undefined : '1' })}
      >
        {t(wide === '1' ? 'plans:wide.off' : 'plans:wide.on')}
      </button>
    </div>
  );
}

/** The chosen target by place, for officers. */
function Shares({ plan, target }: { plan: string; target: PlanProgress['targets'][number] }) {
  const officer = useSession()?.roles.some((role) => officers.some((one) => one === role)) ?? false;
  if (!officer) return null;
  return (
    <Suspense fallback={null}>
      <SharesSection plan={plan} target={target.code} name={target.name} />
    </Suspense>
  );
}

/** Which plan, where the city has more than one. */
function PlanChoice({ code }: { code: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const plans = usePlans().data?.items ?? [];
  if (plans.length < 2) return null;
  return (
    <select
      className="input"
      aria-label={t('plans:plan.choose')}
      value={code}
      onChange={(event) => change({ plan: event.target.value, target: undefined, asOf: undefined, knownAt: undefined })}
    >
      {plans.map((one) => (
        <option key={one.code} value={one.code}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
