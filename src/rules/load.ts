// Loads rules: from JSON to rules that can be asked, or one refusal that names every mistake. Not where the JSON comes from.
import { z } from 'zod';
import type { FieldError } from '../platform/shared/errors.ts';
import { Flaw, readerOf, type Tree } from './expression.ts';
import type { FactSchema } from './facts.ts';
import { longestExpression, type Rule, ruleShape, rulesRefused } from './rule.ts';

/** A rule that can be asked of facts of its schema. */
export type CompiledRule<S extends FactSchema = FactSchema> = {
  rule: Rule;
  schema: S;
  tree: Tree;
  /** Facts that it asks for, each with the names on the way to it. */
  paths: (readonly [path: string, names: readonly string[]])[];
};

/**
 * Validates, parses and type-checks a list of rules.
 * @throws {Refusal} `rules.refused` with an error for each mistake: its place (`3.expression`), and for an expression the
 *   position (`from`, `to`) and what stands there (`text`).
 */
export function loadRules<const S extends FactSchema>(json: unknown, schema: S): CompiledRule<S>[] {
  const shaped = z.array(ruleShape).safeParse(json);
  if (!shaped.success) throw rulesRefused({}, shaped.error.issues.map(shapeError));
  const errors: FieldError[] = overlaps(shaped.data);
  const read = readerOf(schema);
  const compiled = shaped.data.flatMap((rule, index) => {
    try {
      const tree = read(rule.expression);
      return [{ rule, schema, tree, paths: [...new Set(pathsOf(tree))].map((path) => [path, path.split('.')] as const) }];
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      errors.push(flawError(error, rule, index));
      return [];
    }
  });
  if (errors.length > 0) throw rulesRefused({}, errors);
  return compiled;
}

const pathsOf = (tree: Tree): string[] => (tree.kind === 'leaf' ? tree.paths : tree.parts.flatMap(pathsOf));

function flawError(flaw: Flaw, rule: Rule, index: number): FieldError {
  const [from, to] = flaw.at;
  const text = rule.expression.slice(from, Math.min(to, from + 80));
  return {
    path: `${index}.expression`,
    code: flaw.code,
    words: `rules:flaws.${flaw.code}`,
    params: { rule: rule.code, from, to, text },
  };
}

function shapeError(issue: z.core.$ZodIssue): FieldError {
  const path = issue.path.join('.');
  const last = issue.path.at(-1);
  if (issue.code === 'custom') return { path, code: 'order', words: 'rules:flaws.order' };
  if (last === 'zh' || last === 'en')
    return { path, code: 'language', words: 'rules:flaws.language', params: { language: last } };
  if (last === 'expression' && issue.code === 'too_big') {
    return { path, code: 'tooLong', words: 'rules:flaws.tooLong', params: { longest: longestExpression } };
  }
  return { path, code: 'shape', words: 'rules:flaws.shape' };
}

/** Versions of a rule in one jurisdiction that share a day: the later in the list is named. */
function overlaps(rules: readonly Rule[]): FieldError[] {
  return rules.flatMap((rule, index) => {
    const rival = rules.slice(0, index).find((earlier) => isSameRule(rule, earlier) && shareADay(rule, earlier));
    if (rival === undefined) return [];
    return [
      { path: `${index}.from`, code: 'overlap', words: 'rules:flaws.overlap', params: { rule: rule.code, rival: rival.from } },
    ];
  });
}

const isSameRule = (a: Rule, b: Rule): boolean => a.code === b.code && a.jurisdiction === b.jurisdiction;
const shareADay = (a: Rule, b: Rule): boolean => (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
