// What happens to reported figures: stated, amended, voided. Figures of indicators follow by the ledger.
import { type Kysely, sql } from 'kysely';
import { hasRole } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { IndicatorDefinition } from '../../indicators/indicator.ts';
import { seriesOf } from '../../indicators/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import { type Kernel, openKind } from '../../records/server/index.ts';
import { contributes, duplicate, reportedFigures, unknownSeries } from '../reportedFigure.ts';
import type { StatisticsTables } from './tables.ts';

export type ReportedPack = { regions: readonly Region[]; definitions: readonly IndicatorDefinition[]; today: () => Promise<string> };

export function openReported(kernel: Kernel, db: Kysely<StatisticsTables>, { regions, definitions }: ReportedPack) {
  const definitionOf = (series: string) => definitions.find((one) => seriesOf(one)?.series === series) ?? null;
  return openKind(kernel, db, {
    kind: reportedFigures,
    table: 'reported_figures',
    present: (row, _personal, actor) => {
      const definition = definitionOf(row.series);
      return {
        series: row.series,
        seriesName: definition ? textIn(definition.name, actor.language) : row.series,
        region: row.region,
        scope: row.scope,
        period: row.period,
        value: row.value,
        unit: definition?.unit ?? '',
        display: { unit: definition ? textIn(definition.display.unit, actor.language) : '', factor: definition?.display.factor ?? '1' },
        approximate: row.approximate,
        basis: row.basis,
        source: row.source,
        statedOn: row.stated_on,
      };
    },
    title: (row) => `${definitionOf(row.series)?.name.zh ?? row.series} ${row.period ?? ''}`.trim(),
    visible: () => 'all',
    parties: {
      districtInCharge: (actor, row, input) => {
        const region = row ? row.region : typeof input === 'object' && input !== null && 'region' in input ? input.region : null;
        return hasRole(actor, 'districtOfficer') && actor.region !== null && actor.region === region;
      },
    },
    filters: {
      q: (value) => {
        const found = definitions.filter((one) => one.name.zh.includes(value) || one.name.en.toLowerCase().includes(value.toLowerCase()));
        return sql<boolean>`series = any(${found.flatMap((one) => seriesOf(one)?.series ?? [])}::text[])`;
      },
      series: (value) => sql<boolean>`series = any(${value.split(',')}::text[])`,
      region: (value) => sql<boolean>`region = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
      verified: (value) => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
    },
    handlers: {
      create: async ({ tx, input }) => {
        if (!definitionOf(input.series)) throw unknownSeries({ series: input.series }, [{ path: 'series', code: 'unknown', words: 'statistics:refusals.unknownSeries', params: { series: input.series } }]);
        if (!regions.some((one) => one.id === input.region)) throw wrongField('region', 'unknown', 'statistics:refusals.region', { region: input.region });
        const same = await tx
          .selectFrom('reported_figures')
          .select(['value'])
          .where('series', '=', input.series)
          .where('region', '=', input.region)
          .where(sql<boolean>`scope is not distinct from ${input.scope} and period is not distinct from ${input.period} and state <> 'voided'`)
          .executeTakeFirst();
        if (same) throw duplicate({ value: same.value, period: input.period ?? '' }, [{ path: 'period', code: 'duplicate', words: 'statistics:refusals.duplicate', params: { value: same.value, period: input.period ?? '' } }]);
        const { series, region, scope, period, value, approximate, basis, source } = input;
        return { series, region, scope, period, value, approximate, basis, source, stated_on: input.statedOn };
      },
      amend: ({ input }) => ({ value: input.value, ...(input.approximate === undefined ? {} : { approximate: input.approximate }) }),
    },
    contributes,
  });
}
