// Asks a rule of facts: true, false or unknown, with the clauses and facts that made it so. Pure: same rule, same facts, same answer.
import type { Branch, Leaf, Tree } from './expression.ts';
import {
  type Facts,
  type FactSchema,
  factAt,
  type HeldFact,
  type HeldFields,
  hold,
  holdsAbsent,
  missingAt,
  type ShownFact,
  showFact,
} from './facts.ts';
import type { CompiledRule } from './load.ts';
import type { Clause, Outcome, Verdict } from './rule.ts';

/** A rule that fails on facts of its own schema (division by zero, overflow). Not a user's mistake: the rule must be mended. */
export class BrokenRule extends Error {
  readonly rule: string;
  readonly text: string;
  constructor(rule: string, text: string, cause: unknown) {
    super(`the rule ${rule} is broken at: ${text}`, { cause });
    this.name = 'BrokenRule';
    this.rule = rule;
    this.text = text;
  }
}

/**
 * Asks one rule.
 * @throws {WrongFact} when the facts are not of the rule's schema.
 * @throws {BrokenRule} when a part fails whose outcome the verdict needs.
 */
export function evaluate<S extends FactSchema>(rule: CompiledRule<S>, facts: Facts<S>): Verdict {
  return judge(rule, hold(rule.schema, facts));
}

/** Asks many rules of one schema, loaded together, of the same facts; these are checked once. */
export function evaluateAll<S extends FactSchema>(rules: readonly CompiledRule<S>[], facts: Facts<S>): Verdict[] {
  const held = new Map<S, HeldFields>();
  return rules.map((rule) => {
    const ready = held.get(rule.schema) ?? hold(rule.schema, facts);
    held.set(rule.schema, ready);
    return judge(rule, ready);
  });
}

/** The same, of which only what does not hold is explained; null stands for what holds or is not known: of many, most hold. */
export function refuted<S extends FactSchema>(rules: readonly CompiledRule<S>[], facts: Facts<S>): (Verdict | null)[] {
  const held = new Map<S, HeldFields>();
  return rules.map((rule) => {
    const ready = held.get(rule.schema) ?? hold(rule.schema, facts);
    held.set(rule.schema, ready);
    const outcome = outcomeOf(rule.tree, { rule: rule.rule.code, facts: ready, asked: askedOf(rule, ready) });
    if (outcome === true || outcome === null) return null;
    const whole = judge(rule, ready);
    return whole.verdict === false ? whole : null;
  });
}

/** An outcome without its reasons; undefined where a part failed, which the whole judges. */
function outcomeOf(tree: Tree, asking: Asking): Outcome | undefined {
  if (tree.kind === 'leaf') {
    for (const path of tree.paths) if (asking.asked.get(path) === undefined) return null;
    try {
      const answer = tree.ask(asking.facts);
      return typeof answer === 'boolean' ? answer : null;
    } catch (error) {
      return isUnknown(error) ? null : undefined;
    }
  }
  const outcomes: Outcome[] = [];
  for (const part of tree.parts) {
    const outcome = outcomeOf(part, asking);
    if (outcome === undefined) return undefined;
    outcomes.push(outcome);
  }
  return combine[tree.kind](outcomes);
}

const askedOf = (compiled: CompiledRule, facts: HeldFields): Asking['asked'] =>
  new Map(compiled.paths.map(([path, names]) => [path, factAt(facts, names)] as const));

function judge(compiled: CompiledRule, facts: HeldFields): Verdict {
  const { expression: _, ...rule } = compiled.rule;
  const asked = askedOf(compiled, facts);
  const { clause, fault } = judgeTree(compiled.tree, { rule: rule.code, facts, asked });
  if (fault !== null) throw fault;
  return { rule, verdict: clause.verdict, clause, reasons: reasonsOf(clause), facts: clause.facts, missing: clause.missing };
}

type Asking = { rule: string; facts: HeldFields; asked: ReadonlyMap<string, HeldFact | undefined> };
/** A fault is kept beside the clause until it is known whether the outcome needs it: `n != 0 && 100 / n > 5` guards itself. */
type Judged = { clause: Clause; fault: BrokenRule | null };

const judgeTree = (tree: Tree, asking: Asking): Judged =>
  tree.kind === 'leaf' ? judgeLeaf(tree, asking) : judgeBranch(tree, asking);

