// When a contract was signed and from when to when it holds, as its text says. Pure; the calendar's rules are in readDay.ts.
import type { Found, Span } from './reading.ts';
import { daysIn, durationIn, durationPattern, endOf } from './readDay.ts';
import { anyOf, found } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

const { signing, validity, parties } = terms;
const signLabel = new RegExp(`${anyOf(signing.labels)}[ \\t:_]{0,40}`, 'g');
const seal = new RegExp(anyOf(parties.seals), 'g');
const around = { before: 400, behind: 700 };

/** The latest day of the last signature block; else the day behind a word like 签订日期. */
export function signedOnIn(levelled: string): Found<string> | null {
  let last = -1;
  for (const match of levelled.matchAll(seal)) last = match.index;
  if (last >= 0) {
    const days = daysIn(levelled, Math.max(0, last - around.before), Math.min(levelled.length, last + around.behind));
    const latest = days.filter(({ at }) => standsAlone(levelled, at)).toSorted((a, b) => (a.value < b.value ? 1 : -1))[0];
    if (latest) return latest;
  }
  let tries = 0;
  for (const match of levelled.matchAll(signLabel)) {
    if ((tries += 1) > mostTries) break;
    const from = match.index + match[0].length;
    const [day] = daysIn(levelled, from, from + 40);
    if (day && day.at.from - from <= 4) return day;
  }
  return null;
}

/** A signature's day ends its line or cell, and only a few words stand before it, none of a term: a day within a sentence is another. */
function standsAlone(levelled: string, { from, to }: Span): boolean {
  const lineFrom = levelled.lastIndexOf('\n', from) + 1;
  const before = levelled.slice(Math.max(lineFrom, from - 200), from);
  const behind = levelled.slice(to, to + 3);
  if (ofTerm.test(before)) return false;
  return from - lineFrom < 200 && /^\s|^$/.test(behind) && !/[\u3002;,]/.test(before.split(/\t| {3,}/).at(-1) ?? '');
}

const label = new RegExp(anyOf(validity.labels), 'g');
const ofTerm = new RegExp(anyOf(validity.labels));
const sinceSigning = new RegExp(`${anyOf(signing.since)}[^\\n\\u3002;,]{0,12}${signing.sinceDay}`);
const duration = new RegExp(durationPattern);
const untilBefore = new RegExp(`${anyOf(validity.to)}[ _:\\t]{0,4}$`);
const sentence = 160;

/** A text that speaks of its term more often says nothing about it. */
const mostTries = 500;

export type Term = { from: Found<string> | null; to: Found<string> | null };

/** The first sentence about the term that says a day or a length. */
export function termIn(levelled: string, signedOn: string | null): Term {
  let best: Term = { from: null, to: null };
  let tries = 0;
  for (const match of levelled.matchAll(label)) {
    if ((tries += 1) > mostTries) break;
    const term = termAt(levelled, match.index + match[0].length, signedOn);
    if (term.from && term.to) return term;
    if (!best.from && !best.to) best = term;
  }
  return best;
}

function termAt(levelled: string, at: number, signedOn: string | null): Term {
  const rest = levelled.slice(at, at + sentence);
  const end = rest.search(/[\u3002;]|\n\s*\n|\n[^\n]{0,12}:/);
  const said = end === -1 ? rest : rest.slice(0, end);
  const [one, other] = daysIn(levelled, at, at + said.length);
  if (one && other) return { from: one, to: other };
  const since = sinceSigning.exec(said);
  const from = since && signedOn !== null ? found(signedOn, at + since.index, at + since.index + since[0].length) : null;
  if (one && untilBefore.test(levelled.slice(at, one.at.from))) return { from, to: one };
  const start = one ?? from;
  const length = lengthIn(said);
  if (!length || !start) return { from: start, to: null };
  const read = durationIn(said.slice(length.from, length.to));
  return { from: start, to: read && found(endOf(start.value, read), at + length.from, at + length.to) };
}

/** The first length that is no year of the calendar: `2026年` is skipped, and so are days inside a date. */
function lengthIn(said: string): Span | null {
  const dates = daysIn(said);
  for (let from = 0; from < said.length; ) {
    const match = duration.exec(said.slice(from));
    if (!match) return null;
    const at = from + match.index;
    const read = durationIn(match[0]);
    const inDate = dates.some((day) => at < day.at.to && at + match[0].length > day.at.from);
    if (read && !inDate) return { from: at, to: at + match[0].length };
    from = at + match[0].length;
  }
  return null;
}
