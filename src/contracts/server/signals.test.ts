// Signals of real records over HTTP: what one process reckons of another's acts, who reads them and who never does, what a registrar notes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../records/server/index.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import type { ShownSignal } from '../signalNote.ts';

let house: TestHouse;
let second: TestHouse['house'];
let today: string;
const people: Record<string, Person> = {};
const organizations: Record<string, string> = {};
const at: Record<string, Acted> = {};

const trained = { trainedOn: '2025-01-10', filedOn: '2025-02-01' };
beforeAll(async () => {
  house = await startHouse();
  second = await house.another();
  const bureau = (people['bureau'] = await house.as('bureauOfficer'));
  today = String((await bureau.get('/health'))['today']);
  for (const [who, name, region] of [
    ['seller', '云川青禾无人机有限公司', 'YC-CH'],
    ['buyer', '云川农服集团有限公司', 'YC-WY'],
    ['away', '云川外区有限公司', 'YC-WY'],
  ] as const)
    organizations[who] = (await bureau.create('organizations', { name, region, creditCode: freshCode() })).id;
  for (const who of ['seller', 'buyer', 'away'])
    people[who] = await house.as({ account: who, roles: ['organizationAdmin'], organization: organizations[who]! });
  for (const who of ['ch1', 'ch2', 'wy1', 'wy2']) people[who] = await house.as({ account: who, roles: ['registrar'] });
  people['audit'] = await house.as('auditAdmin');
  people['district'] = await house.as({ account: 'qu', roles: ['districtOfficer'], region: 'YC-CH' });
  const { items } = await bureau.get<{ items: { id: string; name: string }[] }>('/registrars');
  const appointed = (...names: string[]) =>
    names.map((name) => ({ account: items.find((one) => one.name === name)?.id, ...trained }));
  for (const [code, place] of [
    ['CH', 'YC-CH'],
    ['WY', 'YC-WY'],
  ] as const) {
    const registrars = appointed(`${code.toLowerCase()}1`, `${code.toLowerCase()}2`);
    const made = { name: `${code}登记处`, code, territory: [place], registrars };
    at[code] = await bureau.act(await bureau.create('registries', made), 'open');
  }
});
afterAll(() => house.close());

const letters = (seed: number, length: number): string => {
  let state = seed;
  return Array.from({ length }, () =>
    String.fromCharCode(0x4e00 + (((state = Math.imul(state, 1_103_515_245) + 12_345) >>> 16) % 4000)),
  ).join('');
};
const submitted = async (who: string, more: object = {}) => {
  const said = { title: '植保无人机避障系统开发', type: 'development', amount: '3000000', signedOn: today, noSecrets: true };
  return people[who]!.act(await people[who]!.create('contracts', { ...said, ...more }), 'submit');
};
type Told = { signals: ShownSignal[]; at: string | null; behind: boolean; reading: object | null; notes: boolean };
const told = (of: Acted, who = 'ch1') => people[who]!.get<Told>(`/contracts/${of.id}/signals`);
const keysOf = ({ signals }: Told) => signals.map((one) => one.key);
const text = letters(7, 900);
/** A buyer whom no register knows. */
const farm = [{ role: 'buyer', name: '云川红星农场' }];

test('one process reckons what another one did; while the register is being read the page is told how far', async () => {
  at['first'] = await submitted('seller', { text, parties: [{ role: 'buyer', organization: organizations['buyer'] }] });
  expect(await told(at['first'])).toMatchObject({ signals: [], at: null, behind: true, reading: { phase: 'reading', done: 0 } });
  expect(await second.signals.work()).toBe(1);
  expect(await told(at['first'])).toMatchObject({ signals: [], behind: false, reading: null, notes: true });
  // The same text sold to another one, far from the seller’s place: who holds the right takes it in, the other one keeps out.
  at['copy'] = await submitted('seller', { text: `${text}${letters(9, 60)}`, amount: '2000000' });
  expect(await house.house.signals.work()).toBe(0);
  expect([house.house.signals.size, second.signals.size]).toEqual([0, 1]);
  expect(await told(at['copy'])).toMatchObject({ behind: true });
  expect(await second.signals.work()).toBeGreaterThan(1);
  expect(keysOf(await told(at['copy']))).toEqual(['sameText.soldTwice']);
  // The first one is told of the second, for it rests on it now.
  expect((await told(at['first'])).signals).toMatchObject([
    { key: 'sameText.soldTwice', records: [{ id: at['copy']!.id }], hidden: 0 },
  ]);
  expect(await second.signals.work()).toBe(0);
});

