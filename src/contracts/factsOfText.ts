// Reads the facts of the lexicon out of a text: what is said, what is denied, and in which sentence. Pure and deterministic; the
// lexicon is data, so this knows no word of the law.
import { type FactEntry, type Lexicon, type Signal, signalsOf } from './lexicon.ts';
import type { Span } from './reading.ts';
import { type Plain, plainText, type Sentence, sentencesOf } from './sentences.ts';
import { dictionaryOf, type Hit } from './wordScan.ts';

/** Where a fact was read: in the title or at a place of the text, with the sentence as it stands there. */
export type Evidence = { in: 'title' | 'text'; quote: string; at: Span };
/** What a text says of one fact: `weight` grows with how often and how prominently. */
export type Said = { value: boolean; weight: number; evidence: Evidence };
export type TextFacts = {
  said: ReadonlyMap<string, Said>;
  /** Whether the text is evidently a whole contract: articles, parties, some length. */
  whole: boolean;
  /** Length without blanks. */
  length: number;
};
export type FactReader = (title: string, text: string) => TextFacts;

/** Between two words of a signal at most this many signs. */
const widestGap = 18;
/** A "not" this near before the first word turns it. */
const negatorReach = 5;
/** What a sentence adds to the question what a whole contract is about, by where it stands. */
const weights: Record<Section, number> = { title: 1, head: 1, object: 1, core: 0.7, rim: 0.25 };
const lineEnd = /\u23ce$/;
/** What a title may have in brackets at its end. */
const bracketed = /\([^()]{0,20}\)$/;
/** What the name of a document, in 《 》 or as the title, adds. */
const nameWeight = 0.4;
const longestQuote = 400;
/** A fact read this often is sure enough: reading on would only take time. */
const often = 60;

/** `object` is what the contract is about, `rim` the usual terms around it, `core` what is between. */
type Section = 'title' | 'head' | 'object' | 'core' | 'rim';
type Tally = { yes: number; no: number; best: number; evidence: Evidence | null; noEvidence: Evidence | null; blank: boolean };
type Ready = {
  facts: readonly FactEntry[];
  signals: readonly Signal[];
  /** By the number of a word: the signals that begin with it. */
  beginning: ReadonlyMap<number, readonly number[]>;
  dictionary: ReturnType<typeof dictionaryOf>;
  kinds: { negator: Set<number>; notNegator: Set<number>; after: Set<number>; before: Set<number>; mask: Set<number> };
  ends: ReadonlySet<number>;
  heading: (said: string) => Section | null;
  partyMarks: readonly string[];
  documents: readonly string[];
};

/** Makes a lexicon ready, once; what it gives reads texts. */
export function factReader(lexicon: Lexicon): FactReader {
  const ready = readyOf(lexicon);
  return (title, text) => readFacts(ready, title, text);
}

function readyOf(lexicon: Lexicon): Ready {
  const numbers = new Map<string, number>();
  const numberOf = (said: string): number => {
    const word = plainWord(said);
    const known = numbers.get(word) ?? numbers.size;
    numbers.set(word, known);
    return known;
  };
  const set = (words: readonly string[]) => new Set(words.map(numberOf));
  const signals = signalsOf(lexicon, numberOf);
  const kinds = {
    negator: set(lexicon.negators),
    notNegator: set(lexicon.notNegators),
    after: set(lexicon.claims.after),
    before: set(lexicon.claims.before),
    mask: set(lexicon.masks),
  };
  const beginning = new Map<number, number[]>();
  signals.forEach(({ terms: [first] }, index) => {
    for (const word of first ?? []) beginning.set(word, [...(beginning.get(word) ?? []), index]);
  });
  const { object, rim } = lexicon.sections;
  return {
    facts: lexicon.facts,
    signals,
    beginning,
    dictionary: dictionaryOf([...numbers.keys()]),
    kinds,
    ends: new Set(lexicon.clauseEnds.map((sign) => plainWord(sign).charCodeAt(0))),
    heading: (said) =>
      rim.some((word) => said.includes(word)) ? 'rim' : object.some((word) => said.includes(word)) ? 'object' : null,
    partyMarks: lexicon.partyMarks,
    documents: lexicon.documents.map(plainWord),
  };
}

