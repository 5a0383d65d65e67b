// Everything about who one is, mounted at once: signing in, one's own account, accounts of others, the security log.
import type { FastifyInstance } from 'fastify';
import { type Administration, mountAdministration } from './administration.ts';
import { mountOwnAccount } from './ownAccount.ts';
import { type LogReading, mountSecurityLog } from './securityLogRead.ts';
import { mountSession } from './session.ts';
import { openAccessLog } from './accessLog.ts';
import { mountDeputies } from './deputies.ts';
import { type HandingOver, mountHandOvers } from './handOvers.ts';

export type Identity = Administration & LogReading & HandingOver & { demo: boolean };

export function mountIdentity(app: FastifyInstance, of: Identity): void {
  mountSession(app, of);
  mountOwnAccount(app, of);
  mountAdministration(app, of);
  mountSecurityLog(app, of);
  openAccessLog(app, of.db, of.sessions.now);
  mountDeputies(app, of);
  mountHandOvers(app, of);
}
