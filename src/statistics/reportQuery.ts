// The queries that stand in the text of a report template: `{{value revenue}}`. What may be asked, and how it is read; strict, so that a slip stops the start. Pure.
import { z } from 'zod';

/** Days that a query may speak of: the release's, the same of the year before, the end of that year. */
export const moments = ['period', 'yearBefore', 'lastYear'] as const;
export type Moment = (typeof moments)[number];
export const breakdowns = ['region', 'kind', 'level', 'type'] as const;
export type Breakdown = (typeof breakdowns)[number];

const at = z.enum(moments).default('period');
/** The place that the text is about, or the city in a text about a place. */
const within = z.enum(['here', 'city']).default('here');
const code = z.string().regex(/^[a-z][a-z0-9-]*$/);
const bare = <const V extends string>(verb: V) => z.strictObject({ verb: z.literal(verb) });
const ofCode = <const V extends string>(verb: V) => z.strictObject({ verb: z.literal(verb), code });

export const reportQuery = z.discriminatedUnion('verb', [
  bare('city'),
  /** The place that the text is about. */
  bare('place'),
  bare('plan'),
  /** Number of the release, the instant before which all of it was known. */
  bare('number'),
  bare('known'),
  /** The year so far, in words; the month or quarter of a brief. */
  bare('period'),
  bare('span'),
  z.strictObject({ verb: z.literal('day'), at }),
  z.strictObject({ verb: z.literal('year'), at }),
  /** A name with digits in it, declared at the head of the template. */
  z.strictObject({ verb: z.literal('cite'), code: z.string().regex(/^[a-zA-Z]+$/) }),
  ofCode('name'),
  z.strictObject({ verb: z.literal('value'), code, at, in: within }),
  /** Grown or fallen on the year before, in words: by a share, or by an amount. */
  z.strictObject({ verb: z.literal('growth'), code, in: within }),
  z.strictObject({ verb: z.literal('change'), code, in: within }),
  /** What the month or quarter of a brief added, and its growth. */
  ofCode('flow'),
  ofCode('flowGrowth'),
  /** Growth among those who reported both times. */
  ofCode('comparable'),
  /** Of the city's figure; or of another figure of the same place. */
  z.strictObject({ verb: z.literal('share'), code, of: code.optional() }),
  ofCode('rank'),
  z.strictObject({
    verb: z.literal('top'),
    code,
    by: z.enum(breakdowns).default('region'),
    most: z.coerce.number().int().min(1).max(9),
  }),
  /** How many places grew. */
  ofCode('grew'),
  /** How much of the plan's target of an indicator is reached. */
  ofCode('target'),
  z.strictObject({ verb: z.literal('targets'), state: z.enum(['all', 'met', 'notMet', 'unknown']) }),
]);
export type ReportQuery = z.infer<typeof reportQuery>;

/** A text as words and queries in turn. */
export type Piece = { words: string } | { query: ReportQuery; written: string };
export type Reading = { pieces: Piece[]; faults: string[] };

const takesCode = new Set(reportQuery.options.flatMap((one) => ('code' in one.shape ? [one.shape.verb.value as string] : [])));

/** Reads a text; what is wrong in it is told, each by itself. */
export function readText(text: string): Reading {
  const faults: string[] = [];
  const pieces = text.split(/(\{\{[^{}]*\}\})/).flatMap((part): Piece[] => {
    if (part === '') return [];
    if (!/^\{\{[^{}]*\}\}$/.test(part)) {
      if (/[{}]/.test(part)) faults.push(`a brace that belongs to no query: ${part}`);
      return [{ words: part }];
    }
    const query = readQuery(part.slice(2, -2));
    if (typeof query === 'string') faults.push(`${part}: ${query}`);
    return typeof query === 'string' ? [] : [{ query, written: part }];
  });
  return { pieces, faults };
}

/** `growth revenue in=city` as a query; a text says what is wrong. */
function readQuery(written: string): ReportQuery | string {
  const [verb = '', ...rest] = written.trim().split(/\s+/);
  const named = rest.filter((one) => one.includes('='));
  const plain = rest.filter((one) => !one.includes('='));
  if (plain.length !== (takesCode.has(verb) ? 1 : 0))
    return takesCode.has(verb) ? 'takes one code' : `no such query, or one that takes no code`;
  const options = named.map((one) => one.split('='));
  if (new Set(options.map(([key]) => key)).size < options.length) return 'an option stands twice';
  const asked = { verb, ...(plain[0] === undefined ? {} : { code: plain[0] }), ...Object.fromEntries(options) };
  const read = reportQuery.safeParse(asked);
  return read.success
    ? read.data
    : (read.error.issues.map((one) => `${one.path.join('.')} ${one.message}`.trim())[0] ?? 'unreadable');
}

/** Digits of any script; numbers before a counter in Chinese, and in words in English: a number in a report comes from a query. */
const digit = /\p{N}/u;
const chineseCount =
  /[\u3007\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e24]+(?:\u591a|\u4f59)?(?:\u4e2a|\u5bb6|\u9879|\u4eba|\u4ebf|\u4e07|\u6210|\u500d|\u4f4d|\u540d|\u5206\u4e4b|\u6210\u4ee5\u4e0a)/;
const englishCount =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozen|hundred|thousand|million|billion|half|twice|double[ds]?|per ?cent)\b/i;

/** The number that somebody typed into the words of a text, if any. */
export function typedNumber(text: string): string | null {
  const words = text.replaceAll(/\{\{[^{}]*\}\}/g, '');
  for (const pattern of [digit, chineseCount, englishCount]) {
    const found = pattern.exec(words);
    if (found) return found[0];
  }
  return null;
}

/** Indicators that a query speaks of. */
export const codesOf = (query: ReportQuery): string[] => [
  ...('code' in query && query.verb !== 'cite' ? [query.code] : []),
  ...('of' in query && query.of !== undefined ? [query.of] : []),
];
