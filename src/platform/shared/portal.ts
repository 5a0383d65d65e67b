// Signing in by the government's portal (OpenID Connect) over HTTP: its two addresses, and whether there is one. Pure; the talk with the portal is server/oidc.ts.
import { z } from 'zod';
import { refusal } from './errors.ts';
import { route } from './route.ts';

export const getWays = route({
  method: 'GET',
  path: '/session/ways',
  summary: 'members:routes.ways',
  access: 'public',
  response: z.object({ portal: z.boolean() }),
});
/** Leads the browser to the portal. `next` is a path of this house to go to afterwards. */
export const beginPortal = route({
  method: 'GET',
  path: '/session/oidc',
  summary: 'members:routes.portal',
  access: 'public',
  query: z.strictObject({ next: z.string().max(500).optional() }),
  response: z.null(),
  status: 302,
});
/** Where the portal leads the browser back to. What it may say beside code and state is its own. */
export const endPortal = route({
  method: 'GET',
  path: '/session/oidc/callback',
  summary: 'members:routes.portalCallback',
  access: 'public',
  query: z.strictObject({
    code: z.string().max(4000).optional(),
    state: z.string().max(500).optional(),
    iss: z.string().max(500).optional(),
    session_state: z.string().max(500).optional(),
    scope: z.string().max(500).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(1000).optional(),
    error_uri: z.string().max(500).optional(),
  }),
  response: z.null(),
  status: 302,
});

/** Why a sign-in by the portal was refused, as the sign-in page tells it: no more than the person needs. */
export const portalReasons = ['broken', 'noOrganization', 'closed', 'away'] as const;
export type PortalReason = (typeof portalReasons)[number];

export const noCreditCode = refusal('portal.noOrganization', 422, 'members:portal.noOrganization');

/** What the environment says of the portal; names of claims are the portal's. */
export type PortalSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  claims: { creditCode: string; organization: string; person: string };
};