const plainWord = (said: string): string => {
  const { plain, sentences } = sentencesOf(said);
  return plainText(plain, { at: { from: 0, to: 0 }, from: 0, to: sentences.length > 0 ? plain.length : 0 });
};

/** Longer than this no line is a name. */
const longestName = 40;

/** Whether a title names a document: what it promises is what the contract is called, not yet what is agreed. */
function isDocument(title: string, documents: readonly string[]): boolean {
  const name = plainWord(title).replace(lineEnd, '').replace(bracketed, '');
  return documents.some((word) => name.endsWith(word));
}

function readFacts(ready: Ready, title: string, text: string): TextFacts {
  const tallies: Tally[] = ready.facts.map(() => ({ yes: 0, no: 0, best: 0, evidence: null, noEvidence: null, blank: false }));
  const titled = sentencesOf(title);
  const called = isDocument(title, ready.documents);
  for (const sentence of titled.sentences)
    readSentence(ready, tallies, { plain: titled.plain, sentence, section: 'title', text: title, whole: false, called });
  const { plain, sentences } = sentencesOf(text);
  const { whole, begins } = shapeOf(plain, sentences, ready.partyMarks);
  let section: Section = whole ? 'head' : 'object';
  for (const sentence of sentences) {
    const headed: Section | null = whole ? headedBy(plain, sentence, ready) : null;
    // The first article says what the contract is about, whatever its heading.
    if (headed) section = section === 'head' ? 'object' : headed;
    // General terms in front are as the usual ones behind.
    const where = sentence.from < begins ? 'rim' : section;
    const called =
      whole &&
      section === 'head' &&
      sentence.to - sentence.from <= longestName &&
      isDocument(plainText(plain, sentence), ready.documents);
    readSentence(ready, tallies, { plain, sentence, section: where, text, whole, called });
  }
  const said = new Map<string, Said>();
  ready.facts.forEach(({ code }, index) => {
    const tally = tallies[index];
    const evidence = tally && (tally.yes > 0 && tally.yes >= tally.no && !tally.blank ? tally.evidence : tally.noEvidence);
    if (!tally || !evidence) return;
    const value = evidence === tally.evidence;
    said.set(code, { value, weight: value ? tally.best * Math.min(1.8, 1 + 0.2 * (tally.yes / tally.best - 1)) : 1, evidence });
  });
  return { said, whole, length: plain.length };
}

/** So many articles or numbered headings make a contract, whatever it calls its parties: some call them by their short names. */
const manyHeads = 8;

/** What stands further before the first article than this is not the contract's own head. */
const longestHead = 3000;

/** A whole contract has articles or numbered headings, and at least two marks of parties; `begins` is where its own head begins. */
function shapeOf(plain: Plain, sentences: readonly Sentence[], partyMarks: readonly string[]) {
  const heads = sentences.filter((sentence) => numberOf(plainText(plain, sentence, 12)) !== undefined);
  const first = heads[0]?.from ?? 0;
  const begins = Math.max(0, first - longestHead);
  const around = plainText(plain, { at: { from: 0, to: 0 }, from: begins, to: Math.min(plain.length, first + longestHead) });
  const isMarked = partyMarks.filter((mark) => around.includes(mark)).length >= 2;
  const whole = plain.length >= 250 && (heads.length >= manyHeads || (heads.length >= 4 && isMarked));
  return { whole, begins: whole ? begins : 0 };
}
/** The number of an article or a chapter; of a paragraph, as in "one," or "1.". */
const article = /^\u7b2c[\u4e00-\u9fa5\d]{1,4}[\u6761\u7ae0]/;
const firstArticle = /^\u7b2c[\u4e001]\u6761/;
const paragraph = /^(?:[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}[\u3001.,]|\d{1,2}[\u3001.,](?!\d))/;
const numberOf = (said: string): string | undefined => article.exec(said)?.[0] ?? paragraph.exec(said)?.[0];

