// Reported figures and releases over HTTP: one value a period, units that are noticed, releases that stay the same whatever comes after.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { periodBefore, periodOf, spanOf } from '../../forms/period.ts';
import { publicationOf } from '../publication.ts';
import { verify } from '../../records/server/index.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import { readBrief, refusedReports } from '../../../test/brief.ts';
import { askSdmx, readBySdmxClient, readOpenData, refuseOpenData, statusesWrong } from '../../../test/open-data.ts';

type Figures = { items: { code: string; value: string | null; source: string | null; settled: boolean }[] };
type Check = {
  same: boolean;
  samePack: boolean;
  figures: number;
  differs: { code: string; region: string | null; was: string | null; is: string | null }[];
};

let house: TestHouse;
let zhou: Person;
let district: Person;
let visitor: Person;
let places: string[];
let root: string;
beforeAll(async () => {
  house = await startHouse();
  places = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  root = house.house.pack.city.root;
  zhou = await house.as('bureauOfficer');
  district = await house.as({ roles: ['districtOfficer'], region: places[0]! });
  visitor = house.visitor();
});
afterAll(() => house.close());

const source = { title: '2024年统计公报', verified: true, address: 'https://tj.example.cn/2024', confidence: 'high', note: null };
const value = async (code: string, asOf: string, more: object = {}) =>
  (await visitor.get<Figures>('/indicators', { code, asOf, region: root, ...more })).items[0]!;

test('a value answers for its place and its period alone; amended, the figure follows', async () => {
  const made = await house.report(zhou, {
    series: 'revenue',
    region: root,
    period: '2019',
    value: '65000000000',
    source,
    statedOn: '2020-02-01',
    basis: { zh: '全市全年', en: 'whole city, of the year' },
  });
  expect(made).toMatchObject({
    kind: 'reportedFigure',
    state: 'reported',
    unit: 'CNY',
    answers: true,
    statedOn: '2020-02-01',
    value: '65000000000',
  });
  expect(await value('revenue', '2019-12-31')).toMatchObject({ value: '65000000000.00', source: 'reported' });
  expect(await value('revenue', '2019-11-30')).toMatchObject({ value: null });
  expect(await value('revenue', '2020-12-31')).toMatchObject({ value: null });
  await house.confirm(await zhou.act(made, 'amend', { value: '66000000000', qualifier: 'about', reason: '公报修订' }));
  expect(await value('revenue', '2019-12-31')).toMatchObject({ value: '66000000000.00' });
  const read = await visitor.get<Record<string, unknown>>(`/reported-figures/${made.id}`);
  expect(read).toMatchObject({ approximate: true, qualifier: 'about', source: { title: '2024年统计公报' }, actions: [] });
});

test('an entry behind a figure names its record in the language of the reader', async () => {
  await house.report(zhou, { series: 'revenue', region: root, period: '2017', value: '60000000000', source });
  const titles = async (language: string) => {
    const query = { asOf: '2017-12-31', region: root };
    const answer = await visitor.send('GET', '/indicators/revenue/entries', { query, headers: { 'accept-language': language } });
    return ((await answer.json()) as { items: { record: { title: string } }[] }).items.map((one) => one.record.title);
  };
  const { definitions, regions } = house.house.parts;
  const [series, place] = [definitions.find((one) => one.code === 'revenue')!.name, regions.find((one) => one.id === root)!.name];
  expect(await titles('zh-CN')).toEqual([`${series.zh} ${place.zh} 2017`]);
  expect(await titles('en')).toEqual([`${series.en}, ${place.en}, 2017`]);
});

test('a voided value leaves no data, not 0', async () => {
  const made = await house.report(zhou, {
    series: 'revenue',
    region: root,
    period: '2018',
    value: '61000000000',
    source,
  });
  expect(await value('revenue', '2018-12-31')).toMatchObject({ value: '61000000000.00' });
  await zhou.act(made, 'void', { reason: '来源撤回' });
  expect(await value('revenue', '2018-12-31')).toMatchObject({ value: null });
});

test('a value of a part of a region, and one without a date, never answer', async () => {
  const park = await zhou.create('reported-figures', {
    series: 'staff',
    region: places[0],
    scope: '科教城',
    period: '2019',
    value: '30000',
    source,
  });
  expect(await house.confirm(park)).toMatchObject({ answers: false, scope: '科教城' });
  expect(await value('staff', '2019-12-31', { region: places[0] })).toMatchObject({ value: null });
  const undated = await zhou.create('reported-figures', {
    series: 'staff',
    region: places[1],
    period: null,
    value: '20000',
    source,
  });
  expect(await house.confirm(undated)).toMatchObject({ answers: false, period: null });
  await expect(
    zhou.create('reported-figures', { series: 'staff', region: places[1], period: null, value: '1', source }),
  ).rejects.toMatchObject({ status: 409 });
});

