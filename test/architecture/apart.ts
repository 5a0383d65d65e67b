// The rules that what was given for statistics goes nowhere else: modules that evaluate, credit or subsidise stand below statistics, import nothing of it, read none of its tables, and open no figure of it.
import { importsOf } from './boundaries.ts';
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf, type Source } from './source.ts';
import { placeOf, stepOf } from './modules.ts';

const statistics = 'statistics';
const stepOfStatistics = stepOf(statistics) ?? 0;
const isBelow = ({ path }: Source): boolean => {
  const { module, part } = placeOf(path);
  return part !== 'root' && part !== 'outside' && (stepOf(module) ?? stepOfStatistics) < stepOfStatistics;
};

/** Imports upwards are refused by the order of the modules; SQL is text, which no import shows. */
export const statisticsApart: Rule = {
  name: 'statistics kept apart',
  reads: (path) => path.startsWith('src/') && isCode(path) && !isTest(path),
  find: (sources) => {
    const tables = sources
      .filter(({ path }) => path.startsWith(`src/${statistics}/server/`))
      .flatMap((one) => syntaxOf(one).tables);
    if (tables.length === 0) return [];
    const named = new RegExp(`\\b(?:from|join|into|update)\\s+"?(${tables.join('|')})\\b`, 'i');
    return sources.filter(isBelow).flatMap((source): Violation[] =>
      [...syntaxOf(source).texts, ...calledIn(source)].flatMap(({ value, line }) => {
        const table = named.exec(value)?.[1];
        return table === undefined
          ? []
          : [{ path: source.path, line, says: `${table} was given for statistics: nothing below them reads it` }];
      }),
    );
  },
};

/** Tables that a query of Kysely names in place, as SQL would. */
const calledIn = (source: Source) =>
  syntaxOf(source).calls.flatMap(({ chain, argument, line }) =>
    /^(selectFrom|\w*Join)$/.test(chain.at(-1) ?? '')
      ? [argument ?? []].flat().map((one) => ({ value: `from ${one}`, line }))
      : [],
  );

const opening = 'src/platform/shared/disclosed.ts';
/**
 * Who opens a figure given for statistics: the kernel where it keeps and seals the row; the respondent's sheet and its handing in, what they are
 * measured by, and the chain in charge of it; the sums; what a respondent carries itself.
 */
export const openers: readonly string[] = [
  'src/records/server/confidentialColumns.ts',
  ...[
    'aboveScale',
    'carried/figures',
    'returnFacts',
    'returnHanding',
    'returnSheet',
    'returns',
    'sealed/code',
    'sealed/mount',
  ].map((one) => `src/${statistics}/server/${one}.ts`),
];
/** Statements of its own in which statistics reads closed columns: what a return is measured by, and the sums. */
const readers = ['aboveScaleImport', 'candidates', 'returnFacts', 'returnPast'].map(
  (one) => `src/${statistics}/server/${one}.ts`,
);
const columnsIn = /\b(?:statistical_returns\b[^]*\b(?:answers|filled|proposed|superseded)|yearly_revenues\b[^]*\brevenue)\b/i;

/** A figure stays closed (`Confidential`) everywhere else: a rule that judges, credits or grants has nothing to ask it of. */
export const openedByFew: Rule = {
  name: 'statistical figures opened by few',
  reads: (path) => path.startsWith('src/') && isCode(path) && !isTest(path),
  find: (sources) =>
    sources.flatMap((source): Violation[] => {
      const { path } = source;
      const opens = openers.includes(path) ? [] : importsOf(source).filter(({ to }) => to === opening);
      const reads = readers.includes(path) || openers.includes(path) ? [] : syntaxOf(source).texts;
      return [
        ...opens.map(({ line }) => ({ path, line, says: 'opens figures given for statistics: leave them closed' })),
        ...reads
          .filter(({ value }) => /^\s*select\b/i.test(value) && [value, reversed(value)].some((one) => columnsIn.test(one)))
          .map(({ line }) => ({ path, line, says: 'reads figures given for statistics past their closing: ask by Kysely' })),
      ];
    }),
};
/** The columns of a statement stand before its table. */
const reversed = (statement: string): string =>
  statement
    .split(/\b(?=from\b)/i)
    .reverse()
    .join(' ');
