// What a technology contract may be used for (taxes, deductions, rewards, subsidies): what is asked, what is said, the HTTP operation. Pure; never tax advice. Not the rules (law/contract-benefits.json), nor whether the contract can be registered.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { compare, money } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { type ContractType, contractTypes } from './terms.ts';

/** As far as a rule tells them apart; the other types have none here. */
export const subTypes = { development: ['commissioned', 'joint'], transfer: ['assignment', 'equity'] } as const;
/** `foreign` is an organization abroad, `foreignPerson` a natural person abroad. */
export const partyKinds = ['enterprise', 'publicInstitute', 'person', 'foreign', 'foreignPerson'] as const;
export const directions = ['none', 'import', 'export'] as const;
export const exclusivities = ['exclusive', 'sole', 'ordinary'] as const;
export const itemTypes = [
  'inventionPatent',
  'utilityModel',
  'design',
  'technicalSecret',
  'softwareCopyright',
  'circuitLayout',
  'plantVariety',
  'biomedicalVariety',
] as const;

/** Facts that are true, false or not yet known. */
export const yesNoFacts = [
  'partOfTransfer',
  'related',
  'worldwide',
  'ownTechnology',
  'designBeyondPattern',
  'excludedIndustry',
  'nonProfit',
  'stateInstitute',
  'dutyResult',
  'rewardAgreed',
  'paidWithin36Months',
  'rewardPublished',
] as const;
export type YesNoFact = (typeof yesNoFacts)[number];

/** Sums that an estimate may use, in yuan. */
export const sums = [
  'amount',
  'technologyAmount',
  'transferCost',
  'transferTaxes',
  'otherTransferIncome',
  'researchFee',
  'domesticResearch',
  'cashReward',
] as const;
export type Sum = (typeof sums)[number];

const title = (field: string) => ({ title: `benefits:fields.${field}` });
const sumFields = Object.fromEntries(sums.map((one) => [one, money.meta(title(one)).optional()])) as Record<
  Sum,
  z.ZodOptional<typeof money>
>;
const yesNoFields = Object.fromEntries(yesNoFacts.map((one) => [one, z.boolean().meta(title(one)).optional()])) as Record<
  YesNoFact,
  z.ZodOptional<z.ZodBoolean>
>;

/** Facts of a contract. What is left out is not known, and is asked for where a rule needs it. */
export const BenefitFacts = z
  .strictObject({
    type: z.enum(contractTypes).meta(title('type')).optional(),
    subType: z
      .enum([...subTypes.development, ...subTypes.transfer])
      .meta(title('subType'))
      .optional(),
    sellerKind: z.enum(partyKinds).meta(title('sellerKind')).optional(),
    buyerKind: z.enum(partyKinds).meta(title('buyerKind')).optional(),
    /** Seen from China: `import` when the seller is abroad, `export` when the buyer is. */
    crossBorder: z.enum(directions).meta(title('crossBorder')).optional(),
    exclusivity: z.enum(exclusivities).meta(title('exclusivity')).optional(),
    /** Whole years of the licence; a part of a year does not count. */
    licenceYears: z.int().min(0).max(100).meta(title('licenceYears')).optional(),
    items: z.array(z.enum(itemTypes)).max(20).meta(title('items')).optional(),
    signedOn: day.nullable().meta(title('signedOn')).optional(),
    /** Recognised and registered by a registry; null: not registered. */
    registeredOn: day.nullable().meta(title('registeredOn')).optional(),
    /** Registered by the commerce authority as import or export of technology; null: not registered there. */
    commerceRegisteredOn: day.nullable().meta(title('commerceRegisteredOn')).optional(),
    ...yesNoFields,
    ...sumFields,
    /** The day whose rules are asked; today unless said. */
    on: day.meta(title('on')).optional(),
  })
  .refine((said) => said.amount === undefined || compareSums(said.technologyAmount, said.amount), {
    path: ['technologyAmount'],
    error: 'benefits:refusals.aboveTotal',
    params: { code: 'aboveTotal' },
  })
  .refine((said) => !said.subType || !said.type || subTypesOf(said.type).includes(said.subType), {
    path: ['subType'],
    error: 'benefits:refusals.otherType',
    params: { code: 'otherType' },
  })
  .refine((said) => !said.registeredOn || !said.signedOn || said.registeredOn >= said.signedOn, {
    path: ['registeredOn'],
    error: 'benefits:refusals.registeredBefore',
    params: { code: 'registeredBefore' },
  });
