// What an end would change in the figures, as its form tells it: by indicator and day, in years for what counts in a year.
import { expect, test } from 'vitest';
import { changedBy } from './counted.ts';
import type { Definition } from './view.ts';

const definition = (code: string, kind: 'stock' | 'flow', measure: string, where: object): Definition =>
  ({
    code,
    coverage: [],
    versions: [{ from: '2020-01-01', to: null, name: code, compute: { kind, measure, where } }],
  }) as unknown as Definition;
const definitions = [
  definition('all', 'stock', 'titles', { kinds: ['laboratory'] }),
  definition('provincial', 'stock', 'titles', { kinds: ['laboratory'], levels: ['provincial'] }),
  definition('new', 'flow', 'titlesNew', { levels: ['provincial'] }),
  definition('others', 'stock', 'titles', { kinds: ['incubator'] }),
];
const entry = (measure: string, level: string, on: string, amount: string) => ({
  measure,
  level,
  on,
  amount,
  kind: 'laboratory',
  dimensions: {},
});

test('a void takes back on each day what counted there; what evens out is no change, and a flow falls in its year', () => {
  const entries = [
    entry('titles', 'municipal', '2024-03-01', '-1'),
    entry('titles', 'municipal', '2024-07-01', '1'),
    entry('titles', 'provincial', '2024-07-01', '-1'),
    entry('titlesNew', 'provincial', '2024-07-01', '-1'),
  ];
  expect(changedBy(entries, definitions, '2025-01-01')).toEqual([
    { code: 'all', name: 'all', flow: false, on: '2024-03-01', amount: '-1' },
    { code: 'provincial', name: 'provincial', flow: false, on: '2024-07-01', amount: '-1' },
    { code: 'new', name: 'new', flow: true, on: '2024', amount: '-1' },
  ]);
  expect(changedBy([], definitions, '2025-01-01')).toEqual([]);
});
