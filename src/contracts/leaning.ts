// What a text is about, by the points of its facts: the proposed type, or another kind of contract. Pure. Substance goes before the
// name: what a contract is called is one sign among many.
import type { TextFacts } from './factsOfText.ts';
import type { Leaning, Lexicon } from './lexicon.ts';
import { contractTypes, type ContractType } from './terms.ts';

export type Lean = {
  /** Null where nothing speaks for any; `none` for another kind of contract. */
  type: Leaning | null;
  /** By the words alone, whatever type the asker chose. */
  leans: Leaning | null;
  /** The type by the contract's own name. */
  named: ContractType | null;
  points: number;
  /** Ahead of another kind of contract, and of the next type. */
  margin: number;
  lead: number;
  /** It calls itself a technology contract and nothing speaks against it. */
  isTechnology: boolean;
};

/** Less than this is no sign of a type; in what only tells of a contract a hint will do, where nothing else speaks. */
const least = 2;
const hint = 1;
/** Shorter texts say nothing by their silence. */
const telling = 10;

export function leaningOf({ said, whole, length }: TextFacts, { facts }: Lexicon, given: ContractType | undefined): Lean {
  const points: Record<Leaning, number> = { development: 0, transfer: 0, licence: 0, consulting: 0, service: 0, none: 0 };
  let named: { type: ContractType; weight: number } | null = null;
  let isTechnical = false;
  let isDeficient = false;
  /** What its names add: what a contract is called, by its title or in what tells of it. */
  const called: Record<Leaning, number> = { ...points };
  let isCalled = false;
  for (const { code, points: speaks, name } of facts) {
    const found = said.get(code);
    if (!found?.value) continue;
    isTechnical ||= code === 'technical';
    isDeficient ||= code === 'deficient';
    for (const [leaning, value] of pointsIn(speaks)) {
      points[leaning] += value * found.weight;
      const type = contractTypes.find((one) => one === leaning);
      if (name) {
        called[leaning] += value * found.weight;
        isCalled = true;
      }
      // The title of the whole names it; a word in passing does not.
      const weight = found.weight + (found.evidence.in === 'title' ? 2 : 0);
      if (name && type && weight > (named?.weight ?? 0)) named = { type, weight };
    }
  }
  if (whole && named) points[named.type] += 2;
  const ranked = [...contractTypes].sort((a, b) => points[b] - points[a]);
  const [best = 'service', next = 'service'] = ranked;
  const lead = points[best] - points[next];
  const margin = points[best] - points.none;
  const isTechnology = said.get('namedTechnology')?.value === true;
  const scored = { best, points, isTechnical, isTechnology, isDeficient, whole, length };
  // What nothing but a name makes a technology contract is none.
  const inText = (code: string) => said.get(code)?.evidence.in === 'text';
  const alone = { ...scored, isTechnical: inText('technical'), isTechnology: false };
  const ofText =
    isCalled && !whole && length >= telling && isNone(alone, called, inText('technicalSign')) ? 'none' : typeOf(scored);
  const type = given ?? ofText;
  return { type, leans: ofText, named: named?.type ?? null, points: points[best], margin, lead, isTechnology };
}

/** Whether a text without its names is of another kind of contract, or tells of nothing technical. */
function isNone(scored: Scored, called: Record<Leaning, number>, isTold: boolean): boolean {
  const points = { ...scored.points };
  for (const type of contractTypes) points[type] -= called[type];
  const best = [...contractTypes].sort((a, b) => points[b] - points[a])[0] ?? scored.best;
  const type = typeOf({ ...scored, best, points });
  if (type === null) return !isTold && scored.length >= 2 * telling;
  return type === 'none' && !(isTold && points.none === 0 && !scored.isDeficient);
}

const pointsIn = (speaks: Partial<Record<Leaning, number>>) => {
  const all: [Leaning, number][] = [];
  for (const leaning of [...contractTypes, 'none'] as const) {
    const value = speaks[leaning];
    if (value !== undefined) all.push([leaning, value]);
  }
  return all;
};

type Scored = {
  best: ContractType;
  points: Record<Leaning, number>;
  isTechnical: boolean;
  isTechnology: boolean;
  /** It tells of something that is missing, forbidden or ordinary. */
  isDeficient: boolean;
  whole: boolean;
  length: number;
};

function typeOf({ best, points, isTechnical, isTechnology, isDeficient, whole, length }: Scored): Leaning | null {
  if (points.none > points[best]) return 'none';
  if (points[best] >= least) return best;
  // Of what tells of a contract only what it lacks nothing can be registered.
  if (isDeficient) return 'none';
  if (!whole && isTechnical && points[best] >= hint) return best;
  if (isTechnology) return null;
  return points.none > 0 || (!isTechnical && length >= telling) ? 'none' : null;
}
