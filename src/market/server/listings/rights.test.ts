// What a supply rests on, over HTTP: patent numbers, another's patents, and offers that contradict their transfer conditions.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let su: Person;
let guo: Person;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  const college = await zhou.create('organizations', { name: '云川理工大学', region: 'YC-CH', kind: 'university' });
  const firm = await zhou.create('organizations', { name: '云川转让试验有限公司', region: 'YC-CH' });
  su = await house.as({ account: 'su', roles: ['organizationAdmin'], organization: college.id });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const at = (path: string, code: string) => ({ status: 422, errors: [{ path, code }] });
const patent = (number: string, more: object = {}) => ({
  kind: 'inventionPatent',
  number,
  title: '一种射频前端模块',
  holder: 'own',
  ...more,
});
const conditions = { owner: 'institution', inventors: 3 };
const result = {
  sort: 'patent',
  title: '低功耗射频前端模块专利',
  text: '面向物联网终端的射频前端模块，已完成中试，可转让或许可。',
  field: '01',
  cooperation: ['01', '02'],
};
const make = (more: object, who: Person = su): Promise<Acted> => who.create('listings', { ...result, ...more });
const [good, goodPlain] = ['ZL 2023 1 0000000.0', 'ZL202310000000.0'];

test('a patent number is read, kept as the office writes it, and refused where it cannot be', async () => {
  const one = await make({ ipItems: [patent(good)] }, guo);
  expect(one).toMatchObject({ ipItems: [{ number: goodPlain }] });
  expect(await refused(make({ ipItems: [patent('ZL202310000000.3')] }))).toMatchObject(at('ipItems.0.number', 'check'));
  expect(await refused(make({ ipItems: [patent('ZL202310000000')] }))).toMatchObject(at('ipItems.0.number', 'checkMissing'));
  expect(await refused(make({ ipItems: [patent(good, { kind: 'design' })] }))).toMatchObject(at('ipItems.0.kind', 'kindDiffers'));
  const demand = { sort: 'problem', demandType: '00', ipItems: [patent(good)] };
  expect(await refused(make(demand, guo))).toMatchObject(at('ipItems', 'ofSupply'));
});

test('a patent that another lists as its own is refused with where it stands, unless it is held together or entrusted', async () => {
  const one = await make({ title: '自有专利在此转让', ipItems: [patent(good)] }, guo);
  // What is only a draft bars nobody.
  const early = await make({ transfer: conditions, ipItems: [patent('202310000000.0')] });
  await guo.act(one, 'submit', { noSecret: true });
  await zhou.act(one, 'publish');
  const wrong = await refused(su.act(early, 'submit', { noSecret: true }));
  expect(wrong).toMatchObject(at('ipItems.0.number', 'elsewhere'));
  expect(JSON.stringify(wrong)).toContain('云川转让试验有限公司');
  expect(await refused(make({ ipItems: [patent(good, { holder: 'joint' })] }))).toMatchObject(
    at('ipItems.0.number', 'elsewhere'),
  );
  expect(await make({ ipItems: [patent(good, { holder: 'entrusted' })] })).toMatchObject({ state: 'draft' });
  expect(await make({ title: '自己的第二条', ipItems: [patent(good)] }, guo)).toMatchObject({ state: 'draft' });
});

test('a public institute says the conditions of its results before it submits them', async () => {
  const one = await make({});
  expect(await refused(su.act(one, 'submit', { noSecret: true }))).toMatchObject({ code: 'listing.conditionsMissing' });
  await su.act(one, 'edit', { transfer: conditions });
  expect(await su.act(one, 'submit', { noSecret: true })).toMatchObject({ state: 'underReview', transfer: { rights: 'none' } });
  expect(await refused(make({ sort: 'service', transfer: conditions }))).toMatchObject(at('transfer', 'noTransfer'));
});

test('an offer that contradicts its conditions is refused with the clause', async () => {
  const cases: [more: object, path: string, code: string, article: string][] = [
    [{ owner: 'other' }, 'transfer.owner', 'owner', '870'],
    [{ owner: 'joint' }, 'transfer.ownersAgree', 'coOwners', '14'],
    [{ rights: 'ownership' }, 'transfer.inventorsAgree', 'inventorsOwn', '33'],
    [{ rights: 'longTermUse', offered: 'exclusive' }, 'transfer.inventorsAgree', 'longTermUse', '2020'],
    [{ licence: 'exclusive', licenceUntil: '2999-12-31' }, 'transfer.licence', 'licenceHeld', '25'],
    [{ pledged: true }, 'transfer.pledged', 'pledged', '444'],
    [{ stateFunded: true, abroad: true }, 'transfer.abroad', 'abroad', '34'],
  ];
  for (const [more, path, code, article] of cases) {
    const wrong = await refused(make({ transfer: { ...conditions, ...more } }));
    expect(wrong).toMatchObject(at(path, code));
    expect(JSON.stringify(wrong)).toContain(article);
  }
  const auction = { price: 'fixed', priceLow: '500000', transfer: { ...conditions, pricing: 'auction' } };
  expect(await refused(make(auction))).toMatchObject(at('price', 'pricing'));
  for (const more of [
    { owner: 'joint', ownersAgree: true },
    { licence: 'exclusive', licenceUntil: '2020-12-31' },
    { pledged: true, pledgeeAgrees: true },
    { rights: 'longTermUse', offered: 'ordinary' },
  ])
    expect(await make({ transfer: { ...conditions, ...more } })).toMatchObject({ state: 'draft' });
  // One owner alone may grant an ordinary licence.
  expect(await make({ cooperation: ['02'], transfer: { owner: 'joint', offered: 'ordinary' } })).toMatchObject({
    state: 'draft',
  });
});
