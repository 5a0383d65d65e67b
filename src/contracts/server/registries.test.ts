// Registries over HTTP: opened with two registrars, contracts come to them, nobody decides on his own, open cases move when one is suspended, draws.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../records/server/index.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { filesIn } from '../../platform/server/documents/paper.fixtures.ts';
import { addDays, startOfMonth } from '../../platform/shared/dates.ts';
import { draw } from '../draw.ts';
import { drawDue } from './index.ts';

let house: TestHouse;
let bureau: Person;
let today: string;
let seller: Person;
/** Two registrars of each registry, and one of none. */
const people: Record<string, Person> = {};
const accounts: Record<string, string> = {};
const organizations: Record<string, string> = {};
const at: Record<string, Acted> = {};

const trained = { trainedOn: '2025-01-10', filedOn: '2025-02-01' };
const appointed = (...names: string[]) => names.map((one) => ({ account: accounts[one], ...trained }));
beforeAll(async () => {
  house = await startHouse();
  bureau = await house.as('bureauOfficer');
  today = String((await bureau.get('/health'))['today']);
  for (const [who, name, region] of [
    ['seller', '云川青禾无人机有限公司', 'YC-CH'],
    ['owner', '云川科服集团有限公司', 'YC-CH'],
    ['away', '云川外区有限公司', 'YC-WY'],
  ] as const)
    organizations[who] = (await bureau.create('organizations', { name, region, creditCode: freshCode() })).id;
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization: organizations['seller']! });
  for (const name of ['ch1', 'ch2', 'city1', 'city2', 'none1']) {
    people[name] = await house.as({ account: name, roles: ['registrar'] });
    const { rows } = await house.tables.ownerPool.query<{ id: string }>(
      `select id from ${testSchema}.accounts where account = $1`,
      [name],
    );
    accounts[name] = rows[0]?.id ?? '';
  }
});
afterAll(() => house.close());

const submitted = async (who = seller, more: object = {}) => {
  const said = {
    title: '植保无人机避障系统开发',
    type: 'development',
    amount: '3000000',
    signedOn: today,
    text: '正文',
    noSecrets: true,
  };
  return who.act(await who.create('contracts', { ...said, ...more }), 'submit');
};
const shown = (of: Acted, who = bureau) => who.get<Record<string, unknown>>(`/contracts/${of.id}`);

test('a city without registries works as before: any registrar decides', async () => {
  const contract = await submitted();
  expect(contract).toMatchObject({ registry: null });
  expect(await people['none1']!.act(contract, 'accept')).toMatchObject({ state: 'accepted' });
});

test('a registry opens with two registrars who are trained and filed, and keeps two', async () => {
  const said = { name: '测试区登记处', code: 'CH', territory: ['YC-CH'], owners: [organizations['owner']] };
  const made = await bureau.create('registries', { ...said, registrars: appointed('ch1') });
  expect(made).toMatchObject({ state: 'preparing', registrarsInOffice: 1 });
  await expect(bureau.act(made, 'open')).rejects.toMatchObject({ status: 409, code: 'registry.tooFewRegistrars' });
  for (const [more, path, code] of [
    [{ account: accounts['ch1'], ...trained }, 'account', 'inOffice'],
    [{ account: made.id, ...trained }, 'account', 'noRegistrar'],
    [{ account: accounts['ch2'], trainedOn: '2999-01-01', filedOn: '2999-01-01' }, 'trainedOn', 'inFuture'],
    [{ account: accounts['ch2'], trainedOn: '2025-02-01', filedOn: '2025-01-01' }, 'filedOn', 'beforeTraining'],
  ] as const)
    await expect(bureau.act(made, 'appoint', more)).rejects.toMatchObject({ status: 422, errors: [{ path, code }] });
  await bureau.act(made, 'appoint', appointed('ch2')[0]);
  at['ch'] = await bureau.act(made, 'open');
  await expect(bureau.act(made, 'dismiss', { account: accounts['ch2'], on: today })).rejects.toMatchObject({ status: 409 });
  await expect(bureau.create('registries', said)).rejects.toMatchObject({ status: 409, code: 'registry.codeTaken' });
  await expect(bureau.create('registries', { ...said, code: 'XX', territory: ['YC-NO'] })).rejects.toMatchObject({ status: 422 });
  const city = { name: '云川市登记处', code: 'YC', territory: ['YC'], registrars: appointed('city1', 'city2') };
  at['city'] = await bureau.act(await bureau.create('registries', city), 'open');
  // Names and territory are everybody's; who the registrars are is told to those who work here.
  const visitor = house.visitor();
  const seen = await visitor.get<Record<string, unknown>>(`/registries/${made.id}`);
  expect(seen).toMatchObject({ name: '测试区登记处', territory: ['YC-CH'], registrarsInOffice: 2, registrars: null });
  expect((await bureau.get<{ registrars: unknown[] }>(`/registries/${made.id}`)).registrars).toHaveLength(2);
});

