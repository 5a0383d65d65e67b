// What a price may be and what is unusual, at each edge; random prices against plain arithmetic.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PriceSaid, priceFindings, priceLimits } from './prices.ts';

const limits = priceLimits.parse(
  JSON.parse(readFileSync(new URL('../../law/market/price-limits.json', import.meta.url), 'utf8')),
);
const nothing: PriceSaid = { from: null, to: null, ofNetSales: null, ofProfit: null };
const found = (said: Partial<PriceSaid>) =>
  priceFindings({ ...nothing, ...said }, limits).map(({ level, code, field }) => `${level} ${code} ${field}`);

test.each<[Partial<PriceSaid>, string[]]>([
  [{}, []],
  [{ from: '300000', to: '500000.00' }, []],
  [{ from: '0', to: '500000' }, []],
  [{ from: '500000', to: '500000' }, []],
  [{ to: '0.00' }, ['wrong zero to']],
  [{ from: '-1' }, ['wrong negative from']],
  [{ from: '500000', to: '300000' }, ['wrong upsideDown to']],
  [{ from: '9', to: '10' }, []],
  [{ to: '1000000000000' }, ['unusual feeUnusual to']],
  [{ to: '1000000000000.01' }, ['wrong aboveHighest to']],
  [{ to: '20000000' }, []],
  [{ to: '20000000.01' }, ['unusual feeUnusual to']],
  [{ from: '30000000', to: '40000000' }, ['unusual feeUnusual from']],
  [{ from: '12.345' }, ['wrong places from']],
  [{ from: '12.3400' }, []],
  [{ from: '1e9' }, ['wrong notNumber from']],
  [{ from: '五万' }, ['wrong notNumber from']],
  [{ from: '', to: '5' }, ['wrong notNumber from']],
  [{ ofNetSales: '20' }, []],
  [{ ofNetSales: '20.5' }, ['unusual salesShareUnusual ofNetSales']],
  [{ ofProfit: '40' }, []],
  [{ ofProfit: '40.01' }, ['unusual profitShareUnusual ofProfit']],
  [{ ofProfit: '100.5' }, ['wrong aboveWhole ofProfit']],
  [{ ofNetSales: '0' }, ['wrong zero ofNetSales']],
])('%j', (said, findings) => {
  expect(found(said)).toEqual(findings);
});

test('a range is upside down exactly where its beginning is the greater number', () => {
  const fen = fc.bigInt({ min: 1n, max: 100_000_000_000_000n });
  const yuan = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
  fc.assert(
    fc.property(fen, fen, (from, to) => {
      const findings = found({ from: yuan(from), to: yuan(to) });
      expect(findings.includes('wrong upsideDown to')).toBe(from > to);
      expect(findings.some((one) => one.includes('feeUnusual'))).toBe(from > 2_000_000_000n || to > 2_000_000_000n);
    }),
  );
});
