// What happens to reported figures: reported, confirmed by a second officer, corrected, voided. One value for a series, a place and a period; a wrong unit is noticed.
import type { z } from 'zod';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole, type Language, sameHands } from '../../platform/shared/actor.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Condition, type Kernel, openKind, papersByPlace } from '../../records/server/index.ts';
import { displayIn, type IndicatorDefinition, isFormula } from '../../indicators/indicator.ts';
import { seriesNames, seriesOf } from '../../indicators/server/index.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import {
  answersFor,
  contributes,
  type Correction,
  duplicate,
  isFarFrom,
  ownReport,
  reportedFigureRecords,
  type ReportedFigureAmendment,
} from '../reportedFigure.ts';
import { figureTells } from '../tells.ts';
import type { ReportedFigures, StatisticsTables } from './tables.ts';
import { figureWaits } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<ReportedFigures>;
type Tx = Transaction<StatisticsTables>;
type Place = Pick<Row, 'series' | 'region' | 'scope' | 'period'>;
export type OfCity = { regions: readonly Region[]; root: string; definitions: readonly IndicatorDefinition[] };

/** The definition that tells name and unit of a series. */
export const definitionOfSeries = (definitions: readonly IndicatorDefinition[], code: string): IndicatorDefinition | null =>
  definitions.findLast((one) => seriesOf(one)?.series === code) ??
  // A sum has it only beside what is added up.
  definitions.findLast((one) => !isFormula(one.compute) && seriesNames(one).includes(code)) ??
  definitions.findLast((one) => seriesNames(one).includes(code)) ??
  null;

export function openReported(kernel: Kernel, db: Kysely<StatisticsTables>, city: OfCity) {
  const { definitions } = city;
  return openKind(kernel, db, {
    kind: reportedFigureRecords,
    table: 'reported_figures',
    bulk: true,
    present: (row, _personal, actor) => presented(row, definitions, actor),
    title: (row, _personal, language) => titleOf(city, row, language),
    waits: figureWaits(city.regions),
    tells: figureTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    papers: { ...papersByPlace(), retention: 'thirtyYears', closed: ['voided'] },
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
      create: async ({ tx, input, actor, day }) => {
        const { series, region, scope, period, value, qualifier } = input;
        checkNames(city, series, region);
        if (period !== null && period > day.slice(0, period.length))
          throw wrongField('period', 'inFuture', 'statistics:refusals.periodInFuture', { period, today: day });
        if (input.statedOn !== null) notFuture(input.statedOn, day);
        const others = await heldAt(tx, { series, region, scope, period });
        refuseDuplicate(others, { series, region, scope, period });
        refuseFar(others, input);
        if (input.reason === undefined) await refusePublished(tx, period, actor);
        return {
          series,
          region,
          scope,
          period,
          value,
          approximate: input.approximate || qualifier !== null,
          qualifier,
          basis: input.basis,
          source: input.source,
          stated_on: input.statedOn,
          document_number: input.documentNumber,
          reported_by: actor.account,
          hands_for: actor.for ?? null,
        };
      },
      revise: ({ record, input, actor, day }) => ({
        ...columnsOf(amended(record, input, day)),
        returned: null,
        reported_by: actor.account,
        hands_for: actor.for ?? null,
      }),
      amend: ({ record, input, actor, day }) => ({
        correction: amended(record.correction ? { ...record, ...columnsOf(record.correction) } : record, input, day),
        returned: null,
        reported_by: actor.account,
        hands_for: actor.for ?? null,
      }),
      confirm: ({ record, actor, day }) => {
        if (sameHands(actor, record.reported_by, record.hands_for)) throw ownReport();
        return {
          ...(record.correction === null ? {} : columnsOf(record.correction)),
          correction: null,
          returned: null,
          confirmed_by: actor.account,
          confirmed_on: day,
        };
      },
      sendBack: ({ input }) => ({ returned: input.reason }),
      decline: ({ input }) => ({ correction: null, returned: input.reason }),
      void: () => ({ correction: null }),
    },
    contributes: (row) => contributes(row),
  });
}

