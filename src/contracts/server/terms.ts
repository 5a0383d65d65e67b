// From what a form says to the columns of a contract and back: parties without the names of persons, amounts with two places, the text by its digest.
import { createHash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { invalid, wrongField } from '../../platform/shared/errors.ts';
import { scaled } from '../../platform/shared/money.ts';
import { misfits, technologyAmountOf } from '../amounts.ts';
import { secretsUnconfirmed } from '../contract.ts';
import { markedSecret } from '../routes.ts';
import { secrecyMarks } from '../secrecyMarks.ts';
import { onlyAsked } from '../fieldsOf.ts';
import { subtypesOf, type Party, type Terms } from '../terms.ts';
import { wrongNumbers } from './parties.ts';
import type { Contracts, ContractTables } from './tables.ts';

type Row = Selectable<Contracts>;
type Tx = Transaction<ContractTables>;
/** Terms as they stand or would stand; names of persons are in them. */
export type Saying = Terms & { text?: string | null | undefined; noSecrets: boolean };

/** Where the name of a natural person is kept. */
export const personField = (at: number): string => `party${at}`;

/** The terms of a row, with the names of persons put back. */
export function termsOf(row: Row, personal: Readonly<Record<string, string>>): Terms {
  return {
    title: row.title,
    type: row.type,
    subtype: row.subtype,
    parties: row.parties.map((one, at) => ({
      ...one,
      // Parties that were said before managers were asked for name none.
      manager: one.manager ?? null,
      ...(one.person ? { name: personal[personField(at)] ?? null } : {}),
    })),
    signedOn: row.signed_on,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    amount: row.amount,
    technologyAmount: row.technology_amount,
    costs: row.costs,
    paymentMode: row.payment_mode,
    schedule: row.schedule,
    royalty: row.royalty,
    items: row.items,
    technologyField: row.technology_field,
    objective: row.objective,
    planSource: row.plan_source,
    industry: row.industry,
    crossing: row.crossing,
    relatedParty: row.related_party,
    disclosure: row.disclosure,
    contact: contactOf(personal),
    taxpayer: row.taxpayer,
    benefits: row.benefits,
    newInput: row.new_input,
    newOutput: row.new_output,
    trainees: row.trainees,
    mainContract: row.main_contract,
    intermediaryFee: row.intermediary_fee,
  };
}

/** Where whom to ask is kept. */
export const contactFields = { name: 'contactName', phone: 'contactPhone' } as const;
function contactOf(personal: Readonly<Record<string, string>>): Terms['contact'] {
  const [name, phone] = [personal[contactFields.name] ?? null, personal[contactFields.phone] ?? null];
  return name === null && phone === null ? null : { name, phone };
}

/** Who registers is always a party: the seller, or for an import the domestic buyer. */
function withApplicant(parties: readonly Party[], applicant: string, crossing: Terms['crossing']): Party[] {
  const role = crossing === 'import' ? 'buyer' : 'seller';
  const own = parties.findIndex((one) => one.role === role && (one.organization === applicant || one.organization === null));
  const other = parties.find((one) => one.role === role);
  if (parties.some((one) => one.role === role && one.organization === applicant)) return [...parties];
  if (other && (other.person || other.organization !== null || other.name !== null))
    throw wrongField(`parties.${parties.indexOf(other)}`, 'notYours', 'contracts:wrong.notYours');
  const blank = {
    person: false,
    name: null,
    creditCode: null,
    country: '142',
    division: null,
    nature: null,
    manager: null,
  } as const;
  const mine: Party = { ...(other ?? { ...blank, internalBody: null, authorised: false }), role, organization: applicant };
  return own < 0 ? [mine, ...parties] : parties.map((one, at) => (at === own ? mine : one));
}

/** Columns and personal values of what is said. Throws with every field that does not fit. */
export function columnsOf(given: Saying, applicant: string) {
  const said = onlyAsked(given);
  const parties = withApplicant(said.parties, applicant, said.crossing);
  const wrong = [...misfits(said), ...wrongNumbers(said.items)];
  if (said.subtype !== null && (said.type === null || !subtypesOf[said.type].some((one) => one === said.subtype)))
    wrong.push({ path: 'subtype', code: 'notOfType', words: 'contracts:wrong.notOfType' });
  if (wrong.length > 0) throw invalid({}, wrong);
  const amount = said.amount === null ? null : scaled(said.amount, 2);
  return {
    title: said.title,
    type: said.type,
    subtype: said.subtype,
    parties: parties.map((one) => (one.person ? { ...one, name: null } : one)),
    organizations: [...new Set([applicant, ...parties.flatMap((one) => one.organization ?? [])])],
    signed_on: said.signedOn,
    valid_from: said.validFrom,
    valid_to: said.validTo,
    amount,
    technology_amount: technologyAmountOf(said),
    costs: said.costs,
    payment_mode: said.paymentMode,
    schedule: said.schedule,
    royalty: said.royalty,
    items: said.items,
    technology_field: said.technologyField,
    objective: said.objective,
    plan_source: said.planSource,
    industry: said.industry,
    crossing: said.crossing,
    related_party: said.relatedParty,
    disclosure: said.disclosure,
    no_secrets: said.noSecrets,
    taxpayer: said.taxpayer,
    benefits: [...new Set(said.benefits)],
    new_input: said.newInput,
    new_output: said.newOutput,
    trainees: said.trainees,
    main_contract: said.mainContract,
    intermediary_fee: said.intermediaryFee,
    personal: {
      ...Object.fromEntries(parties.map((one, at) => [personField(at), one.person ? one.name : null])),
      [contactFields.name]: said.contact?.name ?? null,
      [contactFields.phone]: said.contact?.phone ?? null,
    },
  };
}

/** What is marked as secret is refused, and nothing of it is kept. */
export function refuseMarked(name: string, text: string): void {
  const [mark] = secrecyMarks(name, text);
  if (!mark) return;
  const params = { mark: mark.value };
  throw markedSecret(params, [{ path: 'text', code: 'markedSecret', words: 'contracts:refusals.markedSecret', params }]);
}

/** Keeps a text by its digest; none is taken before the seller has said that it holds no secret. */
export async function keepText(tx: Tx, said: { text: string | null; noSecrets: boolean }, at: Date): Promise<string | null> {
  const body = said.text;
  if (body === null || body.trim() === '') return null;
  if (!said.noSecrets)
    throw secretsUnconfirmed({}, [{ path: 'noSecrets', code: 'required', words: 'contracts:refusals.secretsUnconfirmed' }]);
  refuseMarked('', body);
  const digest = createHash('sha256').update(body).digest('hex');
  await tx
    .insertInto('contract_texts')
    .values({ digest, body, at })
    .onConflict((on) => on.column('digest').doNothing())
    .execute();
  return digest;
}
