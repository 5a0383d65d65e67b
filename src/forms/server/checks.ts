// The checks of a form's version in its own words: made ready at start, asked of an answer together with what its structure says.
import {
  type Clause,
  type CompiledRule,
  type FactFields,
  type Facts,
  loadRules,
  type Outcome,
  reconsidered,
  refuted,
  type ShownFact,
} from '../../rules/server/index.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { sure } from '../../platform/shared/sure.ts';
import type { Answers, Values } from '../answers.ts';
import { type Check, type FormVersion, type Item, itemsOf } from '../form.ts';
import type { Finding } from '../finding.ts';
import { historyFindings } from '../ownPattern.ts';
import { noPast, type Past } from '../past.ts';
import { peerFindings } from '../peers.ts';
import { sourceFindings } from '../otherSources.ts';
import { structuralFindings } from '../structure.ts';
import { fromParts, inParts, inUnit } from '../unit.ts';

type Schema = { now: FactFields; before: FactFields; lastYear: FactFields };
export type CheckedForm = { version: FormVersion; judge: (answers: Answers, past?: Past) => Finding[] };

/**
 * Makes the checks of a version ready to be asked.
 * @throws {Refusal} `rules.refused` where an expression asks for what the form does not have.
 */
export function openChecks(version: FormVersion): CheckedForm {
  const items = itemsOf(version);
  const fields: FactFields = {
    ...fieldsOf(items),
    ...Object.fromEntries(version.tables.map(({ code, columns }) => [code, [fieldsOf(columns)] as const])),
  };
  const schema: Schema = { now: fields, before: fields, lastYear: fields };
  const rules = loadRules(version.checks.map(asRule), schema);
  const checks = version.checks.map((one, at) => ({ one, rule: sure(rules[at], `check ${one.code}`) }));
  const asked = {
    now: askedOf(version, 'now'),
    before: askedOf(version, 'before'),
    lastYear: askedOf(version, 'lastYear'),
  };
  const factsOf = (when: keyof Schema, answers: Answers | null) => (answers === null ? null : factsIn(asked[when], answers));
  return {
    version,
    judge: (answers, past = noPast) => [
      ...structuralFindings(version, answers, past),
      ...historyFindings(version, answers, past),
      ...peerFindings(version, answers, past),
      ...sourceFindings(version, answers, past.known),
      ...ownFindings(checks, items, {
        now: factsOf('now', answers),
        before: factsOf('before', past.before),
        lastYear: factsOf('lastYear', past.lastYear),
      }),
    ],
  };
}

const fieldsOf = (items: readonly Item[]): FactFields =>
  Object.fromEntries(items.map((one) => [one.code, one.kind === 'number' ? 'int' : one.kind === 'day' ? 'day' : 'text']));

/** A check as a rule: which version it is of, is decided before it is asked. */
const asRule = ({ code, name, expression }: Check) => ({
  code: `form.${code}`,
  name,
  basis: { law: name, sure: 'derived' },
  jurisdiction: 'CN',
  from: '2000-01-01',
  to: null,
  expression,
});

const factsOfValues = (items: readonly Item[], values: Values) =>
  Object.fromEntries(
    items.map((one) => {
      const value = values[one.code] ?? null;
      return [one.code, value !== null && one.kind === 'number' ? inParts(value, one.unit) : value];
    }),
  );
type Asked = { items: Item[]; tables: FormVersion['tables'] };
/** What the expressions may ask of a period, by the words in them: two thousand rows of last year are not made ready for nobody. */
function askedOf(version: FormVersion, when: keyof Schema): Asked {
  const words = version.checks.map(({ expression }) => new Set(expression.match(/\w+/g)));
  const isAsked = ({ code }: { code: string }) => words.some((one) => one.has(when) && one.has(code));
  return { items: itemsOf(version).filter(isAsked), tables: version.tables.filter(isAsked) };
}

const factsIn = (asked: Asked, { items: values, tables }: Answers) => ({
  ...factsOfValues(asked.items, values),
  ...Object.fromEntries(
    asked.tables.map(({ code, columns }) => [code, (tables[code] ?? []).map((row) => factsOfValues(columns, row))]),
  ),
});

function ownFindings(
  checks: readonly { one: Check; rule: CompiledRule<Schema> }[],
  items: readonly Item[],
  facts: Record<keyof Schema, object | null>,
): Finding[] {
  const verdicts = refuted(
    checks.map(({ rule }) => rule),
    facts as Facts<Schema>,
  );
  return checks.flatMap(({ one }, at) => {
    const said = verdicts[at];
    if (!said || reconsidered(said.clause, givenOrUnknown) !== false) return [];
    return [{ check: one.code, level: one.level, about: one.about, name: one.name, facts: shownFacts(items, said.facts) }];
  });
}

/**
 * In the language of rules what is known to be absent equals nothing; in a return it is a figure that nobody has given yet, and whether it
 * equals another is not known. `has` alone may ask whether it is there.
 */
function givenOrUnknown({ text, verdict, facts }: Clause): Outcome {
  const asked = text.replaceAll(/\bhas\s*\([^()]*\)/g, '');
  const names = (path: string) => new RegExp(`(?<![\\w.])${path.replaceAll('.', '\\s*\\.\\s*')}(?!\\w)`).test(asked);
  return Object.entries(facts).some(([path, value]) => names(path) && lacks(value, asked)) ? null : verdict;
}

/** Whether a value is not there, or a row of a table without one that is asked for. */
function lacks(value: ShownFact, asked: string): boolean {
  if (value === null) return true;
  if (!Array.isArray(value)) return false;
  return value.some(
    (row) =>
      typeof row === 'object' &&
      row !== null &&
      Object.entries(row).some(([column, cell]) => cell === null && new RegExp(`\\.\\s*${column}\\b`).test(asked)),
  );
}

/** Facts of whole parts as the form writes them: fen as thousand yuan. */
const shownFacts = (items: readonly Item[], facts: Record<string, ShownFact>): Record<string, ShownFact> =>
  Object.fromEntries(
    Object.entries(facts).map(([path, value]) => {
      const item = items.find((one) => one.code === path.split('.')[1]);
      if (item?.kind !== 'number' || typeof value !== 'string') return [path, value];
      return [path, inUnit(fromParts(BigInt(value), item.unit), item.unit)];
    }),
  );

/** What is wrong with the expressions of a version, each with its check. */
export function mistakesIn(error: unknown, version: FormVersion): string[] {
  if (!(error instanceof Refusal)) throw error;
  return error.errors.map(({ path, code, params }) => {
    const name = version.checks[Number(path.split('.')[0])]?.code ?? path;
    return `version ${version.version}: check ${name}: ${code} ${JSON.stringify(params ?? {})}`;
  });
}
