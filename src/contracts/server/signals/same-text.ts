// The same text registered twice, and a result that was there already sold as development. Forms are no sameness: only what few contracts say counts.
import { daysBetween } from '../../../platform/shared/dates.ts';
import type { KeptSubject, Signal, SignalRules, SignalSubject } from '../../signals.ts';
import { anyOf } from './plain-text.ts';
import { contractRecord, continuesOf, percent, signal } from './making.ts';
import { shareParty } from './register.ts';

/** Two texts compared whole. `alike`: shared of what is rare in either, or in the shorter of two of like length; `contained`: of the shorter, whatever the longer. */
export type Likeness = { alike: number; contained: number; shared: number; identical: boolean };
export type Alike = { other: KeptSubject; text: string; sameTopic: boolean; likeness: Likeness };
type Judged = { subject: SignalSubject; alike: readonly Alike[]; rules: SignalRules };
type Ground = 'again' | 'soldTwice' | 'otherSeller' | 'strangers';

export function sameText({ subject, alike, rules }: Judged): Signal[] {
  const found = Map.groupBy(
    alike.flatMap((one) => {
      const ground = groundOf(subject, one, rules);
      return ground === null ? [] : [{ ...one, ground }];
    }),
    ({ ground }) => ground,
  );
  return [...found].map(([ground, all]) =>
    signal(
      rules,
      `sameText.${ground}`,
      all.map(({ other }) => contractRecord(other)),
      { share: percent(Math.max(...all.map(({ likeness }) => likeness.alike))), count: all.length },
    ),
  );
}

function groundOf(subject: SignalSubject, { other, text, sameTopic, likeness }: Alike, rules: SignalRules): Ground | null {
  const { sameText: limits } = rules;
  if (!likeness.identical && likeness.alike < limits.alike) return null;
  const [sellers, buyers] = [shareParty(subject.sellers, other.sellers), shareParty(subject.buyers, other.buyers)];
  if (sellers && !sameTopic && likeness.alike < limits.otherTopic) return null;
  const equal = subject.totalAmount !== null && subject.totalAmount === other.totalAmount;
  // Advice and services are sold in the same words to many, and asked for in the same words of many.
  const sellsMany = subject.type === 'consulting' || subject.type === 'service';
  if (sellers && buyers) return isRenewal(subject, other, text, rules) ? null : 'again';
  if (sellers) return !sellsMany && mayOnlyOnce(subject, text, rules) ? 'soldTwice' : null;
  if (sellsMany && !equal) return null;
  if (buyers) return 'otherSeller';
  return likeness.alike >= limits.strangers ? 'strangers' : null;
}

/** A licence may be given to many unless it is an exclusive one; a development, or a right that moves, is one buyer's. */
const mayOnlyOnce = (subject: SignalSubject, text: string, { phrases }: SignalRules): boolean =>
  subject.type !== 'licence' || phrases.exclusive.some((said) => text.includes(said) || subject.text?.includes(said));

/** The next term of the same service, or an order under a framework; not one of the same day over the same amount. */
function isRenewal(
  subject: SignalSubject,
  other: KeptSubject,
  text: string,
  { sameText: limits, phrases }: SignalRules,
): boolean {
  const [first, second] = (subject.signedOn ?? '') < (other.signedOn ?? '') ? [subject, other] : [other, subject];
  if (first.signedOn !== null && first.signedOn === second.signedOn && first.totalAmount === second.totalAmount) return false;
  if (continuesOf(subject, other)) return true;
  if (phrases.framework.some((said) => text.includes(said) && subject.text?.includes(said))) return true;
  if (first.validTo !== null && second.validFrom !== null)
    return daysBetween(second.validFrom, first.validTo) <= limits.renewalDays;
  return (
    first.signedOn !== null && second.signedOn !== null && daysBetween(first.signedOn, second.signedOn) >= limits.renewalApart
  );
}

export function resultAsDevelopment({ subject, alike, rules }: Judged): Signal[] {
  if (subject.type !== 'development') return [];
  const earlier = alike.filter(({ other, likeness }) => {
    const { contained, least } = rules.result;
    if (likeness.contained < contained || likeness.shared < least) return false;
    if (continuesOf(subject, other) && other.type === 'development') return false;
    // Whoever sells it now had it: he sold it before, or bought it.
    return shareParty(subject.sellers, [...other.sellers, ...other.buyers]) && wasThere(other, subject);
  });
  const best = earlier[0];
  const known = best
    ? [
        signal(
          rules,
          'resultAsDevelopment.earlier',
          earlier.map(({ other }) => contractRecord(other)),
          { share: percent(Math.max(...earlier.map(({ likeness }) => likeness.contained))), count: earlier.length },
        ),
      ]
    : [];
  const said = existingIn(subject.text ?? '', rules);
  return said === null ? known : [...known, signal(rules, 'resultAsDevelopment.said', [contractRecord(subject)], said)];
}

/** A right that was transferred or licensed existed; a development is there once its term has ended. */
function wasThere(other: KeptSubject, subject: SignalSubject): boolean {
  const day = subject.signedOn;
  if (day === null || other.standing !== 'registered') return false;
  if (other.type === 'transfer' || other.type === 'licence') return other.signedOn !== null && other.signedOn < day;
  return other.type === 'development' && other.validTo !== null && other.validTo < day;
}

/**
 * The phrase that says the result is there, and where it stands; one in a part of a sentence that speaks of a basis, of others, or of
 * what is to come does not count. Not the sentence: it may name a person.
 */
function existingIn(text: string, { phrases }: SignalRules): { phrase: string; at: number } | null {
  const existing = new RegExp(anyOf(phrases.existing), 'u');
  const not = new RegExp(anyOf(phrases.notExisting), 'u');
  let at = 0;
  for (const part of text.split(/(?<=[\n。;；,，:：])/u)) {
    const found = existing.exec(part);
    if (found && !not.test(part)) return { phrase: found[0], at: at + found.index };
    at += part.length;
  }
  return null;
}
