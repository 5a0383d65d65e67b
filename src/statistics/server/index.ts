// Front door of statistics: reported figures, releases, and what public sources say of other places and of gaps.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import { type Kernel, mountKind } from '../../records/server/index.ts';
import { ReportedFigureInput } from '../reportedFigure.ts';
import { checkRelease } from '../release.ts';
import { benchmarkRow, gapRow, listBenchmarks, listGaps } from '../sources.ts';
import { openReleases } from './releases.ts';
import { openReported } from './reported.ts';
import type { StatisticsTables } from './tables.ts';

export type { StatisticsTables } from './tables.ts';
export { reported } from '../reportedFigure.ts';
export type StatisticsParts = { pack: Pack; regions: readonly Region[]; indicators: Indicators; today: () => Promise<string> };

export function openStatistics(kernel: Kernel, db: Kysely<StatisticsTables>, { pack, regions, indicators, today }: StatisticsParts) {
  const figures = openReported(kernel, db, { regions, definitions: indicators.definitions, today });
  const releases = openReleases(kernel, db, indicators, pack);
  const benchmarks = rowsOf(pack, 'benchmarks.csv', benchmarkRow);
  const gaps = rowsOf(pack, 'gaps.csv', gapRow);

  function mountSources(app: FastifyInstance) {
    mount(app, listBenchmarks, ({ actor }) => ({
      items: benchmarks.map((row) => {
        const english = actor.language === 'en';
        return {
          indicator: row.indicator === '' ? null : row.indicator,
          name: english ? row.nameEn : row.nameZh,
          place: english ? row.placeEn : row.placeZh,
          period: row.period,
          value: row.value,
          unit: row.unit,
          approximate: row.approximate === 'yes',
          target: row.target === 'yes',
          comparable: row.comparable !== 'no',
          verified: row.verified === 'yes',
          address: row.sourceUrl === '' ? null : row.sourceUrl,
          note: (english ? row.noteEn : row.noteZh) || null,
        };
      }),
    }));
    mount(app, listGaps, ({ actor }) => ({
      items: gaps.map((row) => {
        const definition = indicators.definitions.find((one) => one.code === row.indicator);
        return { indicator: row.indicator, name: definition ? textIn(definition.name, actor.language) : row.indicator, region: row.region, period: row.period, note: actor.language === 'en' ? row.noteEn : row.noteZh };
      }),
    }));
  }

  return {
    figures,
    releases,
    /** Loads the pack's reported values; each is known from this instant, and keeps where and when it was stated. */
    async seed(actor: Actor): Promise<void> {
      if (!pack.has('reported.csv')) return;
      await figures.actMany(pack.readCsv('reported.csv').map((row) => ({ actor, action: 'create', input: reportedInput(row) })));
    },
    mount(app: FastifyInstance) {
      mountKind(app, kernel, figures);
      mountKind(app, kernel, releases);
      mount(app, checkRelease, ({ params }) => releases.check(params.id));
      mountSources(app);
    },
  };
}
export type Statistics = ReturnType<typeof openStatistics>;

/** A row of reported.csv as the input of `create`; what a source leaves open stays open. */
export function reportedInput(row: Readonly<Record<string, string>>): z.output<typeof ReportedFigureInput> {
  const both = (zh: string | undefined, en: string | undefined) => (zh ? { zh, en: en ?? '' } : null);
  const noted = both([row['noteZh'], row['sourceNoteZh']].filter(Boolean).join('；'), [row['noteEn'], row['sourceNoteEn']].filter(Boolean).join('; '));
  return ReportedFigureInput.parse({
    series: row['series'],
    region: row['region'],
    scope: row['scope'] || null,
    period: row['period'] || null,
    value: row['value'],
    approximate: row['approximate'] === 'yes',
    basis: both(row['basisZh'], row['basisEn']),
    source: { verified: row['verified'] === 'yes', address: row['sourceUrl'] || null, confidence: row['confidence'] || null, note: noted },
  });
}

function rowsOf<T extends z.ZodType>(pack: Pack, file: string, schema: T): z.output<T>[] {
  if (!pack.has(file)) return [];
  return pack.readCsv(file).map((row, index) => {
    const read = schema.safeParse(row);
    if (read.success) return read.data;
    throw new PackError(`${pack.city.code}/${file}`, read.error.issues.map((issue) => `row ${index + 2}, ${issue.path.map(String).join('.')}: ${issue.message}`));
  });
}
