// The sign-in routes over HTTP: cookie in, cookie out. Not who may sign in (auth.ts), nor what demo accounts there are (demo.ts).
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Language } from '../shared/actor.ts';
import { notFound, notSignedIn } from '../shared/errors.ts';
import { getDemoAccounts, getSession, signIn, signOut, type Session } from '../shared/session.ts';
import type { AccountTables } from './accounts.ts';
import type { Found, Sessions } from './auth.ts';
import { dropCookie, writeCookie } from './cookie.ts';
import { demoAccountsOf } from './demo.ts';
import { mount } from './mount.ts';

/** Where demo accounts of a real city sign in: its trial copy, with a cookie of its own. Null for any other account. */
export type TrialSignIn = (account?: string) => Promise<{ sessions: Sessions; db: Kysely<AccountTables>; cookie: string } | null>;
type Mounted = {
  sessions: Sessions;
  db: Kysely<AccountTables>;
  /** Whether demo accounts exist here and are listed with their password. */
  demo: boolean;
  trial?: TrialSignIn;
};

export function mountSession(app: FastifyInstance, { sessions, db, demo, trial }: Mounted): void {
  mount(app, signIn, async ({ body, request, reply }) => {
    const { account, password, code } = body;
    const aside = (await trial?.(account)) ?? null;
    const into = aside ?? { sessions, cookie: app.cookieName };
    const from = { address: request.ip, agent: request.headers['user-agent'] ?? '', replaces: request.token };
    const { token, found } = await into.sessions.signIn({ account, password, code, ...from });
    reply.removeHeader('set-cookie').header('set-cookie', writeCookie(into.cookie, token, request.isSecure));
    return told(found, request.language);
  });
  mount(app, getSession, async ({ request }) => {
    const found = request.token === null ? null : await sessions.find(request.token);
    if (!found) throw notSignedIn();
    return told(found, request.language);
  });
  mount(app, signOut, async ({ request, reply }) => {
    if (request.token !== null) await sessions.signOut(request.token, request.ip);
    reply.removeHeader('set-cookie').header('set-cookie', dropCookie(app.cookieName, request.isSecure));
    return null;
  });
  mount(app, getDemoAccounts, async ({ request }) => {
    const where = demo ? db : (await trial?.())?.db;
    if (!where) throw notFound();
    return { items: await demoAccountsOf(where, request.language) };
  });
}

const told = ({ session, nameInEnglish, absentInEnglish }: Found, language: Language): Session => ({
  ...session,
  name: (language === 'en' ? nameInEnglish : null) ?? session.name,
  for: session.for && { ...session.for, name: (language === 'en' ? absentInEnglish : null) ?? session.for.name },
});