function presented(row: Row, definitions: readonly IndicatorDefinition[], actor: Actor) {
  const definition = definitionOfSeries(definitions, row.series);
  const { series, region, scope, period, value, approximate, qualifier, basis, source } = row;
  return {
    series,
    seriesName: definition ? seriesNameOf(definition, series, actor.language) : series,
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
    documentNumber: row.document_number,
    correction: row.correction,
    confirmedOn: row.confirmed_on,
    returned: row.returned,
    own: sameHands(actor, row.reported_by, row.hands_for),
  };
}

/** Name of a series: that of its indicator, with the source behind it where another series comes first. */
function seriesNameOf(definition: IndicatorDefinition, series: string, language: Language): string {
  const name = textIn(definition.name, language);
  const of = definition.sources?.find((one) => 'series' in one && one.series === series);
  if (!of || seriesOf(definition)?.series === series) return name;
  return language === 'en' ? `${name} (${of.name.en})` : `${name}（${of.name.zh}）`;
}

type Values = Pick<Row, 'value' | 'approximate' | 'qualifier' | 'basis' | 'source' | 'stated_on' | 'document_number'>;

/** The values as they would stand after an amendment. */
function amended(record: Values, input: z.output<typeof ReportedFigureAmendment>, day: string): Correction {
  if (input.statedOn) notFuture(input.statedOn, day);
  const or = <T>(said: T | undefined, held: T): T => (said === undefined ? held : said);
  const qualifier = or(input.qualifier, record.qualifier);
  return {
    value: or(input.value, record.value),
    qualifier,
    approximate: (input.approximate ?? record.approximate) || qualifier !== null,
    basis: or(input.basis, record.basis),
    source: or(input.source, record.source),
    statedOn: or(input.statedOn, record.stated_on),
    documentNumber: or(input.documentNumber, record.document_number),
    reason: input.reason,
  };
}
const columnsOf = ({ value, qualifier, approximate, basis, source, statedOn, documentNumber }: Correction): Values => ({
  value,
  qualifier,
  approximate,
  basis,
  source,
  stated_on: statedOn,
  document_number: documentNumber,
});

/** Once figures of a day are published, what comes for a period up to it is late: it says why. Who loads a pack states what was. */
async function refusePublished(tx: Tx, period: string | null, actor: Actor): Promise<void> {
  if (period === null || actor.account === null) return;
  const published = await tx
    .selectFrom('releases')
    .select(['number', 'as_of'])
    .where('as_of', '>=', lastDayOf(period))
    .orderBy('as_of')
    .limit(1)
    .executeTakeFirst();
  if (!published) return;
  const params = { period, number: published.number ?? '', asOf: published.as_of };
  throw wrongField('period', 'closed', 'statistics:refusals.closed', params);
}

function refuseFar(
  others: readonly Row[],
  { value, period, reason }: { value: string; period: string | null; reason?: string | undefined },
): void {
  const last = lastBefore(others, period);
  if (reason !== undefined || !last || !isFarFrom(value, last.value)) return;
  throw wrongField('value', 'scale', 'statistics:refusals.scale', { value, last: last.value, period: last.period ?? '' });
}

/** What a person calls a value: its series, place and period, in the reader's language as far as the pack has names. */
function titleOf({ definitions, regions }: OfCity, { series, region, scope, period }: Row, language: Language): string {
  const definition = definitionOfSeries(definitions, series);
  const place = regions.find((one) => one.id === region)?.name;
  const said = [
    definition ? seriesNameOf(definition, series, language) : series,
    scope ?? (place ? textIn(place, language) : region),
    period,
  ];
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
  await oneAtATime(tx, 'reported figures', place);
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
    series: [...new Set(definitions.flatMap(seriesNames))],
    regions: regions.map((one) => one.id),
  };
  return {
    q: (value: string): Condition => {
      const wanted = value.toLowerCase();
      const named = definitions.filter((one) => [one.name.zh, one.name.en].some((name) => name.toLowerCase().includes(wanted)));
      const series = named.flatMap(seriesNames);
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
    awaits: (): Condition => sql<boolean>`state in ('waiting', 'correcting')`,
    verified: (value: string): Condition => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
    scoped: (value: string): Condition => (value === 'yes' ? sql<boolean>`scope is not null` : sql<boolean>`scope is null`),
  };
}
