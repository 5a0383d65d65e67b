// What the auditor asks the record: everything that an account saw, changed or exported in a period, or who saw a record. Shapes and routes. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';

/** `personal` are values of persons shown unmasked, `rights` what was done to accounts and by whom one is stood in for. */
export const auditKinds = ['saw', 'personal', 'changed', 'exported', 'signed', 'rights'] as const;
export type AuditKind = (typeof auditKinds)[number];

const who = z.object({ account: z.string(), name: z.string() });
export const auditLine = z.object({
  id: z.string(),
  at: instant,
  /** Null where no account was recognised: then `name` is what was typed. */
  account: who.nullable(),
  name: z.string(),
  /** Whom the account acted for as his deputy. */
  for: who.nullable(),
  what: z.enum(auditKinds),
  /** The operation's address, the action, or the security event. */
  doing: z.string(),
  /** The operation in words, where it is one of the house's. */
  operation: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  /** What it was done to; the title as far as the auditor sees the record. */
  object: z.object({ kind: z.string().nullable(), id: z.string(), title: z.string().nullable() }).nullable(),
  /** Rows of a list that was shown. */
  items: z.number().int().nullable(),
  /** Filters, fields, and what else was noted. */
  detail: z.record(z.string(), z.unknown()).nullable(),
  address: z.string(),
});
export type AuditLine = z.infer<typeof auditLine>;

const asked = {
  /** The account's name, exactly. */
  account: z.string().trim().min(1).max(100).optional(),
  /** Who saw it, changed it, took it away: the id of a record. */
  record: z.uuid().optional(),
  what: z.enum(auditKinds).optional(),
  /** City days, both included. */
  from: day.optional(),
  to: day.optional(),
};
export const getAudit = route({
  method: 'GET',
  path: '/audit',
  summary: 'audit:routes.list',
  access: ['auditAdmin'],
  query: z.strictObject({ ...asked, ...pageQuery, count: z.literal('yes').optional() }),
  response: pageOf(auditLine),
});
export type AuditAsked = Pick<z.output<typeof getAudit.query>, keyof typeof asked>;
export const exportAudit = route({
  method: 'GET',
  path: '/audit/export',
  summary: 'audit:routes.export',
  access: ['auditAdmin'],
  query: z.strictObject({ ...asked, format: z.enum(['csv']).default('csv') }),
  response: z.string(),
  file: 'text/csv',
});

/** Everything of everybody is no question. */
export const askOneOf = refusal('audit.askOneOf', 422, 'audit:refusals.askOneOf');
