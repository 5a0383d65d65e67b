// Recognitions over HTTP: stages, back-dating, moves of their organization, voids; figures of indicators and plan follow at once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let districts: string[];
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
});
afterAll(() => house.close());

type Figures = { items: { value: string | null; settled: boolean; parts?: { key: string; value: string }[] }[] };
const figure = async (query: Record<string, string> = {}) =>
  (await house.visitor().get<Figures>('/indicators', { code: 'new-rd-institutions', ...query })).items[0]!;
const institute = (title: string, more: object = {}) =>
  zhou.create('recognitions', {
    title,
    kind: 'newRdInstitution',
    level: 'municipal',
    region: districts[0],
    recognisedOn: '2025-03-01',
    ...more,
  });
const after = (event: { recordedAt: string }) => new Date(Date.parse(event.recordedAt) + 1).toISOString();

test('recognising moves the figure at once; as of before and as known before it stands as it was', async () => {
  const before = Number((await figure()).value);
  const made = await institute('量子测量研究院');
  expect(Number((await figure()).value)).toBe(before);
  const recognised = await zhou.act(made, 'recognise', { on: '2025-06-10', documentNumber: '云科发〔2025〕8号' });
  expect(recognised).toMatchObject({ state: 'recognised', recognisedOn: '2025-06-10' });
  expect(Number((await figure()).value)).toBe(before + 1);
  expect(Number((await figure({ asOf: '2025-06-09' })).value)).toBe(before);
  expect(Number((await figure({ knownAt: made.event.recordedAt })).value)).toBe(before);
  const { items, sum } = await zhou.get<{ items: { record: { id: string }; event: string; amount: string }[]; sum: string }>(
    '/indicators/new-rd-institutions/entries',
  );
  expect(items.reduce((total, one) => total + Number(one.amount), 0)).toBe(Number(sum));
  expect(items.some((one) => one.record.id === made.id && one.event === recognised.event.id)).toBe(true);
});

test('a removal ends, a void never was: the two differ on the old days', async () => {
  const removed = await zhou.act(await institute('甲研究院', { stage: 'recognised' }), 'remove', {
    on: '2025-09-01',
    reason: '不再符合条件',
  });
  expect(removed).toMatchObject({ state: 'removed', removedOn: '2025-09-01' });
  const known = Number((await figure({ asOf: '2025-08-01' })).value);
  const second = await institute('乙研究院', { stage: 'recognised' });
  expect(Number((await figure({ asOf: '2025-08-01' })).value)).toBe(known + 1);
  const voided = await zhou.act(second, 'void', { reason: '重复登记' });
  expect(Number((await figure({ asOf: '2025-08-01' })).value)).toBe(known);
  expect(Number((await figure({ asOf: '2025-08-01', knownAt: after(second.event) })).value)).toBe(known + 1);
  await expect(zhou.act(voided, 'recognise')).rejects.toMatchObject({ status: 409, code: 'action.notNow' });
});

test('without a region of its own it is counted where its organization reported on the day, and follows a back-dated move', async () => {
  const [a, b] = districts as [string, string];
  const organization = await zhou.create('organizations', { name: '随迁研究院有限公司', region: a });
  await institute('随迁研究院', { organization: organization.id, region: null, stage: 'recognised', recognisedOn: '2024-02-01' });
  const part = async (region: string, asOf: string) =>
    Number((await figure({ by: 'region', asOf })).parts!.find((one) => one.key === region)!.value);
  const [inA, inB, earlier] = [await part(a, '2025-12-31'), await part(b, '2025-12-31'), await part(a, '2024-12-31')];
  await zhou.act(organization, 'move', { region: b, on: '2025-01-01' });
  expect(await part(a, '2025-12-31')).toBe(inA - 1);
  expect(await part(b, '2025-12-31')).toBe(inB + 1);
  expect(await part(a, '2024-12-31')).toBe(earlier);
  const { items } = await zhou.get<{ items: { action: string }[] }>(
    `/recognitions/${(await zhou.get<{ items: { id: string }[] }>('/recognitions', { organization: organization.id })).items[0]!.id}/events`,
  );
  expect(items.map((one) => one.action)).toEqual(['recalculate', 'create']);
});

