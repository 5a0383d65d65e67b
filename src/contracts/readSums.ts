// The sums that a contract says: its whole amount in digits and capitals, and what it calls equipment and material. Pure.
import { amountIn, amountPattern } from './readAmount.ts';
import type { ReadAmount, Reading, Span } from './reading.ts';
import { anyOf, escaped, tried } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };
import numerals from '../platform/shared/numerals.json' with { type: 'json' };

const { amounts: words, money } = terms;
const amountHere = new RegExp(amountPattern, 'yu');
const bareHere = /\d[\d,.]*(?=[ \t]*(?:\n|$|\t))/y;
const foreignHere = new RegExp(`[ _]{0,2}${anyOf(money.foreign)}`, 'yi');
const unit = anyOf(words.units);
const unitNote = new RegExp(`\\( ?(?:${anyOf(words.unitNote)} ?: ?)?(${unit}) ?\\)|${anyOf(words.unitNote)} ?: ?(${unit})`);
/** What may stand between a word for a sum and the sum: nothing that could say of what else it is. */
const connect = `(?:${anyOf(words.connect)}|[ \\t:_,;"\\u201c\\u201d]|\\n|\\([^()\\n]{0,40}\\)(?=[^\\n]{0,30}[\\d${'\\u4e00-\\u9fff'}])|\\d{1,2}[.\\u3001)])`;
const between = new RegExp(`${connect}{0,24}`, 'yu');

export type Sum = { yuan: string; said: string; at: Span };

/** The sum that stands at a place; `under` is a unit that a table's head or the label in brackets says. */
export function sumAt(text: string, levelled: string, at: number, under: string | null = null): Sum | null {
  const match = tried(amountHere, levelled, at);
  const bare = match ? null : tried(bareHere, levelled, at);
  const written = match?.[0] ?? bare?.[0];
  if (written === undefined || tried(foreignHere, levelled, at + written.length)) return null;
  const read = amountIn(bare && under ? written + under : written);
  return read.ok
    ? { yuan: read.yuan, said: text.slice(at, at + written.length), at: { from: at, to: at + written.length } }
    : null;
}

/** The sum said by a label that ends at a place. The words between are few, so that another sum is never taken for it. */
function sumBehind(text: string, levelled: string, at: number, before: string): Sum | null {
  const gap = tried(between, levelled, at)?.[0] ?? '';
  const note = unitNote.exec(gap) ?? unitNote.exec(before);
  const under = note?.[1] ?? note?.[2] ?? null;
  // The gap takes as much as it can, and the sum may begin inside: in its brackets, or with the currency's name.
  let depth = 0;
  for (let from = at; from <= at + gap.length; from += 1) {
    const sign = levelled.charAt(from);
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    const sum = startsSum.test(sign) ? sumAt(text, levelled, from, under) : null;
    if (sum) return sum;
    // A number that is no sum ends the search: but for an item's number, and a rate in brackets.
    if (depth === 0 && /\d/.test(sign) && !/^\d{1,2}[.\u3001)]/.test(levelled.slice(from, from + 3))) return null;
  }
  return null;
}
const startsSum = new RegExp(
  `[\\d${numerals.zeros}${Object.keys(numerals.digits).join('')}${Object.keys(numerals.units).join('')}]|${money.ours.map((one) => escaped(one.charAt(0))).join('|')}`,
);

const again = new RegExp(`^[ \\t]{0,4}[,;(\\[\\n]?[ \\t]{0,6}[(\\[]?(?:${anyOf(words.capital)}|[ :_()]){1,12}`);
/** The same sum a second time, in capitals or digits; null where it is not said again. */
function saidAgain(text: string, levelled: string, sum: Sum): Sum | null {
  const gap = again.exec(levelled.slice(sum.at.to, sum.at.to + 60))?.[0] ?? '';
  for (let from = sum.at.to; from <= sum.at.to + gap.length && gap !== ''; from += 1)
    if (startsSum.test(levelled.charAt(from))) {
      const second = sumAt(text, levelled, from);
      if (second) return second;
    }
  return null;
}

const totals = new RegExp(anyOf(words.totals), 'g');
const feeTotals = new RegExp(
  `${anyOf(words.fees)}(?: ?\\([^()\\n]{0,30}\\))?(?:${anyOf(words.connect)}){0,3}${anyOf(words.total)}`,
  'g',
);
const fees = new RegExp(anyOf(words.fees), 'g');

/** Total amount: by the words for the whole price first, then a fee's total, then the first fee. */
export function totalIn(text: string, levelled: string): ReadAmount | null {
  for (const pattern of [totals, feeTotals, fees]) {
    let first: ReadAmount | null = null;
    let tries = 0;
    for (const match of levelled.matchAll(pattern)) {
      if ((tries += 1) > mostTries) break;
      const sum = sumBehind(text, levelled, match.index + match[0].length, '');
      if (!sum) continue;
      const second = saidAgain(text, levelled, sum);
      const differs = second !== null && second.yuan !== sum.yuan;
      const to = second?.at.to ?? sum.at.to;
      const read: ReadAmount = {
        value: sum.yuan,
        said: text.slice(sum.at.from, to),
        at: { from: sum.at.from, to },
        doubt: differs ? 'differs' : null,
      };
      first ??= read;
      // A cover and a clause that do not agree are told; of single fees there may be several.
      if (pattern === totals && read.value !== first.value) first.doubt = 'differs';
      if (pattern !== totals) return first;
    }
    if (first) return first;
  }
  return null;
}

type Costs = Reading['costs'];
const kinds = ['equipment', 'instruments', 'parts', 'materials', 'other'] as const;
const kindOf = new Map(kinds.flatMap((kind) => words.costs[kind].map((word) => [word, kind] as const)));
const cost = new RegExp(anyOf([...kindOf.keys()]), 'g');
/** What stands before the word and belongs to it: 纯化装置 of 纯化装置设备费. */
const which = new RegExp(`[^\\s\\p{P}\\d${words.notInWhat}]{0,12}$`, 'u');
const tableUnit = 400;

/** What the text itself calls equipment, instruments, parts and material, each with its sum. */
export function costsIn(text: string, levelled: string): Costs {
  const costs: Costs = [];
  const seen = new Set<string>();
  let tries = 0;
  for (const match of levelled.matchAll(cost)) {
    const [word] = match;
    const end = match.index + word.length;
    if (costs.length >= mostCosts || (tries += 1) > mostTries) break;
    const sum = sumBehind(text, levelled, end, levelled.slice(Math.max(0, match.index - tableUnit), match.index));
    if (!sum) continue;
    const more = which.exec(levelled.slice(Math.max(0, match.index - 12), match.index))?.[0] ?? '';
    const what = more + word;
    if (seen.has(`${what} ${sum.yuan}`)) continue;
    seen.add(`${what} ${sum.yuan}`);
    costs.push({
      kind: kindOf.get(word) ?? 'other',
      what,
      amount: sum.yuan,
      at: { from: match.index - more.length, to: sum.at.to },
    });
  }
  return costs;
}
const mostCosts = 200;
/** Words tried in vain: a text that says them more often says nothing. */
const mostTries = 5000;