test('the same series, place and period twice is refused with the value there; unknown names are refused by name', async () => {
  const input = { series: 'staff', region: places[2], period: '2020', value: '41000', source };
  await zhou.create('reported-figures', input);
  await expect(zhou.create('reported-figures', { ...input, value: '42000' })).rejects.toMatchObject({
    status: 409,
    code: 'reportedFigure.duplicate',
    errors: [{ path: 'period' }],
  });
  await expect(zhou.create('reported-figures', { ...input, series: 'no-such-series' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'series' }],
  });
  await expect(zhou.create('reported-figures', { ...input, region: 'XX-NO' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'region' }],
  });
  await expect(zhou.create('reported-figures', { ...input, period: '2099' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'period' }],
  });
  await expect(zhou.create('reported-figures', { ...input, value: '12,3' })).rejects.toMatchObject({
    status: 400,
    errors: [{ path: 'value' }],
  });
  const both = await Promise.allSettled(
    [1, 2].map((n) => zhou.create('reported-figures', { ...input, period: '2018', value: `4000${n}` })),
  );
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
});

test('a unit that slipped is noticed: ten thousand persons, or a hundred million yuan, need a reason', async () => {
  const at = (period: string, said: string, more: object = {}) =>
    zhou.create('reported-figures', { series: 'contract-turnover', region: places[3], period, value: said, source, ...more });
  await at('2020', '3200000000');
  await expect(at('2021', '34.5')).rejects.toMatchObject({ status: 422, errors: [{ path: 'value', code: 'scale' }] });
  await expect(at('2021', '345000')).rejects.toMatchObject({ status: 422 });
  expect(await at('2021', '4100000000')).toMatchObject({ state: 'waiting' });
  expect(await at('2022', '345000', { reason: '口径收窄，仅含一家登记点' })).toMatchObject({ value: '345000' });
});

test('a district enters and amends in its own place alone, and voids nothing', async () => {
  const made = await district.create('reported-figures', {
    series: 'staff',
    region: places[0],
    period: '2021',
    value: '51000',
    source,
  });
  await expect(
    district.create('reported-figures', { series: 'staff', region: places[1], period: '2021', value: '51000', source }),
  ).rejects.toMatchObject({ status: 403 });
  expect((await district.act(made, 'revise', { value: '51500', reason: '核实' }))['value']).toBe('51500');
  await expect(district.act(made, 'void', { reason: '核实' })).rejects.toMatchObject({ status: 403 });
  const offered = await district.get<{ actions: { name: string }[] }>(`/reported-figures/${made.id}`);
  expect(offered.actions.map((one) => one.name)).toEqual(['revise', 'confirm', 'sendBack']);
});

test('a release stays as it was published, whatever is entered, amended or voided after it', async () => {
  const stated = await house.report(zhou, {
    series: 'revenue',
    region: root,
    period: '2024',
    value: '80000000000',
    source,
  });
  const first = await zhou.create('releases', { title: '2024年度数据', asOf: '2024-12-31' });
  expect(first).toMatchObject({ state: 'published', asOf: '2024-12-31', packDigest: house.house.pack.digest, anchor: 2026 });
  const figures = first['figures'] as { code: string; value: string | null; name: { zh: string; en: string } }[];
  expect(figures.map((one) => one.code)).toEqual(house.house.indicators.codes);
  expect(figures.find((one) => one.code === 'revenue')).toMatchObject({ value: '80000000000.00', unit: 'CNY' });

  await house.confirm(await zhou.act(stated, 'amend', { value: '81000000000', reason: '公报修订' }));
  const late = { series: 'staff', region: places[4], period: '2024', value: '9000', source };
  await expect(zhou.create('reported-figures', late)).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'period', code: 'closed' }],
  });
  await house.report(zhou, { ...late, reason: '区里补报' });
  const made = await zhou.create('organizations', { name: '发布之后的孵化器有限公司', region: places[0] });
  await zhou.create('recognitions', {
    organization: made.id,
    title: '发布之后的孵化器',
    kind: 'incubator',
    level: 'municipal',
    recognisedOn: '2024-03-01',
    stage: 'recognised',
  });
  const check = (id: string) => visitor.get<Check>(`/releases/${id}/check`);
  expect(await check(first.id)).toMatchObject({ same: true, samePack: true, differs: [], figures: figures.length });

  const second = await zhou.create('releases', { title: '2024年度数据（修订）', asOf: '2024-12-31' });
  const again = second['figures'] as { code: string; value: string | null }[];
  expect(again.find((one) => one.code === 'revenue')?.value).toBe('81000000000.00');
  // What one officer reports everybody may see: the size, and the record that made it.
  const { revised } = await visitor.get<{ revised: { code: string; region: string | null }[] }>(
    `/releases/${first.id}/revisions`,
  );
  expect(revised.find(({ code, region }) => code === 'revenue' && region === null)).toMatchObject({
    published: '80000000000.00',
    later: ['81000000000.00'],
    now: '81000000000.00',
    change: '1000000000',
    share: '0.012500',
    records: { count: 1, items: [{ id: stated.id, amount: '1000000000' }] },
  });
  await zhou.act(stated, 'void', { reason: '来源撤回' });
  expect((await check(first.id)).same && (await check(second.id)).same).toBe(true);

  const year = String(first['number']).slice(0, 4);
  expect([first['number'], second['number']]).toEqual([`${year}-001`, `${year}-002`]);
  const { items } = await visitor.get<{ items: Record<string, unknown>[] }>('/releases');
  expect(items.map((one) => [one['number'], one['figures']])).toEqual([
    [`${year}-002`, null],
    [`${year}-001`, null],
  ]);
});

