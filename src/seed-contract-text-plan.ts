// What the texts of an invented city's contracts are made of, as its pack says in `contract-texts.json`; what a contract says before it has one. Not the writing.
import { z } from 'zod';
import { contractTypes, costKinds, subtypes } from './contracts/terms.ts';
import { text } from './platform/shared/words.ts';
import type { Deed } from './seed-deed.ts';

const some = z.array(z.string().min(1)).min(1);
const article = z.strictObject({
  names: some,
  /** One sentence of each list, in this order. */
  says: z.array(some),
  /** Left out of a text with this flaw. */
  defect: z.literal('noAcceptance').optional(),
  /** Says how it is paid as well. */
  pays: z.literal(true).optional(),
  /** Says from when to when it holds. */
  term: z.literal(true).optional(),
});
/** `contract-texts.json` of an invented city. */
export const contractTextPlan = z.strictObject({
  note: text,
  numbers: some,
  day: z.string(),
  article: z.string(),
  lines: z.strictObject({
    title: z.string(),
    party: z.string(),
    signed: z.string(),
    seal: z.string(),
    unsealed: z.string(),
    buyer: z.string(),
    seller: z.string(),
  }),
  money: some,
  tenThousand: z.string(),
  blankMoney: z.string(),
  payment: z.strictObject({
    once: some,
    instalment: z.string(),
    royalty: some,
    cost: z.string(),
    costs: z.string(),
    kinds: z.record(z.enum(costKinds), z.string()),
  }),
  term: some,
  pools: z.record(z.string(), some),
  forms: z.array(
    z.strictObject({
      type: z.enum(contractTypes),
      /** Null: of all that have no form of their own. */
      subtype: z.enum(subtypes).nullable(),
      heads: some,
      buyer: z.string(),
      seller: z.string(),
      articles: z.array(article).min(3),
    }),
  ),
  rest: z.array(article),
  defects: z.strictObject({ existing: z.string(), monopoly: z.string() }),
  splitTitle: z.string(),
});
export type ContractTextPlan = z.infer<typeof contractTextPlan>;

export type Said = {
  title: string;
  type: string;
  subtype: string | null;
  parties: { role: string; name?: string }[];
  signedOn: string;
  validFrom: string;
  validTo: string;
  amount: string;
  costs: { kind: (typeof costKinds)[number]; what: string; amount: string; carriers: string }[];
  paymentMode: string;
  schedule?: { amount: string; on: string }[];
  royalty?: { rate: string };
  items: { type: string; number?: string; title?: string }[];
  trainees?: number;
};
export const saidIn = ({ input }: Deed): Said => input as Said;

/** What has happened to one contract, in the order of doing. */
export type Case = { key: string; life: Deed[]; creating: Deed };
