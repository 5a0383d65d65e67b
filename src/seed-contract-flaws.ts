// Which of the invented city's contracts are flawed, and how: slips, gaps, copies, split deals. Planted so that the self-check and the signals have something to find.
import { addDays } from './platform/shared/dates.ts';
import { type Case, type ContractTextPlan, saidIn } from './seed-contract-text-plan.ts';
import type { Deed } from './seed-deed.ts';
import type { Chance } from './seed-random.ts';

/** `unsealed` no rule can see, for it is not said: it is for the eye of a registrar. */
export const flaws = ['noAcceptance', 'existing', 'monopoly', 'blankPrice', 'otherDay', 'unsealed'] as const;
export type Flaw = {
  key: string;
  /** What it says now. */
  creating: Deed;
  flaw?: (typeof flaws)[number] | 'amountSlip' | 'copy' | 'split' | undefined;
  /** How many times the typed amount the text says. */
  times?: number;
  /** The contract of which it is a copy, and the act that said it. */
  copyOf?: string;
  likeness?: Deed;
};

/** So many of a hundred contracts have each; at least one where there are twenty. */
const share = { noAcceptance: 3, existing: 2, monopoly: 1, blankPrice: 1, otherDay: 2, unsealed: 1, amountSlip: 2 };

/** One for each contract, most without a flaw. `textOnly`: nothing but the text is changed. */
export function flawed(cases: readonly Case[], plan: ContractTextPlan, chance: Chance, textOnly = false): Flaw[] {
  const found = new Map(
    cases.map(({ key, creating }): [string, Flaw] => [key, { key, creating: completed(creating, textOnly) }]),
  );
  const free = chance.some(cases, cases.length);
  const take = (fits: (one: Case) => boolean): Case | undefined => {
    const at = free.findIndex(fits);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  };
  const put = (one: Case | undefined, more: Partial<Flaw>) => {
    const before = one && found.get(one.key);
    if (before) found.set(before.key, { ...before, ...more });
  };
  const many = (of: number) => Math.max(1, Math.round((cases.length * of) / 100));
  const isDevelopment = ({ creating }: Case) => saidIn(creating).type === 'development';
  copies(take, put, textOnly ? 1 : many(2), textOnly);
  if (textOnly) {
    put(take(isDevelopment), { flaw: 'existing' });
    put(take(isPlain), { flaw: 'amountSlip', times: 10 });
    return [...found.values()];
  }
  if (cases.length < 20) return [...found.values()];
  splits({ take, put, plan, chance }, many(1));
  for (const flaw of flaws)
    for (let one = 0; one < many(share[flaw]); one++)
      put(take(flaw === 'noAcceptance' || flaw === 'existing' ? isDevelopment : isPlain), { flaw });
  // Typed in units of ten thousand where yuan were asked for.
  for (let at = 0; at < many(share.amountSlip); at++) {
    const one = take((of) => isPlain(of) && Number(saidIn(of.creating).amount) >= 200_000);
    const amount = one && String(Number(saidIn(one.creating).amount) / 10_000);
    if (one) put(one, { flaw: 'amountSlip', times: 10_000, creating: changed(one, { amount, ...atOnce }) });
  }
  return [...found.values()];
}

type Take = (fits: (one: Case) => boolean) => Case | undefined;
type Put = (one: Case | undefined, more: Partial<Flaw>) => void;

const atOnce = { costs: [], paymentMode: 'lumpSum', schedule: [] };
const changed = ({ creating }: Pick<Case, 'creating'>, more: Record<string, unknown>): Deed => ({
  ...creating,
  input: { ...completed(creating, false).input, ...more },
});
/** Paid in yuan, at once or by instalments, without costs that a changed amount would contradict. */
const isPlain = ({ creating }: Case): boolean => saidIn(creating).royalty === undefined && saidIn(creating).costs.length === 0;

/** A seller who knows the desk fills in what his kind of contract asks for; a registered one stays as it was counted. */
function completed(creating: Deed, textOnly: boolean): Deed {
  if (textOnly) return creating;
  const { type, subtype, amount } = saidIn(creating);
  const tenth = String(Math.round(Number(amount) / 10));
  return {
    ...creating,
    input: {
      ...creating.input,
      ...(type === 'transfer' ? { newInput: tenth, newOutput: amount } : {}),
      ...(subtype === 'training' ? { trainees: 10 + (Number(tenth) % 30) } : {}),
      ...(subtype === 'intermediation' ? { mainContract: saidIn(creating).title } : {}),
    },
  };
}

/** A development that is handed in again for another buyer, in the words of the first; by the same seller where he has another one. */
function copies(take: Take, put: Put, count: number, textOnly: boolean): void {
  const fits = (one: Case) => saidIn(one.creating).type === 'development' && isPlain(one);
  for (let made = 0; made < count; made++) {
    const first = take(fits);
    const second = first && (take((one) => fits(one) && sellerOf(one) === sellerOf(first)) ?? take(fits));
    if (!first || !second) return;
    const { title, subtype } = saidIn(first.creating);
    const creating = textOnly ? second.creating : changed(second, { title, subtype });
    put(second, { flaw: 'copy', copyOf: first.key, creating, likeness: likeness(first.creating, second.creating) });
  }
}
const sellerOf = ({ creating }: Case): string => creating.by?.organization ?? '';
/** The words of one contract with the parties, amount and days of another. */
const likeness = (first: Deed, second: Deed): Deed => ({
  ...second,
  input: { ...second.input, title: first.input['title'], subtype: first.input['subtype'] },
});

/** One deal as two contracts, each a little below the amount from which a second registrar reviews. */
function splits(
  { take, put, plan, chance }: { take: Take; put: Put; plan: ContractTextPlan; chance: Chance },
  count: number,
): void {
  const isFresh = ({ life, creating }: Case) =>
    life.every((one) => one.action !== 'review') && saidIn(creating).royalty === undefined;
  for (let made = 0; made < count; made++) {
    const first = take((one) => isFresh(one) && one.creating.refers?.['parties.1.organization'] !== undefined);
    const second =
      first && take((one) => isFresh(one) && one.creating.at > first.creating.at && regionOf(one) === regionOf(first));
    if (!first || !second) return;
    const { signedOn, title, type, subtype, items } = saidIn(first.creating);
    const [one, two] = [4_600_000 + chance.int(0, 30) * 10_000, 4_300_000 + chance.int(0, 50) * 10_000];
    put(first, { flaw: 'split', creating: changed(first, { amount: String(one), ...atOnce }) });
    const input = { ...first.creating.input, ...completed(first.creating, false).input };
    const day = addDays(signedOn, 12) < saidIn(second.creating).signedOn ? addDays(signedOn, 12) : signedOn;
    const part = {
      amount: String(two),
      ...atOnce,
      title: plan.splitTitle.replace('{title}', title),
      signedOn: day,
      validFrom: day,
      type,
      subtype,
      items,
    };
    put(second, {
      flaw: 'split',
      creating: { ...first.creating, key: second.key, at: second.creating.at, input: { ...input, ...part } },
    });
  }
}
/** Registrars of a place decide on it: a split deal stays with those who decided so far. */
const regionOf = ({ life }: Case): string => life.flatMap((one) => one.by?.account ?? [])[0] ?? '';
