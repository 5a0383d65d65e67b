// What all rules of signals share: how one is made, with its weight, and the records it rests on cut to what is read.
import { daysBetween } from '../../../platform/shared/dates.ts';
import { compare, ratio } from '../../../platform/shared/money.ts';
import type { KeptSubject, Signal, SignalKey, SignalRecord, SignalRules, SignalSubject } from '../../signals.ts';

export const contractRecord = ({ id, title }: Pick<KeptSubject, 'id' | 'title'>): SignalRecord => ({
  kind: 'contract',
  id,
  title,
});

export function signal(
  rules: SignalRules,
  key: SignalKey,
  records: readonly SignalRecord[],
  params: Signal['params'] = {},
): Signal {
  return { key, weight: rules.weights[key], records: records.slice(0, rules.most), params };
}

/** The contract itself and others: what is gone is compared with nothing, nor is it with itself. */
export const othersOf = (subject: Pick<SignalSubject, 'id'>, all: readonly KeptSubject[]): KeptSubject[] =>
  all.filter(({ id, standing }) => id !== subject.id && standing !== 'gone');

/** One of them names the other as its framework or as what it renews. */
export const continuesOf = (a: KeptSubject, b: KeptSubject): boolean =>
  a.continues.includes(b.id) || b.continues.includes(a.id) || a.continues.some((id) => b.continues.includes(id));

export const apart = (a: string, b: string): number => Math.abs(daysBetween(a, b));
/** The smaller to the larger, 0 to 1; 0 where one of them is nothing. For comparing: an amount is kept as a decimal. */
export function similarity(a: string, b: string): number {
  const [least, most] = compare(a, b) < 0 ? [a, b] : [b, a];
  return Number(ratio(least, most, 6) ?? 0);
}
/** The day it came to the registry, as far as it is known. */
export const cameOn = ({ submittedOn, registeredOn, signedOn }: KeptSubject): string | null =>
  submittedOn ?? registeredOn ?? signedOn;
export const percent = (share: number): number => Math.floor(share * 100);
