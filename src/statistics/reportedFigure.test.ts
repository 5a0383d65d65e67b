// What a reported figure adds to the ledger, when its unit is in doubt, and how releases are compared: pure, without a database.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, net, type Posted } from '../ledger/entry.ts';
import { differencesOf, type FrozenFigure } from './release.ts';
import { contributes, isFarFrom, ReportedFigureInput, spanOf } from './reportedFigure.ts';

const period = fc.constantFrom('2023', '2023-02', '2024-02', '2023-02-11', null);
const stated = fc.record({
  state: fc.constantFrom('reported', 'voided'),
  series: fc.constantFrom('gdp', 'staff'),
  region: fc.constantFrom('T-A', 'T-B'),
  scope: fc.constantFrom(null, 'park'),
  period,
  value: fc.oneof(fc.constantFrom('0', '0.00'), fc.integer({ min: -1000, max: 1e9 }).map(String)),
  approximate: fc.boolean(),
});

const lastDays = new Map([
  ['2023', '2023-12-31'],
  ['2023-02', '2023-02-28'],
  ['2024-02', '2024-02-29'],
  ['2023-02-11', '2023-02-11'],
]);
test('one entry on the last day of its period, for what stands for a whole region at a date; nothing else', () => {
  fc.assert(
    fc.property(stated, (row) => {
      const answers = row.state === 'reported' && row.scope === null && row.period !== null;
      const { series: kind, region, value: amount } = row;
      const on = lastDays.get(row.period ?? '');
      const dimensions = { approximate: row.approximate ? 'yes' : 'no' };
      const expected = {
        // That it is 0 is a statement; an amount of 0 would leave nothing.
        ...(Number(amount) === 0 ? { measure: 'reportedNil', amount: '1' } : { measure: 'reported', amount }),
        on,
        region,
        kind,
        level: spanOf(row.period ?? ''),
        organization: null,
        dimensions,
      };
      expect(contributes(row)).toEqual(answers ? [expected] : []);
    }),
  );
});

test('after any amendments the ledger holds the last statement alone', () => {
  fc.assert(
    fc.property(fc.array(stated, { minLength: 1, maxLength: 8 }), (history) => {
      let posted: Posted[] = [];
      for (const row of history) posted = [...posted, ...difference(posted, contributes(row))];
      expect(net(posted)).toEqual(net(contributes(history.at(-1)!)));
    }),
  );
});

test('a value entered in 万 or 亿 is far from the one before; usual growth and decline are not', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.integer({ min: 1_000_000, max: 1_000_000_000 }),
      (growth, last) => {
        const now = Math.round(last * growth);
        expect(isFarFrom(String(now), String(last))).toBe(false);
        for (const factor of [1e4, 1e8])
          expect(isFarFrom((now / factor).toFixed(6), String(last)) || Number((now / factor).toFixed(6)) === 0).toBe(true);
      },
    ),
  );
  expect([isFarFrom('5', '0'), isFarFrom('0', '5'), isFarFrom('-3', '4')]).toEqual([false, false, false]);
});

test('a value of more digits than can be kept and compared exactly is refused in form', () => {
  const input = (value: string) => ReportedFigureInput.safeParse({ series: 'gdp', region: 'T-A', period: '2023', value }).success;
  expect(['1', '-0.5', '123456789012345', '1081360000000.00', '0.000001'].map(input)).toEqual([true, true, true, true, true]);
  expect(['1234567890123456', '1234567890.123456', '1e9', '1,000', ''].map(input)).toEqual([false, false, false, false, false]);
});

const amount = fc.option(fc.integer({ min: 0, max: 3 }).map(String));
const frozen: fc.Arbitrary<FrozenFigure[]> = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom('a', 'b', 'c'),
      value: amount,
      regions: fc.uniqueArray(fc.record({ region: fc.constantFrom('T-A', 'T-B'), value: amount }), {
        selector: (one) => one.region,
      }),
    }),
    { selector: (one) => one.code },
  )
  .map((all) =>
    all.map((one) => ({
      ...one,
      name: { zh: '甲', en: 'a' },
      unit: 'person',
      display: { unit: { zh: '人', en: 'persons' }, factor: '1' },
      definedFrom: '2020-01-01',
      source: null,
    })),
  );

test('a release differs from itself in nothing, and from another in exactly the values that are not the same', () => {
  fc.assert(
    fc.property(frozen, frozen, (was, is) => {
      expect(differencesOf(was, was)).toEqual([]);
      const differs = differencesOf(was, is);
      for (const one of differs) expect(one.was).not.toBe(one.is);
      const read = (all: FrozenFigure[], code: string, region: string | null) => {
        const found = all.find((one) => one.code === code);
        return region === null ? found?.value : found?.regions.find((one) => one.region === region)?.value;
      };
      for (const one of differs) {
        expect(read(was, one.code, one.region) ?? null).toBe(one.was);
        expect(read(is, one.code, one.region) ?? null).toBe(one.is);
      }
      const codes = [...new Set([...was, ...is].map((one) => one.code))];
      const changed = codes.filter((code) => (read(was, code, null) ?? null) !== (read(is, code, null) ?? null));
      expect(differs.filter((one) => one.region === null).map((one) => one.code)).toEqual(changed);
    }),
  );
});
