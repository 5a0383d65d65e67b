// The two amounts of a contract as far as they are known: the total, and the technology amount that follows from the itemised costs. Pure.
import { compare, scaled, subtract, sum } from '../platform/shared/money.ts';
import type { CheckFields } from './check.ts';
import type { Reading } from './reading.ts';

/** Reads fields out of a text; plugged in from outside. */
export type FieldReader = (text: string) => Reading;

export const emptyReading: Reading = {
  title: null,
  parties: [],
  totalAmount: null,
  costs: [],
  signedOn: null,
  validFrom: null,
  validTo: null,
  paymentMode: null,
  royalty: null,
  schedule: [],
  items: [],
};

export type Amounts = { totalAmount: string | null; technologyAmount: string | null; costs: number };

/**
 * The technology amount is the total less non-technical costs; carriers of the technology in a reasonable quantity are not
 * deducted. Where the text speaks of equipment and gives no sum, or the total is in doubt, it is not known.
 */
export function amountsOf(fields: CheckFields, reading: Reading, mentionsCosts: boolean): Amounts {
  const read = reading.totalAmount?.doubt ? null : (reading.totalAmount?.value ?? null);
  const totalAmount = fields.totalAmount ?? read;
  const said = fields.technologyAmount ?? null;
  const costs = fields.costs ?? reading.costs;
  if (said !== null || totalAmount === null || (mentionsCosts && costs.length === 0))
    return { totalAmount, technologyAmount: said, costs: costs.length };
  const deducted = costs.filter((one) => !('carrier' in one && one.carrier)).map(({ amount }) => amount);
  const rest = subtract(totalAmount, sum(deducted));
  return { totalAmount, technologyAmount: scaled(compare(rest, '0') < 0 ? '0' : rest, 2), costs: costs.length };
}
