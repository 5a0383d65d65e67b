// What became of what was signed at a fair: how each project stood on a day, and the shares after 3, 6 and 12 months by number and amount. Pure; decimal strings of yuan.
import { z } from 'zod';
import { compare, money, scaled, sum } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { type Said, type Stage, stageAt, stages, type Step } from './fair.ts';

/** Months after which it is asked what became of it. */
export const looks = [3, 6, 12] as const;

/** The same day so many months later, or the last of a shorter month. */
export function monthsAfter(on: string, months: number): string {
  const [year = 0, month = 1, date = 1] = on.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** The latest of the three days that has come and after which nobody has said how it stands. */
export const askedSince = (of: { beganOn: string; saidOn: string }, today: string): string | null =>
  looks.map((months) => monthsAfter(of.beganOn, months)).findLast((on) => on <= today && of.saidOn < on) ?? null;

/** A contract as a project reads it. Null where it does not stand: not registered, cancelled, revoked. */
export type ContractSteps = {
  signedOn: string | null;
  registeredOn: string;
  amount: string;
  received: { on: string; amount: string } | null;
};

/** All stages, those of its contract in place of what was said of them. */
export function stepsOf(of: readonly Said[], contract: ContractSteps | null): Step[] {
  const own = of.map((one): Step => ({ ...one, of: 'said' }));
  if (contract === null) return inOrder(own);
  const { signedOn, registeredOn, amount, received } = contract;
  const read = (stage: Stage, on: string, of: string): Step => ({ stage, on, amount: of, evidence: null, of: 'contract' });
  const known = [
    ...(signedOn === null ? [] : [read('contract', signedOn, amount)]),
    read('registered', registeredOn, amount),
    ...(received ? [read('moneyIn', received.on, received.amount)] : []),
  ];
  return inOrder([...own.filter(({ stage }) => stageAt(stage) < stageAt('contract')), ...known]);
}
const inOrder = (steps: Step[]) => steps.toSorted((a, b) => stageAt(a.stage) - stageAt(b.stage));

/** How far it had come by a day; null before its first. */
export const stageOn = (steps: readonly Step[], day: string): Stage | null =>
  steps.findLast(({ on }) => on <= day)?.stage ?? null;

/** What cannot be said beside what is: stages lie one after the other in time, none ahead of today. */
export function faultOf(of: readonly Said[], today: string): { path: string; code: string } | null {
  const sorted = inOrder(of.map((one): Step => ({ ...one, of: 'said' })));
  if (sorted.some(({ on }) => on > today)) return { path: 'on', code: 'ahead' };
  if (sorted.some((one, at) => at > 0 && one.on < (sorted[at - 1]?.on ?? ''))) return { path: 'on', code: 'order' };
  if (sorted.some(({ amount }) => amount !== null && compare(amount, '0') <= 0)) return { path: 'amount', code: 'nothing' };
  return null;
}

export const outcomes = [...stages, 'lapsed'] as const;
export type Outcome = (typeof outcomes)[number];
const part = z.strictObject({
  outcome: z.enum(outcomes),
  count: z.number().int(),
  /** What was promised at the fair for those that stood there. */
  promised: money,
});
/** One look: after so many months, of those projects for which so many have passed. */
const look = z.strictObject({ months: z.number().int(), of: z.number().int(), promised: money, parts: z.array(part) });
export type Look = z.output<typeof look>;

export type Signed = { beganOn: string; steps: readonly Step[]; lapsedOn: string | null };
/** Projects for which nobody said an amount: counted by number, in no sum. */
const promisedOf = ({ steps }: Signed): string | null => steps[0]?.amount ?? null;

/** At the fair, and 3, 6, 12 months later; a look that no project has reached is not there. */
export function ledgerOf(projects: readonly Signed[], today: string): Look[] {
  return [0, ...looks].flatMap((months) => {
    const reached = projects.filter((one) => monthsAfter(one.beganOn, months) <= today);
    if (reached.length === 0) return [];
    const stood = Map.groupBy(reached, (one) => outcomeOn(one, monthsAfter(one.beganOn, months)));
    const parts = outcomes.map((outcome) => {
      const some = stood.get(outcome) ?? [];
      return { outcome, count: some.length, promised: promised(some) };
    });
    return [{ months, of: reached.length, promised: promised(reached), parts }];
  });
}
const promised = (of: readonly Signed[]): string => scaled(sum(of.flatMap((one) => promisedOf(one) ?? [])), 2);
const outcomeOn = (one: Signed, on: string): Outcome =>
  one.lapsedOn !== null && one.lapsedOn <= on ? 'lapsed' : (stageOn(one.steps, on) ?? one.steps[0]?.stage ?? 'intent');

export const fairLedger = z.strictObject({
  looks: z.array(look),
  projects: z.number().int(),
  /** Of these so many without an amount. */
  withoutAmount: z.number().int(),
  /** As it stands today: amounts of registered contracts, and money received on them. */
  registered: money,
  received: money,
});
export const getFairLedger = route({
  method: 'GET',
  path: '/fairs/:id/ledger',
  summary: 'fairs:routes.ledger',
  access: ['bureauOfficer', 'districtOfficer'],
  params: z.object({ id: z.uuid() }),
  response: fairLedger,
});
