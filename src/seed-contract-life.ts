// What happened to one contract of the invented city: said, handed in, sent back, accepted, reviewed, decided, and what came later. Not what it says.
import { addDays, daysBetween } from './platform/shared/dates.ts';
import type { ContractPlan } from './seed-contract-plan.ts';
import type { Saying } from './seed-contract-terms.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Chance } from './seed-random.ts';

/** From here on a second registrar reviews: practice of the province. */
const reviewedFrom = 5_000_000;
export type End = 'registered' | 'refused' | 'withdrawn' | 'lapsed' | 'draft';
export type Living = {
  of: ContractPlan;
  calendar: Calendar;
  chance: Chance;
  key: string;
  seller: string;
  /** Registrars of the place, three at least. */
  registrars: readonly string[];
  /** What it says, once it is known on which day it was written down: it had been signed before. */
  say: (writtenOn: string) => Saying;
  amount: number;
  /** Day of the decision, and the earliest on which it may have been begun. */
  on: string;
  earliest: string;
  end: End;
};

type Step = { action: string; before: number; input?: Record<string, unknown>; who: 'seller' | number };

/** Acts up to the decision, in their order, each so many days before it. */
function stepsOf({ of, chance, amount, end }: Living): Step[] {
  const [first, second] = chance.some([0, 1, 2], 2);
  const [one, two] = [first ?? 0, second ?? 1];
  // Most are decided within the term; a few lie too long.
  const review = chance.happens(0.03) ? chance.int(24, 45) : chance.int(1, 15);
  const accept = review + chance.int(0, 3);
  const returned = end === 'lapsed' || (end !== 'draft' && chance.happens(0.12));
  const answered = returned ? accept + chance.int(2, 14) : accept;
  const handed = answered + (returned ? chance.int(1, 4) : 0) + chance.int(0, 2);
  const steps: Step[] = [{ action: 'create', before: handed + chance.int(0, 6), who: 'seller' }];
  if (end === 'draft') return steps;
  steps.push({ action: 'submit', before: handed, who: 'seller' });
  if (end === 'withdrawn') return [...steps, { action: 'withdraw', before: accept, who: 'seller' }];
  const defects = chance.some(of.defects, chance.int(1, 3));
  if (returned) steps.push({ action: 'sendBack', before: handed - 1, input: { defects }, who: one });
  if (end === 'lapsed') return steps;
  if (returned) steps.push({ action: 'supplement', before: accept, who: 'seller' });
  steps.push({ action: 'accept', before: review, who: one });
  if (amount >= reviewedFrom) steps.push({ action: 'review', before: Math.ceil(review / 2), input: { note: null }, who: one });
  if (end === 'registered') return [...steps, { action: 'register', before: 0, who: two }];
  const [ground, reason] = chance.pick(of.refusals);
  return [...steps, { action: 'refuse', before: 0, input: { ground, reason }, who: two }];
}

/** All that was done up to its end. A month in which there was less time than usual saw everything done faster. */
export function lifeOf(living: Living): { deeds: Deed[]; saying: Saying } {
  const { calendar, chance, key, seller, registrars, say, on, earliest, end } = living;
  const steps = stepsOf(living);
  const longest = steps[0]?.before ?? 0;
  const faster = Math.min(1, Math.max(0, daysBetween(earliest, on)) / Math.max(1, longest));
  const saying = say(calendar.dayOf(calendar.after(addDays(on, -Math.floor(longest * faster)), 0, chance)));
  let last = new Date(0);
  const deeds = steps.map(({ action, before, input = {}, who }): Deed => {
    const wanted = calendar.after(addDays(on, -Math.floor(before * faster)), 0, chance);
    last = wanted > last ? wanted : new Date(last.getTime() + chance.int(2, 9) * 60_000);
    const by = who === 'seller' ? { organization: seller } : { account: registrars[who] ?? registrars[0] ?? '' };
    const creating = action === 'create';
    return {
      of: 'contract',
      key,
      action,
      at: last,
      input: creating ? saying.input : input,
      by,
      ...(creating ? { refers: saying.refers } : {}),
    };
  });
  if (end === 'lapsed')
    deeds.push({ of: 'contract', key, action: 'lapse', at: calendar.after(calendar.dayOf(last), 58, chance), input: {} });
  return { deeds, saying };
}

/** One more act some days after the last. */
export function later(
  { calendar, chance, key, registrars }: Pick<Living, 'calendar' | 'chance' | 'key' | 'registrars'>,
  deeds: readonly Deed[],
  days: number,
  what: { action: string; input: (on: string) => Record<string, unknown> },
): Deed {
  const from = calendar.dayOf(deeds.at(-1)?.at ?? new Date(0));
  const at = calendar.after(from, days, chance);
  return {
    of: 'contract',
    key,
    action: what.action,
    at,
    input: what.input(calendar.dayOf(at)),
    by: { account: registrars[0] ?? '' },
  };
}
