// The lines of a PDF's pages as pdf.js gives their pieces, and lines that the page broke put together again. For the server and the browser. Pure.
import signs from '../platform/shared/numerals.json' with { type: 'json' };
import terms from './reading-terms.json' with { type: 'json' };

/** What is needed of a piece of text as pdf.js gives it; marks of content among the pieces say nothing. */
type Piece = { str: string; transform: number[]; width: number; height: number };
export type Content = { items: readonly (Piece | object)[] };
export type Line = { text: string; left: number; right: number; size: number };

/** Places of the line in hand: of its last words, and where its row began, for cells of several lines. */
type Pen = Line & { top: number; height: number; cell: number };

export function linesOf({ items }: Content): Line[] {
  const lines: Line[] = [];
  let pen: Pen | null = null;
  let space = false;
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue;
    if (item.str.trim() === '') {
      space = true;
      continue;
    }
    const [, , , , x = 0, y = 0] = item.transform.map(Number);
    const between: string | null = pen && gapTo(pen, x, y, space);
    if (pen && between !== null) {
      pen.text += between + item.str;
      if (between === '\t') pen.cell = x;
      Object.assign(pen, { right: Math.max(pen.right, x + item.width), size: Math.max(pen.size, item.height), height: y });
    } else {
      if (pen) lines.push(pen);
      pen = { text: item.str, left: x, right: x + item.width, size: item.height, top: y, height: y, cell: x };
    }
    space = false;
  }
  return pen ? [...lines, pen] : lines;
}

/** What stands between the line in hand and the next words; null where they begin a line of their own. */
function gapTo(pen: Pen, x: number, y: number, space: boolean): string | null {
  const near = Math.max(2, pen.size / 2);
  // A gap as wide as two characters is a cell's edge or a blank to fill in.
  if (Math.abs(y - pen.height) <= near) return x - pen.right > 2 * pen.size || x < pen.cell ? '\t' : space ? ' ' : '';
  // Up again, to the right: the next cell of a row whose last cell had several lines.
  if (y > pen.height && y <= pen.top + near && x > pen.cell) return '\t';
  const wrapped = pen.cell > pen.left + pen.size && Math.abs(x - pen.cell) < pen.size / 2 && pen.height - y <= 1.75 * pen.size;
  return y < pen.height && wrapped ? '' : null;
}

const ended = /[\u3002;:!?\uff1b\uff1a\uff01\uff1f]\s*$/;
const numerals = [...Object.keys(signs.digits), ...Object.keys(signs.units), ...signs.zeros].join('');
/** A clause, an item or a label begins a line, however full the line before. */
const begins = new RegExp(
  `^\\s*(?:\\d{1,2}(?:[\\u3001)\\uff09]|\\.(?!\\d)|(?:\\.\\d{1,2}){1,3} )|[${numerals}]{1,3}\\u3001|[(\\uff08][\\d${numerals}]{1,3}[)\\uff09]|[\\u2460-\\u2473]|` +
    `${terms.lines.ordinal}[\\d${numerals}]{1,4}[${terms.lines.parts}]|[^\\s,\\uff0c\\u3002]{1,12}[:\\uff1a])`,
);

/** A line that reaches the right edge and does not end a sentence goes on in the next. */
export function joined(lines: readonly Line[]): string {
  const edge = Math.max(0, ...lines.map((line) => line.right));
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    // What does not break, a number or a Latin word with its comma, went to the next line whole and left a gap.
    const word = Math.min(/^[\w%.,\uff0c\u3002]*/.exec(next?.text ?? '')?.[0].length ?? 0, 20);
    const full = line.right >= edge - (1.5 + 0.7 * word) * line.size && line.right - line.left > edge / 3;
    const rows = line.text.includes('\t') || next?.text.includes('\t');
    const goesOn = next !== undefined && full && !rows && !ended.test(line.text) && !begins.test(next.text);
    text += line.text.trimEnd() + (goesOn ? (/[\w,.]$/.test(line.text) && /^\w/.test(next.text) ? ' ' : '') : '\n');
  }
  return text;
}