test('a change is taken in after a pause and by whoever takes over; what is withdrawn is compared with nothing', async () => {
  await house.sealNow();
  await second.signals.work();
  await house.sealNow();
  const late = await submitted('away', {
    text: letters(11, 700),
    technologyAmount: '3000',
    parties: farm,
    title: '植保无人机航线规划服务',
    type: 'service',
  });
  await second.signals.close();
  expect(second.signals.size).toBe(0);
  await people['seller']!.act(at['copy']!, 'withdraw');
  expect(await house.house.signals.work()).toBeGreaterThan(0);
  expect(keysOf(await told(late, 'wy1'))).toEqual(['amountSlip.technology']);
  expect(keysOf(await told(at['first']!))).toEqual([]);
  at['slip'] = late;
});

test('parties never read signals, whatever else they are; nor does who has nothing to do with the contract', async () => {
  const contract = at['slip']!;
  people['expert'] = await house.as({ account: 'ping', roles: ['expert'] });
  for (const who of ['away', 'district', 'seller', 'expert']) {
    await expect(told(contract, who)).rejects.toMatchObject({ status: 403 });
    for (const path of ['/contracts/signals', '/signal-notes'])
      await expect(people[who]!.get(path)).rejects.toMatchObject({ status: 403 });
  }
  // A registrar of another registry does not see the contract.
  await expect(told(contract, 'ch1')).rejects.toMatchObject({ status: 404 });
  expect((await people['ch1']!.get<{ items: unknown[] }>('/contracts/signals')).items).toEqual([]);
  for (const who of ['bureau', 'audit', 'wy2']) expect(keysOf(await told(contract, who))).toEqual(['amountSlip.technology']);
  expect(await told(contract, 'audit')).toMatchObject({ notes: false });
  // A registrar in charge who is a member of a party reads neither the one nor the list.
  await house.tables.ownerPool.query(
    `insert into ${testSchema}.memberships (id, account, organization, role, since)
      select gen_random_uuid(), id, $1, 'member', $2 from ${testSchema}.accounts where account = 'wy2'`,
    [organizations['away'], today],
  );
  await expect(told(contract, 'wy2')).rejects.toMatchObject({ status: 403 });
  expect((await people['wy2']!.get<{ items: unknown[] }>('/contracts/signals')).items).toEqual([]);
  const note = { contract: contract.id, key: 'amountSlip.technology', verdict: 'explained', reason: '试' };
  await expect(people['wy2']!.create('signal-notes', note)).rejects.toMatchObject({ status: 404 });
  // Neither its history nor what is told of it says anything.
  const { items } = await people['away']!.get<{ items: { action: string }[] }>(`/contracts/${contract.id}/events`);
  expect(items.map((one) => one.action)).toEqual(['submit', 'create']);
  for (const query of [{ code: 'nothing' }, { limit: '0' }, { from: 'today' }, { after: 'x' }, { registry: '1' }])
    await expect(people['bureau']!.get('/contracts/signals', query)).rejects.toMatchObject({ status: 400 });
});

test('a registrar notes what he looked at; it is kept with its history, and holds while the signal rests on nothing new', async () => {
  const contract = at['slip']!;
  const said = { contract: contract.id, key: 'amountSlip.technology', verdict: 'explained', reason: '其余为设备，另附清单' };
  for (const [who, more, status] of [
    ['bureau', {}, 403],
    ['away', {}, 403],
    ['ch1', {}, 404],
    ['wy1', { key: 'sameText.again' }, 409],
    ['wy1', { key: 'made.up' }, 400],
    ['wy1', { reason: ' ' }, 400],
    ['wy1', { reason: 'x'.repeat(2001) }, 400],
    ['wy1', { verdict: 'fraud' }, 400],
    ['wy1', { contract: organizations['away'] }, 404],
  ] as const)
    await expect(people[who]!.create('signal-notes', { ...said, ...more })).rejects.toMatchObject({ status });
  const note = await people['wy1']!.create('signal-notes', said);
  expect(note).toMatchObject({ state: 'explained', notedOn: today, notedBy: 'wy1' });
  await expect(people['wy1']!.create('signal-notes', said)).rejects.toMatchObject({ code: 'signal.noted' });
  expect((await told(contract, 'bureau')).signals[0]?.note).toMatchObject({
    state: 'explained',
    covers: true,
    reason: said.reason,
  });
  const listed = async (query: object) =>
    (await people['bureau']!.get<{ items: { id: string }[] }>('/contracts/signals', { ...query })).items.map((one) => one.id);
  expect(await listed({ noted: 'no' })).toEqual([]);
  expect(await listed({ noted: 'explained', code: 'amountSlip', to: today })).toEqual([contract.id]);
  expect(await listed({ standing: 'registered', count: 'yes' })).toEqual([]);
  expect(await people['wy1']!.act(note, 'revise', { verdict: 'ground', reason: '清单与正文不符' })).toMatchObject({
    state: 'ground',
  });
  await expect(people['ch1']!.act(note, 'revise', { verdict: 'explained', reason: '试' })).rejects.toMatchObject({ status: 404 });
  const { items } = await people['audit']!.get<{ items: { action: string; reason: string }[] }>(
    `/signal-notes/${note.id}/events`,
  );
  expect(items.map((one) => [one.action, one.reason])).toEqual([
    ['revise', '清单与正文不符'],
    ['create', said.reason],
  ]);
  // A second shift in the same contract is another signal; the old note says nothing of it.
  const twin = await submitted('away', {
    text: letters(11, 700),
    title: '植保无人机航线规划服务',
    type: 'service',
    parties: farm,
  });
  await house.house.signals.work();
  expect((await told(twin, 'wy1')).signals).toMatchObject([{ key: 'sameText.again', note: null }]);
  expect((await told(contract, 'wy1')).signals.map((one) => [one.key, one.note?.state ?? null])).toEqual([
    ['sameText.again', null],
    ['amountSlip.technology', 'ground'],
  ]);
  expect(await listed({ noted: 'no' })).toEqual([twin.id, contract.id].toSorted().toReversed());
});

