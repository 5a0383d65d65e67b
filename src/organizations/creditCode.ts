// Unified social credit codes (统一社会信用代码): reading, checking, and what the first two characters say. Pure; knows no register.
// Source: GB 32100-2015 and, for the organization code inside it, GB 11714-1997.

/** The 31 characters of a code, in the order of their values: no I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const length = 18;

/** Categories of institution (second character) by registering department (first). */
const categories: Record<string, string> = {
  1: '1239', // establishment of public bodies (机构编制)
  2: '19', // foreign affairs
  3: '123459', // justice
  4: '19', // culture
  5: '1239', // civil affairs
  6: '129', // tourism
  7: '129', // religion
  8: '19', // trade unions
  9: '123', // market supervision
  A: '19', // armed forces
  N: '1239', // agriculture
  Y: '1', // others
};

/** `length`, `character`: the shape. `department`: the first two characters are no department and category. `check`: the last. */
export type CreditCodeProblem = 'length' | 'character' | 'department' | 'check';

export type CreditCodeCheck = {
  ok: boolean;
  /** As it is kept: plain upper-case characters without spaces. Given back when wrong too, to be shown. */
  code: string;
  problem?: CreditCodeProblem;
  /** Place of the wrong character, from 1. */
  at?: number;
  /** The organization code inside fails its own check: some registrars gave out such codes, so it is only said. */
  warning?: 'organizationCode';
  /** Nothing but the check character is wrong, as in the early codes of Fujian: a person may accept it, with a reason. */
  overridable: boolean;
};

/** Full-width characters made plain, upper case, without spaces and what cannot be seen. */
export const normaliseCreditCode = (said: string): string =>
  said
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '');

/** Checks length, characters, department and category, then the check character. */
export function checkCreditCode(said: string): CreditCodeCheck {
  const code = normaliseCreditCode(said);
  const wrong = (problem: CreditCodeProblem, at?: number): CreditCodeCheck => ({
    ok: false,
    code,
    problem,
    ...(at === undefined ? {} : { at }),
    overridable: false,
  });
  const characters = [...code];
  if (characters.length !== length) return wrong('length');
  const strange = characters.findIndex(
    (character, at) => !(isRegistrar(at) ? /^[0-9]$/.test(character) : alphabet.includes(character)),
  );
  if (strange >= 0) return wrong('character', strange + 1);
  if (!categories[code.charAt(0)]?.includes(code.charAt(1))) return wrong('department', 1);
  const organizationCodeHolds = isOrganizationCode(code.slice(8, 17));
  if (checkCharacterOf(code) !== code.charAt(17)) return { ...wrong('check', length), overridable: organizationCodeHolds };
  return { ok: true, code, ...(organizationCodeHolds ? {} : { warning: 'organizationCode' as const }), overridable: false };
}

/** Characters 3-8 are the GB/T 2260 code of the registrar: not the address, and often of a place that is no more. */
const isRegistrar = (at: number): boolean => at >= 2 && at < 8;

/** The 18th character that belongs to the first 17: weights are the powers of 3, modulo 31. */
function checkCharacterOf(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

const organizationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Whether an organization code (组织机构代码, `60813145-5`, with or without its hyphen) holds by GB 11714-1997. */
export function isOrganizationCode(said: string): boolean {
  const found = /^([0-9A-Z]{8})-?([0-9X])$/.exec(said.normalize('NFKC').toUpperCase().trim());
  if (!found) return false;
  const [, characters = '', check] = found;
  const sum = organizationWeights.reduce((total, weight, at) => total + weight * Number.parseInt(characters.charAt(at), 36), 0);
  return '0X987654321'.charAt(sum % 11) === check;
}

/** What a body is registered as. An individual business is no legal person and is not counted among institutions. */
export type InstitutionKind =
  | 'publicAuthority'
  | 'publicInstitution'
  | 'socialGroup'
  | 'privateNonEnterprise'
  | 'foundation'
  | 'enterprise'
  | 'individualBusiness'
  | 'farmersCooperative';

const institutionKinds: Record<string, InstitutionKind> = {
  11: 'publicAuthority',
  12: 'publicInstitution',
  51: 'socialGroup',
  52: 'privateNonEnterprise',
  53: 'foundation',
  91: 'enterprise',
  92: 'individualBusiness',
  93: 'farmersCooperative',
};

/** By the first two characters; null for the kinds that the platform has no use for. Says nothing of whether the code holds. */
export const institutionKind = (code: string): InstitutionKind | null =>
  institutionKinds[normaliseCreditCode(code).slice(0, 2)] ?? null;
