// What is wrong with a sheet, by its cells: judged here while one types, by the server after each saving; one list of both. Pure, no words of its own.
import { type Answers, type PlacedFault, readAnswers, readCell, type Values } from '../../../forms/answers.ts';
import { type FormVersion, type Item, itemsOf } from '../../../forms/form.ts';
import { isSameYear } from '../../../forms/period.ts';
import { type Finding, type Past, structural, structuralFindings } from '../../../forms/structure.ts';
import { isExplained as says, keyOf } from '../../../forms/explanations.ts';
import { type FilledFrom, findingsOn } from '../../filledFindings.ts';
import type { ReturnSheet, ReturnVerdict } from '../../returnRoutes.ts';
import type { Given, Row } from './cells.ts';

export type Problem = {
  /** `missing` is not filled in yet; `wrong` stops handing in as well; a `warning` asks for an explanation. */
  kind: 'missing' | 'wrong' | 'warning';
  /** Cells it is about, the first of which tells it. */
  about: readonly string[];
  words: string;
  facts: readonly { name: string; value: string }[];
  /** Page of the records by which it was judged. */
  address: string | null;
  /** Under which it is explained; null of a cell that cannot be read. */
  key: string | null;
};

/** Reads a sheet again and again, row by row only where a row has changed: 2,000 rows while one types. */
export function openReading(version: FormVersion): (given: Given, filled: Row) => { answers: Answers; faults: PlacedFault[] } {
  const known = new WeakMap<Row, { values: Values; faults: PlacedFault[] }>();
  const rowRead = (columns: readonly Item[], row: Row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const faults: PlacedFault[] = [];
    const values: Values = {};
    for (const column of columns) {
      const read = readCell(column, row[column.code] ?? '');
      values[column.code] = 'value' in read ? read.value : null;
      if ('fault' in read) faults.push({ ...read.fault, place: column.code });
    }
    const now = { values, faults };
    known.set(row, now);
    return now;
  };
  return (given, filled) => {
    const items = readAnswers({ ...version, tables: [] }, { items: { ...given.items, ...filled }, tables: {} });
    const faults = [...items.faults];
    const tables = version.tables.map(({ code, columns }): [string, Values[]] => [
      code,
      (given.tables[code] ?? []).map((row, at) => {
        const read = rowRead(columns, row);
        for (const fault of read.faults) faults.push({ ...fault, place: `${code}.${at}.${fault.place}` });
        return read.values;
      }),
    ]);
    return { answers: { items: items.answers.items, tables: Object.fromEntries(tables) }, faults };
  };
}

/** Earlier figures as they are judged by, from how the form writes them. */
export function pastOf(
  version: FormVersion,
  { before, lastYear, period }: Pick<ReturnSheet, 'before' | 'lastYear' | 'period'>,
): Past {
  const read = (of: ReturnSheet['before']): Answers | null =>
    of === null ? null : { items: valuesOf(version, of.items), tables: {} };
  return { before: read(before), lastYear: read(lastYear), sameYear: before !== null && isSameYear(before.period, period) };
}
const valuesOf = (version: FormVersion, said: Row): Values =>
  Object.fromEntries(
    itemsOf(version).map((one) => {
      const read = readCell(one, said[one.code] ?? '');
      return [one.code, 'value' in read ? read.value : null];
    }),
  );

export type Judged = { faults: readonly PlacedFault[]; findings: readonly Finding[] };
type Read = ReturnType<ReturnType<typeof openReading>>;
export function judge(version: FormVersion, read: Read, past: Past, filled: FilledFrom = new Map()): Judged {
  const unread = new Set(read.faults.map(({ place }) => place));
  // What was typed and could not be read is not missing as well.
  const findings = structuralFindings(version, read.answers, past).filter(
    ({ check, about }) => check !== 'required' || !about.some((place) => unread.has(place)),
  );
  return { faults: read.faults, findings: findingsOn(version, findings, filled) };
}

type Say = (key: string, params: Record<string, string | number>) => string;
const ofStructure: ReadonlySet<string> = new Set(structural);

/**
 * All that is wrong, in the order of the form's places. Where the server has judged just what is shown, its word alone; else our own look at
 * cells and structure, with what the server's checks have last said of the rest.
 */
export function problemsOf(own: Judged, server: ReturnVerdict, current: boolean, say: Say): Problem[] {
  const wrong = (one: { place: string; words: string }): Problem => ({
    kind: 'wrong',
    about: [one.place],
    words: one.words,
    facts: [],
    address: null,
    key: null,
  });
  if (current) return [...server.faults.map(wrong), ...server.findings.map(problemOf)];
  return [
    ...own.faults.map((one) => wrong({ place: one.place, words: say(`forms:faults.${one.code}`, one.params) })),
    ...own.findings.map(({ check, level, about, facts, filledFrom }) => {
      const shown = Object.fromEntries(
        Object.entries(facts).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
      );
      const words = say(`forms:findings.${check}`, shown);
      return problemOf({
        check,
        level,
        about,
        words: filledFrom === undefined ? words : say('forms:findings.filledFrom', { words, source: filledFrom.zh }),
        facts: Object.entries(shown).map(([name, value]) => ({ name: say(`forms:facts.${name}`, {}), value })),
        address: null,
        key: keyOf({ check, about }),
      });
    }),
    ...server.findings.filter(({ check }) => !ofStructure.has(check)).map(problemOf),
  ];
}

function problemOf(of: Omit<ReturnVerdict['findings'][number], 'explanation'>): Problem {
  const { check, level, about, words, facts, address, key } = of;
  const kind = level === 'warning' ? 'warning' : check === 'required' ? 'missing' : 'wrong';
  return { kind, about, words, facts, address, key };
}

export type Placed = {
  all: readonly Problem[];
  /** Those that a cell tells. */
  at: ReadonlyMap<string, readonly Problem[]>;
  /** Every cell that one of them is about. */
  touched: ReadonlyMap<string, Problem['kind']>;
  /** Of a table's rows, by their number. */
  rows: ReadonlyMap<string, ReadonlyMap<number, readonly Problem[]>>;
};

const gravity = { wrong: 0, missing: 1, warning: 2 } as const;

export function placed(all: readonly Problem[]): Placed {
  const touched = new Map<string, Problem['kind']>();
  for (const { about, kind } of all)
    for (const place of about) {
      const before = touched.get(place);
      if (before === undefined || gravity[kind] < gravity[before]) touched.set(place, kind);
    }
  const rows = new Map<string, Map<number, Problem[]>>();
  for (const problem of all)
    for (const [table, row] of new Map(problem.about.flatMap(inRow))) {
      const own = rows.get(table) ?? new Map<number, Problem[]>();
      rows.set(table, own.set(row, [...(own.get(row) ?? []), problem]));
    }
  return { all, at: Map.groupBy(all, ({ about }) => about[0] ?? ''), touched, rows };
}
const inRow = (place: string): [string, number][] => {
  const [table = '', row] = place.split('.');
  return row === undefined ? [] : [[table, Number(row)]];
};

/** How much is to be done before it can be handed in; warnings that are explained are done. */
export function counted(all: readonly Problem[], explanations: Record<string, string>) {
  const of = (kind: Problem['kind']) => all.filter((one) => one.kind === kind);
  return {
    missing: of('missing').length,
    wrong: of('wrong').length,
    unexplained: of('warning').filter((one) => !isExplained(one, explanations)).length,
  };
}
export const isExplained = ({ key }: Problem, explanations: Record<string, string>): boolean =>
  key !== null && says(explanations[key]);
