// The ledger entries behind a figure, page by page, with the sum of all of them beside the figure that they must equal.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Figure as FigureShape, listIndicatorEntries } from '../../indicators/indicator.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { exactNumber, shownInstant } from '../../platform/web/format.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { recordKind } from '../../platform/web/pages.ts';
import { EmptyState, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { saveCsv } from '../../platform/web/download.ts';
import { amountTone, isSame, useRegionName } from './entries.ts';
import { useAsked } from './asked.ts';
import '../../platform/web/table.css';

const rowsAPage = 50;
type Entry = Awaited<ReturnType<typeof call<typeof listIndicatorEntries>>>['items'][number];

export function Entries({ figure }: { figure: FigureShape }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useAsked();
  const { since } = useSearch();
  const query = { ...asked, asOf: figure.asOf, limit: rowsAPage, ...(since ? { since } : {}) };
  const got = useInfiniteQuery({
    queryKey: ['entries', 'all', figure.code, query, language],
    queryFn: ({ pageParam }) =>
      call(listIndicatorEntries, {
        params: { code: figure.code },
        query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: figure.source !== 'formula' && figure.value !== null,
  });
  const entries = got.data?.pages.flatMap((page) => page.items) ?? [];
  const { sum, count = 0, withheld = false } = got.data?.pages[0] ?? {};
  const counted = { count, all: exactNumber(String(count)), shown: exactNumber(String(entries.length)) };
  const unit = hasWords(`shell:units.${figure.unit}`) ? t(`shell:units.${figure.unit}`) : figure.unit;
  return (
    <section className="card" aria-label={t('plans:entries.title')}>
      <h2>
        {t('plans:entries.title')}{' '}
        <small>{entries.length === 0 ? '' : t(got.hasNextPage ? 'plans:entries.shown' : 'plans:entries.all', counted)}</small>
        <span className="spread" />
        {entries.length > 0 ? <SaveEntries entries={entries} name={figure.name} /> : null}
      </h2>
      {since ? <Since since={since} /> : null}
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isLoading ? <Skeleton lines={8} height={300} /> : null}
      {!got.isLoading && !got.isError && entries.length === 0 ? (
        <EmptyState title={t(withheld ? 'plans:chain.withheld' : 'plans:chain.noEntries')}>
          {withheld
            ? t('plans:chain.withheldWhy', counted)
            : figure.source === 'formula'
              ? t('plans:chain.formula')
              : figure.missing?.reason}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <EntryTable
          entries={entries}
          unit={unit}
          sum={sum ?? '0'}
          equal={since ? null : sum !== undefined && figure.value !== null && isSame(sum, figure.value)}
        />
      ) : null}
      {got.hasNextPage ? (
        <div className="list-foot">
          <More asked={got} />
        </div>
      ) : null}
    </section>
  );
}

/** What a revision is made of: entries recorded since something was published; and the way to all. */
function Since({ since }: { since: string }) {
  const t = useWords();
  const change = useChangeSearch();
  return (
    <p className="list-narrowed">
      <span>{t('plans:entries.since', { at: shownInstant(since) })}</span>
      <button type="button" className="button-text" onClick={() => change({ since: undefined })}>
        {t('plans:entries.sinceAll')}
      </button>
    </p>
  );
}

/** `equal`: whether the sum is the figure; null where it is only a part of it. */
type TableProps = { entries: readonly Entry[]; unit: string; sum: string; equal: boolean | null };
function EntryTable({ entries, unit, sum, equal }: TableProps) {
  const t = useWords();
  const regionName = useRegionName();
  // Reported figures are regions', not organizations': no column of blanks.
  const named = entries.some((one) => one.organizationName !== null);
  const titleOf = (one: string) => t(`plans:entries.${one}`, { unit });
  const columns = ['effective', 'recorded', 'record', ...(named ? ['organization'] : []), 'region', 'amount'];
  return (
    <div className="list-scroll">
      <table className="table table-list">
        <caption className="sr-only">{t('plans:entries.title')}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <th key={one} scope="col" className={one === 'amount' ? 'num' : undefined}>
                {titleOf(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((one) => (
            <tr key={one.id}>
              <td data-title={titleOf('effective')}>{one.effectiveOn}</td>
              <td data-title={titleOf('recorded')}>{shownInstant(one.recordedAt)}</td>
              <td data-title={titleOf('record')}>
                <RecordLink entry={one} />
              </td>
              {named ? (
                <td data-title={titleOf('organization')}>
                  <AsWritten>{one.organizationName}</AsWritten>
                </td>
              ) : null}
              <td data-title={titleOf('region')}>{regionName(one.region)}</td>
              <td data-title={titleOf('amount')} className={amountTone(one.amount)}>
                {exactNumber(one.amount, true)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={columns.length - 2}>
              {t(equal === null ? 'plans:entries.sinceSum' : 'plans:entries.sum')}{' '}
              {equal === null ? null : (
                <Verdict tone={equal ? 'good' : 'bad'}>{t(equal ? 'plans:entries.equal' : 'plans:entries.differs')}</Verdict>
              )}
            </th>
            <td colSpan={2} className="num">
              <b>{exactNumber(sum)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function RecordLink({ entry }: { entry: Entry }) {
  const t = useWords();
  const title = entry.record.title ?? t('plans:entries.notShown');
  const to = recordKind(entry.record.kind)?.page?.(entry.record.id);
  const shown = <AsWritten>{title}</AsWritten>;
  return to ? <Link to={to}>{shown}</Link> : shown;
}

/** The entries shown, as CSV with their exact amounts and ids. */
function SaveEntries({ entries, name }: { entries: readonly Entry[]; name: string }) {
  const t = useWords();
  const regionName = useRegionName();
  const head = [
    ...['effective', 'recorded', 'record', 'organization', 'region', 'kind', 'level'].map((one) => t(`plans:entries.${one}`)),
    'amount',
    'event',
    'id',
  ];
  const rows = entries.map((one) => [
    one.effectiveOn,
    one.recordedAt,
    one.record.title,
    one.organizationName,
    regionName(one.region),
    one.kind,
    one.level,
    one.amount,
    one.event,
    one.id,
  ]);
  return (
    <button type="button" className="button-text" onClick={() => saveCsv(name, head, rows)}>
      CSV
    </button>
  );
}
