// Documents of statistics: the slip of a reported figure (填报凭证), and the bulletin of a release (统计公报) as PDF and DOCX.
import { clockAt } from '../../platform/shared/dates.ts';
import type { FastifyInstance } from 'fastify';
import { textIn } from '../../platform/shared/words.ts';
import { evenlyIn, shownIn, shownWithUnit } from '../../platform/shared/shown.ts';
import { type Block, type Column, documentNumber, writtenDay } from '../../platform/server/documents/document.ts';
import { displayIn } from '../../indicators/indicator.ts';
import { type Kernel, mountDocument, type Paper, type Papering } from '../../records/server/index.ts';
import { fields as releaseFields, type FrozenFigure } from '../release.ts';
import { fields as figureFields } from '../reportedFigure.ts';
import { mountReports } from './reports/mount.ts';
import type { ReportPorts } from './reports/ports.ts';
import { bulletinRoutes, flashRoutes, getSlip } from '../routes.ts';
import type { DocumentsOf } from './documentsOf.ts';
import { flashPaper } from './flash.ts';
import type { openReleases } from './releases.ts';
import type { openReported } from './reported.ts';
import { standingSaid, titled } from './standingSaid.ts';

type Saying = Papering['say'];
type Statistics = { reportedFigures: ReturnType<typeof openReported>; releases: ReturnType<typeof openReleases> };

export function mountStatisticsDocuments(
  app: FastifyInstance,
  kernel: Kernel,
  statistics: Statistics,
  of: DocumentsOf & { reports: ReportPorts },
): void {
  mountReports(app, kernel, statistics.releases, of.reports);
  mountDocument(app, kernel, statistics.reportedFigures, { route: getSlip, format: 'pdf', write: (given) => slipOf(given, of) });
  for (const { route, format } of flashRoutes)
    mountDocument(app, kernel, statistics.releases, { route, format, write: (given) => flashPaper(given, of) });
  for (const { route, format } of bulletinRoutes)
    mountDocument(app, kernel, statistics.releases, { route, format, write: (given) => bulletinOf(given, of) });
}

function slipOf({ record, actor, say, today }: Papering, of: DocumentsOf): Paper {
  const one = figureFields.parse(record);
  const { language } = actor;
  const unknown = say('documents:paper.unknown');
  const region = of.regions.find((each) => each.id === one.region);
  const shown = shownWithUnit(one.value, one.display, language);
  const value = one.qualifier
    ? say(`statistics:said.${one.qualifier}`, { value: shown })
    : one.approximate
      ? say('statistics:said.about', { value: shown })
      : shown;
  const voided = String(record['state']) === 'voided';
  const stands = voided ? 'voided' : one.answers ? 'answers' : one.scope === null ? 'undated' : 'part';
  return {
    name: `${say('statistics:paper.slip')} ${one.seriesName} ${one.period ?? ''}`.trim(),
    head: null,
    above: say('documents:paper.from', { city: textIn(of.city, language) }),
    title: say('statistics:paper.slip'),
    blocks: [
      { kind: 'paragraph', text: say(`statistics:paper.${stands}`, { day: writtenDay(today, language) }) },
      {
        kind: 'facts',
        items: [
          [say('statistics:series'), one.seriesName],
          [say('statistics:period'), one.period === null ? say('statistics:undated') : writtenDay(one.period, language)],
          [say('statistics:region'), region ? textIn(region.name, language) : one.region],
          [say('statistics:scope'), one.scope ?? say('statistics:scoped.no')],
          [say('statistics:columns.value'), value],
          [say('statistics:value'), `${one.value} ${say(`statistics:paper.units.${one.unit}`)}`],
          [say('statistics:basis'), one.basis ? textIn(one.basis, language) : unknown],
          [say('statistics:sourceTitle'), one.source?.title ?? unknown],
          [say('statistics:source'), one.source?.address ?? say('statistics:source.noAddress')],
          [say('statistics:statedOn'), one.statedOn === null ? unknown : writtenDay(one.statedOn, language)],
        ],
      },
      ...(one.source?.verified === false ? [{ kind: 'note', text: say('statistics:paper.notVerified') } as const] : []),
    ],
  };
}

