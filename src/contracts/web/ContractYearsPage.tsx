// The years of the contracts' figures: which are being checked, closed, revised.
import { Link } from '@tanstack/react-router';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { checkLines, life, yearReaders } from '../contractYear.ts';
import { type ContractYear, toneOfYear, yearsApi } from './closing-view.ts';

export default function ContractYearsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={yearReaders} title={t('contractYears:nav')}>
      {() => <Years />}
    </OnlyFor>
  );
}

function Years() {
  const t = useWords();
  const creates = useCreates(yearsApi, life);
  const filters: readonly Filter[] = [
    {
      kind: 'select',
      key: 'state',
      title: t('contractYears:state'),
      options: life.states.map((value) => ({ value, title: t(`contractYears:states.${value}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('contractYears:nav')}
        note={t('contractYears:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/contract-years/new' as string}>
              {t('contractYears:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<ContractYear>
          name="contract-years"
          caption={t('contractYears:nav')}
          list={(query) => request<Page<ContractYear>>('GET', yearsApi, { query })}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/contract-years/${row.id}`}
          empty={
            <EmptyState title={t('contractYears:list.empty')}>
              <p>{t('contractYears:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<ContractYear>[] {
  const t = useWords();
  const ticked = (row: ContractYear) => t('contractYears:list.of', { done: row.ticks.length, total: checkLines.length });
  return [
    {
      key: 'year',
      title: t('contractYears:year'),
      cell: (row) => <Link to={`/contract-years/${row.id}` as string}>{row.year}</Link>,
      text: (row) => String(row.year),
    },
    {
      key: 'state',
      title: t('contractYears:state'),
      cell: (row) => <Tag tone={toneOfYear(row.state)}>{t(`contractYears:states.${row.state}`)}</Tag>,
      text: (row) => t(`contractYears:states.${row.state}`),
    },
    { key: 'ticked', title: t('contractYears:list.ticked'), cell: ticked, text: ticked },
    {
      key: 'closedOn',
      title: t('contractYears:list.closedOn'),
      cell: (row) => row.closedOn ?? '',
      text: (row) => row.closedOn ?? '',
    },
    {
      key: 'revisions',
      title: t('contractYears:list.revisions'),
      cell: (row) => String(row.revisions.length),
      text: (row) => String(row.revisions.length),
    },
  ];
}
