// Figures that a respondent carries from its own return into its own application: what it says, who reads it. From then on plain values, for their owner gave them. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { unitCodes } from '../forms/unit.ts';

/** Kinds of applications: those of titles now, others as they come. */
export const applicationKinds = ['recognition'] as const;
export const application = z.strictObject({ kind: z.enum(applicationKinds), id: z.uuid() });
export type Application = z.infer<typeof application>;

/** The consent: which figures, into which application, for what. Who and when says the event. */
export const CarryInput = z.strictObject({
  application: application.meta({ title: 'carried:application' }),
  items: z.array(z.string().max(80)).min(1).max(100).meta({ title: 'carried:items' }),
  purpose: z.string().trim().min(2).max(300).meta({ title: 'carried:purpose' }),
});
export const WithdrawInput = z.strictObject({
  /** Which of those carried, from 1. */
  number: z.number().int().min(1).meta({ title: 'carried:number' }),
});

/** A value as the form writes it, in its unit. It is no figure given for statistics any more: its owner gave it for this. */
export const carriedItem = z.object({
  item: z.string(),
  name: z.object({ zh: z.string(), en: z.string() }),
  value: z.string(),
  unit: z.enum(unitCodes),
});
export type CarriedItem = z.infer<typeof carriedItem>;
export const carried = z.object({
  number: z.number().int(),
  application,
  items: z.array(carriedItem),
  /** Which edition of the return's figures it is of. */
  edition: z.number().int(),
  purpose: z.string(),
  on: day,
  /** From then on nobody reads it; that it was carried stays in the history. */
  withdrawnOn: day.nullable(),
});
export type Carried = z.infer<typeof carried>;

export const carriedReaders = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
const carriedSaid = carried.omit({ application: true, withdrawnOn: true }).extend({
  return: z.object({ id: z.string(), form: z.string(), period: z.string() }),
  respondent: z.object({ id: z.string(), name: z.string() }),
  /** Whether the return has been put right since. */
  older: z.boolean(),
});
export type CarriedSaid = z.infer<typeof carriedSaid>;
/** What was carried into an application and not withdrawn: for who is in charge of it and for the applicant, never the return itself. */
export const listCarried = route({
  method: 'GET',
  path: '/carried-figures/:kind/:id',
  summary: 'carried:routes.list',
  access: carriedReaders,
  params: z.object({ kind: z.enum(applicationKinds), id: z.uuid() }),
  response: z.object({ items: z.array(carriedSaid) }),
});

export const notOwnApplication = refusal('carried.notOwn', 422, 'carried:refusals.notOwn');
export const applicationDecided = refusal('carried.decided', 409, 'carried:refusals.decided');
export const carriedAlready = refusal('carried.already', 409, 'carried:refusals.already');
export const notCarried = refusal('carried.notCarried', 409, 'carried:refusals.notCarried');
