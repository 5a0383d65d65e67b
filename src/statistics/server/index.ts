// Front door of statistics: reported figures, releases, and what stands apart from figures: other places' values and gaps.
import type { FastifyInstance } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Forms } from '../../forms/server/index.ts';
import type { LedgerTables } from '../../ledger/server/index.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type CalendarTables, type Kernel, mountKind } from '../../records/server/index.ts';
import { benchmarkRow, gapRow, listBenchmarks, listGaps, reportedRow, seedReported, shownBenchmark } from '../sources.ts';
import { compareReported } from '../compared.ts';
import { comparedOf } from './compared.ts';
import { definitionOfSeries, openReported } from './reported.ts';
import { openListings, openRevenues } from './aboveScale.ts';
import { mountCandidates } from './candidates.ts';
import { missingOf } from './missing.ts';
import { openPublications, readPublications } from './publications.ts';
import { openReleases } from './releases.ts';
import { mountRevisions } from './revisions.ts';
import { mountChasing } from './chase.ts';
import { mountCollecting, openDue } from './collecting.ts';
import { mountGrowth } from './growth.ts';
import { mountOpenGrowth } from './openGrowth.ts';
import { openFrames } from './frames.ts';
import { type Facts, fillingOf, knownOf } from './facts/index.ts';
import { openJudging } from './returnJudging.ts';
import { mountOpenData, type PublicTitles } from './open/index.ts';
import { readTemplates } from './reports/open.ts';
import type { ApplicationsOf } from './carried/figures.ts';
import { mountCarried } from './carried/list.ts';
import { openReturns } from './returns.ts';
import { mountSdmx } from './sdmx/index.ts';
import { mountSheets, shownOf } from './returnSheet.ts';
import { openSealedCopies, type ReturnFiles } from './sealed/copies.ts';
import { mountSealed } from './sealed/mount.ts';
import { loadCopies, type PastCopy } from './sealed/pastCopies.ts';
import type { StatisticsTables } from './tables.ts';

export { openReturnsOf } from './openReturns.ts';
export { returned } from '../returned.ts';
export { aboveScale } from '../listing.ts';
export { type FactPorts, type Facts, mountFacts, openFacts, openTo, registerSources } from './facts/index.ts';
export { aboveScaleCandidates } from './candidates.ts';
export { listingImporter, revenueImporter } from './aboveScaleImport.ts';
export { reported, reportedNil } from '../reportedFigure.ts';
export type { ApplicationsOf } from './carried/figures.ts';
export type { PastRelease } from './releases.ts';
export type { PastCopy } from './sealed/pastCopies.ts';
export { mountStatisticsDocuments } from './documents.ts';
export { seedReported } from '../sources.ts';
export type { ReportPlan, ReportPorts, ReportTarget } from './reports/ports.ts';
export type { StatisticsTables } from './tables.ts';
export type Statistics = ReturnType<typeof openStatistics>;

export type StatisticsParts = {
  pack: Pack;
  regions: readonly Region[];
  indicators: Indicators;
  organizations: Organizations;
  forms: Forms;
  /** What comes filled. */
  facts: Facts;
  /** Kinds of titles, and the stages in which one stands. */
  titles: { kinds: readonly string[]; stages: readonly string[] } & PublicTitles;
  /** Applications of lower modules, into which a respondent may carry its own figures. */
  applications: ApplicationsOf;
  say: Say;
  /** The kernel's transaction as this module sees it. */
  within: (tx: object) => Transaction<StatisticsTables & CalendarTables>;
  today: () => Promise<string>;
  /** The connection as the ledger sees it. */
  ledgerDb: Kysely<LedgerTables>;
};