test('a contract comes to the registry of its seller’s place; others do not learn that it is there', async () => {
  const contract = await submitted();
  expect(contract).toMatchObject({ registry: at['ch']!.id, registryName: '测试区登记处' });
  const away = await house.as({ account: 'away', roles: ['member'], organization: organizations['away']! });
  expect(await submitted(away)).toMatchObject({ registry: at['city']!.id });
  for (const other of ['city1', 'none1']) {
    await expect(shown(contract, people[other])).rejects.toMatchObject({ status: 404 });
    await expect(people[other]!.act(contract, 'accept')).rejects.toMatchObject({ status: 404 });
    await expect(people[other]!.get(`/contracts/${contract.id}/text`)).rejects.toMatchObject({ status: 404 });
  }
  const waiting = async (who: string) => JSON.stringify(await people[who]!.get('/desk').catch(() => '')).includes(contract.id);
  expect([await waiting('ch1'), await waiting('city1')]).toEqual([true, false]);
  // An officer who holds the role, but not this registry's: he sees it and does not decide.
  const both = await house.as({ account: 'both', roles: ['bureauOfficer', 'registrar'] });
  await expect(both.act(contract, 'accept')).rejects.toMatchObject({ status: 403 });
  await expect(both.get(`/contracts/${contract.id}/text`)).rejects.toMatchObject({ status: 403 });
  await people['ch1']!.act(contract, 'accept');
  expect(await people['ch2']!.act(contract, 'register')).toMatchObject({ state: 'registered' });
});

test('registrars of the registry are told of what comes to it, a deputy for the one who is away, and no others', async () => {
  const told = async (who: string, of: Acted) => {
    await house.house.board.notices.work();
    const { items } = await people[who]!.get<{ items: { record: string; words: string }[] }>('/notices', { limit: 200 });
    return items.filter((one) => one.record === of.id).map((one) => /提交登记|补正|转交/.exec(one.words)?.[0] ?? one.words);
  };
  // Who is of no registry stands in for one of this: she is told for him.
  await house.tables.ownerPool.query(
    `insert into ${testSchema}.deputies (id, account, deputy, from_day, to_day, named_at) values (gen_random_uuid(), $1, $2, $3, $3, now())`,
    [accounts['ch2'], accounts['none1'], today],
  );
  const contract = await submitted();
  for (const [who, words] of [
    ['ch1', ['提交登记']],
    ['ch2', ['提交登记']],
    ['none1', ['提交登记']],
    ['city1', []],
  ] as const)
    expect([who, await told(who, contract)]).toEqual([who, words]);
  await house.tables.ownerPool.query(`delete from ${testSchema}.deputies`);
  await people['ch1']!.act(contract, 'sendBack', { defects: [{ words: '请补充' }] });
  await seller.act(contract, 'supplement');
  expect(await told('ch2', contract)).toEqual(['补正', '提交登记']);
  await bureau.act(contract, 'passTo', { registry: at['city']!.id, reason: '试' });
  expect([await told('city2', contract), await told('none1', contract)]).toEqual([['转交'], ['提交登记']]);
  await bureau.act(contract, 'passTo', { registry: at['ch']!.id, reason: '试' });
  await seller.act(contract, 'withdraw');
});

