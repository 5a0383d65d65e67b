// One cell that is typed in: a number, a text, a day or a choice. Keys and pasted blocks go to whoever holds the cells.
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, memo, useState } from 'react';
import { flushSync } from 'react-dom';
import { exactNumber } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import type { ItemSaid } from '../../../forms/routes.ts';
import type { Problem } from './judged.ts';
import type { Caret } from './moves.ts';

export type CellProps = {
  item: ItemSaid;
  place: string;
  value: string;
  label: string;
  /** What is wrong with it, and where that is said. */
  mark?: Problem['kind'] | undefined;
  describedBy?: string | undefined;
  onType: (place: string, text: string) => void;
  onKey: (place: string, event: KeyboardEvent<CellElement>) => void;
  onPaste: (place: string, event: ClipboardEvent<HTMLElement>) => void;
  onFocus?: (place: string) => void;
};
export type CellElement = HTMLInputElement | HTMLSelectElement;

export const Cell = memo(function Cell(props: CellProps) {
  const { item, place, value, label, mark, describedBy, onType, onKey, onPaste, onFocus } = props;
  const [typing, setTyping] = useState(false);
  const common = {
    'data-place': place,
    'aria-label': label,
    'aria-invalid': mark === 'wrong' || undefined,
    'aria-describedby': describedBy,
    onKeyDown: (event: KeyboardEvent<CellElement>) => onKey(place, event),
    onPaste: (event: ClipboardEvent<HTMLElement>) => onPaste(place, event),
  };
  const className = `input sheet-cell${item.kind === 'number' ? ' num' : ''}${mark ? ` sheet-${mark}` : ''}`;
  if (item.kind === 'choice')
    return (
      <Choice
        {...{ item, value, className }}
        common={common}
        onChange={(text) => onType(place, text)}
        onFocus={() => onFocus?.(place)}
      />
    );
  /** As it is typed while one types; chosen whole, as in a spreadsheet, so that typing begins anew. */
  const begin = (event: FocusEvent<HTMLInputElement>) => {
    flushSync(() => setTyping(true));
    event.target.select();
    onFocus?.(place);
  };
  return (
    <input
      {...common}
      type="text"
      inputMode={item.kind === 'number' ? 'decimal' : undefined}
      placeholder={item.kind === 'day' ? 'YYYY-MM-DD' : undefined}
      autoComplete="off"
      spellCheck={false}
      className={className}
      value={!typing && item.kind === 'number' && /^-?\d{4,}(\.\d+)?$/.test(value) ? exactNumber(value) : value}
      onChange={(event) => onType(place, event.target.value)}
      onFocus={begin}
      onBlur={() => setTyping(false)}
    />
  );
});

type ChoiceProps = Pick<CellProps, 'item' | 'value'> & {
  className: string;
  common: object;
  onChange: (text: string) => void;
  onFocus: () => void;
};

/** What was pasted and is none of the choices stays to be seen. */
function Choice({ item, value, className, common, onChange, onFocus }: ChoiceProps) {
  const t = useWords();
  const chosen = item.options.find(({ code, name }) => code === value || name === value)?.code ?? value;
  const strange = chosen !== '' && !item.options.some(({ code }) => code === chosen);
  return (
    <select {...common} className={className} value={chosen} onFocus={onFocus} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('filling:choose')}</option>
      {strange ? <option value={chosen}>{chosen}</option> : null}
      {item.options.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

export const caretOf = (of: CellElement): Caret =>
  of instanceof HTMLSelectElement ? null : { at: of.selectionStart ?? 0, to: of.selectionEnd ?? 0, length: of.value.length };
export const pressedIn = (event: KeyboardEvent<CellElement>) => ({
  key: event.key,
  shift: event.shiftKey,
  composing: event.nativeEvent.isComposing || event.keyCode === 229,
  held: event.ctrlKey || event.metaKey || event.altKey,
});

/** The cell of a place where it is drawn now; whether it was there. */
export function focusCell(place: string): boolean {
  const cell = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
  cell?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return cell !== null;
}
