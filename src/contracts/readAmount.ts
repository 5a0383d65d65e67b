// An amount of money as a person or a contract writes it, as yuan with two decimals; what could be misread is refused by name. Pure.
import { scaled } from '../platform/shared/money.ts';
import { numberIn, numeralSigns, pointSigns, scale, unitSigns } from '../platform/shared/numeral.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };
import { anyOf, level } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

/**
 * `foreign`: another currency. `approximate`: about, at most. `grouping`: marks of thousands that stand wrongly. `decimals`: less than a fen.
 * `ambiguous`: two readings (三万五). `differs`: said twice and differently. `malformed`: no amount at all.
 */
export const amountProblems = [
  'nothing',
  'foreign',
  'negative',
  'approximate',
  'grouping',
  'decimals',
  'ambiguous',
  'differs',
  'tooLarge',
  'malformed',
] as const;
export type AmountProblem = (typeof amountProblems)[number];
export type AmountSaid = { ok: true; yuan: string } | { ok: false; code: AmountProblem };

const { money } = terms;
const no = (code: AmountProblem): AmountSaid => ({ ok: false, code });
const foreign = new RegExp(
  anyOf(money.foreign.filter((word) => !/^[A-Z]+$/.test(word))) +
    `|\\b${anyOf(money.foreign.filter((word) => /^[A-Z]+$/.test(word)))}`,
  'i',
);
const negative = new RegExp(anyOf(money.negative));
const approximate = new RegExp(anyOf(money.approximate));
const ours = anyOf(money.ours);
const edges = new RegExp(`^(?:${ours} ?)+|(?: ?${ours})+$`, 'gi');
/** Where an amount is said a second time, or labelled: brackets, the words for digits and for capitals, a colon. */
const seams = new RegExp(`[()\\[\\]:]|${anyOf(money.labels)}|${anyOf(money.tax)}`);
/** At most this much is looked at: no amount is longer. */
const longest = 120;

/** The amount that a text says, and nothing else; said twice (in digits and in capitals) it must be the same. */
export function amountIn(said: string): AmountSaid {
  if (said.length > longest) return no('malformed');
  const plain = level(said)
    .replace(/[\s_]+/g, ' ')
    .trim();
  if (plain === '') return no('nothing');
  if (foreign.test(plain)) return no('foreign');
  if (negative.test(plain)) return no('negative');
  const parts = plain.split(seams).flatMap((part) => {
    const rest = part.trim().replace(edges, '').trim();
    return rest === '' ? [] : [rest];
  });
  if (parts.length === 0) return no('nothing');
  if (parts.length > 2) return no('malformed');
  const [first = no('nothing'), second = first] = parts.map(piece);
  if (!first.ok || !second.ok) return first.ok ? second : first;
  return first.yuan === second.yuan ? first : no('differs');
}

const digit = `[\\d${numeralSigns}]`;
const yuanSign = new RegExp(`[${numerals.yuan}]`);
const wholeSign = new RegExp(`[${numerals.whole}]$`);
const fenAtEnd = new RegExp(`(${digit})${numerals.fen}$`);
const jiaoAtEnd = new RegExp(`(${digit})${numerals.jiao}$`);
const zeroAtEnd = new RegExp(`[${numerals.zeros}]$`);

function piece(said: string): AmountSaid {
  if (approximate.test(said)) return no('approximate');
  const closed = said.replace(wholeSign, '').trim();
  const fen = fenAtEnd.exec(closed);
  const aboveFen = fen ? closed.slice(0, fen.index).replace(zeroAtEnd, '') : closed;
  const jiao = jiaoAtEnd.exec(aboveFen);
  const yuanSaid = (jiao ? aboveFen.slice(0, jiao.index) : aboveFen).trim();
  const small = hundredths(jiao?.[1]) * 10n + hundredths(fen?.[1]);
  const hasSmall = jiao !== null || fen !== null;
  if (hasSmall && yuanSaid === '') return yuan(small);
  const cut = (hasSmall ? yuanSaid.replace(zeroAtEnd, '') : yuanSaid).split(yuanSign);
  const [whole = '', behind] = cut;
  if (cut.length > 2 || (behind !== undefined && behind.trim() !== '') || (hasSmall && behind === undefined))
    return no('malformed');
  const read = numberIn(whole.trim());
  if (whole.trim() === '') return no('malformed');
  if (!read.ok) return no(read.code);
  if (read.places > 2) return no('decimals');
  if (hasSmall && read.places > 0) return no('malformed');
  return yuan(read.value / 10n ** BigInt(scale - 2) + small);
}

const hundredths = (sign: string | undefined): bigint => {
  if (sign === undefined) return 0n;
  const read = numberIn(sign);
  return read.ok ? read.value / 10n ** BigInt(scale) : 0n;
};

/** As `money` keeps it: 16 digits before the point at most. */
function yuan(hundreds: bigint): AmountSaid {
  const digits = hundreds.toString().padStart(3, '0');
  if (digits.length > 18) return no('tooLarge');
  return { ok: true, yuan: scaled(`${digits.slice(0, -2)}.${digits.slice(-2)}`, 2) };
}

const gap = '[ _]{0,3}';
const number = `(?:\\d[\\d,.]*|[${numeralSigns}${unitSigns}])(?:${gap}(?:\\d[\\d,.]*\\d|\\d|[${numeralSigns}${unitSigns}${pointSigns}])){0,40}`;
/**
 * An amount inside a text that `level` has seen: with its unit, or with the sign of the currency before it. As much as could belong to it is
 * taken, so that a slip in it is refused and never cut away.
 */
export const amountPattern =
  `(?:(?:${ours}[ _:]{0,4}){1,3}-?${number}(?:${gap}[${numerals.yuan}])?|-?${number}${gap}(?:[${numerals.yuan}]|(?<=[${unitSigns}])))` +
  `(?:[${numerals.zeros}]?${digit}[${numerals.jiao}])?(?:[${numerals.zeros}]?${digit}[${numerals.fen}](?!\\p{Script=Han}))?[${numerals.whole}]?`;
