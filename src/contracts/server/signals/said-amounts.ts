// Amounts of money that a text says, in figures and in capital letters, in yuan, and which of them it calls the total. For comparing alone: what is kept of a contract is read by the reader of texts.
import { multiply, scaled } from '../../../platform/shared/money.ts';
import { sure } from '../../../platform/shared/sure.ts';
import { anyOf, type Phrases } from './plain-text.ts';

export type SaidAmount = { value: string; how: 'figures' | 'capitals'; at: number; to: number };
export type SaidAmounts = { all: readonly SaidAmount[]; total: SaidAmount | null; totalInCapitals: SaidAmount | null };

/** How far behind the word for the total its amount may stand, and the amount in the other writing behind that. */
const near = 40;

export function amountsIn(phrases: Phrases): (text: string) => SaidAmounts {
  const units = Object.keys(phrases.units).sort((a, b) => b.length - a.length);
  const yuan = `(?:${anyOf(phrases.yuan)})`;
  const figures = new RegExp(`([¥￥]?)\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*(${anyOf(units)})?\\s*(${yuan})?`, 'gu');
  const letters = `${phrases.digits}${Object.keys(phrases.places).join('')}`;
  const capitals = new RegExp(`([${letters}]{2,})\\s*${yuan}`, 'gu');
  const totals = new RegExp(anyOf(phrases.totals), 'gu');
  return (said) => {
    const text = said.normalize('NFKC');
    const all: SaidAmount[] = [];
    for (const found of text.matchAll(figures)) {
      const [whole, sign, number = '', unit, money] = found;
      if (sign === '' && money === undefined) continue;
      const plain = number.replaceAll(',', '');
      if (plain.replace('.', '').length > 16) continue;
      all.push({
        value: scaled(multiply(plain, String(phrases.units[unit ?? ''] ?? 1)), 2),
        how: 'figures',
        at: found.index,
        to: found.index + whole.length,
      });
    }
    for (const found of text.matchAll(capitals)) {
      const value = capitalsOf(sure(found[1], 'the letters'), phrases);
      if (value !== null) all.push({ value, how: 'capitals', at: found.index, to: found.index + found[0].length });
    }
    all.sort((a, b) => a.at - b.at);
    for (const { index, 0: word } of text.matchAll(totals)) {
      const after = all.filter(({ at }) => at >= index && at <= index + word.length + near);
      const [total] = after;
      // A share of the total is not the total.
      if (total === undefined || text.slice(index, total.at).includes('%')) continue;
      const other = all.find(({ at, how }) => how !== total.how && at >= total.at && at <= total.to + near);
      const capital = total.how === 'capitals' ? total : other;
      return { all, total: total.how === 'figures' ? total : (other ?? total), totalInCapitals: capital ?? null };
    }
    return { all, total: null, totalInCapitals: null };
  };
}

/** Whole yuan of a number written in capital letters; null where the letters make none. */
function capitalsOf(letters: string, { digits, places }: Phrases): string | null {
  let [whole, section, digit] = [0, 0, 0];
  for (const letter of letters) {
    const value = digits.indexOf(letter);
    const place = places[letter];
    if (value >= 0) digit = value;
    else if (place !== undefined && place >= 10_000) {
      // Ten thousand closes its own section; a hundred million all that stands before it.
      whole = place >= 100_000_000 ? (whole + section + digit) * place : whole + (section + digit) * place;
      [section, digit] = [0, 0];
    } else if (place !== undefined) {
      section += (digit === 0 ? 1 : digit) * place;
      digit = 0;
    }
  }
  const value = whole + section + digit;
  return value > 0 && Number.isSafeInteger(value) ? scaled(String(value), 2) : null;
}
