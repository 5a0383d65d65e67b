// One of the four figures on top of the cockpit, and the bar and verdict that the table shares with it.
import { Figure } from '../../platform/web/Figure.tsx';
import { shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Verdict } from '../../platform/web/Parts.tsx';
import type { TargetProgress } from '../progress.ts';
import { isOver, paceSaid, saidOf, shareOf, type Status, toneOf } from './view.ts';

export function Headline({ target, status, onOpen }: { target: TargetProgress; status: Status; onOpen: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const { display, missing } = target.figure;
  return (
    <section className="card headline" aria-label={target.name}>
      <h2 className="headline-name">{target.name}</h2>
      <div className="headline-value">
        <Figure value={target.current} display={display} missing={missing} label={target.name} size="hero" onOpen={onOpen} />
      </div>
      <ProgressBar target={target} status={status} />
      <div className="headline-foot">
        <span>
          {t('plans:target.value', {
            comparator: t(`plans:comparator.${target.comparator}`),
            value: shownNumber(target.value, display, language),
          })}{' '}
          {target.current === null ? display.unit : ''}
        </span>
        {target.current === null && missing ? (
          <button type="button" className="button-text" title={missing.reason} onClick={onOpen}>
            {t('plans:chain.needs', { supplier: missing.supplier })}
          </button>
        ) : (
          <TargetVerdict target={target} status={status} />
        )}
      </div>
    </section>
  );
}

/** How much of the target is reached, with a mark where time says that it should be. */
export function ProgressBar({ target, status }: { target: TargetProgress; status: Status }) {
  const t = useWords();
  const share = shareOf(target);
  const due = status === 'running' && target.pace && target.verdict !== 'met' ? Number(target.pace.expected) : null;
  const percent = share === null ? null : Math.round(share * 100);
  const label = [
    percent === null ? t('plans:progress.none') : t('plans:progress.label', { percent }),
    due === null ? '' : t('plans:pace.mark', { percent: Math.round(due * 100) }),
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <div className={`bar bar-${target.verdict === 'met' ? 'met' : toneOf(target, status)}`} title={label}>
      <span className="sr-only">{label}</span>
      {share === null ? null : <i style={{ width: `${Math.min(100, Math.max(0, share * 100))}%` }} />}
      {due === null || share === null ? null : <u style={{ left: `${Math.min(100, due * 100)}%` }} />}
    </div>
  );
}

/** The verdict in few words; what stands behind it, pace and projection, where the pointer rests. */
export function TargetVerdict({ target, status }: { target: TargetProgress; status: Status }) {
  const t = useWords();
  const language = useLanguage();
  const { forecast, pace, figure } = target;
  const said = saidOf(target, status, language);
  const projected = forecast && {
    day: forecast.on,
    value: shownNumber(forecast.projected, figure.display, language),
    unit: figure.display.unit,
  };
  const running = pace !== null && target.verdict !== 'met' && !isOver(target, status);
  const behind = running ? paceSaid(pace, language) : null;
  const title = [behind && t(behind.words, behind.params), projected && t('plans:forecast.projected', projected)];
  return (
    <span title={title.filter(Boolean).join(' · ') || undefined}>
      <Verdict tone={toneOf(target, status)}>{t(said.words, said.params)}</Verdict>
    </span>
  );
}
