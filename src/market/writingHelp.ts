// What a firm's demand still leaves open, as a few questions in the order in which they help most; no model, the same for the same text. Pure.
import { z } from 'zod';
import { escaped } from '../contracts/readText.ts';
import { type Text, text } from '../platform/shared/words.ts';
import terms from './help-terms.json' with { type: 'json' };

/**
 * Words in their order within one sentence, parted by blanks, as in the lexicon of contracts: `|` parts words that will do as well, `!`
 * marks what must not stand in the sentence, `<tried>` is a class of words. `<measure>`, `<money>`, `<date>` and `<term>` are numbers.
 */
const signal = z.string().min(2);
const questionShape = z
  .strictObject({
    code: z.string().regex(/^[a-z][A-Za-z]*$/),
    /** Without it nobody can answer the demand: it is not published. */
    necessary: z.boolean(),
    /** Where the answer goes: under its heading in the text, or into the field named. */
    to: z.enum(['paragraph', 'field']),
    field: z.string().nullable(),
    heading: text,
    ask: text,
    example: text,
    said: z.array(signal).min(1),
  })
  .refine(({ to, field }) => (to === 'field') === (field !== null));
/** `law/market/writing-help.json`; the order of the questions is the order in which they are asked. */
export const writingHelpShape = z.strictObject({
  most: z.number().int().min(1),
  classes: z.record(z.string(), z.string()),
  questions: z.array(questionShape).min(1),
});
export type WritingHelp = z.output<typeof writingHelpShape>;

export type Question = {
  code: string;
  necessary: boolean;
  to: 'paragraph' | 'field';
  field: string | null;
  ask: Text;
  example: Text;
};
/** The fields of the form by name; empty, null or missing is not filled. */
export type Filled = Readonly<Record<string, string | null | undefined>>;
export type Composed = { text: string; fields: Record<string, string> };

export type Helper = {
  /** At most `most`, the necessary ones before others where not all can be asked, in their own order; none whose answer stands in the text or in its field. */
  questions: (text: string, filled: Filled) => Question[];
  /** Codes of the necessary ones that are still open; `ok` when none is. */
  publishable: (text: string, filled: Filled) => { ok: boolean; missing: string[] };
  /** Answers by code: each under its heading, in the place of an older one; those of fields apart. */
  compose: (text: string, answers: Filled) => Composed;
};

/** Takes the patterns apart once. Throws on a class of words that is not there. */
export function openWritingHelp(help: WritingHelp): Helper {
  const all = help.questions.map((one) => ({ ...one, patterns: one.said.map((said) => patternOf(said, help.classes)) }));
  const isOpen = (one: (typeof all)[number], sentences: readonly string[], paragraphs: Paragraph[], filled: Filled): boolean => {
    if (one.field !== null && (filled[one.field] ?? '').trim() !== '') return false;
    if (paragraphs.some(({ heading, body }) => isHeadingOf(one, heading) && body.trim() !== '')) return false;
    return !sentences.some((sentence) => one.patterns.some((holds) => holds(sentence)));
  };
  const open = (said: string, filled: Filled) => {
    const [sentences, paragraphs] = [sentencesOf(said), paragraphsOf(said, help)];
    return all.filter((one) => isOpen(one, sentences, paragraphs, filled));
  };
  return {
    questions: (said, filled) => {
      const left = open(said, filled);
      const asked = left.toSorted((a, b) => Number(b.necessary) - Number(a.necessary)).slice(0, help.most);
      return left
        .filter((one) => asked.includes(one))
        .map(({ code, necessary, to, field, ask, example }) => ({ code, necessary, to, field, ask, example }));
    },
    publishable: (said, filled) => {
      const missing = open(said, filled).flatMap(({ code, necessary }) => (necessary ? [code] : []));
      return { ok: missing.length === 0, missing };
    },
    compose: (said, answers) => composed(said, answers, help),
  };
}

const numbered = (number: string, unit: string): string =>
  `(?:${number})\\s?(?:[${terms.range}]\\s?(?:${number})\\s?)?(?:${unit})`;
const anyNumber = `${terms.number}|${terms.numeral}`;
/** A measure is written in digits: numerals before a unit are mostly words ("a system"). */
const numbers: Record<string, string> = {
  measure: numbered(terms.number, terms.units),
  money: numbered(anyNumber, terms.money),
  term: numbered(anyNumber, terms.term),
  date: terms.date,
};

function patternOf(said: string, classes: WritingHelp['classes']): (sentence: string) => boolean {
  const sourceOf = (part: string): string =>
    part
      .replace(/<(\w+)>/g, (whole, name: string) => {
        if (name in numbers) return whole;
        const words = classes[name];
        if (words === undefined) throw new Error(`the writing help has no class of words called ${name}`);
        return words;
      })
      .split('|')
      .map((word) => numbers[/^<(\w+)>$/.exec(word)?.[1] ?? ''] ?? escaped(level(word)))
      .join('|');
  const parts = said.split(' ').filter(Boolean);
  const unless = parts.filter((part) => part.startsWith('!')).map((part) => new RegExp(sourceOf(part.slice(1))));
  const wanted = parts.filter((part) => !part.startsWith('!')).map((part) => `(?:${sourceOf(part)})`);
  const inOrder = new RegExp(wanted.join('.*?'), 's');
  return (sentence) => inOrder.test(sentence) && !unless.some((not) => not.test(sentence));
}

const level = (said: string): string => said.normalize('NFKC');
const ends = new RegExp(`[${terms.sentenceEnds}]+`);
const sentencesOf = (said: string): string[] => level(said).split(ends).filter(Boolean);

type Heading = { heading: Text };
type Paragraph = { heading: string | null; body: string };
const isHeadingOf = ({ heading }: Heading, written: string | null): boolean =>
  written !== null && (written === heading.zh || written === heading.en);
const headed = new RegExp(`^${terms.opening}(.+?)${terms.closing}\\s*(.*)$`);

/** The text parted at the headings that we set; a heading of the firm's own belongs to what stands before it. */
function paragraphsOf(said: string, { questions }: WritingHelp): Paragraph[] {
  const paragraphs: Paragraph[] = [{ heading: null, body: '' }];
  for (const line of said.split('\n')) {
    const [, heading = null, first = ''] = headed.exec(line) ?? [];
    const last = paragraphs.at(-1);
    if (heading !== null && questions.some((one) => isHeadingOf(one, heading))) paragraphs.push({ heading, body: first });
    else if (last) last.body += last.body === '' ? line : `\n${line}`;
  }
  return paragraphs;
}

function composed(said: string, answers: Filled, help: WritingHelp): Composed {
  const fields: Record<string, string> = {};
  const paragraphs = paragraphsOf(said, help);
  for (const one of help.questions) {
    const answer = plain(answers[one.code] ?? '');
    if (answer === '') continue;
    if (one.field !== null) {
      fields[one.field] = answer;
      continue;
    }
    const old = paragraphs.find(({ heading }) => isHeadingOf(one, heading));
    if (old) old.body = answer;
    else paragraphs.push({ heading: one.heading.zh, body: answer });
  }
  const written = paragraphs.map(({ heading, body }) =>
    heading === null ? body.trim() : `${terms.opening}${heading}${terms.closing}\n${body.trim()}`,
  );
  return { text: written.filter(Boolean).join('\n\n'), fields };
}
/** An answer opens no heading of its own. */
const plain = (answer: string): string =>
  answer
    .split('\n')
    .map((line) => (headed.test(line.trim()) ? line.replace(terms.opening, '').replace(terms.closing, ' ') : line))
    .join('\n')
    .trim();
