// Figures of registration work: by registrar and registry, by month or year, with a plot, files to take away, and the contracts behind each figure.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { address, call } from '../../../platform/web/call.ts';
import { axis, seriesNow } from '../../../platform/web/chart-theme.ts';
import { Chart } from '../../../platform/web/Chart.tsx';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { More } from '../../../platform/web/More.tsx';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { type Counted, decidedWhat, type Figures, getFigures, getFiguresFile, listDecided, spans } from '../../desk.ts';
import { Back } from '../../../records/web/index.ts';
import { useDuration } from './view.ts';
import '../contracts.css';
import './statistics.css';

const isDay = (said: string | undefined): said is string => said !== undefined && /^\d{4}-\d\d-\d\d$/.test(said);

function useSpan() {
  const { from, to, by } = useSearch();
  return {
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    by: spans.find((one) => one === by) ?? ('month' as const),
  };
}

export default function StatisticsPage() {
  const t = useWords();
  const span = useSpan();
  const session = useSession();
  const language = useLanguage();
  const account = session?.account ?? null;
  const asked = useQuery({
    queryKey: ['contract-desk', 'figures', span, account, language],
    queryFn: () => call(getFigures, { query: span }),
    placeholderData: (before) => before,
    enabled: account !== null,
  });
  const items = asked.data?.items ?? [];
  const file = (format: 'csv' | 'xlsx') => address(getFiguresFile.path, { ...span, format });
  return (
    <div className="page">
      {session?.roles.includes('registrar') ? <Back to="/contracts/desk">{t('contractDesk:title')}</Back> : null}
      <PageHead
        title={t('contractDesk:figures.title')}
        note={`${t('contractDesk:figures.note')} · ${t('contractDesk:measured')}`}
        aside={
          <span className="head-names">
            <a className="button" href={file('csv')} download>
              CSV
            </a>
            <a className="button" href={file('xlsx')} download>
              XLSX
            </a>
          </span>
        }
      />
      <section className="card" aria-label={t('contractDesk:figures.title')} aria-busy={asked.isPlaceholderData}>
        <Asking from={asked.data?.from} to={asked.data?.to} by={span.by} />
        {asked.isPending ? <Skeleton lines={8} height={320} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && items.length === 0 ? <EmptyState title={t('contractDesk:figures.empty')} /> : null}
        {items.length > 0 ? <Table items={items} /> : null}
      </section>
      {items.length > 0 ? <Plot items={items} /> : null}
      <Behind from={asked.data?.from} to={asked.data?.to} />
    </div>
  );
}

