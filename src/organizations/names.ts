// When two names of organizations mean the same: forms to compare by, and how near two names are. Pure; searches nothing.
import nameWords from './name-words.json' with { type: 'json' };

/** Brackets of every kind become `(` and `)`; of other punctuation and of spaces nothing stays; letters are lower case. */
export function normaliseName(name: string): string {
  const plain = bracketed(name);
  return plain.replace(/[\s\p{P}]/gu, (sign) => (sign === '(' || sign === ')' ? sign : '')) || plain;
}

const bracketed = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[[{【〔「『〖《〈]/gu, '(')
    .replace(/[\]}】〕」』〗》〉]/gu, ')')
    .trim();

/** Legal forms at the end of a name, in brackets or not. A branch is another body than its company and keeps its form. */
const legalForms = new RegExp(
  `\\(?(?<!${anyOf(nameWords.branches)})${anyOf(nameWords.legalForms)}\\)?$|(?<=[\\s,.])${anyOf(nameWords.latinForms)}\\.?$`,
  'u',
);

/** What is left of a name may be no more than this: then the place before it is the name, as of a city's university. */
const noNameAlone = new RegExp(`^[${nameWords.ordinals}]*${anyOf(nameWords.noNamesAlone)}$`, 'u');

const shortest = 2;

/**
 * Keys that find the same name again. `strict`: the same but for width, case, brackets, spaces and punctuation. `loose`: also without
 * legal form, brackets and the place in front (`placeWords` of the city's pack): a question to a person, no proof.
 */
export function nameKeys(name: string, placeWords: readonly string[]): { strict: string; loose: string } {
  return { strict: normaliseName(name), loose: withoutPlace(withoutForm(bracketed(name)), placeWords) };
}

function withoutForm(name: string): string {
  for (let rest = name; ; ) {
    const shorter = rest.replace(legalForms, '').replace(/[\s,.]+$/, '');
    if (shorter === rest || flat(shorter).length < shortest) return flat(rest);
    rest = shorter;
  }
}

const flat = (name: string): string => normaliseName(name).replace(/[()]/g, '') || normaliseName(name);

function withoutPlace(name: string, placeWords: readonly string[]): string {
  const places = placeWords
    .map(flat)
    .filter((place) => place !== '')
    .toSorted((a, b) => b.length - a.length);
  for (let rest = name; ; ) {
    const place = places.find((word) => rest.startsWith(word));
    const shorter = rest.slice(place?.length ?? 0);
    if (place === undefined || shorter.length < shortest || noNameAlone.test(shorter)) return rest;
    rest = shorter;
  }
}

/** How alike two names are, 0 to 1: Dice's coefficient over pairs of neighbouring characters of the strict forms. */
export function similarity(a: string, b: string): number {
  const [one, other] = [normaliseName(a), normaliseName(b)];
  if (one === other) return 1;
  const pairs = pairsOf(one);
  let shared = 0;
  let total = 0;
  for (const count of pairs.values()) total += count;
  for (const [pair, count] of pairsOf(other)) {
    total += count;
    shared += Math.min(count, pairs.get(pair) ?? 0);
  }
  return total === 0 ? 0 : (2 * shared) / total;
}

function pairsOf(name: string): Map<string, number> {
  const characters = [...name];
  const pairs = new Map<string, number>();
  for (let at = 1; at < characters.length; at += 1) {
    const pair = `${characters[at - 1]}${characters[at]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

export type Named = { creditCode?: string | null; name: string; formerNames?: readonly string[]; aliases?: readonly string[] };
/** Where in the register the hit was found: a name that somebody types may be the former name (曾用名) of another. */
export type MatchedField = 'creditCode' | 'name' | 'formerName' | 'alias';
export type NameMatch = { field: MatchedField; value: string; form: 'strict' | 'loose' };

/** In which fields a registered organization is met by what is asked for; all names of the one against all of the other. */
export function matchesBetween(asked: Named, held: Named, placeWords: readonly string[]): NameMatch[] {
  const keys = [asked.name, ...(asked.formerNames ?? []), ...(asked.aliases ?? [])].map((name) => nameKeys(name, placeWords));
  const strict = new Set(keys.map((key) => key.strict));
  const loose = new Set(keys.map((key) => key.loose));
  const matches: NameMatch[] = [];
  if (asked.creditCode && asked.creditCode === held.creditCode)
    matches.push({ field: 'creditCode', value: asked.creditCode, form: 'strict' });
  const compare = (field: MatchedField, value: string) => {
    const key = nameKeys(value, placeWords);
    if (strict.has(key.strict)) matches.push({ field, value, form: 'strict' });
    else if (loose.has(key.loose)) matches.push({ field, value, form: 'loose' });
  };
  compare('name', held.name);
  for (const name of held.formerNames ?? []) compare('formerName', name);
  for (const name of held.aliases ?? []) compare('alias', name);
  return matches;
}

/** One of the words, the longest that fits. */
function anyOf(words: readonly string[]): string {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(/[.()]/g, '\\$&')).join('|')})`;
}