/** Opens reported figures and releases; reads the pack's sources. Throws `PackError` for a row that lacks a language, a link or a known name. */
export function openStatistics(kernel: Kernel, given: Kysely<StatisticsTables & CalendarTables>, of: StatisticsParts) {
  const db = kernel.closing(given);
  const { definitions } = of.indicators;
  const sources = readSources(of);
  const reportedFigures = openReported(kernel, db, { regions: of.regions, root: of.pack.city.root, definitions });
  const publications = readPublications(of.pack, of.indicators.codes);
  const releases = openReleases(kernel, db, { ...of, publications });
  const calendar = openPublications({ db, kernel, publications, indicators: of.indicators, today: of.today });
  const city = { organizations: of.organizations, regions: of.regions, root: of.pack.city.root };
  const listings = openListings(kernel, db, city);
  const revenues = openRevenues(kernel, db, city);
  const { forms, say, today } = of;
  const frames = openFrames({ pack: of.pack, forms, ...of.titles });
  const judging = openJudging({ forms, say, filling: fillingOf(of.facts), known: knownOf(of.facts) });
  let kept: ReturnFiles | null = null;
  const files = () => kept ?? unplugged();
  const copies = openSealedCopies(forms, files);
  const returns = openReturns(kernel, db, {
    ...city,
    forms,
    frames,
    judging,
    copies,
    applications: of.applications,
    say,
    within: of.within,
    timeZone: of.pack.city.timeZone,
  });
  const collecting = { kernel, db, returns, forms, frames, copies, today, say };
  return {
    reportedFigures,
    releases,
    publications: calendar,
    listings,
    revenues,
    returns,
    frames,
    /** Templates of the brief and the report. */
    templates: readTemplates(of.pack, of.indicators.codes),
    /** Where files of returns are kept: opened after this module, over the kinds of all. */
    keepFilesIn(opened: ReturnFiles): void {
      kept = opened;
    },
    /** Copies given in the past of an invented city, while it is loaded. */
    loadCopies: (actor: Actor, past: readonly PastCopy[], within: Transaction<StatisticsTables>): Promise<void> => {
      const lines = generatedLines.map((key) => say('en', `sealed:generated.${key}`));
      return loadCopies({ returns, files: files(), name: 'generated.pdf', lines }, actor, past, kernel.closing(within));
    },
    /** Opens returns of periods that are over; asked again and again. */
    openDue: () => openDue(collecting),
    /** What is asked of series and not there. */
    missing: (asked: Parameters<typeof missingOf>[1]) => missingOf(db, asked),
    /** Whether figures of this day or a later one have been published. */
    async releasedSince(day: string): Promise<boolean> {
      const one = await db.selectFrom('releases').select('id').where('as_of', '>=', day).limit(1).executeTakeFirst();
      return one !== undefined;
    },
    seriesName(series: string, language: Language): string {
      const definition = definitionOfSeries(definitions, series);
      return definition ? textIn(definition.name, language) : series;
    },
    /** Enters the pack's reported values; the register must be empty. */
    async seed(actor: Actor, within?: Transaction<StatisticsTables>): Promise<void> {
      const inputs = seedReported(sources.reported).map((input) => reportedFigures.parse('create', input));
      const calls = inputs.map((parsed, index) => {
        if (!parsed.success)
          throw new PackError(fileOf(of.pack, 'reported.csv'), [`row ${sources.reported[index]?.row}: ${parsed.error.message}`]);
        return { actor, action: 'create', input: parsed.data };
      });
      if (calls.length === 0) return;
      const made = await reportedFigures.actMany(calls, within);
      // A source said it, and whoever made the pack looked: it stands as stated.
      await reportedFigures.actMany(
        made.map(({ id }) => ({ actor, action: 'confirm', id, input: {} })),
        within,
      );
    },
    /** Mounts the records, and the public lists beside them. */
    mount(app: FastifyInstance) {
      mount(app, listBenchmarks, ({ actor }) => ({
        items: sources.benchmarks.map((row) => shownBenchmark(row, actor.language)),
      }));
      mount(app, listGaps, ({ actor }) => ({
        items: sources.gaps.map(({ row, indicator, region, period, confidence, noteZh, noteEn }) => {
          const name = definitions.findLast((one) => one.code === indicator)?.name;
          const note = textIn({ zh: noteZh, en: noteEn }, actor.language);
          return {
            row: Number(row),
            indicator,
            name: name ? textIn(name, actor.language) : indicator,
            region,
            period,
            confidence,
            note,
          };
        }),
      }));
      mount(app, compareReported, ({ params, actor }) => comparedOf(db, of.indicators, params.id, actor));
      mountKind(app, kernel, reportedFigures);
      mountKind(app, kernel, listings);
      mountKind(app, kernel, revenues);
      mountKind(app, kernel, returns);
      mountSheets(app, { kernel, db, returns, judging, forms, say });
      mountSealed(app, {
        kernel,
        db,
        forms,
        copies,
        files,
        city: of.pack.city.name,
        shownTo: (row, actor) => shownOf({ db, judging }, row, actor),
      });
      mountCarried(app, { db, forms });
      mountCollecting(app, collecting);
      mountChasing(app, { kernel, db, forms, regions: of.regions, say, today });
      const ofGrowth = { ...city, db: of.ledgerDb, ledger: kernel.ledger, indicators: of.indicators, today };
      mountGrowth(app, ofGrowth);
      mountOpenGrowth(app, ofGrowth);
      mountCandidates(app, db, { ...city, today: of.today });
      releases.mount(app);
      calendar.mount(app);
      mountRevisions(app, {
        ...city,
        db,
        ledgerDb: of.ledgerDb,
        ledger: kernel.ledger,
        indicators: of.indicators,
        dayOf: kernel.dayOf,
      });
      const open = { db, city: of, say, today };
      mountOpenData(app, open);
      mountSdmx(app, open);
    },
  };
}

