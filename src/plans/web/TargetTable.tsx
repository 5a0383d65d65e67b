// All targets of the plan in one table: figure, goal, trend, progress, verdict. A row chooses what the rest of the page shows.
import { Figure } from '../../platform/web/Figure.tsx';
import { plotted, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Sparkline } from '../../platform/web/Sparkline.tsx';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import { SourcesMark } from './Sources.tsx';
import { ProgressBar, TargetVerdict } from './Headline.tsx';
import { type Status, toneOf } from './view.ts';

type Props = { plan: PlanProgress; selected: string | undefined; onSelect: (code: string, toChain: boolean) => void };

/** A part stands under what it is a part of. */
const inOrder = (targets: readonly TargetProgress[]): TargetProgress[] =>
  targets.filter((one) => one.partOf === null).flatMap((one) => [one, ...targets.filter((part) => part.partOf === one.code)]);

export function TargetTable({ plan, selected, onSelect }: Props) {
  const t = useWords();
  return (
    <section className="card targets-card">
      <h2>
        {t('plans:targets.title')} <small>{t('plans:targets.note')}</small>
      </h2>
      <table className="table targets" id="targets">
        <thead>
          <tr>
            <th scope="col">{t('plans:targets.name')}</th>
            <th scope="col" className="num">
              {t(plan.status === 'closed' ? 'plans:targets.final' : 'plans:targets.current')}
            </th>
            <th scope="col" className="num">
              {t('plans:targets.goal')}
            </th>
            <th scope="col" className="targets-trend">
              {t('plans:targets.trend')}
            </th>
            <th scope="col" className="targets-bar">
              {t('plans:targets.progress')}
            </th>
            <th scope="col">{t('plans:targets.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(plan.targets).map((one) => (
            <TargetRow key={one.code} target={one} status={plan.status} selected={one.code === selected} onSelect={onSelect} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { target: TargetProgress; status: Status; selected: boolean; onSelect: Props['onSelect'] };

function TargetRow({ target, status, selected, onSelect }: RowProps) {
  const t = useWords();
  const language = useLanguage();
  const { display, missing } = target.figure;
  const manner = target.everyYear ? t('plans:target.everyYear') : target.cumulative ? t('plans:target.cumulative') : null;
  const unit = target.figure.unit === 'organization' ? null : display.unit;
  const note = [target.partOf ? null : manner, unit].filter(Boolean).join(' · ');
  return (
    <tr className={selected ? 'row-selected' : undefined}>
      <td className={target.partOf ? 'targets-name targets-part' : 'targets-name'}>
        {target.name}
        {note ? <small> {note}</small> : null}
        <button
          type="button"
          className="targets-choose"
          aria-pressed={selected}
          aria-label={target.name}
          title={t('plans:targets.show', { name: target.name })}
          onClick={() => onSelect(target.code, false)}
        />
      </td>
      <td className="num">
        <Figure
          value={target.current}
          display={display}
          missing={missing}
          label={target.name}
          onOpen={() => onSelect(target.code, true)}
        />
        <SourcesMark figure={target.figure} />
      </td>
      <td className="num nowrap">
        {t(`plans:comparator.${target.comparator}`)} {shownNumber(target.value, display, language)}
      </td>
      <td className="targets-trend">
        <Trend target={target} status={status} />
      </td>
      <td className="targets-bar">
        <ProgressBar target={target} status={status} />
      </td>
      <td>
        <TargetVerdict target={target} status={status} />
      </td>
    </tr>
  );
}

function Trend({ target, status }: { target: TargetProgress; status: Status }) {
  const t = useWords();
  const { display } = target.figure;
  const points = target.everyYear
    ? target.years.map((one) => {
        // A year that is not over stands among the years only once it has reached the target; what it has so far is shown faintly.
        const running = String(one.year) === target.figure.asOf.slice(0, 4) && one.value === null;
        return { key: String(one.year), value: plotted(running ? target.current : one.value, display), running };
      })
    : target.trend.map((one) => ({ key: one.asOf, value: plotted(one.value, display) }));
  const tone = toneOf(target, status);
  return (
    <Sparkline
      points={points}
      shape={target.everyYear ? 'bars' : 'line'}
      tone={tone === 'good' ? 'blue' : tone}
      label={t('plans:targets.trendOf', { name: target.name })}
    />
  );
}