test('neither a registry nor a registrar decides on what is its own: it is passed on', async () => {
  const parties = [{ role: 'buyer', organization: organizations['owner'] }];
  // Of the registry’s owner: it goes round it to the next one.
  const owned = await submitted(seller, { parties });
  expect(owned).toMatchObject({ registry: at['city']!.id });
  await bureau.act(owned, 'passTo', { registry: at['ch']!.id, reason: '试' });
  await expect(people['ch1']!.act(owned, 'accept')).rejects.toMatchObject({ status: 403, code: 'contract.ownContract' });
  // A registrar who is a member of a party, whatever his session acts for.
  await house.tables.ownerPool.query(
    `insert into ${testSchema}.memberships (id, account, organization, role, since) values (gen_random_uuid(), $1, $2, 'member', $3)`,
    [accounts['city1'], organizations['seller'], today],
  );
  const passed = await people['ch1']!.act(owned, 'passTo', { registry: at['city']!.id, reason: '举办单位为当事人' });
  expect(passed).toMatchObject({ registry: at['city']!.id, state: 'submitted' });
  await expect(people['city1']!.act(owned, 'accept')).rejects.toMatchObject({ code: 'contract.ownContract' });
  expect(await people['city2']!.act(owned, 'accept')).toMatchObject({ state: 'accepted' });
  await expect(people['ch1']!.act(owned, 'passTo', { registry: at['ch']!.id, reason: '试' })).rejects.toMatchObject({
    status: 404,
  });
});

