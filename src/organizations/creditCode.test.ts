// Credit codes: every vector of the standards file, and what no vector can show.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCreditCode, institutionKind, isOrganizationCode, normaliseCreditCode } from './creditCode.ts';
import vectors from './creditCode.vectors.json' with { type: 'json' };

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

test.each(vectors.valid)('$code holds', ({ code, org_code }) => {
  expect(checkCreditCode(code)).toEqual({ ok: true, code, overridable: false });
  expect(`${code.slice(8, 16)}-${code.charAt(16)}`).toBe(org_code);
  expect(isOrganizationCode(org_code)).toBe(true);
});

const outcomes: Record<string, string> = {
  '000000000000000000': 'department',
  '91320411608131455': 'length',
  '91320412MA1PZXCV5T': 'character',
  '９１320411608131455L': 'holds',
  '91320411608131455L0': 'length',
  '91320400MA60DEFGHI': 'character',
  '91320411I08131455L': 'character',
  '91320411608131455l': 'holds',
};

test.each(vectors.invalid)('$code: $why', ({ code }) => {
  const { ok, problem, overridable } = checkCreditCode(code);
  expect([ok ? 'holds' : problem, overridable]).toEqual([outcomes[code], false]);
});

test.each(vectors.nonstandard)('$code of early Fujian may be accepted by a person', ({ code }) => {
  expect(checkCreditCode(code)).toEqual({ ok: false, code, problem: 'check', at: 18, overridable: true });
});

test.each(vectors.organizationCodes.valid)('organization code %s holds', (code) => expect(isOrganizationCode(code)).toBe(true));
test.each(vectors.organizationCodes.invalid)('organization code %s does not', (code) =>
  expect(isOrganizationCode(code)).toBe(false),
);

test('spaces, width and case are made plain, and the wrong character is pointed at', () => {
  expect(normaliseCreditCode(' ９１３２ 0412 5855\u30008635 ｘｆ\u200b')).toBe('9132041258558635XF');
  expect(checkCreditCode('9132041A58558635XF')).toMatchObject({ problem: 'character', at: 8 });
  expect(checkCreditCode('9132041258558635XO')).toMatchObject({ problem: 'character', at: 18 });
  expect(checkCreditCode('9432041258558635XF')).toMatchObject({ problem: 'department', overridable: false });
  expect(checkCreditCode('')).toMatchObject({ problem: 'length', overridable: false });
});

test('a wrong organization code inside is only said', () => {
  const warned = [...alphabet].map((last) => checkCreditCode(`913204110000000${'12'}${last}`)).filter(({ ok }) => ok);
  expect(warned.map(({ warning }) => warning)).toEqual(['organizationCode']);
});

test('when the organization code fails as well nobody may accept it: that is a slip of the pen', () => {
  expect(checkCreditCode('91320412585586350F')).toMatchObject({ problem: 'check', overridable: false });
});

const aCode = fc.constantFrom(...vectors.valid.map(({ code }) => code));
const aPlace = fc.integer({ min: 0, max: 17 });

test('no single wrong character passes', () => {
  fc.assert(
    fc.property(aCode, aPlace, fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (code, at, wrong) => {
      fc.pre(code[at] !== wrong);
      expect(checkCreditCode(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('no two characters change places unseen, but for the first and the last, which weigh the same', () => {
  fc.assert(
    fc.property(aCode, aPlace, aPlace, (code, one, other) => {
      fc.pre(code[one] !== code[other] && Math.abs(one - other) !== 17);
      const swapped = [...code];
      [swapped[one], swapped[other]] = [swapped[other] ?? '', swapped[one] ?? ''];
      expect(checkCreditCode(swapped.join('')).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('the first two characters say what a body is', () => {
  expect(['121000', '52320', '91', '９２', '93', '11', '51', '53', '31', ''].map(institutionKind)).toEqual([
    'publicInstitution',
    'privateNonEnterprise',
    'enterprise',
    'individualBusiness',
    'farmersCooperative',
    'publicAuthority',
    'socialGroup',
    'foundation',
    null,
    null,
  ]);
});
