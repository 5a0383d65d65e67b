import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { type Compared, type Facts, fitOf, matchingWeights } from './fit.ts';

const weights = matchingWeights.parse(
  JSON.parse(readFileSync(new URL('../../law/market/matching.json', import.meta.url), 'utf8')),
);
const side = (of: Partial<Facts>): Facts => ({
  id: '',
  side: 'demand',
  sort: 'problem',
  organization: '',
  region: 'WJ',
  title: '',
  keywords: [],
  text: null,
  anonymous: false,
  lastConfirmedOn: null,
  field: 'newMaterials' as Facts['field'],
  industry: null,
  cooperation: [],
  maturity: null,
  demandType: null,
  price: 'none',
  priceLow: null,
  priceHigh: null,
  ...of,
});
const compared = (of: Partial<Compared>): Compared => ({
  demand: side({}),
  supply: side({ side: 'supply', sort: 'result', region: 'LY' }),
  closeness: 1,
  shared: [],
  conduct: null,
  shows: 'supply',
  apart: null,
  today: '2026-11-27',
  ...of,
});
const told = (of: Partial<Compared>) => {
  const fit = fitOf(compared(of), weights);
  return [...fit.for, ...(fit.against === null ? [] : [fit.against])].filter(({ part }) => part === 'region');
};
const shared = [{ word: '耐磨涂层', near: null }];

test('how far the other side is, in kilometres where the map knows them; of an anonymous demand not even that', () => {
  const far = { part: 'region', code: 'farRegion', params: { region: 'LY', km: 65 } };
  expect(told({ shared, apart: 65 })).toEqual([far]);
  expect(told({ shared, apart: 65, shows: 'demand' })).toEqual([{ ...far, params: { region: 'WJ', km: 65 } }]);
  expect(told({ shared, apart: 11 })).toEqual([{ ...far, code: 'nearRegion', params: { region: 'LY', km: 11 } }]);
  expect(told({ shared })).toEqual([{ part: 'region', code: 'otherRegion', params: { region: 'LY' } }]);
  const here = side({ side: 'supply', sort: 'result', region: 'WJ' });
  expect(told({ shared, supply: here, apart: 0 })).toEqual([{ part: 'region', code: 'sameRegion', params: { region: 'WJ' } }]);
  expect(told({ shared, apart: 65, demand: side({ anonymous: true }) })).toEqual([]);
});

test('the further away, the less it is worth', () => {
  const scores = [5, 40, 65, 300].map((apart) => fitOf(compared({ shared, apart }), weights).score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(new Set(scores).size).toBe(4);
});

test('a word that stands in texts on anything is told as no reason, and moves nothing', () => {
  const words = (all: string[]) => fitOf(compared({ shared: all.map((word) => ({ word, near: null })) }), weights);
  const said = ({ for: reasons }: ReturnType<typeof words>) =>
    reasons.flatMap(({ part, params }) => (part === 'words' ? [params['words']] : []));
  expect(said(words(['系统', '耐磨涂层', '解决']))).toEqual(['耐磨涂层']);
  expect(said(words(['系统', '解决']))).toEqual([]);
  expect(words(['系统']).score).toBe(words(['耐磨涂层']).score);
  expect(words([]).score).toBeLessThan(words(['系统']).score);
});