/** The section that a heading opens; null for a sentence that is none. */
function headedBy(plain: Plain, sentence: Sentence, { heading }: Ready): Section | null {
  const said = plainText(plain, sentence, 26);
  const number = numberOf(said);
  if (number === undefined) return null;
  if (firstArticle.test(number)) return 'object';
  const rest = said.slice(number.length, number.length + 14);
  return heading(rest.split(/[:,\u3002]/)[0] ?? '') ?? (article.test(number) ? 'core' : null);
}

/** `called`: the sentence is the title, and only says what the document is called. */
type Reading = { plain: Plain; sentence: Sentence; section: Section; text: string; whole: boolean; called?: boolean };

function readSentence(ready: Ready, tallies: Tally[], reading: Reading): void {
  const { plain, sentence, section } = reading;
  const hits = unmasked(ready.dictionary.find(plain.codes, sentence.from, sentence.to), ready.kinds.mask);
  if (hits.length === 0) return;
  const words = new Set(hits.map(({ word }) => word));
  const around = aroundOf(ready, plain, sentence, hits);
  const told = new Map<number, Told>();
  hits.forEach(({ word }, index) => {
    for (const number of ready.beginning.get(word) ?? []) {
      const signal = ready.signals[number];
      const entry = signal && ready.facts[signal.fact];
      if (!signal || !entry || (tallies[signal.fact]?.yes ?? 0) > often || !isAskedIn(entry, signal, reading)) continue;
      const soFar = told.get(signal.fact) ?? { yes: 0, no: 0, blank: false };
      if (soFar.yes > 0 && signal.kind === 'says') continue;
      if (signal.unless.size > 0 && meet(words, signal.unless)) continue;
      const places = match(hits, index, signal);
      if (!places || around.claimed(places)) continue;
      const named = around.named(places);
      if (named && entry.where === 'object') continue;
      const onlyCalled = named || (reading.called === true && !tellsAgainst(entry));
      const weight = weights[section] * (onlyCalled && !entry.name ? nameWeight : 1);
      const denies = signal.kind !== 'says' || (entry.negation === 'heeded' && around.negated(places));
      if (denies) soFar.no = Math.max(soFar.no, weight);
      else soFar.yes = weight;
      soFar.blank ||= signal.kind === 'blank';
      told.set(signal.fact, soFar);
    }
  });
  for (const [fact, one] of told) count(tallies[fact], ready.facts[fact], one, reading);
}

/** Without the words that are only a part of a name. */
function unmasked(hits: readonly Hit[], mask: ReadonlySet<number>): readonly Hit[] {
  const masks = hits.filter(({ word }) => mask.has(word));
  if (masks.length === 0) return hits;
  return hits.filter((hit) => !masks.some((one) => one !== hit && isWithin(hit, one)));
}
const isWithin = (hit: Hit, other: Hit): boolean =>
  other.from <= hit.from && hit.to <= other.to && other.to - other.from > hit.to - hit.from;

type Told = { yes: number; no: number; blank: boolean };

/** What a contract of another kind is called stands for what it is: nobody calls a sale so for an advantage. */
const tellsAgainst = ({ points }: FactEntry): boolean => (points.none ?? 0) > 0;

/** Whether a fact is looked for where the sentence stands. */
function isAskedIn({ where }: FactEntry, { kind }: Signal, { section, whole }: Reading): boolean {
  if (!whole) return true;
  if (kind === 'denies' || where === 'description') return false;
  if (where === 'head') return section === 'head';
  return where === 'all' || (section !== 'rim' && section !== 'core');
}

const meet = (words: ReadonlySet<number>, others: ReadonlySet<number>): boolean => {
  for (const other of others) if (words.has(other)) return true;
  return false;
};

/** Adds what one sentence said of a fact. What says of itself that something is not there is not said by the same words. */
function count(tally: Tally | undefined, entry: FactEntry | undefined, { yes, no, blank }: Told, reading: Reading): void {
  if (!tally || !entry) return;
  if (no > 0) {
    tally.no += no;
    tally.noEvidence ??= evidenceIn(reading);
    tally.blank ||= blank && entry.where === 'head';
  }
  if (yes === 0 || (no > 0 && entry.negation === 'heedless')) return;
  tally.yes += yes;
  if (yes > tally.best) {
    tally.best = yes;
    tally.evidence = evidenceIn(reading);
  }
}

