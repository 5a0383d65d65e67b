// The address of the page as facts: what cannot be a value is left out and never misread.
import { expect, test } from 'vitest';
import { factsIn, isWrongSum, plainSum } from './benefitsState.ts';

test('values become facts of their kind; none and not yet are known, the rest is unknown', () => {
  expect(
    factsIn({
      type: 'licence',
      licenceYears: '5',
      related: 'no',
      items: 'none',
      registeredOn: 'no',
      signedOn: '2026-03-01',
      amount: '1.50',
    }),
  ).toEqual({
    type: 'licence',
    licenceYears: 5,
    related: false,
    items: [],
    registeredOn: null,
    signedOn: '2026-03-01',
    amount: '1.50',
  });
  expect(
    factsIn({ items: 'design,junk', registeredOn: 'done', related: 'perhaps', licenceYears: '4.5', type: 'sale', junk: '1' }),
  ).toEqual({
    items: ['design'],
  });
});

test('a sub-type of another type is left out', () => {
  expect(factsIn({ type: 'development', subType: 'equity' })).toEqual({ type: 'development' });
  expect(factsIn({ type: 'transfer', subType: 'equity' })).toEqual({ type: 'transfer', subType: 'equity' });
});

test('a sum is taken as pasted, or refused at its field', () => {
  expect(plainSum(' １２，３４５.６０ ')).toBe('12345.60');
  for (const wrong of ['500万', '1.234', '-1', '1e6']) expect(isWrongSum('amount', plainSum(wrong))).toBe(true);
  expect(factsIn({ amount: '500万' })).toEqual({});
});
