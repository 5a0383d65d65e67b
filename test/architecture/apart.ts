// The rule that what was given for statistics goes nowhere else: modules that evaluate, credit or subsidise stand below statistics, import nothing of it, and read none of its tables.
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
