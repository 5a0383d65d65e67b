// A table of a sheet with as many rows as there are: only those in sight are drawn, so that 2,000 scroll and take letters without lag. Scrolls in its own frame.
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import type { FormSaid } from '../../../forms/routes.ts';
import { type CellElement, caretOf, focusCell, pressedIn } from './Cell.tsx';
import { type Row, saidOf, withoutRow, withRowAt } from './cells.ts';
import type { Problem } from './judged.ts';
import { type Frame, piecesOf, scrollTo, stepFrom, windowOf } from './moves.ts';
import { isBlock, pasteRows, readBlock } from './paste.ts';
import { Problems } from './Problems.tsx';
import type { SheetOf } from './sheet-of.ts';
import { type RowActs, SheetRow } from './SheetRow.tsx';
import { TableTools } from './TableTools.tsx';
import { usePlaceName } from './view.ts';
import './rows.css';

export type TableSaid = FormSaid['rows'][number];
type Props = {
  table: TableSaid;
  of: SheetOf;
  /** Told how to come to one of its cells, whether it is drawn or not. */
  reach: (table: string, go: (row: number, column: number) => void) => void;
};

const rowHeight = 38;
const nothing: readonly never[] = [];

export function RowsTable({ table, of: whole, reach }: Props) {
  const t = useWords();
  const locked = whole.sheet.filledTables.includes(table.code);
  const of: SheetOf = locked && whole.mode === 'fill' ? { ...whole, mode: 'read' } : whole;
  const name = usePlaceName(of.sheet.form);
  const rows: readonly Row[] = of.given.tables[table.code] ?? nothing;
  // One blank row below the last is there to be typed in.
  const count = of.mode === 'fill' && rows.length < table.most ? rows.length + 1 : rows.length;
  const { scroller, frame, active, setActive, go, onScroll } = useFrame(table, count, reach);
  const acts = useActs(table, of, { count, go, setActive });
  const problems = of.placed.rows.get(table.code);
  const pieces = piecesOf(windowOf(frame), count, active);
  const about = active === null ? nothing : (problems?.get(active) ?? nothing);
  const asked = of.queries.filter(({ place }) => place?.startsWith(`${table.code}.`) || place === table.code);
  const ofAll = of.placed.at.get(table.code) ?? nothing;
  return (
    <section className="card" aria-label={table.name}>
      <h2>
        {table.name}
        <span className="note">{t('filling:rows.count', { count: rows.length, most: table.most })}</span>
      </h2>
      {table.note ? <p className="note">{table.note}</p> : null}
      {locked ? (
        <p className="sheet-source">
          <Tag>{t('filling:locked')}</Tag> <span className="note">{t('filling:filled')}</span>
        </p>
      ) : null}
      <TableTools {...{ table, of, rows, active, go }} bad={problems} />
      <Problems problems={ofAll} explanations={of.explanations} explain={of.explain} />
      {asked.map((one) => (
        <p key={`${one.place} ${one.words}`} className="sheet-asked">
          <b>{name(one.place ?? '')}</b> <AsWritten>{one.words}</AsWritten>
        </p>
      ))}
      {count === 0 ? <p className="note">{t('filling:rows.none')}</p> : null}
      {count > 0 ? (
        <div
          className="sheet-frame"
          ref={scroller}
          onScroll={onScroll}
          data-frame={table.code}
          // Without a cell to come to, the frame itself is scrolled by keys.
          {...(of.mode === 'read' ? { role: 'region', 'aria-label': table.name, tabIndex: 0 } : {})}
        >
          <table className={of.mode === 'fill' ? 'sheet-rows' : 'sheet-rows sheet-rows-read'} aria-rowcount={count + 1}>
            <caption className="sr-only">{table.name}</caption>
            <Head table={table} />
            <tbody>
              <Drawn {...{ table, of, rows, pieces, problems, acts }} />
            </tbody>
          </table>
        </div>
      ) : null}
      <div aria-live="polite">
        <Problems
          problems={about.filter(({ kind }) => kind !== 'missing' || of.strict)}
          name={name}
          explanations={of.explanations}
          explain={of.explain}
        />
      </div>
    </section>
  );
}

type DrawnProps = {
  table: TableSaid;
  of: SheetOf;
  rows: readonly Row[];
  pieces: ReturnType<typeof piecesOf>;
  problems: ReadonlyMap<number, readonly Problem[]> | undefined;
  acts: RowActs;
};

function Drawn({ table, of, rows, pieces, problems, acts }: DrawnProps) {
  return (
    <>
      {pieces.map((piece) =>
        typeof piece === 'number' ? (
          <SheetRow
            key={piece}
            at={piece}
            table={table}
            row={rows[piece]}
            mode={of.mode}
            problems={problems?.get(piece)}
            strict={of.strict}
            acts={acts}
          />
        ) : (
          <tr key={`gap of ${piece.gap}`} aria-hidden="true" style={{ height: piece.gap * rowHeight }}>
            <td colSpan={table.columns.length + 1}>{'\u00a0'}</td>
          </tr>
        ),
      )}
    </>
  );
}

