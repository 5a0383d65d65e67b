// Everything about who one is, mounted at once: signing in, one's own account, accounts of others, the security log.
import type { FastifyInstance } from 'fastify';
import { type Administration, mountAdministration } from './administration.ts';
import { mountInvitations } from './invitations.ts';
import { type Memberships, mountMembers } from './members.ts';
import { mountPortal, type Portal } from './oidc.ts';
import { mountOwnAccount } from './ownAccount.ts';
import { type LogReading, mountSecurityLog } from './securityLogRead.ts';
import { mountSession } from './session.ts';
import { openAccessLog } from './accessLog.ts';
import { openRefusalLog } from './refusalLog.ts';
import { mountDeputies } from './deputies.ts';
import { type HandingOver, mountHandOvers } from './handOvers.ts';

/** What only a whole house has: organizations, mail, a portal. */
export type Joining = Omit<Memberships, 'db' | 'sessions' | 'timeZone' | 'demoActs'> & Pick<Portal, 'oidc' | 'portal'>;
export type Identity = Administration & LogReading & HandingOver & { demo: boolean; joining?: Joining | undefined };

export function mountIdentity(app: FastifyInstance, of: Identity): void {
  mountSession(app, of);
  mountOwnAccount(app, of);
  mountAdministration(app, of);
  mountSecurityLog(app, of);
  openAccessLog(app, of.db, of.sessions.now);
  openRefusalLog(app, of.db, of.sessions.now);
  mountDeputies(app, of);
  mountHandOvers(app, of);
  if (!of.joining) return;
  const joining = { ...of.joining, db: of.db, sessions: of.sessions, timeZone: of.timeZone, demoActs: of.demoActs };
  mountMembers(app, joining);
  mountInvitations(app, joining);
  mountPortal(app, joining);
}
