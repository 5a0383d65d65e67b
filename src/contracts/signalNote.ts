// What a registrar noted of a signal of a contract: explained, or a ground to act. A record of its own, for the contract's history and proofs are read by its parties. Pure; and what of signals is asked over HTTP.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind, total } from '../records/record.ts';
import { signalReaders } from './signalReaders.ts';
import { signalGrounds, signalKeys } from './signals.ts';

export const verdicts = ['explained', 'ground'] as const;
const verdict = z.enum(verdicts).meta({ title: 'signalNotes:verdict' });
const reason = z.string().trim().min(1).max(2000).meta({ title: 'signalNotes:reason' });
const key = z.enum(signalKeys);
const chosen = { field: 'verdict', among: verdicts, otherwise: 'explained' } as const;

export const life = lifecycle('signalNote', {
  states: verdicts,
  parties: [],
  actions: {
    create: {
      from: 'nothing',
      to: chosen,
      by: 'registrar',
      input: z.strictObject({
        contract: z.uuid().meta({ title: 'signalNotes:contract' }),
        key: key.meta({ title: 'signalNotes:key' }),
        verdict,
        reason,
      }),
    },
    /** Looked at again: for another reason, or because it rests on more now. */
    revise: { from: verdicts, to: chosen, by: 'registrar', input: z.strictObject({ verdict, reason }) },
  },
});

export const fields = z.object({
  contract: z.string(),
  contractTitle: z.string().nullable(),
  key,
  reason: z.string(),
  notedBy: z.string().nullable(),
  notedOn: day,
});

export const signalNoteRecords = recordKind({
  life,
  path: '/signal-notes',
  fields,
  filters: { contract: z.uuid().optional(), state: z.string().max(40).optional() },
  readers: signalReaders,
});

/** It says so no more: what was noted would be of nothing. */
export const signalGone = refusal('signal.gone', 409, 'signalNotes:refusals.gone');
export const signalNoted = refusal('signal.noted', 409, 'signalNotes:refusals.noted');

/** A record that a signal rests on, as far as the reader may see it. */
const shownRecord = z.object({ kind: z.enum(['contract', 'organization', 'listing']), id: z.string(), title: z.string() });
const shownNote = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.enum(verdicts),
  reason: z.string(),
  notedBy: z.string().nullable(),
  notedOn: day,
  /** It was noted when the signal rested on these very records, or on more. */
  covers: z.boolean(),
});
export const shownSignal = z.object({
  key,
  weight: z.number().int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  records: z.array(shownRecord),
  /** How many more it rests on that the reader may not see: of another registry. */
  hidden: z.number().int(),
  note: shownNote.nullable(),
});
export type ShownSignal = z.output<typeof shownSignal>;

/** How far the reading of the register is, while it is not complete; null afterwards. */
export const reading = z.object({ phase: z.enum(['reading', 'reckoning']), done: z.number().int(), total: z.number().int() });

export const getSignals = route({
  method: 'GET',
  path: '/contracts/:id/signals',
  summary: 'signalNotes:routes.one',
  access: signalReaders,
  params: z.object({ id: z.uuid() }),
  response: z.object({
    signals: z.array(shownSignal),
    /** When they were reckoned; null where it has not been done yet. */
    at: instant.nullable(),
    /** The contract has changed since: they are being reckoned anew. */
    behind: z.boolean(),
    reading: reading.nullable(),
    /** Whether the reader may note something of them. */
    notes: z.boolean(),
  }),
});

export const standings = ['open', 'registered'] as const;
export const listSignals = route({
  method: 'GET',
  path: '/contracts/signals',
  summary: 'signalNotes:routes.list',
  access: signalReaders,
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    standing: z.enum(standings).optional(),
    code: z.enum(Object.keys(signalGrounds) as [keyof typeof signalGrounds]).optional(),
    noted: z.enum(['no', ...verdicts]).optional(),
    registry: z.uuid().optional(),
    /** By the day of registration, or of handing in while it is open. */
    from: day.optional(),
    to: day.optional(),
  }),
  response: pageOf(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      sellerName: z.string().nullable(),
      amount: z.string().nullable(),
      on: day.nullable(),
      registryName: z.string().nullable(),
      weight: z.number().int(),
      signals: z.array(
        z.object({ key, weight: z.number().int(), params: shownSignal.shape.params, note: z.enum(verdicts).nullable() }),
      ),
    }),
  ).extend({ total: total.optional(), reading: reading.nullable() }),
});
