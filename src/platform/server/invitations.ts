// Invitations: a link with a token of which only the digest is kept, good once and for seven days. For members by their administrator, for experts by the bureau.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql, type Selectable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { demoAccount } from '../shared/account.ts';
import { type Actor, hasRole, type Role } from '../shared/actor.ts';
import { notFound, notSignedIn } from '../shared/errors.ts';
import {
  acceptInvitation,
  daysInvited,
  type Invitation,
  invitationOver,
  invitedOther,
  inviteExpert,
  inviteMember,
  joinByInvitation,
  listExperts,
  listInvitations,
  memberElsewhere,
  ofHouse,
  readInvitation,
  renewInvitation,
  revokeInvitation,
  tooManyInvited,
} from '../shared/members.ts';
import { accountName, type AccountTables, checkedAccount, join, writeAccount } from './accounts.ts';
import { holdMembers } from './memberships.ts';
import { mayChange, type Memberships, organizationOf, todayIn, type Tx } from './members.ts';
import { mount } from './mount.ts';
import { doerOf, logged } from './securityLog.ts';

type Row = Selectable<AccountTables['invitations']>;
type Asked = { name: string; email: string | null; account: string | null; role: Row['role']; organization: string | null };

const goodFor = daysInvited * 86_400_000;
/** Of one organization, or of the bureau's: open at once. */
const mostOpen = 200;
const newToken = (): string => randomBytes(32).toString('base64url');
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export function mountInvitations(app: FastifyInstance, of: Memberships): void {
  const { db } = of;
  const listed = async (organization: string | null): Promise<{ items: Invitation[] }> => ({
    items: await invitationsOf(of, organization),
  });
  mount(app, listInvitations, ({ actor }) => listed(organizationOf(actor)));
  mount(app, listExperts, () => listed(null));
  mount(app, inviteMember, ({ request, actor, body }) =>
    invite(app, of, request, { ...body, organization: organizationOf(actor) }),
  );
  mount(app, inviteExpert, ({ request, body }) => invite(app, of, request, { ...body, role: 'expert', organization: null }));
  mount(app, revokeInvitation, async ({ request, params }) => {
    const id = await changed(of, request, params.id, async (tx, row) => {
      await tx
        .updateTable('invitations')
        .set({ revoked_at: of.sessions.now(), name: null, email: null })
        .where('id', '=', row.id)
        .execute();
      return 'invitationRevoked';
    });
    return shown(of, await oneOf(of, id));
  });
  mount(app, renewInvitation, async ({ request, params }) => {
    const token = newToken();
    const id = await changed(of, request, params.id, async (tx, row) => {
      const until = new Date(of.sessions.now().getTime() + goodFor);
      await tx
        .updateTable('invitations')
        .set({ digest: digestOf(token), until })
        .where('id', '=', row.id)
        .execute();
      return 'invited';
    });
    const row = await oneOf(of, id);
    return { invitation: await shown(of, row), token, mailed: await mailed(app, of, request, row, token) };
  });
  mount(app, readInvitation, async ({ body }) => {
    const row = await openBy(of, db, body.token);
    return {
      role: row.role,
      name: row.name,
      account: row.account,
      organization: row.organization === null ? null : await of.organizations.name(row.organization),
      until: row.until.toISOString(),
    };
  });
  mountAccepting(app, of);
}

async function invite(app: FastifyInstance, of: Memberships, request: FastifyRequest, asked: Asked) {
  const { db, sessions } = of;
  const { actor } = request;
  mayChange(of, actor);
  if (actor.account === null) throw notSignedIn();
  const made_by = actor.account;
  const at = sessions.now();
  const token = newToken();
  const id = uuidv7();
  const account = asked.account === null ? null : accountName(asked.account);
  const { organization, role, name, email } = asked;
  await db.transaction().execute(async (tx) => {
    await holdMembers(tx);
    const open = (await invitationsOf(of, organization, tx)).filter((one) => one.state === 'open').length;
    if (open >= mostOpen) throw tooManyInvited({ limit: mostOpen });
    const until = new Date(at.getTime() + goodFor);
    const none = { accepted_at: null, accepted_by: null, revoked_at: null };
    const row = { id, role, organization, digest: digestOf(token), name, email, account, made_by, made_at: at, until, ...none };
    await tx.insertInto('invitations').values(row).execute();
    await logged(tx, {
      ...doerOf(request),
      event: 'invited',
      object: { kind: 'invitation', id },
      detail: { role, organization },
      at,
    });
  });
  const row = await oneOf(of, id);
  return { invitation: await shown(of, row), token, mailed: await mailed(app, of, request, row, token) };
}

