// A question as far as its reader is answered: of some measures only by ends of months, without the parts that tell of one party. Not who may see what.
import { yearOf } from '../../platform/shared/dates.ts';
import { type IndicatorDefinition, isFormula, type Where } from '../indicator.ts';
import type { Answer, Asking } from './asking.ts';
import { nothing } from './compute.ts';
import type { Hides, IndicatorPorts, Summed } from './ports.ts';

type DefinitionOf = (code: string, on: string) => IndicatorDefinition;

/** The sums that a figure is made of: a formula's are those of all its figures. */
const sumsOf = ({ compute, known }: IndicatorDefinition, on: string, definitionOf: DefinitionOf): Summed[] => [
  ...(isFormula(compute) ? compute.of.flatMap((code) => sumsOf(definitionOf(code, on), on, definitionOf)) : []),
  ...('measure' in compute ? [summed(compute.measure, compute.where, compute.kind === 'flow')] : []),
  ...(known ? [summed(known.measure, known.where, false)] : []),
];
const summed = (measure: string, { kinds }: Where, isFlow: boolean): Summed => ({ measure, kinds: kinds ?? null, isFlow });

type Openings = { ports: IndicatorPorts; definitionOf: DefinitionOf; root: string };
/** The question that is answered. Asked twice it is the same. */
export function openedTo({ ports, definitionOf, root }: Openings, definition: IndicatorDefinition, q: Asking): Asking {
  if (q.reader === null) return q;
  const isWhole = q.region === root && q.by === null;
  const opening = ports.openTo(sumsOf(definition, q.asOf, definitionOf), q, q.reader, isWhole);
  if (opening === null) return q;
  const { asOf, knownAt, hiding } = opening;
  // Regions are what is judged; other parts are not told at all.
  return { ...q, asOf, knownAt, hiding, settled: knownAt <= q.settledBefore, by: q.by === 'region' ? q.by : null };
}

/** The answer without what is not told. What somebody reported was told by who reported it. */
export async function toldOf(got: Answer, q: Asking): Promise<Answer> {
  if (q.hiding === null || got.value === null || got.source === 'reported') return got;
  const hides = await q.hiding(q.asOf);
  if (isHidden(hides, q)) return withheld;
  const alone = (key: string) => key === q.region || q.functionalAreas === 'out';
  return {
    ...got,
    parts: got.parts?.map((part) => (hides(part.key, alone(part.key)) ? { ...part, value: null } : part)) ?? null,
  };
}

/** A trend likewise. A year is judged by its last point: what is told of its months must not tell what is withheld at its end. */
export async function toldPoints(points: readonly Point[], q: Asking): Promise<readonly Point[]> {
  if (q.hiding === null) return points;
  const judged = new Map<number, boolean>();
  for (const [year, last] of new Map(points.map(({ asOf }) => [yearOf(asOf), asOf])))
    judged.set(year, isHidden(await q.hiding(last), q));
  const isTold = ({ asOf, got }: Point) => got.value === null || got.source === 'reported' || !judged.get(yearOf(asOf));
  return points.map((one) => (isTold(one) ? one : { ...one, got: withheld }));
}
type Point = { asOf: string; got: Answer };

export const isHidden = (hides: Hides, q: Asking): boolean => hides(q.region, q.functionalAreas === 'out');

const withheld: Answer = { ...nothing, withheld: true };
