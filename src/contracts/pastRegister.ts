// A contract that was registered before the platform knew of it: what is said of it, and who may import contracts. Pure.
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';
import { day } from '../platform/shared/dates.ts';
import { registrationNumber } from './officialNumber.ts';
import { draftTerms, terms } from './terms.ts';

/** As registered: number, day and amounts are facts of the register that it stands in; nothing is decided anew. */
export const RegisteredInput = z.strictObject({
  ...draftTerms,
  type: terms.type.unwrap(),
  amount: terms.amount.unwrap(),
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
