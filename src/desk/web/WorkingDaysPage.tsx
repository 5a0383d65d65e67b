// The working-day calendar of a year: which days are off and which weekends are worked, changed by a click, confirmed after seeing which deadlines move.
import { useState } from 'react';
import { useSearch } from '../../platform/web/address.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { Back, History } from '../../records/web/index.ts';
import { fixedHolidays } from '../../platform/shared/fixedHolidays.ts';
import type { WorkingYear } from '../deadline.ts';
import { isWeekend, Months } from './Months.tsx';
import { useWorkingYear, yearIn } from './view.ts';
import { type Draft, WorkingForm } from './WorkingForm.tsx';
import { YearBar } from './YearBar.tsx';
import './desk.css';

export default function WorkingDaysPage() {
  const t = useWords();
  const today = useHealth()?.today;
  const year = yearIn(useSearch()['year']) ?? (today ? Number(today.slice(0, 4)) : undefined);
  const asked = useWorkingYear(year);
  return (
    <div className="page">
      <Back to="/calendar">{t('desk:calendar.back')}</Back>
      <PageHead title={t('desk:working.title')} note={t('desk:working.note')} />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Year key={`${asked.data.year} ${asked.data.record?.version ?? 0}`} of={asked.data} /> : null}
    </div>
  );
}

/** A year that nobody published begins with the days that are off in every year. */
const draftOf = (of: WorkingYear): Draft => ({
  daysOff: of.published ? of.daysOff : fixedHolidays.map((one) => `${of.year}-${one}`),
  workingDays: of.workingDays,
});

/** Another day off, or worked: what the week says otherwise is what is kept. */
function toggled({ daysOff, workingDays }: Draft, day: string): Draft {
  const without = (days: readonly string[]) => days.filter((one) => one !== day);
  if (isWeekend(day)) {
    const worked = workingDays.includes(day);
    return { daysOff: without(daysOff), workingDays: worked ? without(workingDays) : [...workingDays, day] };
  }
  return { daysOff: daysOff.includes(day) ? without(daysOff) : [...daysOff, day], workingDays };
}

const isOff = ({ daysOff, workingDays }: Draft, day: string): boolean =>
  !workingDays.includes(day) && (isWeekend(day) || daysOff.includes(day));

function Year({ of }: { of: WorkingYear }) {
  const t = useWords();
  const session = useSession();
  const may = session?.roles.includes('bureauOfficer') ?? false;
  const before = draftOf(of);
  const [draft, setDraft] = useState<Draft>(before);
  const days = [...new Set([...draft.daysOff, ...draft.workingDays, ...before.daysOff, ...before.workingDays])];
  const changed = days.filter((day) => isOff(draft, day) !== isOff(before, day)).sort();
  return (
    <div className="stack">
      <section className="card" aria-label={t('desk:calendar.year', { year: of.year })}>
        <div className="calendar-bar">
          <YearBar year={of.year} />
          <Standing of={of} />
          <span className="spread" />
          <span className="note">{t(may ? 'desk:working.howTo' : 'desk:working.onlyBureau')}</span>
        </div>
        <Legend />
        <Grid {...{ of, draft, changed, may }} toggle={(day) => setDraft(toggled(draft, day))} />
      </section>
      {may && (changed.length > 0 || !of.published) ? (
        <WorkingForm of={of} draft={draft} changed={changed} reset={() => setDraft(before)} />
      ) : null}
      {of.record ? (
        <History api="/calendar-years" id={of.record.id} words="calendar" title={t('statistics:figure.history')} />
      ) : null}
    </div>
  );
}

function Standing({ of }: { of: WorkingYear }) {
  const t = useWords();
  if (!of.published) return <span className="calendar-unknown">{t('desk:working.none', { year: of.year })}</span>;
  return (
    <span className="note">{of.document ? t('desk:working.own', { title: of.document.title }) : t('desk:working.shipped')}</span>
  );
}

function Legend() {
  const t = useWords();
  return (
    <p className="note legend" aria-label={t('desk:working.legend')}>
      <span className="day day-off">1</span> {t('desk:working.weekend')} <span className="day day-holiday">1</span>{' '}
      {t('desk:working.off')} <span className="day day-worked">1</span> {t('desk:working.worked')}
    </p>
  );
}

type GridProps = { of: WorkingYear; draft: Draft; changed: readonly string[]; may: boolean; toggle: (day: string) => void };

function Grid({ of, draft, changed, may, toggle }: GridProps) {
  const t = useWords();
  const language = useLanguage();
  return (
    <Months
      year={of.year}
      cell={(day) => {
        const off = isOff(draft, day);
        const marks = [
          'day',
          off ? 'day-off' : '',
          off && draft.daysOff.includes(day) ? 'day-holiday' : '',
          draft.workingDays.includes(day) ? 'day-worked' : '',
          changed.includes(day) ? 'day-changed' : '',
        ].join(' ');
        if (!may) return <span className={marks}>{Number(day.slice(8))}</span>;
        const label = t(off ? 'desk:working.dayOff' : 'desk:working.dayWorked', { day: shownDay(day, language, 'long') });
        return (
          <button type="button" className={marks} aria-label={label} aria-pressed={off} onClick={() => toggle(day)}>
            {Number(day.slice(8))}
          </button>
        );
      }}
    />
  );
}
