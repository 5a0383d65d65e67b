// All milestones by their days: filters in the URL, the overdue first, saved as they are shown.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { saveCsv } from '../../platform/web/download.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { type Filter, TableBar } from '../../platform/web/TableBar.tsx';
import { life } from '../milestone.ts';
import { useDepartments } from './at-work-forms.tsx';
import { type Milestone, milestonesApi, toneOfState, useAll, useBilingual, useDaysLeft, useRegionName } from './at-work-view.ts';
import { WorkSections } from './WorkSections.tsx';

const keys = ['task', 'what', 'who', 'dueOn', 'state'] as const;
/** What waits for somebody stands first, the earliest first; what is done comes after. */
const isOpen = (one: Milestone) => one.state === 'planned' || one.state === 'sentBack' || one.state === 'reported';
const byDay = (a: Milestone, b: Milestone) => Number(isOpen(b)) - Number(isOpen(a)) || a.dueOn.localeCompare(b.dueOn);

export default function MilestonesPage() {
  const t = useWords();
  const search = useSearch();
  const filters = useFilters();
  const query = Object.fromEntries(filters.map(({ key }) => [key, search[key]]));
  const asked = useAll<Milestone>(milestonesApi, query);
  const rows = [...(asked.data?.rows ?? [])].sort(byDay);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setHidden((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const titles = useTitles();
  const columns = keys.map((key) => ({ key, title: titles[key] }));
  const shown = columns.filter((one) => !hidden.has(one.key));
  const counts = {
    total: rows.length,
    overdue: rows.filter((one) => one.overdue).length,
    reported: rows.filter((one) => one.state === 'reported').length,
  };
  return (
    <div className="page">
      <PageHead
        title={t('milestones:title')}
        note={rows.length > 0 ? t('atWork:board.counts', counts) : t('atWork:board.note')}
      />
      <WorkSections />
      <section className="card" aria-label={t('milestones:title')} aria-busy={asked.isFetching}>
        <TableBar {...{ filters, columns, hidden, toggle }} files={{ csv: null, xlsx: null }}>
          <Save rows={rows} columns={shown} />
        </TableBar>
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
        {asked.isSuccess && rows.length === 0 ? <Nothing keys={filters.map((one) => one.key)} /> : null}
        {rows.length > 0 ? <Rows rows={rows} columns={shown} stale={asked.isPlaceholderData} /> : null}
        {asked.data?.whole === false ? <p className="note">{t('atWork:board.notWhole', { count: rows.length })}</p> : null}
      </section>
    </div>
  );
}

function useTitles(): Record<(typeof keys)[number], string> {
  const t = useWords();
  return {
    task: t('planTasks:task'),
    what: t('milestones:what'),
    who: t('atWork:board.who'),
    dueOn: t('milestones:dueOn'),
    state: t('milestones:state'),
  };
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const departments = useDepartments().data ?? [];
  return [
    {
      kind: 'select',
      key: 'region',
      title: t('milestones:region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    {
      kind: 'select',
      key: 'department',
      title: t('milestones:department'),
      options: departments.map((one) => ({ value: one.code, title: one.name })),
    },
    {
      kind: 'select',
      key: 'state',
      title: t('milestones:state'),
      options: life.states.map((value) => ({ value, title: t(`milestones:states.${value}`) })),
    },
    {
      kind: 'select',
      key: 'overdue',
      title: t('milestones:overdue'),
      options: [
        { value: 'yes', title: t('atWork:board.only') },
        { value: 'no', title: t('atWork:board.not') },
      ],
    },
  ];
}

function Nothing({ keys: filtered }: { keys: readonly string[] }) {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  if (!filtered.some((key) => search[key]))
    return <EmptyState title={t('atWork:board.empty')}>{t('atWork:board.emptyWhy')}</EmptyState>;
  return (
    <EmptyState title={t('shell:list.nothingFits')}>
      <button
        type="button"
        className="button"
        onClick={() => change(Object.fromEntries(filtered.map((key) => [key, undefined])))}
      >
        {t('shell:list.clear')}
      </button>
    </EmptyState>
  );
}

type Columns = readonly { key: (typeof keys)[number]; title: string }[];

function useWho(): (one: Milestone) => string {
  const region = useRegionName();
  return (one) => [one.departmentName, one.region ? region(one.region) : null].filter(Boolean).join(' · ');
}

function Rows({ rows, columns, stale }: { rows: readonly Milestone[]; columns: Columns; stale: boolean }) {
  const t = useWords();
  return (
    <div className="list-scroll">
      <table className={stale ? 'table table-list table-stale' : 'table table-list'}>
        <caption className="sr-only">{t('milestones:title')}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <th key={one.key} scope="col">
                {one.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((one) => (
                <td key={one.key} data-title={one.title}>
                  <Cell row={row} column={one.key} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, column }: { row: Milestone; column: (typeof keys)[number] }) {
  const t = useWords();
  const who = useWho();
  const said = useBilingual()(row.what);
  const left = useDaysLeft()(row.dueOn);
  switch (column) {
    case 'task':
      return (
        <Link to={`/plans/${row.plan}/tasks/${row.task}` as string}>
          {row.task} {row.taskTitle}
        </Link>
      );
    case 'what':
      return (
        <Link to={`/milestones/${row.id}` as string} lang={said.chineseOnly ? 'zh-CN' : undefined}>
          <AsWritten>{said.text}</AsWritten>
        </Link>
      );
    case 'who':
      return <>{who(row)}</>;
    case 'dueOn':
      return (
        <span>
          {row.dueOn}
          {row.state === 'planned' || row.state === 'sentBack' ? (
            <span className={left.late ? 'late' : 'note'}> {left.words}</span>
          ) : null}
        </span>
      );
    case 'state':
      return (
        <Tag tone={row.overdue ? 'bad' : toneOfState(row.state)}>
          {t(row.overdue ? 'milestones:overdue' : `milestones:states.${row.state}`)}
        </Tag>
      );
  }
}

/** Saves exactly what is shown. */
function Save({ rows, columns }: { rows: readonly Milestone[]; columns: Columns }) {
  const t = useWords();
  const who = useWho();
  const said = useBilingual();
  const text = (row: Milestone): Record<(typeof keys)[number], string> => ({
    task: `${row.task} ${row.taskTitle}`,
    what: said(row.what).text,
    who: who(row),
    dueOn: row.dueOn,
    state: t(row.overdue ? 'milestones:overdue' : `milestones:states.${row.state}`),
  });
  const save = () =>
    saveCsv(
      t('milestones:title'),
      columns.map((one) => one.title),
      rows.map((row) => columns.map((one) => text(row)[one.key])),
    );
  return (
    <button type="button" className="button" disabled={rows.length === 0} onClick={save}>
      CSV
    </button>
  );
}
