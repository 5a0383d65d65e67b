// The columns that a file of contracts may have, and how a cell becomes a value: codes by name, amounts as people write them, days. Not the judging.
import type { Text } from '../../platform/shared/words.ts';
import { multiplied } from '../amountCells.ts';
import type { Say } from '../../platform/server/words.ts';
import type { ImportColumn, Said } from '../../records/import.ts';
import { codeIn, dayIn, given, isRead, type Read } from '../../organizations/importCells.ts';
import { paymentModes, royaltyBases } from '../reading.ts';
import {
  contractTypes,
  crossings,
  disclosures,
  itemTypes,
  objectives,
  planSources,
  subtypes,
  technologyFields,
} from '../terms.ts';
import { paymentCells } from './importPayment.ts';
import { type ExportForm, type ForeignCode, meantBy } from '../official.ts';

type Values = Readonly<Record<string, string>>;
const column = (field: string): ImportColumn => ({ field, headers: `official:import.headers.${field}` });
const plain = (...fields: string[]): ImportColumn[] => fields.map(column);
const signed = (...fields: string[]): ImportColumn[] => fields.map((field) => ({ ...column(field), signs: true }));

/** In the order of the template: what makes it a registration first, a draft has none of these. */
export const importColumns: readonly ImportColumn[] = [
  { ...column('registrationNumber'), width: 22 },
  ...plain('registeredOn', 'registry'),
  { ...column('title'), required: true, width: 44, signs: true },
  ...plain('type', 'subtype', 'cooperationMode'),
  { ...column('seller'), width: 36, signs: true },
  ...plain('sellerCode', 'sellerNature'),
  { ...column('buyer'), width: 36, signs: true },
  ...plain('buyerCode', 'buyerNature', 'buyerCountry', 'buyerDivision'),
  { ...column('buyerPerson'), personal: 'name', signs: true },
  ...plain('signedOn', 'validFrom', 'validTo'),
  ...signed('amount', 'technologyAmount'),
  ...signed('amountWan', 'technologyAmountWan').map((one) => ({ ...one, template: false as const })),
  { ...column('costs'), width: 44, signs: true },
  ...plain('paymentMode'),
  { ...column('schedule'), width: 44, signs: true },
  ...plain('royaltyBase'),
  ...signed('royaltyRate', 'entryFee'),
  ...plain('itemType', 'itemNumber', 'technologyField', 'objective', 'planSource', 'industry', 'crossing'),
  ...plain('relatedParty', 'disclosure'),
];

type Named = { code: string; names: readonly Text[] };
const lists = {
  type: ['types', contractTypes],
  subtype: ['subtypes', subtypes],
  paymentMode: ['paymentModes', paymentModes],
  royaltyBase: ['royaltyBases', royaltyBases],
  itemType: ['itemTypes', itemTypes],
  technologyField: ['technologyFields', technologyFields],
  objective: ['objectives', objectives],
  planSource: ['planSources', planSources],
  crossing: ['crossings', crossings],
  disclosure: ['disclosures', disclosures],
} as const;
export type Coded = keyof typeof lists;

export type CellReader = ReturnType<typeof openCells>;

/** Reads cells by field; what cannot be read is told with its column and leaves null. */
export function openCells(say: Say, { form, modes }: { form: ExportForm; modes: readonly ForeignCode[] }) {
  const named = (key: string): Text => ({ zh: say('zh-CN', key), en: say('en', key) });
  const known = Object.fromEntries(
    Object.entries(lists).map(([field, [words, codes]]) => [
      field,
      codes.map((code): Named => {
        const others = Object.entries(form.types).flatMap(([name, type]) => (type === code ? [{ zh: name, en: name }] : []));
        return { code, names: [...(field === 'type' ? others : []), named(`contracts:${words}.${code}`)] };
      }),
    ]),
  ) as Record<Coded, Named[]>;
  const both = (key: string) => new Set([...say('zh-CN', key).split('|'), ...say('en', key).split('|')]);
  const answers = { yes: both('official:import.yes'), no: both('official:import.no') };
  return (values: Values, today: string) => {
    const said: Said[] = [];
    const told = <T>(read: Read<T>): T | null => {
      if (isRead(read)) return read.value;
      said.push(read.said);
      return null;
    };
    const cell = (field: string): string | null => given(values, field);
    const code = (field: Coded): string | null => told(codeIn(cell(field), field, known[field]));
    return {
      said,
      cell,
      ...paymentCells({ said, cell, code, both }),
      code,
      /** A whole day; a month alone is none. */
      day: (field: string): string | null => {
        const read = told(dayIn(cell(field), field, field === 'validTo' || field === 'validFrom' ? '9999-12-31' : today));
        if (read === null || read.length === 10) return read;
        said.push({ words: 'records:import.said.notADay', field, params: { value: cell(field) ?? '' } });
        return null;
      },
      amount: (field: 'amount' | 'technologyAmount'): string | null => {
        for (const [column, factor] of [
          [field, 1n],
          [`${field}Wan`, 10_000n],
        ] as const) {
          const value = cell(column);
          if (value === null) continue;
          const read = multiplied(value, factor);
          if (read.ok) return read.yuan;
          said.push({ words: `official:amountWrong.${read.code}`, field: column, params: { value } });
          return null;
        }
        return null;
      },
      yes: (field: string): boolean | null => {
        const value = cell(field);
        if (value === null) return null;
        if (answers.yes.has(value.toLowerCase())) return true;
        if (answers.no.has(value.toLowerCase())) return false;
        said.push({ words: 'records:import.said.yesOrNo', field, params: { value } });
        return null;
      },
      /** Type and sub-type by the provincial market's code; what has no counterpart is told. */
      mode: (): ForeignCode | null => {
        const value = cell('cooperationMode');
        if (value === null) return null;
        const found = meantBy(modes, value);
        if (found?.type) return found;
        const texts = { allowed: modes.flatMap((one) => (one.type === null ? [] : [one.name])) };
        if (found)
          said.push({
            words: 'official:import.noCounterpart',
            field: 'cooperationMode',
            texts: { name: [found.name], ...texts },
          });
        else said.push({ words: 'records:import.said.unknownCode', field: 'cooperationMode', params: { value }, texts });
        return null;
      },
      /** Whether the code that is given fits the type that is given. */
      fits: (mode: ForeignCode, type: string | null, subtype: string | null): boolean =>
        (type === null || mode.type === type) && (mode.subtype === null || subtype === null || mode.subtype === subtype),
    };
  };
}
