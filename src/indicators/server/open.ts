// Opens indicators: figures and the entries behind them, for any day as known at any instant. Computed when asked; only settled answers are kept.
import { sure } from '../../platform/shared/sure.ts';
import type { Kysely } from 'kysely';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { malformed, notFound } from '../../platform/shared/errors.ts';
import { endOfYear } from '../../platform/shared/dates.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { type Coverage, displayIn, isFormula, type Figure, type FigureSource, type IndicatorDefinition } from '../indicator.ts';
import type { Answer, Asking } from './asking.ts';
import { entriesBehind, type PageAsked, questionsBehind } from './entries.ts';
import { isHidden, openedTo, toldOf, toldPoints } from './opened.ts';
import type { Asked, IndicatorPorts, Reader, RegionTree } from './ports.ts';
import { keptAnswers } from './kept.ts';
import { type Beside, seriesOf } from './sources.ts';

export type Indicators = ReturnType<typeof openIndicators>;

export function openIndicators(of: {
  db: Kysely<LedgerTables>;
  ledger: Ledger;
  definitions: readonly IndicatorDefinition[];
  coverages: readonly Coverage[];
  regions: RegionTree;
  ports: IndicatorPorts;
}) {
  const { db, ledger, ports, regions } = of;
  const codes = [...new Set(of.definitions.map((one) => one.code))];
  const parts = { db, ledger, regions, coverages: of.coverages, definitionOf };

  /** The definition of a code in force on a day. */
  function definitionOf(code: string, on: string): IndicatorDefinition {
    return inForce(of.definitions, code, on);
  }

  /** What of a question is answered: before anything is derived from it, so that every figure goes through it. */
  const opened = (definition: IndicatorDefinition, q: Asking): Asking =>
    openedTo({ ports, definitionOf, root: regions.root }, definition, q);

  /** Checks what is asked, and fills in today, now, the whole city. `reader` is who is answered; null is the house itself. */
  async function asking(asked: Asked, reader: Reader | null): Promise<Asking> {
    // Before the instant is read: an answer may hold later entries than those it is kept for, never fewer.
    const are = asked.knownAt === undefined ? await ports.entriesNow() : null;
    const [now, settledBefore] = await Promise.all([ports.now(), ports.settledBefore()]);
    const today = ports.dayOf(now);
    const asOf = asked.asOf ?? today;
    const last = endOfYear(Number(today.slice(0, 4)));
    if (asOf > last)
      throw malformed({}, [{ path: 'asOf', code: 'tooLate', words: 'indicators:refusals.asOfTooLate', params: { last } }]);
    if (asOf < '1949-10-01') throw malformed({}, [{ path: 'asOf', code: 'tooEarly', words: 'indicators:refusals.asOfTooEarly' }]);
    const knownAt = asked.knownAt === undefined ? new Date(now.getTime() + 1) : new Date(asked.knownAt);
    if (knownAt.getTime() > now.getTime() + 60_000)
      throw malformed({}, [{ path: 'knownAt', code: 'tooLate', words: 'indicators:refusals.knownAtTooLate' }]);
    const region = asked.region ?? regions.root;
    const functionalAreas = asked.functionalAreas ?? 'in';
    const inside = regions.inside(region, functionalAreas);
    if (inside.length === 0)
      throw malformed({}, [{ path: 'region', code: 'unknown', words: 'indicators:refusals.region', params: { region } }]);
    const entries = are === null ? null : { now: knownAt, are };
    const when = { asOf, knownAt, settled: knownAt <= settledBefore, settledBefore, today, entries };
    return { ...when, region, functionalAreas, inside, by: asked.by ?? null, reader, hiding: null };
  }

  /** The last instant before `knownAt` decides: at the midnight that begins the first day nothing was known yet. */
  const beforeFirstDay = (q: Asking) => ports.dayOf(new Date(q.knownAt.getTime() - 1)) < ports.firstDay;

  const kept = keptAnswers(parts, beforeFirstDay);
  async function answered(definition: IndicatorDefinition, asked: Asking): Promise<Answer> {
    const q = opened(definition, asked);
    return toldOf(await kept.answer(definition, q), q);
  }
  async function trend(definition: IndicatorDefinition, asked: Asking, every: 'month' | 'year') {
    const q = opened(definition, asked);
    return toldPoints(await kept.trend(definition, q, every), q);
  }
  async function beside(definition: IndicatorDefinition, asked: Asking): Promise<Beside[]> {
    const q = opened(definition, asked);
    return q.hiding !== null && isHidden(await q.hiding(q.asOf), q) ? [] : kept.beside(definition, q);
  }
  const sourceName = (kind: FigureSource['kind'], language: Language) => ports.say(`indicators:source.${kind}`, language);
  /** The sources in words, as an addition to a figure. */
  async function sourcesSaid(definition: IndicatorDefinition, q: Asking, language: Language): Promise<Pick<Figure, 'sources'>> {
    const all = await beside(definition, q);
    if (all.length === 0) return {};
    return {
      sources: all.map(({ of: { kind, series, name }, ...said }) => ({
        source: kind,
        series,
        name: name ? textIn(name, language) : sourceName(kind, language),
        ...said,
      })),
    };
  }

  function shown(definition: IndicatorDefinition, asked: Asking, got: Answer, language: Language): Figure {
    const q = opened(definition, asked);
    const say = (of: Text) => textIn(of, language);
    const absent = definition.register === null ? 'notReported' : 'notComplete';
    const formula = isFormula(definition.compute) && seriesOf(definition) === null ? 'formula' : absent;
    const reason = beforeFirstDay(q) ? 'beforeFirstDay' : got.withheld ? 'withheld' : formula;
    return {
      code: definition.code,
      name: say(definition.name),
      value: got.value,
      unit: definition.unit,
      basis: say(definition.basis),
      display: displayIn(definition.display, language),
      asOf: q.asOf,
      knownAt: q.knownAt.toISOString(),
      settled: q.settled,
      coverage: got.coverage,
      through: got.through,
      approximate: got.approximate,
      source: got.source,
      missing:
        got.value === null
          ? {
              reason: ports.say(`indicators:missing.${reason}`, language, { firstDay: ports.firstDay }),
              supplier: say(definition.supplier),
              known: got.known,
            }
          : null,
      ...(q.hiding === null ? {} : { opened: { words: ports.say('indicators:opened', language, { day: q.asOf }) } }),
      ...(got.parts ? { parts: got.parts.map((part) => ({ ...part, name: partName(q, part.key, language) })) } : {}),
    };
  }

  function partName(q: Asking, key: string, language: Language): string {
    if (q.by === 'region') {
      const place = regions.parts(q.region, q.functionalAreas).find((one) => one.id === key)?.name;
      return place ? textIn(place, language) : ports.say('indicators:parts.elsewhere', language);
    }
    const name = q.by && ports.nameOf(q.by, key, q.asOf);
    return name ? textIn(name, language) : key === '' ? ports.say('indicators:parts.none', language) : key;
  }

  function wanted(code: string | undefined): string[] {
    const asked = code === undefined ? codes : code.split(',').filter(Boolean);
    const unknown = asked.find((one) => !codes.includes(one));
    if (unknown !== undefined)
      throw malformed({}, [{ path: 'code', code: 'unknown', words: 'indicators:refusals.code', params: { code: unknown } }]);
    return asked;
  }

  return {
    codes,
    definitions: of.definitions,
    coverages: of.coverages,
    definitionOf,
    asking,
    /** The question that is answered to its reader, for who derives more from the figure than its value. */
    opened: (code: string, q: Asking): Asking => opened(definitionOf(code, q.asOf), q),
    /** Figures of one code or several, separated by commas; with `every` one item a point, oldest first. `reader`: as of `asking`. */
    async figures(asked: Asked, actor: Actor, code?: string, reader: Actor | null = actor): Promise<Figure[]> {
      const q = await asking(asked, reader);
      const list = await Promise.all(
        wanted(code).map(async (one) => {
          const definition = definitionOf(one, q.asOf);
          if (!asked.every) {
            const own = tellsTooMuch(ports, definition, q, actor) ? { ...q, by: null } : q;
            const [got, said] = await Promise.all([answered(definition, own), sourcesSaid(definition, own, actor.language)]);
            return [{ ...shown(definition, own, got, actor.language), ...said }];
          }
          const points = await trend(definition, q, asked.every);
          return points.map(({ asOf, got }) => shown(definitionOf(one, asOf), { ...q, asOf }, got, actor.language));
        }),
      );
      return list.flat();
    },
    /** Value and trend without words; for plans and releases. */
    value: (code: string, q: Asking): Promise<Answer> => answered(definitionOf(code, q.asOf), q),
    show: shown,
    sourcesSaid,
    sourceName,
    beside: (code: string, q: Asking) => beside(definitionOf(code, q.asOf), q),
    trend: async (code: string, q: Asking, every: 'month' | 'year') => trend(definitionOf(code, q.asOf), q, every),
    behind: (code: string, q: Asking) => questionsBehind(parts, definitionOf(code, q.asOf), q),
    /** A page of the entries behind a figure; the amounts of all pages add up to its value. */
    async entries(code: string, asked: Asked, page: PageAsked) {
      if (!codes.includes(code)) throw notFound();
      return entriesBehind(parts, ports, code, asked, asking, page);
    },
  };
}

/** Whose entries he does not see he is not told by types either: in a place and a few days a type is one entry. */
const tellsTooMuch = (ports: IndicatorPorts, { compute }: IndicatorDefinition, q: Asking, actor: Actor): boolean =>
  q.by === 'type' && 'measure' in compute && !ports.showsEntries(compute.measure, actor, q.inside);

function inForce(definitions: readonly IndicatorDefinition[], code: string, on: string): IndicatorDefinition {
  const all = definitions.filter((one) => one.code === code);
  return (
    all.find((one) => one.from <= on && (one.to === null || on <= one.to)) ??
    sure(all.at(-1), `a definition of indicator ${code}`)
  );
}
