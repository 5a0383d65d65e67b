// Contracts as signals keep them: facts without texts, found by party. Filled by following records; what the index of texts is for words, this is for parties.
import type { KeptSubject, SignalParty } from '../../signals.ts';

export type Register = {
  get: (id: string) => KeptSubject | undefined;
  put: (subject: KeptSubject) => void;
  drop: (id: string) => void;
  /** All in which one of these sells, or buys; by id. */
  soldBy: (parties: readonly SignalParty[]) => KeptSubject[];
  soldBetween: (sellers: readonly SignalParty[], buyers: readonly SignalParty[]) => KeptSubject[];
};

/** A register's number says who it is; without one the name must. */
export const keyOf = ({ id, name }: SignalParty): string => id ?? `=${name.normalize('NFKC').replace(/\s+/g, '')}`;
export const shareParty = (a: readonly SignalParty[], b: readonly SignalParty[]): boolean => {
  const known = new Set(a.map(keyOf));
  return b.some((one) => known.has(keyOf(one)));
};

export function openRegister(): Register {
  const all = new Map<string, KeptSubject>();
  const bySeller = new Map<string, Set<string>>();
  const byPair = new Map<string, Set<string>>();
  const found = (of: Map<string, Set<string>>, keys: readonly string[]): KeptSubject[] =>
    [...new Set(keys.flatMap((key) => [...(of.get(key) ?? [])]))].sort().flatMap((id) => all.get(id) ?? []);
  const places = ({ sellers, buyers }: Pick<KeptSubject, 'sellers' | 'buyers'>) => [
    ...sellers.map((one) => [bySeller, keyOf(one)] as const),
    ...pairsOf(sellers, buyers).map((key) => [byPair, key] as const),
  ];
  const drop = (id: string) => {
    const known = all.get(id);
    if (!known) return;
    for (const [of, key] of places(known)) {
      of.get(key)?.delete(id);
      if (of.get(key)?.size === 0) of.delete(key);
    }
    all.delete(id);
  };
  return {
    get: (id) => all.get(id),
    drop,
    put(subject) {
      drop(subject.id);
      all.set(subject.id, subject);
      for (const [of, key] of places(subject)) of.set(key, (of.get(key) ?? new Set()).add(subject.id));
    },
    soldBy: (parties) => found(bySeller, parties.map(keyOf)),
    soldBetween: (sellers, buyers) => found(byPair, pairsOf(sellers, buyers)),
  };
}

const pairsOf = (sellers: readonly SignalParty[], buyers: readonly SignalParty[]): string[] =>
  sellers.flatMap((seller) => buyers.map((buyer) => `${keyOf(seller)} > ${keyOf(buyer)}`));