test('what was published is handed out as it was: open data, and SDMX to a client that knows nothing of us', async () => {
  const recognised = {
    kind: 'incubator',
    level: 'municipal',
    recognisedOn: '2024-03-01',
    stage: 'recognised',
    region: places[1],
  };
  await zhou.create('recognitions', { ...recognised, title: '=1+1' });
  const { items } = await visitor.get<{ items: { id: string }[] }>('/releases');
  type Read = Parameters<typeof readBySdmxClient>[1][0];
  const [latest, earlier] = await Promise.all(items.map(({ id }) => visitor.get<Read>(`/releases/${id}`)));
  await readOpenData(house, visitor, [earlier!, latest!]);
  await refuseOpenData(visitor);
  await readBySdmxClient(house, [earlier!, latest!]);
  await askSdmx(visitor, root);
  expect(await statusesWrong(visitor)).toEqual([]);
});

test('the brief says what the release froze, before and after an amendment; a missing figure in words, never as 0', async () => {
  expect(await readBrief(house, zhou, root)).toContain('同比增长12.3%');
});

test('a brief of a day that ends no such span, a report of no whole year, and strange questions are refused in words', async () => {
  expect(await refusedReports(house, zhou)).toEqual([
    [422, 'report.span'],
    [422, 'report.span'],
    [422, 'report.year'],
    [400, 'input.malformed'],
    [400, 'input.malformed'],
    [404, 'notFound'],
    [404, 'notFound'],
  ]);
});

test('rows of figures and releases are what their sealed events say', async () => {
  await house.sealNow();
  const verified = await verify(house.house.kernel);
  expect(verified.findings).toEqual([]);
  expect(verified.records).toBeGreaterThan(10);
});

test('what was published and changed behind the platform’s back is found, value by value', async () => {
  const made = await zhou.create('releases', { title: '将被篡改', asOf: '2024-12-31' });
  const owner = house.tables.ownerPool;
  await owner.query(`update releases set figures = jsonb_set(figures, '{0,value}', '"123"') where id = $1`, [made.id]);
  const checked = await visitor.get<Check>(`/releases/${made.id}/check`);
  expect(checked).toMatchObject({ same: false, samePack: true });
  expect(checked.differs).toHaveLength(1);
  expect(checked.differs[0]).toMatchObject({ code: house.house.indicators.codes[0], region: null, was: '123' });
});

test('only the bureau publishes, not for a day to come, and without a gap after a refusal', async () => {
  await expect(district.create('releases', { title: '区级', asOf: '2024-12-31' })).rejects.toMatchObject({ status: 403 });
  await expect(zhou.create('releases', { title: '将来', asOf: '2999-12-31' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'asOf' }],
  });
  const both = await Promise.all([1, 2, 3].map((n) => zhou.create('releases', { title: `同时 ${n}`, asOf: '2023-12-31' })));
  const { items } = await visitor.get<{ items: { number: string }[] }>('/releases', { limit: 50 });
  const numbers = items.map((one) => Number(one.number.slice(5))).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(both).toHaveLength(3);
  await expect(visitor.get('/releases/0190a0a0-0000-7000-8000-000000000000/check')).rejects.toMatchObject({ status: 404 });
});

type Standing = { stage: string | null; standing: { [how: string]: unknown }; number: string };
type Calendar = {
  known: boolean;
  items: { code: string; period: string; state: string; dueOn: string | null; release: { number: string } | null }[];
};

