// The service chain: where things belong and why, and that every figure is the sum of what stands behind it.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandCodes } from './codes.ts';
import { sorts } from './listing.ts';
import {
  cellsOf,
  chainLaw,
  gapCellsOf,
  gapsOf,
  industriesOfOrganization,
  industryOf,
  keyIndustries,
  linkOf,
  linksOfOrganization,
  monthEnds,
  type Offered,
  otherIndustry,
  type Said,
  type Serving,
  unansweredOf,
  type Wanted,
} from './serviceChain.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const law = chainLaw.parse(read('law/market/service-chain.json'));
const { industries } = keyIndustries.parse(read('cities/example/key-industries.json'));
const said = (of: Partial<Said>): Said => ({
  sort: 'service',
  title: '',
  keywords: [],
  field: '09',
  industry: null,
  demandType: null,
  cooperation: [],
  ...of,
});

test.each([
  [{ sort: 'testing' as const, title: '减速器性能检测' }, 'testing', 'sort', 'testing'],
  [{ sort: 'patent' as const, title: '一种专利导航方法（发明专利）' }, 'transfer', 'sort', 'patent'],
  [{ title: '储能企业专利导航与布局' }, 'ip', 'word', '专利导航'],
  [{ title: '科技型企业知识产权质押贷款' }, 'ip', 'word', '知识产权'],
  [{ title: '科技贷款', cooperation: ['20'] }, 'finance', 'word', '贷款'],
  [{ title: '为企业出资', cooperation: ['21'] }, 'finance', 'cooperation', '21'],
  [{ sort: 'platform' as const, title: '轻质材料中试平台' }, 'transfer', 'word', '中试'],
  [{ sort: 'expert' as const, title: '伺服驱动方向专家团队' }, 'consulting', 'sort', 'expert'],
  [{ title: '现场改进', cooperation: ['06', '07'] }, 'research', 'cooperation', '07'],
  [{ sort: 'problem' as const, title: '规避专利布局的新结构', demandType: '00' }, 'research', 'demandType', '00'],
  [{ sort: 'problem' as const, title: '寻求专利布局', demandType: '99' }, 'ip', 'word', '专利布局'],
  [{ sort: 'problem' as const, title: '扩产', demandType: '07' }, 'finance', 'demandType', '07'],
  [{ sort: 'problem' as const, title: '测什么', demandType: '11' }, 'testing', 'demandType', '11'],
])('%o belongs to %s', (of, code, by, value) => {
  expect(linkOf(law, said(of))).toEqual({ code, by, value });
});

test('a demand that says nothing of its link belongs to none', () => {
  expect(linkOf(law, said({ sort: 'problem', title: '其他', demandType: '99', cooperation: ['05'] }))).toBeNull();
});

test('every sort and type of demand has a link by itself', () => {
  for (const sort of sorts.filter((one) => one !== 'problem')) expect(linkOf(law, said({ sort }))).not.toBeNull();
  for (const demandType of demandCodes.filter((one) => one !== '99'))
    expect(linkOf(law, said({ sort: 'problem', demandType }))).not.toBeNull();
});

test('an industry is told by words, else by industry, else by field', () => {
  expect(industryOf(industries, said({ title: '氢能装备', industry: '3484', field: '03' }))).toEqual({
    code: 'cleanStorage',
    by: 'word',
    value: '氢能',
  });
  expect(industryOf(industries, said({ industry: '3484', field: '05' })).code).toBe('intelligentManufacturing');
  expect(industryOf(industries, said({ industry: 'C', field: '05' }))).toEqual({
    code: 'lightMaterials',
    by: 'field',
    value: '05',
  });
  expect(industryOf(industries, said({ field: '09' })).code).toBe(otherIndustry);
});

test('an organization serves by its titles, its kind and its line, and each link is told once', () => {
  const links = linksOfOrganization(law, { kind: 'parkOperator', industry: '7540', titles: ['incubator', 'publicPlatform'] });
  expect(links).toEqual([
    { code: 'incubation', by: 'title', value: 'incubator' },
    { code: 'research', by: 'title', value: 'publicPlatform' },
  ]);
  expect(linksOfOrganization(law, { kind: null, industry: '7213', titles: [] })).toEqual([
    { code: 'transfer', by: 'class', value: '7213' },
  ]);
  expect(linksOfOrganization(law, { kind: 'serviceOrganization', industry: null, titles: ['highTechZone'] })).toEqual([]);
});

test('a good part of its public work tells the industries of an organization; without any it is of no key industry', () => {
  const work = [
    { field: '06', industry: null, times: 4 },
    { field: '09', industry: '34', times: 3 },
    { field: '04', industry: null, times: 2 },
    { field: null, industry: null, times: 1 },
  ];
  const codes = industriesOfOrganization(industries, { name: '云川水环境监测', work }, law).map(({ code }) => code);
  expect(codes).toEqual(['citySafety', 'cleanStorage', 'intelligentManufacturing']);
  expect(industriesOfOrganization(industries, { name: '云川某某', work: [] }, law).map(({ code }) => code)).toEqual([
    otherIndustry,
  ]);
});

