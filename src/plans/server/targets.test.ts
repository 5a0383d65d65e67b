// Targets at work over HTTP: allocated by two officers, amended by versions, read with pace and gap; figures confirmed; the next plan adopted.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../records/server/index.ts';
import { sheetOf } from '../../../test/e2e/files.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { citiesWithout } from '../../../test/harness/uncovered.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import type { Figure } from '../../indicators/indicator.ts';
import type { PlanProgress } from '../progress.ts';
import type { TargetShares } from '../share.ts';

const plan = 'yunchuan-three-years';
// Turnover as it is reported: registered contracts are counted elsewhere.
const { folder, remove } = citiesWithout('contracts');
let house: TestHouse;
let zhou: Person;
let sun: Person;
let lin: Person;
let visitor: Person;
/** Six districts, the functional area inside one of them, the city's own units. */
let places: string[];
beforeAll(async () => {
  // A plan that is over: 2022-2024.
  house = await startHouse({ anchor: 2024, folder });
  zhou = await house.as('bureauOfficer');
  sun = await house.as({ account: 'sun', roles: ['bureauOfficer'] });
  lin = await house.as({ roles: ['districtOfficer'], region: 'YC-CH' });
  visitor = house.visitor();
  places = house.house.parts.regions.filter((one) => one.kind !== 'city').map((one) => one.id);
});
afterAll(async () => {
  await house?.close();
  remove();
});

const parts = (amounts: readonly string[], more: object = {}) =>
  amounts.map((amount, at) => ({ place: places[at], amount, ...more }));
const even = (amount: string) => parts(places.map(() => amount));
const draft = (target: string, year: number, more: object) => zhou.create('allocations', { plan, target, year, ...more });
async function decided(target: string, year: number, more: object): Promise<Acted> {
  const made = await zhou.act(await draft(target, year, more), 'submit');
  return sun.act(made, 'decide');
}
const sharesAt = async (target: string, asOf: string, more: Record<string, string> = {}): Promise<TargetShares> =>
  (await zhou.get<{ items: TargetShares[] }>(`/plans/${plan}/shares`, { asOf, target, ...more })).items[0]!;
const rowAt = (of: TargetShares, place: string) => of.rows.find((one) => one.place === place);

test('parts that do not come to the city’s target are refused, above and below, until a reason is written', async () => {
  const made = await draft('offshore-centres', 2024, { parts: even('6') });
  expect(made).toMatchObject({
    state: 'draft',
    city: '45',
    sum: '48',
    difference: '3',
    balanced: false,
    holdsFrom: '2024-01-01',
  });
  await expect(zhou.act(made, 'submit')).rejects.toMatchObject({
    status: 422,
    code: 'allocation.above',
    errors: [{ path: 'parts', words: expect.stringContaining('45') }],
  });
  const below = await zhou.act(made, 'edit', { parts: even('5') });
  await expect(zhou.act(below, 'submit')).rejects.toMatchObject({ status: 422, code: 'allocation.unbalanced' });
  expect(await zhou.get(`/allocations/${made.id}`)).toMatchObject({ state: 'draft', version: 2 });
  const reasoned = await zhou.act(below, 'edit', { reason: '留5家由市里统筹' });
  expect(await zhou.act(reasoned, 'submit')).toMatchObject({ state: 'submitted', balanced: false });
});

