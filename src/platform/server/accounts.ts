// Accounts, their roles and memberships: tables, making one, reading who one is. Not signing in (auth.ts); an organization is an opaque id.
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Language, Role } from '../shared/actor.ts';
import { refusal, wrongField } from '../shared/errors.ts';
import { hashPassword } from './crypto.ts';
import { codeOf } from './database.ts';
import { suiteNow } from './secret.ts';

export type Duty = 'business' | 'system' | 'security' | 'audit';
export type MembershipRole = 'member' | 'organizationAdmin';

export type AccountTables = {
  accounts: {
    id: string;
    account: string;
    name: string;
    name_in_english: string | null;
    /** Null: signs in otherwise than by a password. */
    password_hash: string | null;
    password_changed_at: Generated<Date>;
    /** Chosen by somebody else: it opens nothing but the change of it. */
    password_initial: Generated<boolean>;
    language: Language;
    region: string | null;
    duty: Duty;
    disabled: Generated<boolean>;
    demo: Generated<boolean>;
    created_at: Generated<Date>;
  };
  account_roles: { account: string; duty: Duty; role: Role };
  memberships: {
    id: string;
    account: string;
    duty: Generated<'business'>;
    organization: string;
    role: MembershipRole;
    since: string;
    until: string | null;
  };
  sessions: {
    id: string;
    account: string;
    digest: Buffer;
    previous: Buffer | null;
    renewed_at: Date;
    renewal_seen: Generated<boolean>;
    created_at: Date;
    last_seen: Date;
    address: string;
    /** What the browser says it is. */
    agent: string;
    /** Account that it acts for, as its deputy. */
    acting_for: string | null;
  };
  sign_in_tries: { account: string; since: Date; tries: number; locked_until: Date | null };
  old_passwords: { id: string; account: string; password_hash: string; until: Date };
  second_factors: {
    account: string;
    secret: Buffer;
    begun_at: Date;
    /** Null until a first code has been given. */
    confirmed_at: Date | null;
    last_step: Generated<string>;
  };
  recovery_codes: { account: string; mac: Buffer };
  deputies: {
    id: string;
    account: string;
    deputy: string;
    from_day: string;
    to_day: string;
    named_at: Date;
    ended_at: Date | null;
  };
  hand_overs: {
    id: string;
    from_account: string;
    to_account: string;
    asked_by: string;
    asked_at: Date;
    reason: string;
    outcome: 'done' | 'declined' | 'withdrawn' | null;
    ended_by: string | null;
    ended_at: Date | null;
    /** `jsonb`, written as its text. */
    passed: ColumnType<Record<string, number> | null, string | null, string | null>;
  };
  invitations: {
    id: string;
    role: MembershipRole | 'expert';
    /** Null for experts. */
    organization: string | null;
    digest: Buffer;
    name: string | null;
    email: string | null;
    account: string | null;
    made_by: string;
    made_at: Date;
    until: Date;
    accepted_at: Date | null;
    accepted_by: string | null;
    revoked_at: Date | null;
  };
  portal_identities: { issuer: string; subject: string; account: string; at: Date };
  portal_attempts: { digest: Buffer; state: string; nonce: string; verifier: string; next: string | null; at: Date };
};
export type AccountsDb = Kysely<AccountTables> | Transaction<AccountTables>;

export const accountTaken = refusal('account.taken', 409, 'platform:refusals.accountTaken');

/**
 * What a new account is made of. `organization` goes with the roles `member` and `organizationAdmin`, `since` is its first day. A
 * `password` of null signs in otherwise; `initial` is one that somebody else chose. Without `roles` the `duty` says which it may get.
 */
export type NewAccount = {
  account: string;
  name: string;
  nameInEnglish?: string | null;
  password: string | null;
  initial?: boolean;
  roles: readonly Role[];
  duty?: Duty;
  region?: string | null;
  organization?: { id: string; since: string } | null;
  language?: Language;
  demo?: boolean;
};