function Asking({ from, to, by }: { from: string | undefined; to: string | undefined; by: string }) {
  const t = useWords();
  const change = useChangeSearch();
  return (
    <div className="list-bar">
      {(['from', 'to'] as const).map((key) => (
        <label key={key} className="filter">
          <span>{t(`contractDesk:figures.${key}`)}</span>
          <input
            type="date"
            className="input"
            value={(key === 'from' ? from : to) ?? ''}
            onChange={(event) => change({ [key]: event.target.value || undefined })}
          />
        </label>
      ))}
      <label className="filter">
        <span>{t('contractDesk:figures.by')}</span>
        <select className="input" value={by} onChange={(event) => change({ by: event.target.value })}>
          {spans.map((one) => (
            <option key={one} value={one}>
              {t(`contractDesk:figures.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const keyOf = ({ of, id }: Counted): string => `${of} ${id ?? ''}`;
const shareOf = ({ judged, within }: Figures): string | null =>
  judged === 0 ? null : `${Math.round((within / judged) * 1000) / 10}%`;

function useName(): (one: Pick<Counted, 'of' | 'name'>) => string {
  const t = useWords();
  return ({ of, name }) => name ?? t(of === 'registrar' ? 'contractDesk:figures.nobody' : 'contractDesk:figures.noRegistry');
}

function Table({ items }: { items: readonly Counted[] }) {
  const t = useWords();
  const name = useName();
  const duration = useDuration();
  const change = useChangeSearch();
  const none = <span className="note">{t('shell:noData')}</span>;
  const numbers = ['decided', 'registered', 'refused', 'sentBack'] as const;
  return (
    <div className="contract-scroll">
      <table className="table table-list">
        <caption className="sr-only">{t('contractDesk:figures.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('contractDesk:figures.name')}</th>
            {numbers.map((key) => (
              <th key={key} scope="col" className="num">
                {t(`contractDesk:figures.${key}`)}
              </th>
            ))}
            <th scope="col" className="num">
              {t('contractDesk:figures.medianDays')}
            </th>
            <th scope="col" className="num">
              {t('contractDesk:figures.share')}
            </th>
            <th scope="col" className="num">
              {t('contractDesk:figures.time')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={keyOf(one)}>
              <td>
                <AsWritten>{name(one)}</AsWritten>{' '}
                <Tag tone={one.of === 'registry' ? 'blue' : 'none'}>{t(`contractDesk:figures.${one.of}`)}</Tag>
              </td>
              {numbers.map((key) => (
                <td key={key} className="num" data-title={t(`contractDesk:figures.${key}`)}>
                  {one.id === null || one.all[key] === 0 ? (
                    one.all[key]
                  ) : (
                    <button
                      type="button"
                      className="button-text"
                      onClick={() =>
                        change({ of: one.of, who: one.id ?? undefined, what: key === 'decided' ? undefined : key }, true)
                      }
                    >
                      <span className="sr-only">
                        {t('contractDesk:figures.show')}: <AsWritten>{name(one)}</AsWritten>, {t(
                          `contractDesk:figures.${key}`,
                        )}{' '}
                      </span>
                      {one.all[key]}
                    </button>
                  )}
                </td>
              ))}
              <td className="num" data-title={t('contractDesk:figures.medianDays')}>
                {one.all.medianDays ?? none}
              </td>
              <td className="num" data-title={t('contractDesk:figures.share')}>
                {shareOf(one.all) ?? none}
              </td>
              <td className="num" data-title={t('contractDesk:figures.time')}>
                {one.all.medianSeconds === null ? none : duration(one.all.medianSeconds)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The registries where there are any, else the registrars, summed by period. */
function Plot({ items }: { items: readonly Counted[] }) {
  const t = useWords();
  const of = items.some((one) => one.of === 'registry') ? 'registry' : 'registrar';
  const rows = useMemo(() => {
    const found = new Map<string, { registered: number; refused: number; sentBack: number }>();
    for (const one of items.filter((each) => each.of === of))
      for (const { period, registered, refused, sentBack } of one.periods) {
        const before = found.get(period) ?? { registered: 0, refused: 0, sentBack: 0 };
        found.set(period, {
          registered: before.registered + registered,
          refused: before.refused + refused,
          sentBack: before.sentBack + sentBack,
        });
      }
    return [...found].sort(([a], [b]) => a.localeCompare(b));
  }, [items, of]);
  const names = useMemo(() => decidedWhat.map((key) => t(`contractDesk:figures.${key}`)), [t]);
  const option = useMemo(
    () => ({
      color: [1, 5, 2].map((at) => seriesNow()[at] ?? ''),
      grid: { left: 8, right: 16, top: 26, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: rows.map(([period]) => period), ...axis(), splitLine: { show: false } },
      yAxis: { type: 'value', min: 0, minInterval: 1, ...axis(), axisLine: { show: false } },
      series: decidedWhat.map((key, at) => ({
        name: names[at],
        type: 'bar',
        stack: key === 'sentBack' ? 'back' : 'decided',
        barMaxWidth: 36,
        data: rows.map(([, one]) => one[key]),
      })),
    }),
    [rows, names],
  );
  return (
    <section className="card" aria-label={t('contractDesk:figures.chart')}>
      <h2>
        {t('contractDesk:figures.chart')} <small>{t(`contractDesk:figures.${of}`)}</small>
      </h2>
      <Chart
        title={t('contractDesk:figures.chart')}
        option={option}
        table={{
          head: [t('contractDesk:figures.period'), ...names],
          rows: rows.map(([period, one]) => [period, ...decidedWhat.map((key) => String(one[key]))]),
        }}
      >
        {names.map((name, at) => (
          <span key={name} className="swatch">
            <i style={{ borderColor: option.color[at], borderTopStyle: 'solid' }} />
            {name}
          </span>
        ))}
      </Chart>
    </section>
  );
}

/** The contracts behind a figure that was chosen. */
function Behind({ from, to }: { from: string | undefined; to: string | undefined }) {
  const t = useWords();
  const duration = useDuration();
  const change = useChangeSearch();
  const { of, who, what: said } = useSearch();
  const what = decidedWhat.find((one) => one === said);
  const isAsked = who !== undefined && from !== undefined;
  const query = { from, to, what, ...(of === 'registry' ? { registry: who } : { account: who }) };
  const asked = useInfiniteQuery({
    queryKey: ['contract-desk', 'decided', query],
    queryFn: ({ pageParam }) => call(listDecided, { query: { ...query, limit: 50, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: isAsked,
  });
  if (!isAsked) return null;
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-label={t('contractDesk:figures.contracts')}>
      <h2>
        {t('contractDesk:figures.contracts')}
        <button type="button" className="button-text" onClick={() => change({ of: undefined, who: undefined, what: undefined })}>
          {t('contractDesk:figures.close')}
        </button>
      </h2>
      {asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && items.length === 0 ? <EmptyState title={t('contractDesk:figures.empty')} /> : null}
      <ul className="rdesk-behind">
        {items.map((one) => (
          <li key={one.id}>
            <Link to={`/contracts/${one.contract}` as string}>
              <AsWritten>{one.title}</AsWritten>
            </Link>
            <span className="note">
              {[
                one.on,
                t(`contractDesk:figures.${one.what}`),
                one.by,
                one.days === null ? null : `${one.days} ${t('contractDesk:figures.days')}`,
                one.seconds === null ? null : `${t('contractDesk:figures.seconds')} ${duration(one.seconds)}`,
              ]
                .filter((each) => each !== null)
                .join(' · ')}
            </span>
            {one.within === null ? null : (
              <Tag tone={one.within ? 'good' : 'warn'}>
                {t(one.within ? 'contractDesk:figures.inTime' : 'contractDesk:figures.late')}
              </Tag>
            )}
          </li>
        ))}
      </ul>
      <More asked={asked} />
    </section>
  );
}
