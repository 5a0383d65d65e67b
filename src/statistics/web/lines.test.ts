// Which reported values may be drawn as one line, and in which order values stand: gaps kept, nothing mixed.
import { expect, test } from 'vitest';
import { groupsOf, linesOf } from './lines.ts';
import type { Reported } from './view.ts';

const row = (more: Partial<Reported>): Reported => ({
  id: `${more.series ?? 'gdp'} ${more.region ?? 'C'} ${more.period ?? ''}`,
  state: 'reported',
  version: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  actions: [],
  series: 'gdp',
  seriesName: 'GDP',
  region: 'C',
  scope: null,
  period: '2020',
  value: '1',
  unit: 'CNY',
  display: { unit: 'bn CNY', factor: '1e9' },
  approximate: false,
  qualifier: null,
  basis: null,
  source: null,
  statedOn: null,
  answers: true,
  documentNumber: null,
  correction: null,
  confirmedOn: null,
  returned: null,
  own: false,
  ...more,
});

test('a year without a value stays a gap; a single value, a part and a month draw no yearly line', () => {
  const lines = linesOf(
    [
      row({ period: '2024' }),
      row({ period: '2022' }),
      row({ period: '2023-09' }),
      row({ period: '2021', answers: false, scope: 'a park' }),
      row({ region: 'C-A', period: '2022' }),
    ],
    'C',
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]?.points.map((one) => [one.period, one.row?.period ?? null])).toEqual([
    ['2022', '2022'],
    ['2023', null],
    ['2024', '2024'],
  ]);
});

test('months run over the turn of the year, and the city stands before its districts', () => {
  const months = (region: string) => [row({ region, period: '2025-11' }), row({ region, period: '2026-02' })];
  const lines = linesOf([...months('C-A'), ...months('C')], 'C');
  expect(lines.map((one) => one.region)).toEqual(['C', 'C-A']);
  expect(lines[0]?.points.map((one) => one.period)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
});

test('series stand in the order of the indicators, the latest value first, one without a date last', () => {
  const groups = groupsOf(
    [
      row({ period: null }),
      row({ period: '2021' }),
      row({ period: '2022', region: 'C-A' }),
      row({ period: '2022' }),
      row({ series: 'staff' }),
    ],
    ['staff', 'gdp'],
    'C',
  );
  expect(groups.map((one) => one.series)).toEqual(['staff', 'gdp']);
  expect(groups[1]?.rows.map((one) => [one.period, one.region])).toEqual([
    ['2022', 'C'],
    ['2022', 'C-A'],
    ['2021', 'C'],
    [null, 'C'],
  ]);
});
