// The rows of a view in their groups: J and K move, Enter opens. On a phone they are cards.
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent as Pressed, useEffect, useRef } from 'react';
import { useChangeSearch } from '../../platform/web/address.ts';
import { shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { isCommand } from '../../platform/web/keys.ts';
import { EmptyState, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import type { Column } from '../../platform/web/table.ts';
import { useTimeLeft } from '../../platform/web/TimeLeft.tsx';
import { type DeskItem, type Group, groups, type NextUp, type View } from '../desk.ts';
import { useColumns } from './columns.tsx';
import { type DeskAsked } from './useDesk.ts';
import { whereTo } from './view.ts';
import '../../platform/web/table.css';

type ListProps = { view: View; asked: DeskAsked; hidden: ReadonlySet<string>; filtered: readonly string[] };

export function DeskList({ view, asked, hidden, filtered }: ListProps) {
  const t = useWords();
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const first = asked.data?.pages[0];
  return (
    <>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isSuccess && items.length === 0 ? <Nothing view={view} filtered={filtered} next={first?.nextUp ?? null} /> : null}
      {items.length > 0 ? (
        <Rows view={view} hidden={hidden} items={items} counted={first?.groups} stale={asked.isPlaceholderData} />
      ) : null}
      {items.length > 0 ? (
        <div className="list-foot">
          <span>
            {t('shell:list.shownOf', {
              shown: items.length,
              all: `${first?.total?.rows ?? items.length}${first?.total?.more ? '+' : ''}`,
            })}
          </span>
          {asked.hasNextPage ? <More asked={asked} /> : <span>{t('shell:list.end')}</span>}
        </div>
      ) : null}
    </>
  );
}

type RowsProps = {
  view: View;
  hidden: ReadonlySet<string>;
  items: readonly DeskItem[];
  counted: Record<Group, number> | undefined;
  stale: boolean;
};

function Rows({ view, hidden, items, counted, stale }: RowsProps) {
  const t = useWords();
  const columns = useColumns(view).filter((one) => one.key !== 'kind' && !hidden.has(one.key));
  const table = useRef<HTMLTableElement>(null);
  useMoving(table);
  const parts =
    view === 'done'
      ? [{ group: null, own: items }]
      : groups.map((group) => ({ group, own: items.filter((one) => one.group === group) }));
  return (
    <div className="list-scroll">
      <table ref={table} className={stale ? 'table table-list desk-table table-stale' : 'table table-list desk-table'}>
        <caption className="sr-only">{t(`desk:views.${view}`)}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <th key={one.key} scope="col">
                {one.title}
              </th>
            ))}
          </tr>
        </thead>
        {parts.map(({ group, own }) =>
          own.length === 0 ? null : (
            <tbody key={group ?? 'all'}>
              {group === null ? null : (
                <tr className="desk-group">
                  <th scope="rowgroup" colSpan={columns.length}>
                    {t(`desk:groups.${group}`)} <span className="note">{counted?.[group]}</span>
                  </th>
                </tr>
              )}
              {own.map((one) => (
                <Row key={one.id} one={one} columns={columns} isTodo={view === 'todo'} />
              ))}
            </tbody>
          ),
        )}
      </table>
    </div>
  );
}

type RowProps = { one: DeskItem; columns: readonly Column<DeskItem>[]; isTodo: boolean };

function Row({ one, columns, isTodo }: RowProps) {
  const navigate = useNavigate();
  const { action, ...of } = one;
  // What is done, or another one's to do, is only looked at.
  const where = whereTo(isTodo ? { ...of, action } : of);
  const go = () => {
    if (where) void navigate({ to: where.to, search: where.search });
  };
  const onKey = (event: Pressed<HTMLTableRowElement>) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) go();
  };
  return (
    <tr
      data-row=""
      tabIndex={0}
      className={where ? 'row-open' : undefined}
      onKeyDown={onKey}
      onClick={() => {
        if (!getSelection()?.toString()) go();
      }}
    >
      {columns.map((column) => (
        <td key={column.key} data-key={column.key} data-title={column.title}>
          {column.cell(one)}
        </td>
      ))}
    </tr>
  );
}

/** J and K, or the arrows, move between the rows of all groups; from elsewhere on the page to the first. */
function useMoving(table: React.RefObject<HTMLTableElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const rows = [...(table.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])];
      const at = rows.findIndex((row) => row === document.activeElement);
      const arrows: Record<string, number> = at >= 0 ? { ArrowDown: 1, ArrowUp: -1 } : {};
      const steps: Record<string, number> = { j: 1, J: 1, k: -1, K: -1, ...arrows };
      const step = steps[event.key];
      if (step === undefined || !isCommand(event)) return;
      event.preventDefault();
      rows[at < 0 ? 0 : at + step]?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [table]);
}

function Nothing({ view, filtered, next }: { view: View; filtered: readonly string[]; next: NextUp | null }) {
  const t = useWords();
  const language = useLanguage();
  const left = useTimeLeft();
  const change = useChangeSearch();
  if (filtered.length > 0)
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
  if (view !== 'todo')
    return (
      <EmptyState title={t(`desk:empty.${view}`)}>
        {t(view === 'done' ? 'desk:empty.doneWhy' : 'desk:empty.inHandWhy')}
      </EmptyState>
    );
  return (
    <EmptyState title={t('desk:empty.todo')}>
      {next ? (
        <p>
          {t('desk:empty.next', { title: next.title, day: shownDay(next.on, language, 'long') })}
          <br />
          {left(next.on, next.left, null)}
        </p>
      ) : (
        <p>{t('desk:empty.noNext')}</p>
      )}
    </EmptyState>
  );
}
