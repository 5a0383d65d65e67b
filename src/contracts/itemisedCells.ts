// Several amounts in one cell, as an officer writes them in a sheet: `设备费:120000; 材料费:3.5万`. A label, a colon, an amount; parted by semicolons or lines. Pure.
import { multiplied } from './amountCells.ts';
import type { Cost, Terms } from './terms.ts';

/** Why a cell is not read: the part of it that is wrong, and in what. */
export type CellFault = { code: 'noLabel' | `amount.${string}` | 'notADay'; value: string };
type Read<T> = { ok: true; value: T } | { ok: false; fault: CellFault };
type Part = { label: string; amount: string };

/** The last colon parts label and amount: a label may hold one itself. Without any it is an amount alone. */
function partsOf(cell: string): Part[] {
  const all = cell.split(/[;；\n]/).map((one) => one.trim());
  return all
    .filter((one) => one !== '')
    .map((one) => {
      const at = Math.max(one.lastIndexOf(':'), one.lastIndexOf('：'));
      return at < 0 ? { label: '', amount: one } : { label: one.slice(0, at).trim(), amount: one.slice(at + 1).trim() };
    });
}

const yuanIn = (said: string): Read<string> => {
  const read = multiplied(said, 1n);
  return read.ok ? { ok: true, value: read.yuan } : { ok: false, fault: { code: `amount.${read.code}`, value: said } };
};

/** `kinds` are the words by which a label tells its kind; `carriers` those that begin what is not deducted of it, in brackets. */
export type CostWords = { kinds: readonly (readonly [Cost['kind'], readonly string[]])[]; carriers: readonly string[] };

/** Itemised non-technical costs: `设备费:120000; 材料费（载体2000）:30000`. A cost says what it is for. */
export function costsIn(cell: string, { kinds, carriers }: CostWords): Read<Cost[]> {
  const costs: Cost[] = [];
  for (const { label, amount } of partsOf(cell)) {
    const bracket = carriersIn(label, carriers);
    const what = bracket === null ? label : label.slice(0, bracket.at).trim();
    if (what === '') return { ok: false, fault: { code: 'noLabel', value: amount } };
    const [whole, kept] = [yuanIn(amount), yuanIn(bracket?.amount ?? '0')];
    if (!whole.ok) return whole;
    if (!kept.ok) return kept;
    const kind = kinds.find(([, names]) => names.some((name) => what.toLowerCase().includes(name.toLowerCase())))?.[0] ?? 'other';
    costs.push({ kind, what, amount: whole.value, carriers: kept.value });
  }
  return { ok: true, value: costs };
}

function carriersIn(label: string, words: readonly string[]): { at: number; amount: string } | null {
  const bracket = /[(（]([^()（）]*)[)）]$/.exec(label);
  const word = words.find((one) => bracket?.[1]?.toLowerCase().startsWith(one.toLowerCase()));
  if (!bracket || word === undefined) return null;
  return { at: bracket.index, amount: (bracket[1] ?? '').slice(word.length).replace(/^[\s:：]+/, '') };
}

/** Instalments: `2026-03-01:300000; 验收合格后:700000; 2026-06-30 交付样机:200000`. A day, a condition, both or neither. */
export function scheduleIn(cell: string, dayOf: (said: string) => string | null): Read<Terms['schedule']> {
  const schedule: Terms['schedule'] = [];
  for (const { label, amount } of partsOf(cell)) {
    const read = yuanIn(amount);
    if (!read.ok) return read;
    const begun = /^\d{4}[^\d\s]\d{1,2}[^\d\s]\d{1,2}\p{L}?(?=\s|$)/u.exec(label)?.[0];
    const on = begun === undefined ? null : dayOf(begun);
    if (begun !== undefined && on === null) return { ok: false, fault: { code: 'notADay', value: begun } };
    const condition = label.slice(begun?.length ?? 0).trim();
    schedule.push({ amount: read.value, on, condition: condition === '' ? null : condition });
  }
  return { ok: true, value: schedule };
}

/** Per cent as `3%` or `3`. Below 1 without the sign it may be a share as a sheet keeps it, and is not guessed; null what is no rate. */
export function rateIn(cell: string): { ok: true; rate: string } | { ok: false; code: 'ambiguous' | 'malformed' } {
  const [, rate, sign] = /^(\d{1,3}(?:\.\d{1,4})?)\s*(%?)$/.exec(cell.normalize('NFKC').trim()) ?? [];
  if (rate === undefined || Number(rate) === 0) return { ok: false, code: 'malformed' };
  return sign === '' && Number(rate) < 1 ? { ok: false, code: 'ambiguous' } : { ok: true, rate };
}