const evidenceIn = ({ section, sentence, text }: Reading): Evidence => ({
  in: section === 'title' ? 'title' : 'text',
  quote: text.slice(sentence.at.from, Math.min(sentence.at.to, sentence.at.from + longestQuote)),
  at: sentence.at,
});

/** The places of a signal's words, from the hit that is its first; null where the others do not follow. */
function match(hits: readonly Hit[], first: number, { terms }: Signal): Hit[] | null {
  const begun = hits[first];
  if (!begun) return null;
  const rest = terms.length === 1 ? [] : follow(hits, first, terms, 1);
  return rest && [begun, ...rest];
}

/** The nearest words that follow; where the nearest leads nowhere, the next one of its kind. */
function follow(hits: readonly Hit[], after: number, terms: readonly ReadonlySet<number>[], at: number): Hit[] | null {
  const [last, term] = [hits[after], terms[at]];
  if (!last || !term) return null;
  for (let index = after + 1; index < hits.length; index += 1) {
    const hit = hits[index];
    if (!hit || hit.from > last.to + widestGap) return null;
    if (hit.from < last.to || !term.has(hit.word)) continue;
    if (at === terms.length - 1) return [hit];
    const rest = follow(hits, index, terms, at + 1);
    if (rest) return [hit, ...rest];
  }
  return null;
}

type Range = { from: number; to: number };
const inside = ({ from, to }: Range, ranges: readonly Range[]): boolean =>
  ranges.some((range) => range.from <= from && to <= range.to);

/** What stands around words and changes what they mean: a "not", somebody's claim, the name of a document. */
function aroundOf(ready: Ready, { codes }: Plain, sentence: Sentence, hits: readonly Hit[]) {
  const { kinds, ends } = ready;
  const masks = hits.filter(({ word }) => kinds.notNegator.has(word));
  const negators = hits.filter((hit) => kinds.negator.has(hit.word) && !inside(hit, masks));
  const clauseEnd = (at: number) => {
    let end = at;
    while (end < sentence.to && !ends.has(codes[end] ?? 0)) end += 1;
    return end;
  };
  const clauseStart = (at: number) => {
    let start = at;
    while (start > sentence.from && !ends.has(codes[start - 1] ?? 0)) start -= 1;
    return start;
  };
  const claims: Range[] = hits.flatMap((hit) => {
    if (inside(hit, masks)) return [];
    if (kinds.after.has(hit.word)) return [{ from: hit.to, to: clauseEnd(hit.to) }];
    return kinds.before.has(hit.word) ? [{ from: clauseStart(hit.from), to: hit.from }] : [];
  });
  const names = namesIn(codes, sentence);
  const ofAll = (places: readonly Hit[]): Range => ({ from: places[0]?.from ?? 0, to: places.at(-1)?.to ?? 0 });
  return {
    claimed: (places: readonly Hit[]) => claims.length > 0 && places.some((place) => inside(place, claims)),
    named: (places: readonly Hit[]) => names.length > 0 && inside(ofAll(places), names),
    negated: (places: readonly Hit[]) => {
      const [first, last] = [places[0], places.at(-1)];
      if (!first || !last) return false;
      return negators.some((not) =>
        not.to <= first.from
          ? not.to >= first.from - negatorReach && clauseEnd(not.to) >= first.from
          : not.from >= first.to && not.to <= last.from && !inside(not, places),
      );
    },
  };
}

/** What stands in 《 》. */
function namesIn(codes: Uint16Array, { from, to }: Sentence): Range[] {
  const names: Range[] = [];
  let opened = -1;
  for (let at = from; at < to; at += 1) {
    if (codes[at] === 0x300a) opened = at;
    if (codes[at] === 0x300b && opened >= 0) {
      names.push({ from: opened, to: at });
      opened = -1;
    }
  }
  return names;
}
