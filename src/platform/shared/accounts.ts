// Accounts of others over HTTP, as the system and the security administrator keep them. Pure. Three powers apart (等保 S5): who makes an account gives it no right.
import { z } from 'zod';
import { roles } from './actor.ts';
import { instant } from './dates.ts';
import { refusal } from './errors.ts';
import { pageOf, pageQuery } from './page.ts';
import { route } from './route.ts';

export const duties = ['business', 'system', 'security', 'audit'] as const;
export const accountStates = ['active', 'disabled', 'locked'] as const;
/** Those of an organization come with a membership, and are given by the organization. */
export const grantable = roles.filter((role) => role !== 'member' && role !== 'organizationAdmin');

export const keptAccount = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  duty: z.enum(duties),
  roles: z.array(z.enum(roles)),
  region: z.string().nullable(),
  organization: z.string().nullable(),
  state: z.enum(accountStates),
  demo: z.boolean(),
  factor: z.boolean(),
  /** The password was chosen by an administrator and has not been changed yet. */
  initial: z.boolean(),
  createdAt: instant,
  /** Last sign-in; null before the first. */
  lastSignIn: instant.nullable(),
  /** What the caller may do with it now. */
  actions: z.array(z.enum(['disable', 'enable', 'grant', 'resetPassword', 'resetFactor', 'unlock'])),
});
export type KeptAccount = z.infer<typeof keptAccount>;
export type AccountAction = KeptAccount['actions'][number];

const reason = z.string().trim().min(1).max(500).meta({ title: 'accounts:fields.reason' });
const params = z.object({ id: z.uuid() });
const administrators = ['systemAdmin', 'securityAdmin'] as const;

export const listAccounts = route({
  method: 'GET',
  path: '/accounts',
  summary: 'accounts:routes.list',
  access: administrators,
  query: z.strictObject({
    q: z.string().trim().max(100).optional(),
    role: z.enum(roles).optional(),
    state: z.enum(accountStates).optional(),
    ...pageQuery,
    count: z.enum(['yes']).optional(),
  }),
  response: pageOf(keptAccount).extend({ total: z.object({ rows: z.number(), more: z.boolean() }).optional() }),
});
export const getKeptAccount = route({
  method: 'GET',
  path: '/accounts/:id',
  summary: 'accounts:routes.one',
  access: administrators,
  params,
  response: keptAccount,
});

const made = z.object({ account: keptAccount, password: z.string() });
export const newAccount = z.strictObject({
  account: z.string().trim().min(2).max(64).meta({ title: 'platform:session.account', help: 'accounts:help.account' }),
  name: z.string().trim().min(1).max(100).meta({ title: 'accounts:fields.name' }),
  nameInEnglish: z.string().trim().max(100).optional().meta({ title: 'accounts:fields.nameInEnglish' }),
  duty: z.enum(duties).meta({ title: 'accounts:fields.duty', help: 'accounts:help.duty', options: 'accounts:duties' }),
});
export const makeAccount = route({
  method: 'POST',
  path: '/accounts',
  summary: 'accounts:routes.make',
  access: ['systemAdmin'],
  body: newAccount,
  response: made,
  status: 201,
});

const because = z.strictObject({ reason });
export const disableAccount = route({
  method: 'POST',
  path: '/accounts/:id/disable',
  summary: 'accounts:routes.disable',
  access: ['systemAdmin'],
  params,
  body: because,
  response: keptAccount,
});
export const enableAccount = route({
  method: 'POST',
  path: '/accounts/:id/enable',
  summary: 'accounts:routes.enable',
  access: ['systemAdmin'],
  params,
  body: because,
  response: keptAccount,
});
export const grantRoles = route({
  method: 'POST',
  path: '/accounts/:id/roles',
  summary: 'accounts:routes.grant',
  access: ['securityAdmin'],
  params,
  body: z.strictObject({
    roles: z.array(z.enum(roles)).max(roles.length).meta({ title: 'accounts:fields.roles' }),
    region: z.string().max(40).nullable().default(null).meta({ title: 'accounts:fields.region' }),
    reason,
  }),
  response: keptAccount,
});
export const resetPassword = route({
  method: 'POST',
  path: '/accounts/:id/reset-password',
  summary: 'accounts:routes.resetPassword',
  access: ['securityAdmin'],
  params,
  body: because,
  response: made,
});
export const resetFactor = route({
  method: 'POST',
  path: '/accounts/:id/reset-factor',
  summary: 'accounts:routes.resetFactor',
  access: ['securityAdmin'],
  params,
  body: because,
  response: keptAccount,
});
export const unlockAccount = route({
  method: 'POST',
  path: '/accounts/:id/unlock',
  summary: 'accounts:routes.unlock',
  access: ['securityAdmin'],
  params,
  body: because,
  response: keptAccount,
});

/** No one changes his own account here: the other administrator does. */
export const ownAccount = refusal('account.self', 403, 'accounts:refusals.ownAccount');
export const lastAdministrator = refusal('account.last', 409, 'accounts:refusals.lastAdministrator');
export const nothingToDo = refusal('account.notNow', 409, 'accounts:refusals.notNow');
