// Days that do not fit: signed or handed in after the contract had ended, valid long before it was signed, and a December out of all proportion to the seller's own months.
import { addDays, daysBetween } from '../../../platform/shared/dates.ts';
import type { KeptSubject, Signal, SignalRules, SignalSubject } from '../../signals.ts';
import { cameOn, contractRecord, othersOf, signal } from './making.ts';
import type { Register } from './register.ts';

export function outsideValidity(subject: SignalSubject, rules: SignalRules): Signal[] {
  const { signedOn, submittedOn, validFrom, validTo } = subject;
  const { graceBefore, submitGrace } = rules.validity;
  const own = [contractRecord(subject)];
  const found: Signal[] = [];
  if (signedOn !== null && validTo !== null && signedOn > validTo)
    found.push(signal(rules, 'outsideValidity.signedAfter', own, { signedOn, validTo }));
  // One signed too late is always handed in too late.
  else if (submittedOn !== null && validTo !== null && submittedOn > addDays(validTo, submitGrace))
    found.push(
      signal(rules, 'outsideValidity.submittedAfter', own, { submittedOn, validTo, days: daysBetween(validTo, submittedOn) }),
    );
  if (found.length === 0 && signedOn !== null && validFrom !== null && daysBetween(validFrom, signedOn) > graceBefore)
    found.push(
      signal(rules, 'outsideValidity.validBefore', own, { signedOn, validFrom, days: daysBetween(validFrom, signedOn) }),
    );
  return found;
}

/** Against his own months and his own Decembers: everybody has many in December. One from elsewhere has his months elsewhere. */
export function yearEndBurst(subject: SignalSubject, register: Register, rules: SignalRules): Signal[] {
  const day = cameOn(subject);
  if (day === null || day.slice(5, 7) !== '12' || subject.sellerInside === false) return [];
  const { months, ownMonths, least, times, season } = rules.burst;
  const all = othersOf(subject, register.soldBy(subject.sellers));
  const came = [subject, ...all].flatMap((one) => {
    const on = cameOn(one);
    return on === null ? [] : [{ one, month: on.slice(0, 7) }];
  });
  const month = day.slice(0, 7);
  const these: KeptSubject[] = came.filter((one) => one.month === month).map(({ one }) => one);
  if (these.length < least) return [];
  const from = monthBefore(month, months);
  const earlier = came.filter((one) => one.month < month && one.month >= from);
  const first = earlier.reduce((at, one) => (one.month < at ? one.month : at), month);
  const own = monthsBetween(first, month);
  if (own < ownMonths) return [];
  const decembers = Map.groupBy(
    earlier.filter((one) => one.month.endsWith('-12')),
    (one) => one.month,
  );
  const ordinary = earlier.filter((one) => !one.month.endsWith('-12')).length / Math.max(1, own - decembers.size);
  const expected = Math.max(ordinary * season, ...[...decembers.values()].map((one) => one.length));
  if (these.length <= expected * times) return [];
  return [
    signal(rules, 'yearEndBurst.december', these.map(contractRecord), {
      count: these.length,
      month,
      mean: ordinary.toFixed(1),
      months: own,
    }),
  ];
}

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthsBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);
function monthBefore(month: string, months: number): string {
  const at = numberOf(month) - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
