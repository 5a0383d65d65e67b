// Tenants over HTTP: entered and imported by their incubator, asked by a link of their own, answered on a phone, closed with the incubator's return; who sees what; what strangers at the door get.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { type Mailbox, openMailbox, textOf } from '../../../test/harness/mailbox.ts';
import { openMailer } from '../../platform/server/mail.ts';
import { readBook } from '../../platform/server/documents/sheet.ts';
import type { AnswerSaid, Link, Standing } from '../tenantAsk.ts';
import type { ReturnSheet } from '../returnRoutes.ts';

let house: TestHouse;
let mailbox: Mailbox;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let stranger: Person;
let visitor: Person;
let park: Acted;
let year: number;
beforeAll(async () => {
  mailbox = await openMailbox();
  const mailer = openMailer({ url: mailbox.url, from: 'touyan@example.cn' });
  const anchor = new Date().getUTCFullYear();
  house = await startHouse({ anchor, sending: { mailer, sms: null, publicUrl: 'https://touyan.example' } });
  year = Number((await house.house.organizations.today()).slice(0, 4)) - 1;
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  park = await zhou.create('organizations', { name: '云川创谷孵化器有限公司', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川他人有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: park.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: other.id });
  visitor = house.visitor();
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const enter = (name: string, more: object = {}) =>
  guo.create('tenancies', { name, joinedOn: `${year - 1}-03-01`, area: '120.5', ...more });
const standing = (who: Person = guo) => who.get<Standing>('/tenant-asks', { year });
const ask = (more: object = {}, who: Person = guo) =>
  who.post<{ until: string; links: Link[]; letters: number }>('/tenant-asks', { year, ...more });
const tokenOf = ({ path }: Link): string => path.replace('/answer/', '');
const read = (token: string) => visitor.post<AnswerSaid>('/answers/read', { token });
const give = (token: string, items: object, more: object = {}) =>
  visitor.post<AnswerSaid>('/answers/give', { token, items, version: 0, ...more });
const figures = {
  staff: '12',
  freshGraduates: '2',
  revenue: '3,200.5',
  research: '800',
  fundedAmount: '500',
  fundedEver: 'yes',
  ip: '7',
  patents: '3',
  ipApplied: '2',
  ipGranted: '1',
  highTech: 'no',
  techSme: 'yes',
  returnees: 'no',
  students: 'yes',
};
const totalOf = async (item: string) => (await standing()).totals.find((one) => one.item === item);

let drone: Acted;
let lab: Acted;

test('an incubator enters its tenants; one firm is there once at a time, and the register names it by its code', async () => {
  const firm = await zhou.create('organizations', { name: '云川青禾无人机有限公司', region: 'YC-WY', creditCode: freshCode() });
  drone = await enter('青禾', { creditCode: firm['creditCode'], email: 'wu.min@qinghe.example' });
  expect(drone).toMatchObject({
    state: 'in',
    name: '云川青禾无人机有限公司',
    tenant: { id: firm.id },
    incubator: { id: park.id },
    area: '120.50',
    email: 'w***@qinghe.example',
    asks: [],
  });
  lab = await enter('云川微光检测有限公司', {
    highTechFrom: `${year - 1}-11-01`,
    highTechTo: `${year + 1}-10-31`,
    returnees: 'no',
  });
  expect(await refused(enter('青禾', { creditCode: firm['creditCode'] }))).toMatchObject({ status: 409, code: 'tenancy.twice' });
  expect(await refused(enter('云川微光检测有限公司'))).toMatchObject({ status: 409, code: 'tenancy.twice' });
  expect(await refused(enter('自己', { tenant: park.id }))).toMatchObject({ errors: [{ path: 'tenant' }] });
  expect(await refused(enter('明天', { joinedOn: '2999-01-01' }))).toMatchObject({ errors: [{ path: 'joinedOn' }] });
  expect(await refused(enter('早毕业', { how: 'graduated' }))).toMatchObject({ errors: [{ path: 'leftOn' }] });
  const gone = await enter('云川先行软件有限公司', { how: 'graduated', leftOn: `${year - 1}-09-01` });
  expect(gone).toMatchObject({ state: 'graduated', leftOn: `${year - 1}-09-01` });
  const back = await enter('云川先行软件有限公司', { joinedOn: `${year - 1}-10-01` });
  expect(await refused(guo.act(gone, 'undo', { reason: '并未毕业' }))).toMatchObject({ status: 409, code: 'tenancy.twice' });
  await guo.act(back, 'leave', { on: `${year}-05-01`, reason: '搬离' });
  // Two who enter the same firm at the same moment: one is told.
  const both = await Promise.all([refused(enter('云川同时有限公司')), refused(enter('云川同时有限公司'))]);
  expect(both.map((one) => (one instanceof RefusedError ? one.status : 'entered')).sort()).toEqual([409, 'entered']);
  const once = both.find((one) => !(one instanceof RefusedError)) as Acted;
  await guo.act(once, 'void', { reason: '误登' });
});

test('the incubator, the tenant and the chain in charge see a tenancy, nobody else; only the incubator acts on it', async () => {
  const tenant = await house.as({ account: 'wu', roles: ['member'], organization: (drone['tenant'] as { id: string }).id });
  for (const who of [guo, tenant, lin, zhou]) expect((await who.send('GET', `/tenancies/${drone.id}`)).status).toBe(200);
  for (const who of [stranger, wang]) expect((await who.send('GET', `/tenancies/${drone.id}`)).status).toBe(404);
  expect((await visitor.send('GET', '/tenancies')).status).toBe(401);
  // Its address is the incubator's alone.
  expect((await tenant.get(`/tenancies/${drone.id}`))['email']).toBeNull();
  for (const who of [tenant, lin, zhou])
    expect((await who.send('POST', `/tenancies/${drone.id}/correct`, { body: { area: '1', reason: '测试' } })).status).toBe(403);
  expect((await stranger.send('POST', `/tenancies/${drone.id}/void`, { body: { reason: '测试' } })).status).toBe(404);
  for (const who of [lin, zhou]) expect((await who.send('GET', '/tenant-asks')).status).toBe(403);
  expect((await standing(stranger)).tenants).toBe(0);
});

test('its list comes from Excel: new ones, those who left, what cannot be read', async () => {
  const file = [
    '企业名称,统一社会信用代码,入驻日期,状态,毕业日期,租用面积,大学生创办,联系邮箱',
    `云川蓝图设计有限公司,,${year}/3/15,在孵,,80,是,a@b.example`,
    `云川早鸟科技有限公司,,${year - 2},已毕业,${year}-06-30,60,,`,
    `云川微光检测有限公司,,${year - 1}-03-01,在孵,,120.5,,`,
    `云川坏行有限公司,,昨天,在孵,,八十,或许,不是邮箱`,
    `云川未明有限公司,,${year}-01-01,,${year}-02-01,,,`,
  ].join('\n');
  const { id } = await guo.upload<{ id: string }>('/tenancies/imports', { name: '在孵.csv', content: file });
  await house.house.imports.tenancies.idle();
  const { items } = await guo.get<{ items: { verdict: string }[] }>(`/tenancies/imports/${id}/rows`);
  expect(items.map(({ verdict }) => verdict)).toEqual(['create', 'create', 'duplicate', 'refuse', 'refuse']);
  const { fingerprint } = await guo.get<{ fingerprint: string }>(`/tenancies/imports/${id}`);
  await guo.post(`/tenancies/imports/${id}/commit`, { fingerprint });
  await house.house.imports.tenancies.idle();
  expect((await guo.get<{ items: unknown[] }>('/tenancies', { year })).items).toHaveLength(3);
  expect((await guo.get<{ items: unknown[] }>('/tenancies', { state: 'graduated' })).items).toHaveLength(2);
  expect((await stranger.get<{ items: unknown[] }>('/tenancies')).items).toHaveLength(0);
});

test('asked with one act once the city collects the return and a title names the incubator: each gets a link, letters go to who has an address', async () => {
  expect(await refused(ask())).toMatchObject({ status: 409, code: 'tenantAsk.noTitle' });
  await zhou.create('recognitions', {
    title: '创谷科技企业孵化器',
    kind: 'incubator',
    region: 'YC-CH',
    organization: park.id,
    stage: 'recognised',
    recognisedOn: `${year - 2}-01-01`,
  });
  expect(await refused(guo.post('/tenant-asks', { year: year + 1 }))).toMatchObject({ status: 409, code: 'tenantAsk.notOver' });
  expect(await refused(guo.post('/tenant-asks', { year: 2019 }))).toMatchObject({ status: 409, code: 'tenantAsk.notCollected' });
  expect(await refused(ask({ until: '2999-01-01' }))).toMatchObject({ errors: [{ path: 'until' }] });
  expect(await refused(ask({ tenancies: [park.id] }))).toMatchObject({ errors: [{ path: 'tenancies' }] });
  expect(await refused(ask({}, stranger))).toMatchObject({ status: 409, code: 'tenantAsk.noTitle' });
  expect((await standing()).refused).toBeNull();
  const { links, letters } = await ask({ mail: true });
  expect([links.length, letters]).toEqual([3, 2]);
  for (const link of links) expect(tokenOf(link)).toMatch(/^[\w-]{43}$/);
  await house.house.sendTenantLetters();
  expect(mailbox.mails.map(({ to }) => to).sort()).toEqual(['a@b.example', 'wu.min@qinghe.example']);
  const letter = textOf(mailbox.mails.find(({ to }) => to.startsWith('wu'))!);
  const mailed = /https:\/\/touyan\.example\/answer\/([\w-]{43})/.exec(letter)?.[1] ?? '';
  expect(await read(mailed)).toMatchObject({
    year,
    incubator: '云川创谷孵化器有限公司',
    tenant: { name: '云川青禾无人机有限公司' },
  });
  expect(await standing()).toMatchObject({ tenants: 3, asked: 3, answered: 0, letters: { addressed: 2, waiting: 0, sent: 2 } });
  // No token is kept.
  const kept = await house.tables.db.selectFrom('tenant_links').selectAll().execute();
  expect(kept.map(({ digest }) => digest.toString('base64url'))).not.toContain(mailed);
  const book = await guo.send('POST', '/tenant-asks/links.xlsx', { body: { year } });
  const [sheet] = await readBook({ name: 'a.xlsx', bytes: Buffer.from(await book.arrayBuffer()) }, () => true);
  expect(sheet?.rows).toHaveLength(4);
  expect(String(sheet?.rows[1]?.cells[1])).toMatch(/\/answer\/[\w-]{43}$/);
});

test('a tenant answers on its link: prefilled, kept as typed, judged at once, explained where it looks strange, changed until the end', async () => {
  const { links } = await ask();
  const [token, other] = ['云川青禾无人机有限公司', '云川微光检测有限公司'].map((name) =>
    tokenOf(links.find((one) => one.name === name)!),
  ) as [string, string];
  const first = await read(other);
  expect(first.sections.flatMap(({ items }) => items).length).toBeLessThanOrEqual(15);
  // What the incubator's list says of the end of the year.
  expect(first).toMatchObject({ items: { highTech: 'yes', returnees: 'no' }, prefilled: ['highTech', 'returnees'], version: 0 });
  const keep = (items: object, version: number) =>
    visitor.post<{ version: number; verdict: AnswerSaid['verdict'] }>('/answers/keep', { token, items, version });
  const typed = await keep({ ...figures, staff: '十二', freshGraduates: '=1+1', revenue: '320万', patents: '9' }, 0);
  expect(typed.verdict.faults.map(({ place, code }) => [place, code])).toEqual([
    ['staff', 'notANumber'],
    ['freshGraduates', 'notANumber'],
    ['revenue', 'unitSaid'],
  ]);
  expect(typed.verdict.findings).toMatchObject([{ check: 'part', about: ['patents', 'ip'] }]);
  expect(await read(token)).toMatchObject({ state: 'begun', items: { staff: '十二', revenue: '320万' } });
  // Sent again after the answer was lost it is the same; another window is told.
  expect((await keep({ ...figures, staff: '十二', freshGraduates: '=1+1', revenue: '320万', patents: '9' }, 0)).version).toBe(1);
  expect(await refused(keep(figures, 0))).toMatchObject({ status: 409, code: 'tenantAsk.elsewhere' });
  const wrong = (await refused(give(token, { ...figures, staff: '1' }, { version: 1 }))) as RefusedError;
  expect(wrong).toMatchObject({ status: 422, code: 'tenantAsk.doesNotPass' });
  expect(wrong.errors.map(({ path }) => path)).toEqual(['freshGraduates']);
  const strange = { ...figures, revenue: '999999' };
  expect(await refused(give(token, strange, { version: 2 }))).toMatchObject({ status: 422, code: 'tenantAsk.notExplained' });
  expect(await read(token)).toMatchObject({ state: 'begun', version: 3, items: { revenue: '999999' } });
  const said = await give(token, strange, { version: 3, explanation: '<b>出售</b>一条产线' });
  expect(said).toMatchObject({ state: 'answered', explanation: '<b>出售</b>一条产线' });
  const again = await give(token, figures, { version: 4 });
  expect(again).toMatchObject({ state: 'answered', explanation: null, verdict: { passes: true, findings: [] } });
  // Two at once: one is told that the other was first.
  const both = await Promise.all(['13', '14'].map((staff) => refused(give(token, { ...figures, staff }, { version: 5 }))));
  expect(both.map((one) => (one instanceof RefusedError ? one.code : 'given')).sort()).toEqual(['given', 'tenantAsk.elsewhere']);
  await give(token, figures, { version: 6 });
});

test('who guesses, sends too much, or comes with the link of another is told nothing', async () => {
  const guesses = ['A'.repeat(43), `${'B'.repeat(42)}%00`, drone.id, '<script>alert(1)</script>aa'];
  for (const token of guesses) {
    const said = (await refused(read(token))) as RefusedError;
    expect([404, 400]).toContain(said.status);
    expect(JSON.stringify(said.problem)).not.toContain('云川');
  }
  for (const body of [
    {},
    { token: 7 },
    { token: 'a' },
    { token: ['x'] },
    { token: 'A'.repeat(43), more: 1 },
    { token: 'A'.repeat(5000) },
  ])
    expect((await visitor.send('POST', '/answers/read', { body })).status).toBeGreaterThanOrEqual(400);
  const { links } = await ask();
  const token = tokenOf(links[0]!);
  const send = async (body: object) =>
    (await visitor.send('POST', '/answers/keep', { body: { token, version: 0, ...body } })).status;
  expect(await send({ items: { staff: '1'.repeat(101) } })).toBe(400);
  expect(await send({ items: { nothing: '1' } })).toBe(422);
  expect(await send({ items: { staff: 1 } })).toBe(400);
  expect(await send({ items: { constructor: '1' } })).toBe(422);
  expect(await send({ items: Object.fromEntries(Array.from({ length: 61 }, (_none, at) => [`a${at}`, '1'])) })).toBe(422);
  expect(await send({ items: {}, explanation: 'x'.repeat(501) })).toBe(400);
  expect(await send({ items: { staff: 'x'.repeat(50_000) } })).toBe(413);
  expect(await send({ items: {}, version: -1 })).toBe(400);
  for (const path of ['read', 'keep', 'give']) expect((await visitor.send('GET', `/answers/${path}`)).status).toBe(405);
  // In a tenant's place: the incubator's own tenants, and those that were asked.
  expect((await guo.send('GET', `/tenancies/${lab.id}/answers/${year}`)).status).toBe(200);
  expect((await guo.send('GET', `/tenancies/${lab.id}/answers/${year - 1}`)).status).toBe(404);
  for (const who of [stranger, zhou])
    expect((await who.send('GET', `/tenancies/${lab.id}/answers/${year}`)).status).toBeGreaterThanOrEqual(403);
  const body = { items: figures, version: 0 };
  expect((await stranger.send('POST', `/tenancies/${lab.id}/answers/${year}/give`, { body })).status).toBe(404);
});

test('a total that rests on tenants who have not answered is none, and says how many are missing; then it follows by itself', async () => {
  expect(await totalOf('firms')).toMatchObject({ value: '3', missing: 0 });
  expect(await totalOf('firmsNew')).toMatchObject({ value: '1' });
  expect(await totalOf('graduatedEver')).toMatchObject({ value: '2' });
  expect(await totalOf('graduated')).toMatchObject({ value: '1' });
  expect(await totalOf('left')).toMatchObject({ value: '1' });
  expect(await totalOf('tenantArea')).toMatchObject({ value: '321', unit: 'squareMetre' });
  expect(await totalOf('firmRevenue')).toMatchObject({ value: null, missing: 2 });
  const facts = () =>
    house.house.tenants.facts.read(
      { organization: park.id, from: `${year}-01-01`, to: `${year}-12-31` },
      house.tables.db as never,
    );
  expect((await facts()).facts['tenants.firmRevenue']).toBeNull();
  const { links } = await ask();
  for (const link of links.filter(({ tenancy }) => tenancy !== lab.id))
    await give(tokenOf(link), { ...figures, fundedAmount: '0', fundedEver: 'no' });
  await guo.post(`/tenancies/${lab.id}/answers/${year}/give`, { items: { ...figures, highTech: 'yes' }, version: 0 });
  expect(await guo.get(`/tenancies/${lab.id}`)).toMatchObject({ asks: [{ year, state: 'answered', inPlace: true }] });
  // What a tenant has answered itself its incubator reads, and does not change.
  const own = `/tenancies/${drone.id}/answers/${year}`;
  expect(await guo.get<AnswerSaid>(own)).toMatchObject({ editable: false, items: { fundedEver: 'yes' } });
  expect(await refused(guo.post(`${own}/keep`, { items: figures, version: 7 }))).toMatchObject({ code: 'tenantAsk.ofTenant' });
  const told = await facts();
  const value = (code: string) => told.facts[`tenants.${code}`]?.value;
  expect([value('firmRevenue'), value('firmStaff'), value('firmIp')]).toEqual(['9601500.00', '36', '21']);
  expect([value('funded'), value('fundedEver'), value('fundedAmount'), value('firmsHighTech')]).toEqual([
    '2',
    '2',
    '1000000.00',
    '1',
  ]);
  expect(told.rows['tenants']?.rows).toHaveLength(3);
  expect(told.facts['tenants.firms']?.words.zh).toContain('3家已回答');
  // At least three in five of the items of the return are bound.
  const { sections } = await zhou.get<{ sections: { items: { fact: string | null }[] }[] }>('/forms/incubator-year');
  const items = sections.flatMap((one) => one.items);
  expect(items).toHaveLength(37);
  const codes = items.flatMap(({ fact }) => (fact?.startsWith('tenants.') ? [fact] : []));
  expect(codes.filter((code) => !house.house.tenants.facts.codes.includes(code))).toEqual([]);
  const half = await house.house.tenants.facts.read(
    { organization: park.id, from: `${year}-01-01`, to: `${year}-06-30` },
    house.tables.db as never,
  );
  expect(half.facts['tenants.firms']).toBeNull();
  const book = await guo.send('GET', '/tenant-asks/tenants.xlsx', { query: { year } });
  const [sheet] = await readBook({ name: 'a.xlsx', bytes: Buffer.from(await book.arrayBuffer()) }, () => true);
  expect(sheet?.rows.flatMap(({ cells }) => cells)).toContain('3200.5');
});

test('handed in, the incubator’s return ends what its tenants may change; sent back it opens again', async () => {
  const { links } = await ask({ tenancies: [drone.id] });
  const token = tokenOf(links[0]!);
  // The return asks each tenant's code: what is missing is put right in the list.
  const { items: here } = await guo.get<{ items: Acted[] }>('/tenancies', { year });
  for (const each of here.filter((tenancy) => tenancy['creditCode'] === null))
    await guo.act(each, 'correct', { creditCode: freshCode(), reason: '补登' });
  const one = await zhou.create('returns', { form: 'incubator-year', period: String(year), organization: park.id });
  const sheet = await guo.get<ReturnSheet>(`/returns/${one.id}/sheet`);
  const open = sheet.form.sections
    .flatMap(({ items }) => items)
    .filter(({ code }) => !sheet.filled.some(({ item }) => item === code));
  const items = Object.fromEntries(open.map(({ code }) => [code, code === 'area' ? '100000' : '0']));
  // Nothing of the tenants is typed: their 21 figures and the table come from list and answers.
  expect(sheet.filled).toHaveLength(21);
  expect(sheet.filled.find(({ item }) => item === 'firmRevenue')).toMatchObject({
    value: '9601.5',
    address: `/tenancies?year=${year}`,
  });
  const draft = { revision: 0, items, explanations: {} };
  const saved = (await (await guo.send('PUT', `/returns/${one.id}/draft`, { body: draft })).json()) as { revision: number };
  const handedIn = await guo.act(one, 'submit', { draft: saved.revision });
  expect(await refused(read(token))).toMatchObject({ status: 409, code: 'tenantAsk.closed' });
  expect(await refused(give(token, figures, { version: 7 }))).toMatchObject({ status: 409, code: 'tenantAsk.closed' });
  expect(await refused(ask())).toMatchObject({ status: 409, code: 'tenantAsk.closed' });
  expect(await standing()).toMatchObject({ refused: 'closed', closedOn: expect.any(String) });
  await zhou.act(handedIn, 'sendBack', { queries: [{ place: 'firms', words: '请核对' }] });
  expect((await read(token)).state).toBe('answered');
  await guo.post('/tenant-asks/close', { year, closed: true });
  expect(await refused(read(token))).toMatchObject({ code: 'tenantAsk.closed' });
  expect(await guo.post('/tenant-asks/close', { year, closed: false })).toEqual({ closedOn: null });
  // Its last day has passed, or the tenancy never was: the link is over, and tells nothing.
  const asks = house.tables.db.updateTable('tenant_asks').set({ until: `${year}-12-31` });
  await asks.where('tenancy', '=', drone.id).execute();
  const over = (await refused(read(token))) as RefusedError;
  expect(over).toMatchObject({ status: 410, code: 'tenantAsk.linkOver' });
  expect(JSON.stringify(over.problem)).not.toContain('云川');
  await guo.act(drone, 'void', { reason: '误登' });
  expect(await refused(read(token))).toMatchObject({ status: 404, code: 'tenantAsk.noLink' });
});
