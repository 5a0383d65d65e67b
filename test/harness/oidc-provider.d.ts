// What our tests use of oidc-provider, which brings no types.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';
  type Client = { client_id: string; client_secret: string; redirect_uris: string[] };
  type Options = {
    clients: Client[];
    scopes: string[];
    claims: Record<string, string[]>;
    findAccount: (context: unknown, accountId: string) => { accountId: string; claims: () => object };
    cookies: { keys: string[] };
    pkce: { required: () => boolean };
  };
  export default class Provider {
    constructor(issuer: string, options: Options);
    callback(): RequestListener;
    on(event: 'server_error', heard: (context: unknown, error: unknown) => void): void;
  }
}
