// One's own account over HTTP: password, second factor, recovery codes, sessions, language. Pure. Not accounts of others (accounts.ts).
import { z } from 'zod';
import { type Role, roles } from './actor.ts';
import { instant } from './dates.ts';
import { refusal } from './errors.ts';
import { route } from './route.ts';

/** Who holds one of these always signs in with two factors; others may. */
export const alwaysTwoFactors: readonly Role[] = [
  'districtOfficer',
  'bureauOfficer',
  'registrar',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
];
export const needsTwoFactors = (held: readonly string[]): boolean => alwaysTwoFactors.some((role) => held.includes(role));

const password = z.string().min(1).max(200);
const code = z.string().trim().min(1).max(20).meta({ title: 'platform:session.code' });

export const account = z.object({
  account: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  language: z.enum(['zh-CN', 'en']),
  demo: z.boolean(),
  /** Null: signs in otherwise than by a password. */
  password: z.object({ changedAt: instant, until: instant, initial: z.boolean() }).nullable(),
  factor: z.object({ on: z.boolean(), required: z.boolean(), since: instant.nullable(), recoveryLeft: z.number() }),
});
export type Account = z.infer<typeof account>;

/** The secret in groups of four, the address that an authenticator reads, and that address drawn as an SVG. */
export const enrolment = z.object({ secret: z.string(), uri: z.string(), qr: z.string() });
export type Enrolment = z.infer<typeof enrolment>;
const codes = z.object({ recoveryCodes: z.array(z.string()) });

/** What a browser says it is, as far as it can be told. */
export const browsers = ['wechat', 'edge', 'firefox', 'chrome', 'safari', 'other'] as const;
export const systems = ['android', 'ios', 'windows', 'macos', 'linux', 'other'] as const;
export const ownSession = z.object({
  id: z.string(),
  since: instant,
  lastSeen: instant,
  address: z.string(),
  browser: z.enum(browsers),
  system: z.enum(systems),
  present: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

const own = { access: 'signedIn', unfinished: true } as const;
export const getAccount = route({ method: 'GET', path: '/account', summary: 'accounts:routes.own', ...own, response: account });
export const changePassword = route({
  method: 'POST',
  path: '/account/password',
  summary: 'accounts:routes.changePassword',
  ...own,
  body: z.strictObject({
    current: password.meta({ title: 'accounts:password.current' }),
    next: password.meta({ title: 'accounts:password.next' }),
  }),
  response: account,
});
export const beginFactor = route({
  method: 'POST',
  path: '/account/factor',
  summary: 'accounts:routes.beginFactor',
  ...own,
  body: z.strictObject({ password: password.optional().meta({ title: 'accounts:password.current' }) }),
  response: enrolment,
});
export const confirmFactor = route({
  method: 'POST',
  path: '/account/factor/confirm',
  summary: 'accounts:routes.confirmFactor',
  ...own,
  body: z.strictObject({ code }),
  response: codes,
});
export const removeFactor = route({
  method: 'POST',
  path: '/account/factor/remove',
  summary: 'accounts:routes.removeFactor',
  access: 'signedIn',
  body: z.strictObject({ code }),
  response: account,
});
export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/account/recovery-codes',
  summary: 'accounts:routes.renewRecovery',
  access: 'signedIn',
  body: z.strictObject({ code }),
  response: codes,
});
export const setLanguage = route({
  method: 'POST',
  path: '/account/language',
  summary: 'accounts:routes.language',
  access: 'signedIn',
  body: z.strictObject({ language: z.enum(['zh-CN', 'en']) }),
  response: account,
});
export const listOwnSessions = route({
  method: 'GET',
  path: '/account/sessions',
  summary: 'accounts:routes.sessions',
  access: 'signedIn',
  response: z.object({ items: z.array(ownSession) }),
});
export const endOwnSession = route({
  method: 'DELETE',
  path: '/account/sessions/:id',
  summary: 'accounts:routes.endSession',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  response: z.null(),
  status: 204,
});
export const endOtherSessions = route({
  method: 'POST',
  path: '/account/sessions/end-others',
  summary: 'accounts:routes.endOthers',
  access: 'signedIn',
  response: z.object({ ended: z.number() }),
});

export const factorHeld = refusal('factor.held', 409, 'accounts:refusals.factorHeld');
export const noFactorBegun = refusal('factor.notBegun', 409, 'accounts:refusals.noFactorBegun');
export const factorRequired = refusal('factor.required', 403, 'accounts:refusals.factorRequired');
export const noFactor = refusal('factor.none', 409, 'accounts:refusals.noFactor');
/** Demo accounts are everybody's: their password and factors are nobody's to change. */
export const demoAccount = refusal('account.demo', 403, 'accounts:refusals.demoAccount');
