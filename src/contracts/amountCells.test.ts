// Amounts in cells: what a column in 万元 says is the same sum as its yuan, and what could be misread is refused by name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divided, multiplied } from './amountCells.ts';

const wan = 10_000n;

test('a number under 万元 is that many times ten thousand, to the fen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (fen) => {
      const digits = fen.toString().padStart(7, '0');
      const said = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
      const cents = fen.toString().padStart(3, '0');
      expect(multiplied(divided(`${cents.slice(0, -2)}.${cents.slice(-2)}`, '10000'), wan)).toMatchObject({
        ok: true,
        yuan: `${cents.slice(0, -2)}.${cents.slice(-2)}`,
      });
      expect(multiplied(said, wan)).toEqual({ ok: true, yuan: `${cents.slice(0, -2)}.${cents.slice(-2)}` });
    }),
  );
  expect(multiplied('1,234.5', wan)).toEqual({ ok: true, yuan: '12345000.00' });
  expect(multiplied('１２．５', wan)).toEqual({ ok: true, yuan: '125000.00' });
  expect(multiplied('１２０万元', 1n)).toEqual({ ok: true, yuan: '1200000.00' });
});

test('a unit said twice, wrong marks of thousands, parts of a fen and words are refused', () => {
  const code = (said: string) => {
    const read = multiplied(said, wan);
    return read.ok ? read.yuan : read.code;
  };
  expect(code('12万')).toBe('unitTwice');
  expect(code('12元')).toBe('unitTwice');
  expect(code('1,2345')).not.toMatch(/^\d/);
  expect(code('1.23456789')).not.toMatch(/^\d/);
  expect(code('-5')).toBe('negative');
  expect(code('USD 5')).toBe('foreign');
  expect(code('约5')).toBe('approximate');
  expect(code('99999999999999999999')).toBe('tooLarge');
});
