// What was found of an answer, and how it is made: with the values that it was judged by, in the units of the form. Pure.
import type { Text } from '../platform/shared/words.ts';
import type { ShownFact } from '../rules/facts.ts';
import type { Check, NumberItem } from './form.ts';
import { fromParts, inParts, inUnit, units } from './unit.ts';

/** Checks that follow from what the form says of its items. */
export const structural = ['required', 'part', 'sum', 'total', 'twice', 'falls', 'slip'] as const;
/**
 * Checks against what is known beyond the answer. Own periods: `leap`, `little`, `unit`, `monthOnly`, `again`, `swapped`, `sign`, `digits`, `outgrows`;
 * `ratio` a comparison of two items, `share` of a part in its whole, `alone` one that moved without the other. Others: `peers`, `peerRatio`. Other registers: `source`.
 */
export const compared = [
  'leap',
  'little',
  'unit',
  'monthOnly',
  'again',
  'swapped',
  'sign',
  'digits',
  'outgrows',
  'ratio',
  'share',
  'alone',
  'peers',
  'peerRatio',
  'source',
] as const;
export type Finding = {
  /** One of `structural` or `compared`, or the code of a check of the version. */
  check: string;
  level: Check['level'];
  /** Items, or `table.row` from 0. */
  about: string[];
  /** What a check of the version says; null of the others, whose words are the module's. */
  name: Text | null;
  /** What was compared, where it has a name of its own: revenue per head, the contracts of a register. */
  of?: Text;
  /** Where what it was judged by is found, of another register. */
  address?: string | null;
  /** Where the platform took all of it from: it is put right there, and not on the form. */
  filledFrom?: Text;
  /** What it was judged by, in the units of the form. */
  facts: Record<string, ShownFact>;
};

export const found = (
  check: (typeof structural)[number] | (typeof compared)[number],
  level: Check['level'],
  about: string[],
  facts: Finding['facts'] = {},
): Finding => ({ check, level, about, name: null, facts });

/** A number of parts as the form writes it. */
export const shown = (of: NumberItem, parts: bigint): string => inUnit(fromParts(parts, of.unit), of.unit);

/** What the common unit (`common`) makes one of the form's. */
export const unitOf = ({ unit }: NumberItem): number => (units[unit].money ? 10 ** (units[unit].exponent - 3) : 1);
/** A measured number of the common unit as the form writes it, to four digits: a median bears no more. */
export const shownAbout = (of: NumberItem, value: number): string => about(value / unitOf(of));
/** A number that was typed, or is between two that were, as the form writes it. */
export const shownExact = (of: NumberItem, value: number): string => String(Number((value / unitOf(of)).toFixed(5)));
/** A plain number to four digits. */
export const about = (value: number): string => {
  const rounded = Number(value.toPrecision(4));
  return Number.isInteger(rounded) ? rounded.toFixed(0) : String(rounded);
};

/** In thousand yuan whatever the form's unit, else in the base unit: numbers of the size that people write, on which logarithms are taken. */
export const common = (of: NumberItem, kept: string): number => (units[of.unit].money ? Number(kept) / 1000 : Number(kept));

export const partsOf = (of: NumberItem, values: Readonly<Record<string, string | null>>): bigint | null => {
  const value = values[of.code] ?? null;
  return value === null ? null : inParts(value, of.unit);
};
