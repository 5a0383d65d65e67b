// The terms of a technology contract as a form holds them: parties, type, payment, costs, rights, codes. Pure; not its life (contract.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { money } from '../platform/shared/money.ts';
import { partyRoles, paymentModes, royaltyBases } from './reading.ts';

/** The five types of the Civil Code (art. 843 and following), with their sub-types. */
export const subtypesOf = {
  development: ['commissioned', 'joint'],
  transfer: [
    'patent',
    'patentApplication',
    'technicalSecret',
    'softwareCopyright',
    'circuitLayout',
    'plantVariety',
    'biomedicalVariety',
    'equity',
    'otherTransfer',
  ],
  licence: ['patentLicence', 'technicalSecretLicence', 'otherLicence'],
  consulting: [],
  service: ['general', 'training', 'intermediation'],
} as const;
export type ContractType = keyof typeof subtypesOf;
export const contractTypes = Object.keys(subtypesOf) as [ContractType, ...ContractType[]];
export const subtypes = Object.values(subtypesOf).flat();
export type Subtype = (typeof subtypes)[number];

export const costKinds = ['equipment', 'instruments', 'parts', 'materials', 'other'] as const;
export const itemTypes = [
  'none',
  'inventionPatent',
  'utilityModel',
  'design',
  'technicalSecret',
  'softwareCopyright',
  'circuitLayout',
  'plantVariety',
  'biomedicalVariety',
  'designCopyright',
] as const;
/** Technology fields (技术领域), numbered as in the national yearbook of technology markets. */
export const technologyFields = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'] as const;
/** Socio-economic objectives (GB/T 24450). */
export const objectives = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'] as const;
export const planSources = ['national', 'ministerial', 'provincial', 'municipal', 'none'] as const;
export const crossings = ['none', 'import', 'export'] as const;
/** What the parties let the public see of a registered contract. */
export const disclosures = ['nothing', 'title', 'all'] as const;
/** Kind of taxpayer, and what the parties mean to claim (拟享受政策): a wish that decides nothing. From memory of the official form. */
export const taxpayers = ['general', 'smallScale', 'other'] as const;
export const benefitWishes = ['vat', 'incomeTax', 'superDeduction', 'cashReward', 'subsidy', 'none'] as const;

const place = (max: number) => line(max).nullable();

/** One party. A natural person's name is a personal value: it is kept apart, and shown only to whom it concerns. */
export const party = z.strictObject({
  role: z.enum(partyRoles).meta({ title: 'contracts:party.role' }),
  /** Of the register; null for who is not in it. */
  organization: z.uuid().nullable().default(null).meta({ title: 'contracts:party.organization' }),
  person: z.boolean().default(false).meta({ title: 'contracts:party.person' }),
  name: place(200).default(null).meta({ title: 'contracts:party.name' }),
  creditCode: place(18).default(null).meta({ title: 'contracts:party.creditCode' }),
  /** Customs code of the country; 142 is China. */
  country: z
    .string()
    .regex(/^\d{3}$/)
    .default('142')
    .meta({ title: 'contracts:party.country' }),
  /** Division by GB/T 2260, six digits. */
  division: z
    .string()
    .regex(/^\d{6}$/)
    .nullable()
    .default(null)
    .meta({ title: 'contracts:party.division' }),
  /** Kind of party by the registration form (内资企业 100, 事业法人 020, …). */
  nature: z
    .string()
    .regex(/^\d{3}$/)
    .nullable()
    .default(null)
    .meta({ title: 'contracts:party.nature' }),
  /** A department or group that signed for its legal person, who must have authorised it. */
  internalBody: place(200).default(null).meta({ title: 'contracts:party.internalBody' }),
  authorised: z.boolean().default(false).meta({ title: 'contracts:party.authorised' }),
  /** A technology manager of the register of people; null for one who is not in it. */
  manager: z.uuid().nullable().default(null).meta({ title: 'contracts:party.manager' }),
});
export type Party = z.output<typeof party>;

export const cost = z.strictObject({
  kind: z.enum(costKinds).meta({ title: 'contracts:cost.kind' }),
  what: line(200).meta({ title: 'contracts:cost.what' }),
  amount: money.meta({ title: 'contracts:cost.amount', unit: 'CNY' }),
  /** Of it the direct cost of carriers in a reasonable quantity (documents, discs, one or two sets): not deducted. */
  carriers: money.default('0').meta({ title: 'contracts:cost.carriers', unit: 'CNY' }),
});
export type Cost = z.output<typeof cost>;

export const instalment = z.strictObject({
  amount: money.meta({ title: 'contracts:instalment.amount', unit: 'CNY' }),
  on: day.nullable().default(null).meta({ title: 'contracts:instalment.on' }),
  condition: place(300).default(null).meta({ title: 'contracts:instalment.condition' }),
});
export const royalty = z.strictObject({
  base: z.enum(royaltyBases).meta({ title: 'contracts:royalty.base' }),
  /** Per cent. */
  rate: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,4})?$/)
    .meta({ title: 'contracts:royalty.rate' }),
  entryFee: money.nullable().default(null).meta({ title: 'contracts:royalty.entryFee', unit: 'CNY' }),
});
export const item = z.strictObject({
  type: z.enum(itemTypes).meta({ title: 'contracts:item.type' }),
  number: place(60).default(null).meta({ title: 'contracts:item.number' }),
  title: place(200).default(null).meta({ title: 'contracts:item.title' }),
});