test('an upgrade counts as new at its level only in the year of the first recognition', async () => {
  const flow = async (code: string, asOf: string) =>
    Number((await house.visitor().get<Figures>('/indicators', { code, asOf })).items[0]!.value);
  const [m, p] = [
    await flow('startup-platforms-municipal', '2025-12-31'),
    await flow('startup-platforms-provincial', '2025-12-31'),
  ];
  const space = (title: string, recognisedOn: string) =>
    zhou.create('recognitions', {
      title,
      kind: 'makerSpace',
      level: 'municipal',
      region: districts[1],
      recognisedOn,
      stage: 'recognised',
    });
  await zhou.act(await space('星火众创空间', '2025-02-01'), 'upgrade', { level: 'provincial', on: '2025-11-01' });
  await zhou.act(await space('旧众创空间', '2020-02-01'), 'upgrade', { level: 'provincial', on: '2025-11-01' });
  expect(await flow('startup-platforms-municipal', '2025-12-31')).toBe(m + 1);
  expect(await flow('startup-platforms-provincial', '2025-12-31')).toBe(p + 1);
});

test('what does not fit is refused by field: kind, level, future, before the past, a duplicate, a partial date', async () => {
  await expect(institute('无此类别', { kind: 'castle' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'kind' }] });
  await expect(institute('无此级别', { level: 'galactic' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'level' }] });
  await expect(institute('将来的', { recognisedOn: '2099-01-01' })).rejects.toMatchObject({ status: 422 });
  await expect(institute('二月三十', { recognisedOn: '2025-02-30' })).rejects.toMatchObject({
    status: expect.any(Number),
    errors: [{ path: 'recognisedOn' }],
  });
  const year = await institute('只知年份研究院', { recognisedOn: '2024', stage: 'recognised' });
  expect(year).toMatchObject({ recognisedOn: '2024' });
  await expect(zhou.act(year, 'remove', { on: '2023-05-01', reason: '早于认定' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on' }],
  });
  await expect(institute('只知年份研究院')).rejects.toMatchObject({ status: 409, code: 'recognition.duplicate' });
});

test('the register can be seen as it stood on a past day', async () => {
  const made = await zhou.create('recognitions', {
    title: '往日综合体',
    kind: 'innovationComplex',
    region: districts[2],
    stage: 'recognised',
    recognisedOn: '2023-05-05',
  });
  await zhou.act(made, 'remove', { on: '2024-05-05', reason: '停止运营' });
  const then = async (asOf: string) =>
    (await house.visitor().get<{ items: { stage: string }[] }>('/recognitions', { q: '往日综合体', asOf })).items.map(
      (one) => one.stage,
    );
  expect(await then('2023-01-01')).toEqual([]);
  expect(await then('2023-12-31')).toEqual(['recognised']);
  expect(await then('2024-12-31')).toEqual(['removed']);
  const standing = await house
    .visitor()
    .get<{ items: unknown[] }>('/recognitions', { q: '往日综合体', asOf: '2023-12-31', state: 'counting' });
  expect(standing.items).toHaveLength(1);
});

test('the plan shows each target with its figure, and asks what it cannot answer to be named', async () => {
  const plan = await house.visitor().get<{
    targets: { code: string; current: string | null; verdict: string; figure: { missing: unknown } }[];
    tasks: unknown[];
    safeguards: unknown[];
  }>('/plans/yunchuan-three-years', { asOf: '2026-06-30' });
  expect(plan.targets).toHaveLength(16);
  expect(plan.tasks).toHaveLength(18);
  expect(plan.safeguards).toHaveLength(4);
  for (const target of plan.targets) expect((target.current === null) === (target.figure.missing !== null)).toBe(true);
  await expect(house.visitor().get('/plans/none')).rejects.toMatchObject({ status: 404 });
  await expect(house.visitor().get('/indicators', { asOf: '2099-01-01' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'asOf' }],
  });
  await expect(house.visitor().get('/indicators', { region: 'ATLANTIS' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'region' }],
  });
});
