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
  /** The account that a deputy acts for in this session (A/B 角). `account` stays the deputy. */
  for?: string | null;
  /** Accounts whose open matters were handed over to this one, or to the one that it acts for. */
  took?: readonly string[];
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

/** Everybody in whose name the actor works: himself, the one he stands in for, those who handed over to them. */
export const handsOf = (actor: Actor): readonly string[] =>
  [actor.account, actor.for, ...(actor.took ?? [])].filter((one) => one !== null && one !== undefined);

/**
 * Four eyes: whether the actor is one of those whose hands something went through first, the account or the one that it acted for.
 * The one place that answers it: whoever checks that a second person decides asks here.
 */
export const sameHands = (actor: Actor, ...first: readonly (string | null)[]): boolean => {
  const hands = handsOf(actor);
  return first.some((one) => one !== null && hands.includes(one));
};

export const hasRole = (actor: Actor, ...wanted: readonly Standing[]) => actor.roles.some((role) => wanted.includes(role));
