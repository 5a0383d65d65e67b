// Rounds of asking: what officers asked when they sent a return back, and what its respondent answered to each. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import type { Given } from '../forms/answers.ts';
import { isExplained } from '../forms/explanations.ts';

/** What an officer asks about: an item, a cell of a table (`tenants.3.staff`), or nothing in particular. */
export const query = z.strictObject({
  place: z.string().trim().min(1).max(120).nullable().meta({ title: 'returns:queryPlace' }),
  words: z.string().trim().min(2).max(500).meta({ title: 'returns:queryWords' }),
});
export type Query = z.infer<typeof query>;

export const answeredQuery = z.object({
  place: z.string().nullable(),
  words: z.string(),
  /** The cell as it was asked about. */
  stood: z.string().nullable(),
  /** What was said to it; null while it waits, and where the figure alone was mended. */
  answer: z.string().nullable(),
  /** Whether another figure stands there now, and which. */
  mended: z.boolean(),
  after: z.string().nullable(),
});
export type AnsweredQuery = z.infer<typeof answeredQuery>;
/** One sending back; `again`: why it was sent back once more before it was accepted. */
export const round = z.object({
  on: day,
  again: z.string().nullable(),
  answeredOn: day.nullable(),
  queries: z.array(answeredQuery),
});
export type Round = z.infer<typeof round>;

/** A query is answered where a warning is explained: under `?0`, `?1`, … in the order in which they were asked. */
export const answerKey = (at: number): string => `?${at}`;

export const askedBefore = refusal('return.askedBefore', 422, 'asking:refusals.askedBefore');
export const unanswered = refusal('return.unanswered', 422, 'asking:refusals.unanswered');

type Sent = { on: string; again: string | null; given: Given };
export const beginRound = (queries: readonly Query[], { on, again, given }: Sent): Round => ({
  on,
  again,
  answeredOn: null,
  queries: queries.map(({ place, words }) => ({
    place,
    words,
    stood: place === null ? null : cellAt(given, place),
    answer: null,
    mended: false,
    after: null,
  })),
});

/** The round with its answers: what was said to each query, and whether the figure at its place is another one now. */
export function answeredRound(of: Round, said: Readonly<Record<string, string>>, { on, given }: Omit<Sent, 'again'>): Round {
  const queries = of.queries.map((one, at) => {
    const answer = said[answerKey(at)]?.trim() ?? '';
    const after = one.place === null ? null : cellAt(given, one.place);
    const mended = after !== one.stood;
    return { ...one, answer: answer === '' ? null : answer, mended, after: mended ? after : null };
  });
  return { ...of, answeredOn: on, queries };
}

/** Queries to which nothing was said that says something, and whose figure is what it was. */
export const unansweredIn = ({ queries }: Round): number[] =>
  queries.flatMap(({ answer, mended }, at) => (mended || isExplained(answer) ? [] : [at]));

/** Queries of a return that was sent back which still want an answer, as it is typed now. */
export const stillAsked = (
  { state, rounds }: { state: string; rounds: readonly Round[] },
  said: Readonly<Record<string, string>>,
  given: Given,
): number[] => {
  const last = rounds.at(-1);
  return state !== 'sentBack' || last === undefined ? [] : unansweredIn(answeredRound(last, said, { on: '', given }));
};

/** A cell as it is written; of a row or a whole table all of it. */
export function cellAt({ items, tables }: Given, place: string): string | null {
  const [first = '', row, column] = place.split('.');
  if (Object.hasOwn(items, first)) return blank(items[first]);
  const rows = Object.hasOwn(tables, first) ? tables[first] : undefined;
  if (row === undefined) return rows === undefined ? null : JSON.stringify(rows);
  const cells = rows?.[Number(row)];
  if (column === undefined) return cells === undefined ? null : JSON.stringify(cells);
  return blank(cells?.[column]);
}
const blank = (said: string | null | undefined): string | null => (said === undefined || said === '' ? null : said);