test('who drafted it does not decide; a decided one is seen by districts and never changed', async () => {
  const made = await draft('clusters', 2024, { parts: parts(['1', '1', '1', '1', '1']) });
  const query = { state: 'draft', target: 'clusters' };
  expect((await lin.get<{ items: [] }>('/allocations', query)).items).toEqual([]);
  expect((await lin.send('GET', `/allocations/${made.id}`)).status).toBe(404);
  await zhou.act(made, 'submit');
  await expect(zhou.act(made, 'decide')).rejects.toMatchObject({ status: 409, code: 'allocation.own' });
  const done = await sun.act(made, 'decide');
  expect(done).toMatchObject({ state: 'decided', actions: [] });
  expect(await lin.get(`/allocations/${made.id}`)).toMatchObject({ state: 'decided', actions: [] });
  await expect(zhou.act(made, 'edit', { reason: '改' })).rejects.toMatchObject({ status: 409, code: 'action.notNow' });
  for (const who of [await house.as('registrar'), await house.as('member')])
    expect((await who.send('GET', `/allocations/${made.id}`)).status).toBe(403);
  expect((await visitor.send('GET', `/plans/${plan}/shares`)).status).toBe(401);
});

test('what cannot be is refused at once, with the field: places, departments, months, decimals, years, a total beside the plan’s', async () => {
  const at = (more: object, target = 'offshore-centres', year = 2024) =>
    draft(target, year, more).then(
      () => null,
      (fault: { status: number; errors: { path: string }[] }) => [fault.status, fault.errors[0]?.path],
    );
  const months = (share: string) => ({ path: 'months', shares: Array.from({ length: 12 }, () => share) });
  expect(await at({ parts: [{ place: 'YC', amount: '1' }] })).toEqual([422, 'parts.0.place']);
  expect(await at({ parts: [{ place: 'CZ-WJ', amount: '1' }] })).toEqual([422, 'parts.0.place']);
  expect(
    await at({
      parts: [
        { place: places[0], amount: '1' },
        { place: places[0], amount: '2' },
      ],
    }),
  ).toEqual([422, 'parts.1.place']);
  expect(await at({ parts: [{ place: places[0], amount: '1', department: 'nobody' }] })).toEqual([422, 'parts.0.department']);
  expect(await at({ parts: [{ place: places[0], amount: '1', pace: months('0.08') }] })).toEqual([422, 'parts.0.pace.shares']);
  expect(await at({ parts: [{ place: places[0], amount: '1.5' }] })).toEqual([422, 'parts.0.amount']);
  expect(await at({ parts: [{ place: places[0], amount: '-1' }] })).toEqual([422, 'parts.0.amount']);
  expect(await at({ parts: [{ place: places[0], amount: '1'.repeat(17) }] })).toEqual([422, 'parts.0.amount']);
  expect(await at({}, 'offshore-centres', 2026)).toEqual([422, 'year']);
  expect(await at({ total: '44' })).toEqual([422, 'total']);
  expect(await at({ holdsFrom: '2025-01-01' })).toEqual([422, 'holdsFrom']);
  expect(await at({ reason: '长'.repeat(501) })).toEqual([400, 'reason']);
  expect(await at({}, 'no-such-target')).toEqual([422, 'target']);
  expect(await at({ reason: 'a\u0000b' })).not.toBeNull();
  const nothing = await draft('offshore-centres', 2024, {});
  await expect(zhou.act(nothing, 'submit')).rejects.toMatchObject({ status: 422, errors: [{ path: 'parts' }] });
  const early = await draft('contract-turnover', 2023, { parts: even('5000000000') });
  await expect(zhou.act(early, 'submit')).rejects.toMatchObject({ status: 422, errors: [{ path: 'total' }] });
});

test('a part of a target gives no place more than the whole does', async () => {
  await decided('startup-platforms-municipal', 2024, { parts: parts(['6', '2', '2', '2', '2', '2', '2', '2']) });
  const part = await draft('startup-platforms-provincial', 2024, { parts: parts(['3', '3', '1', '1', '1', '1', '0', '0']) });
  await expect(zhou.act(part, 'submit')).rejects.toMatchObject({ status: 422, errors: [{ path: 'parts.1.amount' }] });
});