const owners = fc.constantFrom('a', 'b', 'c', 'd');
const placed = (...codes: string[]) => fc.constantFrom(...codes).map((code) => ({ code, by: 'none' as const, value: '' }));
const industry = placed('steel', 'glass', otherIndustry);
const link = placed('testing', 'ip');
const numbered = <T>(of: readonly T[], name: string) => of.map((one, at) => ({ ...one, id: `${name}${at}` }));
const supplies: fc.Arbitrary<Offered[]> = fc
  .array(fc.record({ organization: owners, industry, link: fc.option(link) }), { maxLength: 6 })
  .map((all) => numbered(all, 's'));
const demands: fc.Arbitrary<Wanted[]> = fc
  .array(
    fc.record({
      organization: owners,
      industry,
      link: fc.option(link),
      publishedOn: fc.constantFrom('2026-01-31', '2026-05-01'),
    }),
    { maxLength: 6 },
  )
  .map((all) => numbered(all, 'd'));
const organizations: fc.Arbitrary<Serving[]> = fc.uniqueArray(
  fc.record({
    id: owners,
    industries: fc.uniqueArray(industry, { selector: ({ code }) => code, minLength: 1 }),
    links: fc.uniqueArray(link, { selector: ({ code }) => code, minLength: 1 }),
  }),
  { selector: ({ id }) => id },
);
const told = fc
  .dictionary(fc.constantFrom('d0', 'd1', 'd2'), fc.array(fc.constantFrom('s0', 's1', 'a', 'gone')))
  .map((of) => new Map(Object.entries(of)));

test('every listing stands in exactly one cell, every organization in each that it serves', () => {
  fc.assert(
    fc.property(supplies, demands, organizations, (offered, wanted, serving) => {
      const cells = cellsOf(offered, wanted, serving);
      const sum = (key: 'supplies' | 'demands' | 'organizations') => cells.reduce((all, one) => all + one[key], 0);
      expect(sum('supplies')).toBe(offered.length);
      expect(sum('demands')).toBe(wanted.length);
      expect(sum('organizations')).toBe(serving.reduce((all, one) => all + one.industries.length * one.links.length, 0));
      expect(new Set(cells.map((one) => `${one.industry} ${one.link}`)).size).toBe(cells.length);
    }),
  );
});

test('a demand is a gap where nobody but its owner published a supply, and it says whether anybody could', () => {
  fc.assert(
    fc.property(supplies, demands, organizations, (offered, wanted, serving) => {
      const gaps = gapsOf(wanted, { supplies: offered, organizations: serving, told: new Map(), lookedOn: null });
      for (const one of wanted) {
        const inPlace = (of: { industry: { code: string }; link: { code: string } | null }) =>
          of.industry.code === one.industry.code && of.link?.code === one.link?.code;
        const published = offered.some((each) => each.organization !== one.organization && inPlace(each));
        const there = serving.some(
          (each) =>
            each.id !== one.organization &&
            each.industries.some((of) => of.code === one.industry.code) &&
            each.links.some((of) => of.code === one.link?.code),
        );
        const why = there ? 'notPublished' : 'nothingOffered';
        expect(gaps.get(one.id)).toBe(one.link !== null && !published ? why : undefined);
      }
    }),
  );
});

test('once fits were looked for, what nothing fits is a gap; more supply never makes one', () => {
  fc.assert(
    fc.property(supplies, demands, organizations, told, (offered, wanted, serving, fits) => {
      const around = { supplies: offered, organizations: serving, told: fits, lookedOn: '2026-03-01' };
      const gaps = gapsOf(wanted, around);
      const there = new Set([...offered, ...serving].map(({ id }) => id));
      const unfit = wanted.filter((one) => gaps.get(one.id) === 'nothingFits');
      expect(unfit.every((one) => one.publishedOn === '2026-01-31')).toBe(true);
      expect(unfit.flatMap((one) => (fits.get(one.id) ?? []).filter((id) => there.has(id)))).toEqual([]);
      const more = {
        id: 'z',
        organization: 'z',
        industry: { code: 'steel', by: 'none', value: '' },
        link: { code: 'ip', by: 'none', value: '' },
      } as const;
      const fewer = gapsOf(wanted, { ...around, supplies: [...offered, more] });
      for (const id of fewer.keys()) expect(gaps.has(id)).toBe(true);
    }),
  );
});

test('the cells of gaps come to all gaps, and to all that nobody answered', () => {
  fc.assert(
    fc.property(supplies, demands, (offered, wanted) => {
      const gaps = gapsOf(wanted, { supplies: offered, organizations: [], told: new Map(), lookedOn: null });
      const unanswered = unansweredOf(wanted, { answered: new Set(['d0']), on: '2026-03-02', days: 30 });
      const cells = gapCellsOf(wanted, { gaps, unanswered });
      expect(cells.reduce((all, one) => all + one.gaps, 0)).toBe(gaps.size);
      expect(cells.reduce((all, one) => all + one.unanswered, 0)).toBe(unanswered.size);
      expect(
        [...unanswered].every((id) => id !== 'd0' && wanted.find((one) => one.id === id)?.publishedOn === '2026-01-31'),
      ).toBe(true);
    }),
  );
});

test('a month ends on its last day, the last on the day asked, none before the house began', () => {
  expect(monthEnds('2026-03-15', { months: 4, firstDay: '2026-01-01' })).toEqual(['2026-01-31', '2026-02-28', '2026-03-15']);
  expect(monthEnds('2024-03-31', { months: 3, firstDay: '2020-01-01' })).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
});
