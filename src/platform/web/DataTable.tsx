// A list of records, paged by the server's cursor: filters in the URL, column choice, J/K/Enter, export; a list of cards on a phone.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { AsWritten } from './AsWritten.tsx';
import { useChangeSearch, useSearch } from './address.ts';
import { address, type Query } from './call.ts';
import { exactNumber } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { More } from './More.tsx';
import { isCommand } from './keys.ts';
import { EmptyState, ProblemView, Skeleton } from './Parts.tsx';
import { SaveList } from './SaveList.tsx';
import type { Column, PageOf } from './table.ts';

export type { Column, PageOf } from './table.ts';
import { type Filter, TableBar } from './TableBar.tsx';
import './table.css';

export type { Filter } from './TableBar.tsx';
export type DataTableProps<Row extends { id: string }> = {
  /** Key of the query and of the kept column choice: `organizations`. */
  name: string;
  /** Said to screen readers and in the file name. */
  caption: string;
  /** Asks the server for a page: `(query) => call(listOrganizations, { query })`. */
  list: (query: Query) => Promise<PageOf<Row>>;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Values that the page adds to every query, such as its region. */
  fixed?: Query;
  /** Page of a row; Enter and a click on the row open it. */
  open?: (row: Row) => string;
  /** Path under `/api` that gives the same list as a file: called with the same query and `format=csv|xlsx`. */
  exportPath?: string;
  /** What that path gives, where it is not both. */
  formats?: readonly ('csv' | 'xlsx')[];
  empty?: ReactNode;
};

const rowsAPage = 50;

export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { name, caption, list, columns, filters = [], fixed = {}, exportPath, formats = ['csv', 'xlsx'] } = props;
  const t = useWords();
  const language = useLanguage();
  const search = useSearch();
  const [hidden, toggle] = useColumnChoice(name, columns);
  const query: Query = {
    ...fixed,
    ...Object.fromEntries(filters.flatMap((one) => (search[one.key] ? [[one.key, search[one.key]]] : []))),
  };
  const asked = useInfiniteQuery({
    queryKey: [name, 'list', query, language],
    queryFn: ({ pageParam }) =>
      list({ ...query, limit: rowsAPage, after: pageParam, count: pageParam === undefined ? 'yes' : undefined }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = columns.filter((one) => !hidden.has(one.key));
  const file = (format: 'csv' | 'xlsx') =>
    exportPath && formats.includes(format) ? address(exportPath, { ...query, format }) : null;
  return (
    <section className="list" aria-label={caption} aria-busy={asked.isFetching}>
      <TableBar {...{ filters, columns, hidden, toggle }} files={{ csv: file('csv'), xlsx: file('xlsx') }}>
        {exportPath === undefined ? <SaveList {...{ caption, list, query }} columns={shown} empty={rows.length === 0} /> : null}
      </TableBar>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isSuccess && rows.length === 0 ? <Nothing empty={props.empty} filters={filters} /> : null}
      {rows.length > 0 ? <Rows {...props} rows={rows} shown={shown} stale={asked.isPlaceholderData} /> : null}
      {rows.length > 0 ? (
        <div className="list-foot">
          <Shown rows={rows.length} total={asked.data?.pages[0]?.total} />
          {asked.hasNextPage ? <More asked={asked} /> : <span>{t('shell:list.end')}</span>}
        </div>
      ) : null}
    </section>
  );
}

/** How many rows are shown, and of how many: `50 / 3,274`. */
function Shown({ rows, total }: { rows: number; total: PageOf<unknown>['total'] }) {
  const t = useWords();
  const language = useLanguage();
  if (!total || (!total.more && total.rows <= rows)) return <span>{t('shell:list.shown', { count: rows })}</span>;
  const all = `${exactNumber(String(total.rows), false, language)}${total.more ? '+' : ''}`;
  return <span>{t('shell:list.shownOf', { shown: exactNumber(String(rows), false, language), all })}</span>;
}

type RowsProps<Row extends { id: string }> = DataTableProps<Row> & {
  rows: readonly Row[];
  shown: readonly Column<Row>[];
  stale: boolean;
};

function Rows<Row extends { id: string }>({ rows, shown, caption, open, stale }: RowsProps<Row>) {
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const go = (row: Row | undefined) => {
    if (row && open) void navigate({ to: open(row) });
  };
  useFirstRow(body);
  /** J and K, or the arrows, move between rows; Enter opens. Here only while a row has the focus, so that typing is never taken. */
  const onKey = (event: React.KeyboardEvent<HTMLTableRowElement>, at: number) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const step = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? null : body.current?.rows[at + step];
    if (step !== undefined) event.preventDefault();
    next?.focus();
    if (event.key === 'Enter') go(rows[at]);
  };
  return (
    <div className="list-scroll">
      <table className={stale ? 'table table-list table-stale' : 'table table-list'}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {shown.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'num' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, at) => (
            <tr
              key={row.id}
              tabIndex={open ? 0 : undefined}
              className={open ? 'row-open' : undefined}
              onKeyDown={(event) => onKey(event, at)}
              onClick={(event) => {
                const on = event.target as HTMLElement;
                if (!on.closest('a, button, input') && !getSelection()?.toString()) go(row);
              }}
            >
              {shown.map((column) => (
                <td key={column.key} data-title={column.title} className={column.numeric ? 'num' : undefined}>
                  {shownCell(column.cell(row))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** J or K from anywhere on the page goes to the first row. */
function useFirstRow(body: RefObject<HTMLTableSectionElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!/^[jk]$/i.test(event.key) || !isCommand(event) || body.current?.contains(document.activeElement)) return;
      event.preventDefault();
      body.current?.rows[0]?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [body]);
}

/** Plain text in a cell is a value as it was written. */
const shownCell = (cell: ReactNode): ReactNode => (typeof cell === 'string' ? <AsWritten>{cell}</AsWritten> : cell);

function Nothing({ empty, filters }: { empty: ReactNode; filters: readonly Filter[] }) {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  if (!filters.some((one) => search[one.key])) return empty ? <>{empty}</> : <EmptyState title={t('shell:list.empty')} />;
  return (
    <EmptyState title={t('shell:list.nothingFits')}>
      <button
        type="button"
        className="button"
        onClick={() => change(Object.fromEntries(filters.map((one) => [one.key, undefined])))}
      >
        {t('shell:list.clear')}
      </button>
    </EmptyState>
  );
}

/** Which columns the reader hides, kept in this browser. */
function useColumnChoice<Row>(name: string, columns: readonly Column<Row>[]): [ReadonlySet<string>, (key: string) => void] {
  const kept = `touyan.columns.${name}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const first = columns.filter((one) => one.hidden).map((one) => one.key);
    try {
      const said: unknown = JSON.parse(localStorage.getItem(kept) ?? 'null');
      return new Set(Array.isArray(said) ? said.filter((one) => typeof one === 'string') : first);
    } catch {
      return new Set(first);
    }
  });
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    if (next.size === columns.length) return;
    setHidden(next);
    try {
      localStorage.setItem(kept, JSON.stringify([...next]));
    } catch {
      // Kept for this page only.
    }
  };
  return [hidden, toggle];
}
