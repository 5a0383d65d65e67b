// Mounts the monitoring brief, the development report and their workbook on a release.
import { clockAt } from '../../../platform/shared/dates.ts';
import type { FastifyInstance } from 'fastify';
import { textIn } from '../../../platform/shared/words.ts';
import { documentNumber, writtenDay } from '../../../platform/server/documents/document.ts';
import { sheetTypes } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { bannerOf, type Kernel, mountDocument, type Paper, type Papering } from '../../../records/server/index.ts';
import { fields } from '../../release.ts';
import { noSuchSpan, noYear } from '../../reportRefusals.ts';
import { briefRoutes, reportRoutes, reportTables, type Span } from '../../routes.ts';
import type { openReleases } from '../releases.ts';
import type { ReportKind } from '../../reportTemplate.ts';
import { type Composed, composed, type Composing } from './compose.ts';
import { isYearEnd, type Release } from './figures.ts';
import type { ReportPorts } from './ports.ts';
import { tablesBook } from './sheets.ts';
import { endsSpan, periodSaid, spanSaid } from './spans.ts';

type Compose = (kind: ReportKind, release: Release, given: Composing) => Promise<Composed>;
/** Anybody may ask: those who ask for the same at the same time share its figures and sentences. */
function composing(of: ReportPorts): Compose {
  const under = new Map<string, Promise<Composed>>();
  return (kind, release, given) => {
    const key = [kind, release.number, given.language, given.span].join(' ');
    const made = under.get(key) ?? composed(of, kind, release, given).finally(() => under.delete(key));
    under.set(key, made);
    return made;
  };
}

export function mountReports(
  app: FastifyInstance,
  kernel: Kernel,
  releases: ReturnType<typeof openReleases>,
  of: ReportPorts,
): void {
  const compose = composing(of);
  for (const { route, format } of briefRoutes)
    mountDocument(app, kernel, releases, { route, format, write: (given) => briefOf(given, of, compose) });
  for (const { route, format } of reportRoutes)
    mountDocument(app, kernel, releases, { route, format, write: (given) => developmentOf(given, of, compose) });
  mount(app, reportTables, async ({ params, actor }) => {
    const release = fields.parse(await releases.one(actor, params.id));
    const say: Papering['say'] = (key, given) => app.say(actor.language, key, given);
    const made = await compose('development', release, { say, language: actor.language, span: 'month' });
    return {
      attachment: await tablesBook(made, bannerOf(kernel, app.say, actor)),
      type: sheetTypes.xlsx,
      name: `${say('monitoring:paper.tablesName', { number: release.number })}.xlsx`,
    };
  });
}

async function briefOf({ record, actor, say, query }: Papering, of: ReportPorts, compose: Compose): Promise<Paper> {
  const release = fields.parse(record);
  const span = spanOf(release, query['every'], say);
  const { language } = actor;
  const made = await compose('brief', release, { say, language, span });
  const [series = '', number = ''] = release.number.split('-');
  return {
    name: say('monitoring:paper.briefName', { period: spanSaid(release.asOf, span, { say, language }) }),
    head: {
      issuer: say('monitoring:paper.briefIssuer', { city: textIn(of.city, language) }),
      number: documentNumber(say('statistics:paper.series'), Number(series), Number(number), language),
    },
    title: made.title,
    blocks: [...made.blocks, { kind: 'note', text: linesOf(made, release, say).join(language === 'en' ? '. ' : '\u3002') }],
  };
}

/** The span asked, where the release's day ends one; the longer one where it ends both. */
function spanOf({ asOf }: Release, asked: unknown, say: Papering['say']): Span {
  const span = asked === 'month' || asked === 'quarter' ? asked : endsSpan(asOf, 'quarter') ? 'quarter' : 'month';
  if (!endsSpan(asOf, span)) throw noSuchSpan({ day: asOf, span: say(`monitoring:spans.${span}`) });
  return span;
}

async function developmentOf({ record, actor, say }: Papering, of: ReportPorts, compose: Compose): Promise<Paper> {
  const release = fields.parse(record);
  if (!isYearEnd(release.asOf)) throw noYear({ day: release.asOf });
  const { language } = actor;
  const made = await compose('development', release, { say, language, span: 'month' });
  const period = periodSaid(release.asOf, { say, language });
  return {
    name: say('monitoring:paper.reportName', { period }),
    head: null,
    above: textIn(of.city, language),
    title: made.title,
    cover: { lines: linesOf(made, release, say) },
    running: made.title.replaceAll('\n', ' '),
    blocks: [{ kind: 'contents', title: say('monitoring:paper.contents') }, ...made.blocks],
  };
}

const linesOf = ({ saying }: Composed, release: Release, say: Papering['say']): string[] => [
  say('monitoring:paper.release', { number: release.number }),
  say('monitoring:paper.known', {
    day: writtenDay(release.asOf, saying.language),
    known: clockAt(new Date(release.knownAt), saying.figures.of.timeZone),
  }),
];
