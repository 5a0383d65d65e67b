// How a contract is paid: at once, by instalments, by a royalty, with an entry fee or without; and its instalments. Pure.
import { amountIn, amountPattern } from './readAmount.ts';
import { daysIn } from './readDay.ts';
import { numberIn, numeralSigns, scale, unitSigns, pointSigns } from '../platform/shared/numeral.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };
import { type PaymentMode, type Reading, type ReadInstalment, type ReadRoyalty, royaltyBases, type Span } from './reading.ts';
import { anyOf, found } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

const { payment: words, amounts, money } = terms;
const share = `(?:(\\d{1,3}(?:\\.\\d{1,4})?) ?%|${numerals.percent}([${numeralSigns}${unitSigns}${pointSigns}]{1,8}|\\d{1,3}(?:\\.\\d{1,4})?))`;
const everyShare = new RegExp(share, 'g');
const everyAmount = new RegExp(`(?<![\\d.,])${amountPattern}(?! ?${anyOf(money.foreign)})`, 'gu');

type Value = { value: string; at: Span };

function sharesIn(said: string): Value[] {
  return [...said.matchAll(everyShare)].flatMap((match) => {
    const [whole, digits, written] = match;
    const value = digits ?? decimalOf(written ?? '');
    return value === null ? [] : [{ value, at: { from: match.index, to: match.index + whole.length } }];
  });
}

function decimalOf(written: string): string | null {
  const read = numberIn(written);
  if (!read.ok) return null;
  const digits = read.value.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
}

function amountsIn(said: string): Value[] {
  return [...said.matchAll(everyAmount)].flatMap((match) => {
    const read = amountIn(match[0]);
    return read.ok ? [{ value: read.yuan, at: { from: match.index, to: match.index + match[0].length } }] : [];
  });
}

const pays = new RegExp(anyOf(words.pay));
const not = new RegExp(anyOf(words.not));
const ordinal = new RegExp(
  `^[ \\t]{0,8}(?:[^,:\\t%]{0,24}:)?[ \\t]{0,4}(?:[(]?[\\d${numeralSigns}]{1,2}[).,\\u3001]|[\u2460-\u2473]|-)?[ \\t]{0,4}(?:${anyOf(words.ordinals)})?[ \\t:,]{0,4}`,
);
const hasOrdinal = new RegExp(anyOf(words.ordinals));
const condition = new RegExp(anyOf(words.conditions));
const lead = new RegExp(`^[ ,:]{0,4}(?:${anyOf(words.payers)})?(?:${anyOf(words.lead)})?`);
const to = terms.parties.paysTo.to;
const payer = new RegExp(
  `${anyOf(words.payers)}[^,]{0,20}?${anyOf(words.pay)}|${to}[^,]{1,16}?${anyOf(words.pay)}|(?:${anyOf(words.at_once)})?${anyOf(words.pay)}`,
);
const aboutTotal = new RegExp(anyOf(amounts.totals));
const longest = 400;

/** Sentences: each instalment is at most one, and none goes over a line. */
function* sentences(levelled: string): Generator<{ said: string; from: number }> {
  let from = 0;
  for (const match of levelled.matchAll(/[\u3002;\n]/g)) {
    if (match.index > from) yield { said: levelled.slice(from, match.index), from };
    from = match.index + 1;
  }
  if (from < levelled.length) yield { said: levelled.slice(from), from };
}

/** What is due when: each with its share or sum and the words that it waits for. */
export function scheduleIn(text: string, levelled: string): ReadInstalment[] {
  const schedule: ReadInstalment[] = [];
  for (const { said, from } of sentences(levelled)) {
    if (said.length > longest || schedule.length >= mostInstalments) continue;
    if (!(pays.test(said) || hasOrdinal.test(said.slice(0, 20))) || not.test(said)) continue;
    for (const part of partsOf(said)) {
      const one = instalmentIn(text, levelled, from + part.from, from + part.to);
      if (one) schedule.push(one);
    }
  }
  return schedule;
}
const mostInstalments = 60;

const newPart = new RegExp(`,(?! ?${anyOf(words.same)})`);

/** One sentence that says several shares is cut at the commas between them, so that each keeps its own condition. */
function partsOf(said: string): Span[] {
  const shares = sharesIn(said);
  const marks = shares.length > 1 ? shares : amountsIn(said);
  if (marks.length < 2 || !/,/.test(said)) return [{ from: 0, to: said.length }];
  const parts: Span[] = [];
  let from = 0;
  for (const [at, mark] of marks.entries()) {
    const next = marks[at + 1];
    const between = next ? said.slice(mark.at.to, next.at.from) : '';
    // 30%,即36万元: the same instalment a second time.
    const comma = between.search(newPart);
    if (next && (comma === -1 || !condition.test(between))) continue;
    const to = next ? mark.at.to + comma : said.length;
    parts.push({ from, to });
    from = to + 1;
  }
  return parts;
}

function instalmentIn(text: string, levelled: string, from: number, to: number): ReadInstalment | null {
  const said = levelled.slice(from, to);
  const [part] = sharesIn(said);
  const [sum] = amountsIn(said).filter((one) => !isWholePrice(said, one.at, part?.at));
  const whole = lump.test(said);
  if (!part && !sum && !whole) return null;
  if (!condition.test(said) && !hasOrdinal.test(said)) return null;
  // The price itself, said with who pays it, is no instalment.
  if (!part && aboutTotal.test(said) && !hasOrdinal.test(said) && !lump.test(said)) return null;
  const [day] = daysIn(said);
  return {
    amount: sum?.value ?? null,
    share: part?.value ?? (whole && !sum ? '100' : null),
    on: day?.value ?? null,
    condition: conditionIn(
      text,
      levelled,
      from,
      to,
      [part, sum].flatMap((one) => (one ? [one.at] : [])),
    ),
    at: { from: from + (said.length - said.trimStart().length), to: from + said.trimEnd().length },
  };
}

