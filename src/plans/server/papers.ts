// Documents of the plan at work: the slip of an order (督办单), the reply to a district's report (复函), the extract of a decided allocation. Not the progress report (report.ts).
import type { FastifyInstance } from 'fastify';
import { shownIn } from '../../platform/shared/shown.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { type Block, documentNumber, writtenDay } from '../../platform/server/documents/document.ts';
import { letter } from '../../platform/server/documents/letters.ts';
import type { Department, Region } from '../../organizations/region.ts';
import { type Kernel, mountDocument, type Paper, type Papering } from '../../records/server/index.ts';
import { fields as allocationFields } from '../allocation.ts';
import { fields as orderFields } from '../followUpOrder.ts';
import { allocationExtractRoutes, notAnswered, notDecided, orderSlipRoutes, replyRoutes } from '../routes.ts';
import { fields as reportFields } from '../workReport.ts';
import type { TargetsAtWork } from './allocating.ts';
import type { PlanAtWork } from './atWork.ts';

type Of = { city: Text; regions: readonly Region[]; departments: readonly Department[] };
type Language = Papering['actor']['language'];

export function mountPlanPapers(
  app: FastifyInstance,
  kernel: Kernel,
  { atWork, targets }: { atWork: PlanAtWork; targets: TargetsAtWork },
  of: Of,
): void {
  for (const { route, format } of orderSlipRoutes)
    mountDocument(app, kernel, atWork.orders, { route, format, write: (given) => slipOf(given, of) });
  for (const { route, format } of replyRoutes)
    mountDocument(app, kernel, atWork.workReports, { route, format, write: (given) => replyOf(given, of) });
  for (const { route, format } of allocationExtractRoutes)
    mountDocument(app, kernel, targets.allocations, { route, format, write: (given) => extractOf(given, of) });
}

/** The bureau that the pack names, else the city. */
const issuerOf = ({ departments, city }: Of, language: Language): string =>
  textIn(departments.find((one) => one.code === 'bureau')?.name ?? city, language);
const placeOf = ({ regions }: Of, id: string, language: Language): string => {
  const found = regions.find((one) => one.id === id);
  return found ? textIn(found.name, language) : id;
};
const paragraphs = (text: string): Block[] =>
  text
    .split(/\r?\n/)
    .filter((one) => one.trim() !== '')
    .map((one) => ({ kind: 'paragraph', text: one.trim() }));

function slipOf({ record, actor: { language }, say }: Papering, of: Of): Paper {
  const one = orderFields.parse(record);
  const issuer = issuerOf(of, language);
  const [year = '', number = ''] = (one.number ?? '').split('-');
  const to = one.region === null ? (one.departmentName ?? '') : placeOf(of, one.region, language);
  const state = say(`orders:states.${String(record['state'])}`);
  const answers = one.answers.map((each) => [
    each.on,
    each.text,
    each.verdict === null
      ? say('orders:page.waiting')
      : say(`orders:page.verdict.${each.verdict}`, { day: each.verdictOn ?? '', reason: each.reason ?? '' }),
  ]);
  return {
    name: `${say('orders:one')} ${one.number ?? ''} ${one.title}`,
    head: { issuer, number: documentNumber(say('planPapers:slip.series'), Number(year), Number(number), language) },
    title: say('planPapers:slip.title', { title: one.title }),
    to,
    blocks: [
      ...paragraphs(one.asked),
      { kind: 'paragraph', text: say('planPapers:slip.until', { day: writtenDay(one.dueOn, language) }) },
      {
        kind: 'facts',
        items: [
          [say('orders:about'), one.task === null ? one.about : `${one.task} ${one.about}`],
          [say('orders:issuedOn'), writtenDay(one.issuedOn, language)],
          [say('orders:dueOn'), writtenDay(one.dueOn, language)],
          [say('orders:state'), state],
          ...(one.conclusion === null ? [] : [[say('orders:conclusion'), one.conclusion] as const]),
        ],
      },
      ...(answers.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: say('orders:page.answers'),
              columns: [
                { title: say('planPapers:slip.on'), share: 1.2 },
                { title: say('orders:answer'), share: 4 },
                { title: say('planPapers:slip.verdict'), share: 2 },
              ],
              rows: answers,
            } as const,
          ]),
    ],
    signature: { body: issuer, day: one.issuedOn, seal: true },
  };
}

function replyOf({ record, actor: { language }, say }: Papering, of: Of): Paper {
  const one = reportFields.parse(record);
  if (one.answer === null || one.answeredOn === null) throw notAnswered();
  const {
    language: _said,
    banner: _none,
    ...paper
  } = letter({
    language,
    issuer: issuerOf(of, language),
    number: null,
    to: placeOf(of, one.region, language),
    subject: one.title,
    answer: one.answer,
    day: one.answeredOn,
  });
  return { ...paper, name: `${say('planPapers:reply.name')} ${one.title}` };
}

function extractOf({ record, actor: { language }, say }: Papering, of: Of): Paper {
  const one = allocationFields.parse(record);
  if (one.decidedOn === null) throw notDecided();
  const shown = (value: string | null) => (value === null ? '' : shownIn(value, one.display, language));
  const title = say('planPapers:extract.title', { target: one.targetName, year: one.year });
  return {
    name: title,
    head: null,
    above: issuerOf(of, language),
    title,
    blocks: [
      {
        kind: 'facts',
        items: [
          [say('planPapers:extract.plan'), one.planName],
          [say('planPapers:extract.city'), `${shown(one.city)} ${one.display.unit}`],
          [say('planPapers:extract.holdsFrom'), writtenDay(one.holdsFrom, language)],
          [say('planPapers:extract.decidedOn'), writtenDay(one.decidedOn, language)],
          [say('planPapers:extract.documentNumber'), one.documentNumber ?? say('documents:paper.unknown')],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: say('planPapers:extract.place'), share: 2.4 },
          { title: say('planPapers:extract.department'), share: 2.4 },
          { title: say('planPapers:extract.amount', { unit: one.display.unit }), share: 1.6, align: 'right' },
          { title: say('planPapers:extract.force'), share: 1.4 },
        ],
        rows: one.parts.map((part) => [
          part.placeName,
          part.departmentName ?? '',
          shown(part.amount),
          say(`plans:force.${part.force}`),
        ]),
        total: [say('planPapers:extract.sum'), '', shown(one.sum), ''],
      },
      ...(one.reason === null ? [] : [{ kind: 'note', text: say('planPapers:extract.reason', { reason: one.reason }) } as const]),
    ],
  };
}
