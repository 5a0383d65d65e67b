// An amount in a cell whose column may name a unit: `1,234.5` under 万元 is 12,345,000 yuan. Pure; how an amount is written: readAmount.ts.
import { type AmountSaid, amountIn } from './readAmount.ts';
import { unitSigns } from '../platform/shared/numeral.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };

/** Names of units that a cell may say for itself: under a column of 万元 it must not. */
const ownUnit = new RegExp(`[${unitSigns}${numerals.yuan}${numerals.jiao}${numerals.fen}]`);

/** `unitTwice`: the cell names a unit under a column that names another. */
export type CellAmount = AmountSaid | { ok: false; code: 'unitTwice' };

/** Yuan with two places. `factor` is the column's: 1 for yuan, 10,000 for 万元. A spreadsheet's float with more places than there are fen is refused. */
export function multiplied(cell: string, factor: bigint): CellAmount {
  if (factor === 1n) return amountIn(cell);
  const plain = cell.normalize('NFKC').trim();
  if (ownUnit.test(plain)) return { ok: false, code: 'unitTwice' };
  // So many places as the factor has: below a fen nothing is left.
  const number = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d{1,6})?$/.exec(plain)?.[0]?.replaceAll(',', '');
  if (number === undefined) {
    const read = amountIn(cell);
    return read.ok ? { ok: false, code: 'malformed' } : read;
  }
  const [whole = '0', part = ''] = number.split('.');
  const scaled = BigInt(whole + part.padEnd(6, '0')) * factor;
  const fen = scaled / 10_000n;
  if (fen * 10_000n !== scaled) return { ok: false, code: 'decimals' };
  const digits = fen.toString().padStart(3, '0');
  if (digits.length > 18) return { ok: false, code: 'tooLarge' };
  return { ok: true, yuan: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

/** Yuan as a column of 万元 writes them, with no more places than it needs. Nothing is lost: a fen is a millionth. */
export function divided(yuan: string, factor: '10000'): string {
  const [whole = '0', part = ''] = yuan.split('.');
  const places = factor.length - 1;
  const digits = `${whole}${part}`.padStart(places + part.length + 1, '0');
  const cut = digits.length - places - part.length;
  const behind = digits.slice(cut).replace(/0+$/, '');
  return behind === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${behind}`;
}
