// Listings that a venue's people enter for a firm over HTTP: through their own open venue, within its territory, shown by the firm's word alone; a workbook likewise; a technology manager's.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import type { Sms } from '../../platform/server/sms.ts';
import type { ImportedRow, ImportStatus } from '../../records/import.ts';

let house: TestHouse;
let [zhou, yun, guo, stranger, away, manager]: Person[] = [];
const be = (who: Person | undefined): Person => who as Person;
let [exchange, firm, outer]: Acted[] = [];
const idOf = (one: Acted | undefined): string => one?.id ?? '';
const venues: Record<string, Acted> = {};
const taken: Sms[] = [];
beforeAll(async () => {
  const send = async (one: Sms) => {
    taken.push(one);
    return { outcome: 'sent' as const };
  };
  house = await startHouse({ sending: { mailer: null, sms: { send }, publicUrl: 'https://market.example/' } });
  zhou = await house.as('bureauOfficer');
  const named = (name: string, region: string) => be(zhou).create('organizations', { name, region });
  exchange = await named('云川代填市场有限公司', 'YC-CH');
  firm = await named('云川被代填有限公司', 'YC-CH');
  outer = await named('云川外区被代填有限公司', 'YC-WY');
  const other = await named('云川外区市场有限公司', 'YC-WY');
  const beside = await named('云川旁站有限公司', 'YC-CH');
  yun = await house.as({ account: 'yun', roles: ['member'], organization: exchange.id });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  away = await house.as({ account: 'away', roles: ['member'], organization: other.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: beside.id });
  for (const [key, of, territory] of [
    ['own', exchange, 'YC-CH'],
    ['away', other, 'YC-WY'],
  ] as const) {
    const said = { kind: 'workstation', name: `云川${key}工作站`, organization: of.id, territory, address: '云川市创新路1号' };
    const made = await be(zhou).create('venues', { ...said, contactPhone: '13800001111' });
    venues[key] = await be(zhou).act(made, 'open', { on: '2025-01-01' });
  }
  manager = await house.as({ account: 'qin', roles: ['technologyManager'] });
  const card = { name: '秦怀远', account: 'qin', certificateNumber: 'YC-9', certificateLevel: 'senior', issuedOn: '2024-01-01' };
  await be(zhou).create('technology-managers', card);
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const demand = {
  sort: 'problem',
  title: '刀具磨损在线监测',
  text: '车间三十台加工中心，刀具崩刃要等质检才发现。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
  deadline: '2999-12-31',
};
const enter = (more: object = {}, who = yun) => be(who).create('listings', { ...demand, organization: idOf(firm), ...more });
const status = async (who: Person | undefined, path: string) => (await be(who).send('GET', path)).status;
const linkTo = (one: Acted, phone: string | null, who = yun) =>
  be(who).post<{ sent: boolean; path: string | null }>(`/listings/${one.id}/links`, { phone });
async function asked(title: string): Promise<Acted> {
  const made = await be(yun).act(await enter({ title }), 'submit', { noSecret: true });
  return be(yun).act(made, 'publish');
}

test('entered through their own venue, which fills itself in; the firm reads it and its word alone shows it', async () => {
  const made = await enter();
  expect(made).toMatchObject({
    state: 'draft',
    venue: { id: venues['own']?.id },
    enteredBy: { id: idOf(exchange) },
    organization: { id: idOf(firm) },
  });
  expect(await be(guo).get(`/listings/${made.id}`)).toMatchObject({ enteredBy: { name: '云川代填市场有限公司' } });
  for (const who of [stranger, away]) expect(await status(who, `/listings/${made.id}`)).toBe(404);
  await be(yun).act(made, 'edit', { title: '刀具磨损监测' });
  for (const venue of [venues['away']?.id, null])
    expect(await refused(be(yun).act(made, 'edit', { venue }))).toMatchObject({ errors: [{ path: 'venue', code: 'notYours' }] });
  // Nothing of it is his to withdraw, nor to confirm at any time.
  await be(yun).act(made, 'submit', { noSecret: true });
  expect(await be(yun).act(made, 'publish')).toMatchObject({ state: 'toConfirm', lastConfirmedOn: null });
  for (const action of ['confirm', 'confirmForOwner', 'revise', 'withdraw'])
    expect(await refused(be(yun).act(made, action, {}))).toMatchObject({ status: 403 });
  expect(await be(guo).act(made, 'confirm')).toMatchObject({ state: 'published' });
  // From here on it is a listing like any other that comes through the venue.
  for (const action of ['confirm', 'close', 'edit'])
    expect(await refused(be(yun).act(made, action, action === 'close' ? { outcome: 'other', reason: '代' } : {}))).toMatchObject({
      status: 403,
    });
  await be(guo).act(made, 'revise');
  expect(await status(yun, `/listings/${made.id}`)).toBe(404);
});

test('the link goes to the firm alone, is never handed over, and ends with its first word', async () => {
  const one = await asked('凭链接确认的代填');
  expect(await refused(linkTo(one, null))).toMatchObject({ errors: [{ path: 'phone', code: 'required' }] });
  expect(await refused(linkTo(one, '138 0000 1111'))).toMatchObject({ errors: [{ path: 'phone', code: 'ownPhone' }] });
  for (const who of [stranger, away]) expect(await refused(linkTo(one, '13912345678', who))).toMatchObject({ status: 404 });
  expect(await refused(linkTo(one, '13912345678', guo))).toMatchObject({ status: 403 });
  expect(await linkTo(one, '13912345678')).toMatchObject({ sent: true, path: null });
  const token = /confirm-listing\/([\w-]+)/.exec(taken.at(-1)?.text ?? '')?.[1] ?? '';
  const { version } = await house.visitor().post<{ version: number }>('/listing-links/read', { token });
  expect(await house.visitor().post('/listing-links/confirm', { token, version })).toEqual({ state: 'published' });
  expect(await refused(linkTo(one, '13912345678'))).toMatchObject({ status: 403 });
});

test('no venue of one’s own, another’s, one that is closed, a firm outside its territory, one’s own draft taken over', async () => {
  expect(await refused(enter({}, stranger))).toMatchObject({ status: 403 });
  expect(await refused(enter({ venue: venues['own']?.id }, stranger))).toMatchObject({ status: 403 });
  expect(await refused(enter({ venue: venues['away']?.id }))).toMatchObject({ errors: [{ path: 'venue', code: 'notYours' }] });
  expect(await refused(enter({ organization: idOf(outer) }))).toMatchObject({
    errors: [{ path: 'organization', code: 'outside' }],
  });
  const waits = await asked('机构关闭前填的');
  const draft = await enter({ title: '机构关闭前的草稿' });
  await be(zhou).act(venues['own'] as Acted, 'close', { on: '2025-02-01', reason: '停办' });
  expect(await refused(enter())).toMatchObject({ status: 403 });
  expect(await refused(be(yun).act(draft, 'submit', { noSecret: true }))).toMatchObject({ errors: [{ path: 'venue' }] });
  expect(await refused(linkTo(waits, '13912345678'))).toMatchObject({ errors: [{ path: 'venue' }] });
  await be(zhou).act(venues['own'] as Acted, 'reopen', { reason: '误' });
  // Taken into the firm's own hands it is the firm's alone.
  await be(guo).act(waits, 'revise');
  expect(await status(yun, `/listings/${waits.id}`)).toBe(404);
});

test('a workbook of the venue is entered at once and asked for; a manager’s is drafts; others’ rows are refused', async () => {
  const sheet = (firmName: string, title: string) =>
    `企业名称,供给或需求,标题,说明,技术领域,合作方式,是否确认不含国家秘密\n${firmName},需求,${title},车间三十台加工中心要在线监测刀具磨损${title},先进制造,合作开发,是`;
  const importing = async (who: Person | undefined, content: string) => {
    const { id } = await be(who).upload<{ id: string }>('/listings/imports', { name: '征集表.csv', content });
    await house.house.imports.listings.idle();
    const { items } = await be(who).get<{ items: ImportedRow[] }>(`/listings/imports/${id}/rows`, {});
    return { id, row: items[0] };
  };
  const commit = async (who: Person | undefined, id: string) => {
    const { fingerprint } = await be(who).get<ImportStatus>(`/listings/imports/${id}`);
    await be(who).post(`/listings/imports/${id}/commit`, { fingerprint });
    await house.house.imports.listings.idle();
    return be(who).get<ImportStatus>(`/listings/imports/${id}`);
  };
  const own = await importing(yun, sheet('云川被代填有限公司', '表内需求一'));
  expect(own.row).toMatchObject({ verdict: 'create', words: expect.stringContaining('等单位确认') });
  expect(await commit(yun, own.id)).toMatchObject({ state: 'written' });
  const { items } = await be(yun).get<{ items: Acted[] }>('/listings', { q: '表内需求一' });
  expect(items).toMatchObject([{ state: 'toConfirm', venue: { id: venues['own']?.id }, enteredBy: { id: idOf(exchange) } }]);
  expect((await importing(yun, sheet('云川外区被代填有限公司', '表内需求二'))).row).toMatchObject({
    verdict: 'refuse',
    column: '企业名称',
    words: expect.stringContaining('服务范围'),
  });
  expect((await importing(stranger, sheet('云川被代填有限公司', '表内需求三'))).row).toMatchObject({ verdict: 'refuse' });
  expect(await status(stranger, `/listings/imports/${own.id}`)).toBe(404);
  const drafts = await importing(manager, sheet('云川被代填有限公司', '表内需求四'));
  expect(drafts.row).toMatchObject({ verdict: 'create', words: expect.stringContaining('草稿') });
  expect(await commit(manager, drafts.id)).toMatchObject({ state: 'written' });
  const his = (await be(manager).get<{ items: Acted[] }>('/listings', { q: '表内需求四' })).items;
  expect(his).toMatchObject([{ state: 'draft', enteredBy: null, manager: { since: null } }]);
  // What he entered is his to read until the firm has confirmed it, and no longer without its trust.
  const one = his[0] as Acted;
  await be(zhou).act(await be(manager).act(one, 'submit', { noSecret: true }), 'publish');
  expect(await status(manager, `/listings/${one.id}`)).toBe(200);
  await be(guo).act(one, 'confirm');
  expect(await status(manager, `/listings/${one.id}`)).toBe(404);
});

test('somebody who left reads nothing of it, and enters nothing more', async () => {
  const one = await asked('离职前填的需求');
  await be(yun).post('/organization/leave');
  expect([401, 403, 404]).toContain(await status(yun, `/listings/${one.id}`));
  expect([401, 403]).toContain(((await refused(enter())) as RefusedError).status);
  expect([401, 403, 404]).toContain(((await refused(linkTo(one, '13912345678'))) as RefusedError).status);
});
