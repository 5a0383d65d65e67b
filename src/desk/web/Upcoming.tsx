// The next days of the calendar, beside the desk.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { TimeLeft } from '../../platform/web/TimeLeft.tsx';
import { useDeadlines, whereTo } from './view.ts';

export function Upcoming() {
  const t = useWords();
  const asked = useDeadlines(undefined);
  const ahead = asked.data?.items.filter((one) => one.what !== 'task' && one.on >= asked.data.today).slice(0, 5) ?? [];
  if (asked.isSuccess && ahead.length === 0) return null;
  return (
    <section className="card" aria-label={t('desk:next')}>
      <h2>
        {t('desk:next')}
        <span className="spread" />
        <Link className="card-link" to={'/calendar' as string}>
          {t('desk:calendar.title')}
        </Link>
      </h2>
      {asked.isPending ? <Skeleton lines={5} height={160} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      <ul className="ahead">
        {ahead.map((one) => {
          const where = whereTo(one);
          return (
            <li key={one.id}>
              <span>
                {where ? (
                  <Link to={where.to} search={where.search}>
                    <AsWritten>{one.title}</AsWritten>
                  </Link>
                ) : (
                  <AsWritten>{one.title}</AsWritten>
                )}
                <span className="note">{t(`desk:what.${one.what}`)}</span>
              </span>
              <span className="ahead-day">
                {one.on.slice(5)}
                <TimeLeft due={one.on} left={one.left} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
