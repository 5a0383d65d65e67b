// What the official system takes and gives, as data of the law: forms to fill in, exports to read, code lists of others. Pure; not their reading or writing.
import { z } from 'zod';
import { text } from '../platform/shared/words.ts';
import { type ContractType, contractTypes, type Subtype, subtypes } from './terms.ts';

const basis = z.strictObject({ law: text, sure: z.enum(['verified', 'recalled', 'derived']) });

/** A code of somebody else's; `type` null where no contract corresponds to it. */
const foreignCode = z.strictObject({
  code: z.string().min(1),
  name: text,
  type: z.enum(contractTypes).nullable(),
  subtype: z.enum(subtypes).nullable(),
});
export type ForeignCode = z.output<typeof foreignCode>;

/** A column of a form: which field goes in, as a name or a code, by our list or another's, in which unit. */
const formColumn = z.strictObject({
  header: z.string().min(1),
  /** A path of the copy card; `seller.name` is the name of the first seller. */
  from: z.string().min(1),
  write: z.enum(['name', 'code']).default('name'),
  /** A list of `codeLists`, by type and sub-type. */
  codes: z.string().optional(),
  /** Amounts are divided by it. */
  factor: z.enum(['10000']).optional(),
});
export type FormColumn = z.output<typeof formColumn>;

/** What an export tells of a contract. */
export const exportFields = [
  'registrationNumber',
  'ownNumber',
  'title',
  'seller',
  'sellerCode',
  'buyer',
  'type',
  'amount',
  'technologyAmount',
  'signedOn',
  'registeredOn',
  'result',
] as const;
export type ExportField = (typeof exportFields)[number];
export const results = ['registered', 'refused', 'cancelled', 'revoked', 'pending'] as const;
export type Result = (typeof results)[number];

const exportForm = z.strictObject({
  code: z.string(),
  name: text,
  basis,
  columns: z
    .array(
      z.strictObject({
        field: z.enum(exportFields),
        headers: z.array(z.string().min(1)).min(1),
        /** Amounts are multiplied by it. */
        factor: z.enum(['10000']).optional(),
      }),
    )
    .min(1),
  types: z.record(z.string(), z.enum(contractTypes)),
  results: z.record(z.string(), z.enum(results)),
});
export type ExportForm = z.output<typeof exportForm>;

/** `law/contract-official.json`. Another target or another export is data and needs no code. */
export const officialFile = z
  .strictObject({
    codeLists: z.record(z.string(), z.strictObject({ name: text, codes: z.array(foreignCode).min(1) })),
    forms: z.array(z.strictObject({ code: z.string(), name: text, basis, columns: z.array(formColumn).min(1) })).min(1),
    exports: z.array(exportForm).min(1),
  })
  .refine(({ codeLists, forms }) =>
    forms.every(({ columns }) => columns.every(({ codes }) => codes === undefined || Object.hasOwn(codeLists, codes))),
  );
export type OfficialFile = z.output<typeof officialFile>;
export type OfficialForm = OfficialFile['forms'][number];

/**
 * The code of another list for a contract: the one of its sub-type before that of its type alone. A code that is of one sub-type only
 * does not stand for the others. Null: it has no counterpart there.
 */
export function codeFor(
  codes: readonly ForeignCode[],
  of: { type: ContractType | null; subtype: Subtype | null },
): ForeignCode | null {
  const ofType = codes.filter((one) => one.type !== null && one.type === of.type);
  return (
    ofType.find((one) => one.subtype !== null && one.subtype === of.subtype) ?? ofType.find((one) => one.subtype === null) ?? null
  );
}

const plain = (said: string): string => said.normalize('NFKC').replaceAll(/[\s()/]+/g, '');
/** The code that a cell means, by itself or by its name; null where it is none of the list. */
export function meantBy(codes: readonly ForeignCode[], said: string): ForeignCode | null {
  const asked = plain(said);
  return codes.find(({ code, name }) => [code, name.zh, name.en].some((one) => plain(one) === asked)) ?? null;
}