export type BenefitFacts = z.infer<typeof BenefitFacts>;

const compareSums = (part: string | undefined, whole: string): boolean => part === undefined || compare(part, whole) <= 0;
export const subTypesOf = (type: ContractType): readonly string[] =>
  type === 'development' || type === 'transfer' ? subTypes[type] : [];

/** How we know a legal basis. `copy`: its text was read in a reprint and not compared; `memory`: told from memory or by others. */
export const sureness = ['read', 'copy', 'draft', 'inference', 'memory'] as const;
export type Sureness = (typeof sureness)[number];

/** Whose benefit (or cost) it is. */
export const beneficiaries = ['seller', 'buyer', 'inventor', 'both'] as const;
/** What a line comes to where it applies. */
export const claims = ['exempt', 'exemptThenHalved', 'extraDeduction', 'halfCounted', 'leastShare', 'due', 'subsidy'] as const;
export const verdicts = ['applies', 'doesNotApply', 'cannotBeSaid'] as const;
/** Sums in a row, in the order of the operands. `difference` never goes below 0. */
export const operations = ['plus', 'difference', 'times', 'over', 'least'] as const;

const basis = z.object({ law: z.string(), article: z.string().nullable(), sure: z.enum(sureness) });
const outcome = z.boolean().nullable();

const condition = z.object({
  code: z.string(),
  text: z.string(),
  /** null: cannot be said while `missing` or `toConfirm` is open. */
  met: outcome,
  /** What follows where it is not met. */
  otherwise: z.string().nullable(),
  /** Facts that were not given, by their names in the body. */
  missing: z.array(z.string()),
  basis: z.array(basis),
});
const step = z.object({
  code: z.string(),
  name: z.string(),
  operation: z.enum(operations),
  /** `of` names a sum of the body or an earlier step; null: a number of the rule. */
  operands: z.array(z.object({ of: z.string().nullable(), value: z.string() })),
  value: z.string(),
});
const estimate = z.object({
  /** What has to hold for the numbers to mean anything. */
  under: z.string(),
  steps: z.array(step),
  /** Yuan with two places; null while sums are missing. */
  result: z.object({ name: z.string(), value: z.string() }).nullable(),
  /** Sums taken as told by the rule because none was given. */
  assumed: z.array(z.string()),
  missing: z.array(z.enum(sums)),
});

export const benefitLine = z.object({
  code: z.string(),
  name: z.string(),
  for: z.enum(beneficiaries),
  verdict: z.enum(verdicts),
  /** Only where it applies and no registration is open. */
  claim: z.enum(claims).nullable(),
  says: z.string(),
  conditions: z.array(condition),
  /** Whether it presupposes a registration, apart from the conditions: what can be registered need not bring a benefit. */
  registration: z.object({ state: z.enum(['notNeeded', 'done', 'open', 'unknown']), text: z.string() }),
  presupposes: z.array(z.string()),
  /** Points on which we are not sure. */
  unsure: z.array(z.string()),
  /** What no fact of the contract answers: to be confirmed with the authority. */
  toConfirm: z.array(z.string()),
  estimate: estimate.nullable(),
  basis: z.array(basis),
  /** The least sure of its bases. */
  sure: z.enum(sureness),
  jurisdiction: z.string(),
  from: day,
  to: day.nullable(),
});
export type BenefitLine = z.infer<typeof benefitLine>;
export type Estimate = z.infer<typeof estimate>;
export type BenefitCondition = z.infer<typeof condition>;

export const benefitsAnswer = z.object({
  on: day,
  jurisdiction: z.string(),
  /** Said with every answer. */
  notice: z.string(),
  lines: z.array(benefitLine),
  /** What to know while the text can still be changed: registrable, but without the benefit. Empty once it is signed. */
  beforeSigning: z.array(z.object({ line: z.string(), text: z.string() })),
  /** Facts whose answer would settle a line, each with the lines that wait for it. */
  questions: z.array(z.object({ fact: z.string(), lines: z.array(z.string()) })),
  /** Sums that an estimate waits for. */
  sumsAsked: z.array(z.object({ sum: z.enum(sums), lines: z.array(z.string()) })),
});
export type BenefitsAnswer = z.infer<typeof benefitsAnswer>;

export const askBenefits = route({
  method: 'POST',
  path: '/contracts/benefits',
  summary: 'benefits:routes.ask',
  access: 'public',
  body: BenefitFacts,
  response: benefitsAnswer,
});
