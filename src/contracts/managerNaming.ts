// A technology manager named on a contract by its seller or its intermediary, who confirms or declines: only then, and once it is registered, does it count in his record. Pure: fields, life, operations.
// A record of its own: what the contract says, its text and its history are not his to read.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';

const reason = z.string().trim().min(1).max(1000).meta({ title: 'managerNamings:reason' });

export const life = lifecycle('managerNaming', {
  states: ['asked', 'confirmed', 'declined', 'withdrawn'],
  /** `side`: a member of the contract's seller or intermediary, who named him; `named`: the manager himself. */
  parties: ['side', 'named'],
  actions: {
    /** Also by the clock, where a contract that is handed in names a manager of the register among its parties. */
    create: {
      from: 'nothing',
      to: 'asked',
      by: ['side', 'clock'],
      input: z.strictObject({
        contract: z.uuid().meta({ title: 'managerNamings:contract' }),
        manager: z.uuid().meta({ title: 'managerNamings:manager' }),
      }),
    },
    /** What was declined by mistake too. */
    confirmManager: { from: ['asked', 'declined'], to: 'confirmed', by: 'named' },
    declineManager: { from: ['asked', 'confirmed'], to: 'declined', by: 'named', input: z.strictObject({ reason }) },
    /** Named by mistake: until he has answered. */
    withdraw: { from: 'asked', to: 'withdrawn', by: 'side', input: z.strictObject({ reason }) },
    /** The manager signs in with another account, or with none. */
    follow: { from: ['asked', 'confirmed', 'declined'], to: 'same', by: 'clock' },
  },
});

export const fields = z.object({
  contract: z.string(),
  contractTitle: z.string(),
  contractState: z.string(),
  registeredOn: day.nullable(),
  /** Of a contract that is registered and that he confirmed. */
  amount: decimal.nullable(),
  technologyAmount: decimal.nullable(),
  /** Who named him, and the other organizations among its parties as far as these disclose them. */
  organizationName: z.string().nullable(),
  parties: z.array(z.strictObject({ role: z.string(), name: z.string() })),
  manager: z.string(),
  /** Masked, with the code of the register. */
  managerTitle: z.string().nullable(),
  level: z.string().nullable(),
  /** Whether the reader is the manager. */
  mine: z.boolean(),
  askedOn: day,
  answeredOn: day.nullable(),
  reason: z.string().nullable(),
});

export const namingReaders = ['member', 'organizationAdmin', 'technologyManager', 'bureauOfficer', 'auditAdmin'] as const;
export const namingRecords = recordKind({
  life,
  path: '/manager-namings',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    contract: z.uuid().optional(),
  },
  readers: namingReaders,
});

/** Active managers by a whole name or certificate number. */
export const findManager = route({
  method: 'GET',
  path: '/manager-namings/managers',
  summary: 'managerNamings:routes.find',
  access: ['member', 'organizationAdmin', 'technologyManager'],
  query: z.strictObject({ q: z.string().trim().min(2).max(60) }),
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        level: z.string(),
        organizationName: z.string().nullable(),
        /** Whether he can be asked here: one without an account answers once he has one. */
        signsIn: z.boolean(),
      }),
    ),
  }),
});

export const namedAlready = refusal('managerNaming.namedAlready', 409, 'managerNamings:refusals.namedAlready');

const side = [{ organization: 'members' as const }];
/** He is told that he was named, and they what he says. */
export const tells: readonly Tell<ActionOf<typeof life>, { title: string }>[] = [
  { after: 'create', to: ['named'], topic: 'contracts', words: 'managerNamings:tells.asked' },
  { after: 'confirmManager', to: side, topic: 'contracts', words: 'managerNamings:tells.confirmed' },
  { after: 'declineManager', to: side, topic: 'contracts', words: 'managerNamings:tells.declined' },
  { after: 'withdraw', to: ['named'], topic: 'contracts', words: 'managerNamings:tells.withdrawn' },
];
