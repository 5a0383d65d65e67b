// A text as sentences, each with its place in the text as given: what every reading of a contract stands on. Pure, linear in the text.
import type { Span } from './reading.ts';
import forms from './traditional.json' with { type: 'json' };

/**
 * The text made plain for searching: full-width signs and letters as half-width, capitals as small letters, traditional characters as
 * simplified ones, no blanks. `codes` are UTF-16 units, with a mark at the end of a line; `origin` says where each stood in the text.
 */
export type Plain = { codes: Uint16Array; origin: Int32Array; length: number };
/** A sentence: its span in the text, and from where to where it stands in `codes`. */
export type Sentence = { at: Span; from: number; to: number };

/** Longer than this a sentence is cut at the next comma, and at twice this anywhere: a text without full stops is no trap. */
const longest = 600;
/** A line at least this long that ends without a stop was only wrapped. */
const wrapped = 26;

const codeOf = (sign: string): number => sign.charCodeAt(0);
const newline = 10;
/** Stands where a line ends a sentence. */
const lineEnd = codeOf('⏎');
const stops = new Set(['。', '；', ';', '！', '!', '？', '?', '\f'].map(codeOf));
const commas = new Set([',', '，', '、'].map(codeOf));
const closing = new Set(['”', '’', '"', '」', '』', '》', '）', ')'].map(codeOf));
/** A line that begins so begins something new: an article, a number, a bracketed number, a party. */
const beginning =
  /[\u7b2c\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u7532\u4e59\u4e19\u4e01\u9644\d(\uff08\u2460-\u2473\u25cf\u25a0\u2014-]/;

const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 13 || code === newline || code === 0x3000 || code === 0xa0 || code === 0xfeff;
/** By the number of a sign: what it is when plain. Traditional characters stand for the simplified ones, which the lexicon is written in. */
const plainSigns = Uint16Array.from({ length: 0x10000 }, (_, code) => {
  const half = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  return half >= 65 && half <= 90 ? half + 32 : half;
});
[...forms.traditional].forEach((sign, at) => {
  plainSigns[codeOf(sign)] = codeOf(forms.simplified.charAt(at));
});

/** Splits a text into sentences. Time and memory grow with its length alone. */
export function sentencesOf(text: string): { plain: Plain; sentences: Sentence[] } {
  const codes = new Uint16Array(text.length);
  const origin = new Int32Array(text.length);
  const sentences: Sentence[] = [];
  let length = 0;
  let begun = 0;
  let line = 0;
  /** `marks`: how many signs at the end are ours and not of the text. */
  const end = (marks = 0) => {
    const [first, last] = [origin[begun], origin[length - 1 - marks]];
    if (length > begun && first !== undefined && last !== undefined)
      sentences.push({ at: { from: first, to: last + 1 }, from: begun, to: length });
    begun = length;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      // Pasted into one line, articles still begin after a blank.
      if (code !== newline) {
        if (length > begun && articleAt(text, at + 1)) end();
        continue;
      }
      if (length > begun && (length - line < wrapped || isBeginning(text, at + 1))) {
        codes[length] = lineEnd;
        origin[length] = at;
        length += 1;
        end(1);
      }
      line = length;
      continue;
    }
    codes[length] = plainSigns[code] ?? code;
    origin[length] = at;
    length += 1;
    const held = length - begun;
    // What closes belongs to the sentence before it: “……。”
    if (stops.has(code) && !closing.has(text.charCodeAt(at + 1))) end();
    else if (closing.has(code) && stops.has(text.charCodeAt(at - 1))) end();
    else if ((held >= longest && commas.has(code)) || held >= longest * 2) end();
  }
  end();
  return { plain: { codes, origin, length }, sentences };
}

const article = /\u7b2c[\u4e00-\u9fa5\d]{1,4}\u6761[\s:\uff1a\u3000]/y;
function articleAt(text: string, from: number): boolean {
  article.lastIndex = from;
  return article.test(text);
}

function isBeginning(text: string, from: number): boolean {
  for (let at = from; at < text.length && at < from + 200; at += 1) {
    const code = text.charCodeAt(at);
    if (code === newline) return true;
    if (!isBlank(code)) return beginning.test(text.charAt(at));
  }
  return true;
}

/** The plain text of a sentence, or of its first `most` units. */
export function plainText({ codes }: Plain, { from, to }: Sentence, most = to - from): string {
  let said = '';
  for (let at = from; at < to && at < from + most; at += 1) said += String.fromCharCode(codes[at] ?? 0);
  return said;
}
