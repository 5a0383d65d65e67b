// Milestones of a task along its plan: a bar or a mark for each, the line of today. Told in words beside: the drawing alone says nothing to who does not see it.
import { Link } from '@tanstack/react-router';
import { daysBetween, yearOf } from '../../platform/shared/dates.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import type { PublicMilestone } from '../atWork.ts';
import { Evidence } from './Evidence.tsx';
import { toneOfState, useBilingual, useIsOfficer, useRegionName } from './at-work-view.ts';

type Props = { milestones: readonly PublicMilestone[]; from: string; to: string; today: string };

/** Where a day lies between two, in percent, kept inside. */
function placeOf(day: string, from: string, to: string): number {
  const share = daysBetween(from, day) / Math.max(1, daysBetween(from, to));
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}

/** The plan's own span, wider where a milestone lies outside it. */
function spanOf({ milestones, from, to }: Omit<Props, 'today'>): { from: string; to: string } {
  const days = milestones.flatMap((one) => [one.startOn ?? one.dueOn, one.dueOn]);
  return { from: [from, ...days].sort()[0] ?? from, to: [to, ...days].sort().at(-1) ?? to };
}

export function Gantt({ milestones, today, ...plan }: Props) {
  const t = useWords();
  const { from, to } = spanOf({ milestones, ...plan });
  const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, at) => yearOf(from) + at);
  const now = today >= from && today <= to ? placeOf(today, from, to) : null;
  return (
    <div className="gantt">
      <div className="gantt-row gantt-head" aria-hidden="true">
        <span />
        <div className="gantt-track">
          {years.map((year) => (
            <span key={year} className="gantt-year" style={{ left: `${placeOf(`${year}-01-01`, from, to)}%` }}>
              {year}
            </span>
          ))}
          {now === null ? null : (
            <b className={now > 88 ? 'gantt-today gantt-today-left' : 'gantt-today'} style={{ left: `${now}%` }}>
              {t('atWork:task.today')}
            </b>
          )}
        </div>
      </div>
      <ol>
        {milestones.map((one) => (
          <Row key={one.id} {...{ one, from, to, now }} />
        ))}
      </ol>
    </div>
  );
}

function Row({ one, from, to, now }: { one: PublicMilestone; from: string; to: string; now: number | null }) {
  const t = useWords();
  const region = useRegionName();
  const said = useBilingual()(one.what);
  const officer = useIsOfficer();
  const start = placeOf(one.startOn ?? one.dueOn, from, to);
  const due = placeOf(one.dueOn, from, to);
  const tone = one.overdue ? 'bad' : toneOfState(one.state);
  const who = [one.department, one.region === null ? null : region(one.region)].filter(Boolean).join(' · ');
  return (
    <li className="gantt-row">
      <div className="gantt-what">
        <b lang={said.chineseOnly ? 'zh-CN' : undefined}>
          {officer ? (
            <Link to={`/milestones/${one.id}` as string}>
              <AsWritten>{said.text}</AsWritten>
            </Link>
          ) : (
            <AsWritten>{said.text}</AsWritten>
          )}
        </b>
        <span className="gantt-facts">
          <Tag tone={tone}>{one.overdue ? t('milestones:overdue') : t(`milestones:states.${one.state}`)}</Tag>
          <span>{one.doneOn ? t('atWork:task.done', { day: one.doneOn }) : t('atWork:task.due', { day: one.dueOn })}</span>
          {one.moved > 0 ? <span>{t('atWork:task.moved', { count: one.moved })}</span> : null}
          <span>{who}</span>
          {said.chineseOnly ? <span>{t('atWork:chineseOnly')}</span> : null}
        </span>
        {one.evidence ? <Evidence of={one.evidence} /> : null}
      </div>
      <div className="gantt-track" aria-hidden="true">
        {now === null ? null : <i className="gantt-now" style={{ left: `${now}%` }} />}
        <i className={`gantt-bar gantt-${tone}`} style={{ left: `${start}%`, width: `${Math.max(0, due - start)}%` }} />
        <i className={`gantt-mark gantt-${tone}`} style={{ left: `${due}%` }} />
      </div>
    </li>
  );
}
