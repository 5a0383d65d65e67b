// What signals say of the invented city's generated contracts, where nothing is wrong by design: each of them is a false alarm. Counted, not loaded.
import type { Deed } from '../../src/seed-deed.ts';
import { fill, nothingTold, openSignals } from '../../src/contracts/server/signals/signals.ts';
import type { SignalParty, SignalSubject } from '../../src/contracts/signals.ts';
import { rules } from './signals-trial.ts';

type Said = {
  title: string;
  type: SignalSubject['type'];
  signedOn: string;
  validFrom: string;
  validTo: string;
  amount: string;
  costs: { amount: string; carriers: string }[];
  schedule?: { amount: string }[];
  parties: { role: string; name?: string }[];
  crossing: string;
  relatedParty: boolean;
};

/** Contracts as they stand after all that was done to them; drafts are nobody's but their seller's. */
export function subjectsOf(deeds: readonly Deed[], dayOf: (at: Date) => string): SignalSubject[] {
  const lives = Map.groupBy(
    deeds.filter((one) => one.of === 'contract'),
    (one) => one.key,
  );
  return [...lives].flatMap(([id, life]) => {
    const last = life.at(-1)?.action ?? '';
    const done = (action: string) => life.findLast((one) => one.action === action);
    const [first] = life;
    if (!first || !done('submit')) return [];
    const said = first.input as Said;
    const deducted = said.costs.reduce((all, one) => all + Number(one.amount) - Number(one.carriers), 0);
    const day = (of: Deed | undefined) => (of ? dayOf(of.at) : null);
    const standing = ['refuse', 'withdraw', 'lapse', 'cancel', 'revoke'].includes(last)
      ? ('gone' as const)
      : done('register')
        ? ('registered' as const)
        : ('open' as const);
    return [
      {
        id,
        title: said.title,
        text: null,
        sellers: [{ id: first.by?.organization ?? null, name: first.by?.organization ?? '' }],
        buyers: said.parties.flatMap((one, at): SignalParty[] => {
          const key = first.refers?.[`parties.${at}.organization`];
          return one.role === 'buyer' ? [{ id: key ?? null, name: one.name ?? key ?? '' }] : [];
        }),
        type: said.type,
        signedOn: said.signedOn,
        validFrom: said.validFrom,
        validTo: said.validTo,
        submittedOn: day(done('supplement') ?? done('submit')),
        registeredOn: day(done('register')),
        totalAmount: Number(said.amount).toFixed(2),
        technologyAmount: (Number(said.amount) - deducted).toFixed(2),
        schedule: (said.schedule ?? []).map(({ amount }) => amount),
        continues: [],
        declaredRelated: said.relatedParty,
        sellerInside: said.crossing !== 'import',
        standing,
      },
    ];
  });
}

/** How many contracts there are, how many of them something is said of, and what. */
export async function saidOfExample(deeds: readonly Deed[], dayOf: (at: Date) => string) {
  const subjects = subjectsOf(deeds, dayOf);
  const signals = openSignals(rules, nothingTold);
  await fill(signals, subjects);
  const keys = new Map<string, number>();
  let suspected = 0;
  for (const subject of subjects) {
    const said = await signals.signalsOf(subject);
    if (said.length > 0) suspected += 1;
    for (const { key } of said) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return { contracts: subjects.length, suspected, keys };
}
