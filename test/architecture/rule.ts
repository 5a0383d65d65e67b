// What a rule of the house is, and how a set of them is put to a tree. Not the rules themselves.
import type { Source } from './source.ts';

export type Violation = { path: string; line?: number; says: string };
export type Rule = {
  name: string;
  /** Which files it is about. A rule that read none has failed. */
  reads: (path: string) => boolean;
  find: (sources: readonly Source[]) => Violation[];
  /** Whether `allowed.json` may excuse a file from it. */
  excusable?: true;
};

/** One entry of `allowed.json`. `most` is the size reached, for rules about size: what is allowed may not grow. */
export type Allowed = { rule: string; path: string; reason: string; most?: number };
export type Verdict = { rule: string; read: number; refused: string[] };

/** Puts each rule to the files that it is about. */
export const judge = (rules: readonly Rule[], sources: readonly Source[], allowed: readonly Allowed[] = []): Verdict[] =>
  rules.map((rule) => judgeOne(rule, sources, allowed));

function judgeOne({ name, reads, find, excusable }: Rule, sources: readonly Source[], allowed: readonly Allowed[]): Verdict {
  const mine = sources.filter(({ path }) => reads(path));
  const excuses = allowed.filter(({ rule }) => rule === name);
  const found = find(mine);
  const refused = found.filter((violation) => !excusable || !excuses.some((excuse) => excused(violation, excuse)));
  const idle = excuses.filter(({ path }) => !found.some((violation) => violation.path === path));
  const messages = [
    ...refused.map(({ path, line, says }) => `${path}${line ? `:${line}` : ''}  ${name}: ${says}`),
    ...idle.map(({ path }) => `test/architecture/allowed.json  ${name}: the entry of ${path} is not needed any more: remove it`),
    ...(mine.length === 0 ? [`${name}: no file read: a rule that reads nothing keeps nothing`] : []),
  ];
  return { rule: name, read: mine.length, refused: [...new Set(messages)] };
}

const excused = ({ path, says }: Violation, { path: of, reason, most }: Allowed): boolean =>
  path === of && reason.trim().length >= 20 && (most === undefined || Number(/^\d+/.exec(says)?.[0] ?? 0) <= most);
