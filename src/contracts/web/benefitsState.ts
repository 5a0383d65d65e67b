// The form of benefits as the page's address, and the address as facts to ask with. Pure; not the form (BenefitsForm.tsx).
import type { Search } from '../../platform/web/pages.ts';
import { BenefitFacts, itemTypes, subTypesOf, sums, type Sum, yesNoFacts } from '../benefits.ts';

export type Field = keyof typeof BenefitFacts.shape;
export const fields = Object.keys(BenefitFacts.shape) as Field[];
export const isSum = (field: string): field is Sum => sums.some((one) => one === field);
export const isYesNo = (field: string): boolean => yesNoFacts.some((one) => one === field);
const isField = (name: string): name is Field => fields.some((one) => one === name);
export const isAsked = isField;

/** What can be asked with: a value that is not one of its field is left out, and the form says so at the field. */
export function factsIn(search: Search): BenefitFacts {
  const given = fields.flatMap((field) => {
    const said = search[field];
    const value = said === undefined ? undefined : valueOf(field, said);
    return value !== undefined && BenefitFacts.shape[field].safeParse(value).success ? [[field, value] as const] : [];
  });
  const facts: BenefitFacts = Object.fromEntries(given);
  const { subType, ...rest } = facts;
  return subType !== undefined && facts.type !== undefined && !subTypesOf(facts.type).includes(subType) ? rest : facts;
}

function valueOf(field: Field, said: string): unknown {
  if (isYesNo(field)) return said === 'yes' ? true : said === 'no' ? false : undefined;
  if (field === 'licenceYears') return /^\d{1,3}$/.test(said) ? Number(said) : undefined;
  if (field === 'items') return said === 'none' ? [] : said.split(',').filter((one) => itemTypes.some((type) => type === one));
  if (isDated(field)) return said === 'no' ? null : said;
  return said;
}
/** Fields that are a day, or not yet done. */
export const isDated = (field: Field): boolean => ['signedOn', 'registeredOn', 'commerceRegisteredOn'].includes(field);

/** Full-width digits, spaces and thousands separators as people paste them; 万 and 亿 stay, and are refused by the field. */
export const plainSum = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s,]/g, '');
export const isWrongSum = (field: Sum, said: string): boolean => !BenefitFacts.shape[field].safeParse(said).success;

/** What stands in the form in any case; the rest is asked where a rule needs it. */
export const always: readonly Field[] = [
  'type',
  'amount',
  'technologyAmount',
  'sellerKind',
  'buyerKind',
  'crossBorder',
  'signedOn',
  'registeredOn',
];
