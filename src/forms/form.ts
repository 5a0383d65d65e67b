// A form as data: what is asked, in which units, by which version, and what must hold of an answer. Pure; who reports it when is its commission (commission.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { longestExpression, sureness } from '../rules/rule.ts';
import { unitCodes } from './unit.ts';

/** The name of an item in checks and files: the same through all versions of a form. */
const code = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(60);
export const formCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(60);

const factCode = z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/);

const common = {
  code,
  /** 代码 of the line, as the form numbers it: `01`, `26`. */
  line: z.string().regex(/^\d{2,3}$/),
  name: text,
  /** How it is counted, in the words under the form. */
  note: text.optional(),
  /** Whether a return may be handed in without it. */
  required: z.boolean().default(true),
  /** The system of the state or the province that already asks it; null where none does. What it has is not asked again. */
  elsewhere: text.nullable(),
  /** The fact of the platform that fills and locks it. */
  fact: factCode.optional(),
};
const number = z.strictObject({
  ...common,
  kind: z.literal('number'),
  unit: z.enum(unitCodes),
  /** Whether it may be below nought: a profit. */
  signed: z.boolean().default(false),
  /** 其中: the item of which it is a part. */
  partOf: code.optional(),
  /** Items that together make it, none left out. */
  sumOf: z.array(code).min(2).optional(),
  /** `table.column` whose rows together make it. */
  totalOf: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/)
    .optional(),
  /** 累计: told from the first of the year, so within a year it never falls. */
  cumulative: z.boolean().default(false),
  /** A fact of the platform beside which it stands though it is typed: a register has a part of it (`atLeast`), or all (`equal`). */
  known: z
    .strictObject({ fact: factCode, holds: z.enum(['atLeast', 'equal']), tolerance: z.number().min(0).max(1).default(0) })
    .optional(),
  /** Whether it is measured against the periods before: a slip of a unit, a leap. */
  watched: z.boolean().default(true),
  /** How accepted values stand in the ledger, for indicators to sum: what a period adds, or what there is on its last day. */
  measured: z.enum(['flow', 'stock']).optional(),
});
const choice = z.strictObject({
  ...common,
  kind: z.literal('choice'),
  options: z
    .array(z.strictObject({ code: z.string().regex(/^[a-zA-Z0-9]+$/), name: text }))
    .min(2)
    .max(60),
});
const words = z.strictObject({ ...common, kind: z.literal('text'), longest: z.number().int().min(1).max(2000).default(200) });
const dated = z.strictObject({ ...common, kind: z.literal('day') });
export const item = z.discriminatedUnion('kind', [number, choice, words, dated]);

export const section = z.strictObject({ code, name: text, items: z.array(item).min(1) });
/** Rows as many as there are: tenants, projects. */
export const table = z.strictObject({
  code,
  name: text,
  note: text.optional(),
  columns: z.array(item).min(1).max(40),
  /** Columns that together name a row: two rows of one name are refused. */
  key: z.array(code).min(1),
  most: z.number().int().min(1).max(2000).default(2000),
  /** The fact of the platform that fills its rows. */
  fact: factCode.optional(),
});

/** A check of one version. True: it holds; false: it does not; unknown, because something is not given: it is not judged. */
export const check = z.strictObject({
  code,
  /** `mandatory` (强制性) stops handing in; `warning` (核实性) asks for an explanation. */
  level: z.enum(['mandatory', 'warning']),
  /** What is said when it does not hold. */
  name: text,
  /** Where it is shown. */
  about: z.array(code).min(1),
  /** CEL over `now`, `before`, `lastYear`: numbers as whole fen, hundredths of a square metre or persons. */
  expression: z.string().min(1).max(longestExpression),
});

/**
 * Two items that are measured together, beside own periods and others: one by the other (pay per head), or what is left (revenue less profit:
 * costs, which are steadier than either). The unit stands in its name.
 */
export const ratio = z
  .strictObject({ code, name: text, of: code, per: code.optional(), less: code.optional() })
  .refine(({ per, less }) => (per === undefined) !== (less === undefined), { message: 'per or less' });

const version = z.strictObject({
  version: z.number().int().min(1),
  /** First and last day of periods that are reported on it; null has no end. A version that was published is never edited. */
  from: day,
  to: day.nullable(),
  /** Where its items come from, and how sure that is. */
  basis: z.strictObject({ text, sure: z.enum(sureness) }),
  sections: z.array(section).min(1),
  tables: z.array(table).max(10).default([]),
  checks: z.array(check).default([]),
  ratios: z.array(ratio).max(20).default([]),
});

export const lengths = ['month', 'quarter', 'year'] as const;
export type Length = (typeof lengths)[number];

export const form = z.strictObject({
  code: formCode,
  name: text,
  note: text.optional(),
  length: z.enum(lengths),
  /** Who reports it, as a register tells on each day; the module that has the register knows the word. */
  frame: code,
  /** Whether a return ends with its signed and stamped copy. */
  sealed: z.boolean().default(false),
  versions: z.array(version).min(1),
});

export type Form = z.infer<typeof form>;
export type FormVersion = z.infer<typeof version>;
export type Item = z.infer<typeof item>;
export type NumberItem = Extract<Item, { kind: 'number' }>;
export type Table = z.infer<typeof table>;
export type Check = z.infer<typeof check>;
export type Ratio = z.infer<typeof ratio>;

/** All items outside tables, in their order. */
export const itemsOf = (of: FormVersion): Item[] => of.sections.flatMap(({ items }) => items);
export const numbersIn = (items: readonly Item[]): NumberItem[] => items.filter((one) => one.kind === 'number');

/** The version that a period is reported on, by its last day. */
export const versionOn = (of: Form, on: string): FormVersion | undefined =>
  of.versions.find(({ from, to }) => from <= on && (to === null || on <= to));
