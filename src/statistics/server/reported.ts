// What happens to reported figures: entered, amended, voided. One value for a series, a place and a period; a wrong unit is noticed.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { hasRole, type Language } from '../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Condition, type Kernel, openKind } from '../../records/server/index.ts';
import { displayIn, type IndicatorDefinition } from '../../indicators/indicator.ts';
import { seriesOf } from '../../indicators/server/index.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import { answersFor, contributes, duplicate, isFarFrom, reportedFigureRecords } from '../reportedFigure.ts';
import { figureTells } from '../tells.ts';
import type { ReportedFigures, StatisticsTables } from './tables.ts';

type Row = Selectable<ReportedFigures>;
type Tx = Transaction<StatisticsTables>;
type Place = Pick<Row, 'series' | 'region' | 'scope' | 'period'>;
export type OfCity = { regions: readonly Region[]; root: string; definitions: readonly IndicatorDefinition[] };

/** The definition that tells name and unit of a series. */
export const definitionOfSeries = (definitions: readonly IndicatorDefinition[], code: string): IndicatorDefinition | null =>
  definitions.findLast((one) => seriesOf(one)?.series === code) ?? null;

export function openReported(kernel: Kernel, db: Kysely<StatisticsTables>, city: OfCity) {
  const { definitions } = city;
  return openKind(kernel, db, {
    kind: reportedFigureRecords,
    table: 'reported_figures',
    present: (row, _personal, actor) => {
      const definition = definitionOfSeries(definitions, row.series);
      const { series, region, scope, period, value, approximate, qualifier, basis, source } = row;
      return {
        series,
        seriesName: definition ? textIn(definition.name, actor.language) : series,
        region,
        scope,
        period,
        value,
        unit: definition?.unit ?? '',
        display: definition ? displayIn(definition.display, actor.language) : { unit: '', factor: '1' },
        approximate,
        qualifier,
        basis,
        source,
        statedOn: row.stated_on,
        answers: answersFor(row),
      };
    },
    title: (row, _personal, language) => titleOf(city, row, language),
    tells: figureTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    visible: () => 'all',
    parties: {
      districtInCharge: (actor, row, input) => {
        if (!hasRole(actor, 'districtOfficer') || actor.region === null) return false;
        // Without a record and an input it is asked whether any could be created.
        if (row === null && input === undefined) return true;
        return (row?.region ?? regionIn(input)) === actor.region;
      },
    },
    filters: filtersOf(city),
    handlers: {
      create: async ({ tx, input, day }) => {
        const { series, region, scope, period, value, qualifier } = input;
        checkNames(city, series, region);
        if (period !== null && period > day.slice(0, period.length))
          throw wrongField('period', 'inFuture', 'statistics:refusals.periodInFuture', { period, today: day });
        if (input.statedOn !== null) notFuture(input.statedOn, day);
        const others = await heldAt(tx, { series, region, scope, period });
        refuseDuplicate(others, { series, region, scope, period });
        const last = lastBefore(others, period);
        if (input.reason === undefined && last && isFarFrom(value, last.value)) {
          throw wrongField('value', 'scale', 'statistics:refusals.scale', { value, last: last.value, period: last.period ?? '' });
        }
        const approximate = input.approximate || qualifier !== null;
        return {
          series,
          region,
          scope,
          period,
          value,
          approximate,
          qualifier,
          basis: input.basis,
          source: input.source,
          stated_on: input.statedOn,
        };
      },
      amend: ({ record, input, day }) => {
        const { value, basis, source, statedOn } = input;
        if (statedOn) notFuture(statedOn, day);
        const qualifier = input.qualifier === undefined ? record.qualifier : input.qualifier;
        return {
          ...(value === undefined ? {} : { value }),
          qualifier,
          approximate: (input.approximate ?? record.approximate) || qualifier !== null,
          ...(basis === undefined ? {} : { basis }),
          ...(source === undefined ? {} : { source }),
          ...(statedOn === undefined ? {} : { stated_on: statedOn }),
        };
      },
    },
    contributes: (row) => contributes(row),
  });
}