test('suspended, all open cases move in one action, each by its own event, and their clocks run on', async () => {
  const open = [await submitted(), await submitted(), await submitted()] as const;
  const accepted = await people['ch1']!.act(open[0], 'accept');
  await people['ch1']!.act(open[1], 'sendBack', { defects: [{ words: '请补充' }] });
  const { total } = await bureau.get<{ total: number }>(`/registries/${at['ch']!.id}/open-cases`);
  expect(total).toBe(3);
  await expect(bureau.act(at['ch']!, 'suspend', { reason: '检查' })).rejects.toMatchObject({
    errors: [{ path: 'handTo', code: 'required' }],
  });
  await expect(bureau.act(at['ch']!, 'suspend', { reason: '检查', handTo: at['ch']!.id })).rejects.toMatchObject({ status: 422 });
  // One case is decided while the registry is suspended: it is decided there, or it has moved.
  const racing = await Promise.allSettled([
    people['ch2']!.act(open[0], 'register'),
    bureau.act(at['ch']!, 'suspend', { reason: '检查', handTo: at['city']!.id }),
    submitted(),
  ]);
  expect(racing[1].status).toBe('fulfilled');
  const first = await shown(open[0]);
  expect([first['state'], first['registry']]).toEqual(
    racing[0].status === 'fulfilled' ? ['registered', at['ch']!.id] : ['accepted', at['city']!.id],
  );
  expect(await shown(open[1])).toMatchObject({ state: 'sentBack', registry: at['city']!.id });
  expect(await shown(open[2])).toMatchObject({ state: 'submitted', registry: at['city']!.id });
  expect(first['acceptedOn']).toBe(accepted['acceptedOn']);
  const late = racing[2].status === 'fulfilled' ? await shown(racing[2].value) : null;
  expect(late?.['registry']).toBe(at['city']!.id);
  const { rows } = await house.tables.ownerPool.query<{ body: string; cause: string }>(
    `select e.body, s.id as cause from ${testSchema}.events e, ${testSchema}.events s
      where e.record = $1 and e.action = 'handOver' and s.record = $2 and s.action = 'suspend'`,
    [open[2].id, at['ch']!.id],
  );
  expect(JSON.parse(rows[0]?.body ?? '{}')).toMatchObject({ cause: rows[0]?.cause, reason: '检查' });
  expect(await submitted()).toMatchObject({ registry: at['city']!.id });
  await bureau.act(at['ch']!, 'resume');
  // Two that would hand over to each other at once: one does, and no case stays where nobody works.
  const both = await Promise.allSettled([
    bureau.act(at['ch']!, 'suspend', { reason: '检查', handTo: at['city']!.id }),
    bureau.act(at['city']!, 'suspend', { reason: '检查', handTo: at['ch']!.id }),
  ]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  const [stopped, working] = both[0].status === 'fulfilled' ? [at['ch']!, at['city']!] : [at['city']!, at['ch']!];
  const openAt = async ({ id }: Acted) => (await bureau.get<{ total: number }>(`/registries/${id}/open-cases`)).total;
  expect(await openAt(stopped)).toBe(0);
  expect(await openAt(working)).toBeGreaterThan(0);
  await bureau.act(stopped, 'resume');
  if (working === at['ch']) await bureau.act(at['ch'], 'suspend', { reason: '检查', handTo: at['city']!.id });
  if (working === at['ch']) await bureau.act(at['ch'], 'resume');
  expect(await submitted()).toMatchObject({ registry: at['ch']!.id });
  expect(await shown(open[2])).toMatchObject({ registry: at['city']!.id });
});

test('each month a draw that anybody can repeat; a registrar of another registry checks what was drawn', async () => {
  const done = await people['ch1']!.act(await submitted(), 'accept');
  at['checked'] = done;
  await people['ch2']!.act(done, 'review');
  await people['ch1']!.act(done, 'register');
  const before = addDays(startOfMonth(today), -1);
  await people['ch1']!.act(done, 'noteOfficial', { registrationNumber: '20260000000017', registeredOn: before });
  await house.sealNow();
  const drawAt = async ({ kernel, contracts }: TestHouse['house']) => drawDue(kernel, house.tables.db as never, contracts);
  await Promise.all([drawAt(house.house), drawAt(await house.another())]);
  type Draws = {
    items: { seed: string; batch: number; numbers: string[]; drawn: { number: string; contract: string | null }[] }[];
  };
  const { items } = await house.visitor().get<Draws>(`/registries/${at['ch']!.id}/draws`);
  expect(items).toHaveLength(1);
  const { seed, batch, numbers, drawn } = items[0]!;
  const head = await house.visitor().get<{ chain: string }>('/seals/head', { batch: String(batch) });
  expect(head.chain).toBe(seed);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(drawn.map((of) => of.number)).toEqual(draw({ seed, code: 'CH', numbers }, hash));
  expect(drawn[0]?.contract).toBeNull();
  const own = await bureau.get<Draws>(`/registries/${at['ch']!.id}/draws`);
  expect(own.items[0]?.drawn[0]?.contract).toBe(done.id);
  await expect(people['ch1']!.act(done, 'spotCheck', { finding: 'sound' })).rejects.toMatchObject({
    code: 'contract.ownSpotCheck',
  });
  await expect(people['none1']!.act(done, 'spotCheck', { finding: 'sound' })).rejects.toMatchObject({ status: 404 });
  // Who holds the role and is of no registry; who belongs to one of the parties.
  const both = await house.as({ account: 'both', roles: ['bureauOfficer', 'registrar'] });
  await expect(both.act(done, 'spotCheck', { finding: 'sound' })).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(people['city1']!.act(done, 'spotCheck', { finding: 'sound' })).rejects.toMatchObject({
    code: 'contract.ownContract',
  });
  expect(await people['city2']!.get(`/contracts/${done.id}/text`)).toMatchObject({ text: '正文' });
  await expect(people['city2']!.act(done, 'revoke', { ground: 'other' })).rejects.toMatchObject({ status: 403 });
  const checked = await people['city2']!.act(done, 'spotCheck', { finding: 'objection', note: '类别存疑' });
  expect(checked).toMatchObject({ spotCheck: { finding: 'objection', note: '类别存疑', on: today } });
  await expect(people['city2']!.act(done, 'spotCheck', { finding: 'sound' })).rejects.toMatchObject({
    status: 403,
  });
});

test('what only the administration reads of a contract is in no proof and no paper of its parties; who may read it does in the history', async () => {
  const of = at['checked']!;
  type Event = { id: string; action: string; proofWithheld: boolean; withheld: object[] };
  const history = async (who: Person) => (await who.get<{ items: Event[] }>(`/contracts/${of.id}/events`)).items;
  const proof = (who: Person, event: string) => who.get<{ body: string }>(`/contracts/${of.id}/proof`, { event });
  const receipt = () => seller.act(of, 'noteReceipt', { on: today, amount: '1000' });
  const proofInSlip = async () => {
    const answer = await seller.send('GET', `/contracts/${of.id}/slip.pdf`);
    return (await filesIn(Buffer.from(await answer.arrayBuffer()))).get('proof.json');
  };
  await receipt();
  await house.sealNow();
  const events = await history(seller);
  expect(events.map((one) => one.action)).toEqual(
    expect.arrayContaining(['review', 'drawSpotCheck', 'spotCheck', 'noteReceipt']),
  );
  for (const { id, action, proofWithheld, withheld } of events) {
    expect([proofWithheld, withheld]).toEqual([false, []]);
    const { body } = await proof(seller, id);
    expect(body).not.toMatch(/类别存疑|"finding"|"seed"/);
    // In whose own act an account is the actor, as the history says.
    const own = { review: 'ch2', spotCheck: 'city2' }[action];
    for (const name of ['ch2', 'city2']) expect(body.includes(accounts[name]!)).toBe(name === own);
  }
  const folder = mkdtempSync(join(tmpdir(), 'touyan-withheld-'));
  writeFileSync(join(folder, 'proof.json'), JSON.stringify(await proof(seller, events[0]!.id)));
  const said = execFileSync(process.execPath, ['public/verify.mjs', join(folder, 'proof.json')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(said).toContain(`VALID: contract ${of.id}, noteReceipt`);
  const checked = (await history(people['city2']!)).filter((one) => one.withheld.length > 0);
  expect(checked).toMatchObject([
    {
      action: 'spotCheck',
      withheld: [
        { title: 'contracts:finding', text: null, words: 'contracts:findings.objection' },
        { title: 'contracts:note', text: '类别存疑', words: null },
      ],
    },
  ]);

  // As it was sealed before anything was kept apart: the text is given whole or not at all.
  const kind = house.house.kernel.kinds.get('contract')!;
  const { withheld } = kind;
  kind.withheld = null;
  await receipt();
  kind.withheld = withheld;
  await house.sealNow();
  const [old] = await history(seller);
  expect(old).toMatchObject({ action: 'noteReceipt', proofWithheld: true, withheld: [] });
  await expect(proof(seller, old!.id)).rejects.toMatchObject({ status: 403, code: 'proof.withheld' });
  expect((await proof(people['city2']!, old!.id)).body).toContain('类别存疑');
  expect(await proofInSlip()).toBeUndefined();
  await receipt();
  await house.sealNow();
  expect(await proofInSlip()).toContain(of.id);
});

test('who the registrars are is in no proof of a registry, which everybody reads', async () => {
  const visitor = house.visitor();
  const { items } = await visitor.get<{ items: { id: string }[] }>(`/registries/${at['ch']!.id}/events`);
  for (const { id } of items) {
    const { body } = await visitor.get<{ body: string }>(`/registries/${at['ch']!.id}/proof`, { event: id });
    expect(body).toContain('"withheld":{"registrars":');
    for (const name of ['ch1', 'ch2']) expect(body).not.toContain(accounts[name]!);
  }
});

test('what was kept is as it was sealed', async () => {
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});
