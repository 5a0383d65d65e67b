// The session's cookie: written, read, dropped. HttpOnly, SameSite=Lax, Secure behind https. Not what its token means (auth.ts).

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** Without an age: it ends with the browser, and with the session before that. A token is base64url and needs no escaping. */
export const writeCookie = (name: string, token: string, secure: boolean): string => `${name}=${token}; ${attributes(secure)}`;
export const dropCookie = (name: string, secure: boolean): string => `${name}=; Max-Age=0; ${attributes(secure)}`;

/** The first cookie of that name, null without one or when it is empty. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined) return null;
  const found = header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || null;
}
