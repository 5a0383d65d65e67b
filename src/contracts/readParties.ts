// Who concludes a contract: the names behind 甲方, 受托方 and the like, who of them sells, and their credit codes. Knows no register.
import { tidyName } from '../platform/shared/characters.ts';
import { checkCreditCode } from '../organizations/creditCode.ts';
import type { PartyRole, ReadParty } from './reading.ts';
import { anyOf, escaped, found } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

const { parties: words } = terms;
const [first = '', second = ''] = words.letters;
const roleOf = new Map<string, PartyRole>([
  ...words.roles.seller.map((word) => [word, 'seller'] as const),
  ...words.roles.buyer.map((word) => [word, 'buyer'] as const),
  ...words.roles.intermediary.map((word) => [word, 'intermediary'] as const),
  ...words.roles.technologyManager.map((word) => [word, 'technologyManager'] as const),
]);
/** 甲  方: set wide on a cover. */
const wide = (all: readonly string[]): string =>
  `(?:${all
    .toSorted((a, b) => b.length - a.length)
    .map((word) => [...word].map(escaped).join(' {0,6}'))
    .join('|')})`;
const label = wide([...roleOf.keys(), ...words.letters]);
const named = `(?:[ \\t]{0,4}${wide(words.nameLabels)})?`;
/** 委托人(甲方)名称: · 甲方(盖章): · 甲方<tab> · 甲方 at the end of a line, the name on the next. */
const head = `(${label})(?: {0,4}\\(([^()\\n]{1,20})\\)){0,2}${named}(?: {0,4}\\([^()\\n]{1,12}\\))?[ \\t]{0,8}(?::|\\t|(?=\\n))[ \\t:_]{0,60}(?:\\n[ \\t_]{0,40}){0,2}${named}[ \\t:_]{0,40}`;
const heads = new RegExp(`(?<=^|[\\n\\t ;,\\u3002\\u3001)])${head}`, 'g');
/** 常州某某公司(以下简称甲方): the bracket is looked for, and the name stands before it. */
const called = new RegExp(
  `\\( {0,2}${anyOf(words.called)}[ :]{0,3}["\\u201c'\\u300c]?(${label})["\\u201d'\\u300d]?[^()\\n]{0,12}\\)`,
  'g',
);
const calledName = /[^\n\t:;,\u3002\u3001()]{2,60}(?:\([^()\n]{1,20}\))?$/;

const longestName = 80;

type Block = { label: string; paired: string | null; at: number; name: { text: string; from: number; to: number } | null };

/** A register of a thousand parties is no contract. */
const mostBlocks = 2000;

const bare = (said: string): string => said.replaceAll(' ', '');

function blocksIn(text: string, levelled: string): Block[] {
  const blocks: Block[] = [];
  for (const match of levelled.matchAll(heads)) {
    const from = match.index + match[0].length;
    blocks.push({ label: bare(match[1] ?? ''), paired: pairedIn(match[2]), at: match.index, name: nameAt(text, levelled, from) });
    if (blocks.length >= mostBlocks) break;
  }
  for (const match of levelled.matchAll(called)) {
    const before = levelled.slice(Math.max(0, match.index - longestName), match.index);
    const name = calledName.exec(before)?.[0].trimStart() ?? '';
    const read = nameIn(text, levelled, match.index - name.length, match.index);
    blocks.push({ label: bare(match[1] ?? ''), paired: null, at: match.index - name.length, name: read });
    if (blocks.length >= mostBlocks) break;
  }
  return blocks.toSorted((a, b) => a.at - b.at);
}

const anyLabel = new RegExp(label);
const pairedIn = (said: string | undefined): string | null => (said === undefined ? null : (anyLabel.exec(said)?.[0] ?? null));

const nameEnd = new RegExp(
  `[\\n\\t,;:\\u3002]| {2,}| (?=[0-9A-Z]{15})|_{2,}|\\(${anyOf([...words.seals, ...words.stops, ...words.otherNumbers])}|\\((?:${label}|${anyOf(words.called)}[^()]{0,20})[^()]{0,8}\\)| ?${anyOf(words.stops)}`,
);

function nameAt(text: string, levelled: string, from: number): Block['name'] {
  const rest = levelled.slice(from, from + longestName + 20);
  const end = nameEnd.exec(rest)?.index ?? rest.length;
  return nameIn(text, levelled, from, from + end);
}

