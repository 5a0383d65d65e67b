// Which fields a contract is asked for, by its type, sub-type, payment and parties: one table for the form, for what is missing, for what is kept and for the registration form. Pure.
import type { ContractType, Subtype, Terms } from './terms.ts';

/** What decides; a form holds it as typed. */
export type Deciding = {
  type: string | null;
  subtype: string | null;
  paymentMode: string | null;
  parties: readonly { role: string }[];
};
type When = {
  types?: readonly ContractType[];
  subtypes?: readonly Subtype[];
  payments?: readonly NonNullable<Terms['paymentMode']>[];
  party?: Terms['parties'][number]['role'];
};
type Row = { field: keyof Terms; asked: When; needed: When | null };

const royalties = ['royalty', 'royaltyWithEntryFee'] as const;
const withSubtypes = ['development', 'transfer', 'licence', 'service'] as const;
/**
 * A field that is not here is asked for always. Estimated new input and output: required of transfers on the form as guides tell it;
 * rights are named where they move or are licensed (rule text, art. 9 and 10), and two contracts in five of the other types concern some.
 */
const table: readonly Row[] = [
  { field: 'subtype', asked: { types: withSubtypes }, needed: { types: withSubtypes } },
  { field: 'royalty', asked: { payments: royalties }, needed: { payments: royalties } },
  { field: 'items', asked: {}, needed: { types: ['transfer', 'licence'] } },
  { field: 'newInput', asked: { types: ['transfer'] }, needed: { types: ['transfer'] } },
  { field: 'newOutput', asked: { types: ['transfer'] }, needed: { types: ['transfer'] } },
  { field: 'trainees', asked: { subtypes: ['training'] }, needed: { subtypes: ['training'] } },
  { field: 'mainContract', asked: { subtypes: ['intermediation'] }, needed: { subtypes: ['intermediation'] } },
  { field: 'intermediaryFee', asked: { party: 'intermediary' }, needed: null },
];

const among = (list: readonly string[] | undefined, value: string | null): boolean =>
  list === undefined || (value !== null && list.includes(value));
const holds = (when: When, of: Deciding): boolean =>
  among(when.types, of.type) &&
  among(when.subtypes, of.subtype) &&
  among(when.payments, of.paymentMode) &&
  (when.party === undefined || of.parties.some((one) => one.role === when.party));

/** Fields whose being asked depends on others. */
export const dependentFields = table.map((one) => one.field);
export function asked(field: keyof Terms, of: Deciding): boolean {
  const row = table.find((one) => one.field === field);
  return row === undefined || holds(row.asked, of);
}
/** Whether a registrar would miss it. */
export function needed(field: keyof Terms, of: Deciding): boolean {
  const row = table.find((one) => one.field === field);
  return row !== undefined && row.needed !== null && asked(field, of) && holds(row.needed, of);
}

/** What is not asked for keeps nothing. */
export function onlyAsked<T extends Terms>(said: T): T {
  const kept = { ...said };
  // The sub-type first: others hang on it.
  if (!asked('subtype', kept) && kept.type !== null) kept.subtype = null;
  if (!asked('royalty', kept)) kept.royalty = null;
  if (!asked('newInput', kept)) kept.newInput = null;
  if (!asked('newOutput', kept)) kept.newOutput = null;
  if (!asked('trainees', kept)) kept.trainees = null;
  if (!asked('mainContract', kept)) kept.mainContract = null;
  if (!asked('intermediaryFee', kept)) kept.intermediaryFee = null;
  return kept;
}
