// The year's deadlines: twelve months with the days that hold some, the list of them, and the feed. Year, sort and day in the URL.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { TimeLeft } from '../../platform/web/TimeLeft.tsx';
import { type Deadline, deadlineKinds, type WorkingYear } from '../deadline.ts';
import { Feed } from './Feed.tsx';
import { isWeekend, Months } from './Months.tsx';
import { useDeadlines, useWorkingYear, whereTo, yearIn } from './view.ts';
import { YearBar } from './YearBar.tsx';
import './desk.css';

export default function CalendarPage() {
  const t = useWords();
  const asked = useDeadlines(yearIn(useSearch()['year']));
  return (
    <div className="page">
      <PageHead
        title={t('desk:calendar.title')}
        note={t('desk:calendar.note')}
        aside={
          <Link className="button" to={'/calendar/working-days' as string}>
            {t('desk:calendar.working')}
          </Link>
        }
      />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown {...asked.data} stale={asked.isPlaceholderData} /> : null}
    </div>
  );
}

type ShownProps = {
  year: number;
  today: string;
  items: readonly Deadline[];
  untold: readonly { title: string; unpublished: number }[];
  stale: boolean;
};

function Shown({ year, today, items, untold, stale }: ShownProps) {
  const t = useWords();
  const { what, day } = useSearch();
  const change = useChangeSearch();
  const working = useWorkingYear(year).data;
  const sorts = deadlineKinds.filter((one) => items.some((each) => each.what === one) || one === what);
  const fits = items.filter((one) => !what || one.what === what);
  const shown = day ? fits.filter((one) => one.on === day) : fits;
  return (
    <div className={stale ? 'stack page-stale' : 'stack'} aria-busy={stale}>
      <section className="card" aria-label={t('desk:calendar.year', { year })}>
        <div className="calendar-bar">
          <YearBar year={year} />
          <span className="spread" />
          <label className="filter">
            <span>{t('desk:calendar.what')}</span>
            <select
              className="input"
              value={what ?? ''}
              onChange={(event) => change({ what: event.target.value, day: undefined })}
            >
              <option value="">{t('shell:list.all')}</option>
              {sorts.map((one) => (
                <option key={one} value={one}>
                  {t(`desk:what.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <Unknown year={year} working={working} untold={untold} />
        <Grid {...{ year, today, working }} items={fits} chosen={day} />
      </section>
      <div className="two">
        <List items={shown} day={day} today={today} />
        <Feed />
      </div>
    </div>
  );
}

function Unknown({ year, working, untold }: { year: number; working: WorkingYear | undefined; untold: ShownProps['untold'] }) {
  const t = useWords();
  const missing = untold[0]?.unpublished;
  if (missing !== undefined)
    return <p className="calendar-unknown">{t('desk:calendar.untold', { year: missing, count: untold.length })}</p>;
  return working && !working.published ? <p className="calendar-unknown">{t('desk:calendar.unpublished', { year })}</p> : null;
}

type GridProps = {
  year: number;
  today: string;
  working: WorkingYear | undefined;
  items: readonly Deadline[];
  chosen: string | undefined;
};

function Grid({ year, today, working, items, chosen }: GridProps) {
  const t = useWords();
  const language = useLanguage();
  const change = useChangeSearch();
  const byDay = Map.groupBy(items, (one) => one.on);
  const off = (day: string) =>
    working?.workingDays.includes(day) ? false : isWeekend(day) || (working?.daysOff.includes(day) ?? false);
  return (
    <Months
      year={year}
      cell={(day) => {
        const own = byDay.get(day)?.length ?? 0;
        const mark = ['day', off(day) ? 'day-off' : '', day === today ? 'day-today' : '', own > 0 ? 'day-some' : ''].join(' ');
        if (own === 0) return <span className={mark}>{Number(day.slice(8))}</span>;
        return (
          <button
            type="button"
            className={mark}
            aria-pressed={day === chosen}
            onClick={() => change({ day: day === chosen ? undefined : day })}
          >
            <span aria-hidden="true">{Number(day.slice(8))}</span>
            <i aria-hidden="true">{own}</i>
            <span className="sr-only">{t('desk:calendar.onDay', { day: shownDay(day, language, 'long'), count: own })}</span>
          </button>
        );
      }}
    />
  );
}

const tones = { task: 'blue', reporting: 'warn', release: 'warn', target: 'good', plan: 'good', public: 'none' } as const;

function List({ items, day, today }: { items: readonly Deadline[]; day: string | undefined; today: string }) {
  const t = useWords();
  const language = useLanguage();
  const change = useChangeSearch();
  const [past, setPast] = useState(false);
  const gone = day || past ? [] : items.filter((one) => one.on < today && one.what !== 'task');
  const shown = items.filter((one) => !gone.includes(one));
  const months = [...Map.groupBy(shown, (one) => one.on.slice(0, 7))];
  return (
    <section className="card" aria-label={t('desk:calendar.list')}>
      <h2>
        {day ? shownDay(day, language, 'long') : t('desk:calendar.list')}
        <span className="spread" />
        {day ? (
          <button type="button" className="button-text" onClick={() => change({ day: undefined })}>
            {t('desk:calendar.all')}
          </button>
        ) : null}
        {gone.length > 0 ? (
          <button type="button" className="button-text" onClick={() => setPast(true)}>
            {t('desk:calendar.past', { count: gone.length })}
          </button>
        ) : null}
      </h2>
      {items.length === 0 ? <EmptyState title={t('desk:calendar.none')}>{t('desk:calendar.noneWhy')}</EmptyState> : null}
      {months.map(([month, own]) => (
        <div key={month}>
          <h3 className="ahead-month">{month}</h3>
          <ul className="ahead">
            {own.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Line({ one }: { one: Deadline }) {
  const t = useWords();
  const where = whereTo(one);
  return (
    <li>
      <span>
        {where ? (
          <Link to={where.to} search={where.search}>
            <AsWritten>{one.title}</AsWritten>
          </Link>
        ) : (
          <AsWritten>{one.title}</AsWritten>
        )}{' '}
        <Tag tone={tones[one.what]}>{t(`desk:what.${one.what}`)}</Tag>
        {one.note ? <span className="note">{one.note}</span> : null}
      </span>
      <span className="ahead-day">
        {one.on}
        <TimeLeft due={one.on} left={one.left} />
      </span>
    </li>
  );
}
