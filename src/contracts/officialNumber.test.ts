// Numbers of the official register: read as they were put together, whatever their width; and refused by name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPack } from '../platform/server/pack.ts';
import { ownNumber, readOfficialNumber, registrationNumber } from './officialNumber.ts';

const { numbers } = openPack('changzhou').city.contracts;
const today = '2026-11-26';
const read = (said: string) => readOfficialNumber(said, numbers.official, today);
const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
const serial = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const year = fc.integer({ min: 1985, max: 2027 });
const wide = (said: string) => said.replaceAll(/\d/g, (one) => String.fromCharCode(0xff10 + Number(one)));

test('a number of 14 or 16 digits is read as it was put together, in full-width digits and with blanks too', () => {
  fc.assert(
    fc.property(year, two, two, two, serial, fc.boolean(), (y, province, city, registry, n, short) => {
      const digits = `${short ? String(y).slice(2) : y}${province}${city}${registry}${n}`;
      const wanted = { ok: true, number: { digits, year: y, province, city, registry, serial: n } };
      for (const said of [digits, wide(digits), ` ${digits.slice(0, 4)} ${digits.slice(4)} `])
        expect(read(said)).toMatchObject(wanted);
      expect(registrationNumber.safeParse(digits).success).toBe(true);
    }),
  );
});

test('another length, other characters and an impossible year are refused by name', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{1,20}$/).filter((digits) => digits.length !== 14 && digits.length !== 16),
      (digits) => {
        expect(read(digits)).toEqual({ ok: false, code: 'length' });
      },
    ),
  );
  expect(read('2026320401A00001')).toEqual({ ok: false, code: 'characters' });
  expect(read('')).toEqual({ ok: false, code: 'characters' });
  expect(read('1984320401000001')).toEqual({ ok: false, code: 'year' });
  expect(read('2031320401000001')).toEqual({ ok: false, code: 'year' });
  expect(read('2025320401000001')).toMatchObject({ ok: true, number: { sure: 'derived' } });
  expect(read('25320401000001')).toMatchObject({ ok: true, number: { year: 2025, sure: 'confirmed' } });
});

test('the platform’s own number is as the pack says, and never an official one', () => {
  expect(ownNumber(numbers, 7n, 2026)).toBe('TC2026-000007');
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), year, (n, y) => {
      expect(read(ownNumber(numbers, n, y)).ok).toBe(false);
    }),
  );
});
