// The progress report of a plan (计划进展报告) at a day, as known at an instant: PDF to hand out, DOCX for an officer to go on writing in.
import { clockAt } from '../../platform/shared/dates.ts';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { ratio } from '../../platform/shared/money.ts';
import { evenlyIn, shownIn } from '../../platform/shared/shown.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { type Block, type Column, type Document, writtenDay } from '../../platform/server/documents/document.ts';
import { mount } from '../../platform/server/mount.ts';
import { bannerOf, type Kernel, made, ownAddress, sealHeadOf } from '../../records/server/index.ts';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import { reportRoutes } from '../routes.ts';
import type { Plans } from './open.ts';

type Of = { city: Text; timeZone: string };
type Say = (key: string, params?: Record<string, string | number>) => string;
type Writing = { plan: PlanProgress; say: Say; language: Actor['language'] };

export function mountReport(app: FastifyInstance, kernel: Kernel, plans: Plans, of: Of): void {
  for (const { route, format } of reportRoutes) {
    mount(app, route, async ({ params, query = {}, actor, request }) => {
      const plan = await plans.one(params.code, query, actor);
      const say: Say = (key, given) => app.say(actor.language, key, given);
      const head = kernel.trial ? null : await sealHeadOf(kernel);
      const asked = new URLSearchParams({ plan: plan.code, asOf: plan.asOf, knownAt: plan.knownAt });
      if (query.functionalAreas) asked.set('functionalAreas', query.functionalAreas);
      const document: Document = {
        ...reportOf({ plan, say, language: actor.language }, of),
        banner: bannerOf(kernel, app.say, actor),
        code: {
          address: `${ownAddress(app, request)}/?${asked.toString()}`,
          title: say('plans:report.check'),
          lines: [
            say('plans:report.scan'),
            say(plan.settled ? 'plans:report.settled' : 'plans:report.open'),
            ...(head ? [say('plans:report.chain', { batch: head.batch, chain: head.chain.slice(0, 16) })] : []),
          ],
        },
      };
      return made(app, document, format, say('plans:report.name', { plan: plan.name, day: plan.asOf }));
    });
  }
}

/** The report as it stands, without what a reader checks it by. */
export function reportOf(writing: Writing, of: Of): Document {
  const { plan, say, language } = writing;
  return {
    language,
    head: null,
    above: textIn(of.city, language),
    title: say('plans:report.title', { plan: plan.name }),
    blocks: [
      { kind: 'heading', level: 1, text: say('plans:report.summary') },
      ...summaryOf(writing, of),
      { kind: 'heading', level: 1, text: say('plans:report.targets') },
      targetTable(writing),
      ...byRegion(writing),
      { kind: 'heading', level: 1, text: say('plans:report.tasks') },
      taskTable(writing),
      ...safeguards(writing),
      ...withoutData(writing),
      { kind: 'heading', level: 1, text: say('plans:report.basis') },
      ...plan.targets.map(
        (one): Block => ({
          kind: 'note',
          text: say('plans:report.basisOf', { name: one.name, basis: one.figure.basis }),
        }),
      ),
      ...plan.corrections.map(
        (one): Block => ({
          kind: 'note',
          text: say('plans:report.correction', { place: one.place, note: one.note }),
        }),
      ),
      { kind: 'note', text: say('plans:report.source', { source: plan.source }) },
    ],
  };
}

function summaryOf({ plan, say, language }: Writing, { timeZone }: Of): Block[] {
  const count = (of: readonly { verdict: string }[], verdict: string) => of.filter((one) => one.verdict === verdict).length;
  const tasks = (state: string) => plan.tasks.filter((one) => one.state === state).length;
  const known = clockAt(new Date(plan.knownAt), timeZone);
  const said = {
    plan: plan.name,
    from: plan.from.slice(0, 4),
    to: plan.to.slice(0, 4),
    day: writtenDay(plan.asOf, language),
    known,
    targets: plan.targets.length,
    met: count(plan.targets, 'met'),
    notMet: count(plan.targets, 'notMet'),
    unknown: count(plan.targets, 'unknown'),
    tasks: plan.tasks.length,
    tasksMet: tasks('met'),
    onPace: tasks('onPace'),
    behind: tasks('behind'),
    tasksUnknown: tasks('unknown'),
  };
  return [
    { kind: 'paragraph', text: plan.summary },
    { kind: 'paragraph', text: say('plans:report.asOf', said) },
    { kind: 'paragraph', text: say(plan.status === 'closed' ? 'plans:report.closed' : 'plans:report.running', said) },
    { kind: 'paragraph', text: say('plans:report.taskCounts', said) },
  ];
}

/** A part stands under what it is a part of. */
const inOrder = (targets: readonly TargetProgress[]): TargetProgress[] =>
  targets.filter((one) => one.partOf === null).flatMap((one) => [one, ...targets.filter((part) => part.partOf === one.code)]);

