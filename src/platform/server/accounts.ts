// Accounts, their roles and memberships: tables, making one, reading who one is. Not signing in (auth.ts); an organization is an opaque id.
import { hash, verify } from '@node-rs/argon2';
import type { Generated, Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Language, Role } from '../shared/actor.ts';
import { refusal, wrongField } from '../shared/errors.ts';
import { codeOf } from './database.ts';

export type Duty = 'business' | 'system' | 'security' | 'audit';
export type MembershipRole = 'member' | 'organizationAdmin';

export type AccountTables = {
  accounts: {
    id: string;
    account: string;
    name: string;
    name_in_english: string | null;
    password_hash: string;
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
  };
  sign_in_tries: { account: string; since: Date; tries: number; locked_until: Date | null };
  sign_in_log: { id: string; at: Date; account: string; outcome: 'signedIn' | 'wrong' | 'locked' | 'signedOut'; address: string };
};
export type AccountsDb = Kysely<AccountTables> | Transaction<AccountTables>;

export const accountTaken = refusal('account.taken', 409, 'platform:refusals.accountTaken');

/** What a new account is made of. `organization` goes with the roles `member` and `organizationAdmin`, `since` is its first day. */
export type NewAccount = {
  account: string;
  name: string;
  nameInEnglish?: string | null;
  password: string;
  roles: readonly Role[];
  region?: string | null;
  organization?: { id: string; since: string } | null;
  language?: Language;
  demo?: boolean;
};

const duties: Partial<Record<Role, Duty>> = { systemAdmin: 'system', securityAdmin: 'security', auditAdmin: 'audit' };
export const isMembership = (role: Role): role is MembershipRole => role === 'member' || role === 'organizationAdmin';

/** The form in which an account's name is kept and looked up: case and width do not matter. */
export const accountName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

// argon2id, 19 MiB, 2 passes: the library's defaults, which are OWASP's. A password means the same however a keyboard composed it.
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'));
export const passwordFits = (kept: string, password: string): Promise<boolean> => verify(kept, password.normalize('NFKC'));

/** The one duty of some roles. The three administrators share no account with each other or with anybody (等保 S5). */
export function dutyOf(roles: readonly Role[]): Duty {
  if (roles.length === 0) throw wrongField('roles', 'required', 'platform:form.required');
  const found = new Set(roles.map((role) => duties[role] ?? 'business'));
  const [duty = 'business'] = found;
  if (found.size > 1) throw wrongField('roles', 'separateDuties', 'platform:refusals.separateDuties');
  return duty;
}

/** At least 10 characters, three of the four classes, without the account's name in it (等保 S1). */
export function checkPassword(account: string, password: string): void {
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((one) => one.test(password)).length;
  const hasName = password.toLowerCase().includes(account);
  if ([...password].length < 10 || [...password].length > 200 || classes < 3 || hasName)
    throw wrongField('password', 'weak', 'platform:refusals.weakPassword');
}

/** Makes an account; everything of it or nothing. Gives its id. Refuses a taken name, a weak password, duties that do not go together. */
export async function createAccount(db: Kysely<AccountTables>, of: NewAccount): Promise<string> {
  const account = accountName(of.account);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(account))
    throw wrongField('account', 'format', 'platform:refusals.accountName');
  if (of.name.trim() === '') throw wrongField('name', 'required', 'platform:form.required');
  if (of.roles.some(isMembership) !== Boolean(of.organization))
    throw wrongField('organization', 'withMembership', 'platform:refusals.withMembership');
  checkPassword(account, of.password);
  const duty = dutyOf(of.roles);
  const password_hash = await hashPassword(of.password);
  try {
    return await db.transaction().execute((tx) => writeAccount(tx, { ...of, account, duty, password_hash }));
  } catch (error) {
    throw codeOf(error) === '23505' ? accountTaken({ account }) : error;
  }
}

/** Writes the rows of a checked account. */
export async function writeAccount(
  tx: Transaction<AccountTables>,
  of: Omit<NewAccount, 'password'> & { duty: Duty; password_hash: string },
): Promise<string> {
  const id = uuidv7();
  const { account, duty, password_hash } = of;
  const [name, name_in_english] = [of.name.trim(), of.nameInEnglish ?? null];
  const whose = { region: of.region ?? null, language: of.language ?? 'zh-CN', demo: of.demo ?? false };
  await tx
    .insertInto('accounts')
    .values({ id, account, name, name_in_english, password_hash, duty, ...whose })
    .execute();
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
