// What an incubator asks its tenants of a year, by a link good for that year alone: HTTP operations and refusals. Pure; the questions themselves are data (law/questions).
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { itemSaid, verdictSaid } from '../forms/routes.ts';
import { askStates } from './tenancy.ts';

const people = ['organizationAdmin', 'member'] as const;
const year = z.number().int().min(1949).max(2100).meta({ title: 'tenantAsks:year' });

/** The return whose part the tenants answer, and its questions in the pack. */
export const returnForm = 'incubator-year';
export const questionsFile = 'law/questions/tenant-year.json';
/** More than a phone is patient with. */
export const mostQuestions = 15;

const total = z.object({
  /** Item of the return, its name, and unit. */
  item: z.string(),
  name: z.string(),
  unit: z.string(),
  /** In the unit of the form; null where it cannot be told yet. */
  value: z.string().nullable(),
  /** Tenants whose answer, or fact, is missing for it. */
  missing: z.number().int(),
});
export const standing = z.object({
  year: z.number().int(),
  /** Years that are over and can be asked of, newest first. */
  years: z.array(z.number().int()),
  /** Whether this city collects the return, and why tenants cannot be asked now. */
  refused: z.enum(['notCollected', 'notOver', 'noTitle', 'closed', 'noTenants']).nullable(),
  /** Last day of the return of that year; null where the calendar does not tell. */
  dueOn: day.nullable(),
  /** Last day of the links that were sent; null where nobody has been asked. */
  until: day.nullable(),
  /** Last day that is proposed for new ones, and today. */
  usual: day,
  today: day,
  closedOn: day.nullable(),
  tenants: z.number().int(),
  asked: z.number().int(),
  begun: z.number().int(),
  answered: z.number().int(),
  letters: z.object({
    possible: z.boolean(),
    addressed: z.number().int(),
    waiting: z.number().int(),
    sent: z.number().int(),
    failed: z.number().int(),
  }),
  totals: z.array(total),
});
export type Standing = z.infer<typeof standing>;

export const readStanding = route({
  method: 'GET',
  path: '/tenant-asks',
  summary: 'tenantAsks:routes.standing',
  access: people,
  query: z.strictObject({ year: z.coerce.number().int().min(1949).max(2100).optional() }),
  response: standing,
});

