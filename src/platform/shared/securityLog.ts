// What the security log tells, and how it is asked: events, filters, shapes. Pure; writing is server/securityLog.ts.
import { z } from 'zod';
import { day, instant } from './dates.ts';
import { pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';

/** What is logged (GB/T 22239 8.1.4.3: signing in and out, failures, privileges, exports, removals, settings). More may come: the table takes any name of this form. */
export const securityEvents = [
  'signIn',
  'signOut',
  'sessionEnded',
  'sessionReplayed',
  'locked',
  'unlocked',
  'passwordChanged',
  'passwordReset',
  'factorEnrolled',
  'factorRemoved',
  'factorReset',
  'recoveryCodes',
  'recoveryUsed',
  'accountMade',
  'accountDisabled',
  'accountEnabled',
  'rolesChanged',
  'memberJoined',
  'memberChanged',
  'memberEnded',
  'invited',
  'invitationRevoked',
  'portalLinked',
  'export',
  'delete',
  'config',
  'deputyNamed',
  'deputyEnded',
  'actsFor',
  'handOverAsked',
  'handedOver',
  'refused',
] as const;
export type SecurityEvent = (typeof securityEvents)[number];

export const outcomes = ['done', 'refused'] as const;

const asked = {
  /** The account's name, exactly. */
  account: z.string().trim().min(1).max(100).optional(),
  event: z.enum(securityEvents).optional(),
  outcome: z.enum(outcomes).optional(),
  /** City days, both included. */
  from: day.optional(),
  to: day.optional(),
};

export const securityLine = z.object({
  id: z.string(),
  at: instant,
  account: z.string().nullable(),
  name: z.string(),
  event: z.string(),
  outcome: z.enum(outcomes),
  address: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export type SecurityLine = z.infer<typeof securityLine>;

export const listSecurityLog = route({
  method: 'GET',
  path: '/security-log',
  summary: 'accounts:routes.log',
  access: ['auditAdmin'],
  query: z.strictObject({ ...asked, ...pageQuery, count: z.enum(['yes']).optional() }),
  response: pageOf(securityLine).extend({ total: z.object({ rows: z.number(), more: z.boolean() }).optional() }),
});
export type LogAsked = z.infer<typeof listSecurityLog.query>;

export const exportSecurityLog = route({
  method: 'GET',
  path: '/security-log/export',
  summary: 'accounts:routes.logExport',
  access: ['auditAdmin'],
  query: z.strictObject({ ...asked, format: z.enum(['csv']).default('csv') }),
  response: z.string(),
  file: 'text/csv',
});
