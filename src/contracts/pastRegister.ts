// A contract that was registered before the platform knew of it: what is said of it, and who may import contracts. Pure.
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';
import { day } from '../platform/shared/dates.ts';
import { registrationNumber } from './officialNumber.ts';
import { terms } from './terms.ts';

/** As registered: number, day and amounts are facts of the register that it stands in; nothing is decided anew. */
export const RegisteredInput = z.strictObject({
  ...terms,
  type: terms.type.unwrap(),
  subtype: terms.subtype.default(null),
  parties: terms.parties.default([]),
  signedOn: terms.signedOn.default(null),
  validFrom: terms.validFrom.default(null),
  validTo: terms.validTo.default(null),
  amount: terms.amount.unwrap(),
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
  /** Who registered it: the seller, for an import the domestic buyer. */
  seller: z.uuid().meta({ title: 'contracts:seller' }),
  registrationNumber,
  registeredOn: day.meta({ title: 'contracts:registeredOn' }),
  /** Whose register it stands in; null where the city has no registry. */
  registry: z.uuid().nullable().default(null).meta({ title: 'contracts:registry' }),
});
export type RegisteredInput = z.output<typeof RegisteredInput>;

/** Registrars and the bureau bring in a past register, an organization drafts of its own. What each row may do is asked row by row. */
export const contractImporters: readonly Role[] = ['registrar', 'bureauOfficer', 'member', 'organizationAdmin'];
