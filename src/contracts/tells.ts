// Who is told what of a contract: its seller and the other parties of decisions, the registrars of what comes to them. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Tell } from '../records/tells.ts';
import type { life } from './contract.ts';
import { standing, type TaxClaim } from './taxClaims.ts';

type Row = { title: string; registry: string | null; tax_claims: readonly TaxClaim[] };
const office = [{ roles: ['bureauOfficer'] as const, everywhere: true as const }];
const registrars = [{ roles: ['registrar'] as const, everywhere: true as const }];
/** Registrars in office of the registry in charge when they are told. */
const inCharge = [{ ofKind: 'registrars' }] as const;
const parties = [{ organization: 'members' as const }];
/** Who registers it: what only the seller can do is told to no other party. */
const seller = [{ ofKind: 'seller' }] as const;
const claimants = [{ ofKind: 'claimants' }] as const;
const isClaimed = (row: Row) => standing(row.tax_claims).length > 0;

export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  // Where a registry is in charge its registrars are told, and nobody of another one.
  {
    after: ['submit', 'supplement'],
    to: registrars,
    topic: 'contracts',
    words: 'contracts:tells.submitted',
    when: (row) => row.registry === null,
  },
  {
    after: 'submit',
    to: inCharge,
    topic: 'contracts',
    words: 'contracts:tells.submitted',
    when: (row) => row.registry !== null,
  },
  {
    after: 'supplement',
    to: [...inCharge, 'whoActed'],
    topic: 'contracts',
    words: 'signalNotes:tells.supplemented',
    when: (row) => row.registry !== null,
  },
  { after: ['passTo', 'handOver'], to: inCharge, topic: 'contracts', words: 'signalNotes:tells.handedOver' },
  { after: 'drawSpotCheck', to: inCharge, topic: 'contracts', words: 'signalNotes:tells.drawn' },
  { after: 'sendBack', to: seller, topic: 'contracts', words: 'contracts:tells.sentBack' },
  { after: 'remindSupplement', to: seller, topic: 'contracts', words: 'contracts:tells.reminded' },
  { after: 'lapse', to: seller, topic: 'contracts', words: 'contracts:tells.lapsed' },
  { after: 'accept', to: parties, topic: 'contracts', words: 'contracts:tells.accepted' },
  { after: 'register', to: parties, topic: 'contracts', words: 'contracts:tells.registered' },
  { after: 'refuse', to: parties, topic: 'contracts', words: 'contracts:tells.refused' },
  // Before what all parties are told: who is reached first by one is not told twice.
  {
    after: ['amend', 'settle', 'amendOnRecheck'],
    to: claimants,
    topic: 'contracts',
    words: 'contracts:tells.claimedAmended',
    when: isClaimed,
  },
  {
    after: ['revoke', 'revokeOnRecheck'],
    to: claimants,
    topic: 'contracts',
    words: 'contracts:tells.claimedRevoked',
    when: isClaimed,
  },
  { after: 'cancel', to: claimants, topic: 'contracts', words: 'contracts:tells.claimedCancelled', when: isClaimed },
  {
    after: 'recordTaxClaim',
    to: claimants,
    topic: 'contracts',
    words: 'contracts:tells.taxClaimed',
    when: (row) => row.tax_claims.at(-1)?.from !== 'party',
  },
  { after: ['amend', 'settle'], to: parties, topic: 'contracts', words: 'contracts:tells.amended' },
  { after: 'cancel', to: parties, topic: 'contracts', words: 'contracts:tells.cancelled' },
  { after: 'revoke', to: parties, topic: 'contracts', words: 'contracts:tells.revoked' },
  // Both sides are told: the parties, and through whose hands the contract went.
  {
    after: ['object', 'recordObjection'],
    to: [...office, ...parties, 'whoActed'],
    topic: 'contracts',
    words: 'contracts:tells.objected',
  },
  { after: 'withdrawObjection', to: [...office, ...parties], topic: 'contracts', words: 'contracts:tells.objectionWithdrawn' },
  { after: 'assignRecheck', to: ['named'], topic: 'contracts', words: 'contracts:tells.recheckAssigned' },
  { after: 'uphold', to: [...parties, ...office, 'whoActed'], topic: 'contracts', words: 'contracts:tells.upheld' },
  {
    after: ['acceptAgain', 'registerOnRecheck', 'amendOnRecheck', 'revokeOnRecheck'],
    to: [...parties, ...office, 'whoActed'],
    topic: 'contracts',
    words: 'contracts:tells.overturned',
  },
  { after: 'confirmIncome', to: parties, topic: 'contracts', words: 'contracts:tells.incomeConfirmed' },
];
