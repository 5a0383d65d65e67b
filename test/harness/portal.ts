// A portal for tests: a real OpenID Connect provider on a free port, with legal persons who sign in by name. Not a browser: its pages are walked by fetch.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { PortalSettings } from '../../src/platform/shared/portal.ts';

/** What the portal knows of a legal person, by the name under which it signs in. */
export type LegalPerson = { credit_code?: string; organization_name?: string; name?: string };
export type TestPortal = {
  settings: PortalSettings;
  persons: Map<string, LegalPerson>;
  /** Walks from the house's redirect through the portal's own pages, as this person; gives the address that leads back. */
  walk: (authorize: string, person: string) => Promise<string>;
  close: () => Promise<void>;
};

/** `house` is the address by which the house is known to it. */
export async function openPortal(house: string): Promise<TestPortal> {
  const persons = new Map<string, LegalPerson>();
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    client_id: 'touyan',
    client_secret: 'a-secret-of-the-portal-for-tests',
    redirect_uris: [`${house}/api/session/oidc/callback`],
  };
  const provider = new Provider(issuer, {
    clients: [client],
    scopes: ['openid', 'profile'],
    claims: { profile: ['credit_code', 'organization_name', 'name'] },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...persons.get(accountId) }),
    }),
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
  });
  provider.on('server_error', (_context: unknown, error: unknown) => console.error(error));
  server.on('request', provider.callback());
  const settings: PortalSettings = {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    scope: 'openid profile',
    claims: { creditCode: 'credit_code', organization: 'organization_name', person: 'name' },
  };
  return {
    settings,
    persons,
    walk: (authorize, person) => walk(issuer, authorize, person),
    close: () => closed(server),
  };
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

/** The provider's own pages for trying: a name, a password that nobody checks, a consent. */
async function walk(issuer: string, authorize: string, person: string): Promise<string> {
  const jar = new Map<string, string>();
  let to = authorize;
  let body: URLSearchParams | null = null;
  for (let steps = 0; steps < 20; steps++) {
    const answer: Response = await fetch(to, {
      redirect: 'manual',
      method: body ? 'POST' : 'GET',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(body ? { body } : {}),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    body = null;
    const location = answer.headers.get('location');
    if (location !== null) {
      to = new URL(location, to).href;
      if (!to.startsWith(issuer)) return to;
      continue;
    }
    const page = await answer.text();
    const form = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (form === undefined || prompt === undefined)
      throw new Error(`the portal answered ${answer.status}: ${page.slice(0, 400)}`);
    to = new URL(form, to).href;
    body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: person, password: 'x' } : {}) });
  }
  throw new Error('the portal leads nowhere');
}
