// An officer of the bureau who is no demo account: made by the administrators, through the first hour, signed in to a browser.
import { Secret, TOTP } from 'otpauth';
import type { City, Reader } from './browser.ts';
import { personAt } from './http.ts';

export type Officer = Reader & {
  password: string;
  /** Each signs in once instead of the authenticator. */
  recoveryCodes: string[];
};

/** Makes the account; its reader reads English. */
export async function newOfficer(city: City, account: string, name: string, nameInEnglish: string): Promise<Officer> {
  const { items } = await personAt(city.url).get<{ items: { account: string; password: string }[] }>('/session/demo-accounts');
  const [system, security] = await Promise.all(
    ['system', 'security'].map(async (of) => {
      const person = personAt(city.url);
      const { account: named, password: its } = items.find((one) => one.account === of) ?? { account: of, password: '' };
      await person.post('/session', { account: named, password: its });
      return person;
    }),
  );
  const wanted = { account, name, nameInEnglish, duty: 'business' };
  const made = await system!.post<{ account: { id: string }; password: string }>('/accounts', wanted);
  await security!.post(`/accounts/${made.account.id}/roles`, { roles: ['bureauOfficer'], reason: '到岗' });
  const reader = await city.reader({ language: 'en' });
  const password = 'My-own-pass-1';
  const post = async <T>(path: string, data: object): Promise<T> => {
    const answer = await reader.page.request.post(`/api${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.body()).length > 0 ? ((await answer.json()) as T) : (undefined as T);
  };
  await post('/session', { account, password: made.password });
  await post('/account/password', { current: made.password, next: password });
  const { secret } = await post<{ secret: string }>('/account/factor', {});
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  const { recoveryCodes } = await post<{ recoveryCodes: string[] }>('/account/factor/confirm', { code: totp.generate() });
  return { ...reader, password, recoveryCodes };
}