/** The price said before the first share of it is not that share's sum. */
function isWholePrice(said: string, at: Span, part: Span | undefined): boolean {
  if (!part || at.to > part.from) return false;
  return priceWord.test(said.slice(0, at.from)) && said.slice(at.to, part.from).includes(',');
}
const priceWord = new RegExp(anyOf([...amounts.totals, ...amounts.fees]));

/** The words before the payment; where the sum comes first, the part behind it that says when. */
function conditionIn(text: string, levelled: string, from: number, to: number, marks: readonly Span[]): string {
  const said = levelled.slice(from, to);
  const firstMark = Math.min(said.length, ...marks.map((mark) => mark.from));
  const lastMark = Math.max(0, ...marks.map((mark) => mark.to));
  const before = whenIn(text, levelled, from + (ordinal.exec(said)?.[0].length ?? 0), from + firstMark);
  if (condition.test(before)) return before;
  const behind = said.slice(lastMark);
  for (let at = 0; at < behind.length; ) {
    const comma = behind.indexOf(',', at);
    const end = comma === -1 ? behind.length : comma;
    const part = whenIn(text, levelled, from + lastMark + at, from + lastMark + end);
    if (condition.test(part)) return part;
    at = end + 1;
  }
  return before || trimmed(text.slice(from + lastMark, to));
}

/** Without who pays, and without what follows from the word of paying on. */
function whenIn(text: string, levelled: string, from: number, to: number): string {
  const said = levelled.slice(from, to);
  const start = lead.exec(said)?.[0].length ?? 0;
  const end = payer.exec(said.slice(start))?.index ?? said.length - start;
  return trimmed(text.slice(from + start, from + start + end));
}

const trimmed = (said: string): string =>
  said
    .replace(/\s+/g, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
    .slice(0, 120);

const baseOf = new Map(royaltyBases.flatMap((base) => words.bases[base].map((word) => [word, base] as const)));
const base = new RegExp(anyOf([...baseOf.keys()]), 'g');
const royaltyWord = new RegExp(anyOf(words.royalty), 'g');
const entryFee = new RegExp(`${anyOf(words.entry)}[^\\n\\u3002;%]{0,24}?(${amountPattern})`, 'u');

/** Characters of a sentence on either side; sentences tried. */
const nearby = 200;
const mostTries = 500;

/** Base and rate, where one sentence says both and calls it a royalty. */
export function royaltyIn(levelled: string): ReadRoyalty | null {
  let tries = 0;
  for (const match of levelled.matchAll(royaltyWord)) {
    if ((tries += 1) > mostTries) break;
    const before = /[^\u3002\n]*$/.exec(levelled.slice(Math.max(0, match.index - nearby), match.index))?.[0] ?? '';
    const behind = /^[^\u3002\n]*/.exec(levelled.slice(match.index, match.index + nearby))?.[0] ?? '';
    const lineFrom = match.index - before.length;
    const said = before + behind;
    for (const part of sharesIn(said)) {
      const bases = [...said.slice(0, part.at.from).matchAll(base)];
      const word = bases.at(-1);
      if (!word) continue;
      const fee = entryFee.exec(levelled)?.[1];
      const read = fee === undefined ? null : amountIn(fee);
      return {
        base: baseOf.get(word[0]) ?? 'sales',
        rate: part.value,
        entryFee: read?.ok ? read.yuan : null,
        at: { from: lineFrom + word.index, to: lineFrom + part.at.to },
      };
    }
  }
  return null;
}

const lump = new RegExp(anyOf(words.lump));
const modeWords: [PaymentMode, RegExp][] = [
  ['instalments', new RegExp(anyOf(words.parts), 'g')],
  ['royalty', new RegExp(anyOf(words.royalty), 'g')],
  ['lumpSum', new RegExp(anyOf(words.lump), 'g')],
];
const chosen = new RegExp(`[${words.chosen}][ (]{0,2}[\\d.]{0,3}[ )]{0,2}$`);
const open = new RegExp(`[${words.open}][ (]{0,2}[\\d.]{0,3}[ )]{0,2}$`);

/** A ticked box decides; a box left open is no word of the contract. */
export function modeIn(
  levelled: string,
  schedule: readonly ReadInstalment[],
  royalty: ReadRoyalty | null,
): Reading['paymentMode'] {
  const said = new Map<PaymentMode, Span>();
  for (const [mode, pattern] of modeWords)
    for (const match of levelled.matchAll(pattern)) {
      const before = levelled.slice(Math.max(0, match.index - 8), match.index);
      const at = { from: match.index, to: match.index + match[0].length };
      if (chosen.test(before))
        return found(mode === 'royalty' && royalty?.entryFee ? 'royaltyWithEntryFee' : mode, at.from, at.to);
      if (!open.test(before) && !said.has(mode)) said.set(mode, at);
    }
  if (royalty) return found(royalty.entryFee ? 'royaltyWithEntryFee' : 'royalty', royalty.at.from, royalty.at.to);
  const [first] = schedule;
  const last = schedule.at(-1);
  if (first && last && schedule.length > 1) return found('instalments', first.at.from, last.at.to);
  for (const mode of ['instalments', 'lumpSum'] as const) {
    const at = said.get(mode);
    if (at) return found(mode, at.from, at.to);
  }
  return first && first.share === '100' ? found('lumpSum', first.at.from, first.at.to) : null;
}
