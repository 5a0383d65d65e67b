// Stages and their days over HTTP: late statements, decisions in order, giving again after a removal, corrections, who may enter what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { addDays } from '../../platform/shared/dates.ts';

let house: TestHouse;
let zhou: Person;
let region: string;
let today: string;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  region = house.house.parts.regions.find((one) => one.kind === 'district')!.id;
  today = await house.house.organizations.today();
});
afterAll(() => house.close());

/** Of a plain stock: titles that stand on the day. */
const standing = async (asOf: string) =>
  Number(
    (await zhou.get<{ items: { value: string | null }[] }>('/indicators', { code: 'innovation-communities', asOf })).items[0]!
      .value,
  );
const community = (title: string, more: object = {}) =>
  zhou.create('recognitions', { title, kind: 'innovationCommunity', level: 'municipal', region, ...more });
const listed = async (q: string, asOf: string) =>
  (await zhou.get<{ items: Acted[] }>('/recognitions', { q, asOf, state: 'counting' })).items.length;

test('entered today as applied for and recognised last year: it stands from last year on, in figure and register alike', async () => {
  const [then, now] = [await standing('2025-07-01'), await standing(today)];
  const made = await community('迟录社区');
  expect(await zhou.act(made, 'recognise', { on: '2025-06-10' })).toMatchObject({ state: 'recognised' });
  expect([await standing('2025-07-01'), await standing(today)]).toEqual([then + 1, now + 1]);
  expect([
    await listed('迟录社区', '2025-06-09'),
    await listed('迟录社区', '2025-07-01'),
    await listed('迟录社区', today),
  ]).toEqual([0, 1, 1]);
});

test('a decision is never dated before the one before it; given again after a removal it stands from its own day', async () => {
  const made = await community('先后社区', { stage: 'recognised', recognisedOn: '2023-05-05' });
  await zhou.act(made, 'evaluate', { on: '2024-12-01', result: '优秀' });
  for (const [action, more] of [
    ['evaluate', {}],
    ['remove', { reason: '测试' }],
  ] as const)
    await expect(zhou.act(made, action, { on: '2024-11-30', ...more })).rejects.toMatchObject({
      status: 422,
      code: 'recognition.beforePast',
      errors: [{ path: 'on' }],
    });
  await zhou.act(made, 'remove', { on: '2025-02-01', reason: '停止运营' });
  await expect(zhou.act(made, 'recognise', { on: '2025-01-31' })).rejects.toMatchObject({ status: 422 });
  const [gap, now] = [await standing('2025-03-01'), await standing(today)];
  expect(await zhou.act(made, 'recognise')).toMatchObject({ state: 'recognised', recognisedOn: today, removedOn: null });
  expect([await standing('2025-03-01'), await standing(today)]).toEqual([gap, now + 1]);
  expect([await listed('先后社区', '2025-03-01'), await listed('先后社区', today)]).toEqual([0, 1]);
});

test('a slip is corrected by name, with its reason in the history; what is not named stays', async () => {
  const [at24, at25] = [await standing('2024-06-01'), await standing('2025-06-01')];
  const made = await community('更正设区', {
    stage: 'recognised',
    recognisedOn: '2025-03-01',
    documentNumber: '云科发〔2025〕8号',
    issuer: '云川市科学技术局',
  });
  const corrected = await zhou.act(made, 'correct', {
    title: '更正社区',
    documentNumber: '云科发〔2024〕8号',
    recognisedOn: '2024-03-01',
    reason: '录入时看错年份',
  });
  expect(corrected).toMatchObject({
    state: 'recognised',
    title: '更正社区',
    documentNumber: '云科发〔2024〕8号',
    recognisedOn: '2024-03-01',
    issuer: '云川市科学技术局',
    level: 'municipal',
    region,
    statements: [
      { what: 'level' },
      { what: 'region' },
      { stage: 'recognised', on: '2024-03-01', documentNumber: '云科发〔2024〕8号' },
    ],
  });
  expect([await standing('2024-06-01'), await standing('2025-06-01')]).toEqual([at24 + 1, at25 + 1]);
  const { items } = await zhou.get<{ items: object[] }>(`/recognitions/${made.id}/events`);
  expect(items[0]).toMatchObject({ action: 'correct', reason: '录入时看错年份', before: 'recognised', state: 'recognised' });
  await zhou.act(corrected, 'remove', { on: '2025-09-01', reason: '停止运营' });
  const late = await zhou.act(made, 'correct', { removedOn: '2025-05-01', reason: '停止运营实为五月' });
  expect(late).toMatchObject({ state: 'removed', removedOn: '2025-05-01' });
  expect(await standing('2025-06-01')).toBe(at25);
  const as = (input: object) => zhou.act(made, 'correct', { reason: '测试', ...input });
  await expect(as({ removedOn: '2024-02-01' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'removedOn' }] });
  await expect(as({ recognisedOn: '2025-08-01' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'recognisedOn' }] });
  await expect(as({ recognisedOn: addDays(today, 1) })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'recognisedOn' }],
  });
  await expect(as({ level: 'galactic' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'level' }] });
  await expect(as({})).rejects.toMatchObject({ status: 422, code: 'recognition.nothingCorrected' });
  await expect(zhou.act(made, 'correct', { issuer: '某局' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'reason' }],
  });
  await community('另一社区');
  await expect(as({ title: '另一社区' })).rejects.toMatchObject({ status: 409, code: 'recognition.duplicate' });
  const other = await community('未取消社区', { stage: 'recognised' });
  await expect(zhou.act(other, 'correct', { removedOn: '2025-05-01', reason: '测试' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'removedOn' }],
  });
});

