// All allocations of the city's targets, with their versions: which target, year, from which day, decided or not.
import { Link } from '@tanstack/react-router';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { withUnit } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { Back, type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../allocation.ts';
import { type Allocation, allocationsApi } from './working.ts';

export const stateTones = { draft: 'none', submitted: 'warn', decided: 'good', withdrawn: 'none' } as const;

export default function AllocationsPage() {
  const t = useWords();
  const creates = useCreates(allocationsApi, life);
  const states = life.states.map((value) => ({ value, title: t(`allocations:states.${value}`) }));
  const filters: readonly Filter[] = [{ kind: 'select', key: 'state', title: t('plans:allocation.state'), options: states }];
  return (
    <div className="page">
      <Back to="/shares">{t('plans:allocation.backShares')}</Back>
      <PageHead
        title={t('plans:allocation.title')}
        note={t('plans:allocation.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/allocations/new' as string}>
              {t('plans:allocation.new')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Allocation>
          name="allocations"
          caption={t('plans:allocation.title')}
          list={(query) => request<Page<Allocation>>('GET', allocationsApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/allocations/${row.id}`}
          empty={
            <EmptyState title={t('plans:allocation.empty')}>
              <p>{t('plans:allocation.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Allocation>[] {
  const t = useWords();
  return [
    {
      key: 'target',
      title: t('plans:allocation.target'),
      cell: (row) => <Link to={`/allocations/${row.id}` as string}>{row.targetName}</Link>,
      text: (row) => row.targetName,
    },
    { key: 'year', title: t('plans:allocation.year'), cell: (row) => row.year, text: (row) => row.year },
    {
      key: 'sum',
      title: t('plans:allocation.sum'),
      numeric: true,
      cell: (row) => withUnit(row.sum, row.display),
      text: (row) => row.sum,
    },
    {
      key: 'balanced',
      title: t('plans:allocation.total'),
      cell: (row) => <Balanced row={row} />,
      text: (row) => row.difference,
    },
    { key: 'holdsFrom', title: t('plans:allocation.holdsFrom'), cell: (row) => row.holdsFrom, text: (row) => row.holdsFrom },
    {
      key: 'state',
      title: t('plans:allocation.state'),
      cell: (row) => <Tag tone={stateTones[row.state as keyof typeof stateTones]}>{t(`allocations:states.${row.state}`)}</Tag>,
      text: (row) => t(`allocations:states.${row.state}`),
    },
    { key: 'plan', title: t('plans:shares.plan'), cell: (row) => row.planName, text: (row) => row.planName, hidden: true },
  ];
}

/** Whether the parts come to the city's amount. */
export function Balanced({ row }: { row: Pick<Allocation, 'balanced' | 'difference' | 'display'> }) {
  const t = useWords();
  if (row.difference === null) return <Verdict tone="none">{t('plans:allocation.noCity')}</Verdict>;
  if (row.balanced) return <Verdict tone="good">{t('plans:allocation.balanced')}</Verdict>;
  const over = !row.difference.startsWith('-');
  const value = withUnit(row.difference.replace('-', ''), row.display);
  return (
    <Verdict tone={over ? 'bad' : 'warn'}>{t(over ? 'plans:allocation.over' : 'plans:allocation.short', { value })}</Verdict>
  );
}
