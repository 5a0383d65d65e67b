// Which indicators count a recognition: its own entries against the conditions of each. Pure; asks nothing.
import { compare, sum } from '../../platform/shared/money.ts';
import type { Posted } from '../../ledger/entry.ts';
import { contributes } from '../contributes.ts';
import { countingOn, type Definition, type Kinds, type Recognition } from './view.ts';

/** `stands` is false where what was counted has been taken back; `to` is the day of that. */
export type Counted = { code: string; name: string; flow: boolean; from: string; to: string | null; stands: boolean };

type Counting = NonNullable<ReturnType<typeof countingOn>>;
type Entry = Pick<Posted, 'measure' | 'kind' | 'level' | 'dimensions' | 'on' | 'amount'>;

/** Whether an indicator counts an entry. */
function countsIn({ measure, where: { kinds, levels, dimensions = {} } }: Counting, entry: Entry): boolean {
  return (
    entry.measure === measure &&
    (kinds?.includes(entry.kind) ?? true) &&
    (levels?.includes(entry.level) ?? true) &&
    Object.entries(dimensions).every(([name, values]) => values.includes(entry.dimensions[name] ?? ''))
  );
}

/** A figure that entries would change, and by how much from which day; for a flow, in the year of that day. */
export type Changed = { code: string; name: string; flow: boolean; on: string; amount: string };

/** What further entries would change in each indicator, day by day; what evens out on a day changes nothing. */
export function changedBy(entries: readonly Entry[], definitions: readonly Definition[], today: string): Changed[] {
  return definitions.flatMap((definition): Changed[] => {
    const counting = countingOn(definition, today);
    if (!counting) return [];
    const flow = counting.kind === 'flow';
    const own = entries.filter((entry) => countsIn(counting, entry));
    const byDay = Map.groupBy(own, ({ on }) => (flow ? on.slice(0, 4) : on));
    return [...byDay]
      .map(([on, some]) => ({ on, amount: sum(some.map((entry) => entry.amount)) }))
      .filter(({ amount }) => compare(amount, '0') !== 0)
      .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      .map((one) => ({ code: definition.code, name: counting.name, flow, ...one }));
  });
}

/** What a recognition adds to each indicator up to a day. Where its organization sits does not matter here: no indicator asks for a region. */
export function counted(one: Recognition, kinds: Kinds, definitions: readonly Definition[], today: string): Counted[] {
  const entries = contributes(
    { state: one.state, kind: one.recognitionKind, organization: one.organization, statements: one.statements },
    factsOf(kinds),
  ).filter((entry) => entry.on <= today);
  return definitions.flatMap((definition): Counted[] => {
    const counting = countingOn(definition, today);
    if (!counting) return [];
    const own = entries.filter((entry) => countsIn(counting, entry));
    const [first] = own;
    if (!first) return [];
    const stands = compare(sum(own.map((entry) => entry.amount)), '0') > 0;
    const to = stands ? null : (own.at(-1)?.on ?? null);
    return [{ code: definition.code, name: counting.name, flow: counting.kind === 'flow', from: first.on, to, stands }];
  });
}

/** The pack's facts as the server takes them for `contributes`; a seat changes only the region. */
function factsOf({ levels, stages }: Kinds): Parameters<typeof contributes>[1] {
  const counting = new Set<string>(stages.filter((one) => one.counts).map((one) => one.code));
  const ordered = levels.toSorted((a, b) => a.rank - b.rank);
  const rankOf = (code: string): number => levels.find((one) => one.code === code)?.rank ?? 0;
  return {
    seats: [],
    root: '',
    counts: (stage) => counting.has(stage),
    thresholds: ordered.filter((one, at) => ordered.findIndex((other) => other.rank === one.rank) === at),
    rankOf,
    baseline: rankOf('municipal') || 1,
  };
}
