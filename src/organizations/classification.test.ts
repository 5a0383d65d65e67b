// The classifications: complete as the standards count them, and answering as their tests say.
import { expect, test } from 'vitest';
import { industriesIn, industry, industryPath, meetsThreshold, stClassOf, stMajors, thresholds } from './classification.ts';
import stServices from './st-services-2018.json' with { type: 'json' };

test('GB/T 4754-2017 is whole: 20 sections, 97 divisions, 473 groups, 1380 classes, each below the one above', () => {
  const all = industriesIn(null).flatMap((section) => [section, ...below(section.code)]);
  const counts = new Map<string, number>();
  for (const { level } of all) counts.set(level, (counts.get(level) ?? 0) + 1);
  expect([...counts]).toEqual([
    ['section', 20],
    ['division', 97],
    ['group', 473],
    ['class', 1380],
  ]);
  expect(all.filter(({ name }) => name.zh === '')).toEqual([]);
  expect(industriesIn('A').map(({ code }) => code)).toEqual(['01', '02', '03', '04', '05']);
});

const below = (code: string): ReturnType<typeof industriesIn> =>
  industriesIn(code).flatMap((child) => [child, ...below(child.code)]);

test('an industry, its path, and what is none', () => {
  expect(industry('7452')).toEqual({
    code: '7452',
    level: 'class',
    section: 'M',
    parent: '745',
    name: { zh: '检测服务', en: null },
  });
  expect(industry('M')?.name.en).toBe('Scientific research and technical services');
  expect(industryPath('6513').map(({ code }) => code)).toEqual(['I', '65', '651', '6513']);
  expect(industryPath('0111').map(({ name }) => name.zh)).toEqual(['农、林、牧、渔业', '农业', '谷物种植', '稻谷种植']);
  for (const code of ['', 'U', '00', '9999', '74520', 'm', 'constructor', '7452 '])
    expect([code, industry(code), industryPath(code)]).toEqual([code, null, []]);
});

test('S&T-service classes: by the class, saying when only part belongs or the map is not sure', () => {
  expect(stMajors.size).toBe(7);
  expect(stClassOf('7320')).toEqual({ major: '11', name: stMajors.get('11'), partial: false, sure: true });
  expect(stClassOf('8341')).toMatchObject({ major: '16', partial: true, sure: false });
  expect(stClassOf('6731')).toMatchObject({ major: '15', partial: false, sure: false });
  expect([stClassOf('0111'), stClassOf('732'), stClassOf('M')]).toEqual([null, null, null]);
  const classes = Object.keys(stServices.classes);
  expect(classes).toHaveLength(114);
  expect(classes.filter((code) => industry(code)?.level !== 'class' || stClassOf(code) === null)).toEqual([]);
});

test.each([
  ['7452', '10000000.00', true],
  ['7452', '9999900.00', false],
  ['6513', '19990000', false],
  ['6513', '20000000', true],
  ['7243', '10000000.00', true],
  ['8625', '5000000.00', true],
  ['8411', '15000000', false],
  ['8511', '5000000', true],
  ['7010', '999990000', null],
  ['7020', '10000000', true],
  ['6621', '999990000', null],
])('%s with a revenue of %s yuan is above scale: %s', (code, revenue, expected) =>
  expect(meetsThreshold(code, revenue)).toBe(expected),
);

test('a threshold says for what it is set', () => {
  expect(thresholds('8411')).toEqual({ within: '84', revenue: '20000000.00' });
  expect(thresholds('7020')).toEqual({ within: '702', revenue: '10000000.00' });
  expect(thresholds('83')).toEqual({ within: 'P', revenue: '10000000.00' });
  expect([thresholds('Q'), thresholds('3011'), thresholds('nothing')]).toEqual([null, null, null]);
});