function targetTable({ plan, say, language }: Writing): Block {
  const columns: Column[] = [
    { title: say('plans:targets.name'), share: 3.8 },
    { title: say('plans:targets.goal'), share: 1.2, align: 'right' },
    { title: say(plan.status === 'closed' ? 'plans:targets.final' : 'plans:targets.current'), share: 1.2, align: 'right' },
    { title: say('plans:report.reached'), share: 1, align: 'right' },
    { title: say('plans:report.pace'), share: 1.2, align: 'right' },
    { title: say('plans:targets.verdict'), share: 1.3, align: 'centre' },
  ];
  const rows = inOrder(plan.targets).map((one) => {
    const { display } = one.figure;
    return [
      nameOf(one, say),
      `${say(`plans:comparator.${one.comparator}`)} ${shownIn(one.value, display, language)}`,
      one.current === null ? say('plans:report.noData') : shownIn(one.current, display, language),
      one.current === null ? '' : percent(one),
      one.pace === null ? '' : signed(one.pace.points),
      say(`plans:verdict.${one.verdict}`),
    ];
  });
  return { kind: 'table', columns, rows };
}

const percent = ({ current, value }: TargetProgress): string =>
  `${Math.round(Number(ratio(current ?? '0', value, 4) ?? '0') * 100)}%`;
const signed = (points: string): string => `${Number(points) > 0 ? '+' : ''}${Number(points).toFixed(1)}`;

function nameOf(one: TargetProgress, say: Say): string {
  const manner = one.everyYear ? say('plans:target.everyYear') : one.cumulative ? say('plans:target.cumulative') : null;
  const { unit } = one.figure.display;
  const note = manner === null || one.partOf !== null ? unit : say('plans:report.manner', { manner, unit });
  return say('plans:report.inUnit', { name: one.name, unit: note });
}

/** So many regions stand beside one another on 156 mm. */
const mostColumns = 7;

function byRegion({ plan, say, language }: Writing): Block[] {
  const divided = inOrder(plan.targets).filter((one) => one.regions.some((part) => part.value !== null));
  if (divided.length === 0) return [];
  const regions = [...new Map(divided.flatMap((one) => one.regions.map((part) => [part.region, part.name] as const)))];
  const tables = Array.from({ length: Math.ceil(regions.length / mostColumns) }, (_, at): Block => {
    const some = regions.slice(at * mostColumns, (at + 1) * mostColumns);
    return {
      kind: 'table',
      columns: [
        { title: say('plans:targets.name'), share: 1.7 },
        ...some.map(([, name]): Column => ({ title: name, align: 'right' })),
      ],
      rows: divided.map((one) => {
        const { display } = one.figure;
        const values = one.regions.map((part) => part.value);
        const shown = evenlyIn(values, display, language);
        return [
          say('plans:report.inUnit', { name: one.name, unit: display.unit }),
          ...some.map(([id]) => {
            const value = one.regions.find((part) => part.region === id)?.value ?? null;
            return value === null ? say('plans:report.none') : shown(value);
          }),
        ];
      }),
    };
  });
  return [{ kind: 'heading', level: 1, text: say('plans:report.byRegion') }, ...tables];
}

function taskTable({ plan, say }: Writing): Block {
  return {
    kind: 'table',
    columns: [
      { title: say('plans:report.number'), share: 0.5, align: 'centre' },
      { title: say('plans:report.task'), share: 3.4 },
      { title: say('plans:report.owner'), share: 1.9 },
      { title: say('plans:report.evidence'), share: 2 },
      { title: say('plans:report.state'), share: 1.1, align: 'centre' },
    ],
    rows: plan.tasks.map((one) => [
      String(one.number),
      one.title,
      one.owner ?? say('plans:tasks.noOwner'),
      one.line ?? say('plans:tasks.unknown'),
      say(`plans:tasks.state.${one.state}`),
    ]),
  };
}

function safeguards({ plan, say }: Writing): Block[] {
  if (plan.safeguards.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: say('plans:safeguards.title') },
    {
      kind: 'table',
      columns: [
        { title: say('plans:report.safeguard'), share: 1.4 },
        { title: say('plans:report.content'), share: 3 },
      ],
      rows: plan.safeguards.map((one) => [one.title, one.summary]),
    },
  ];
}

/** Targets without a figure: why, who would supply it, what is known. Never a zero. */
function withoutData({ plan, say }: Writing): Block[] {
  const missing = plan.targets.flatMap((one) => (one.current === null ? [{ name: one.name, ...one.figure.missing }] : []));
  if (missing.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: say('plans:report.missing') },
    { kind: 'paragraph', text: say('plans:report.missingWhy', { count: missing.length }) },
    {
      kind: 'table',
      columns: [
        { title: say('plans:targets.name'), share: 2 },
        { title: say('plans:report.reason'), share: 3 },
        { title: say('plans:chain.supplier'), share: 2 },
        { title: say('plans:report.known'), share: 1, align: 'right' },
      ],
      rows: missing.map(({ name, reason, supplier, known }) => [
        name,
        reason ?? say('plans:report.noReason'),
        supplier || say('plans:chain.supplierUnknown'),
        known === undefined ? '' : String(known),
      ]),
    },
  ];
}
