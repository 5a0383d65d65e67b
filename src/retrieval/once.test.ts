import { expect, test } from 'vitest';
import { openOnce } from './once.ts';

test('what is equal is one: strings, what stands in lists, lists and rows of few kinds; each says what it said', () => {
  const once = openOnce();
  const made = () => ['01', '03'].map((code) => `${code}`);
  const first = made();
  expect(once.one('01')).toBe('01');
  expect(once.one(null)).toBe(null);
  expect(once.each(first)).toEqual(first);
  expect(once.each(first)).not.toBe(first);
  const list = once.list(made());
  expect(list).toEqual(first);
  expect(once.list(made())).toBe(list);
  expect(once.list(['0103'])).toEqual(['0103']);
  const row = once.row({ field: '01', region: null });
  expect(once.row({ field: '01', region: null })).toBe(row);
  expect(once.row({ field: '01', region: 'null' })).toEqual({ field: '01', region: 'null' });
});
