// The invented city's contract years: the two that are over are closed, each line ticked, and one of them was revised for what had been revoked since.
import { z } from 'zod';
import { yearOf } from './platform/shared/dates.ts';
import { checkLines } from './contracts/contractYear.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Chance } from './seed-random.ts';

type Making = { of: z.output<typeof contractYearPlan>; calendar: Calendar; chance: Chance; contracts: readonly Deed[] };

/** Officers of the invented city's past: they have no accounts, but four eyes need two. */
export const officersOfThePast = ['c0ffee00-0002-4000-8000-000000000001', 'c0ffee00-0002-4000-8000-000000000002'] as const;
/** In May cases of the year before are decided; in September what was registered in December has been revoked, if it ever is. */
const [checked, revised] = ['05-06', '09-08'];
/** More are not named: what was revoked earlier is in the year already. */
const mostNamed = 40;

/** `contract-years.json` of an invented city: what its officers wrote. */
export const contractYearPlan = z.strictObject({
  notes: z.record(z.enum(checkLines), z.string()),
  reason: z.string(),
  conclusion: z.string(),
});

export function makeContractYears({ of, calendar, chance, contracts }: Making): Deed[] {
  const first = yearOf(calendar.first);
  const lives = Map.groupBy(contracts, (one) => one.key);
  return [first, first + 1].flatMap((year, at) => {
    const key = `contract year ${year}`;
    const [one, other] = at === 0 ? officersOfThePast : [officersOfThePast[1], officersOfThePast[0]];
    let last = calendar.after(`${year + 1}-${checked}`, 0, chance);
    const later = (minutes: number) => (last = new Date(last.getTime() + minutes * 60_000));
    const deed = (action: string, when: Date, account: string, input: Record<string, unknown> = {}): Deed => ({
      of: 'contractYear',
      key,
      action,
      at: when,
      input,
      by: { account },
    });
    const closed = [
      deed('create', calendar.after(`${year + 1}-04-15`, 0, chance), one, { year }),
      ...checkLines.map((line) => deed('tick', later(chance.int(4, 12)), one, { line, note: of.notes[line] })),
      deed('propose', later(10), one),
    ];
    last = calendar.after(calendar.dayOf(last), 1, chance);
    closed.push(deed('close', last, other));
    if (at === 0) return closed;
    const proposedOn = calendar.after(`${year + 1}-${revised}`, 0, chance);
    const named = revokedBetween(lives, year, last, proposedOn).slice(0, mostNamed);
    if (named.length === 0) return closed;
    last = proposedOn;
    const { reason, conclusion: note } = of;
    const refers = Object.fromEntries(named.map((contract, index) => [`contracts.${index}`, contract]));
    const proposal = { ...deed('proposeRevision', last, one, { reason, contracts: named.map(() => '') }), refers };
    last = calendar.after(calendar.dayOf(last), 2, chance);
    const admitted = deed('admitRevision', last, other);
    return [...closed, proposal, admitted, deed('concludeRevision', later(45), one, { note })];
  });
}

/** Contracts of a year that were revoked in the time between, by key. */
function revokedBetween(lives: ReadonlyMap<string, readonly Deed[]>, year: number, from: Date, to: Date): string[] {
  return [...lives].flatMap(([key, life]) => {
    const registered = life.find((one) => one.action === 'register');
    const revoked = life.find((one) => one.action === 'revoke');
    const within = revoked !== undefined && from < revoked.at && revoked.at < to;
    return within && registered !== undefined && registered.at.getUTCFullYear() === year ? [key] : [];
  });
}
