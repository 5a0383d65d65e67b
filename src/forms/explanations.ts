// What a respondent says to warnings: which of them still want a word. Pure; whether a return may be handed in without is the return's.
import nothings from './no-explanations.json' with { type: 'json' };
import type { Finding } from './finding.ts';

/** By the key of a finding, what is said to it. */
export type Explanations = Readonly<Record<string, string>>;

/** The name of a finding as long as it stands: its check and where it begins, of two items beside each other both. Another value of it is the same finding. */
export const keyOf = ({ check, about }: Pick<Finding, 'check' | 'about'>): string =>
  [check, ...about.slice(0, check === 'ratio' || check === 'peerRatio' ? 2 : 1)].join(' ');

/** Characters of an explanation: of Chinese four say something ("预收转入"), of letters eight. */
const [leastHan, leastLetters] = [4, 8];
const saysNothing: ReadonlySet<string> = new Set(nothings);

/** Whether something is explained: not by marks or digits alone, one sign again and again, or that all is well. */
export function isExplained(said: string | null | undefined): boolean {
  const letters = (said ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');
  if (saysNothing.has(letters) || new Set(letters).size < 3) return false;
  const han = letters.replaceAll(/[^\p{Script=Han}]/gu, '').length;
  return han >= leastHan || letters.length - han >= leastLetters;
}

/** Warnings to which nothing is said yet. What is mandatory is put right, not explained. */
export const unexplained = (findings: readonly Finding[], explanations: Explanations): Finding[] =>
  findings.filter((one) => one.level === 'warning' && !isExplained(explanations[keyOf(one)]));

/** Explanations of warnings that are still there; what is said to one that is gone is dropped. */
export function kept(findings: readonly Finding[], explanations: Explanations): Record<string, string> {
  const standing = new Set(findings.flatMap((one) => (one.level === 'warning' ? [keyOf(one)] : [])));
  return Object.fromEntries(Object.entries(explanations).filter(([key]) => standing.has(key)));
}