function bulletinOf({ record, actor, say }: Papering, of: DocumentsOf): Paper {
  const one = releaseFields.parse(record);
  const { language } = actor;
  const all = one.figures ?? [];
  const valued = all.filter((each) => each.value !== null || each.regions.some((part) => part.value !== null));
  const without = all.filter((each) => !valued.includes(each));
  const [year = '', number = ''] = one.number.split('-');
  const city = textIn(of.city, language);
  const known = clockAt(new Date(one.knownAt), of.timeZone);
  const divided = valued.filter((each) => each.regions.some((part) => part.value !== null));
  const separate = language === 'en' ? ', ' : '\u3001';
  return {
    name: `${one.number} ${one.title}`,
    head: null,
    above: documentNumber(say('statistics:paper.series'), Number(year), Number(number), language),
    title: titled(one.title, one, say),
    blocks: [
      ...standingSaid(one, say),
      { kind: 'paragraph', text: say('statistics:paper.opening', { city, day: writtenDay(one.asOf, language), known }) },
      { kind: 'heading', level: 1, text: say('statistics:paper.figures') },
      cityTable(valued, say, language),
      ...(divided.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: say('statistics:paper.byRegion') } as const,
            ...regionTables(divided, of, say, language),
          ]),
      { kind: 'heading', level: 1, text: say('statistics:paper.basis') },
      ...valued.map((each): Block => {
        const basis = of.basisOf(each.code, one.asOf);
        const [name, text] = [textIn(each.name, language), basis ? textIn(basis, language) : say('documents:paper.unknown')];
        return { kind: 'note', text: say('statistics:paper.basisOf', { name, basis: text }) };
      }),
      ...(without.length === 0
        ? []
        : [
            { kind: 'heading', level: 1, text: say('statistics:paper.none') } as const,
            {
              kind: 'paragraph',
              text: say('statistics:paper.noneWhy', { names: without.map((each) => textIn(each.name, language)).join(separate) }),
            } as const,
          ]),
      { kind: 'note', text: say('statistics:paper.reproduced', { version: one.packVersion, digest: one.packDigest }) },
    ],
  };
}

type Language = Papering['actor']['language'];

function cityTable(figures: readonly FrozenFigure[], say: Saying, language: Language): Block {
  const columns: Column[] = [
    { title: say('statistics:release.figure'), share: 3.2 },
    { title: say('statistics:columns.value'), share: 1.3, align: 'right' },
    { title: say('statistics:unit'), share: 1.1 },
    { title: say('statistics:source'), share: 2.1 },
  ];
  const rows = figures.map((one) => {
    const display = displayIn(one.display, language);
    return [
      textIn(one.name, language),
      one.value === null ? say('statistics:paper.noData') : shownIn(one.value, display, language),
      display.unit,
      one.source === null ? '' : say(`statistics:release.sources.${one.source}`),
    ];
  });
  return { kind: 'table', columns, rows };
}

/** So many regions stand beside one another on 156 mm. */
const mostColumns = 7;

function regionTables(figures: readonly FrozenFigure[], { regions }: DocumentsOf, say: Saying, language: Language): Block[] {
  const used = [...new Set(figures.flatMap((one) => one.regions.map((part) => part.region)))];
  const parts = Array.from({ length: Math.ceil(used.length / mostColumns) }, (_, at) =>
    used.slice(at * mostColumns, (at + 1) * mostColumns),
  );
  const nameOf = (id: string) => {
    const found = regions.find((each) => each.id === id);
    return found ? textIn(found.name, language) : id;
  };
  return parts.map(
    (ids): Block => ({
      kind: 'table',
      columns: [
        { title: say('statistics:release.figure'), share: 1.7 },
        ...ids.map((id): Column => ({ title: nameOf(id), align: 'right' })),
      ],
      rows: figures.map((one) => {
        const display = displayIn(one.display, language);
        const unit = language === 'en' ? ` (${display.unit})` : `\uff08${display.unit}\uff09`;
        const shown = evenlyIn(
          one.regions.map((part) => part.value),
          display,
          language,
        );
        const cell = (id: string) => {
          const value = one.regions.find((part) => part.region === id)?.value ?? null;
          return value === null ? say('statistics:paper.noData') : shown(value);
        };
        return [`${textIn(one.name, language)}${unit}`, ...ids.map(cell)];
      }),
    }),
  );
}
