// Signing in over HTTP: routes, shapes and refusals. Pure: server and web both read it. Not accounts themselves (accounts.ts).
import { z } from 'zod';
import { roles } from './actor.ts';
import { refusal } from './errors.ts';
import { route } from './route.ts';

/** Who is signed in, as the caller is told. `account` is the name that was typed; `organization` an id; `region` a reporting unit. */
export const session = z.object({
  account: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  organization: z.string().nullable(),
  region: z.string().nullable(),
  language: z.enum(['zh-CN', 'en']),
  /** A demo account: on a real city's pack what it writes is trial data. */
  demo: z.boolean(),
  /** What stands between this session and all else: a password to be chosen, a second factor to be set up. Null when nothing does. */
  needs: z.enum(['newPassword', 'secondFactor']).nullable(),
  /** Seconds without a request after which the session ends. */
  idleSeconds: z.number(),
  /** Whom the session acts for as his deputy, and until which day. */
  for: z.object({ account: z.string(), name: z.string(), until: z.string() }).nullable(),
});
export type Session = z.infer<typeof session>;

export const credentials = z.strictObject({
  account: z.string().trim().min(1).max(100).meta({ title: 'platform:session.account' }),
  password: z.string().min(1).max(200).meta({ title: 'platform:session.password' }),
  /** Second factor, where the account has one. */
  code: z.string().max(20).optional().meta({ title: 'platform:session.code' }),
});

export const demoAccount = z.object({
  account: z.string(),
  password: z.string(),
  role: z.enum(roles),
  name: z.string(),
  organization: z.string().optional(),
  region: z.string().optional(),
});
export type DemoAccount = z.infer<typeof demoAccount>;

export const signIn = route({
  method: 'POST',
  path: '/session',
  summary: 'platform:routes.signIn',
  access: 'public',
  body: credentials,
  response: session,
});
export const getSession = route({
  method: 'GET',
  path: '/session',
  summary: 'platform:routes.session',
  access: 'signedIn',
  unfinished: true,
  response: session,
});
export const signOut = route({
  method: 'DELETE',
  path: '/session',
  summary: 'platform:routes.signOut',
  access: 'public',
  response: z.null(),
  status: 204,
});
export const getDemoAccounts = route({
  method: 'GET',
  path: '/session/demo-accounts',
  summary: 'platform:routes.demoAccounts',
  access: 'public',
  response: z.object({ items: z.array(demoAccount) }),
});

export const wrongCredentials = refusal('session.wrong', 401, 'platform:refusals.wrongCredentials');
/** `until` is the local time at which it ends, `retryAfter` the seconds until then. */
export const signInLocked = refusal('session.locked', 423, 'platform:refusals.signInLocked');
export const foreignOrigin = refusal('origin.foreign', 403, 'platform:refusals.foreignOrigin');
/** The password was right, and the account has a second factor. */
export const codeRequired = refusal('session.codeRequired', 401, 'accounts:refusals.codeRequired');
export const wrongCode = refusal('session.wrongCode', 401, 'accounts:refusals.wrongCode');
/** A session that still needs something may do nothing else. */
export const unfinished = refusal('session.unfinished', 403, 'accounts:refusals.unfinished');
