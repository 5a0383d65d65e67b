// SM3 against the vectors of GB/T 32905-2016, and against node:crypto for every length around the block.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sm3 } from './sm3.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const of = (text: string): string => hex(sm3(new TextEncoder().encode(text)));

test('the two examples of the standard', () => {
  expect(of('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(of('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
});

test('the same as node:crypto from no byte to more than two blocks', () => {
  for (let length = 0; length < 140; length++) {
    const message = Uint8Array.from({ length }, (_none, at) => (at * 37 + length) % 256);
    expect(hex(sm3(message))).toBe(createHash('sm3').update(message).digest('hex'));
  }
});
