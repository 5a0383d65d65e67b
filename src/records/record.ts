// The HTTP operations that every record kind has, made from its lifecycle. Pure; not their handling.
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';
import { refusal, type WordsKey } from '../platform/shared/errors.ts';
import { instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { createsFrom, inputOf, isAsked, type Life } from './lifecycle.ts';

export const stale = refusal('record.stale', 412, 'records:refusals.stale');
export const notNow = refusal('action.notNow', 409, 'records:refusals.notNow');
export const repeatedDifferently = refusal('request.repeatedDifferently', 422, 'records:refusals.repeatedDifferently');
/** Proofs, heads and releases are of the city's own records alone. */
export const trialOnly = refusal('trial.notPublished', 409, 'records:refusals.trialOnly');
/** Sealed before what is withheld was kept apart: its text says it, and cannot be given in part. */
export const proofWithheld = refusal('proof.withheld', 403, 'records:refusals.proofWithheld');
export const demoLooksOnly = refusal('demo.looksOnly', 403, 'records:refusals.demoLooksOnly');

/** An action that the caller may do now, with the JSON Schema of its input. */
export const offer = z.object({ name: z.string(), input: z.record(z.string(), z.unknown()).nullable() });
export type Offer = z.infer<typeof offer>;

export const kernelFields = {
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  version: z.number().int(),
  recordedAt: instant,
};

export const eventOfRecord = z.object({
  id: z.string(),
  action: z.string(),
  recordedAt: instant,
  actor: z.object({
    name: z.string().nullable(),
    role: z.string(),
    /** For whom a deputy acted. */
    for: z.object({ name: z.string().nullable() }).nullable(),
    /** Who answers for it since the actor changed post, and from which day on. */
    handedTo: z.object({ name: z.string().nullable(), on: z.string() }).nullable(),
  }),
  before: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  batch: z.number().int(),
  sealed: z.boolean(),
  /** Whether its proof is kept from the reader: its text says what only others read. */
  proofWithheld: z.boolean(),
  /** What the event changed of what only some readers learn, for those who do: keys of words, and what was written. */
  withheld: z.array(z.object({ title: z.string(), text: z.string().nullable(), words: z.string().nullable() })),
});
export type EventOfRecord = z.infer<typeof eventOfRecord>;

/** How many rows of a list the filters let through: counted up to `mostCounted`, `more` where there are others beyond it. */
export const total = z.object({ rows: z.number().int(), more: z.boolean() });
export type Total = z.infer<typeof total>;
export const mostCounted = 10_000;

const hex = z.string().regex(/^[0-9a-f]+$/);
const path = z.array(z.object({ side: z.enum(['left', 'right']), hash: hex }));
/** A batch's number in a query: 0 is the beginning, before any batch. */
const batchNumber = z.coerce.number().int().min(0).max(2_147_483_647).optional();
/** What an outsider needs to check that an event was sealed; checked by `public/verify.mjs`. */
export const proof = z.object({
  algorithm: z.enum(['sha256', 'sm3']),
  city: z.string(),
  /** The sealed text, and the way from it to the root of its batch. */
  body: z.string(),
  salt: z.string(),
  path,
  /** The batch as it was closed, and the way from it to the chain. */
  batch: z.object({ n: z.number().int(), openedAt: instant, closedAt: instant, events: z.number().int(), root: hex, path }),
  /** Batch at whose head the proof arrives, and the chain there. */
  head: z.number().int(),
  chain: hex,
});
export type Proof = z.infer<typeof proof>;

export const sealHead = z.object({
  algorithm: z.enum(['sha256', 'sm3']),
  city: z.string(),
  batch: z.number().int(),
  chain: hex,
  closedAt: instant.nullable(),
});
export const getSealHead = route({
  method: 'GET',
  path: '/seals/head',
  summary: 'records:routes.head',
  access: 'public',
  /** The head after this batch; the present one when absent. */
  query: z.strictObject({ batch: batchNumber }),
  response: sealHead,
});

const byId = z.object({ id: z.uuid() });

/** Everything that HTTP knows of a record kind. `fields` are what a reader gets, `filters` what a list can be asked. */
export type RecordKind<L extends Life = Life> = {
  life: L;
  /** Plural noun of the path: `/organizations`. */
  path: `/${string}`;
  fields: z.ZodObject;
  filters: Record<string, z.ZodType>;
  /** Who may read at all: rows are decided by the kind's `visible`. */
  readers: 'public' | 'signedIn' | readonly Role[];
  /** Scope of a program's key by which its list and single records are read as well. */
  keyed?: string;
};
export const recordKind = <L extends Life>(kind: RecordKind<L>): RecordKind<L> => kind;

/** The routes of a record kind: list, one, history, proof, create and each action. */
export function recordRoutes<L extends Life>(of: RecordKind<L>) {
  const one = of.fields.extend({ ...kernelFields, actions: z.array(offer) });
  const acted = one.extend({ event: z.object({ id: z.string(), recordedAt: instant }) });
  const byKey = of.keyed === undefined ? {} : { keyed: of.keyed };
  const say = (what: string): WordsKey => `records:routes.${what}`;
  const act = (name: string) => {
    const step = of.life.actions[name]!;
    const creates = createsFrom(step);
    const path: `/${string}` = creates && name === 'create' ? of.path : creates ? `${of.path}/${name}` : `${of.path}/:id/${name}`;
    return route({
      method: 'POST',
      path,
      summary: say('act'),
      access: 'signedIn',
      headers: creates ? ['Idempotency-Key'] : ['Idempotency-Key', 'If-Match'],
      ...(creates ? { status: 201 } : { params: byId }),
      body: inputOf(step),
      response: acted,
    });
  };
  return {
    list: route({
      method: 'GET',
      path: of.path,
      summary: say('list'),
      access: of.readers,
      ...byKey,
      /** `count=yes` asks for `total` too: it costs a reading of its own, so a page that follows leaves it out. */
      query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional(), ...of.filters }),
      // What the actions of the rows take stands once, in `inputs`; `actions` are those that create.
      response: pageOf(one).extend({
        total: total.optional(),
        actions: z.array(offer),
        inputs: z.record(z.string(), z.record(z.string(), z.unknown())),
      }),
    }),
    one: route({
      method: 'GET',
      path: `${of.path}/:id`,
      summary: say('one'),
      access: of.readers,
      ...byKey,
      params: byId,
      response: one,
    }),
    events: route({
      method: 'GET',
      path: `${of.path}/:id/events`,
      summary: say('events'),
      access: of.readers,
      params: byId,
      query: z.strictObject(pageQuery),
      response: pageOf(eventOfRecord),
    }),
    proof: route({
      method: 'GET',
      path: `${of.path}/:id/proof`,
      summary: say('proof'),
      access: of.readers,
      params: byId,
      /** `head`: a batch whose head the caller has kept; the proof leads there instead of to the present one. */
      query: z.strictObject({ event: z.uuid(), head: batchNumber }),
      response: proof,
    }),
    actions: Object.keys(of.life.actions)
      .filter((name) => isAsked(of.life.actions[name]!))
      .map((name) => ({ name, route: act(name) })),
  };
}
