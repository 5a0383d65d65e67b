// From what was read out of a file to what the form begins with: nothing is taken that could be misread. Pure.
import type { Reading } from './reading.ts';

/** A party that was read, with the organization of the register that bears its code or name; null where there is none. */
export type Matched = {
  role: Reading['parties'][number]['role'];
  name: string;
  creditCode: string | null;
  organization: string | null;
};

/** The values of the form; of parties only those that are not the asking organization itself. */
export function formOf(fields: Reading, parties: readonly Matched[], own: string | null): Record<string, unknown> {
  const others = parties.filter((one) => one.organization === null || one.organization !== own);
  const sum = fields.totalAmount;
  const value = <T>(found: { value: T } | null): T | undefined => found?.value;
  return defined({
    title: value(fields.title),
    parties: others
      // Who registers is there by itself; a seller of another name is told, not entered.
      .filter((one) => one.role !== 'seller')
      .map(({ role, name, creditCode, organization }) => ({
        role,
        organization,
        name: organization === null ? name : null,
        creditCode,
      })),
    amount: sum?.doubt ? undefined : sum?.value,
    costs: fields.costs.map(({ kind, what, amount }) => ({ kind, what, amount })),
    signedOn: value(fields.signedOn),
    validFrom: value(fields.validFrom),
    validTo: value(fields.validTo),
    paymentMode: value(fields.paymentMode),
    schedule: fields.schedule.flatMap(({ amount, on, condition }) =>
      amount === null ? [] : [{ amount, on, condition: condition.slice(0, 300) }],
    ),
    royalty:
      fields.royalty === null
        ? undefined
        : { base: fields.royalty.base, rate: fields.royalty.rate, entryFee: fields.royalty.entryFee },
    items: fields.items.map(({ type, number }) => ({ type, number, title: null })),
  });
}

/** How many of them there are: each list counts by its lines. */
export const countOf = (form: Record<string, unknown>): number =>
  Object.values(form).reduce<number>((all, one) => all + (Array.isArray(one) ? one.length : 1), 0);

const defined = (form: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