test('how two organizations hang together is looked up or declared, told to nobody else, and tells of the contracts between them', async () => {
  const [first, other] = [organizations['seller'], organizations['away']];
  const deal = await submitted('seller', {
    title: '果园机器人底盘委托研制',
    amount: '5100000',
    text: letters(23, 600),
    parties: [{ role: 'buyer', organization: other }],
  });
  const relation = {
    first,
    second: other,
    how: 'ownership',
    share: '60',
    since: '2020-01-01',
    evidence: '企业信用信息公示，已查',
  };
  const path = 'organization-relations';
  for (const [who, more, status] of [
    ['district', {}, 403],
    ['audit', {}, 403],
    ['buyer', {}, 403],
    ['ch1', { second: first }, 422],
    ['ch1', { second: '0198c0de-0000-7000-8000-0000000000ff' }, 422],
    ['ch1', { share: null }, 422],
    ['ch1', { how: 'representative' }, 422],
    ['ch1', { since: '2999-01-01' }, 422],
    ['ch1', { share: '100.5' }, 400],
    ['ch1', { share: '0' }, 400],
    ['ch1', { how: 'friends' }, 400],
    ['ch1', { evidence: 'x'.repeat(301) }, 400],
  ] as const)
    await expect(people[who]!.create(path, { ...relation, ...more })).rejects.toMatchObject({ status });
  await house.house.signals.work();
  expect(keysOf(await told(deal))).not.toContain('relatedParties.ownership');
  // One of the two declares it; the same again is refused.
  const made = await people['away']!.create(path, relation);
  await expect(people['ch1']!.create(path, relation)).rejects.toMatchObject({ code: 'organizationRelation.twice' });
  for (const who of ['seller', 'away', 'ch1', 'bureau', 'audit'])
    expect((await people[who]!.get<{ items: { id: string }[] }>(`/${path}`)).items.map(({ id }) => id)).toEqual([made.id]);
  expect((await people['buyer']!.get<{ items: object[] }>(`/${path}`)).items).toEqual([]);
  for (const who of ['district', 'expert']) await expect(people[who]!.get(`/${path}`)).rejects.toMatchObject({ status: 403 });
  const reckoned = async () => {
    await house.sealNow();
    await house.house.signals.work();
    return (await told(deal)).signals.filter(({ key }) => key.startsWith('relatedParties'));
  };
  expect(await reckoned()).toMatchObject([
    { key: 'relatedParties.ownership', params: { share: '60.00' }, records: [{ id: first }, { id: other }] },
  ]);
  const end = { on: '2021-01-01', reason: '股权转让' };
  await expect(people['away']!.act(made, 'end', end)).rejects.toMatchObject({ status: 403 });
  await expect(people['ch1']!.act(made, 'end', { ...end, on: '2019-12-31' })).rejects.toMatchObject({ status: 422 });
  const ended = await people['ch1']!.act(made, 'end', end);
  expect(await reckoned()).toEqual([]);
  await people['ch1']!.act(ended, 'void', { reason: '同名公司' });
  await people['ch1']!.create(path, { ...relation, how: 'representative', share: null, first: other, second: first });
  expect(await reckoned()).toMatchObject([{ key: 'relatedParties.representative' }]);
});

test('of a record at another registry it is only said that there is one; organizations that became one are one party', async () => {
  const copy = await submitted('buyer', { text, title: '植保无人机避障系统的开发', amount: '2900000' });
  await house.house.signals.work();
  expect((await told(copy, 'wy1')).signals).toMatchObject([{ key: 'sameText.strangers', records: [], hidden: 1 }]);
  expect((await told(copy, 'bureau')).signals).toMatchObject([{ records: [{ id: at['first']!.id }], hidden: 0 }]);
  // Seller and buyer of the copy are one now: the deal with oneself is the seller’s own text again.
  await people['bureau']!.act({ id: organizations['buyer']!, kind: 'organization' }, 'merge', { into: organizations['seller'] });
  await house.sealNow();
  await house.house.signals.work();
  expect(keysOf(await told(copy, 'bureau'))).toEqual(['sameText.soldTwice']);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});