/** By mail where the house sends any; the inviter has the link in any case. */
async function mailed(
  app: FastifyInstance,
  of: Memberships,
  { language }: FastifyRequest,
  row: Row,
  token: string,
): Promise<boolean> {
  const { mailer, publicUrl, city } = of;
  if (!mailer || !publicUrl || row.email === null) return false;
  const organization =
    row.organization === null ? (language === 'en' ? city.en : city.zh) : ((await of.organizations.name(row.organization)) ?? '');
  const say = (key: string) => app.say(language, `members:mail.${key}`, { organization, days: daysInvited });
  const link = `${publicUrl.replace(/\/+$/, '')}/invitation/${token}`;
  const text = `${say('text')}\n\n${link}\n\n${say('end')}`;
  const html = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .split('\n\n')
    .map((one) => (one === link ? `<p><a href="${link}">${link}</a></p>` : `<p>${one}</p>`))
    .join('');
  const { outcome } = await mailer.send({ id: uuidv7(), to: row.email, subject: say('subject'), text, html, language });
  return outcome === 'sent';
}

/** One open invitation that the caller may handle: of the own organization, or of experts for the bureau. Others are not there. */
async function changed(
  of: Memberships,
  request: FastifyRequest,
  id: string,
  work: (tx: Tx, row: Row) => Promise<'invited' | 'invitationRevoked'>,
): Promise<string> {
  const { actor } = request;
  mayChange(of, actor);
  await of.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('invitations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row || !(await handles(of, tx, actor, row))) throw notFound();
    if (row.accepted_at !== null || row.revoked_at !== null) throw invitationOver();
    const event = await work(tx, row);
    await logged(tx, { ...doerOf(request), event, object: { kind: 'invitation', id }, at: of.sessions.now() });
  });
  return id;
}

async function handles(of: Memberships, tx: Tx, actor: Actor, row: Row): Promise<boolean> {
  if (row.organization === null) return hasRole(actor, 'bureauOfficer');
  if (!hasRole(actor, 'organizationAdmin') || actor.organization === null) return false;
  const { rows } = await of.organizations.oneWith(actor.organization).execute(tx);
  return rows.some((one) => one.id === row.organization);
}

/** The open invitation of a token; a token that never was is not there, one that was used, revoked or is too old says that it is over. */
async function openBy(of: Memberships, on: Memberships['db'] | Tx, token: string, lock = false): Promise<Row> {
  const query = on.selectFrom('invitations').selectAll().where('digest', '=', digestOf(token));
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw notFound();
  if (row.accepted_at !== null || row.revoked_at !== null || row.until <= of.sessions.now()) throw invitationOver();
  return row;
}

function mountAccepting(app: FastifyInstance, of: Memberships): void {
  const { db, sessions } = of;
  mount(app, acceptInvitation, async ({ request, body: { token, account, name, password } }) => {
    const first = await openBy(of, db, token);
    if (first.account !== null && first.account !== accountName(account)) throw invitedOther({ account: first.account });
    const organization = first.organization === null ? null : { id: first.organization, since: todayIn(of) };
    const checked = await checkedAccount(db, {
      account,
      name,
      password,
      roles: [first.role],
      organization,
      language: request.language,
    });
    await db.transaction().execute(async (tx) => {
      const row = await openBy(of, tx, token, true);
      const id = await writeAccount(tx, checked);
      await used(of, tx, row, id);
      const doer = { account: id, name: checked.account, address: request.ip };
      await logged(tx, { ...doer, event: 'accountMade', object: { kind: 'account', id }, detail: { account: checked.account } });
      await logged(tx, { ...doer, event: 'memberJoined', ...toldOf(row) });
    });
    return { account: checked.account };
  });
  mount(app, joinByInvitation, async ({ request, actor, body: { token } }) => {
    const { account, demo } = actor;
    if (account === null) throw notSignedIn();
    if (demo) throw demoAccount();
    const doer = doerOf(request);
    await db.transaction().execute(async (tx) => {
      await holdMembers(tx);
      const row = await openBy(of, tx, token, true);
      if (row.account !== null && row.account !== doer.name) throw invitedOther({ account: row.account });
      await admit(of, tx, row, account);
      await used(of, tx, row, account);
      await logged(tx, { ...doer, event: 'memberJoined', ...toldOf(row) });
    });
    sessions.forget();
    return { account: doer.name };
  });
}

