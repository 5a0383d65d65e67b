// The two amounts of a contract: what is deducted from the total, and whether what was said fits together. Pure; decimal strings of yuan.
import { add, compare, scaled, subtract, sum } from '../platform/shared/money.ts';
import type { FieldError } from '../platform/shared/errors.ts';
import type { Cost, Terms } from './terms.ts';

/** What is deducted: itemised non-technical costs, less the carriers of a reasonable quantity in them (rule of 2001, art. 50 as practised). */
export const deducted = (costs: readonly Cost[]): string =>
  subtract(sum(costs.map((one) => one.amount)), sum(costs.map((one) => one.carriers)));

/** The technology amount: computed where costs are itemised, else as it was said, else the whole. Null without a total. */
export function technologyAmountOf({
  amount,
  technologyAmount,
  costs,
}: Pick<Terms, 'amount' | 'technologyAmount' | 'costs'>): string | null {
  if (amount === null) return null;
  if (costs.length > 0) return scaled(subtract(amount, deducted(costs)), 2);
  return scaled(technologyAmount ?? amount, 2);
}

type Said = Pick<
  Terms,
  | 'amount'
  | 'technologyAmount'
  | 'costs'
  | 'schedule'
  | 'royalty'
  | 'paymentMode'
  | 'validFrom'
  | 'validTo'
  | 'signedOn'
  | 'intermediaryFee'
>;
const wrong = (path: string, code: string, params: Record<string, string> = {}): FieldError => ({
  path,
  code,
  words: `contracts:wrong.${code}`,
  params,
});

/** Everything that does not fit together in what was said, with the field to mend. Empty when it does. */
export function misfits(of: Said): FieldError[] {
  const found: FieldError[] = [];
  const { amount, costs, schedule } = of;
  for (const [at, one] of costs.entries())
    if (compare(one.carriers, one.amount) > 0) found.push(wrong(`costs.${at}.carriers`, 'carriersAbove', { amount: one.amount }));
  if (found.length > 0) return found;
  const technology = technologyAmountOf(of);
  if (amount !== null && technology !== null) {
    if (compare(amount, '0') <= 0) found.push(wrong('amount', 'notPositive'));
    else if (compare(technology, amount) > 0) found.push(wrong('technologyAmount', 'aboveTotal', { amount: scaled(amount, 2) }));
    else if (compare(technology, '0') <= 0) found.push(wrong(costs.length > 0 ? 'costs' : 'technologyAmount', 'nothingLeft'));
    if (costs.length > 0 && of.technologyAmount !== null && compare(of.technologyAmount, technology) !== 0)
      found.push(wrong('technologyAmount', 'notAsItemised', { computed: technology }));
  }
  if (amount !== null && of.intermediaryFee !== null && compare(of.intermediaryFee, amount) > 0)
    found.push(wrong('intermediaryFee', 'feeAbove', { amount: scaled(amount, 2) }));
  const instalments = sum(schedule.map((one) => one.amount));
  const promised = add(instalments, of.royalty?.entryFee ?? '0');
  if (amount !== null && schedule.length > 0 && of.royalty === null && compare(promised, amount) !== 0)
    found.push(wrong('schedule', 'scheduleSum', { sum: scaled(promised, 2), amount: scaled(amount, 2) }));
  if (of.validFrom !== null && of.validTo !== null && of.validTo < of.validFrom) found.push(wrong('validTo', 'endBeforeStart'));
  else if (of.signedOn !== null && of.validTo !== null && of.validTo < of.signedOn)
    found.push(wrong('validTo', 'endBeforeSigning'));
  return found;
}
