// Model texts of technology contracts as data, and what is made of one: its lines, filled in as far as anything is known, with blanks where nothing is. Shape of law/contract-models.json. Pure.
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { sureness } from '../rules/rule.ts';
import { contractTypes, costKinds, subtypes, type ContractType, type Subtype } from './terms.ts';

/** What may be known of a contract as a whole; a line says which of it it needs, or with `!` which it does without. */
export const modelFacts = [
  ...(['amount', 'technologyAmount', 'paymentMode', 'lumpSum', 'instalments', 'royalty', 'entryFee'] as const),
  ...(['costs', 'schedule', 'items', 'buyers', 'sellers', 'intermediaries', 'joint', 'trainees', 'mainContract'] as const),
] as const;
const lists = ['costs', 'schedule', 'items', 'buyers', 'sellers', 'intermediaries'] as const;
/** What may be known of one of a list. */
const partFacts = [...costKinds, 'on', 'condition', 'itemNumber', 'itemTitle', 'creditCode', 'person'] as const;
type Fact = (typeof modelFacts)[number] | (typeof partFacts)[number];
/** What is put in for `{{…}}`: `amount`s and days have blanks of their own. */
export const modelValues = [
  ...(['title', 'amount', 'amountWords', 'technologyAmount', 'base', 'rate', 'entryFee', 'validFrom', 'validTo'] as const),
  ...(['signedOn', 'trainees', 'mainContract', 'buyerRole', 'sellerRole', 'intermediaryRole'] as const),
] as const;
const partValues = ['number', 'ordinal', 'what', 'amount', 'on', 'condition', 'kind', 'itemNumber', 'itemTitle'] as const;
const partyValues = ['name', 'creditCode'] as const;
const known: readonly string[] = [...modelValues, ...partValues, ...partyValues];

const fact = z.enum([...modelFacts, ...partFacts]);
const when = z.array(z.union([fact, z.templateLiteral(['!', fact])])).default([]);
/** A misspelt name of a value would stand on the paper. */
const words = z
  .string()
  .min(1)
  .max(2000)
  .refine((said) => [...said.matchAll(/\{\{(\w+)\}\}/g)].every(([, name = '']) => known.includes(name)), {
    params: { code: 'placeholder' },
  });
const said = z.strictObject({ when, text: words });
const perEach = z.strictObject({ each: z.enum(lists), when, lines: z.array(said).min(1) });
const paragraph = z.union([said, perEach]);
const basis = z.strictObject({ law: text, article: z.string(), sure: z.enum(sureness) });
const article = z.strictObject({ heading: z.string(), basis: z.array(basis).min(1), paragraphs: z.array(paragraph).min(1) });
const model = z.strictObject({
  code: z.string().regex(/^[a-zA-Z]+$/),
  type: z.enum(contractTypes),
  /** Of its type only these; a model without any is for all that have none of their own. */
  subtypes: z.array(z.enum(subtypes)),
  title: z.string(),
  name: text,
  /** What it is for. */
  use: text,
  basis: z.array(basis).min(1),
  roles: z.strictObject({ seller: z.string(), buyer: z.string(), intermediary: z.string() }),
  articles: z.array(z.union([article, z.string()])).min(1),
});
export const modelFile = z
  .strictObject({
    blanks: z.strictObject({ title: z.string(), text: z.string(), amount: z.string(), day: z.string() }),
    head: z.array(paragraph),
    lead: z.array(paragraph),
    signatures: z.array(paragraph),
    /** Articles that models share, by name. */
    shared: z.record(z.string(), article),
    models: z.array(model).min(1),
  })
  .refine(({ models, shared }) => models.every((one) => one.articles.every((a) => typeof a !== 'string' || a in shared)), {
    params: { code: 'shared' },
  });
export type ModelFile = z.output<typeof modelFile>;
export type Model = ModelFile['models'][number];
type Article = z.output<typeof article>;

/** What is known of a contract, as it is written in Chinese. What is not there is left blank. */
export type ModelPart = { facts: ReadonlySet<Fact>; values: Readonly<Record<string, string | null>> };
export type Known = ModelPart & { lists: Readonly<Partial<Record<(typeof lists)[number], readonly ModelPart[]>>> };
export const nothingKnown: Known = { facts: new Set(), values: {}, lists: {} };

export type ModelLine = { kind: 'heading' | 'paragraph' | 'line'; text: string };

