// A form as it is printed to be looked at or filled by hand: its head, its items with room for numbers, what its tables ask, what must hold, and who signs.
import type { FastifyInstance } from 'fastify';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { Block, Document } from '../../platform/server/documents/document.ts';
import { mount } from '../../platform/server/mount.ts';
import { bannerOf, type Kernel, made } from '../../records/server/index.ts';
import type { Commission } from '../commission.ts';
import { type Form, type FormVersion, type Item, itemsOf } from '../form.ts';
import { printRoutes } from '../routes.ts';
import type { Forms } from './open.ts';
import type { Reader } from './present.ts';
import { headLines } from './template.ts';

export function mountPrints(
  app: FastifyInstance,
  kernel: Kernel,
  forms: Forms,
  of: { city: Text; today: () => Promise<string> },
): void {
  for (const { route, format } of printRoutes) {
    mount(app, route, async ({ params, query = {}, actor }) => {
      const reader = { language: actor.language, say: app.say, today: await of.today() };
      const form = forms.one(params.code);
      const { version } = forms.version(params.code, { number: query.version, on: reader.today });
      const document = {
        ...printOf(form, version, forms.commissionOf(params.code), reader),
        above: textIn(of.city, actor.language),
        banner: bannerOf(kernel, app.say, actor),
      };
      return made(app, document, format, textIn(form.name, actor.language));
    });
  }
}

export function printOf(of: Form, version: FormVersion, commissioned: Commission | null, reader: Reader): Document {
  const { language, say } = reader;
  const t = (key: string, params?: Record<string, string | number>) => say(language, `forms:${key}`, params);
  const words = (text: Text) => textIn(text, language);
  const head = commissioned === null ? [t('template.draft')] : headLines(commissioned, reader);
  return {
    language,
    head: null,
    title: words(of.name),
    blocks: [
      ...head.map((text): Block => ({ kind: 'note', text })),
      {
        kind: 'facts',
        items: [
          [t('print.respondent'), ''],
          [t('print.creditCode'), ''],
          [t('columns.length'), `${t(`lengths.${of.length}`)} ${t('print.blank')}`],
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: t('template.line'), share: 0.5, align: 'centre' },
          { title: t('template.name'), share: 3.4 },
          { title: t('template.unit'), share: 1.1, align: 'centre' },
          { title: t('template.value'), share: 1.6 },
        ],
        rows: version.sections.flatMap(({ name, items }) => [
          ['', words(name), '', ''],
          ...items.map((one) => [one.line, words(one.name), unitOf(one, t), one.kind === 'choice' ? choicesOf(one, words) : '']),
        ]),
      },
      ...version.tables.flatMap((table): Block[] => [
        {
          kind: 'table',
          caption: words(table.name),
          columns: [
            { title: t('template.line'), share: 0.5, align: 'centre' },
            { title: t('print.column'), share: 3.4 },
            { title: t('template.unit'), share: 2.7, align: 'centre' },
          ],
          rows: table.columns.map((one) => [one.line, words(one.name), unitOf(one, t)]),
        },
        { kind: 'note', text: t('print.rows', { most: table.most }) },
      ]),
      ...notesOf(version, t, words),
      { kind: 'places', items: ['head', 'statistician', 'filledBy', 'phone', 'reportedOn'].map((key) => t(`print.${key}`)) },
    ],
  };
}

const unitOf = (of: Item, t: (key: string) => string): string =>
  of.kind === 'number' ? t(`units.${of.unit}`) : t(`template.kinds.${of.kind}`);
const choicesOf = (of: Extract<Item, { kind: 'choice' }>, words: (text: Text) => string): string =>
  of.options.map((one) => `□ ${words(one.name)}`).join(' ');

function notesOf(
  version: FormVersion,
  t: (key: string, params?: Record<string, string>) => string,
  words: (text: Text) => string,
): Block[] {
  const notes = itemsOf(version).flatMap((one) =>
    one.note ? [t('print.noteOf', { line: one.line, note: words(one.note) })] : [],
  );
  const checks = version.checks.map((one) => t(`print.${one.level}`, { name: words(one.name) }));
  return [
    ...(notes.length > 0 ? [{ kind: 'heading' as const, level: 1 as const, text: t('print.notes') }] : []),
    ...notes.map((text): Block => ({ kind: 'note', text })),
    ...(checks.length > 0 ? [{ kind: 'heading' as const, level: 1 as const, text: t('one.checks') }] : []),
    ...checks.map((text): Block => ({ kind: 'note', text })),
  ];
}
