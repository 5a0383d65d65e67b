// A figure's cells: why one holds no value, and what SDMX says of it.
import { expect, test } from 'vitest';
import { valuesOf } from '../../published.ts';
import type { FrozenFigure } from '../../release.ts';
import { cumulationIn, observationsOf } from './observations.ts';

const figure = (of: Partial<FrozenFigure>): FrozenFigure => ({
  code: 'clusters',
  name: { zh: '集聚区', en: 'Clusters' },
  unit: 'organization',
  display: { unit: { zh: '家', en: 'clusters' }, factor: '1' },
  definedFrom: '2024-01-01',
  value: '7',
  source: 'register',
  regions: [],
  ...of,
});
const release = { number: '2026-001', stage: 'final', asOf: '2025-09-30', knownAt: new Date('2025-10-20T00:00:00Z') } as const;
const parts = [
  { region: 'YC-CH', value: '6' },
  { region: 'YC-WY', value: null },
  // What lies in no district.
  { region: 'YC', value: '1' },
];
const absences = (of: Partial<FrozenFigure>) =>
  valuesOf(release, [figure(of)], 'YC').map((one) => [one.region, one.value, one.absence]);

test('of a complete register a part without a value is withheld; of what was reported it is not there', () => {
  expect(absences({ regions: parts })).toEqual([
    ['YC', '7', null],
    ['YC-CH', '6', null],
    ['YC-WY', null, 'withheld'],
  ]);
  expect(absences({ regions: parts, source: 'reported' })[2]).toEqual(['YC-WY', null, 'none']);
  expect(absences({ value: null, source: null })).toEqual([['YC', null, 'none']]);
});

test('what is withheld is confidential and missing; a provisional value says so; a month’s end is that of a quarter', () => {
  const cumulationOf = cumulationIn([]);
  const observed = (stage: 'final' | 'provisional') =>
    valuesOf({ ...release, stage }, [figure({ regions: parts })], 'YC').flatMap((cell) =>
      observationsOf(cell, cumulationOf).map((one) =>
        [one.FREQ, one.TIME_PERIOD, one.REF_AREA, one.OBS_STATUS, one.CONF_STATUS].join(' '),
      ),
    );
  expect(observed('final')).toEqual([
    'Q 2025-Q3 YC A F',
    'M 2025-09 YC A F',
    'Q 2025-Q3 YC-CH A F',
    'M 2025-09 YC-CH A F',
    'Q 2025-Q3 YC-WY M C',
    'M 2025-09 YC-WY M C',
  ]);
  expect(observed('provisional')[0]).toBe('Q 2025-Q3 YC P F');
});