/** What a person calls a value: its series, place and period, in the reader's language as far as the pack has names. */
function titleOf({ definitions, regions }: OfCity, { series, region, scope, period }: Row, language: Language): string {
  const name = definitionOfSeries(definitions, series)?.name;
  const place = regions.find((one) => one.id === region)?.name;
  const said = [name ? textIn(name, language) : series, scope ?? (place ? textIn(place, language) : region), period];
  return said.filter(Boolean).join(language === 'en' ? ', ' : ' ');
}

const regionIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'region' in input ? input.region : undefined;

function notFuture(on: string, today: string): void {
  if (on > today) throw wrongField('statedOn', 'inFuture', 'statistics:refusals.inFuture', { on, today });
}

function checkNames({ definitions, regions }: OfCity, of: string, region: string): void {
  if (!definitionOfSeries(definitions, of)) throw wrongField('series', 'unknown', 'statistics:refusals.series', { series: of });
  if (!regions.some((one) => one.id === region)) throw wrongField('region', 'unknown', 'statistics:refusals.region', { region });
}

/** All standing values of a series at one place. Who enters another one there at the same time waits. */
async function heldAt(tx: Tx, { series, region, scope }: Place): Promise<Row[]> {
  const place = JSON.stringify([series, region, scope]);
  await sql`select pg_advisory_xact_lock(hashtext('reported figures ' || current_schema()), hashtext(${place}))`.execute(tx);
  return tx
    .selectFrom('reported_figures')
    .selectAll()
    .where('series', '=', series)
    .where('region', '=', region)
    .where(sql<boolean>`coalesce(scope, '') = ${scope ?? ''}`)
    .where('state', '<>', 'voided')
    .execute();
}

function refuseDuplicate(others: readonly Row[], { series, region, period }: Place): void {
  const same = others.find((one) => one.period === period);
  if (!same) return;
  const params = { series, region, period: period ?? '', value: same.value, id: same.id };
  throw duplicate(params, [{ path: 'period', code: 'duplicate', words: 'statistics:refusals.duplicate', params }]);
}

/** The value of the last period before this one, else of the first after it. */
function lastBefore(others: readonly Row[], period: string | null): Row | null {
  const inOrder = [...others].sort((a, b) => ((a.period ?? '') < (b.period ?? '') ? -1 : 1));
  return inOrder.findLast((one) => period !== null && (one.period ?? '') < period) ?? inOrder[0] ?? null;
}

function filtersOf({ regions, root, definitions }: OfCity) {
  const known = {
    series: [...new Set(definitions.flatMap((one) => seriesOf(one)?.series ?? []))],
    regions: regions.map((one) => one.id),
  };
  return {
    q: (value: string): Condition => {
      const wanted = value.toLowerCase();
      const named = definitions.filter((one) => [one.name.zh, one.name.en].some((name) => name.toLowerCase().includes(wanted)));
      const series = named.flatMap((one) => seriesOf(one)?.series ?? []);
      return sql<boolean>`series = any(${series}::text[])`;
    },
    series: (value: string): Condition => sql<boolean>`series = any(${someOf('series', value, known.series)}::text[])`,
    region: (value: string): Condition => {
      const [asked = root] = someOf('region', value, known.regions);
      return asked === root
        ? null
        : sql<boolean>`region = any(${regionsInside(regions, asked, { functionalAreas: 'in' })}::text[])`;
    },
    year: (value: string): Condition => sql<boolean>`left(period, 4) = ${value}`,
    state: (value: string): Condition => sql<boolean>`state = ${value}`,
    verified: (value: string): Condition => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
    scoped: (value: string): Condition => (value === 'yes' ? sql<boolean>`scope is not null` : sql<boolean>`scope is null`),
  };
}
