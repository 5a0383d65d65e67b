// The lexicon of the self-check as data (law/contract-facts.json): which words of a contract tell which fact. Its shape, and its
// signals taken apart. Pure; not the reading of a text.
import { z } from 'zod';
import { contractTypes } from './terms.ts';

/** What a text may be about: one of the types, or another kind of contract. */
export const leanings = [...contractTypes, 'none'] as const;
export type Leaning = (typeof leanings)[number];

/**
 * Words in their order within one sentence, parted by blanks: `委托 研发|开发 !复印`. `|` parts words that will do as well, `!`
 * marks what must not stand in the sentence, `<tech>` is a class of words.
 */
const signal = z.string().min(2);

const factShape = z.strictObject({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** What silence means: the fact is absent, not known, or absent where the text is a whole contract and else not known. */
  unsaid: z.enum(['absent', 'unknown', 'absentInWhole']),
  /** For what the fact speaks, and against it below zero. */
  points: z.partialRecord(z.enum(leanings), z.number().int().min(-20).max(20)).default({}),
  /**
   * Where in a whole contract it is looked for: `object`, where it says what it is about, not in the terms around it; `head`, before its first article; `description`: not at all, only in what tells of a contract.
   */
  where: z.enum(['all', 'object', 'head', 'description']).default('all'),
  /** `heedless`: the words themselves say what is not; a "not" before them changes nothing. */
  negation: z.enum(['heeded', 'heedless']).default('heeded'),
  /** `any`: two words tell it in either order. */
  order: z.enum(['said', 'any']).default('said'),
  /** What the contract is called; substance goes before it. */
  name: z.boolean().default(false),
  signals: z.array(signal),
  /** Words that tell of a contract that it is not so; a whole contract does not speak so of itself. */
  denied: z.array(signal).default([]),
  /** What was left open, in a description or in the contract itself: \`金额____元\`. \`⏎\` is the end of a line. */
  blank: z.array(signal).default([]),
});

export const lexiconShape = z.strictObject({
  negators: z.array(z.string().min(1)),
  /** Words that begin like a "not" and are none: 不锈钢. */
  notNegators: z.array(z.string().min(2)),
  /** Words after or before which only somebody's claim stands, or a mere name, up to the comma. */
  claims: z.strictObject({ after: z.array(z.string().min(2)), before: z.array(z.string().min(2)) }),
  clauseEnds: z.array(z.string().length(1)),
  /** Words of headings: under \`object\` stands what the contract is about, under \`rim\` the usual terms around it. */
  sections: z.strictObject({ object: z.array(z.string()), rim: z.array(z.string()) }),
  /** Names of parties, bodies and firms: the words inside them say nothing of what is agreed (许可 in 许可方). */
  masks: z.array(z.string().min(2)),
  partyMarks: z.array(z.string().min(2)),
  /** The last words of a title that only names a document: what it says weighs less than what the text says. */
  documents: z.array(z.string().min(2)),
  classes: z.record(z.string(), z.string()),
  facts: z.array(factShape).min(1),
});
export type Lexicon = z.output<typeof lexiconShape>;
export type FactEntry = Lexicon['facts'][number];

export type SignalKind = 'says' | 'denies' | 'blank';
/** A signal taken apart: terms in order, each a set of word numbers, and words that must not stand in the sentence. */
export type Signal = { fact: number; kind: SignalKind; terms: ReadonlySet<number>[]; unless: ReadonlySet<number> };

/** Takes all signals apart; `numberOf` gives a word its number in the dictionary. Throws on a class that is not there. */
export function signalsOf({ facts, classes }: Lexicon, numberOf: (word: string) => number): Signal[] {
  const takeApart = (said: string, fact: number, kind: SignalKind): Signal => {
    const whole = said.replace(/<(\w+)>/g, (_, name: string) => {
      const words = classes[name];
      if (words === undefined) throw new Error(`the lexicon has no class of words called ${name}`);
      return words;
    });
    const numbers = (term: string) => new Set(term.split('|').filter(Boolean).map(numberOf));
    const parts = whole.split(' ').filter(Boolean);
    const not = (part: string) => part.startsWith('!') && part.length > 1;
    return {
      fact,
      kind,
      terms: parts.filter((part) => !not(part)).map(numbers),
      unless: new Set(parts.filter(not).flatMap((part) => [...numbers(part.slice(1))])),
    };
  };
  const eitherWay = (one: Signal): Signal[] =>
    one.terms.length === 2 ? [one, { ...one, terms: one.terms.toReversed() }] : [one];
  return facts.flatMap((one, fact) => [
    ...one.signals
      .map((said) => takeApart(said, fact, 'says'))
      .flatMap((signal) => (one.order === 'any' ? eitherWay(signal) : [signal])),
    ...one.denied.map((said) => takeApart(said, fact, 'denies')),
    ...one.blank.map((said) => takeApart(said, fact, 'blank')),
  ]);
}
