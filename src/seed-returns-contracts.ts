// What an invented institution signed and registered, in the orders that it reports: a return tells no less than the register of contracts. Pure.
import type { Deed } from './seed-deed.ts';
import type { PlannedReturn } from './seed-returns-plan.ts';

type Signed = { on: string; amount: number };

/** Contracts that came to be registered, by the seller's key; of one that was amended the largest amount. */
export function signedBy(deeds: readonly Deed[]): Map<string, Signed[]> {
  const signed = new Map<string, Signed[]>();
  for (const [, steps] of Map.groupBy(
    deeds.filter(({ of }) => of === 'contract'),
    ({ key }) => key,
  )) {
    const made = steps.find(({ action }) => action === 'create');
    const seller = made?.refers?.['seller'] ?? made?.by?.organization;
    if (made === undefined || seller === undefined || !steps.some(({ action }) => action === 'register')) continue;
    const amounts = steps.flatMap(({ input }) => (input['amount'] === undefined ? [] : [Number(input['amount'])]));
    const days = steps.flatMap(({ input }) => (typeof input['signedOn'] === 'string' ? [input['signedOn']] : []));
    const [on] = days.toSorted();
    if (on !== undefined) signed.set(seller, [...(signed.get(seller) ?? []), { on, amount: Math.max(0, ...amounts) }]);
  }
  return signed;
}

/** Returns with these among their orders, in the year of signing. */
export function withContracts(
  planned: readonly PlannedReturn[],
  signed: ReadonlyMap<string, readonly Signed[]>,
): PlannedReturn[] {
  return planned.map((one) => {
    const until = `${one.year}-${String(one.month).padStart(2, '0')}-31`;
    const these = (signed.get(one.key) ?? []).filter(({ on }) => on >= `${one.year}-01-01` && on <= until);
    if (these.length === 0) return one;
    const registered = these.reduce((total, { amount }) => total + amount, 0);
    const { items } = one.answers;
    const added = {
      orders: String(Number(items['orders'] ?? 0) + these.length),
      orderAmount: (Number(items['orderAmount'] ?? 0) + registered).toFixed(2),
    };
    return { ...one, answers: { ...one.answers, items: { ...items, ...added } }, registered: registered.toFixed(2) };
  });
}
