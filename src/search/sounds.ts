// How Chinese is read: syllables without tones for what is typed by sound, and for characters that sound alike. Pure; the same readings on every machine.
import { pinyin } from 'pinyin-pro';

/** Of a character that is read in more ways, so many are kept: the usual ones. */
const mostReadings = 2;
const numbers = new Map<string, number>();
const syllables: string[] = [];
const readings = new Map<number, readonly number[]>();

function numberOf(syllable: string): number {
  const known = numbers.get(syllable);
  if (known !== undefined) return known;
  numbers.set(syllable, syllables.length);
  syllables.push(syllable);
  return syllables.length - 1;
}

/** Each character of the basic block once, when first asked: some 20,000, which is every syllable that there is. */
function all(): void {
  if (readings.size > 0) return;
  for (let from = 0x4e00; from <= 0x9fff; from += 1) {
    const read = pinyin(String.fromCharCode(from), { multiple: true, toneType: 'none', type: 'array', v: true });
    const own = [...new Set(read)].filter((one) => /^[a-z]+$/.test(one)).slice(0, mostReadings);
    readings.set(from, own.map(numberOf));
  }
}

/** Readings of the character by number; none for what is no Chinese character. */
export function readingsOf(code: number): readonly number[] {
  all();
  return readings.get(code) ?? none;
}
const none: readonly number[] = [];

/** The first letter of a syllable, 0 to 25. */
export const initialOf = (syllable: number): number => (syllables[syllable]?.charCodeAt(0) ?? a) - a;
const a = 97;

/** Letters to a run of syllables: for each place those that may stand there. The last may be a beginning, as it is still being typed. */
export type Spoken = readonly (readonly number[])[];

/** The ways in which letters can be read as two syllables or more, the fewest syllables first; at most two. */
export function spokenBy(letters: string): Spoken[] {
  all();
  if (!/^[a-z]{3,40}$/.test(letters)) return [];
  const found: number[][] = [];
  const walk = (from: number, taken: readonly number[]): void => {
    if (found.length >= mostWays) return;
    if (from === letters.length) {
      found.push([...taken]);
      return;
    }
    for (let to = Math.min(letters.length, from + longest); to > from; to -= 1) {
      const number = numbers.get(letters.slice(from, to));
      if (number !== undefined) walk(to, [...taken, number]);
    }
  };
  walk(0, []);
  const whole = found
    .filter((one) => one.length > 1)
    .toSorted((one, other) => one.length - other.length)
    .slice(0, 2)
    .map((one) => one.map((number, at) => (at === one.length - 1 ? beginning(syllables[number] ?? '') : [number])));
  return whole.length > 0 ? whole : begun(letters);
}
/** Syllables that begin so, itself among them. */
const beginning = (letters: string): number[] => syllables.flatMap((one, number) => (one.startsWith(letters) ? [number] : []));
const longest = 6;
const mostWays = 24;

/** Whole syllables and one that is begun: `jigua`. */
function begun(letters: string): Spoken[] {
  for (let at = letters.length - 1; at > 1; at -= 1) {
    const rest = letters.slice(at);
    const ends = beginning(rest);
    if (ends.length === 0) continue;
    const single = numbers.get(letters.slice(0, at));
    const [before] = single === undefined ? spokenBy(letters.slice(0, at)) : [[[single]]];
    if (before !== undefined && before.every((one) => one.length === 1)) return [[...before, ends]];
  }
  return [];
}
