// Revisions of a release: later releases of its day, and what is known now as far as the reader is told it; and the vintages of one figure. Changes nothing.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { malformed, notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { displayIn } from '../../indicators/indicator.ts';
import type { Asking, Indicators } from '../../indicators/server/index.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import type { FrozenFigure, Stage } from '../release.ts';
import { inOrder } from '../releaseStanding.ts';
import { listRevisions, listVintages, type Revised, revisionOf, type RevisionsSaid, withSteps } from '../revisions.ts';
import { changesTold } from './changesTold.ts';
import type { StatisticsTables } from './tables.ts';

export type RevisionsOf = {
  db: Kysely<StatisticsTables>;
  ledgerDb: Kysely<LedgerTables>;
  ledger: Ledger;
  indicators: Indicators;
  regions: readonly Region[];
  root: string;
  dayOf: (at: Date) => string;
};
type Released = {
  id: string;
  number: string;
  stage: Stage | null;
  asOf: string;
  knownAt: Date;
  recorded: Date;
  figures: FrozenFigure[];
};
/** What is known now of one figure: by place what is told, and since when it differs where that is open as well. `''` is the whole city. */
type Live = { values: Map<string, string | null>; firsts: Map<string, Date> };

const whole = '';

export function mountRevisions(app: FastifyInstance, of: RevisionsOf): void {
  // Anybody may ask: those who ask the same at the same time share one answer.
  const asking = new Map<string, Promise<RevisionsSaid>>();
  mount(app, listRevisions, ({ params, actor }) => {
    const key = `${params.id} ${actor.account ?? ''} ${actor.language}`;
    const under = asking.get(key) ?? revisionsFor(of, params.id, actor).finally(() => asking.delete(key));
    asking.set(key, under);
    return under;
  });
  mount(app, listVintages, async ({ params: { code }, query, actor: { language } }) => {
    const { indicators, regions, root, dayOf } = of;
    if (!indicators.codes.includes(code)) throw notFound();
    const region = query.region ?? root;
    if (!regions.some(({ id }) => id === region))
      throw malformed({}, [{ path: 'region', code: 'unknown', words: 'indicators:refusals.region', params: { region } }]);
    const all = inOrder(await releasesWith(of.db, code)).map((one) => ({
      release: { id: one.id, number: one.number },
      stage: one.stage,
      on: dayOf(one.recorded),
      asOf: one.asOf,
      value: valueIn(one.figure, region === root ? whole : region) ?? null,
    }));
    const last = indicators.definitions.findLast((one) => one.code === code) ?? indicators.definitionOf(code, '9999-12-31');
    return {
      code,
      name: textIn(last.name, language),
      unit: last.unit,
      display: displayIn(last.display, language),
      days: [...Map.groupBy(all, ({ asOf }) => asOf)]
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .map(([asOf, vintages]) => ({ asOf, vintages: withSteps(vintages.map(({ asOf: _day, ...one }) => one)) })),
    };
  });
}

/** Of a place in which it has no part, undefined. */
const valueIn = ({ value, regions }: FrozenFigure, place: string): string | null | undefined =>
  place === whole ? value : regions.find(({ region }) => region === place)?.value;

const releasesWith = async (db: Kysely<StatisticsTables>, code: string) =>
  (
    await sql<Omit<Released, 'figures'> & { figure: FrozenFigure }>`
      select id, coalesce(number, '') as number, stage, as_of as "asOf", known_at as "knownAt", recorded_at as recorded,
        jsonb_path_query_first(figures, '$[*] ? (@.code == $code)', jsonb_build_object('code', ${code}::text)) as figure
      from releases where figures @> jsonb_build_array(jsonb_build_object('code', ${code}::text))`.execute(db)
  ).rows;

async function revisionsFor(of: RevisionsOf, id: string, actor: Actor): Promise<RevisionsSaid> {
  const { rows: ofDay } = await sql<Released>`
    select id, coalesce(number, '') as number, stage, as_of as "asOf", known_at as "knownAt", recorded_at as recorded, figures
    from releases where as_of = (select as_of from releases where id = ${id})`.execute(of.db);
  const ordered = inOrder(ofDay);
  const one = ordered.find((each) => each.id === id);
  if (!one) throw notFound();
  const later = ordered.slice(ordered.indexOf(one) + 1);
  const asked = await of.indicators.asking({ asOf: one.asOf }, actor);
  // An officer is told all of his own district, whatever he is told of the others.
  const own = actor.region === null ? [] : [await of.indicators.asking({ asOf: one.asOf, region: actor.region }, actor)];
  const questions = [asked, { ...asked, by: 'region' as const }, ...own];
  const revised: Revised[] = [];
  const counted = { same: 0, untold: 0 };
  for (const figure of one.figures) {
    const live = of.indicators.codes.includes(figure.code)
      ? await liveOf(of, { code: figure.code, one, ofDay: ordered, questions })
      : null;
    const rows = rowsOf(of, { figure, later, live, counted });
    revised.push(...(await withRecords(of, rows, { one, actor, asked })));
  }
  const codes = new Set(revised.map(({ code }) => code));
  return {
    number: one.number,
    asOf: one.asOf,
    knownAt: one.knownAt.toISOString(),
    now: asked.knownAt.toISOString(),
    releases: later.map((each) => ({ id: each.id, number: each.number, stage: each.stage, on: of.dayOf(each.recorded) })),
    figures: one.figures.flatMap(({ code, name, unit, display }) => (codes.has(code) ? [{ code, name, unit, display }] : [])),
    revised,
    ...counted,
  };
}

