// Whether what is asked or offered for technology can be, and whether it is usual. Pure; decimal strings, yuan and percent.
import { z } from 'zod';
import { compare } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';

const amount = z.string().regex(/^\d{1,20}(\.\d{1,6})?$/);
/** `law/market/price-limits.json`: above `highest` it is a slip, above the others it is unusual. Each with the notice that says so. */
export const priceLimits = z.strictObject({
  jurisdiction: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  basis: z.strictObject({ text, sure: z.enum(['verified', 'recalled', 'derived']) }),
  highest: amount,
  fixedFee: amount,
  ofNetSales: amount,
  ofProfit: amount,
});
export type PriceLimits = z.output<typeof priceLimits>;

/**
 * What a listing says of its price, null where it says nothing: an amount or the two ends of a range in yuan; the share that is paid of
 * net sales, of profit, in percent. An end left open is null.
 */
export type PriceSaid = { from: string | null; to: string | null; ofNetSales: string | null; ofProfit: string | null };

export type PriceField = keyof PriceSaid;
/** `wrong` cannot be kept; `unusual` may be, with a reason. */
export type PriceFinding = { level: 'wrong' | 'unusual'; code: PriceCode; field: PriceField; limit: string | null };
export const priceCodes = [
  'notNumber',
  'negative',
  'zero',
  'places',
  'aboveHighest',
  'aboveWhole',
  'upsideDown',
  'feeUnusual',
  'salesShareUnusual',
  'profitShareUnusual',
] as const;
export type PriceCode = (typeof priceCodes)[number];

const number = /^-?\d+(?:\.\d+)?$/;
const fields = ['from', 'to', 'ofNetSales', 'ofProfit'] as const;
const isShare = (field: PriceField): boolean => field === 'ofNetSales' || field === 'ofProfit';

/** What is wrong or unusual, by field; empty when nothing is. A field that is no number is asked nothing more. */
export function priceFindings(said: PriceSaid, limits: PriceLimits): PriceFinding[] {
  const wrong = fields.flatMap((field) => {
    const value = said[field];
    const code = value === null ? null : wrongWith(value, field, limits);
    return code === null ? [] : [{ level: 'wrong' as const, code, field, limit: limitOf(code, limits) }];
  });
  const sound = (field: PriceField): string | null => (wrong.some((one) => one.field === field) ? null : said[field]);
  const [from, to] = [sound('from'), sound('to')];
  const turned: PriceFinding[] =
    from !== null && to !== null && compare(from, to) > 0
      ? [{ level: 'wrong', code: 'upsideDown', field: 'to', limit: from }]
      : [];
  return [...wrong, ...turned, ...unusual({ from, to, ofNetSales: sound('ofNetSales'), ofProfit: sound('ofProfit') }, limits)];
}

function wrongWith(value: string, field: PriceField, limits: PriceLimits): PriceCode | null {
  if (!number.test(value) || value.length > 40) return 'notNumber';
  if (compare(value, '0') < 0) return 'negative';
  // Nothing is asked for at zero: that is a price of its own (free), and a field of its own. From zero a range may begin.
  if (compare(value, '0') === 0 && field !== 'from') return 'zero';
  if (/\.\d{2}\d*[1-9]/.test(value)) return 'places';
  if (isShare(field)) return compare(value, '100') > 0 ? 'aboveWhole' : null;
  return compare(value, limits.highest) > 0 ? 'aboveHighest' : null;
}
const limitOf = (code: PriceCode, limits: PriceLimits): string | null =>
  code === 'aboveHighest' ? limits.highest : code === 'aboveWhole' ? '100' : null;

function unusual(said: PriceSaid, limits: PriceLimits): PriceFinding[] {
  const above = (field: PriceField, limit: string, code: PriceCode): PriceFinding[] => {
    const value = said[field];
    return value !== null && compare(value, limit) > 0 ? [{ level: 'unusual', code, field, limit }] : [];
  };
  const [low] = above('from', limits.fixedFee, 'feeUnusual');
  return [
    ...(low ? [low] : above('to', limits.fixedFee, 'feeUnusual')),
    ...above('ofNetSales', limits.ofNetSales, 'salesShareUnusual'),
    ...above('ofProfit', limits.ofProfit, 'profitShareUnusual'),
  ];
}
