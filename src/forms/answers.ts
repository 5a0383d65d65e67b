// What a respondent gives for a form, cell by cell: read exactly or refused by name, never guessed. Pure; whether it hangs together: structure.ts.
import { day } from '../platform/shared/dates.ts';
import { tidy, tidyName, unshowableIn } from '../platform/shared/characters.ts';
import { numberIn, scale } from '../platform/shared/numeral.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };
import { type FormVersion, type Item, itemsOf, type NumberItem } from './form.ts';
import { inBase, inUnit, placesOf, units } from './unit.ts';

/** Values as they are kept: numbers of the base unit, codes of options, days, texts; null where nothing is given. */
export type Values = Record<string, string | null>;
export type Answers = { items: Values; tables: Record<string, Values[]> };

/**
 * `unitSaid`: the cell names a unit of its own (12 wan under a column of thousand yuan): refused, and `would` says how it is written here.
 * `formula`: a spreadsheet's formula, which may show another number than it holds.
 */
export const cellFaults = [
  'notANumber',
  'unitSaid',
  'grouping',
  'decimals',
  'whole',
  'negative',
  'tooLarge',
  'tooLong',
  'unshowable',
  'notAnOption',
  'notADay',
  'formula',
] as const;
export type CellFault = { code: (typeof cellFaults)[number]; params: Record<string, string | number> };
export type CellRead = { value: string | null } | { fault: CellFault };
const no = (code: CellFault['code'], params: CellFault['params'] = {}): CellRead => ({ fault: { code, params } });

/** What stands for a cell that holds a formula: it may show another number than it holds. */
export const formulaSign = '=';

/** One cell as it was typed, pasted or stood in a file. Blank is null. */
export function readCell(of: Item, typed: string): CellRead {
  const strange = unshowableIn(typed);
  if (strange !== null) return no('unshowable', { sign: strange });
  const said = tidy(typed);
  if (said === '') return { value: null };
  if (said === formulaSign) return no('formula');
  switch (of.kind) {
    case 'number':
      return readNumber(of, said);
    case 'choice': {
      const option = of.options.find((one) => one.code === said || tidy(one.name.zh) === said || tidy(one.name.en) === said);
      return option ? { value: option.code } : no('notAnOption');
    }
    case 'day': {
      const [, year, month, date] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(said) ?? [];
      const plain = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
      return day.safeParse(plain).success ? { value: plain } : no('notADay');
    }
    case 'text': {
      const written = tidyName(typed);
      return written.length > of.longest ? no('tooLong', { longest: of.longest }) : { value: written };
    }
  }
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const groupedNumber = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;

function readNumber(of: NumberItem, said: string): CellRead {
  // A minus as letters have it, and no space after it.
  const plain = said.replace(/^[\u2212\u2013\uff0d] */, '-');
  if (!plainNumber.test(plain) && !groupedNumber.test(plain)) return strangeNumber(of, plain);
  const number = plain.replaceAll(',', '');
  if (number.startsWith('-') && !of.signed && /[1-9]/.test(number)) return no('negative');
  const value = inBase(number, of.unit);
  if (value !== null) return { value };
  const [, part = ''] = number.split('.');
  if (part.replace(/0+$/, '').length <= placesOf(of.unit)) return no('tooLarge');
  return placesOf(of.unit) === 0 ? no('whole') : no('decimals', { places: placesOf(of.unit) });
}

/** What is no plain number: a number with a unit of its own is told how it would be written here. */
function strangeNumber(of: NumberItem, said: string): CellRead {
  if (/^-?[\d,]+(\.\d+)?$/.test(said) && said.includes(',')) return no('grouping');
  const bare = said.replace(currency, '$1').replace(ownSign, '').trim();
  const read = numberIn(bare.replace(/^-/, ''));
  if (!read.ok || !/\d/.test(said)) return no('notANumber');
  const digits = `${bare.startsWith('-') ? '-' : ''}${read.value.toString().padStart(scale + 1, '0')}`;
  const number = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  const base = inBase(number, units[of.unit].money ? 'yuan' : of.unit);
  return base === null ? no('notANumber') : no('unitSaid', { would: inUnit(base, of.unit) });
}
/** Signs of the currency before or behind; behind, the sign of what is counted: what is left is the number. */
const currency = /^(-?)[\u00a5\uffe5]|(?:yuan|rmb|cny)$/gi;
const ownSign = new RegExp(`[${numerals.yuan}${numerals.counters}]$`, 'u');

/** What is given, as it was typed: items by their code, rows of tables. What a form does not ask is refused, not dropped. */
export type Given = { items: Record<string, string | null>; tables: Record<string, Record<string, string | null>[]> };
/** Where a fault is: `revenue`, or `tenants.3.name` with the number of the row from 0. */
export type PlacedFault = CellFault & { place: string };
export type AnswersRead = { answers: Answers; faults: PlacedFault[]; unknown: string[] };

/** Reads all that is given. What is faulty is null in `answers` and named in `faults`; what is good is kept. */
export function readAnswers(of: FormVersion, given: Given): AnswersRead {
  const faults: PlacedFault[] = [];
  const unknown: string[] = [];
  const valuesOf = (items: readonly Item[], said: Record<string, string | null>, at: string): Values => {
    unknown.push(...Object.keys(said).flatMap((one) => (items.some(({ code }) => code === one) ? [] : [`${at}${one}`])));
    return Object.fromEntries(
      items.map((item) => {
        const read = readCell(item, said[item.code] ?? '');
        if ('fault' in read) faults.push({ ...read.fault, place: `${at}${item.code}` });
        return [item.code, 'value' in read ? read.value : null];
      }),
    );
  };
  const items = valuesOf(itemsOf(of), given.items, '');
  unknown.push(...Object.keys(given.tables).filter((one) => !of.tables.some(({ code }) => code === one)));
  const tables = Object.fromEntries(
    of.tables.map((table) => {
      const rows = given.tables[table.code] ?? [];
      if (rows.length > table.most) unknown.push(`${table.code}.${table.most}`);
      return [table.code, rows.map((row, at) => valuesOf(table.columns, row, `${table.code}.${at}.`))];
    }),
  );
  return { answers: { items, tables }, faults, unknown };
}

/** The other way: what was read, cell by cell as the form writes it. */
export function writtenOf(of: FormVersion, { items, tables }: Answers): Given {
  const written = (asked: readonly Item[], values: Values) =>
    Object.fromEntries(asked.map((item) => [item.code, writtenCell(item, values[item.code] ?? null)]));
  return {
    items: written(itemsOf(of), items),
    tables: Object.fromEntries(
      of.tables.map(({ code, columns }) => [code, (tables[code] ?? []).map((row) => written(columns, row))]),
    ),
  };
}

export const writtenCell = (of: Item, value: string | null): string | null =>
  value !== null && of.kind === 'number' ? inUnit(value, of.unit) : value;
