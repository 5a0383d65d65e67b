// Credit codes of organizations that tests invent: right by their check, and of nobody.
import { checkCreditCode } from '../../src/organizations/creditCode.ts';

let count = 0;
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Another one at each call. */
export function freshCode(): string {
  const body = `91320400MA${String(++count).padStart(7, '0')}`;
  const found = [...alphabet].map((last) => `${body}${last}`).find((code) => checkCreditCode(code).ok);
  if (found === undefined) throw new Error(`no check character for ${body}`);
  return found;
}
