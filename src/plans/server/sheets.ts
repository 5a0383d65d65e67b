// Allocations and shares as sheets: a template with the city's places, a file read back line by line, and the tables to take away.
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { invalid, notFound } from '../../platform/shared/errors.ts';
import { compare, decimal, multiply, ratio, scaled, sum } from '../../platform/shared/money.ts';
import { textIn } from '../../platform/shared/words.ts';
import { tidyLine } from '../../platform/shared/characters.ts';
import {
  readSheet,
  type SheetColumn,
  type SheetRow,
  sheetTypes,
  type Written,
  writeSheet,
} from '../../platform/server/documents/sheet.ts';
import type { Attachment, Upload } from '../../platform/server/mount.ts';
import { displayIn, type IndicatorDefinition } from '../../indicators/indicator.ts';
import type { z } from 'zod';
import type { forces, Part } from '../allocation.ts';
import { isWhole, type PacePath } from '../pace.ts';
import type { PlanTarget } from '../plan.ts';
import type { DraftTarget } from '../planDraft.ts';
import type { previewAllocationSheet, TargetShares } from '../share.ts';
import { nameOfDepartment, nameOfPlace, type Named } from './allocations.ts';

export type Say = (key: string, language: Language, params?: Record<string, string | number>) => string;
export type SheetParts = Named & { say: Say };
type Force = (typeof forces)[number];
type Preview = z.output<(typeof previewAllocationSheet)['response']>;
type Of = { target: PlanTarget; definition: IndicatorDefinition; year: number; parts: readonly Part[] };

const months = Array.from({ length: 12 }, (_none, at) => at + 1);
const fileName = (...parts: (string | number)[]): string => `${parts.join(' ')}.xlsx`;
const written = (name: string, columns: readonly SheetColumn[], rows: readonly Written[]): Attachment => ({
  attachment: writeSheet(name, columns, rows),
  type: sheetTypes.xlsx,
  name: fileName(name),
});

/** Amounts stand in the unit in which people say them: 亿元. */
const inDisplay = (value: string, factor: string): string => plain(ratio(value, factor, 8) ?? value);
const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);

function columnsOf({ say }: SheetParts, definition: IndicatorDefinition, language: Language): SheetColumn[] {
  const title = (key: string, params = {}) => say(`plans:sheet.${key}`, language, params);
  const { unit } = displayIn(definition.display, language);
  return [
    { key: 'place', title: title('place') },
    { key: 'amount', title: title('amount', { unit }), kind: 'number' },
    { key: 'force', title: title('force') },
    { key: 'department', title: title('department'), width: 28 },
    ...months.map((month): SheetColumn => ({ key: `m${month}`, title: title('month', { month }), width: 8, kind: 'number' })),
  ];
}

/** One line a place, with the parts of an allocation where they are there already. */
export function templateOf(of: SheetParts, { target, definition, year, parts }: Of, { language }: Actor): Attachment {
  const places = of.regions.filter((one) => one.kind !== 'city');
  const { factor } = displayIn(definition.display, language);
  const rows = places.flatMap(({ id }): Written[] => {
    const own = parts.filter((one) => one.place === id);
    const line = (one?: Part): Written => ({
      place: nameOfPlace(of, id, language),
      amount: one ? inDisplay(one.amount, factor) : '',
      force: of.say(`plans:force.${one?.force ?? 'binding'}`, language),
      department: nameOfDepartment(of, one?.department ?? null, language) ?? '',
      ...(one?.pace.path === 'months' ? Object.fromEntries(one.pace.shares.map((share, at) => [`m${at + 1}`, share])) : {}),
    });
    return own.length === 0 ? [line()] : own.map(line);
  });
  const name = of.say('plans:sheet.name', language, { target: textIn(target.name, language), year });
  return written(name, columnsOf(of, definition, language), rows);
}

