// Gaps of the service chain month by month, split by industry, field or link: a chart, the table beside it, the sheet. For officers.
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { address } from '../../../platform/web/call.ts';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { Chart } from '../../../platform/web/Chart.tsx';
import { axis, seriesNow } from '../../../platform/web/chart-theme.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, TableHead } from '../../../platform/web/Parts.tsx';
import { technologyFields } from '../../../contracts/terms.ts';
import { type ChainGaps, type ChainShown, getChainSheet, noLink, splits } from '../../publicChain.ts';
import { behindOf } from './chain-view.ts';

type Split = (typeof splits)[number];
type Of = { asked: UseQueryResult<ChainGaps>; chain: ChainShown };

export function Gaps({ asked, chain }: Of) {
  const t = useWords();
  const gaps = asked.data;
  return (
    <section className="card" aria-label={t('chain:gaps.title')}>
      <h2>{t('chain:gaps.title')}</h2>
      {asked.isPending ? <Skeleton lines={6} height={320} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {gaps ? (
        <>
          <div className="chain-head">
            <Totals gaps={gaps} />
            <a className="button" href={address(getChainSheet.path, { asOf: chain.asOf, format: 'xlsx' })} download>
              {t('chain:export')}
            </a>
          </div>
          <Months gaps={gaps} chain={chain} />
          <p className="note">
            {t('chain:gaps.note', { days: gaps.unansweredAfterDays })}{' '}
            {gaps.lookedOn === null ? t('chain:gaps.neverLooked') : t('chain:gaps.lookedOn', { day: gaps.lookedOn })}
          </p>
        </>
      ) : null}
    </section>
  );
}

/** All gaps and all that nobody answered; each opens its demands. */
function Totals({ gaps }: { gaps: ChainGaps }) {
  const t = useWords();
  return (
    <dl className="chain-new chain-totals">
      {(['gaps', 'unanswered'] as const).map((what) => (
        <div key={what}>
          <dt className="note">{t(`chain:${what}`)}</dt>
          <dd>
            <Link to={behindOf({ what, asOf: gaps.asOf }) as string}>{gaps.cells.reduce((sum, one) => sum + one[what], 0)}</Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const splitIn = (said: string | undefined): Split => splits.find((one) => one === said) ?? 'industry';

function Months({ gaps, chain }: { gaps: ChainGaps; chain: ChainShown }) {
  const t = useWords();
  const by = splitIn(useSearch()['by']);
  const change = useChangeSearch();
  const parts = useParts(chain, gaps, by);
  const option = useMemo(() => optionOf(gaps, parts), [gaps, parts]);
  const title = t('chain:months.title');
  const dayOf = (month: string) => gaps.months.find((one) => one.month === month)?.asOf;
  if (gaps.months.every((one) => one.gaps === 0))
    return <EmptyState title={t('chain:gaps.none')}>{t('chain:gaps.noneWhy')}</EmptyState>;
  const head = [t('chain:months.month'), t('chain:months.all'), ...parts.map((one) => one.name)];
  return (
    <>
      <div className="chain-head">
        <h3>{title}</h3>
        <fieldset className="chain-splits" aria-label={t('chain:months.by')}>
          {splits.map((one) => (
            <button key={one} type="button" aria-pressed={one === by} onClick={() => change({ by: one })}>
              {t(`chain:by.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <Chart
        title={title}
        option={option}
        height={240}
        onPick={(month) => change({ asOf: dayOf(month) })}
        table={{
          head,
          rows: gaps.months.map((one, at) => [one.month, String(one.gaps), ...parts.map((part) => String(part.gaps[at] ?? 0))]),
        }}
      >
        <span className="chain-legend">
          {parts.map((one, at) => (
            <span key={one.code}>
              <i style={{ background: colourAt(at) }} aria-hidden="true" /> {one.name}
            </span>
          ))}
        </span>
      </Chart>
      <div className="chain-scroll">
        <table className="table table-list table-tight">
          <TableHead caption={title} titles={head} />
          <tbody>
            {gaps.months.toReversed().map((month) => (
              <tr key={month.month}>
                <td data-title={head[0]}>
                  <button type="button" className="button-text" onClick={() => change({ asOf: month.asOf })}>
                    {month.month}
                  </button>
                </td>
                <td data-title={head[1]}>
                  <Figure count={month.gaps} to={behindOf({ what: 'gaps', asOf: month.asOf })} />
                </td>
                {parts.map((part, at) => (
                  <td
                    key={part.code}
                    data-title={head[at + 2]}
                    className={part.gaps[gaps.months.indexOf(month)] ? undefined : 'chain-zero'}
                  >
                    <Figure
                      count={part.gaps[gaps.months.indexOf(month)] ?? 0}
                      to={behindOf({ what: 'gaps', asOf: month.asOf, [by]: part.code })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="note">{t('chain:months.note')}</p>
    </>
  );
}

const Figure = ({ count, to }: { count: number; to: string }) =>
  count === 0 ? <span className="note">0</span> : <Link to={to as string}>{count}</Link>;

type Part = { code: string; name: string; gaps: number[] };
/** Each part that has a gap in any month, in the order of the chain, with its gaps by month. */
function useParts(chain: ChainShown, gaps: ChainGaps, by: Split): Part[] {
  const t = useWords();
  return useMemo(() => {
    const all: Record<Split, readonly { code: string; name: string }[]> = {
      industry: chain.industries,
      field: technologyFields.map((code) => ({ code, name: t(`contracts:technologyFields.${code}`) })),
      link: [...chain.links, { code: noLink, name: t('chain:noLink') }],
    };
    return all[by]
      .map(({ code, name }) => ({
        code,
        name,
        gaps: gaps.months.map(({ parts }) => parts.reduce((sum, one) => sum + ((one[by] ?? noLink) === code ? one.gaps : 0), 0)),
      }))
      .filter((one) => one.gaps.some((count) => count > 0));
  }, [chain, gaps, by, t]);
}

const colourAt = (at: number): string => seriesNow()[at % seriesNow().length] ?? '';

function optionOf(gaps: ChainGaps, parts: readonly Part[]) {
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: gaps.months.map((one) => one.month), ...axis() },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...axis(), axisLine: { show: false } },
    series: parts.map((one, at) => ({
      name: one.name,
      type: 'bar',
      stack: 'gaps',
      color: colourAt(at),
      barMaxWidth: 34,
      data: one.gaps,
    })),
  };
}