/** All parts are asked, always: the explanation shows them all. */
function judgeBranch({ kind, text, at, parts }: Branch, asking: Asking): Judged {
  const judged = parts.map((part) => judgeTree(part, asking));
  const verdicts = judged.map((part) => part.clause.verdict);
  const verdict = combine[kind](verdicts);
  const deciding = kind === 'choice' ? judged.filter((_, index) => index === 0 || index === chosen(verdicts)) : judged;
  const fault = verdict === null ? (deciding.find((part) => part.fault !== null)?.fault ?? null) : null;
  const clauses = judged.map((part) => part.clause);
  return { clause: { kind, text, at, verdict, parts: clauses, facts: factsOf(clauses), missing: missingOf(clauses) }, fault };
}

/** Kleene's tables. `?:` with an unknown condition is unknown, even where both ways agree. */
const combine: Record<Branch['kind'], (parts: readonly Outcome[]) => Outcome> = {
  all: (parts) => (parts.includes(false) ? false : parts.includes(null) ? null : true),
  any: (parts) => (parts.includes(true) ? true : parts.includes(null) ? null : false),
  not: ([part]) => negate(part ?? null),
  choice: (parts) => parts[chosen(parts)] ?? null,
};
const negate = (part: Outcome): Outcome => (part === null ? null : !part);
/** Which part of condition, then, else gives a choice its outcome: the condition itself while it is unknown. */
const chosen = ([condition]: readonly Outcome[]): 0 | 1 | 2 => (condition === true ? 1 : condition === false ? 2 : 0);

const factsOf = (parts: readonly Clause[]): Record<string, ShownFact> => Object.assign({}, ...parts.map((part) => part.facts));
const missingOf = (parts: readonly Clause[]): string[] =>
  parts.every((part) => part.missing.length === 0) ? [] : [...new Set(parts.flatMap((part) => part.missing))];

function judgeLeaf({ text, at, paths, elementPaths, ask }: Leaf, asking: Asking): Judged {
  const facts: Record<string, ShownFact> = {};
  const missing: string[] = [];
  for (const path of paths) {
    const fact = asking.asked.get(path);
    if (fact === undefined) missing.push(path);
    else facts[path] = showFact(fact);
  }
  const clause = (verdict: Outcome): Clause => ({ kind: 'leaf', text, at, verdict, parts: [], facts, missing });
  if (missing.length > 0) return { clause: clause(null), fault: null };
  try {
    const answer = ask(asking.facts);
    return { clause: clause(typeof answer === 'boolean' ? answer : null), fault: null };
  } catch (error) {
    if (isUnknown(error)) {
      missing.push(...new Set(elementPaths.flatMap((path) => missingAt(asking.facts, path.split('.')))));
      return { clause: clause(null), fault: null };
    }
    const asksAbsent = isOfAbsent(error) && paths.some((path) => holdsAbsent(asking.asked.get(path) ?? null));
    return { clause: clause(null), fault: asksAbsent ? null : new BrokenRule(asking.rule, text, error) };
  }
}

/** The outcome of a clause where its leaves are judged otherwise than they were: by who asks more of facts than the language does. */
export function reconsidered(clause: Clause, leaf: (clause: Clause) => Outcome): Outcome {
  return clause.kind === 'leaf' ? leaf(clause) : combine[clause.kind](clause.parts.map((part) => reconsidered(part, leaf)));
}

/** A field that an element of a list does not have. */
const unknownCodes = new Set(['no_such_key', 'unknown_variable']);
/** What is absent is asked for more than `has` or equality; the check at load leaves no other cause of these. */
const absentCodes = new Set([
  'no_such_overload',
  'no_matching_overload',
  'invalid_comprehension_range',
  'invalid_logical_operand',
  'invalid_condition_type',
]);

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
const isUnknown = (error: unknown): boolean => unknownCodes.has(codeOf(error));
const isOfAbsent = (error: unknown): boolean => absentCodes.has(codeOf(error));

/** The smallest parts that made an outcome, each of that outcome. */
function reasonsOf(clause: Clause): Clause[] {
  const { kind, verdict, parts } = clause;
  if (kind === 'leaf' || (kind === 'not' && verdict !== null)) return [clause];
  if (kind === 'choice')
    return parts
      .slice(chosen(parts.map((part) => part.verdict)))
      .slice(0, 1)
      .flatMap(reasonsOf);
  return parts.filter((part) => part.verdict === verdict).flatMap(reasonsOf);
}