/** On a copy that nobody signed. */
const generatedLines = ['what', 'why'] as const;
const unplugged = (): never => {
  throw new Error('the files of returns are not plugged in');
};
const fileOf = (pack: Pack, name: string): string => `${pack.city.code}/${name}`;

/** The rows of one file, each by the schema and what must hold around it; all faults at once. */
function rowsOf<T extends z.ZodType>(
  pack: Pack,
  name: string,
  schema: T,
  faultsOf: (row: z.output<T>) => string[],
): z.output<T>[] {
  if (!pack.has(name)) return [];
  const faults: string[] = [];
  const rows = pack.readCsv(name).map((given) => {
    const result = schema.safeParse(given);
    const wrong = result.success
      ? faultsOf(result.data)
      : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    faults.push(...wrong.map((one) => `row ${given['row'] ?? '?'}: ${one}`));
    return result;
  });
  if (faults.length > 0) throw new PackError(fileOf(pack, name), faults);
  return rows.flatMap((result) => (result.success ? [result.data] : []));
}

function readSources({ pack, regions, indicators }: StatisticsParts) {
  const codes = indicators.codes;
  const place = (id: string) => (regions.some((one) => one.id === id) ? [] : [`region: ${id} is no region of the city`]);
  const code = (of: string) => (of === '' || codes.includes(of) ? [] : [`indicator: ${of} is not defined`]);
  return {
    reported: rowsOf(pack, 'reported.csv', reportedRow, (row) => {
      const unit = definitionOfSeries(indicators.definitions, row.series)?.unit;
      const ofSeries =
        unit === undefined
          ? [`series: ${row.series} is not defined`]
          : unit === row.unit
            ? []
            : [`unit: ${row.unit}, the series is in ${unit}`];
      return [...ofSeries, ...place(row.region)];
    }),
    benchmarks: rowsOf(pack, 'benchmarks.csv', benchmarkRow, (row) => code(row.indicator)),
    gaps: rowsOf(pack, 'gaps.csv', gapRow, (row) => [...code(row.indicator), ...place(row.region)]),
  };
}