/** Who is asked: all who have not answered, unless some are named. */
const asking = z.strictObject({
  year,
  until: day.nullable().default(null).meta({ title: 'tenantAsks:until' }),
  tenancies: z.array(z.uuid()).max(2000).default([]),
});
const link = z.object({ tenancy: z.string(), name: z.string(), path: z.string() });
export const askTenants = route({
  method: 'POST',
  path: '/tenant-asks',
  summary: 'tenantAsks:routes.ask',
  access: people,
  /** `mail`: letters go to those who have an address. */
  body: asking.extend({ mail: z.boolean().default(false) }),
  bodyLimit: 200_000,
  response: z.object({ until: day, links: z.array(link), letters: z.number().int() }),
});
export type Link = z.infer<typeof link>;
export const linksBook = route({
  method: 'POST',
  path: '/tenant-asks/links.xlsx',
  summary: 'tenantAsks:routes.links',
  access: people,
  body: asking,
  bodyLimit: 200_000,
  response: z.unknown(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
export const closeYear = route({
  method: 'POST',
  path: '/tenant-asks/close',
  summary: 'tenantAsks:routes.close',
  access: people,
  body: z.strictObject({ year, closed: z.boolean() }),
  response: z.object({ closedOn: day.nullable() }),
});
export const answersBook = route({
  method: 'GET',
  path: '/tenant-asks/tenants.xlsx',
  summary: 'tenantAsks:routes.book',
  access: people,
  query: z.strictObject({ year: z.coerce.number().int().min(1949).max(2100) }),
  response: z.unknown(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** Cells as typed; what no cell holds is refused, however short. */
const cells = z.record(z.string().max(60), z.string().max(100)).refine((of) => Object.keys(of).length <= 60);
const explanation = z.string().trim().max(500).nullable().default(null).meta({ title: 'tenantAsks:explanation' });
const version = z.number().int().min(0);
export const answerSaid = z.object({
  year: z.number().int(),
  until: day,
  state: z.enum(askStates),
  incubator: z.string(),
  tenant: z.object({ name: z.string(), creditCode: z.string().nullable(), joinedOn: day }),
  /** On whose word it is asked, and what for. */
  head: z.array(z.string()),
  sections: z.array(z.object({ code: z.string(), name: z.string(), items: z.array(itemSaid) })),
  /** Cells as typed, or as last year and the platform fill them; `prefilled` names those that nobody has typed yet. */
  items: z.record(z.string(), z.string()),
  prefilled: z.array(z.string()),
  /** What was answered for the year before, in the units of the form. */
  lastYear: z.record(z.string(), z.string()),
  explanation: z.string().nullable(),
  version,
  keptAt: instant.nullable(),
  answeredAt: instant.nullable(),
  inPlace: z.boolean(),
  /** Whether the reader may change it: what a tenant itself has answered its incubator only reads. */
  editable: z.boolean(),
  verdict: verdictSaid,
});
export type AnswerSaid = z.infer<typeof answerSaid>;

/** 32 random bytes; longer or shorter is none. */
const token = z.string().min(20).max(100);
const given = { items: cells, explanation, version };
export const readAnswer = route({
  method: 'POST',
  path: '/answers/read',
  summary: 'tenantAsks:routes.read',
  access: 'public',
  body: z.strictObject({ token }),
  bodyLimit: 1000,
  response: answerSaid,
});
const kept = z.object({ version, keptAt: instant, verdict: verdictSaid });
export const keepAnswer = route({
  method: 'POST',
  path: '/answers/keep',
  summary: 'tenantAsks:routes.keep',
  access: 'public',
  body: z.strictObject({ token, ...given }),
  bodyLimit: 20_000,
  response: kept,
});
export const giveAnswer = route({
  method: 'POST',
  path: '/answers/give',
  summary: 'tenantAsks:routes.give',
  access: 'public',
  body: z.strictObject({ token, ...given }),
  bodyLimit: 20_000,
  response: answerSaid,
});

const ofTenancy = z.object({ id: z.uuid(), year: z.coerce.number().int().min(1949).max(2100) });
export const readInPlace = route({
  method: 'GET',
  path: '/tenancies/:id/answers/:year',
  summary: 'tenantAsks:routes.readInPlace',
  access: people,
  params: ofTenancy,
  response: answerSaid,
});
export const keepInPlace = route({
  method: 'POST',
  path: '/tenancies/:id/answers/:year/keep',
  summary: 'tenantAsks:routes.keepInPlace',
  access: people,
  params: ofTenancy,
  body: z.strictObject(given),
  bodyLimit: 20_000,
  response: kept,
});
export const giveInPlace = route({
  method: 'POST',
  path: '/tenancies/:id/answers/:year/give',
  summary: 'tenantAsks:routes.giveInPlace',
  access: people,
  params: ofTenancy,
  body: z.strictObject(given),
  bodyLimit: 20_000,
  response: answerSaid,
});

export const notCollected = refusal('tenantAsk.notCollected', 409, 'tenantAsks:refusals.notCollected');
export const notOver = refusal('tenantAsk.notOver', 409, 'tenantAsks:refusals.notOver');
export const noTitle = refusal('tenantAsk.noTitle', 409, 'tenantAsks:refusals.noTitle');
export const noTenants = refusal('tenantAsk.noTenants', 409, 'tenantAsks:refusals.noTenants');
/** Of the year: told to the incubator, and to whoever holds a link. */
export const closed = refusal('tenantAsk.closed', 409, 'tenantAsks:refusals.closed');
export const linkOver = refusal('tenantAsk.linkOver', 410, 'tenantAsks:refusals.linkOver');
export const noLink = refusal('tenantAsk.noLink', 404, 'tenantAsks:refusals.noLink');
export const ofTenant = refusal('tenantAsk.ofTenant', 409, 'tenantAsks:refusals.ofTenant');
export const elsewhere = refusal('tenantAsk.elsewhere', 409, 'tenantAsks:refusals.elsewhere');
export const doesNotPass = refusal('tenantAsk.doesNotPass', 422, 'tenantAsks:refusals.doesNotPass');
export const notExplained = refusal('tenantAsk.notExplained', 422, 'tenantAsks:refusals.notExplained');
export const notAsked = refusal('tenantAsk.notAsked', 422, 'tenantAsks:refusals.notAsked');
