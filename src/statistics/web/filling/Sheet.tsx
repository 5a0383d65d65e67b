// A return as its form asks it: sections with their items, tables with their rows; typed in, asked about or read. Keeps nothing itself.
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { useWords } from '../../../platform/web/i18n.ts';
import type { ItemSaid } from '../../../forms/routes.ts';
import { placeOf } from './cells.ts';
import { type CellElement, caretOf, focusCell, pressedIn } from './Cell.tsx';
import { ItemRow } from './ItemRow.tsx';
import { stepFrom } from './moves.ts';
import { isBlock, pasteItems, readBlock } from './paste.ts';
import { RowsTable, undone } from './RowsTable.tsx';
import type { SheetOf } from './sheet-of.ts';
import { itemsIn, usePeriodName } from './view.ts';
import './filling.css';

/** Brings the focus to any place of the sheet. */
export type Reach = RefObject<(place: string) => void>;
type Props = { of: SheetOf; reachRef: Reach };

export function Sheet({ of, reachRef }: Props) {
  const t = useWords();
  const { form } = of.sheet;
  const tables = useRef(new Map<string, (row: number, column: number) => void>());
  const reachTable = useCallback((table: string, go: (row: number, column: number) => void) => {
    tables.current.set(table, go);
  }, []);
  useLayoutEffect(() => {
    reachRef.current = (said) => {
      const place = placeOf(said);
      const [table = '', row] = said.split('.');
      const go = tables.current.get(table);
      if ('item' in place && go === undefined) return void focusCell(said);
      const columns = form.rows.find(({ code }) => code === table)?.columns ?? [];
      const column = 'item' in place ? 0 : columns.findIndex(({ code }) => code === place.column);
      go?.(Number(row ?? 0), Math.max(0, column));
    };
  }, [reachRef, form]);
  return (
    <>
      {of.sheet.filled.length > 0 ? <p className="note">{t('filling:filled')}</p> : null}
      {form.sections.map((section) => (
        <section key={section.code} className="card" aria-label={section.name}>
          <h2>{section.name}</h2>
          <Items items={section.items} caption={section.name} of={of} />
        </section>
      ))}
      {form.rows.map((table) => (
        <RowsTable key={table.code} table={table} of={of} reach={reachTable} />
      ))}
    </>
  );
}

function Items({ items, caption, of }: { items: readonly ItemSaid[]; caption: string; of: SheetOf }) {
  const t = useWords();
  const name = usePeriodName();
  const { before, lastYear } = of.sheet;
  const { onKey, onPaste } = useItemKeys(of);
  const notice = of.notice && items.some(({ code }) => code === of.notice?.about) ? of.notice : null;
  return (
    <>
      {notice ? <output className={notice.refused ? 'field-error' : 'note'}>{notice.words}</output> : null}
      <table className={of.mode === 'ask' ? 'table sheet-items sheet-ask-items' : 'table sheet-items'}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('forms:one.columns.line')}</th>
            <th scope="col">{t('forms:one.columns.item')}</th>
            <th scope="col" className="num">
              {t('filling:now')}
            </th>
            {before ? (
              <th scope="col" className="num">
                {t('filling:before')} <small>{name(before.period)}</small>
              </th>
            ) : null}
            {lastYear ? (
              <th scope="col" className="num">
                {t('filling:lastYear')} <small>{name(lastYear.period)}</small>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.code} item={item} of={of} onKey={onKey} onPaste={onPaste} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Keys and pasted columns of all items of the form, as they follow one another over its sections. */
function useItemKeys(of: SheetOf) {
  const t = useWords();
  const locked = new Set(of.sheet.filled.map(({ item }) => item));
  const all = itemsIn(of.sheet.form);
  const onKey = (place: string, event: KeyboardEvent<CellElement>) => {
    if (undone(event)) return of.onUndo();
    const open = all.filter(({ code }) => !locked.has(code));
    const from = { row: open.findIndex(({ code }) => code === place), column: 0 };
    const step = stepFrom(from, { rows: open.length, columns: 1 }, pressedIn(event), caretOf(event.currentTarget));
    if (step === null || step === 'more') return;
    event.preventDefault();
    const next = open[step.row];
    if (next) focusCell(next.code);
  };
  const onPaste = (place: string, event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isBlock(text)) return;
    event.preventDefault();
    const pasted = pasteItems(of.given, all, place, readBlock(text), locked);
    if ('refused' in pasted)
      return of.onNotice({ about: place, words: t(`filling:paste.${pasted.refused}`, pasted.params), refused: true });
    of.onPut(pasted.given);
    const words = t(pasted.kept > 0 ? 'filling:paste.itemsKept' : 'filling:paste.itemsIn', {
      cells: pasted.cells,
      kept: pasted.kept,
    });
    of.onNotice({ about: place, words, refused: false });
  };
  return { onKey, onPaste };
}
