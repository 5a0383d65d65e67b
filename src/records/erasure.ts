// What is held of a person: shown to him, taken away as a file, and erased at his request as far as the law lets. Pure. Not what each module holds.
import { z } from 'zod';
import { roles } from '../platform/shared/actor.ts';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from './lifecycle.ts';
import { recordKind } from './record.ts';

/** Working days within which a request is answered (App 违法违规收集使用个人信息行为认定方法, part 6; well within the 30 days of GB/T 35273 8.7). */
export const answeredWithin = 15;

export const erasureLife = lifecycle('erasureRequest', {
  states: ['asked', 'carriedOut', 'declined', 'withdrawn'],
  parties: ['person'],
  actions: {
    /** Whoever has an account asks for himself alone. */
    create: { from: 'nothing', to: 'asked', by: roles },
    withdraw: { from: 'asked', to: 'withdrawn', by: 'person' },
    /** Everything that may be erased, in one act; there is no way back. */
    carryOut: { from: 'asked', to: 'carriedOut', by: 'securityAdmin' },
    decline: {
      from: 'asked',
      to: 'declined',
      by: 'securityAdmin',
      input: z.strictObject({ reason: z.string().trim().min(1).max(500).meta({ title: 'erasures:fields.reason' }) }),
    },
  },
});

export const erasureRecords = recordKind({
  life: erasureLife,
  path: '/erasure-requests',
  fields: z.object({
    /** Who asks, as he is called now: nobody any more once it is carried out. */
    person: z.object({ account: z.string(), name: z.string() }).nullable(),
    own: z.boolean(),
    askedOn: day,
    /** Last day of the answer; null where the year's holidays are not published. */
    due: day.nullable(),
    closedOn: day.nullable(),
    /** How many of each kind were erased. */
    erased: z.record(z.string(), z.number()).nullable(),
    reason: z.string().nullable(),
  }),
  filters: { state: z.enum(erasureLife.states).optional() },
  readers: 'signedIn',
});

/** What one part of the house holds of a person. `kept`: why it is not erased; null for what an erasure removes. */
export const held = z.object({
  part: z.string(),
  kept: z.enum(['securityLog', 'events', 'reads', 'posts']).nullable(),
  total: z.number().int(),
  items: z.array(z.record(z.string(), z.unknown())),
});
export type Held = z.infer<typeof held>;
export const myData = z.object({
  at: instant,
  account: z.string(),
  parts: z.array(held),
  /** The request that waits, if there is one. */
  request: z.object({ id: z.string(), askedOn: day, due: day.nullable() }).nullable(),
  /** Why no erasure can be asked for now. */
  blocked: z.enum(['office', 'demo']).nullable(),
});
export type MyData = z.infer<typeof myData>;

export const getMyData = route({
  method: 'GET',
  path: '/account/my-data',
  summary: 'erasures:routes.mine',
  access: 'signedIn',
  response: myData,
});
export const exportMyData = route({
  method: 'GET',
  path: '/account/my-data/export',
  summary: 'erasures:routes.export',
  access: 'signedIn',
  response: z.string(),
  file: 'application/json',
});

/** Who still holds an office, or administers, answers for what he does: the post is handed over first. */
export const inOffice = refusal('erasure.inOffice', 409, 'erasures:refusals.inOffice');
export const askedAlready = refusal('erasure.asked', 409, 'erasures:refusals.asked');