export const duties: Partial<Record<Role, Duty>> = { systemAdmin: 'system', securityAdmin: 'security', auditAdmin: 'audit' };
export const isMembership = (role: Role): role is MembershipRole => role === 'member' || role === 'organizationAdmin';

/** The form in which an account's name is kept and looked up: case and width do not matter. */
export const accountName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

/** The one duty of some roles. The three administrators share no account with each other or with anybody (等保 S5). */
export function dutyOf(roles: readonly Role[]): Duty {
  if (roles.length === 0) throw wrongField('roles', 'required', 'platform:form.required');
  const found = new Set(roles.map((role) => duties[role] ?? 'business'));
  const [duty = 'business'] = found;
  if (found.size > 1) throw wrongField('roles', 'separateDuties', 'platform:refusals.separateDuties');
  return duty;
}

/** At least 10 characters, three of the four classes, without the account's name in it (等保 S1). */
export function checkPassword(account: string, password: string, field = 'password'): void {
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((one) => one.test(password)).length;
  const hasName = password.toLowerCase().includes(account);
  if ([...password].length < 10 || [...password].length > 200 || classes < 3 || hasName)
    throw wrongField(field, 'weak', 'platform:refusals.weakPassword');
}

/** Makes an account; everything of it or nothing. Gives its id. Refuses a taken name, a weak password, duties that do not go together. */
export async function createAccount(db: Kysely<AccountTables>, of: NewAccount): Promise<string> {
  const checked = await checkedAccount(db, of);
  return db.transaction().execute((tx) => writeAccount(tx, checked));
}

type Checked = Omit<NewAccount, 'password' | 'duty'> & { duty: Duty; password_hash: string | null };

/** The account as it will be written, its password hashed: outside of any transaction, for it takes its time. */
export async function checkedAccount(db: Kysely<AccountTables>, of: NewAccount): Promise<Checked> {
  const account = accountName(of.account);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(account))
    throw wrongField('account', 'format', 'platform:refusals.accountName');
  if (of.name.trim() === '') throw wrongField('name', 'required', 'platform:form.required');
  if (of.roles.some(isMembership) !== Boolean(of.organization))
    throw wrongField('organization', 'withMembership', 'platform:refusals.withMembership');
  if (of.password !== null) checkPassword(account, of.password);
  const duty = of.duty !== undefined && of.roles.length === 0 ? of.duty : dutyOf(of.roles);
  const password_hash = of.password === null ? null : await hashPassword(of.password, await suiteNow(db));
  return { ...of, account, duty, password_hash };
}

/** Writes the rows of a checked account, within the transaction of whatever else belongs to it. */
export async function writeAccount(tx: Transaction<AccountTables>, of: Checked): Promise<string> {
  const id = uuidv7();
  const { account, duty, password_hash } = of;
  const [name, name_in_english] = [of.name.trim(), of.nameInEnglish ?? null];
  const whose = { region: of.region ?? null, language: of.language ?? 'zh-CN', demo: of.demo ?? false };
  const row = { id, account, name, name_in_english, password_hash, password_initial: of.initial ?? false, duty, ...whose };
  await tx
    .insertInto('accounts')
    .values(row)
    .execute()
    .catch((error: unknown) => {
      throw codeOf(error) === '23505' ? accountTaken({ account }) : error;
    });
  const membership = of.organization ? of.roles.find(isMembership) : undefined;
  const own = of.roles.filter((role) => role !== membership).map((role) => ({ account: id, duty, role }));
  if (own.length > 0) await tx.insertInto('account_roles').values(own).execute();
  if (membership && of.organization) await join(tx, { account: id, role: membership, ...of.organization });
  return id;
}

/** Makes an account act for an organization from a day on. */
export async function join(
  tx: Transaction<AccountTables>,
  of: { account: string; id: string; role: MembershipRole; since: string },
): Promise<void> {
  const row = { id: uuidv7(), account: of.account, organization: of.id, role: of.role, since: of.since, until: null };
  await tx.insertInto('memberships').values(row).execute();
}