test('provisional, then final, then only a correction with its reason: each page tells of the others', async () => {
  const asOf = '2020-12-31';
  const publish = (more: object = {}) => zhou.create('releases', { title: '2020年度数据', asOf, ...more });
  const read = (one: { id: string }) => visitor.get<Standing>(`/releases/${one.id}`);
  const ref = (one: { id: string; [field: string]: unknown }) => ({ id: one.id, number: one['number'] });
  const early = await publish();
  expect(early).toMatchObject({ stage: 'provisional', standing: { supersededBy: null, supersedes: [] } });
  await expect(publish({ stage: 'final', reason: '没有可更正的' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'reason', code: 'noCorrection' }],
  });
  const final = await publish({ stage: 'final' });
  expect(final).toMatchObject({ stage: 'final', standing: { supersedes: [ref(early)], corrects: [] } });
  expect((await read(early)).standing['supersededBy']).toEqual(ref(final));
  await expect(publish()).rejects.toMatchObject({ status: 409, code: 'release.finalAlready' });
  await expect(publish({ stage: 'final' })).rejects.toMatchObject({
    status: 409,
    code: 'release.correction',
    errors: [{ path: 'reason' }],
  });
  const both = await Promise.allSettled([1, 2].map(() => publish({ asOf: '2021-12-31', stage: 'final' })));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const corrected = await publish({ stage: 'final', reason: '一家机构重复计算' });
  expect(corrected).toMatchObject({ reason: '一家机构重复计算', standing: { corrects: [ref(final)], supersedes: [ref(early)] } });
  expect((await read(final)).standing['correctedBy']).toEqual([ref(corrected)]);
  const list = await visitor.get<{ items: Standing[] }>('/releases', { asOf, stage: 'final' });
  expect(list.items.map(({ number }) => number)).toEqual([corrected['number'], final['number']]);
});

test('what the calendar asks for lies on the bureau’s desk until it is published; another day, stage or period is refused', async () => {
  const quarter = periodBefore(periodOf('quarter', await house.house.organizations.today()));
  const asOf = spanOf(quarter).to;
  const inCalendar = async () => {
    const { known, items } = await visitor.get<Calendar>('/publications');
    expect(known).toBe(true);
    return items.find(({ code, period }) => code === 'quarter' && period === quarter);
  };
  type Desk = { items: { id: string; page: string }[] };
  const onDesk = async (who: Person) =>
    (await who.get<Desk>('/desk', { kind: 'release', limit: 200 })).items.find(({ id }) => id === `release:quarter:${quarter}`);
  expect(await inCalendar()).toMatchObject({ state: expect.stringMatching(/due|late/), release: null });
  expect((await onDesk(zhou))?.page).toContain(`asOf=${asOf}&stage=provisional&publication=quarter&period=${quarter}`);
  expect(await onDesk(district)).toBeUndefined();
  // Everybody finds the same day among the deadlines of its year, and so in a feed of them.
  const { dueOn } = (await inCalendar()) ?? {};
  type Deadlines = { items: { id: string; on: string }[] };
  const { items: deadlines } = await visitor.get<Deadlines>('/deadlines', { year: String(dueOn ?? asOf).slice(0, 4) });
  expect(deadlines.find(({ id }) => id === `release:quarter:${quarter}`)?.on ?? null).toBe(dueOn);
  const publish = (more: object) =>
    zhou.create('releases', { title: '季度', asOf, stage: 'provisional', publication: 'quarter', period: quarter, ...more });
  for (const [more, path] of [
    [{ asOf: '2024-02-29' }, 'asOf'],
    [{ stage: 'final' }, 'stage'],
    [{ period: '2024-01' }, 'publication'],
    [{ period: null }, 'period'],
    [{ publication: null }, 'publication'],
    [{ publication: 'no-such' }, 'publication'],
  ] as const)
    await expect(publish(more)).rejects.toMatchObject({ status: 422, errors: [{ path }] });
  for (const more of [{ period: '2024-13' }, { stage: 'draft' }, { publication: 5 }, { reason: 'x'.repeat(501) }])
    await expect(publish(more)).rejects.toMatchObject({ status: 400 });
  const made = await publish({});
  expect(made).toMatchObject({ publication: { code: 'quarter' }, period: quarter });
  expect(await inCalendar()).toMatchObject({ state: 'published', release: { number: made['number'] } });
  expect(await onDesk(zhou)).toBeUndefined();
  // A publication of some indicators holds these alone, and is computed again as such.
  const month = periodBefore(periodOf('month', asOf));
  if (publicationOf(house.house.statistics.publications.rules, 'contracts-month', month) === null) return;
  const named = { asOf: spanOf(month).to, publication: 'contracts-month', period: month };
  const some = (await publish(named)) as unknown as { id: string; figures: { code: string }[] };
  expect(some.figures.map(({ code }) => code)).toEqual(['contract-turnover', 'technology-turnover', 'contracts-registered']);
  expect(await visitor.get<Check>(`/releases/${some.id}/check`)).toMatchObject({ same: true, figures: 3 });
});
