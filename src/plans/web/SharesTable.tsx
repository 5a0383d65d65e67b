// The shares of one target by place: share, figure, what was due, gap, a pace bar and a verdict; the same as a chart. Not its asking.
import { lazy, Suspense } from 'react';
import { Link } from '@tanstack/react-router';
import { plotted, shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { ShareRow, TargetShares } from '../share.ts';
import { useBureau } from './working.ts';
import './shares.css';

const SharesChart = lazy(() => import('./SharesChart.tsx').then((one) => ({ default: one.SharesChart })));

const tones = { met: 'good', onPace: 'good', behind: 'warn', notMet: 'bad', unknown: 'none', none: 'none' } as const;
export function ShareVerdict({ row }: { row: Pick<ShareRow, 'verdict'> }) {
  const t = useWords();
  return row.verdict === 'none' ? (
    <span className="note">{t('plans:shares.verdict.none')}</span>
  ) : (
    <Verdict tone={tones[row.verdict]}>{t(`plans:shares.verdict.${row.verdict}`)}</Verdict>
  );
}

/** How much of the share is there, with a mark where it should be by the day. */
export function PaceBar({ row }: { row: Pick<ShareRow, 'reached' | 'due' | 'verdict'> }) {
  const t = useWords();
  if (row.reached === null) return <span className="note">{t('plans:progress.none')}</span>;
  const percent = (share: string) => Math.round(Number(share) * 100);
  const label = [
    t('plans:progress.label', { percent: percent(row.reached) }),
    row.due === null ? '' : t('plans:pace.mark', { percent: percent(row.due) }),
  ].filter(Boolean);
  const tone = tones[row.verdict];
  return (
    <div className={`bar bar-${tone === 'good' ? 'met' : tone}`} title={label.join(', ')}>
      <span className="sr-only">{label.join(', ')}</span>
      <i style={{ width: `${Math.min(100, Math.max(0, percent(row.reached)))}%` }} />
      {row.due === null ? null : <u style={{ left: `${Math.min(100, percent(row.due))}%` }} />}
    </div>
  );
}

const rowKey = (row: ShareRow): string => `${row.place} ${row.within ?? ''} ${row.department ?? ''}`;

export function SharesTable({ shares }: { shares: TargetShares }) {
  const t = useWords();
  const mine = useSession()?.region ?? null;
  if (shares.allocation === null) return <NoAllocation shares={shares} />;
  return (
    <>
      <AllocationLine shares={shares} />
      <table className="table table-list shares">
        <caption className="sr-only">{t('plans:shares.sectionOf', { name: shares.name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans:shares.column.place')}</th>
            {(['share', 'current', 'expected', 'gap'] as const).map((key) => (
              <th key={key} scope="col" className="num">
                {t(`plans:shares.column.${key}`)}
              </th>
            ))}
            <th scope="col" className="shares-bar">
              {t('plans:shares.column.bar')}
            </th>
            <th scope="col">{t('plans:shares.column.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {shares.rows.map((row) => (
            <Row key={rowKey(row)} row={row} shares={shares} mine={row.place === mine && row.within === null} />
          ))}
        </tbody>
        <tfoot>
          <Total shares={shares} />
        </tfoot>
      </table>
      <Suspense fallback={<Skeleton lines={5} height={260} />}>
        <SharesChart shares={shares} />
      </Suspense>
    </>
  );
}

function Row({ row, shares, mine }: { row: ShareRow; shares: TargetShares; mine: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: string | null) => (value === null ? null : shownNumber(value, shares.display, language));
  const apart = row.within !== null && row.within === row.place;
  const silent = t(apart ? 'plans:shares.together' : 'plans:shares.noData');
  const cells: readonly [key: 'share' | 'current' | 'expected' | 'gap', shown: string | null][] = [
    ['share', row.share === null ? t('plans:shares.noShare') : number(row.share)],
    ['current', number(row.current) ?? silent],
    ['expected', number(row.expected)],
    ['gap', row.gap === null ? null : signed(row.gap, number)],
  ];
  return (
    <tr className={mine ? 'row-selected' : undefined}>
      <th scope="row" className={row.within === null ? 'shares-place' : 'shares-place shares-within'}>
        {apart ? (row.departmentName ?? row.name) : row.name}
        {row.within !== null && !apart ? <small> {t('plans:shares.within')}</small> : null}
        {row.force === 'anticipated' ? <Tag>{t('plans:force.anticipated')}</Tag> : null}
        {row.departmentName && !apart ? <small className="shares-department">{row.departmentName}</small> : null}
      </th>
      {cells.map(([key, shown]) => (
        <td
          key={key}
          className={key === 'gap' && row.gap?.startsWith('-') ? 'num shares-lags' : 'num'}
          data-title={t(`plans:shares.column.${key}`)}
        >
          {shown ?? <span className="note">–</span>}
        </td>
      ))}
      <td className="shares-bar" data-title={t('plans:shares.column.bar')}>
        {row.share === null || apart ? null : <PaceBar row={row} />}
      </td>
      <td data-title={t('plans:shares.column.verdict')}>{apart ? null : <ShareVerdict row={row} />}</td>
    </tr>
  );
}

const signed = (gap: string, number: (value: string) => string | null): string =>
  `${gap.startsWith('-') ? '−' : '+'}${number(gap.replace('-', '')) ?? ''}`;

function Total({ shares }: { shares: TargetShares }) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: string | null) =>
    value === null ? t('plans:shares.noData') : shownNumber(value, shares.display, language);
  return (
    <tr>
      <th scope="row">
        {t('plans:shares.total')} <small>{shares.display.unit}</small>
      </th>
      <td className="num" data-title={t('plans:shares.column.share')}>
        {number(shares.sum)}
      </td>
      <td className="num" data-title={t('plans:shares.column.current')}>
        {number(shares.current)}
      </td>
      <td colSpan={4}>{shares.city === null ? null : t('plans:shares.city', { value: number(shares.city) })}</td>
    </tr>
  );
}

/** Which version it is, and why it does not sum where it does not. */
function AllocationLine({ shares: { allocation, target, year } }: { shares: TargetShares }) {
  const t = useWords();
  const bureau = useBureau();
  if (allocation === null) return null;
  return (
    <p className="shares-line note">
      <span>{t('plans:shares.holds', { day: allocation.holdsFrom })}</span>
      {allocation.documentNumber ? <span>{allocation.documentNumber}</span> : null}
      {allocation.reason ? <span>{t('plans:shares.reason', { reason: allocation.reason })}</span> : null}
      <Link to={`/allocations/${allocation.id}` as string}>{t('plans:shares.open')}</Link>
      {bureau ? (
        <Link to={'/allocations/new' as string} search={{ target, year: String(year), from: allocation.id }}>
          {t('plans:shares.amend')}
        </Link>
      ) : null}
    </p>
  );
}

function NoAllocation({ shares }: { shares: TargetShares }) {
  const t = useWords();
  const bureau = useBureau();
  return (
    <EmptyState title={t('plans:shares.none')}>
      <p>{t('plans:shares.noneWhy')}</p>
      {bureau ? (
        <Link className="button" to={'/allocations/new' as string} search={{ target: shares.target, year: String(shares.year) }}>
          {t('plans:shares.draft')}
        </Link>
      ) : null}
    </EmptyState>
  );
}

/** Whether there is a bar to draw. */
export const isDrawn = (row: ShareRow, display: TargetShares['display']): boolean =>
  row.within === null && row.share !== null && plotted(row.current, display) !== null;