/** Reads a filled-in template line by line; nothing is written. Names of either language are known. */
export async function previewOf(
  of: SheetParts,
  definition: IndicatorDefinition,
  file: Upload,
  { language }: Actor,
): Promise<Preview> {
  const sheet = await readSheet({ name: file.name, bytes: file.content }, { rows: 500 });
  const columns = (['zh-CN', 'en'] as const).map((one) => columnsOf(of, definition, one));
  const found = columns.find((all) => all.slice(0, 2).every((one) => sheet.header.includes(tidyLine(one.title))));
  const factor = displayIn(definition.display, found === columns[1] ? 'en' : 'zh-CN').factor;
  if (!found) {
    const wanted = (columns[language === 'en' ? 1 : 0] ?? []).slice(0, 2).map((one) => one.title);
    throw invalid({}, [
      { path: 'file', code: 'columns', words: 'plans:refusals.columns', params: { wanted: wanted.join(', ') } },
    ]);
  }
  const cell = (row: SheetRow, key: string) =>
    (row.cells[tidyLine(found.find((one) => one.key === key)?.title ?? '')] ?? '').trim();
  const flawed = new Map(sheet.problems.map((one) => [one.row, of.say(one.words, language, one.params)]));
  const parts: Preview['parts'] = [];
  const rows = sheet.rows.map((row): Preview['rows'][number] => {
    const read = readLine(of, definition, { factor, cell: (key) => cell(row, key) });
    const said = { row: row.row, name: cell(row, 'place'), place: read.place, amount: read.amount };
    const wrong = flawed.get(row.row) ?? (read.wrong && of.say(`plans:sheet.wrong.${read.wrong}`, language));
    if (wrong) return { ...said, verdict: 'refuse', words: wrong };
    if (read.part === null) return { ...said, verdict: 'skip', words: of.say('plans:sheet.wrong.noAmount', language) };
    const twice = parts.some((one) => one.place === read.place && one.department === read.part?.department);
    if (twice) return { ...said, verdict: 'refuse', words: of.say('plans:sheet.wrong.twice', language) };
    parts.push(read.part);
    return { ...said, verdict: 'take', words: null };
  });
  return { rows, parts, sum: sum(parts.map((one) => one.amount)) };
}

type Line = { factor: string; cell: (key: string) => string };
type Read = { place: string | null; amount: string | null; part: Preview['parts'][number] | null; wrong: string | null };

function readLine(of: SheetParts, { scale }: IndicatorDefinition, { factor, cell }: Line): Read {
  const place =
    of.regions.find((one) => one.kind !== 'city' && [one.id, one.name.zh, one.name.en].includes(cell('place')))?.id ?? null;
  const typed = cell('amount').replaceAll(/[,\s]/g, '');
  const none = { place, amount: null, part: null };
  if (place === null) return { ...none, wrong: 'place' };
  if (typed === '') return { ...none, wrong: null };
  if (!decimal.safeParse(typed).success || compare(typed, '0') < 0) return { ...none, wrong: 'amount' };
  const exact = multiply(typed, factor === '1' ? '1' : String(BigInt(Number(factor))));
  const amount = scaled(exact, scale);
  if (compare(amount, exact) !== 0) return { ...none, wrong: 'decimals' };
  const said = { place, amount };
  const department = departmentIn(of, cell('department'));
  if (department === undefined) return { ...said, part: null, wrong: 'department' };
  const force = forceIn(of, cell('force'));
  if (force === null) return { ...said, part: null, wrong: 'force' };
  const pace = paceIn(months.map((month) => cell(`m${month}`)));
  if (pace === null || !isWhole(pace)) return { ...said, part: null, wrong: 'months' };
  return { ...said, part: { place, department, amount, force, pace }, wrong: null };
}

/** Null where none is named; undefined for one that there is not. */
function departmentIn({ departments }: Named, said: string): string | null | undefined {
  if (said === '') return null;
  return departments.find((one) => [one.code, one.name.zh, one.name.en].includes(said))?.code;
}

