// Listings in the form of the exchange: what goes out comes back the same, by JSON and by the cells of a sheet, whatever is written in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cooperationCodes, demandCodes } from './codes.ts';
import { asExchanged, cellsOf, exchangeListing, inputOf, ofCells } from './exchangeListing.ts';
import { confidentialities, ListingInput, prices, sideOf, sorts } from './listing.ts';
import { technologyFields } from '../contracts/terms.ts';
import type { PublicListing } from './publicListing.ts';

/** Texts as the form keeps them: tidied, and of one line where that is asked. */
const line = (least: number, most: number) =>
  fc
    .string({ unit: 'grapheme', minLength: least, maxLength: most })
    .map((said) => ListingInput.shape.title.safeParse(`甲乙丙丁${said}`).data ?? '甲乙丙丁');
const word = fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 8 }).map((said) => {
  const read = ListingInput.shape.keywords.safeParse([`词${said}`]);
  return read.data?.[0] ?? '词';
});
const day = fc.integer({ min: 0, max: 9000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const money = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((fen) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const of = <T>(all: readonly T[]) => fc.constantFrom(...all);
const publicListing: fc.Arbitrary<PublicListing> = fc
  .record({
    id: fc.uuid(),
    sort: of(sorts),
    title: line(0, 40),
    text: maybe(fc.string({ minLength: 10, maxLength: 200 }).map((said) => said.replaceAll(/[^\P{C}\n]/gu, '').trim() || '说明')),
    keywords: fc.uniqueArray(word, { maxLength: 10 }),
    field: of(technologyFields),
    industry: maybe(of(['C', '39', '3913'])),
    cooperation: fc.uniqueArray(of(cooperationCodes), { minLength: 1 }),
    maturity: maybe(fc.integer({ min: 1, max: 9 })),
    demandType: maybe(of(demandCodes)),
    price: of(prices),
    priceLow: maybe(money),
    priceHigh: maybe(money),
    deadline: maybe(day),
    acceptance: maybe(line(0, 60)),
    confidentiality: of(confidentialities),
    anonymous: fc.boolean(),
    region: maybe(of(['YC-CH', 'YC-WY'])),
    publishedOn: day,
    lastConfirmedOn: day,
    shownUntil: day,
  })
  .map((one) => ({ ...one, side: sideOf(one.sort), ipItems: [], transfer: null, organization: null, venue: null }));

const named = (column: string, code: string) => (column === 'industry' ? null : `名称 ${code} =1+1`);

test('what goes out as JSON comes back the same, and makes the same listing', () => {
  fc.assert(
    fc.property(publicListing, (one) => {
      const row = asExchanged(one);
      const back = exchangeListing.parse(JSON.parse(JSON.stringify(row)));
      expect(back).toEqual(row);
      const { title, text, keywords, cooperation, demandType, priceLow } = inputOf(back);
      expect({ title, text, keywords, cooperation, demandType, priceLow }).toEqual({
        title: one.title,
        text: one.text ?? '',
        keywords: one.keywords,
        cooperation: one.cooperation,
        demandType: one.demandType,
        priceLow: one.priceLow,
      });
    }),
  );
});

test('the cells of a sheet come back the same, codes without their names, lists line by line', () => {
  fc.assert(
    fc.property(publicListing, (one) => {
      const row = asExchanged(one);
      const back = exchangeListing.parse(ofCells(cellsOf(row, named)));
      expect(back).toEqual(row);
    }),
  );
});

test('a code that is none, a list in another shape and a column that nobody knows are not taken for something else', () => {
  const row = { sort: 'service', name: '服务', technologyField: '01', cooperationMode: ['07'] };
  expect(exchangeListing.safeParse(row).success).toBe(true);
  for (const wrong of [
    { sort: 'x' },
    { technologyField: '99x' },
    { cooperationMode: '07' },
    { phone: '13800138000' },
    { maturity: 'TRL7' },
  ])
    expect([wrong, exchangeListing.safeParse({ ...row, ...wrong }).success]).toEqual([wrong, false]);
  expect(ofCells({ name: '服务', phone: '13800138000', maturity: 'seven', type: ' ' })).toEqual({
    name: '服务',
    maturity: 'seven',
  });
});
