// As of which day, as known at which instant: kept in the page's URL, obeyed by every figure on it. Not a filter of records.
import { useState } from 'react';
import { addDays, dayKnown, daysBetween } from '../shared/dates.ts';
import { useChangeSearch, useSearch } from './address.ts';
import { instantOf, momentOf, shownInstant } from './format.ts';
import { useWords } from './i18n.ts';
import { useHealth } from './session.ts';

export type TimeControlProps = {
  /** First and last day that can be asked: the plan's, or the years of an indicator. */
  from: string;
  to: string;
  /** The day that the figures on the page are of. */
  asOf: string;
  /** First day of the platform: before it nothing was known here. */
  firstDay?: string | null;
  /** Whether the answer can no longer change. */
  settled?: boolean | undefined;
  /** The figures that the city last published: their day, and the instant at which they were frozen. */
  release?: { asOf: string; knownAt: string } | undefined;
};

/** Values of the control in the URL, as queries take them. */
export function useTimeAsked(): { asOf?: string; knownAt?: string } {
  const { asOf, knownAt } = useSearch();
  return { ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}) };
}

export function TimeControl({ from, to, asOf, firstDay = null, settled, release }: TimeControlProps) {
  const t = useWords();
  const { knownAt } = useSearch();
  const change = useChangeSearch();
  const [dragged, setDragged] = useState<number | null>(null);
  const days = Math.max(1, daysBetween(from, to));
  const at = Math.min(days, Math.max(0, dragged ?? daysBetween(from, asOf)));
  const commit = () => {
    if (dragged !== null) change({ asOf: addDays(from, dragged) });
    setDragged(null);
  };
  const timeZone = useHealth()?.timeZone;
  const instant = new Date(knownAt ?? Number.NaN);
  const early =
    firstDay !== null && timeZone !== undefined && !Number.isNaN(instant.getTime()) && dayKnown(instant, timeZone) < firstDay;
  return (
    <div className="time">
      <div className="time-line">
        <DayInput
          day={dragged === null ? asOf : addDays(from, dragged)}
          from={from}
          to={to}
          onDay={(day) => change({ asOf: day })}
        />
        <input
          type="range"
          className="time-track"
          style={{ '--at': `${(at / days) * 100}%` } as Record<string, string>}
          min={0}
          max={days}
          value={at}
          aria-label={t('shell:time.slider')}
          aria-valuetext={addDays(from, at)}
          onChange={(event) => setDragged(Number(event.target.value))}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
        />
        <Known knownAt={knownAt} settled={settled} release={release} />
      </div>
      {early ? <p className="time-note">{t('shell:time.beforeFirstDay', { day: firstDay })}</p> : null}
    </div>
  );
}

function DayInput({ day, from, to, onDay }: { day: string; from: string; to: string; onDay: (day: string) => void }) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong =
    typed !== null && !(/^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed)) && typed >= from && typed <= to);
  const commit = () => {
    if (typed !== null && !wrong && typed !== day) onDay(typed);
    setTyped(null);
  };
  return (
    <label className="time-day">
      <span>{t('shell:time.asOf')}</span>
      <input
        type="text"
        inputMode="numeric"
        value={typed ?? day}
        aria-invalid={wrong}
        title={t('shell:time.range', { from, to })}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
    </label>
  );
}

/** Now, or an earlier instant: what was known then. */
function Known({ knownAt, settled, release }: Pick<TimeControlProps, 'settled' | 'release'> & { knownAt: string | undefined }) {
  const t = useWords();
  const change = useChangeSearch();
  const [choosing, setChoosing] = useState(false);
  const local = momentOf(knownAt ?? '');
  return (
    <>
      <span className="time-known">
        <span>{t('shell:time.known')}</span>
        {choosing ? (
          <input
            type="datetime-local"
            aria-label={t('shell:time.knownAt')}
            defaultValue={local}
            // It was opened on purpose, by the button in its place.
            ref={(input) => input?.focus()}
            onBlur={(event) => {
              setChoosing(false);
              const at = instantOf(event.target.value);
              if (at !== null && event.target.value !== local) change({ knownAt: at });
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
          />
        ) : (
          <button type="button" className="time-value" onClick={() => setChoosing(true)}>
            {knownAt ? shownInstant(knownAt) : t('shell:time.now')}
          </button>
        )}
      </span>
      {knownAt ? (
        <button type="button" className="pill" onClick={() => change({ knownAt: undefined })}>
          {t('shell:time.backToNow')}
        </button>
      ) : release ? (
        <button type="button" className="pill" onClick={() => change({ ...release })}>
          {t('shell:time.toRelease')}
        </button>
      ) : null}
      {settled && knownAt ? <span className="pill pill-still">{t('shell:time.settled')}</span> : null}
    </>
  );
}