function Head({ table }: { table: TableSaid }) {
  const t = useWords();
  return (
    <thead>
      <tr>
        <th scope="col" className="sheet-number">
          {t('filling:rows.number')}
        </th>
        {table.columns.map((one) => (
          <th key={one.code} scope="col" className={one.kind === 'number' ? 'num' : undefined}>
            <span title={one.note ?? undefined}>{one.name}</span>
            <small>
              {one.unit ? t(`forms:units.${one.unit}`) : null}
              {one.required ? null : ` ${t('forms:one.optional')}`}
            </small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** How far the frame is scrolled, which row is typed in, and the way to any cell. */
function useFrame(table: TableSaid, count: number, reach: Props['reach']) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 480 });
  const [active, setActive] = useState<number | null>(null);
  const measure = () => {
    const one = scroller.current;
    if (one) setSeen({ top: one.scrollTop, height: one.clientHeight });
  };
  const frame: Frame = { ...seen, rowHeight, count };
  const go = (row: number, column: number) => {
    const one = scroller.current;
    const of = table.columns[column];
    if (!one || !of) return;
    const head = one.querySelector('thead')?.clientHeight ?? 0;
    one.scrollTop = scrollTo(row, { top: one.scrollTop, height: one.clientHeight, rowHeight, count }, head);
    // The row is drawn before its cell is come to.
    flushSync(() => {
      measure();
      setActive(row);
    });
    focusCell(saidOf(table.code, row, of.code));
  };
  const latest = useRef(go);
  useLayoutEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    reach(table.code, (row, column) => latest.current(row, column));
  }, [reach, table.code]);
  return { scroller, frame, active, setActive, go, onScroll: measure };
}

type Moving = { count: number; go: (row: number, column: number) => void; setActive: (row: number) => void };

/** What a row's cells do: the same functions as long as the table stands, so that only rows that changed are drawn anew. */
function useActs(table: TableSaid, of: SheetOf, moving: Moving): RowActs {
  const t = useWords();
  const latest = useRef({ of, moving, t });
  useLayoutEffect(() => {
    latest.current = { of, moving, t };
  });
  const columnOf = (place: string) => table.columns.findIndex(({ code }) => code === place.split('.')[2]);
  const rowOf = (place: string) => Number(place.split('.')[1]);
  const [acts] = useState<RowActs>(() => ({
    type: (place, text) => latest.current.of.onType(place, text),
    focus: (place) => latest.current.moving.setActive(rowOf(place)),
    ask: (place) => latest.current.of.onAsk(place),
    key: (place: string, event: KeyboardEvent<CellElement>) => {
      const { count, go } = latest.current.moving;
      if (undone(event)) return latest.current.of.onUndo();
      const from = { row: rowOf(place), column: columnOf(place) };
      const step = stepFrom(from, { rows: count, columns: table.columns.length }, pressedIn(event), caretOf(event.currentTarget));
      if (step === null) return;
      event.preventDefault();
      if (step !== 'more') go(step.row, step.column);
    },
    paste: (place: string, event: ClipboardEvent<HTMLElement>) => {
      const text = event.clipboardData.getData('text/plain');
      if (!isBlock(text)) return;
      event.preventDefault();
      const { of: sheet, t: say } = latest.current;
      const pasted = pasteRows(sheet.given, table, { row: rowOf(place), column: columnOf(place) }, readBlock(text));
      if ('refused' in pasted)
        return sheet.onNotice({ about: table.code, words: say(`filling:paste.${pasted.refused}`, pasted.params), refused: true });
      sheet.onPut(pasted.given);
      sheet.onNotice({
        about: table.code,
        words: say('filling:paste.rowsIn', { rows: pasted.rows, cells: pasted.cells }),
        refused: false,
      });
    },
    remove: (row) => {
      const { of: sheet, t: say } = latest.current;
      sheet.onPut(withoutRow(sheet.given, table.code, row));
      sheet.onNotice({ about: table.code, words: say('filling:rows.removed', { row: row + 1 }), refused: false });
    },
    insert: (row) => {
      const { of: sheet } = latest.current;
      if ((sheet.given.tables[table.code] ?? []).length < table.most) sheet.onPut(withRowAt(sheet.given, table.code, row));
    },
  }));
  return acts;
}

/** The browser would undo within one cell alone, and not what was pasted over many. */
export function undone(event: KeyboardEvent<CellElement>): boolean {
  const is = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
  if (is) event.preventDefault();
  return is;
}
