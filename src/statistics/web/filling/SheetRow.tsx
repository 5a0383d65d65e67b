// One row of a table of a sheet. Drawn anew only when it has changed.
import { type ClipboardEvent, type KeyboardEvent, memo } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import type { FormSaid } from '../../../forms/routes.ts';
import { Cell, type CellElement } from './Cell.tsx';
import { type Row, saidOf } from './cells.ts';
import type { Problem } from './judged.ts';
import type { SheetOf } from './sheet-of.ts';
import { shownCell } from './view.ts';

export type RowActs = {
  type: (place: string, text: string) => void;
  key: (place: string, event: KeyboardEvent<CellElement>) => void;
  paste: (place: string, event: ClipboardEvent<HTMLElement>) => void;
  focus: (place: string) => void;
  remove: (row: number) => void;
  insert: (row: number) => void;
  ask: (place: string) => void;
};
type Props = {
  at: number;
  table: FormSaid['rows'][number];
  /** Undefined of the blank row below the last. */
  row: Row | undefined;
  mode: SheetOf['mode'];
  problems: readonly Problem[] | undefined;
  strict: boolean;
  acts: RowActs;
};

export const SheetRow = memo(function SheetRow({ at, table, row, mode, problems = [], strict, acts }: Props) {
  const t = useWords();
  const markOf = (place: string): Problem['kind'] | undefined => {
    const own = problems.filter(({ about }) => about.includes(place) || about.includes(`${table.code}.${at}`));
    return (
      own.find(({ kind }) => kind === 'wrong')?.kind ?? (strict ? own[0]?.kind : own.find(({ kind }) => kind === 'warning')?.kind)
    );
  };
  return (
    <tr aria-rowindex={at + 2}>
      <th scope="row" className="sheet-number">
        <span>{at + 1}</span>
        {mode === 'fill' && row !== undefined ? (
          <span className="sheet-row-acts">
            <button
              type="button"
              className="button-plain"
              aria-label={t('filling:rows.insert', { row: at + 1 })}
              title={t('filling:rows.insert', { row: at + 1 })}
              onClick={() => acts.insert(at)}
            >
              +
            </button>
            <button
              type="button"
              className="button-plain"
              aria-label={t('filling:rows.remove', { row: at + 1 })}
              title={t('filling:rows.remove', { row: at + 1 })}
              onClick={() => acts.remove(at)}
            >
              ×
            </button>
          </span>
        ) : null}
      </th>
      {table.columns.map((item) => {
        const place = saidOf(table.code, at, item.code);
        const said = row?.[item.code] ?? '';
        const mark = row === undefined ? undefined : markOf(place);
        const label = t('filling:rows.cell', { row: at + 1, name: item.name });
        return (
          <td key={item.code} className={item.kind === 'number' ? 'num' : undefined} data-kind={item.kind}>
            {mode === 'fill' ? (
              <Cell
                item={item}
                place={place}
                value={said}
                label={label}
                mark={mark}
                onType={acts.type}
                onKey={acts.key}
                onPaste={acts.paste}
                onFocus={acts.focus}
              />
            ) : mode === 'ask' ? (
              <button
                type="button"
                className={mark ? `sheet-ask sheet-${mark}` : 'sheet-ask'}
                data-place={place}
                title={t('filling:ask.about', { name: label })}
                onFocus={() => acts.focus(place)}
                onClick={() => acts.ask(place)}
              >
                <AsWritten>{shownCell(item, said, exactNumber) || t('filling:blank')}</AsWritten>
              </button>
            ) : (
              <span className={mark ? `sheet-${mark}` : undefined}>
                <AsWritten>{shownCell(item, said, exactNumber)}</AsWritten>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
});
