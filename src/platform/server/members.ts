// Members of an organization: seen, promoted, ended by its administrator, leaving by themselves. Never its last administrator; another organization's are not there.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import { demoAccount } from '../shared/account.ts';
import type { Actor } from '../shared/actor.ts';
import { dayOf } from '../shared/dates.ts';
import { notFound } from '../shared/errors.ts';
import {
  changeRole,
  endMember,
  lastOfOrganization,
  leave,
  listMembers,
  type Member,
  noOrganization,
  nothingChanges,
} from '../shared/members.ts';
import type { AccountTables } from './accounts.ts';
import type { Sessions } from './auth.ts';
import type { Mailer } from './mail.ts';
import {
  administratorsOf,
  changeMembership,
  endMembership,
  holdMembers,
  type Membership,
  membersOf,
  type Organizations,
} from './memberships.ts';
import { mount } from './mount.ts';
import { doerOf, logged } from './securityLog.ts';

/** What the platform must be told of organizations, which it does not know. Given by the composition root. */
export type OrganizationPort = {
  /** With all that are one with it, as a query of their ids. */
  oneWith: (organization: string) => Organizations;
  name: (organization: string) => Promise<string | null>;
};
export type Memberships = {
  db: Kysely<AccountTables>;
  sessions: Sessions;
  timeZone: string;
  demoActs: boolean;
  organizations: OrganizationPort;
  /** Null: nothing is mailed. */
  mailer: Mailer | null;
  publicUrl: string | null;
  city: { zh: string; en: string };
};
export type Tx = Transaction<AccountTables>;

export const todayIn = ({ sessions, timeZone }: Pick<Memberships, 'sessions' | 'timeZone'>): string =>
  dayOf(sessions.now(), timeZone);

/** The organization for which the caller acts. */
export function organizationOf({ organization }: Actor): string {
  if (organization === null) throw noOrganization();
  return organization;
}
export function mayChange({ demoActs }: Pick<Memberships, 'demoActs'>, actor: Actor): void {
  if (actor.demo && !demoActs) throw demoAccount();
}

export function mountMembers(app: FastifyInstance, of: Memberships): void {
  mount(app, listMembers, ({ actor }) => shown(of, actor));
  mount(app, changeRole, async ({ request, params, body, actor }) => {
    await change(of, request, params.id, async (tx, one, today) => {
      if (one.role === body.role) throw nothingChanges();
      if (body.role === 'member') await keepAdministrator(of, tx, actor, one);
      await changeMembership(tx, { ...one, organization: organizationOf(actor), role: body.role }, today);
      return { event: 'memberChanged', detail: { account: one.account_name, role: body.role } };
    });
    return shown(of, actor);
  });
  mount(app, endMember, async ({ request, params, actor }) => {
    await change(of, request, params.id, async (tx, one, today) => {
      await keepAdministrator(of, tx, actor, one);
      await endMembership(tx, one.id, today);
      return { event: 'memberEnded', detail: { account: one.account_name } };
    });
    return shown(of, actor);
  });
  mount(app, leave, async ({ request, actor }) => {
    const mine = (await membersOf(of.db, of.organizations.oneWith(organizationOf(actor)))).find(
      (one) => one.account === actor.account && one.until === null,
    );
    if (!mine) throw noOrganization();
    await change(of, request, mine.id, async (tx, one, today) => {
      await keepAdministrator(of, tx, actor, one);
      await endMembership(tx, one.id, today);
      return { event: 'memberEnded', detail: { account: one.account_name, own: true } };
    });
    return null;
  });
}

type Done = { event: 'memberChanged' | 'memberEnded'; detail: Record<string, string | boolean> };

/** One present member of the caller's organization, changed and logged in one transaction; another's is not there. */
async function change(
  of: Memberships,
  request: FastifyRequest,
  id: string,
  work: (tx: Tx, one: Membership, today: string) => Promise<Done>,
): Promise<void> {
  const { actor } = request;
  mayChange(of, actor);
  const organization = organizationOf(actor);
  await of.db.transaction().execute(async (tx) => {
    await holdMembers(tx);
    const members = await membersOf(tx, of.organizations.oneWith(organization));
    const one = members.find((each) => each.id === id);
    if (!one) throw notFound();
    if (one.until !== null) throw nothingChanges();
    const done = await work(tx, one, todayIn(of));
    await logged(tx, { ...doerOf(request), ...done, object: { kind: 'organization', id: organization }, at: of.sessions.now() });
  });
  of.sessions.forget();
}

/** An organization keeps somebody who can invite others; who has lost the last one hands in a letter. */
async function keepAdministrator(of: Memberships, tx: Tx, actor: Actor, one: Membership): Promise<void> {
  if (one.role !== 'organizationAdmin') return;
  const all = await administratorsOf(tx, of.organizations.oneWith(organizationOf(actor)));
  if (!all.some((each) => each.account !== one.account)) throw lastOfOrganization();
}

async function shown({ db, organizations }: Memberships, actor: Actor): Promise<{ items: Member[] }> {
  const all = await membersOf(db, organizations.oneWith(organizationOf(actor)));
  const administrators = all.filter((one) => one.until === null && one.role === 'organizationAdmin' && !one.disabled);
  const isLast = (one: Membership) =>
    one.role === 'organizationAdmin' && administrators.every(({ account }) => account === one.account);
  return {
    items: all.map((one) => ({
      id: one.id,
      account: one.account_name,
      name: (actor.language === 'en' && one.name_in_english) || one.name,
      role: one.role,
      since: one.since,
      // Begun and ended on one day.
      until: one.until !== null && one.until < one.since ? one.since : one.until,
      own: one.account === actor.account,
      actions: one.until !== null ? [] : [...promotions(one, isLast(one)), ...(isLast(one) ? [] : (['end'] as const))],
    })),
  };
}

const promotions = ({ role }: Membership, last: boolean): ('makeAdministrator' | 'makeMember')[] =>
  role === 'member' ? ['makeAdministrator'] : last ? [] : ['makeMember'];
