// What each open dataset is, in both languages: its head, its columns as the data dictionary tells them, and the same as "CSV on the Web" metadata. No rows.
import type { Text } from '../../../platform/shared/words.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { SheetColumn, Written } from '../../../platform/server/documents/sheet.ts';
import { codeLists, type ColumnShape, type DatasetCode, datasetCodes, datasetOf, type DictionaryEntry } from '../../openData.ts';

export const sayBoth =
  (say: Say) =>
  (key: string, params = {}): Text => ({ zh: say('zh-CN', `open:${key}`, params), en: say('en', `open:${key}`, params) });
type Both = ReturnType<typeof sayBoth>;

function entryOf(dataset: DatasetCode, { key, type, codes, refersTo, nullable }: ColumnShape, both: Both): DictionaryEntry {
  return {
    dataset,
    column: key,
    type,
    title: both(`columns.${key}`),
    basis: both(`basis.${key}`),
    codes: codes === undefined ? null : codeLists[codes].map((code) => ({ code, name: both(`codes.${codes}.${code}`) })),
    refersTo: refersTo ?? null,
    empty: nullable ? both(`empty.${key}`) : null,
  };
}

export const columnsOf = (dataset: DatasetCode, both: Both): DictionaryEntry[] =>
  datasetOf(dataset).columns.map((one) => entryOf(dataset, one, both));
export const dictionaryOf = (both: Both): DictionaryEntry[] => datasetCodes.flatMap((code) => columnsOf(code, both));

export const headOf = (code: DatasetCode, both: Both) => ({
  code,
  title: both(`datasets.${code}`),
  description: both(`about.${code}`),
  rhythm: both(`rhythm.${code}`),
});

/** The dictionary as a table: a code list stands in one cell, `code = name` by code. */
export const dictionaryColumns: SheetColumn[] = [
  'dataset',
  'column',
  'type',
  'titleZh',
  'titleEn',
  'basisZh',
  'basisEn',
  'codesZh',
  'codesEn',
  'refersTo',
  'emptyZh',
  'emptyEn',
].map((key) => ({ key, title: key }));

export const dictionaryRow = (one: DictionaryEntry): Written => ({
  dataset: one.dataset,
  column: one.column,
  type: one.type,
  titleZh: one.title.zh,
  titleEn: one.title.en,
  basisZh: one.basis.zh,
  basisEn: one.basis.en,
  codesZh: one.codes?.map(({ code, name }) => `${code} = ${name.zh}`).join('; '),
  codesEn: one.codes?.map(({ code, name }) => `${code} = ${name.en}`).join('; '),
  refersTo: one.refersTo,
  emptyZh: one.empty?.zh,
  emptyEn: one.empty?.en,
});

const inBoth = ({ zh, en }: Text) => [
  { '@value': zh, '@language': 'zh' },
  { '@value': en, '@language': 'en' },
];

/** Metadata of the table `data.csv` of a dataset, by the W3C's vocabulary; addresses are relative to it. */
export function tableMetadata(code: DatasetCode, both: Both, publisher: Text) {
  const { key } = datasetOf(code);
  const head = headOf(code, both);
  return {
    '@context': 'http://www.w3.org/ns/csvw',
    url: 'data.csv',
    dialect: { header: true, encoding: 'utf-8', delimiter: ',', quoteChar: '"' },
    'dc:title': inBoth(head.title),
    'dc:description': inBoth(head.description),
    'dc:publisher': inBoth(publisher),
    tableSchema: {
      primaryKey: [...key],
      columns: columnsOf(code, both).map((one) => ({
        name: one.column,
        titles: one.column,
        datatype: one.type === 'datetime' ? 'dateTimeStamp' : one.type,
        required: one.empty === null,
        null: '',
        'dc:title': inBoth(one.title),
        'dc:description': inBoth(one.basis),
      })),
    },
  };
}