test('districts and the city’s own units: share, figure, what was due, gap; by month, with areas in and out, as of a day', async () => {
  const pace = { path: 'months', shares: ['0.5', '0.5', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0'] };
  const amounts = [
    '9000000000',
    '9000000000',
    '9000000000',
    '6000000000',
    '4000000000',
    '4000000000',
    '3000000000',
    '1000000000',
  ];
  const made = parts(amounts).map((one, at) => (at === 0 ? { ...one, pace, force: 'anticipated', department: 'bureau' } : one));
  const first = await decided('contract-turnover', 2024, { parts: made });
  for (const month of ['01', '02', '03', '04', '05', '06'])
    for (const [at, region] of places.entries())
      await house.report(zhou, {
        series: 'contract-turnover',
        region,
        period: `2024-${month}`,
        value: at === 0 ? '1500000000' : '250000000',
        reason: '试算',
      });
  const june = await sharesAt('contract-turnover', '2024-06-30');
  expect(june).toMatchObject({
    city: '45000000000.00',
    sum: '45000000000.00',
    current: '19500000000.00',
    allocation: { id: first.id },
  });
  // All of its year is due by February; at the end of June it has brought the whole.
  expect(rowAt(june, places[0]!)).toMatchObject({
    share: '9000000000.00',
    current: '9000000000.00',
    expected: '9000000000.00',
    verdict: 'met',
    force: 'anticipated',
    departmentName: '云川市科学技术局',
  });
  expect(rowAt(june, places[1]!)).toMatchObject({ current: '1500000000.00', verdict: 'behind', on: '2024-06-30' });
  expect(rowAt(june, 'YC-SB')).toMatchObject({ share: '1000000000.00', current: '1500000000.00', verdict: 'met' });
  expect(rowAt(june, 'YC-CH')).toMatchObject({ share: '12000000000.00', current: '3000000000.00' });
  expect(rowAt(june, 'YC-ZG')).toMatchObject({ within: 'YC-CH', share: '3000000000.00' });
  const apart = await sharesAt('contract-turnover', '2024-06-30', { functionalAreas: 'out' });
  expect(rowAt(apart, 'YC-CH')).toMatchObject({ share: '9000000000.00', current: '1500000000.00' });
  expect(rowAt(apart, 'YC-ZG')).toMatchObject({ within: null });
  const february = await sharesAt('contract-turnover', '2024-02-29');
  expect(rowAt(february, places[0]!)).toMatchObject({
    current: '3000000000.00',
    expected: '9000000000.00',
    gap: '-6000000000.00',
    verdict: 'behind',
  });
  // Who is in charge of a place sees it; what was known before the decision is that there was none.
  const mine = await lin.get<{ items: TargetShares[] }>(`/plans/${plan}/shares`, { asOf: '2024-06-30', place: 'YC-CH' });
  expect(mine.items.map((one) => one.target)).toContain('contract-turnover');
  const before = new Date(Date.parse(first.event.recordedAt)).toISOString();
  expect((await sharesAt('contract-turnover', '2024-06-30', { knownAt: before })).allocation).toBeNull();
});

test('amended by a new version, an earlier day still shows what held then', async () => {
  const amounts = ['1', '1', '1', '1', '1', '1', '2', '2'];
  const first = await decided('global-organizations', 2024, { parts: parts(amounts) });
  const second = await decided('global-organizations', 2024, { parts: parts([...amounts].reverse()), holdsFrom: '2024-07-01' });
  expect(second).toMatchObject({ replaces: first.id });
  const held = async (asOf: string, more: Record<string, string> = {}) => {
    const { allocation, rows } = await sharesAt('global-organizations', asOf, more);
    return [allocation?.id, rows.find((one) => one.place === places[0])?.share];
  };
  expect(await held('2024-06-30')).toEqual([first.id, '1']);
  expect(await held('2024-07-01')).toEqual([second.id, '2']);
  expect(await held('2024-07-01', { knownAt: second.event.recordedAt })).toEqual([first.id, '1']);
});

test('a stock goes from its level at the year’s beginning to its share', async () => {
  const title = (recognisedOn: string, n: number) =>
    zhou.create('recognitions', {
      title: `综合体${recognisedOn}${n}号`,
      kind: 'innovationComplex',
      level: null,
      region: places[0],
      stage: 'recognised',
      recognisedOn,
    });
  for (const n of [1, 2]) await title('2023-05-01', n);
  await title('2024-03-01', 1);
  await decided('complexes', 2024, { parts: parts(['6', '1', '1', '1', '1', '1', '1', '0']) });
  const june = await sharesAt('complexes', '2024-07-01');
  // From 2 to 6 in the year: half a year on, 4 are due, and 3 are there.
  expect(rowAt(june, places[0]!)).toMatchObject({ current: '3', expected: '4.00', gap: '-1.00', short: '3', verdict: 'behind' });
  expect(rowAt(await sharesAt('complexes', '2024-12-31'), places[0]!)).toMatchObject({ verdict: 'notMet' });
});

test('a sheet is read line by line: what cannot be is said, nothing is written, and the parts fill a draft', async () => {
  const path = `/plans/${plan}/targets/contract-turnover/allocation-sheet`;
  expect((await zhou.send('GET', path, { query: { year: '2024' } })).headers.get('content-type')).toContain('spreadsheetml');
  expect((await lin.send('GET', path, { query: { year: '2024' } })).status).toBe(403);
  const file = await sheetOf(
    '分解.xlsx',
    ['地区或单位', '任务(亿元)', '约束性或预期性', '责任部门'],
    [
      ['石渡市', '90.5', '约束性', '云川市科学技术局'],
      ['Dongli', '100', 'anticipated', ''],
      ['外星区', '1', '', ''],
      ['望岳区', '很多', '', ''],
      ['青屿区', '', '', ''],
      ['石渡市', '3', '', '云川市科学技术局'],
    ],
  );
  type Preview = {
    rows: { verdict: string; words: string | null }[];
    parts: { place: string; amount: string; force: string }[];
    sum: string;
  };
  const preview = await zhou.upload<Preview>(path, { name: file.name, content: file.buffer });
  expect(preview.rows.map((one) => one.verdict)).toEqual(['take', 'take', 'refuse', 'refuse', 'skip', 'refuse']);
  expect(preview.parts).toMatchObject([
    { place: 'YC-SD', amount: '9050000000.00', department: 'bureau' },
    { place: 'YC-DL', amount: '10000000000.00', force: 'anticipated' },
  ]);
  expect(await draft('contract-turnover', 2024, { parts: preview.parts })).toMatchObject({ sum: '19050000000.00' });
  await expect(zhou.upload(path, { name: 'x.xlsx', content: '甲,乙\n1,2\n' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'file' }],
  });
});

const figure = async (code: string, asOf: string) =>
  (await visitor.get<{ items: Figure[] }>('/indicators', { code, asOf })).items[0]!;

test('a reported figure counts once another officer has confirmed it; so does a correction; who reported it cannot', async () => {
  const made = await zhou.create('reported-figures', {
    series: 'staff',
    region: 'YC',
    period: '2023-12-31',
    value: '70000',
    documentNumber: '云统〔2024〕3号',
  });
  expect(made).toMatchObject({ state: 'waiting', answers: false, own: true, documentNumber: '云统〔2024〕3号' });
  expect((await figure('staff', '2023-12-31')).value).toBeNull();
  await expect(zhou.act(made, 'confirm')).rejects.toMatchObject({ status: 409, code: 'reportedFigure.ownReport' });
  const waiting = await sun.get<{ items: { id: string; own: boolean }[] }>('/reported-figures', { awaits: 'confirmation' });
  expect(waiting.items.find((one) => one.id === made.id)).toMatchObject({ own: false });
  const back = await sun.act(made, 'sendBack', { reason: '口径不清' });
  expect(back).toMatchObject({ state: 'sentBack', returned: '口径不清' });
  const again = await zhou.act(back, 'revise', { value: '71000', reason: '按年报' });
  expect(await sun.act(again, 'confirm')).toMatchObject({
    state: 'reported',
    answers: true,
    confirmedOn: expect.any(String),
    returned: null,
  });
  expect((await figure('staff', '2023-12-31')).value).toBe('71000');
  const amended = await sun.act(again, 'amend', { value: '72000', reason: '核减重复' });
  expect(amended).toMatchObject({ state: 'correcting', value: '71000', correction: { value: '72000', reason: '核减重复' } });
  expect((await figure('staff', '2023-12-31')).value).toBe('71000');
  await expect(sun.act(amended, 'confirm')).rejects.toMatchObject({ status: 409 });
  const compared = await zhou.get(`/reported-figures/${made.id}/compared`);
  expect(compared).toMatchObject({ value: '72000', standing: { value: '71000', difference: '1.41' } });
  expect(await zhou.act(amended, 'decline', { reason: '不同意' })).toMatchObject({
    state: 'reported',
    correction: null,
    returned: '不同意',
  });
  await zhou.act(await sun.act(again, 'amend', { value: '73000', reason: '再核' }), 'confirm');
  expect((await figure('staff', '2023-12-31')).value).toBe('73000');
  // Another district's officer neither confirms nor is told more than anybody.
  const next = await zhou.create('reported-figures', { series: 'staff', region: 'YC-SD', period: '2022-12-31', value: '9000' });
  await expect(lin.act(next, 'confirm')).rejects.toMatchObject({ status: 403 });
  await Promise.allSettled([1, 2, 3].map(() => sun.act(next, 'confirm')));
  expect(await zhou.get(`/reported-figures/${next.id}`)).toMatchObject({ state: 'reported', version: 2 });
});

test('two sources are told beside each other, the first in order leads, and 1 % apart is said', async () => {
  for (const month of Array.from({ length: 12 }, (_none, at) => String(at + 1).padStart(2, '0')))
    await house.report(zhou, { series: 'revenue', region: 'YC', period: `2022-${month}`, value: '5000000000', reason: '试算' });
  const at = async () => (await figure('revenue', '2022-12-31')).sources;
  expect((await at())?.map((one) => [one.source, one.value, one.leads])).toEqual([
    ['return', '60000000000.00', true],
    ['bulletin', null, false],
  ]);
  const bulletin = await house.report(zhou, {
    series: 'revenue-bulletin',
    region: 'YC',
    period: '2022',
    value: '60300000000',
    reason: '公报',
  });
  expect((await at())?.[1]).toMatchObject({ value: '60300000000.00', asOf: '2022-12-31', difference: '0.50', apart: false });
  await house.confirm(await zhou.act(bulletin, 'amend', { value: '61000000000', reason: '公报修订' }));
  expect((await at())?.[1]).toMatchObject({ difference: '1.67', against: '60000000000.00', apart: true });
  expect((await figure('revenue', '2022-12-31')).value).toBe('60000000000.00');
  // The target is a sum that nobody can make yet: the first source that answers leads.
  const { targets } = await zhou.get<PlanProgress>(`/plans/${plan}`, { asOf: '2022-12-31' });
  const beside = targets.find((one) => one.code === 'revenue')?.figure.sources;
  expect(beside?.map((one) => one.source)).toEqual(['sum', 'return', 'bulletin']);
  expect(beside?.map((one) => [one.leads, one.apart].join())).toEqual(['false,false', 'true,false', 'false,true']);
});

test('the next plan: drafted from the close of the old one, edited, adopted by a second officer, then a plan like any other', async () => {
  const name = { zh: '云川市下一个三年', en: 'The next three years of Yunchuan' };
  const made = await zhou.create('plan-drafts', { predecessor: plan, code: 'yunchuan-next', name });
  expect(made).toMatchObject({ state: 'draft', from: '2025-01-01', to: '2027-12-31', closingAsOf: '2024-12-31' });
  type Draft = {
    targets: { code: string; closing: { value: string | null }; baseline: string | null; value: string; shares: unknown[] }[];
  };
  const of = (held: unknown, code: string) => (held as Draft).targets.find((one) => one.code === code);
  expect(of(made, 'complexes')).toMatchObject({
    closing: { value: '3' },
    baseline: '3',
    value: '12',
    change: '9',
    changeShare: '300.0',
  });
  expect(of(made, 'contract-turnover')).toMatchObject({ closing: { value: null }, baseline: null, change: null });
  expect(of(made, 'global-organizations')?.shares).toHaveLength(8);
  const later = await zhou.act(made, 'edit', {
    targets: [
      { code: 'global-organizations', value: '23' },
      { code: 'clusters', kept: false },
      { code: 'staff', comparator: 'about', tolerance: '0.1', value: '90000', baseline: '74600' },
    ],
  });
  await expect(zhou.act(later, 'edit', { targets: [{ code: 'staff', tolerance: null }] })).rejects.toMatchObject({ status: 422 });
  const proposed = await zhou.act(later, 'propose');
  await expect(zhou.act(proposed, 'adopt')).rejects.toMatchObject({ status: 409, code: 'planDraft.own' });
  expect((await lin.send('GET', `/plan-drafts/${made.id}`)).status).toBe(403);
});

test('adopted it is a plan like any other, its shares wait for a decision, and what was published before stays the same', async () => {
  const [made] = (await zhou.get<{ items: Acted[] }>('/plan-drafts', { state: 'proposed' })).items;
  const proposed = made!;
  expect((await visitor.get<{ items: { code: string }[] }>('/plans')).items.map((one) => one.code)).toEqual([plan]);
  const release = await zhou.create('releases', { title: '通过之前', asOf: '2024-12-31' });
  const adopted = await sun.act(proposed, 'adopt', { documentNumber: '云政发〔2025〕1号' });
  expect(adopted).toMatchObject({ state: 'adopted', actions: [], documentNumber: '云政发〔2025〕1号' });
  const { items } = await visitor.get<{ items: { code: string; predecessor: string | null }[] }>('/plans');
  expect(items).toMatchObject([
    { code: 'yunchuan-next', predecessor: plan },
    { code: plan, predecessor: null },
  ]);
  const next = await visitor.get<PlanProgress>('/plans/yunchuan-next');
  expect(next.targets).toHaveLength(15);
  expect(next.targets.find((one) => one.code === 'staff')).toMatchObject({
    value: '90000',
    comparator: 'about',
    by: '2027-12-31',
  });
  // The old shares came with it, as drafts that come to the new target.
  const carried = await zhou.get<{ items: Record<string, unknown>[] }>('/allocations', { plan: 'yunchuan-next' });
  expect(carried.items.find((one) => one['target'] === 'global-organizations')).toMatchObject({
    state: 'draft',
    year: 2027,
    sum: '23',
    balanced: true,
  });
  // What was published before it is computed again to the same figures; the old plan is as it was.
  expect(await visitor.get(`/releases/${release.id}/check`)).toMatchObject({ same: true, samePack: true });
  expect((await visitor.get<PlanProgress>(`/plans/${plan}`)).targets).toHaveLength(16);
  const name = { zh: '再一个', en: 'Another' };
  await expect(zhou.create('plan-drafts', { predecessor: plan, code: 'yunchuan-next', name })).rejects.toMatchObject({
    status: 409,
    code: 'planDraft.codeTaken',
  });
  await expect(zhou.create('plan-drafts', { predecessor: 'none', code: 'x', name })).rejects.toMatchObject({ status: 422 });
  const sheet = await zhou.send('GET', `/plan-drafts/${proposed.id}/comparison`);
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')]);
});

test('every version, figure and draft is what its sealed event says', async () => {
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});
