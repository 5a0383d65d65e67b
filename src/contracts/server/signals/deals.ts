// Deals between two parties: one that was split to stay below a limit, and one that goes there and comes back.
import { compare, multiply, sum } from '../../../platform/shared/money.ts';
import type { KeptSubject, Signal, SignalRules, SignalSubject } from '../../signals.ts';
import { apart, contractRecord, continuesOf, othersOf, signal, similarity } from './making.ts';
import { topicOf, topicsAlike } from './plain-text.ts';
import type { Register } from './register.ts';

type Asked = { subject: SignalSubject; register: Register; rules: SignalRules };

/** The limit by the contract amount tells before that by the technology amount: one signal is enough. */
export function split({ subject, register, rules }: Asked): Signal[] {
  const { days, justBelow, topic: least, limits } = rules.split;
  const { signedOn } = subject;
  if (signedOn === null) return [];
  const topic = topicOf(subject.title, rules.phrases);
  const parts = othersOf(subject, register.soldBetween(subject.sellers, subject.buyers)).filter(
    (one) =>
      one.signedOn !== null &&
      apart(one.signedOn, signedOn) <= days &&
      one.type === subject.type &&
      !continuesOf(subject, one) &&
      topicsAlike(topicOf(one.title, rules.phrases), topic) >= least,
  );
  for (const { of, amount: limit } of limits) {
    const own = subject[of];
    if (own === null || compare(own, limit) >= 0) continue;
    const below = parts.filter((one) => one[of] !== null && compare(one[of], limit) < 0);
    const amounts = [own, ...below.flatMap((one) => one[of] ?? [])];
    const near = multiply(limit, String(justBelow));
    if (below.length === 0 || compare(sum(amounts), limit) < 0 || !amounts.some((one) => compare(one, near) >= 0)) continue;
    return [
      signal(rules, `split.${of}`, [contractRecord(subject), ...below.map(contractRecord)], {
        count: amounts.length,
        sum: sum(amounts),
        limit,
        days: Math.max(...below.map((one) => apart(one.signedOn ?? signedOn, signedOn))),
      }),
    ];
  }
  return [];
}

export function roundTrip({ subject, register, rules }: Asked): Signal[] {
  const { days, similar, floor } = rules.roundTrip;
  const { signedOn, totalAmount } = subject;
  if (signedOn === null || totalAmount === null || compare(totalAmount, floor) < 0) return [];
  const back = othersOf(subject, register.soldBetween(subject.buyers, subject.sellers)).filter(
    (one) =>
      one.signedOn !== null &&
      apart(one.signedOn, signedOn) <= days &&
      one.totalAmount !== null &&
      similarity(one.totalAmount, totalAmount) >= similar &&
      !continuesOf(subject, one) &&
      !isCrossLicence(subject, one),
  );
  const [nearest] = back.sort((a, b) => apart(a.signedOn ?? '', signedOn) - apart(b.signedOn ?? '', signedOn));
  if (!nearest) return [];
  return [
    signal(rules, 'roundTrip.between', back.map(contractRecord), {
      there: totalAmount,
      back: nearest.totalAmount ?? '',
      days: apart(nearest.signedOn ?? '', signedOn),
      count: back.length,
    }),
  ];
}

/** Each lets the other use what is his: ordinary between holders of rights. */
const isCrossLicence = (a: KeptSubject, b: KeptSubject): boolean => a.type === 'licence' && b.type === 'licence';
