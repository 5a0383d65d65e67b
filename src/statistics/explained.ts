// Which findings of a return still want a word: a warning stops handing in until it is explained. Pure.
import type { Finding } from '../forms/structure.ts';

/** Under what a finding is explained: its check and where it stands. */
export const keyOf = ({ check, about }: Pick<Finding, 'check' | 'about'>): string => [check, ...about.slice(0, 1)].join(' ');

const fewest = 4;
/** Whether it says anything: no full stop, no "none". */
export const isExplained = (text: string | null | undefined): boolean => (text ?? '').replace(/[\s\p{P}]/gu, '').length >= fewest;

export const unexplained = (findings: readonly Finding[], explanations: Readonly<Record<string, string>>): Finding[] =>
  findings.filter((one) => one.level === 'warning' && !isExplained(explanations[keyOf(one)]));

/** Explanations of what was found; the others have nothing to explain any more. */
export function kept(findings: readonly Finding[], explanations: Readonly<Record<string, string>>): Record<string, string> {
  const keys = new Set(findings.filter((one) => one.level === 'warning').map(keyOf));
  return Object.fromEntries(Object.entries(explanations).filter(([key]) => keys.has(key)));
}
