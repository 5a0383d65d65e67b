// What a sending back begins with: each clause that fails, each field that is missing, each value that the text says otherwise. Pure.
import type { CheckResult } from '../../check.ts';
import type { Compared } from '../../compare.ts';
import type { Defect } from '../../contract.ts';

/** A defect as it is offered; `include` those that a registrar would send unless he says otherwise. */
export type Offered = Defect & { key: string; include: boolean };
type Words = {
  clause: (name: string, advice: string | null) => string;
  missing: (path: string) => string;
  differs: (line: Compared) => string;
};
const longestQuote = 1000;

export function prefilled(
  result: Pick<CheckResult, 'clauses'> | null,
  lines: readonly Compared[],
  missing: readonly string[],
  words: Words,
): Offered[] {
  const clauses = (result?.clauses ?? []).filter(({ verdict, effect }) => verdict === false && effect !== 'note');
  return [
    ...clauses.map(({ rule, name, advice, quote }) => ({
      key: rule,
      path: 'text',
      quote: quote === null ? null : quote.slice(0, longestQuote),
      words: words.clause(name, advice),
      include: true,
    })),
    ...lines
      .filter(({ same }) => same === false)
      .map((line) => ({ key: `differs ${line.path}`, path: line.path, quote: null, words: words.differs(line), include: true })),
    ...missing.map((path) => ({ key: `missing ${path}`, path, quote: null, words: words.missing(path), include: true })),
  ];
}

/** What is sent: the ticked ones that say something, without what only the form knows. */
export const defectsOf = (offered: readonly Offered[]): Defect[] =>
  offered
    .filter(({ include, words }) => include && words.trim() !== '')
    .map(({ path, quote, words }) => ({ path, quote, words: words.trim().slice(0, longestQuote) }));
