// Signing in by the government's portal: OpenID Connect with code, PKCE, state and nonce, all bound to one browser and used once. Never a way to a privileged role.
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Kysely, sql, type Transaction } from 'kysely';
import * as oidc from 'openid-client';
import { notFound, Refusal } from '../shared/errors.ts';
import { beginPortal, endPortal, getWays, type PortalReason, type PortalSettings } from '../shared/portal.ts';
import type { AccountTables } from './accounts.ts';
import type { Sessions } from './auth.ts';
import { dropCookie, readCookie, writeCookie } from './cookie.ts';
import { appoint, holdMembers } from './memberships.ts';
import { mount } from './mount.ts';
import { todayIn } from './members.ts';
import { type Doer, logged } from './securityLog.ts';

/** What the portal says of a legal person. */
export type PortalSays = { creditCode: string; organization: string | null; issuer: string };
export type PortalPort = {
  /** The organization with this code, entered where the register does not know it; `work` is done in the same transaction. */
  enter: <T>(says: PortalSays, work: (tx: Transaction<AccountTables>, organization: string) => Promise<T>) => Promise<T>;
};
export type Portal = {
  db: Kysely<AccountTables>;
  sessions: Sessions;
  timeZone: string;
  /** Null: there is no portal, and its addresses are not there. */
  oidc: PortalSettings | null;
  portal: PortalPort;
};

const minutes = 10;
const cookieName = (app: FastifyInstance): string => `${app.cookieName}-portal`;
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const path = '/api/session/oidc/callback';

export function mountPortal(app: FastifyInstance, of: Portal): void {
  const { db, sessions } = of;
  const configuration = discoveryOf(of.oidc);
  mount(app, getWays, () => ({ portal: of.oidc !== null }));
  mount(app, beginPortal, async ({ query, request, reply }) => {
    if (of.oidc === null) throw notFound();
    const known = await configuration().catch(() => null);
    if (!known) return leadTo(reply, refusedAt('away'));
    const { settings, config } = known;
    const token = randomBytes(32).toString('base64url');
    const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    await db.deleteFrom('portal_attempts').where('at', '<', earliest(sessions)).execute();
    await db
      .insertInto('portal_attempts')
      .values({ digest: digestOf(token), ...attempt, next: ownPath(query.next), at: sessions.now() })
      .execute();
    const to = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri(app, request),
      scope: settings.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    reply.header('set-cookie', writeCookie(cookieName(app), token, request.isSecure));
    return leadTo(reply, to.href);
  });
  mount(app, endPortal, async ({ request, reply }) => {
    if (of.oidc === null) throw notFound();
    reply.removeHeader('set-cookie').header('set-cookie', dropCookie(cookieName(app), request.isSecure));
    try {
      const { settings, config } = await configuration();
      const { attempt, says, subject, person } = await answerOf(app, of, request, { settings, config });
      const account = await accountOf(of, request, { issuer: settings.issuer, subject, person, says });
      const from = { address: request.ip, agent: request.headers['user-agent'] ?? '', replaces: request.token };
      const opened = await sessions.openFor(account, from);
      if (!opened) throw new PortalError('closed', 'disabled');
      reply.header('set-cookie', writeCookie(app.cookieName, opened.token, request.isSecure));
      return leadTo(reply, attempt.next ?? '/');
    } catch (fault) {
      const { reason, why } = reasonOf(fault);
      if (why === 'fault') request.log.error({ err: fault }, 'a sign-in by the portal failed');
      await logged(db, { ...nobody(request), event: 'signIn', outcome: 'refused', detail: { why: `portal ${why}` } });
      return leadTo(reply, refusedAt(reason));
    }
  });
}

/** A sign-in that is refused: what the person is told, and what the log says. */
class PortalError extends Error {
  readonly reason: PortalReason;
  readonly why: string;
  constructor(reason: PortalReason, why: string) {
    super(why);
    this.name = 'PortalError';
    this.reason = reason;
    this.why = why;
  }
}

function reasonOf(fault: unknown): { reason: PortalReason; why: string } {
  if (fault instanceof PortalError) return fault;
  if (fault instanceof Refusal) return { reason: 'noOrganization', why: fault.code };
  return { reason: 'broken', why: 'fault' };
}

const nobody = (request: FastifyRequest): Doer => ({ account: null, name: 'portal', address: request.ip });
const refusedAt = (reason: PortalReason): string => `/sign-in?portal=${reason}`;
const earliest = (sessions: Sessions): Date => new Date(sessions.now().getTime() - minutes * 60_000);

function leadTo(reply: FastifyReply, to: string): null {
  reply.header('location', to);
  return null;
}

