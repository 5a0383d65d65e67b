// What tax benefits were claimed on a registered contract, as a party says or a tax or fiscal body wrote: shapes, actions, refusals. Pure.
// It records that something was claimed, never that it is due: what the rules say is asked elsewhere (benefits.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { objectingBodies } from './objections.ts';

/** Lines of `law/contract-benefits.json` that are taxes: the same codes, whoever the benefit is for. */
export const claimedBenefits = [
  'vat',
  'transferIncome',
  'superDeduction',
  'superDeductionAbroad',
  'cashReward',
  'stampDuty',
] as const;
/** Roles of the contract that claim. */
export const claimantRoles = ['seller', 'buyer'] as const;
/** Of one contract, those taken back included. */
export const mostClaims = 200;

const reason = z.string().trim().min(1).max(2000).meta({ title: 'contracts:reason' });
export const TaxClaimInput = z.strictObject({
  benefit: z.enum(claimedBenefits).meta({ title: 'contracts:claim.benefit' }),
  year: z.number().int().min(1985).max(2999).meta({ title: 'contracts:claim.year' }),
  role: z.enum(claimantRoles).meta({ title: 'contracts:claim.role' }),
  /** Of the return or the filing, as the claimant or the body writes it. */
  reference: line(100).nullable().default(null).meta({ title: 'contracts:claim.reference' }),
  note: line(500).nullable().default(null).meta({ title: 'contracts:claim.note' }),
  /** Of a body outside, as the bureau has it on paper; left out by the party itself. */
  from: z.enum(objectingBodies).nullable().default(null).meta({ title: 'contracts:claim.from' }),
  body: line(200).nullable().default(null).meta({ title: 'contracts:claim.body' }),
});
export type ClaimSaid = z.output<typeof TaxClaimInput>;

/** As it is kept. `organization`: which of the parties in that role claimed; null where it is not in the register. */
export type TaxClaim = Omit<ClaimSaid, 'from'> & {
  number: number;
  from: 'party' | (typeof objectingBodies)[number];
  organization: string | null;
  on: string;
  withdrawnOn: string | null;
  withdrawnFor: string | null;
};
export const shownTaxClaim = z.strictObject({
  number: z.number().int(),
  benefit: z.enum(claimedBenefits),
  year: z.number().int(),
  role: z.enum(claimantRoles),
  organizationName: z.string().nullable(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  from: z.enum(['party', ...objectingBodies]),
  body: z.string().nullable(),
  on: day,
  withdrawnOn: day.nullable(),
  withdrawnFor: z.string().nullable(),
  /** Whether the reader may take it back. */
  mine: z.boolean(),
});
export type ShownTaxClaim = z.output<typeof shownTaxClaim>;

export const standing = <C extends { withdrawnOn: string | null }>(all: readonly C[]): C[] =>
  all.filter((one) => one.withdrawnOn === null);

/** After registration only; a contract that was revoked may still have to be put right with the authority. */
const registered = ['registered', 'cancelled', 'revoked'] as const;
/** Actions of the contract's life. */
export const taxClaimSteps = {
  recordTaxClaim: { from: registered, to: 'same', by: ['claimant', 'bureauOfficer'], input: TaxClaimInput },
  withdrawTaxClaim: {
    from: registered,
    to: 'same',
    by: ['claimant', 'bureauOfficer'],
    input: z.strictObject({ claim: z.number().int().min(1).meta({ title: 'contracts:claim.number' }), reason }),
  },
} as const;

export const claimedAlready = refusal('contract.claimedAlready', 409, 'contracts:refusals.claimedAlready');
export const tooManyClaims = refusal('contract.tooManyClaims', 409, 'contracts:refusals.tooManyClaims');