test('correcting level, place and kind moves the figures of all days, and leaves later changes as they are', async () => {
  const made = await community('改级社区', { level: 'district', stage: 'recognised', recognisedOn: '2024-01-10' });
  await zhou.act(made, 'upgrade', { level: 'provincial', on: '2025-01-10' });
  const corrected = await zhou.act(made, 'correct', { level: 'municipal', region: null, reason: '原文为市级' });
  expect(corrected).toMatchObject({ level: 'provincial', region: null });
  const at = async (asOf: string) =>
    (await zhou.get<{ items: Acted[] }>('/recognitions', { q: '改级社区', asOf })).items[0]!['level'];
  expect([await at('2024-06-01'), await at('2025-06-01')]).toEqual(['municipal', 'provincial']);
});

test('a district enters what is applied for and recommended in its place, and decides nothing', async () => {
  const district = await house.as({ roles: ['districtOfficer'], region });
  const enter = (stage: string) =>
    district.create('recognitions', {
      title: `区级录入${stage}`,
      kind: 'innovationCommunity',
      level: 'municipal',
      region,
      stage,
    });
  for (const stage of ['recognised', 'evaluated', 'finallyAccepted', 'publicNotice', 'underConstruction'])
    await expect(enter(stage)).rejects.toMatchObject({ status: 403 });
  const made = await enter('applied');
  expect(made.actions.map((one) => one.name).toSorted()).toEqual(['move', 'recommend']);
  expect(await enter('recommended')).toMatchObject({ state: 'recommended' });
});

test('what removing or voiding would change is told before it is done, as the ledger then has it, and nothing is written', async () => {
  const made = await zhou.create('recognitions', {
    title: '预览研究院',
    kind: 'newRdInstitution',
    level: 'municipal',
    region,
    stage: 'recognised',
    recognisedOn: '2025-03-01',
  });
  await zhou.act(made, 'upgrade', { level: 'provincial', on: '2025-07-01' });
  type Told = { entries: { measure: string; amount: string; on: string; level: string }[] };
  const end = async (query: Record<string, string>) => {
    const { entries } = await zhou.get<Told>(`/recognitions/${made.id}/end-preview`, query);
    return entries
      .filter(({ measure }) => measure === 'titles')
      .map(({ on, level, amount }) => `${on} ${level} ${amount}`)
      .toSorted();
  };
  const events = async () =>
    (await house.tables.ownerPool.query<{ n: number }>('select count(*)::int as n from events')).rows[0]?.n;
  const before = await events();
  expect(await end({ action: 'remove', on: '2025-09-01' })).toEqual(['2025-09-01 provincial -1']);
  expect(await end({ action: 'void' })).toEqual([
    '2025-03-01 municipal -1',
    '2025-07-01 municipal 1',
    '2025-07-01 provincial -1',
  ]);
  expect(await events()).toBe(before);
  for (const [query, status] of [
    [{ action: 'remove' }, 400],
    [{ action: 'void', on: '2025-09-01' }, 400],
    [{ action: 'remove', on: '2999-01-01' }, 422],
    [{ action: 'remove', on: '2025-01-01' }, 422],
  ] as const)
    await expect(end(query)).rejects.toMatchObject({ status, errors: [{ path: 'on' }] });

  const told = await end({ action: 'remove', on: '2025-09-01' });
  const removed = await zhou.act(made, 'remove', { on: '2025-09-01', reason: '不再符合条件' });
  const { rows } = await house.tables.ownerPool.query<{ body: string }>('select body from events where id = $1', [
    removed.event.id,
  ]);
  const posted = (JSON.parse(rows[0]?.body ?? '{}') as Told).entries.filter(({ measure }) => measure === 'titles');
  expect(posted.map(({ on, level, amount }) => `${on} ${level} ${amount}`)).toEqual(told);
  await expect(end({ action: 'remove', on: '2025-10-01' })).rejects.toMatchObject({ status: 409 });
  const member = await house.as({ roles: ['districtOfficer'], region });
  await expect(member.get(`/recognitions/${made.id}/end-preview`, { action: 'void' })).rejects.toMatchObject({ status: 403 });
});