type OfFigure = { code: string; one: Released; ofDay: readonly Released[]; questions: readonly Asking[] };
/**
 * The figure now as its reader is told it: nothing of another day than the release's, nor what is older, nor a change that few made since any
 * release of the day, for he may subtract it from each.
 */
async function liveOf(of: RevisionsOf, { code, one, ofDay, questions }: OfFigure): Promise<Live> {
  const { indicators, root } = of;
  const live: Live = { values: new Map(), firsts: new Map() };
  for (const question of questions) {
    const q = indicators.opened(code, question);
    // What is older than the last release of the day is not what is known now, and would be subtracted from it.
    if (q.asOf !== one.asOf || ofDay.some(({ knownAt }) => knownAt >= q.knownAt)) continue;
    const got = await indicators.value(code, question);
    const isClosed = q.hiding !== null && got.source !== 'reported';
    const place = q.region === root ? whole : q.region;
    // A district that is not his is judged among the others alone.
    if (isClosed && place !== whole) continue;
    const parts = (got.parts ?? []).flatMap(({ key, value }) => (key === root ? [] : [[key, value] as const]));
    const told = question.by === null ? [[place, got.value] as const] : parts;
    const differs = ({ figures }: Released): boolean => {
      const then = figures.find((each) => each.code === code);
      return then !== undefined && told.some(([at, value]) => value !== null && value !== valueIn(then, at));
    };
    const judged = isClosed ? ofDay.filter(differs) : [];
    const tells = await Promise.all(judged.map(async (each) => changesTold(of, await behind(of, code, q, each))));
    const isTold = (at: string) => tells.every((each) => each(at === whole ? root : at));
    for (const [at, value] of told) if (isTold(at) && !(value === null && isClosed)) live.values.set(at, value);
    if (isClosed || !differs(one)) continue;
    const firsts = await firstsOf(of, await behind(of, code, q, one));
    for (const [at] of told) if (firsts.has(at)) live.firsts.set(at, firsts.get(at) ?? one.recorded);
  }
  return live;
}

/** The ledger's questions behind a figure, of what was recorded since the release. */
const behind = async ({ indicators }: RevisionsOf, code: string, q: Asking, { knownAt: since }: Released) =>
  (await indicators.behind(code, q)).map((question) => ({ ...question, since }));

/** When the first of these entries was recorded, by place. */
async function firstsOf(of: RevisionsOf, questions: Awaited<ReturnType<typeof behind>>): Promise<Map<string, Date>> {
  const all = await Promise.all(questions.map((question) => of.ledger.firstRecorded(of.ledgerDb, question)));
  const found = all.flatMap((each) => [...each]);
  const earliest = (inside: (region: string) => boolean) =>
    found
      .filter(([region]) => inside(region))
      .map(([, at]) => at)
      .sort((a, b) => a.getTime() - b.getTime())[0];
  const places = of.regions.map(({ id }) => {
    const own = new Set(regionsInside(of.regions, id, { functionalAreas: 'in' }));
    return [id, earliest((region) => own.has(region))] as const;
  });
  const everywhere = [whole, earliest(() => true)] as const;
  return new Map([...places, everywhere].flatMap(([place, at]) => (at ? [[place, at] as const] : [])));
}

type Comparing = {
  figure: FrozenFigure;
  later: readonly Released[];
  live: Live | null;
  counted: { same: number; untold: number };
};
function rowsOf({ dayOf }: RevisionsOf, { figure, later, live, counted }: Comparing): Revised[] {
  const { code, value, source, regions } = figure;
  const places = [[whole, value] as const, ...regions.map((part) => [part.region, part.value] as const)];
  // A register has a value everywhere: one that a release lacks was withheld, for good, and is compared with nothing; a sum with one likewise.
  const isRegister = source === 'register' || source === 'sum';
  return places.flatMap(([place, published]): Revised[] => {
    if (published === null && place !== whole && isRegister) return [];
    const isKnown = live?.values.has(place) ?? false;
    if (live !== null && !isKnown) counted.untold += 1;
    const said = later.map((each) => {
      const held = each.figures.find((one) => one.code === code);
      const then = held && valueIn(held, place);
      return then === null && isRegister ? undefined : then;
    });
    const found = revisionOf({ published, later: said, now: isKnown ? (live?.values.get(place) ?? null) : undefined });
    if (found === null) {
      counted.same += 1;
      return [];
    }
    const by = later[found.first];
    const at = by?.recorded ?? live?.firsts.get(place);
    return [
      {
        code,
        region: place === whole ? null : place,
        published,
        later: said.map((one) => one ?? null),
        now: isKnown ? (live?.values.get(place) ?? null) : null,
        told: isKnown,
        change: found.change,
        share: found.share,
        firstOn: at ? dayOf(at) : null,
        records: null,
      },
    ];
  });
}

const mostRecords = 3;
type Reading = { one: Released; actor: Actor; asked: Asking };
/** The entries that made it: of the city to who may see them, else of the reader's own district. */
async function withRecords({ indicators }: RevisionsOf, rows: Revised[], { one, actor, asked }: Reading): Promise<Revised[]> {
  for (const region of [null, actor.region]) {
    const row = rows.find((each) => each.region === region && each.told);
    if (!row || row.records !== null) continue;
    const question = { asOf: one.asOf, knownAt: asked.knownAt.toISOString(), since: one.knownAt.toISOString() };
    const found = await indicators.entries(
      row.code,
      { ...question, ...(region === null ? {} : { region }) },
      {
        limit: mostRecords,
        actor,
      },
    );
    if (found.withheld || found.count === 0) continue;
    row.records = {
      count: found.count,
      items: found.items.map(({ record, amount }) => ({ ...record, amount })),
    };
  }
  return rows;
}
