// Who acts: roles and the actor that each request and job carries. Not accounts (platform/server/accounts.ts).

export const roles = [
  'member',
  'organizationAdmin',
  'districtOfficer',
  'bureauOfficer',
  'registrar',
  'expert',
  'technologyManager',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const;
export type Role = (typeof roles)[number];

/** `visitor` is who has not signed in; `clock` is the platform acting on what falls due. Neither is a role of an account. */
export type Standing = Role | 'visitor' | 'clock';

export type Actor = {
  /** Account id; null for a visitor and the clock. */
  account: string | null;
  roles: readonly Standing[];
  /** Organization that the account belongs to, an opaque id here. */
  organization: string | null;
  /** Reporting unit of a district officer (`CZ-WJ`), null for the whole city. */
  region: string | null;
  language: Language;
  /** A demo account: on a real city's pack what it writes is trial data. */
  demo: boolean;
};

export type Language = 'zh-CN' | 'en';

export const visitor: Actor = {
  account: null,
  roles: ['visitor'],
  organization: null,
  region: null,
  language: 'zh-CN',
  demo: false,
};
export const clock: Actor = { account: null, roles: ['clock'], organization: null, region: null, language: 'zh-CN', demo: false };

export const hasRole = (actor: Actor, ...wanted: readonly Standing[]) => actor.roles.some((role) => wanted.includes(role));
