import { expect, test } from 'vitest';
import { openOnce } from './once.ts';

test('a row says what it said; equal lists are one list, and nothing else of it is touched', () => {
  const once = openOnce();
  const row = { id: 'a', field: '06', cooperation: ['01', '03'], level: 4, region: null };
  const [one, other] = [
    once(row, ['field', 'cooperation', 'region', 'level']),
    once({ ...row, cooperation: ['01', '03'] }, ['cooperation']),
  ];
  expect(one).toEqual(row);
  expect(other.cooperation).toBe(one.cooperation);
  expect(once({ ...row, cooperation: ['0103'] }, ['cooperation']).cooperation).toEqual(['0103']);
  expect(row.cooperation).not.toBe(one.cooperation);
});
