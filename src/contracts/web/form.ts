// The forms of contracts: fields in the order in which a contract says them, each with its control and the words of its choices.
import type { FieldSources } from '../../platform/web/FieldForm.tsx';
import type { Option } from '../../platform/web/table.ts';
import type { Schema } from '../../platform/web/schema.ts';
import { compare } from '../../platform/shared/money.ts';
import { findOrganizations } from '../../organizations/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { withControls } from '../../records/web/index.ts';
import type { Contract } from './view.ts';

const choice = (of: string): Partial<Schema> => ({ options: `contracts:${of}` });
const controls: Record<string, Partial<Schema>> = {
  type: choice('types'),
  subtype: choice('subtypes'),
  paymentMode: choice('paymentModes'),
  technologyField: choice('technologyFields'),
  objective: choice('objectives'),
  planSource: choice('planSources'),
  crossing: choice('crossings'),
  disclosure: choice('disclosures'),
  ground: choice('grounds'),
  finding: choice('findings'),
  taxpayer: choice('taxpayers'),
  benefits: { ...choice('benefitWishes'), help: 'contracts:form.benefitsHelp' },
  intermediaryFee: { help: 'contracts:form.intermediaryFeeHelp' },
  against: choice('against'),
  from: choice('objectionFrom'),
  benefit: choice('claimedBenefits'),
  advice: choice('advices'),
  opinion: { control: 'textarea' },
  experts: { help: 'contracts:opinion.expertsHelp' },
  attachments: { help: 'contracts:opinion.attachmentsHelp' },
  text: { control: 'textarea', help: 'contracts:form.textHelp' },
  parties: { help: 'contracts:form.partiesHelp' },
  reason: { control: 'textarea' },
  note: { control: 'textarea' },
};
/** Said where a contract's own amounts are asked for; those of an amendment or a receipt are others. */
const helps: Record<string, Partial<Schema>> = {
  amount: { help: 'contracts:form.amountHelp' },
  technologyAmount: { help: 'contracts:form.technologyAmountHelp' },
};
const forms: Record<string, { controls: Record<string, Partial<Schema>>; order: readonly string[] }> = {
  noteReceipt: { controls, order: ['on', 'amount', 'instalment', 'technologyAmount'] },
  recordTaxClaim: {
    controls: {
      ...controls,
      role: choice('roles'),
      from: { ...choice('objectionFrom'), help: 'contracts:claim.fromHelp' },
      body: { help: 'contracts:claim.fromHelp' },
    },
    order: ['from', 'body', 'benefit', 'year', 'role'],
  },
};
/** Controls of the fields of each line of a list. */
const lines: Record<string, Record<string, Partial<Schema>>> = {
  parties: {
    role: choice('roles'),
    organization: { control: 'organization' },
    manager: { help: 'contracts:form.managerHelp' },
  },
  costs: { kind: choice('costKinds') },
  items: { type: choice('itemTypes') },
  royalty: { base: choice('royaltyBases') },
};
const order = [
  'title',
  'type',
  'subtype',
  'parties',
  'amount',
  'costs',
  'technologyAmount',
  'signedOn',
  'validFrom',
  'validTo',
  'paymentMode',
  'schedule',
  'royalty',
  'intermediaryFee',
  'items',
  'newInput',
  'newOutput',
  'trainees',
  'mainContract',
  'technologyField',
  'objective',
  'industry',
  'planSource',
  'crossing',
  'relatedParty',
  'benefits',
  'taxpayer',
  'contact',
  'noSecrets',
  'text',
  'disclosure',
];

/** The schema of a list's line, or of a group, with its own controls. */
function within(of: Schema, own: Record<string, Partial<Schema>>): Schema {
  const fit = (schema: Schema): Schema =>
    schema.properties
      ? {
          ...schema,
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, field]) => [name, { ...field, ...own[name] }]),
          ),
        }
      : schema;
  if (of.items) return { ...of, items: fit(of.items) };
  return of.anyOf ? { ...of, anyOf: of.anyOf.map(fit) } : fit(of);
}

/** An offered action as its form asks it. */
export function asAsked(offer: Offer): Offer {
  const own = offer.name === 'create' || offer.name === 'edit';
  const asked = withControls(offer, forms[offer.name] ?? { controls: own ? { ...controls, ...helps } : controls, order });
  const { properties, ...rest } = (asked.input ?? {}) as Schema;
  if (!properties) return asked;
  const fitted = Object.entries(properties).map(([name, of]) => [name, lines[name] ? within(of, lines[name]) : of]);
  return { ...asked, input: { ...rest, properties: Object.fromEntries(fitted) } };
}

/** Choices of the forms; `registries` are those that are at work. */
export const sourcesOf = (registries: readonly Option[]): FieldSources => ({
  findOrganizations,
  options: { registry: registries },
});

const partiesOf = (one: Contract) => one.parties.map(({ organizationName: _name, masked: _masked, ...party }) => party);

/** What a new contract takes from an earlier one: who, what kind, how it is paid. Amounts, days, text and rights are its own. */
export function copyOf(one: Contract): Record<string, unknown> {
  const { title, type, subtype, paymentMode, royalty, technologyField, objective, planSource, industry } = one;
  const { crossing, relatedParty, disclosure, taxpayer, benefits, contact } = one;
  return {
    title,
    type,
    subtype,
    paymentMode,
    technologyField,
    objective,
    planSource,
    industry,
    parties: partiesOf(one),
    royalty: royalty && { ...royalty, entryFee: null },
    crossing,
    relatedParty,
    disclosure,
    taxpayer,
    benefits,
    contact,
  };
}

/** What the form of an action begins with. */
export function givenOf(one: Contract, action: string): Record<string, unknown> | undefined {
  if (action === 'settle' && compare(one.received, '0') > 0)
    // What a royalty came to is what was received.
    return { amount: one.received, technologyAmount: one.technicalIncome };
  if (action === 'amend' || action === 'settle') return { amount: one.amount, technologyAmount: one.technologyAmount };
  if (action === 'amendOnRecheck')
    return { amount: one.amount, technologyAmount: one.technologyAmount, type: one.type, subtype: one.subtype };
  if (action !== 'edit') return undefined;
  const said: Record<string, unknown> = { ...one };
  said['parties'] = partiesOf(one);
  // Computed from the costs: left open, it is computed anew.
  if (one.costs.length > 0) said['technologyAmount'] = null;
  return said;
}