/** A path of this house and nothing else. */
const ownPath = (said: string | undefined): string | null =>
  said !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(said) ? said : null;

const redirectUri = (app: FastifyInstance, request: FastifyRequest): string =>
  `${app.publicUrl ?? `${request.protocol}://${request.host}`}${path}`;

type Known = { settings: PortalSettings; config: oidc.Configuration };

/** Asks the portal once for its addresses and keys, and again when that failed. Unencrypted only where the issuer itself is. */
function discoveryOf(settings: PortalSettings | null) {
  let asked: Promise<oidc.Configuration> | null = null;
  return async (): Promise<Known> => {
    if (settings === null) throw notFound();
    const plain = settings.issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {};
    asked ??= oidc.discovery(new URL(settings.issuer), settings.clientId, settings.clientSecret, undefined, {
      timeout: 10,
      ...plain,
    });
    try {
      return { settings, config: await asked };
    } catch {
      asked = null;
      throw new PortalError('away', 'unreachable');
    }
  };
}

/** What the portal says, once everything that ties its answer to this browser holds. The attempt is gone whatever comes of it. */
async function answerOf(app: FastifyInstance, { db, sessions }: Portal, request: FastifyRequest, { settings, config }: Known) {
  const token = readCookie(request.headers.cookie, cookieName(app));
  const attempt =
    token === null
      ? undefined
      : await db
          .deleteFrom('portal_attempts')
          .where('digest', '=', digestOf(token))
          .where('at', '>=', earliest(sessions))
          .returning(['state', 'nonce', 'verifier', 'next'])
          .executeTakeFirst();
  if (!attempt) throw new PortalError('broken', 'attempt');
  const at = new URL(redirectUri(app, request));
  at.search = request.url.split('?')[1] ?? '';
  const tokens = await oidc
    .authorizationCodeGrant(config, at, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    .catch((fault: unknown) => {
      throw new PortalError('broken', codeOf(fault));
    });
  const token0 = tokens.claims();
  if (!token0) throw new PortalError('broken', 'idToken');
  const more = config.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(config, tokens.access_token, token0.sub).catch(() => {
        throw new PortalError('broken', 'userInfo');
      })
    : {};
  const said = { ...more, ...token0 } as Record<string, unknown>;
  const text = (claim: string): string | null => {
    const value = said[claim];
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
  };
  const { claims, issuer } = settings;
  const says: PortalSays = { creditCode: text(claims.creditCode) ?? '', organization: text(claims.organization), issuer };
  return { attempt, says, subject: token0.sub, person: text(claims.person) };
}

/** The code of a fault of the protocol, for the log: `OAUTH_INVALID_RESPONSE`. */
const codeOf = (fault: unknown): string => {
  const code: unknown = typeof fault === 'object' && fault !== null ? Reflect.get(fault, 'code') : undefined;
  return typeof code === 'string' ? code.slice(0, 60) : 'refused';
};

type Person = { issuer: string; subject: string; person: string | null; says: PortalSays };

/** The account of whom the portal names: known already, or that of a new administrator of the organization that he stands for. */
async function accountOf(of: Portal, request: FastifyRequest, { issuer, subject, person, says }: Person): Promise<string> {
  const { db, portal } = of;
  const known = await identityOf(db, issuer, subject);
  if (known !== null) return known;
  if (says.creditCode === '') throw new PortalError('noOrganization', 'noCreditCode');
  return portal.enter(says, async (tx, organization) => {
    await holdMembers(tx);
    // Two windows of one browser: the second finds what the first has made.
    const made = await identityOf(tx, issuer, subject);
    if (made !== null) return made;
    const doer = nobody(request);
    const { id, account } = await appoint(tx, {
      wished: says.creditCode,
      name: person ?? says.organization ?? says.creditCode,
      organization,
      today: todayIn(of),
      doer,
      detail: { portal: issuer },
    });
    await tx.insertInto('portal_identities').values({ issuer, subject, account: id, at: of.sessions.now() }).execute();
    await logged(tx, { ...doer, account: id, name: account, event: 'portalLinked', object: { kind: 'account', id } });
    return id;
  });
}

/** The account of an identity. One that has been given a right over others since does not come in this way. */
async function identityOf(on: Kysely<AccountTables>, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await sql<{ account: string; privileged: boolean }>`
    select i.account, a.duty <> 'business' or exists(select from account_roles r where r.account = a.id
      and r.role not in ('expert', 'technologyManager')) as privileged
    from portal_identities i join accounts a on a.id = i.account where i.issuer = ${issuer} and i.subject = ${subject}`.execute(
    on,
  );
  const row = rows[0];
  if (row?.privileged) throw new PortalError('closed', 'privileged');
  return row?.account ?? null;
}
