// Everything about who one is, mounted at once: signing in, one's own account, accounts of others, the security log.
import type { FastifyInstance } from 'fastify';
import { type Administration, mountAdministration } from './administration.ts';
import { mountOwnAccount } from './ownAccount.ts';
import { type LogReading, mountSecurityLog } from './securityLogRead.ts';
import { mountSession } from './session.ts';

export type Identity = Administration & LogReading & { demo: boolean };

export function mountIdentity(app: FastifyInstance, of: Identity): void {
  mountSession(app, of);
  mountOwnAccount(app, of);
  mountAdministration(app, of);
  mountSecurityLog(app, of);
}
