// Amounts that are wrong by a shift: ten, thousand or ten thousand times what the text, its capital letters, its instalments or the seller's habit say.
import { compare, multiply, ratio, sum } from '../../../platform/shared/money.ts';
import type { Signal, SignalRules, SignalSubject } from '../../signals.ts';
import { contractRecord, othersOf, signal } from './making.ts';
import type { Register } from './register.ts';
import type { SaidAmounts } from './said-amounts.ts';

type Asked = { subject: SignalSubject; said: SaidAmounts | null; register: Register; rules: SignalRules };

export function amountSlips({ subject, said, register, rules }: Asked): Signal[] {
  const { slip } = rules;
  const { totalAmount: total, technologyAmount } = subject;
  const own = [contractRecord(subject)];
  const shiftOf = (a: string, b: string, factors = slip.factors): number | null =>
    factors.find((factor) => isTimes(a, b, factor, slip.rounding) || isTimes(b, a, factor, slip.rounding)) ?? null;
  const found: Signal[] = [];
  const slipped = (
    key: 'text' | 'capitals' | 'schedule' | 'technology',
    a: string | null,
    b: string | null,
    factors?: number[],
  ) => {
    const times = a === null || b === null ? null : shiftOf(a, b, factors);
    if (times !== null) found.push(signal(rules, `amountSlip.${key}`, own, { entered: a ?? '', said: b ?? '', times }));
  };
  const figures = said?.total ?? null;
  const capitals = said?.totalInCapitals ?? null;
  // What the text calls the total; a total that is nowhere else in the text either.
  if (total !== null && figures !== null && !said?.all.some(({ value }) => compare(value, total) === 0))
    slipped('text', total, figures.value);
  if (figures?.how === 'figures' && capitals !== null) slipped('capitals', figures.value, capitals.value);
  if (subject.schedule.length > 0) slipped('schedule', total, sum(subject.schedule));
  slipped('technology', technologyAmount, total, slip.unitFactors);
  if (found.length > 0 || total === null || subject.sellerInside === false) return found;
  return habit(subject, total, register, rules);
}

const isTimes = (a: string, b: string, factor: number, rounding: number): boolean => {
  const times = Number(ratio(a, multiply(b, String(factor)), 6) ?? 0);
  return Math.abs(times - 1) <= rounding;
};

/** Far outside everything that the seller sold so far, and in the midst of it after a shift by thousand or ten thousand. */
function habit(subject: SignalSubject, total: string, register: Register, rules: SignalRules): Signal[] {
  const { history, historySpread, historyBeyond, unitFactors } = rules.slip;
  const before = othersOf(subject, register.soldBy(subject.sellers)).filter(({ totalAmount }) => totalAmount !== null);
  const amounts = before.flatMap(({ totalAmount }) => totalAmount ?? []).sort(compare);
  const [least, most] = [amounts[0], amounts.at(-1)];
  if (amounts.length < history || least === undefined || most === undefined) return [];
  if (Number(ratio(most, least) ?? Infinity) > historySpread) return [];
  const lies = (amount: string) => compare(amount, least) >= 0 && compare(amount, most) <= 0;
  const above = Number(ratio(total, most) ?? 0) >= historyBeyond;
  const below = Number(ratio(least, total) ?? 0) >= historyBeyond;
  const times = unitFactors.find((factor) =>
    above ? lies(multiply(total, String(1 / factor))) : below && lies(multiply(total, String(factor))),
  );
  if (times === undefined) return [];
  return [
    signal(rules, 'amountSlip.history', before.map(contractRecord), { entered: total, least, most, times, count: before.length }),
  ];
}