function forceIn({ say }: SheetParts, said: string): Force | null {
  if (said === '') return 'binding';
  const all = ['binding', 'anticipated'] as const;
  return all.find((one) => [one, say(`plans:force.${one}`, 'zh-CN'), say(`plans:force.${one}`, 'en')].includes(said)) ?? null;
}

function paceIn(cells: readonly string[]): PacePath | null {
  if (cells.every((one) => one === '')) return { path: 'linear' };
  const shares = cells.map((one) => (one === '' ? '0' : one));
  return shares.every((one) => decimal.safeParse(one).success && compare(one, '0') >= 0) ? { path: 'months', shares } : null;
}

/** The table of shares as a sheet: exactly the lines that the page shows. */
export function sharesSheetOf(
  { say }: SheetParts,
  items: readonly TargetShares[],
  name: string,
  { language }: Actor,
): Attachment {
  const keys = [
    'target',
    'year',
    'place',
    'department',
    'force',
    'unit',
    'share',
    'current',
    'on',
    'expected',
    'gap',
    'short',
    'verdict',
  ] as const;
  const numeric = new Set<string>(['share', 'current', 'expected', 'gap', 'short']);
  const columns = keys.map(
    (key): SheetColumn => ({
      key,
      title: say(`plans:shares.file.${key}`, language),
      ...(numeric.has(key) ? { kind: 'number' } : {}),
    }),
  );
  const shown = (value: string | null, factor: string) => (value === null ? '' : inDisplay(value, factor));
  const rows = items.flatMap((item) =>
    item.rows.map((row): Written => {
      const { factor, unit } = item.display;
      return {
        target: item.name,
        year: item.year,
        place: row.name,
        department: row.departmentName,
        force: row.force === null ? '' : say(`plans:force.${row.force}`, language),
        unit,
        share: shown(row.share, factor),
        current: row.current === null ? say('plans:shares.noData', language) : shown(row.current, factor),
        on: row.on,
        expected: shown(row.expected, factor),
        gap: shown(row.gap, factor),
        short: shown(row.short, factor),
        verdict: say(`plans:shares.verdict.${row.verdict}`, language),
      };
    }),
  );
  return written(name, columns, rows);
}

export type Comparing = DraftTarget & {
  shownName: string;
  display: { unit: string; factor: string };
  change: string | null;
  changeShare: string | null;
};
/** Old and new side by side. */
export function comparisonOf({ say }: SheetParts, targets: readonly Comparing[], name: string, { language }: Actor): Attachment {
  const keys = ['target', 'unit', 'old', 'closing', 'on', 'baseline', 'next', 'change', 'changeShare', 'kept'] as const;
  const columns = keys.map((key): SheetColumn => ({ key, title: say(`plans:draft.file.${key}`, language) }));
  const rows = targets.map((one): Written => {
    const { factor, unit } = one.display;
    const shown = (value: string | null | undefined) => (value === null || value === undefined ? '' : inDisplay(value, factor));
    const goal = (comparator: string, value: string) => `${say(`plans:comparator.${comparator}`, language)} ${shown(value)}`;
    return {
      target: one.shownName,
      unit,
      old: one.old ? goal(one.old.comparator, one.old.value) : say('plans:draft.isNew', language),
      closing: one.closing.value === null ? say('plans:shares.noData', language) : shown(one.closing.value),
      on: one.closing.on,
      baseline: one.baseline === null ? say('plans:shares.noData', language) : shown(one.baseline),
      next: one.kept ? goal(one.comparator, one.value) : '',
      change: one.kept ? shown(one.change) : '',
      changeShare: one.kept && one.changeShare !== null ? `${one.changeShare}%` : '',
      kept: say(one.kept ? 'plans:draft.kept' : 'plans:draft.dropped', language),
    };
  });
  return written(name, columns, rows);
}

export const orNotFound = <T>(found: T | null | undefined): T => {
  if (found === null || found === undefined) throw notFound();
  return found;
};
