// The dashboard: chosen figures of a day and a place side by side, each with its course and what it is made of; a figure opens to its records, a place to itself.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { type Figure as FigureShape, breakdowns, listIndicators } from '../../indicators/indicator.ts';
import { endOfYear, startOfYear, yearBefore, yearOf } from '../../platform/shared/dates.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth } from '../../platform/web/session.ts';
import { TimeControl, useTimeAsked } from '../../platform/web/TimeControl.tsx';
import { chosenOf, most } from './dashboard.ts';
import { FigureCard } from './FigureCard.tsx';
import { OpenGrowth } from './OpenGrowth.tsx';
import { dashboardWords } from './dashboard-words.ts';
import { growthWords } from './growth-words.ts';
import './statistics.css';
import './dashboard.css';

addWords({ dashboard: dashboardWords, growth: growthWords });

/** What the address asks of every figure. */
function useAsked() {
  const { region } = useSearch();
  return { ...useTimeAsked(), ...(region ? { region } : {}) };
}

export default function DashboardPage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useAsked();
  const all = useQuery({
    queryKey: ['dashboard', asked, language],
    queryFn: () => call(listIndicators, { query: asked }),
    placeholderData: keepPreviousData,
  });
  const figures = all.data?.items;
  return (
    <div className={all.isPlaceholderData ? 'page page-stale' : 'page'} aria-busy={all.isPlaceholderData}>
      <PageHead
        title={t('statistics:dashboard')}
        note={t('dashboard:note')}
        aside={figures?.[0] ? <Time asOf={asOfMost(figures)} /> : null}
      />
      {all.isPending ? <Skeleton lines={12} height={620} /> : null}
      {all.isError ? <ProblemView problem={all.error} again={() => void all.refetch()} /> : null}
      {figures ? <Board figures={figures} /> : null}
    </div>
  );
}

/** Some figures are told by ends of months alone: the page's day is the one that was asked. */
const asOfMost = (figures: readonly FigureShape[]): string =>
  figures
    .map(({ asOf }) => asOf)
    .sort()
    .at(-1) ?? '';

function Time({ asOf }: { asOf: string }) {
  const health = useHealth();
  const year = yearOf(health?.today ?? asOf);
  return <TimeControl from={startOfYear(`${year - 2}`)} to={endOfYear(year)} asOf={asOf} firstDay={health?.firstDay ?? null} />;
}

function Board({ figures }: { figures: readonly FigureShape[] }) {
  const t = useWords();
  const language = useLanguage();
  const search = useSearch();
  const asked = useAsked();
  const by = breakdowns.find((one) => one === search['by']) ?? 'region';
  const codes = chosenOf(figures, search['indicators']);
  const shown = codes.flatMap((code) => figures.filter((one) => one.code === code));
  const code = codes.join(',');
  const enabled = codes.length > 0;
  const more = { enabled, placeholderData: keepPreviousData };
  const parted = { ...asked, code, by };
  const parts = useQuery({
    queryKey: ['dashboard', 'parts', parted, language],
    queryFn: () => call(listIndicators, { query: parted }),
    ...more,
  });
  const monthly = { ...asked, code, every: 'month' as const };
  const trend = useQuery({
    queryKey: ['dashboard', 'trend', monthly, language],
    queryFn: () => call(listIndicators, { query: monthly }),
    ...more,
  });
  // A figure that is told by ends of months alone is compared with the same end of a month.
  const yearAgo = useQueries({
    queries: [...Map.groupBy(shown, ({ asOf }) => asOf)].map(([day, of]) => {
      const before = { ...asked, code: of.map((one) => one.code).join(','), asOf: yearBefore(day) };
      return {
        queryKey: ['dashboard', 'before', before, language],
        queryFn: () => call(listIndicators, { query: before }),
      };
    }),
  });
  const beforeOf = (figure: FigureShape): string | null | undefined =>
    yearAgo.every(({ isSuccess }) => isSuccess)
      ? (yearAgo.flatMap(({ data }) => data?.items ?? []).find((one) => one.code === figure.code)?.value ?? null)
      : undefined;
  const asking = [parts, trend, ...yearAgo];
  const problem = asking.find(({ error }) => error !== null)?.error;
  return (
    <>
      <Bar figures={figures} codes={codes} by={by} />
      {problem ? <ProblemView problem={problem} again={() => void Promise.all(asking.map((one) => one.refetch()))} /> : null}
      {shown.length === 0 ? (
        <section className="card">
          <EmptyState title={t('dashboard:empty')}>
            <p>{t('dashboard:emptyWhy')}</p>
          </EmptyState>
        </section>
      ) : (
        <div className="dashboard">
          {shown.map((figure) => (
            <FigureCard
              key={figure.code}
              figure={figure}
              by={by}
              parts={parts.data && (parts.data.items.find((one) => one.code === figure.code)?.parts ?? [])}
              trend={trend.data?.items.filter((one) => one.code === figure.code)}
              before={beforeOf(figure)}
            />
          ))}
        </div>
      )}
      <OpenGrowth />
    </>
  );
}

type BarProps = { figures: readonly FigureShape[]; codes: readonly string[]; by: string };
function Bar({ figures, codes, by }: BarProps) {
  const t = useWords();
  const { region } = useSearch();
  const change = useChangeSearch();
  const regions = useRegions().data?.items ?? [];
  const toggle = (code: string) =>
    change({ indicators: (codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]).join(',') });
  return (
    <div className="card dashboard-bar">
      <label className="filter">
        <span>{t('dashboard:region')}</span>
        <select className="input" value={region ?? ''} onChange={({ target }) => change({ region: target.value })}>
          <option value="">{t('dashboard:wholeCity')}</option>
          {regions
            .filter(({ kind }) => kind !== 'city')
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('dashboard:by')}</span>
        <select className="input" value={by} onChange={({ target }) => change({ by: target.value })}>
          {breakdowns.map((one) => (
            <option key={one} value={one}>
              {t(`dashboard:by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <details className="dashboard-choice">
        <summary className="button">{t('dashboard:choose', { count: codes.length })}</summary>
        <fieldset>
          <legend className="note">{t('dashboard:most', { most })}</legend>
          {figures.map(({ code, name, value }) => (
            <label key={code} className={value === null ? 'dashboard-without' : ''}>
              <input
                type="checkbox"
                checked={codes.includes(code)}
                disabled={!codes.includes(code) && codes.length >= most}
                onChange={() => toggle(code)}
              />
              {name}
            </label>
          ))}
        </fieldset>
      </details>
    </div>
  );
}