export const contact = z.strictObject({
  name: place(60).default(null).meta({ title: 'contracts:contact.name' }),
  phone: z
    .string()
    .regex(/^[+\d][\d ()-]{4,23}$/)
    .nullable()
    .default(null)
    .meta({ title: 'contracts:contact.phone' }),
});

/** What may be said of a contract. Everything but its title may still be missing in a draft. */
export const terms = {
  title: line(200).meta({ title: 'contracts:title' }),
  type: z.enum(contractTypes).nullable().meta({ title: 'contracts:type' }),
  subtype: z.enum(subtypes).nullable().meta({ title: 'contracts:subtype' }),
  parties: z.array(party).max(20).meta({ title: 'contracts:parties' }),
  signedOn: day.nullable().meta({ title: 'contracts:signedOn' }),
  validFrom: day.nullable().meta({ title: 'contracts:validFrom' }),
  validTo: day.nullable().meta({ title: 'contracts:validTo' }),
  /** Total amount of the deal (合同成交总额); null while a royalty contract has none yet. */
  amount: money.nullable().meta({ title: 'contracts:amount', unit: 'CNY' }),
  /** Technology amount (技术交易额): the amount less itemised non-technical costs. Computed from them where there are any. */
  technologyAmount: money.nullable().meta({ title: 'contracts:technologyAmount', unit: 'CNY' }),
  costs: z.array(cost).max(100).meta({ title: 'contracts:costs' }),
  paymentMode: z.enum(paymentModes).nullable().meta({ title: 'contracts:paymentMode' }),
  schedule: z.array(instalment).max(100).meta({ title: 'contracts:schedule' }),
  royalty: royalty.nullable().meta({ title: 'contracts:royalty' }),
  items: z.array(item).max(100).meta({ title: 'contracts:items' }),
  technologyField: z.enum(technologyFields).nullable().meta({ title: 'contracts:technologyField' }),
  objective: z.enum(objectives).nullable().meta({ title: 'contracts:objective' }),
  planSource: z.enum(planSources).nullable().meta({ title: 'contracts:planSource' }),
  /** Industry served, GB/T 4754: a letter, or two to four digits. */
  industry: z
    .string()
    .regex(/^([A-T]|\d{2,4})$/)
    .nullable()
    .meta({ title: 'contracts:industry' }),
  crossing: z.enum(crossings).meta({ title: 'contracts:crossing' }),
  relatedParty: z.boolean().nullable().meta({ title: 'contracts:relatedParty' }),
  disclosure: z.enum(disclosures).meta({ title: 'contracts:disclosure' }),
  /** Whom the registry may ask. A natural person: kept apart like the names of parties. */
  contact: contact.nullable().meta({ title: 'contracts:contact' }),
  taxpayer: z.enum(taxpayers).nullable().meta({ title: 'contracts:taxpayer' }),
  benefits: z.array(z.enum(benefitWishes)).max(6).meta({ title: 'contracts:benefits' }),
  /** Estimated new input and output of who takes over the technology: asked for a transfer. */
  newInput: money.nullable().meta({ title: 'contracts:newInput', unit: 'CNY' }),
  newOutput: money.nullable().meta({ title: 'contracts:newOutput', unit: 'CNY' }),
  trainees: z.number().int().min(1).max(100_000).nullable().meta({ title: 'contracts:trainees' }),
  /** What is mediated between which parties. */
  mainContract: place(300).meta({ title: 'contracts:mainContract' }),
  intermediaryFee: money.nullable().meta({ title: 'contracts:intermediaryFee', unit: 'CNY' }),
};
export type Terms = z.output<z.ZodObject<typeof terms>>;

/** The same where what is not named is left open. */
export const draftTerms = {
  ...terms,
  type: terms.type.default(null),
  subtype: terms.subtype.default(null),
  parties: terms.parties.default([]),
  signedOn: terms.signedOn.default(null),
  validFrom: terms.validFrom.default(null),
  validTo: terms.validTo.default(null),
  amount: terms.amount.default(null),
  technologyAmount: terms.technologyAmount.default(null),
  costs: terms.costs.default([]),
  paymentMode: terms.paymentMode.default(null),
  schedule: terms.schedule.default([]),
  royalty: terms.royalty.default(null),
  items: terms.items.default([]),
  technologyField: terms.technologyField.default(null),
  objective: terms.objective.default(null),
  planSource: terms.planSource.default(null),
  industry: terms.industry.default(null),
  crossing: terms.crossing.default('none'),
  relatedParty: terms.relatedParty.default(null),
  disclosure: terms.disclosure.default('nothing'),
  contact: terms.contact.default(null),
  taxpayer: terms.taxpayer.default(null),
  benefits: terms.benefits.default([]),
  newInput: terms.newInput.default(null),
  newOutput: terms.newOutput.default(null),
  trainees: terms.trainees.default(null),
  mainContract: terms.mainContract.default(null),
  intermediaryFee: terms.intermediaryFee.default(null),
};
