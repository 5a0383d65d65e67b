// Computing: from a definition and a question to a value, its parts and its trend. The register answers where it is complete, else what was reported.
import { addDays, endOfMonth, endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import { ratio, scaled, sum } from '../../platform/shared/money.ts';
import type { Grouping, Question } from '../../ledger/server/index.ts';
import { type IndicatorDefinition, isFlow, isFormula, type Where } from '../indicator.ts';
import type { Answer, Asking, Part, Parts } from './asking.ts';
import { readReported, reportedAt } from './reported.ts';
import { type SourceOf, sourcesOf } from './sources.ts';

type Covered = { from: string; to: string | null };

/** The coverage that holds for the whole period of the question, if there is one: of one list, or of lists that follow one another without a gap. */
export function coverageFor(parts: Parts, definition: IndicatorDefinition, from: string, to: string): Covered | null {
  const lists = parts.coverages.filter((one) => one.register === definition.register);
  let begun: string | null = null;
  let next = from;
  for (const one of lists.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (one.from > next || (one.to !== null && one.to < next)) continue;
    begun ??= one.from;
    if (one.to === null || to <= one.to) return { from: begun, to: one.to };
    next = addDays(one.to, 1);
  }
  return null;
}

export const periodStart = (definition: IndicatorDefinition, asOf: string): string =>
  isFlow(definition) ? startOfYear(asOf) : asOf;

/** The ledger's question behind a figure of the register. */
export const questionOf = (compute: { kind: string; measure: string; where: Where }, q: Asking): Question => ({
  measure: compute.measure,
  kinds: compute.where.kinds,
  levels: compute.where.levels,
  dimensions: compute.where.dimensions,
  regions: q.inside,
  from: compute.kind === 'flow' ? startOfYear(q.asOf) : null,
  to: q.asOf,
  knownAt: q.knownAt,
});

/** The answer of the first source that has one; else no data, and how many records are known. */
export async function answer(parts: Parts, definition: IndicatorDefinition, q: Asking): Promise<Answer> {
  const { compute } = definition;
  if (compute.kind === 'ratio') return ratioAnswer(parts, definition, compute.of, q);
  let first: Answer | null = null;
  for (const source of sourcesOf(definition)) {
    const got = await answerOf(parts, definition, source, q);
    if (got && got.value !== null) return got;
    first ??= got;
  }
  return { ...(first ?? nothing), known: await knownOf(parts, definition, q) };
}

/** What one source says; null where the register is not complete or a sum is of no one day. */
export async function answerOf(
  parts: Parts,
  definition: IndicatorDefinition,
  source: SourceOf,
  q: Asking,
): Promise<Answer | null> {
  if (source.series !== null)
    return reportedAt(parts, definition, await readReported(parts, source.series, q), isFlow(definition), q);
  const { compute } = definition;
  if (compute.kind === 'sum') return sumAnswer(parts, definition, compute.of, q);
  const covered = coverageFor(parts, definition, periodStart(definition, q.asOf), q.asOf);
  if (!covered || !('measure' in compute)) return null;
  const sums = await parts.ledger.sums(parts.db, questionOf(compute, q), groupingOf(q));
  return {
    value: scaled(sum(sums.map((one) => one.amount)), definition.scale),
    source: 'register',
    coverage: covered,
    through: null,
    approximate: false,
    known: 0,
    parts:
      q.by === null
        ? null
        : q.by === 'region'
          ? regionParts(parts, definition, q, sums)
          : sums.map((one) => ({ key: one.key, value: scaled(one.amount, definition.scale) })),
  };
}

const groupingOf = (q: Asking): Grouping | null => (q.by === 'type' ? { dimension: 'type' } : q.by);

/** Sums by region, gathered into the parts that the page shows; what lies in no part (the city as a whole) stands under the city's own id. */
function regionParts(
  parts: Parts,
  definition: IndicatorDefinition,
  q: Asking,
  sums: readonly { key: string; amount: string }[],
): Part[] {
  const left = new Map(sums.map((one) => [one.key, one.amount]));
  const shown = parts.regions.parts(q.region, q.functionalAreas).map(({ id }) => {
    const inside = id === q.region ? [id] : parts.regions.inside(id, q.functionalAreas);
    const amounts = inside.flatMap((region) => left.get(region) ?? []);
    for (const region of inside) left.delete(region);
    return { key: id, value: scaled(sum(amounts), definition.scale) };
  });
  const rest = sum([...left.values()]);
  return Number(rest) === 0 ? shown : [...shown, { key: q.region, value: scaled(rest, definition.scale) }];
}

export const nothing: Answer = {
  value: null,
  source: null,
  coverage: null,
  through: null,
  approximate: false,
  known: 0,
  parts: null,
};

async function knownOf(parts: Parts, definition: IndicatorDefinition, q: Asking): Promise<number> {
  if (definition.known === null) return 0;
  const { measure, where } = definition.known;
  const [only] = await parts.ledger.sums(parts.db, { ...questionOf({ kind: 'stock', measure, where }, q), to: '9999-12-31' });
  return Math.max(0, Math.round(Number(only?.amount ?? 0)));
}

async function ratioAnswer(
  parts: Parts,
  definition: IndicatorDefinition,
  of: readonly [string, string],
  q: Asking,
): Promise<Answer> {
  const [above, below] = await Promise.all([
    answer(parts, parts.definitionOf(of[0], q.asOf), q),
    answer(parts, parts.definitionOf(of[1], q.asOf), q),
  ]);
  // A value through October over one through June would be the ratio of no period at all.
  const [on, under] = [above, below].map((one) => one.through ?? q.asOf);
  const together = above.value !== null && below.value !== null && on === under;
  const divide = (a: string | null | undefined, b: string | null | undefined) =>
    together && a && b ? ratio(a, b, definition.scale) : null;
  const value = divide(above.value, below.value);
  const divided = above.parts?.map((part) => ({
    key: part.key,
    value: divide(part.value, below.parts?.find((one) => one.key === part.key)?.value),
  }));
  return {
    value,
    source: value === null ? null : 'formula',
    coverage: bothOf(above.coverage, below.coverage),
    through: value === null ? null : (above.through ?? below.through),
    approximate: above.approximate || below.approximate,
    known: 0,
    parts: divided ?? null,
  };
}

/**
 * The sum of several figures on the last day that all of them speak of: a register answers for any day, what is reported for the last one that was.
 * Null where one of them has none, or speaks of another day still.
 */
export async function sumAnswer(
  parts: Parts,
  definition: IndicatorDefinition,
  of: readonly string[],
  q: Asking,
): Promise<Answer | null> {
  const on = (asOf: string) => Promise.all(of.map((code) => answer(parts, parts.definitionOf(code, asOf), { ...q, asOf })));
  const first = await on(q.asOf);
  // What has no figure now had none for an earlier day that could be told apart from it.
  if (first.some(({ value }) => value === null)) return null;
  const day = first.map(({ through }) => through ?? q.asOf).sort()[0] ?? q.asOf;
  const each = day === q.asOf ? first : await on(day);
  return isOf(each, day) ? added(definition, each, day, q.asOf) : null;
}

/** Whether all of them have a figure, and of this day. */
const isOf = (each: readonly Answer[], day: string): boolean =>
  each.every(({ value, through }) => value !== null && (through ?? day) === day);

function added(definition: IndicatorDefinition, each: readonly Answer[], day: string, asOf: string): Answer {
  const keys = new Set(each.flatMap((one) => one.parts?.map(({ key }) => key) ?? []));
  const partOf = (key: string): Part => {
    const said = each.map((one) => one.parts?.find((part) => part.key === key));
    // Who has nothing in a place need not name it; who names it without a value makes the sum one without.
    return {
      key,
      value: said.some((one) => one?.value === null) ? null : scaled(sum(said.map((one) => one?.value ?? '0')), definition.scale),
    };
  };
  return {
    value: scaled(sum(each.map(({ value }) => value ?? '0')), definition.scale),
    source: 'sum',
    coverage: each.map(({ coverage }) => coverage).reduce(bothOf, each[0]?.coverage ?? null),
    through: day === asOf && each.every(({ through }) => through === null) ? null : day,
    approximate: each.some(({ approximate }) => approximate),
    known: 0,
    parts: each.every((one) => one.parts !== null) ? [...keys].map(partOf) : null,
  };
}

const bothOf = (a: Covered | null, b: Covered | null): Covered | null =>
  a && b && { from: a.from > b.from ? a.from : b.from, to: (a.to ?? '9999') < (b.to ?? '9999') ? a.to : b.to };

/** Ends of the months or years shown: three years up to `asOf`, the last point being `asOf` itself. */
export function pointsUpTo(asOf: string, every: 'month' | 'year'): string[] {
  const points: string[] = [];
  const first = yearOf(asOf) - 2;
  if (every === 'year') for (let year = first; year < yearOf(asOf); year++) points.push(endOfYear(year));
  else for (let at = `${first}-01-01`; endOfMonth(at) < asOf; at = addDays(endOfMonth(at), 1)) points.push(endOfMonth(at));
  return [...points, asOf];
}

type Point = { asOf: string; got: Answer };

/** The figure at each point, each by the definition that was in force then. */
export async function trendOf(parts: Parts, code: string, asked: Asking, every: 'month' | 'year'): Promise<Point[]> {
  return runsOf(parts, code, { ...asked, by: null }, pointsUpTo(asked.asOf, every));
}

async function runsOf(parts: Parts, code: string, q: Asking, points: readonly string[]): Promise<Point[]> {
  const byDefinition = Map.groupBy(points, (asOf) => parts.definitionOf(code, asOf));
  return (await Promise.all([...byDefinition].map(([definition, own]) => runOf(parts, definition, q, own)))).flat();
}

/** Points of one definition; whatever their number, the register and the reported values are read once. */
async function runOf(parts: Parts, definition: IndicatorDefinition, q: Asking, points: readonly string[]): Promise<Point[]> {
  const { compute } = definition;
  if (isFormula(compute)) {
    const runs = compute.kind === 'sum' ? await Promise.all(compute.of.map((code) => runsOf(parts, code, q, points))) : [];
    return Promise.all(
      points.map(async (asOf) => {
        const each = runs.flatMap((run) => run.find((one) => one.asOf === asOf)?.got ?? []);
        const isTold = each.length > 0 && each.length === runs.length && isOf(each, asOf);
        return { asOf, got: isTold ? added(definition, each, asOf, asOf) : await answer(parts, definition, { ...q, asOf }) };
      }),
    );
  }
  const covered = points.map((asOf) => coverageFor(parts, definition, periodStart(definition, asOf), asOf));
  const register = compute.kind === 'flow' || compute.kind === 'stock' ? compute : null;
  const sums =
    register && covered.some(Boolean)
      ? await monthsOf(parts, questionOf(register, q), register.kind === 'flow' ? startOfYear(points[0] ?? q.asOf) : null)
      : [];
  const series = covered.some((one) => one === null) ? sourcesOf(definition).flatMap((one) => one.series ?? []) : [];
  const given = await Promise.all(series.map((one) => readReported(parts, one, q)));
  return points.map((asOf, index) => {
    const one = covered[index];
    if (!one) {
      const said = given.map((values) => reportedAt(parts, definition, values, isFlow(definition), { ...q, asOf }));
      return { asOf, got: said.find((each) => each.value !== null) ?? said[0] ?? nothing };
    }
    const lowest = register?.kind === 'flow' ? startOfYear(asOf) : '';
    const amounts = sums.filter((month) => month.on >= lowest && month.on <= asOf).map((month) => month.amount);
    return {
      asOf,
      got: {
        value: scaled(sum(amounts), definition.scale),
        source: 'register',
        coverage: one,
        through: null,
        approximate: false,
        known: 0,
        parts: null,
      },
    };
  });
}

/** Sums by month; the question ends at `asOf`, so its last month holds nothing later, and each point is a month's end or `asOf` itself. */
const monthsOf = (parts: Parts, question: Question, from: string | null) =>
  parts.ledger.sums(parts.db, { ...question, from }, null, 'month');
