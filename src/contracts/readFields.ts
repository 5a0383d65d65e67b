// Reads a contract's text: title, parties, sums, days, payment, items, each with the place that it was read from. Deterministic and linear in
// the text; what the text does not say, or says so that it could be misread, is left out for a person to fill in.
import { tidyName } from '../platform/shared/characters.ts';
import { itemsIn } from './readItems.ts';
import { partiesIn } from './readParties.ts';
import { modeIn, royaltyIn, scheduleIn } from './readPayment.ts';
import type { Found, Reading } from './reading.ts';
import { costsIn, totalIn } from './readSums.ts';
import { signedOnIn, termIn } from './readTerm.ts';
import { anyOf, found, level } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

export function readFields(text: string): Reading {
  const levelled = level(text);
  const title = titleIn(text, levelled);
  const signedOn = signedOnIn(levelled);
  const term = termIn(levelled, signedOn?.value ?? null);
  const schedule = scheduleIn(text, levelled);
  const royalty = royaltyIn(levelled);
  return {
    title,
    parties: partiesIn(text, levelled),
    totalAmount: totalIn(text, levelled),
    costs: costsIn(text, levelled),
    signedOn,
    validFrom: term.from,
    validTo: term.to,
    paymentMode: modeIn(levelled, schedule, royalty),
    schedule,
    royalty,
    items: itemsIn(text, title?.value ?? null),
  };
}

const { title: words } = terms;
const wide = (all: readonly string[]): string => `(?:${all.map((word) => [...word].join(' {0,4}')).join('|')})`;
const label = new RegExp(
  `(?:^|[\\n\\t])[ ]{0,20}${wide(words.labels)}(?:\\([^()\\n]{1,12}\\))?[ ]{0,10}(?::|\\t|\\n)[ \\t:_\\n]{0,20}([^\\n\\t]{2,200})`,
);
const ends = new RegExp(`${anyOf(words.ends)}(?:\\([^()]{1,40}\\))?$`);
const notTitle = new RegExp(anyOf(words.notTitle));
/** The cover and the head: no title stands behind them. */
const headLength = 20_000;
const headLines = 40;
const longest = 200;

/** By its label; else the first line that ends as a contract's name does; else the first line that is no sentence. */
function titleIn(text: string, levelled: string): Found<string> | null {
  const head = levelled.slice(0, headLength);
  const labelled = label.exec(head);
  const value = labelled?.[1];
  if (labelled && value !== undefined) {
    const from = labelled.index + labelled[0].length - value.length;
    const read = titleAt(text, levelled, from, from + value.length);
    if (read) return read;
  }
  let first: Found<string> | null = null;
  let from = 0;
  for (const line of head.split('\n', headLines)) {
    const read =
      /[\u3002;]/.test(line) || notTitle.test(line) || /:/.test(line) ? null : titleAt(text, levelled, from, from + line.length);
    if (read && ends.test(level(read.value))) return read;
    first ??= read && read.value.length <= 60 ? read : null;
    from += line.length + 1;
  }
  return first;
}

function titleAt(text: string, levelled: string, from: number, to: number): Found<string> | null {
  const said = levelled.slice(from, to);
  const start = from + (said.length - said.replace(/^[\s_"\u201c\u300a]+/, '').length);
  const end = from + said.replace(/[\s_"\u201d\u300b]+$/, '').length;
  const value = tidyName(text.slice(start, Math.max(start, end)));
  if (value.length < 2 || value.length > longest || !/\p{L}/u.test(value)) return null;
  return found(value, start, end);
}
