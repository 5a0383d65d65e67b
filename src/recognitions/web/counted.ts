// Which indicators count a recognition: its own entries against the conditions of each. Pure; asks nothing.
import { compare, sum } from '../../platform/shared/money.ts';
import { contributes } from '../contributes.ts';
import { countingOn, type Definition, type Kinds, type Recognition } from './view.ts';

/** `stands` is false where what was counted has been taken back; `to` is the day of that. */
export type Counted = { code: string; name: string; flow: boolean; from: string; to: string | null; stands: boolean };

/** What a recognition adds to each indicator up to a day. Where its organization sits does not matter here: no indicator asks for a region. */
export function counted(one: Recognition, kinds: Kinds, definitions: readonly Definition[], today: string): Counted[] {
  const entries = contributes(
    { state: one.state, kind: one.recognitionKind, organization: one.organization, statements: one.statements },
    factsOf(kinds),
  ).filter((entry) => entry.on <= today);
  return definitions.flatMap((definition): Counted[] => {
    const counting = countingOn(definition, today);
    if (!counting) return [];
    const { kinds: ofKinds, levels, dimensions = {} } = counting.where;
    const own = entries.filter(
      (entry) =>
        entry.measure === counting.measure &&
        (ofKinds?.includes(entry.kind) ?? true) &&
        (levels?.includes(entry.level) ?? true) &&
        Object.entries(dimensions).every(([name, values]) => values.includes(entry.dimensions[name] ?? '')),
    );
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
