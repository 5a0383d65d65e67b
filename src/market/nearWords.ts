// Words that go with each other, as a reason of a match tells them, and read again from what it told: what a reader may propose to be held for the same. Pure.

export const between = '、';
const sign = ' ≈ ';

export const nearPair = (word: string, other: string): string => `${word}${sign}${other}`;

/** The pairs that a reason of near words tells; none of another reason, and none with a single character, which is no word. */
export function nearPairsIn({ code, params }: { code: string; params: Record<string, string | number> }): [string, string][] {
  if (code !== 'nearWords') return [];
  return String(params['words'] ?? '')
    .split(between)
    .flatMap((one): [string, string][] => {
      const [word, other] = one.split(sign);
      return word && other && word.length > 1 && other.length > 1 ? [[word, other]] : [];
    });
}
