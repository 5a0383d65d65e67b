// How keys move between cells, and which rows of a long table are drawn. Pure: positions and counts, no elements.

export type Key = { key: string; shift: boolean; composing: boolean; held: boolean };
/** Where the caret stands in what is typed; null where a cell has none, such as a list of choices. */
export type Caret = { at: number; to: number; length: number } | null;
export type Position = { row: number; column: number };
export type Step = Position | 'more' | null;

/**
 * The cell to which a key leads. Letters that an input method has not finished belong to it, Enter too. `more`: below the last row.
 * Left and right move on where the caret stands at the end of what is typed; up and down stay with a list of choices.
 */
export function stepFrom(from: Position, size: { rows: number; columns: number }, pressed: Key, caret: Caret): Step {
  if (pressed.composing || pressed.held) return null;
  const to = (row: number, column: number): Step =>
    row < 0 || column < 0 || column >= size.columns ? null : row >= size.rows ? 'more' : { row, column };
  switch (pressed.key) {
    case 'Enter':
      return to(from.row + (pressed.shift ? -1 : 1), from.column);
    case 'ArrowDown':
      return caret === null || from.row + 1 >= size.rows ? null : to(from.row + 1, from.column);
    case 'ArrowUp':
      return caret === null ? null : to(from.row - 1, from.column);
    case 'ArrowLeft':
      return !pressed.shift && (isWhole(caret) || (caret?.at === 0 && caret.to === 0)) ? to(from.row, from.column - 1) : null;
    case 'ArrowRight':
      return !pressed.shift && (isWhole(caret) || caret?.at === caret?.length) ? to(from.row, from.column + 1) : null;
    default:
      return null;
  }
}

/** All of it is chosen, as a cell is that one comes to; a list of choices has nothing else. */
const isWhole = (caret: Caret): boolean => caret === null || (caret.at === 0 && caret.to === caret.length);

export type Frame = { top: number; height: number; rowHeight: number; count: number };
/** Rows drawn beyond what is seen, so that Tab and a slow eye find them. */
const around = 8;

/** Rows that are drawn, the last not among them. */
export function windowOf({ top, height, rowHeight, count }: Frame): { from: number; to: number } {
  const last = Math.max(0, count * rowHeight - height);
  const seen = Math.min(Math.max(0, top), last);
  const from = Math.max(0, Math.floor(seen / rowHeight) - around);
  return { from, to: Math.min(count, Math.ceil((seen + height) / rowHeight) + around) };
}

/** Rows in their order and the gaps between them, as numbers of rows; the row that is typed in stays drawn wherever one scrolls. */
export function piecesOf(
  { from, to }: { from: number; to: number },
  count: number,
  active: number | null,
): (number | { gap: number })[] {
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_none, at) => from + at);
  if (active !== null && active >= 0 && active < count && !drawn.includes(active)) drawn.push(active);
  drawn.sort((a, b) => a - b);
  let next = 0;
  const pieces = drawn.flatMap((row) => {
    const gap = row - next;
    next = row + 1;
    return gap > 0 ? [{ gap }, row] : [row];
  });
  return count > next ? [...pieces, { gap: count - next }] : pieces;
}

/** How far to scroll so that a row is seen whole below the head of the table; where it is, nothing moves. */
export function scrollTo(row: number, { top, height, rowHeight }: Frame, head: number): number {
  const at = row * rowHeight;
  if (at < top) return at;
  return at + rowHeight + head > top + height ? at + rowHeight + head - height : top;
}
