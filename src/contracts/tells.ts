// Who is told what of a contract: its seller and the other parties of decisions, the registrars of what comes to them. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Tell } from '../records/tells.ts';
import type { life } from './contract.ts';

type Row = { title: string; registry: string | null };
const registrars = [{ roles: ['registrar'] as const, everywhere: true as const }];
/** Registrars in office of the registry in charge when they are told. */
const inCharge = [{ ofKind: 'registrars' }] as const;
const parties = [{ organization: 'members' as const }];

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
  { after: 'sendBack', to: parties, topic: 'contracts', words: 'contracts:tells.sentBack' },
  { after: 'lapse', to: parties, topic: 'contracts', words: 'contracts:tells.lapsed' },
  { after: 'accept', to: parties, topic: 'contracts', words: 'contracts:tells.accepted' },
  { after: 'register', to: parties, topic: 'contracts', words: 'contracts:tells.registered' },
  { after: 'refuse', to: parties, topic: 'contracts', words: 'contracts:tells.refused' },
  { after: ['amend', 'settle'], to: parties, topic: 'contracts', words: 'contracts:tells.amended' },
  { after: 'cancel', to: parties, topic: 'contracts', words: 'contracts:tells.cancelled' },
  { after: 'revoke', to: parties, topic: 'contracts', words: 'contracts:tells.revoked' },
];
