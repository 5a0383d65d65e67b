// A return as it is printed to be signed, stamped and scanned: head of the form, every figure with its unit, explanations, who signs. Each page bears the version code.
import type { Language } from '../../../platform/shared/actor.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { type Block, type Column, type Document, writtenDay } from '../../../platform/server/documents/document.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Given } from '../../../forms/answers.ts';
import type { Commission } from '../../../forms/commission.ts';
import { type Form, type FormVersion, type Item, type Table } from '../../../forms/form.ts';
import { headLines, namedAt } from '../../../forms/server/index.ts';
import { editionIn, scannedAs } from '../../sealedCopy.ts';

export type Printing = {
  form: Form;
  version: FormVersion;
  commission: Commission | null;
  record: string;
  /** In the reader's words: `2026年`. */
  period: string;
  respondent: { name: string; creditCode: string | null };
  submittedOn: string | null;
  given: Given;
  explanations: Readonly<Record<string, string>>;
  /** Null: a draft, or what does not count any more. */
  code: string | null;
  /** Said across a page that has no code. */
  across: 'draft' | 'voided';
  city: Text;
  banner: string | null;
};
type Reader = { language: Language; say: Say };
type Saying = {
  t: (key: string, params?: Record<string, string | number>) => string;
  words: (text: Text) => string;
  language: Language;
};

export function printOfReturn(of: Printing, { language, say }: Reader): Document {
  const saying: Saying = {
    t: (key, params) => say(language, key, params),
    words: (text) => textIn(text, language),
    language,
  };
  const { t, words } = saying;
  const { form, version, commission, code, respondent } = of;
  const head = commission === null ? [] : headLines(commission, { language, say });
  return {
    language,
    head: null,
    above: words(of.city),
    title: words(form.name),
    banner: of.banner,
    ...(code === null
      ? { watermark: t(`sealed:print.${of.across}`) }
      : {
          pageCode: {
            address: scannedAs(of.record, code),
            lines: [code, t('sealed:print.codeOf', { edition: editionIn(code) }), t('sealed:print.keepClear')],
          },
        }),
    blocks: [
      ...head.map((text): Block => ({ kind: 'note', text })),
      {
        kind: 'facts',
        items: [
          [t('sealed:print.respondent'), respondent.name],
          [t('forms:print.creditCode'), respondent.creditCode ?? t('documents:paper.unknown')],
          [t('returns:period'), of.period],
          ...(of.submittedOn === null || code === null
            ? []
            : [[t('returns:submittedOn'), writtenDay(of.submittedOn, language)] as const]),
        ],
      },
      itemsTable(version, of.given, saying),
      ...version.tables.flatMap((table) => tableBlocks(table, of.given.tables[table.code] ?? [], saying)),
      ...explained(version, of.explanations, saying),
      ...(code === null ? [] : [{ kind: 'note', text: t('sealed:print.howTo') } as const]),
      {
        kind: 'places',
        items: ['head', 'statistician', 'filledBy', 'phone', 'reportedOn'].map((key) => t(`forms:print.${key}`)),
      },
    ],
    signature: { body: respondent.name, day: null, seal: true },
  };
}

const unitOf = (of: Item, { t }: Saying): string =>
  of.kind === 'number' ? t(`forms:units.${of.unit}`) : t(`forms:template.kinds.${of.kind}`);

function itemsTable(version: FormVersion, { items }: Given, saying: Saying): Block {
  const { t, words } = saying;
  return {
    kind: 'table',
    columns: [
      { title: t('forms:template.line'), share: 0.5, align: 'centre' },
      { title: t('forms:template.name'), share: 3.4 },
      { title: t('forms:template.unit'), share: 1.1, align: 'centre' },
      { title: t('forms:template.value'), share: 1.6, align: 'right' },
    ],
    rows: version.sections.flatMap((section) => [
      ['', words(section.name), '', ''],
      ...section.items.map((one) => [one.line, words(one.name), unitOf(one, saying), cellOf(one, items[one.code], saying)]),
    ]),
  };
}

/** An option by its name; what is not given is a dash and no nought. */
function cellOf(item: Item, said: string | null | undefined, { t, words, language }: Saying): string {
  if (said === null || said === undefined || said === '') return t('sealed:print.nothing');
  if (item.kind === 'choice') {
    const option = item.options.find(({ code }) => code === said);
    return option ? words(option.name) : said;
  }
  return item.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(said) ? writtenDay(said, language) : said;
}

/** So many columns stand beside one another on 156 mm, the number of the row among them. */
const mostColumns = 6;

const keysOf = ({ columns, key }: Table): Item[] => columns.filter(({ code }) => key.includes(code)).slice(0, 2);
/** The other columns, as many together as have room beside those that name a row. */
export function partsOf(table: Table): Item[][] {
  const keys = keysOf(table);
  const others = table.columns.filter((one) => !keys.includes(one));
  const room = mostColumns - 1 - keys.length;
  return Array.from({ length: Math.max(1, Math.ceil(others.length / room)) }, (_, at) =>
    others.slice(at * room, (at + 1) * room),
  );
}

/** A wide table in parts below each other: each with the number of the row and the columns that name it. */
function tableBlocks(table: Table, rows: Given['tables'][string], saying: Saying): Block[] {
  const { t, words } = saying;
  const keys = keysOf(table);
  if (rows.length === 0) return [{ kind: 'note', text: t('sealed:print.noRows', { table: words(table.name) }) }];
  const parts = partsOf(table);
  const titleOf = (one: Item): Column => {
    const unit = one.kind === 'number' ? unitOf(one, saying) : null;
    return {
      title: unit === null ? words(one.name) : t('forms:template.inUnit', { name: words(one.name), unit }),
      ...(one.kind === 'number' ? { align: 'right' } : {}),
      share: keys.includes(one) ? 1.8 : 1,
    };
  };
  return parts.map((part, at): Block => {
    const columns = [...keys, ...part];
    return {
      kind: 'table',
      caption:
        parts.length === 1
          ? words(table.name)
          : t('sealed:print.part', { table: words(table.name), at: at + 1, of: parts.length }),
      columns: [{ title: t('sealed:print.row'), share: 0.4, align: 'centre' }, ...columns.map(titleOf)],
      rows: rows.map((row, n) => [String(n + 1), ...columns.map((one) => cellOf(one, row[one.code], saying))]),
    };
  });
}

/** Under the key of its finding: the check and what it is about, of which the first is an item or a place in a table. */
function explained(version: FormVersion, explanations: Printing['explanations'], { t, language }: Saying): Block[] {
  const all = Object.entries(explanations);
  if (all.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: t('sealed:print.explanations') },
    ...all.map(([key, said]): Block => {
      const [check = '', ...about] = key.split(' ');
      const names = (about.length > 0 ? about : [check]).map((place) => namedAt(version, place, language));
      return { kind: 'note', text: t('sealed:print.explained', { names: names.join(t('filling:and')), said }) };
    }),
  ];
}