const organization = new RegExp(`${anyOf(words.ends)}(?:\\([^()]{1,20}\\))?$`);
const latin = /^[A-Za-z][A-Za-z0-9 .,&'()-]{2,}$/;
const person = /^\p{Script=Han}{2,4}$/u;
const notName = new RegExp(`^(?:${anyOf(words.notNames)}|\\d)`);

function nameIn(text: string, levelled: string, from: number, to: number): Block['name'] {
  const said = levelled.slice(from, to).trimEnd();
  if (said.length < 2 || said.length > longestName) return null;
  if (!organization.test(said) && (notName.test(said) || anyLabel.test(said) || !(latin.test(said) || person.test(said))))
    return null;
  return { text: tidyName(text.slice(from, from + said.length)), from, to: from + said.length };
}

const codeSaid = new RegExp(
  `${anyOf(words.codeLabels)}(?:\\([^()\\n]{1,20}\\))?[ \\t:_]{0,10}\\n{0,2}[ \\t_]{0,10}([0-9A-Za-z]{15,20})(?![0-9A-Za-z])`,
);
const otherNumber = new RegExp(`${anyOf(words.otherNumbers)}[^\\n]{0,8}$`);
const codeBare = /(?<![0-9A-Za-z])[0-9A-HJ-NP-RTUWXY]{18}(?![0-9A-Za-z])/;
const blockLength = 800;

function codeIn(levelled: string, from: number, to: number): ReadParty['creditCode'] {
  const block = levelled.slice(from, Math.min(to, from + blockLength));
  const labelled = codeSaid.exec(block);
  const alone = labelled ? null : codeBare.exec(block);
  if (alone && otherNumber.test(block.slice(Math.max(0, alone.index - 12), alone.index))) return null;
  const said = labelled?.[1] ?? alone?.[0];
  if (said === undefined) return null;
  const check = checkCreditCode(said);
  // A number alone may be an account or an identity card: only a code that holds is taken for one.
  if (!labelled && !check.ok) return null;
  const at = from + block.indexOf(said, labelled?.index ?? 0);
  return { ...found(check.code, at, at + said.length), valid: check.ok };
}

/** Whom the contract calls what: letters with the words of their roles, wherever it says so. */
function rolesOf(blocks: readonly Block[], levelled: string): Map<string, PartyRole> {
  const roles = new Map<string, PartyRole>();
  for (const { label: word, paired } of blocks) {
    const [a, b] = [roleOf.get(word), paired === null ? undefined : roleOf.get(paired)];
    if (a && paired !== null && words.letters.includes(paired)) roles.set(paired, a);
    if (b && words.letters.includes(word)) roles.set(word, b);
  }
  const missing = words.letters.filter((letter) => !roles.has(letter));
  const payer = missing.length > 0 ? buyerLetterIn(levelled) : null;
  for (const letter of missing) {
    const others = [...roles.values()];
    if (words.intermediaryLetters.includes(letter)) roles.set(letter, 'intermediary');
    else if (others.includes('seller') && !others.includes('buyer')) roles.set(letter, 'buyer');
    else if (others.includes('buyer') && !others.includes('seller')) roles.set(letter, 'seller');
    else roles.set(letter, letter === (payer ?? first) ? 'buyer' : 'seller');
  }
  return roles;
}

const payment = new RegExp(
  `(${escaped(first)}|${escaped(second)})[^\\n\\u3002;]{0,8}${words.paysTo.to}(${escaped(first)}|${escaped(second)})[^\\n\\u3002;]{0,24}?${anyOf(words.paysTo.pays)}`,
  'g',
);
const commission = new RegExp(
  `(${escaped(first)}|${escaped(second)})${anyOf(words.paysTo.entrusts)}(${escaped(first)}|${escaped(second)})`,
  'g',
);
const gift = new RegExp(
  `(${escaped(first)}|${escaped(second)})[^\\n\\u3002;]{0,40}?${anyOf(words.paysTo.gives)}(${escaped(first)}|${escaped(second)})`,
  'g',
);

/** Who pays and commissions buys; who gives the technology sells. Null where the text says nothing of it. */
function buyerLetterIn(levelled: string): string | null {
  let weight = 0;
  const count = (pattern: RegExp, sign: number): void => {
    for (const [, one, other] of levelled.slice(0, 200_000).matchAll(pattern))
      if (one !== other) weight += one === first ? sign : -sign;
  };
  count(payment, 1);
  count(commission, 3);
  count(gift, -2);
  return weight === 0 ? null : weight > 0 ? first : second;
}

/** Every party once, in the text's order; the first good name that stands behind its word, and the first code. */
export function partiesIn(text: string, levelled: string): ReadParty[] {
  const blocks = blocksIn(text, levelled);
  const roles = rolesOf(blocks, levelled);
  const parties = new Map<string, ReadParty>();
  for (const [at, block] of blocks.entries()) {
    if (!block.name) continue;
    const role = roleOf.get(block.label) ?? roles.get(block.label) ?? 'seller';
    const key = block.name.text;
    const known = parties.get(key);
    const to = blocks.slice(at + 1).find((next) => next.label !== block.label)?.at ?? levelled.length;
    const creditCode = known?.creditCode ?? codeIn(levelled, block.name.to, to);
    if (known) known.creditCode = creditCode;
    else if (parties.size < mostParties) {
      // A second name behind the same word is a second party only where it stands with the first: a person who signs is none.
      if (person.test(key) && [...parties.values()].some((other) => other.role === role)) continue;
      parties.set(key, { role, name: found(key, block.name.from, block.name.to), creditCode });
    }
  }
  return [...parties.values()];
}

const mostParties = 20;
