// Names as they are really written: what is the same, what is a question, and what is another body.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesBetween, nameKeys, normaliseName, similarity } from './names.ts';

const places = ['江苏省常州市', '江苏省', '常州市', '江苏', '常州'];
const strictly = (a: string, b: string) => nameKeys(a, places).strict === nameKeys(b, places).strict;
const loosely = (a: string, b: string) => nameKeys(a, places).loose === nameKeys(b, places).loose;

test.each([
  ['中汽研汽车检验中心（常州）有限公司', '中汽研汽车检验中心(常州)有限公司'],
  ['中汽研汽车检验中心【常州】有限公司', '中汽研汽车检验中心 (常州) 有限公司'],
  ['ＡＢＣ科技（江苏）有限公司', 'abc科技(江苏)有限公司'],
  ['常州\u3000储能材料与器件研究院', '常州储能材料与器件研究院\u200b'],
  ['重庆大学·溧阳智慧城市研究院', '重庆大学—溧阳智慧城市研究院'],
  ['Trina Solar Co., Ltd.', 'TRINA SOLAR CO LTD'],
])('%s is %s', (a, b) => expect([strictly(a, b), loosely(a, b)]).toEqual([true, true]));

test.each([
  ['常州市强力电子新材料股份有限公司', '江苏强力电子新材料有限公司'],
  ['江苏省常州市天合光能有限责任公司', '天合光能股份有限公司'],
  ['常州检验检测认证产业园有限公司', '常州市检验检测认证产业园'],
  ['中国机械总院集团有限公司', '中国机械总院'],
  ['常州创业投资合伙企业(有限合伙)', '创业投资合伙企业'],
  ['Trina Solar Co., Ltd.', 'Trina Solar Inc'],
  ['中汽研(常州)汽车工程研究院有限公司', '中汽研常州汽车工程研究院'],
])('%s may be %s', (a, b) => expect([strictly(a, b), loosely(a, b)]).toEqual([false, true]));

test.each([
  ['常州大学', '江苏大学'],
  ['常州市第一人民医院', '江苏第一人民医院'],
  ['江苏省科学技术局', '常州市科学技术局'],
  ['中汽研汽车检验中心(常州)有限公司', '中汽研汽车检验中心(天津)有限公司'],
  ['大连理工大学江苏研究院', '大连理工大学常州研究院'],
  ['天合光能股份有限公司常州分公司', '天合光能股份有限公司'],
  ['Solar Zinc', 'Solar Z'],
])('%s is not %s', (a, b) => expect([strictly(a, b), loosely(a, b)]).toEqual([false, false]));

test('place words are the pack’s: without them the place is part of the name', () => {
  expect(nameKeys('常州强力电子', []).loose).toBe('常州强力电子');
  expect(nameKeys('常州强力电子', ['常州']).loose).toBe('强力电子');
});

test('a name never comes to nothing, and its normal form is its own', () => {
  for (const odd of ['有限公司', '集团', '常州', '常州市', '常州有限公司', '·', '()', 'Ltd'])
    expect(nameKeys(odd, places).loose).not.toBe('');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'常州市江苏省（）()【】科技有限公司集团 ·.,ＡaB1㈱') }), (name) => {
      expect(normaliseName(normaliseName(name))).toBe(normaliseName(name));
      fc.pre(name.trim() !== '');
      expect(nameKeys(name, places).loose).not.toBe('');
    }),
  );
});

test('near names are near, others are far', () => {
  expect(similarity('常州先进制造技术研究所', '常州先进制造技术研究所')).toBe(1);
  expect(similarity('常州先进制造技术研究所', '常州市先进制造技术研究所')).toBeGreaterThan(0.8);
  expect(similarity('坛墨质检科技股份有限公司', '江南石墨烯研究院')).toBeLessThan(0.2);
  expect([similarity('常', '州'), similarity('', ''), similarity('', '常州')]).toEqual([0, 1, 0]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(similarity(a, b)).toBe(similarity(b, a));
      expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a hit says which field it was: name, former name (曾用名), alias or code', () => {
  const held = {
    creditCode: '9132041258558635XF',
    name: '江苏集萃碳纤维及复合材料应用技术研究院有限公司',
    formerNames: ['常州碳纤维研究院有限公司'],
    aliases: ['集萃碳纤维院'],
  };
  expect(matchesBetween({ name: '常州市碳纤维研究院' }, held, places)).toEqual([
    { field: 'formerName', value: '常州碳纤维研究院有限公司', form: 'loose' },
  ]);
  expect(
    matchesBetween({ name: '集萃碳纤维院', creditCode: '9132041258558635XF' }, held, places).map(({ field, form }) => [
      field,
      form,
    ]),
  ).toEqual([
    ['creditCode', 'strict'],
    ['alias', 'strict'],
  ]);
  expect(
    matchesBetween({ name: '新名', formerNames: ['江苏集萃碳纤维及复合材料应用技术研究院（有限公司）'] }, held, places).map(
      ({ field, form }) => [field, form],
    ),
  ).toEqual([['name', 'loose']]);
  expect(matchesBetween({ name: '江南石墨烯研究院' }, held, places)).toEqual([]);
});
