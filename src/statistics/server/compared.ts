// Sets a reported figure beside the periods before it and beside other sources, for the officer who confirms it. Reads alone.
import { type Kysely, type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { isFlow } from '../../indicators/indicator.ts';
import { differenceOf, type Indicators, isApart } from '../../indicators/server/index.ts';
import type { compareReported } from '../compared.ts';
import { definitionOfSeries } from './reported.ts';
import type { ReportedFigures, StatisticsTables } from './tables.ts';

type Row = Selectable<ReportedFigures>;
export type Compared = z.output<(typeof compareReported)['response']>;

export async function comparedOf(
  db: Kysely<StatisticsTables>,
  indicators: Indicators,
  id: string,
  actor: Actor,
): Promise<Compared> {
  const row = await db.selectFrom('reported_figures').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const value = row.correction?.value ?? row.value;
  const [last, yearBefore] = row.period === null ? [null, null] : await Promise.all([lastOf(db, row), yearBeforeOf(db, row)]);
  const shown = (one: Row | null) =>
    one === null || one.period === null
      ? null
      : { id: one.id, period: one.period, value: one.value, difference: differenceOf(value, one.value) };
  return {
    value,
    standing: row.correction === null ? null : { value: row.value, difference: differenceOf(value, row.value) },
    last: shown(last),
    yearBefore: shown(yearBefore),
    others: row.scope === null && row.period !== null ? await othersOf(indicators, row, value, actor) : [],
  };
}

const standing = (db: Kysely<StatisticsTables>, { series, region, scope, id }: Row) =>
  db
    .selectFrom('reported_figures')
    .selectAll()
    .where('series', '=', series)
    .where('region', '=', region)
    .where(sql<boolean>`coalesce(scope, '') = ${scope ?? ''}`)
    .where('state', 'in', ['reported', 'correcting'])
    .where('id', '<>', id);

async function lastOf(db: Kysely<StatisticsTables>, row: Row): Promise<Row | null> {
  const period = row.period ?? '';
  const found = await standing(db, row)
    .where(sql<boolean>`length(period) = ${period.length}`)
    .where('period', '<', period)
    .orderBy('period', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
}

async function yearBeforeOf(db: Kysely<StatisticsTables>, row: Row): Promise<Row | null> {
  const period = row.period ?? '';
  if (period.length === 4) return null;
  const before = `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
  return (await standing(db, row).where('period', '=', before).executeTakeFirst()) ?? null;
}

/** Of a flow only what speaks of a whole year can be set beside sources that do. */
async function othersOf(indicators: Indicators, row: Row, value: string, actor: Actor): Promise<Compared['others']> {
  const definition = definitionOfSeries(indicators.definitions, row.series);
  const on = lastDayOf(row.period ?? '');
  const flow = definition !== null && isFlow(definition);
  if (!definition || (flow && row.period?.length !== 4)) return [];
  const q = await indicators.asking({ asOf: on, region: row.region }, actor);
  const { sources = [] } = await indicators.sourcesSaid(definition, q, actor.language);
  return sources.flatMap((one) => {
    if (one.series === row.series || one.value === null || one.asOf !== on) return [];
    const { source, series, name } = one;
    const said = { source, series, name, value: one.value, asOf: on };
    return [{ ...said, difference: differenceOf(value, one.value), apart: isApart(value, one.value) }];
  });
}
