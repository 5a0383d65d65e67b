// Credit codes of organizations that tests invent: right by their check, and of nobody.
import { checkCreditCode } from '../../src/organizations/creditCode.ts';

let count = 0;
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Another one at each call; `of`: what sort of body, an enterprise unless said (12: a public institution). */
export function freshCode(of = '91'): string {
  const body = `${of}320400MA${String(++count).padStart(7, '0')}`;
  const found = [...alphabet].map((last) => `${body}${last}`).find((code) => checkCreditCode(code).ok);
  if (found === undefined) throw new Error(`no check character for ${body}`);
  return found;
}
