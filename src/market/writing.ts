// The help while a listing is written, and what is looked at before it is shown, as HTTP operations. Nothing of it is kept. Pure.
import { z } from 'zod';
import { route } from '../platform/shared/route.ts';
import { contactKinds } from './contacts.ts';
import { confidentialities, prices, sides, sorts } from './listing.ts';
import { openFields } from './openTexts.ts';
import { priceCodes } from './prices.ts';

/** As it stands in the form: half of it may be missing or wrong. */
export const writtenDraft = z.strictObject({
  sort: z.enum(sorts).default('problem'),
  title: z.string().max(200).default(''),
  text: z.string().max(5000).default(''),
  keywords: z.array(z.string().max(40)).max(10).default([]),
  acceptance: z.string().max(2000).default(''),
  confidentiality: z.enum(confidentialities).default('public'),
  field: z.string().max(10).default(''),
  cooperation: z.array(z.string().max(10)).max(20).default([]),
  price: z.enum(prices).default('none'),
  priceLow: z.string().max(40).default(''),
  priceHigh: z.string().max(40).default(''),
  deadline: z.string().max(10).default(''),
  /** The record that is being changed: it is not like itself. */
  except: z.uuid().nullable().default(null),
  /** Answers by the codes of their questions, to be put into the text. */
  answers: z.record(z.string().max(40), z.string().max(2000)).default({}),
});
export type WrittenDraft = z.output<typeof writtenDraft>;

const question = z.strictObject({
  code: z.string(),
  necessary: z.boolean(),
  /** Null: the answer goes into the text, under its heading. */
  field: z.string().nullable(),
  heading: z.string(),
  ask: z.string(),
  example: z.string(),
});
export type AskedQuestion = z.output<typeof question>;
const priceNotice = z.strictObject({
  path: z.enum(['priceLow', 'priceHigh']),
  code: z.enum(priceCodes),
  level: z.enum(['wrong', 'unusual']),
  limit: z.string().nullable(),
});
const similar = z.strictObject({
  id: z.string(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  title: z.string(),
  /** Null: it does not show. */
  organization: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** `near`: one of the two may be a copy; `likeness` is then that of the whole texts, from 0 to 1. */
  near: z.boolean(),
  likeness: z.number(),
  /** It waits for review; only its owner and the officers in charge are told of it. */
  waiting: z.boolean(),
});
export type Similar = z.output<typeof similar>;
const looked = {
  /** Of a demand: what nobody can tell from it yet, at most six. */
  questions: z.array(question),
  price: z.array(priceNotice),
  similar: z.array(similar),
};

export const helpWriting = route({
  method: 'POST',
  path: '/market/writing',
  summary: 'market:routes.writing',
  access: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
  body: writtenDraft,
  response: z.strictObject({
    ...looked,
    /** What will be hidden, as it was written. */
    contacts: z.array(z.strictObject({ field: z.enum(openFields), kind: z.enum(contactKinds), said: z.string() })),
    /** The text with the answers put into it; null without any. */
    text: z.string().nullable(),
  }),
});

export const lookThrough = route({
  method: 'GET',
  path: '/listings/:id/looked-through',
  summary: 'market:routes.lookedThrough',
  access: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
  params: z.object({ id: z.uuid() }),
  response: z.strictObject(looked),
});