/** The model for a contract: that of its sub-type, else of its type. */
export const modelFor = (file: ModelFile, type: ContractType, subtype: Subtype | null): Model | null =>
  file.models.find((one) => one.type === type && subtype !== null && one.subtypes.includes(subtype)) ??
  file.models.find((one) => one.type === type && one.subtypes.length === 0) ??
  null;

export const articlesOf = (file: ModelFile, { articles }: Model): Article[] =>
  articles.flatMap((one) => (typeof one === 'string' ? (file.shared[one] ?? []) : one));

/** All lines of a model below its title: parties, articles, signatures. */
export function linesOfModel(file: ModelFile, model: Model, known: Known): ModelLine[] {
  const { roles } = model;
  const as = { buyerRole: roles.buyer, sellerRole: roles.seller, intermediaryRole: roles.intermediary };
  const of: Known = { ...known, values: { ...known.values, ...as } };
  const filled = (paragraphs: Article['paragraphs'], kind: 'paragraph' | 'line') =>
    paragraphs.flatMap((one) => written(one, of, file).map((text): ModelLine => ({ kind, text })));
  return [
    ...filled(file.head, 'line'),
    ...filled(file.lead, 'paragraph'),
    ...articlesOf(file, model).flatMap(({ heading, paragraphs }): ModelLine[] => [
      { kind: 'heading', text: heading },
      ...filled(paragraphs, 'paragraph'),
    ]),
    ...filled(file.signatures, 'line'),
  ];
}

function written(one: Article['paragraphs'][number], known: Known, file: ModelFile): string[] {
  if (!holds(one.when, known.facts)) return [];
  if ('text' in one) return [fill(one.text, known.values, file)];
  return (known.lists[one.each] ?? []).flatMap((part) => {
    const facts = new Set([...known.facts, ...part.facts]);
    return one.lines
      .filter((line) => holds(line.when, facts))
      .map((line) => fill(line.text, { ...known.values, ...part.values }, file));
  });
}

const holds = (asked: readonly string[], facts: ReadonlySet<string>): boolean =>
  asked.every((one) => (one.startsWith('!') ? !facts.has(one.slice(1)) : facts.has(one)));

const days: readonly string[] = ['validFrom', 'validTo', 'signedOn', 'on'];
const sums: readonly string[] = ['amount', 'amountWords', 'technologyAmount', 'entryFee', 'rate'];
const fill = (template: string, values: Readonly<Record<string, string | null>>, { blanks }: ModelFile): string =>
  template.replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) =>
      values[name] ??
      (name === 'title' ? blanks.title : days.includes(name) ? blanks.day : sums.includes(name) ? blanks.amount : blanks.text),
  );

/** Each model as a blank text. */
export const blankTexts = (file: ModelFile): string[] =>
  file.models.map((one) => [one.title, ...linesOfModel(file, one, nothingKnown).map((line) => line.text)].join('\n'));

const shownBasis = z.object({ law: z.string(), article: z.string(), sure: z.enum(sureness) });
/** Public: the texts say nothing of anybody, and a contract is written before its seller has an account. */
export const listModels = route({
  method: 'GET',
  path: '/contracts/models',
  summary: 'contractModels:routes.list',
  access: 'public',
  response: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        type: z.enum(contractTypes),
        name: z.string(),
        use: z.string(),
        basis: z.array(shownBasis),
        /** The text itself, in Chinese: it is handed in in Chinese. */
        title: z.string(),
        lines: z.array(z.object({ kind: z.enum(['heading', 'paragraph', 'line']), text: z.string() })),
        articles: z.array(z.object({ heading: z.string(), basis: z.array(shownBasis) })),
      }),
    ),
  }),
});
/** A blank one to write in. */
export const getBlankModel = documentRoute('/contracts/models/:code/text', 'docx', {
  summary: 'contractModels:routes.blank',
  access: 'public',
  params: z.object({ code: z.string().regex(/^[a-zA-Z]{1,40}$/) }),
});
/** Filled in from the fields of a contract, as far as its reader sees them. */
export const getFilledModel = documentRoute('/contracts/:id/model', 'docx', {
  summary: 'contractModels:routes.filled',
  access: 'signedIn',
  params: recordId,
});

export const typeFirst = refusal('contract.typeFirst', 409, 'contractModels:refusals.typeFirst');