const toldOf = ({ id, role, organization }: Row) => ({
  object: organization === null ? { kind: 'invitation', id } : { kind: 'organization', id: organization },
  detail: { role, invitation: id },
});

/** Roles that go with acting for an organization: whoever judges, registers or administers does not (等保 S5). */
const free: readonly Role[] = ['expert', 'technologyManager'];

async function admit(of: Memberships, tx: Tx, row: Row, account: string): Promise<void> {
  const held = await tx.selectFrom('account_roles').select('role').where('account', '=', account).execute();
  const { duty } = await tx.selectFrom('accounts').select('duty').where('id', '=', account).executeTakeFirstOrThrow();
  if (duty !== 'business' || held.some(({ role }) => !free.includes(role))) throw ofHouse();
  if (row.role === 'expert') {
    const one = { account, duty, role: row.role };
    await tx
      .insertInto('account_roles')
      .values(one)
      .onConflict((on) => on.doNothing())
      .execute();
    return;
  }
  const elsewhere = await tx
    .selectFrom('memberships')
    .select('id')
    .where('account', '=', account)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (elsewhere) throw memberElsewhere();
  await join(tx, { account, id: row.organization ?? '', role: row.role, since: todayIn(of) });
}

const used = (of: Memberships, tx: Tx, row: Row, account: string) =>
  tx
    .updateTable('invitations')
    .set({ accepted_at: of.sessions.now(), accepted_by: account, name: null, email: null })
    .where('id', '=', row.id)
    .execute();

async function oneOf({ db }: Memberships, id: string): Promise<Row> {
  return db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function shown(of: Memberships, row: Row): Promise<Invitation> {
  const by = await of.db.selectFrom('accounts').select('account').where('id', '=', row.accepted_by).executeTakeFirst();
  return viewOf(of, row, by?.account ?? null);
}
const viewOf = ({ sessions }: Memberships, row: Row, acceptedBy: string | null): Invitation => ({
  id: row.id,
  role: row.role,
  name: row.name,
  email: row.email,
  account: row.account,
  state: row.accepted_at ? 'accepted' : row.revoked_at ? 'revoked' : row.until <= sessions.now() ? 'expired' : 'open',
  madeAt: row.made_at.toISOString(),
  until: row.until.toISOString(),
  acceptedBy,
});

/** Those of an organization, or of experts where there is none; newest first. */
async function invitationsOf(
  of: Memberships,
  organization: string | null,
  on: Memberships['db'] | Tx = of.db,
): Promise<Invitation[]> {
  const rows = await on
    .selectFrom('invitations as i')
    .leftJoin('accounts as a', 'a.id', 'i.accepted_by')
    .selectAll('i')
    .select('a.account as accepted_name')
    .where(
      organization === null
        ? sql<boolean>`i.organization is null`
        : sql<boolean>`i.organization in (${of.organizations.oneWith(organization)})`,
    )
    .orderBy('i.made_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(500)
    .execute();
  return rows.map(({ accepted_name, ...row }) => viewOf(of, row, accepted_name));
}

/** What invitations that have run out say of persons is not kept. Run daily. */
export async function forgetInvited({ db, sessions }: Pick<Memberships, 'db' | 'sessions'>): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ name: null, email: null })
    .where('until', '<', new Date(sessions.now().getTime() - 30 * 86_400_000))
    .where((row) => row.or([row('name', 'is not', null), row('email', 'is not', null)]))
    .execute();
}
