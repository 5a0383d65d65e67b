// The price of a listing, or the budget of a demand: which amounts its way of saying takes, and whether they can be. Pure.
import { type PriceField, priceFindings, type PriceLimits, type PriceSaid } from './prices.ts';

export type Priced = { price: 'none' | 'agreed' | 'fixed' | 'range'; priceLow: string | null; priceHigh: string | null };
type Fault = { path: 'priceLow' | 'priceHigh'; code: string };

/** An amount too many or too few for one price, a range, or none. */
export function amountFault({ price, priceLow, priceHigh }: Priced): Fault | null {
  if (price === 'none' || price === 'agreed') {
    if (priceLow !== null) return { path: 'priceLow', code: 'noAmount' };
    return priceHigh === null ? null : { path: 'priceHigh', code: 'noAmount' };
  }
  if (priceLow === null) return { path: 'priceLow', code: 'amountMissing' };
  if (price === 'fixed') return priceHigh === null ? null : { path: 'priceHigh', code: 'oneAmount' };
  return priceHigh === null ? { path: 'priceHigh', code: 'amountMissing' } : null;
}

/** One amount is the upper end of itself: it cannot be nothing, as the beginning of a range can. */
const saidOf = ({ price, priceLow, priceHigh }: Priced): PriceSaid => ({
  from: price === 'range' ? priceLow : null,
  to: price === 'range' ? priceHigh : price === 'fixed' ? priceLow : null,
  ofNetSales: null,
  ofProfit: null,
});

/** What is wrong or unusual, at the field of the form. */
export function findingsOf(of: Priced, limits: PriceLimits) {
  const pathOf = (field: PriceField) =>
    field === 'from' || of.price === 'fixed' ? ('priceLow' as const) : ('priceHigh' as const);
  const found = priceFindings(saidOf(of), limits).map(({ field, ...one }) => ({ ...one, path: pathOf(field) }));
  const same = of.price === 'range' && of.priceLow !== null && Number(of.priceLow) === Number(of.priceHigh);
  return same
    ? [{ level: 'wrong' as const, code: 'upsideDown' as const, limit: of.priceLow, path: 'priceHigh' as const }, ...found]
    : found;
}
