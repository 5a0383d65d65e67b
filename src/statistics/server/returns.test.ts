// Returns over HTTP: typed and kept, judged, handed in by the respondent alone, sent back, accepted, counted; put right with both versions kept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, type Recorded, RefusedError } from '../../../test/harness/http.ts';
import { periodBefore, periodOf, spanOf } from '../../forms/period.ts';
import type { Late } from '../chase.ts';
import type { ReturnSheet } from '../returnRoutes.ts';

const form = 'institution-month';
let house: TestHouse;
let zhou: Person;
let wang: Person;
let li: Person;
let stranger: Person;
let here: string;
let there: string;
let firm: Acted;
let other: Acted;
/** The last two months that are over; the first of them is of the same year, whenever this runs: both are told in the year of the later. */
let months: [string, string];
beforeAll(async () => {
  house = await startHouse({ anchor: new Date().getUTCFullYear() });
  [here, there] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [string, string];
  zhou = await house.as('bureauOfficer');
  wang = await house.as({ roles: ['districtOfficer'], region: here });
  firm = await zhou.create('organizations', { name: '云川海图检测有限公司', region: here, industry: '7452', size: 'small' });
  other = await zhou.create('organizations', { name: '云川瑞谷软件有限公司', region: there, industry: '6513' });
  li = await house.as({ roles: ['member'], organization: firm.id });
  stranger = await house.as({ roles: ['member'], organization: other.id });
  const today = await house.house.organizations.today();
  // Of the year before where this one has less than three months behind it.
  const last = periodBefore(periodOf('month', today));
  const later = Number(last.slice(5)) >= 3 ? last : `${Number(today.slice(0, 4)) - 1}-12`;
  months = [periodBefore(later), later];
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const ask = (period: string, organization = firm.id) => zhou.create('returns', { form, period, organization });
const sheet = (who: Person, of: { id: string }) => who.get<ReturnSheet>(`/returns/${of.id}/sheet`);
type Saved = { revision: number; verdict: ReturnSheet['verdict'] };
async function save(who: Person, of: { id: string }, body: object): Promise<Saved> {
  const answer = await who.send('PUT', `/returns/${of.id}/draft`, { body });
  if (!answer.ok) throw new RefusedError((await answer.json()) as never);
  return (await answer.json()) as Saved;
}
const figures = {
  revenue: '1200',
  serviceRevenue: '900',
  outsideRevenue: '100',
  profit: '-20',
  staff: '30',
  technicalStaff: '20',
  pay: '300',
  clients: '12',
  orders: '4',
  orderAmount: '500',
};
const handIn = async (who: Person, of: Acted, items: object) => {
  const { revision } = await save(who, of, { revision: 0, items });
  return who.act(of, 'submit', { draft: revision });
};
/** Sum of what stands in the ledger for an item up to a day. */
async function posted(item: string, to: string, region?: string): Promise<string> {
  const sums = await house.house.ledger.sums(
    house.tables.db as never,
    {
      measure: 'returned',
      kinds: [`${form}.${item}`],
      from: `${to.slice(0, 4)}-01-01`,
      to,
      knownAt: new Date('2999-01-01'),
      ...(region ? { regions: [region] } : {}),
    },
    null,
  );
  return sums[0]?.amount ?? '0';
}
const accept = async (of: Acted) => zhou.act(await wang.act(of, 'acceptAtDistrict'), 'accept');

test('a return is asked once, for a form that is collected and a period that is over', async () => {
  const [earlier] = months;
  const asked = await ask(earlier, other.id);
  expect(asked).toMatchObject({ state: 'open', region: there, class: expect.any(String) });
  expect(await refused(ask(earlier, other.id))).toMatchObject({ status: 409, code: 'return.askedTwice' });
  expect(await refused(ask('2019-01'))).toMatchObject({ status: 409, code: 'return.notCollected' });
  const now = periodOf('month', await house.house.organizations.today());
  expect(await refused(ask(now))).toMatchObject({ status: 409, code: 'return.notOver' });
  expect(await refused(ask('2026'))).toMatchObject({ status: 422, code: 'input.invalid' });
  expect(await refused(zhou.create('returns', { form, period: earlier, organization: here }))).toMatchObject({ status: 400 });
  await zhou.act(asked, 'void', { reason: '不在调查范围' });
  expect(await refused(wang.create('returns', { form, period: earlier, organization: firm.id }))).toMatchObject({ status: 403 });
});

/** Sent back with all queries at once: a second time in the same round wants its reason, which the respondent reads and the collection counts. */
async function askedTwice(mended: Acted): Promise<Acted> {
  const general = [{ place: 'staff', words: '请核对人数' }];
  expect(await refused(wang.act(mended, 'sendBack', { queries: general }))).toMatchObject({ code: 'return.askedBefore' });
  const twice = await wang.act(mended, 'sendBack', { queries: general, again: '核对社保后发现人数不符' });
  expect(await refused(handIn(li, twice, figures))).toMatchObject({ status: 422, code: 'return.unanswered' });
  const answers = { '?0': '含劳务派遣人员两名' };
  const again = await li.act(twice, 'submit', { whole: { items: figures, explanations: answers } });
  expect(again).toMatchObject({
    sentBack: 2,
    rounds: [
      { again: null, queries: [{ place: 'pay', stood: '5', mended: true, after: '300', answer: null }] },
      {
        again: '核对社保后发现人数不符',
        queries: [{ place: 'staff', stood: '30', mended: false, answer: '含劳务派遣人员两名' }],
      },
    ],
  });
  const { items: counted } = await wang.get<{ items: { sentBackAgain: number }[] }>('/collections', { form, period: months[0] });
  expect(counted.map((one) => one.sentBackAgain)).toEqual([1]);
  expect((await wang.get<{ items: Acted[] }>('/returns', { again: 'yes' })).items.map(({ id }) => id)).toEqual([mended.id]);
  return again;
}

test('from an empty sheet to a figure that counts: only the respondent types, officers ask and accept', async () => {
  const [earlier, later] = months;
  const first = await ask(earlier);
  expect(await sheet(li, first)).toMatchObject({ editable: true, draft: null, before: null });
  expect(await sheet(wang, first)).toMatchObject({ editable: false });

  const faulty = await save(li, first, { revision: 0, items: { ...figures, revenue: '120万', technicalStaff: '40' } });
  expect(faulty).toMatchObject({ revision: 1, verdict: { passes: false } });
  expect(faulty.verdict.faults.map(({ place, code }) => [place, code])).toEqual([['revenue', 'unitSaid']]);
  expect(await refused(li.act(first, 'submit', { draft: 1 }))).toMatchObject({ status: 422, code: 'return.doesNotPass' });
  // What was typed is there, faults and all; another window is told that it is behind.
  expect((await sheet(li, first)).given.items['revenue']).toBe('120万');
  expect(await refused(save(li, first, { revision: 0, items: figures }))).toMatchObject({
    status: 409,
    code: 'return.draftMoved',
  });
  expect(await refused(li.act(first, 'submit', { draft: 7 }))).toMatchObject({ status: 409, code: 'return.draftMoved' });

  const warned = await save(li, first, { revision: 1, items: { ...figures, pay: '5' } });
  const [warning] = warned.verdict.findings;
  expect(warning).toMatchObject({ level: 'warning', explanation: null });
  expect(await refused(li.act(first, 'submit', { draft: 2 }))).toMatchObject({ code: 'return.doesNotPass' });
  const explanations = { [warning?.key ?? '']: '新设机构，人员月底才到岗' };
  const explained = await save(li, first, { revision: 2, items: { ...figures, pay: '5' }, explanations });
  expect(explained.verdict.passes).toBe(true);
  const handed = await li.act(first, 'submit', { draft: 3 });
  expect(handed).toMatchObject({ state: 'submitted', submittedOn: expect.any(String) });
  expect(await refused(save(li, first, { revision: 0, items: figures }))).toMatchObject({ code: 'return.closed' });
  expect((await sheet(wang, first)).verdict.findings[0]?.explanation).toContain('新设机构');

  const queries = [{ place: 'pay', words: '请核对工资' }];
  const back = await wang.act(handed, 'sendBack', { queries });
  expect(back).toMatchObject({ state: 'sentBack', queries });
  const mended = await handIn(li, back, figures);
  const again = await askedTwice(mended);
  expect(await posted('revenue', spanOf(later).to)).toBe('0');
  expect(await accept(again)).toMatchObject({
    state: 'accepted',
    queries: [],
    sentBack: 0,
    rounds: [{}, { queries: [{ answer: '含劳务派遣人员两名' }] }],
  });
  expect(await posted('revenue', spanOf(earlier).to, here)).toBe('1200000');
  expect(await posted('staff', spanOf(earlier).to)).toBe('30');
});

test('a month counts with what it adds; an amendment posts differences, and both versions are kept', async () => {
  const [earlier, later] = months;
  const second = await ask(later);
  const falls = await save(li, second, { revision: 0, items: { ...figures, revenue: '1000' } });
  expect(falls.verdict.findings.map(({ check }) => check)).toContain('falls');
  const { revision } = await save(li, second, { revision: 1, items: { ...figures, revenue: '1500', staff: '33' } });
  await accept(await li.act(second, 'submit', { draft: revision }));
  const both = spanOf(later).to;
  expect([await posted('revenue', spanOf(earlier).to), await posted('revenue', both)]).toEqual(['1200000', '1500000']);
  expect(await posted('staff', both)).toBe('33');

  const { items } = await li.get<{ items: Recorded[] }>('/returns', { period: earlier, form });
  const [first] = items as [Acted];
  const changed = await save(li, first, { revision: 0, items: { ...figures, revenue: '1300' } });
  expect(await refused(li.act(first, 'amend', { draft: changed.revision }))).toMatchObject({ status: 400 });
  const proposed = await li.act(first, 'amend', { draft: changed.revision, reason: '漏计一笔服务收入' });
  expect((await sheet(wang, first)).proposed?.changes).toEqual([
    { place: 'revenue', name: expect.any(String), before: '1200', after: '1300' },
  ]);
  expect(await posted('revenue', spanOf(earlier).to)).toBe('1200000');
  await zhou.act(proposed, 'acceptAmendment');
  // What the first month has more the second has less: at no instant a part stands twice.
  expect([await posted('revenue', spanOf(earlier).to), await posted('revenue', both)]).toEqual(['1300000', '1500000']);
  expect((await sheet(li, first)).superseded).toMatchObject([
    { reason: '漏计一笔服务收入', changes: [{ before: '1200', after: '1300' }] },
  ]);
});

test('nobody but the respondent can alter a figure, nor see it', async () => {
  const [, later] = months;
  const { items } = await zhou.get<{ items: Recorded[] }>('/returns', { period: later, form });
  const [one] = items as [Acted];
  for (const who of [zhou, wang]) {
    expect(await refused(save(who, one, { revision: 0, items: figures }))).toMatchObject({ status: 403 });
    const whole = { items: figures };
    expect(await refused(who.act(one, 'submit', { whole }))).toMatchObject({ status: 403 });
    expect(await refused(who.act(one, 'amend', { whole, reason: '改数' }))).toMatchObject({ status: 403 });
  }
  const far = await house.as({ roles: ['districtOfficer'], region: there });
  for (const who of [stranger, far]) {
    expect(await refused(sheet(who, one))).toMatchObject({ status: 404 });
    expect(await refused(save(who, one, { revision: 0, items: figures }))).toMatchObject({ status: 404 });
    expect((await who.get<{ items: Recorded[] }>('/returns', { period: later })).items).toEqual([]);
  }
  for (const role of ['auditAdmin', 'systemAdmin', 'expert', 'technologyManager'] as const)
    expect(await refused((await house.as(role)).get('/returns'))).toMatchObject({ status: 403 });
  expect(await refused(house.visitor().get('/returns'))).toMatchObject({ status: 401 });
});

test('one of two that hand in at the same moment does', async () => {
  const [earlier] = months;
  const one = await ask(earlier, other.id);
  const { revision } = await save(stranger, one, { revision: 0, items: figures });
  const both = await Promise.all([1, 2].map(() => refused(stranger.act(one, 'submit', { draft: revision }))));
  expect(both.filter((answer) => answer instanceof RefusedError)).toHaveLength(1);
  const drafts = await Promise.all(
    [1, 2, 3].map((n) => refused(save(stranger, one, { revision: 0, items: { ...figures, staff: String(30 + n) } }))),
  );
  expect(drafts.every((answer) => answer instanceof RefusedError)).toBe(true);
});

test('the template of a return is this respondent’s: filled, read back, another’s refused', async () => {
  const [earlier, later] = months;
  const mine = await li.get<{ items: Recorded[] }>('/returns', { form });
  const open = await zhou.act(
    (await zhou.get<Acted>(`/returns/${mine.items.find((one) => one['period'] === later)?.id}`)) as Acted,
    'reopen',
    {
      reason: '试填模板',
    },
  );
  const content = Buffer.from(await (await li.send('GET', `/returns/${open.id}/template`)).arrayBuffer());
  const read = await li.upload<Saved>(`/returns/${open.id}/read`, { name: 'a.xlsx', content });
  expect(read.verdict).toMatchObject({ passes: true, faults: [] });
  expect((await sheet(li, open)).given.items['revenue']).toBe('1500');
  const another = mine.items.find((one) => one['period'] === earlier);
  expect(await refused(li.upload(`/returns/${another?.id}/read`, { name: 'a.xlsx', content }))).toMatchObject({
    status: 422,
    code: 'return.ofAnother',
  });
  expect(await posted('revenue', spanOf(later).to)).toBe('1300000');
});

test('officers see how far a period has come and act on many; what is refused says why', async () => {
  const [earlier, later] = months;
  const { items } = await wang.get<{ items: { period: string; asked: number; accepted: number }[] }>('/collections', { form });
  expect(items.map(({ period, asked }) => [period, asked])).toEqual([
    [later, 1],
    [earlier, 1],
  ]);
  const all = await zhou.get<{ items: Recorded[] }>('/returns', { form, period: earlier });
  const returns = all.items.map(({ id, version }) => ({ id, version }));
  const done = await zhou.post<{ done: number; refused: { code: string }[] }>(`/collections/${form}/${earlier}/act`, {
    action: 'acceptAtDistrict',
    returns,
  });
  expect(done).toMatchObject({
    done: 1,
    refused: [{ code: 'action.notNow' }, { code: 'action.notNow' }].slice(0, returns.length - 1),
  });
});

test('who is late is listed with contact, what was tried and a text; reading contacts is logged; nothing is guessed', async () => {
  const [earlier] = months;
  const third = await zhou.create('organizations', {
    name: '云川迟迟技术咨询有限公司',
    region: here,
    industry: '7243',
    contactName: '王小明',
    contactPhone: '13812345678',
  });
  const one = await ask(earlier, third.id);
  const path = `/collections/${form}/${earlier}/late`;
  const list = (who: Person) => who.get<{ total: number; items: Late[] }>(path);
  const seen = (await list(wang)).items.find(({ id }) => id === one.id);
  expect(seen).toMatchObject({ contact: { name: '王小明', phone: '13812345678' }, lastCall: null, calls: 0 });
  expect(seen?.days).toBeGreaterThan(0);
  expect(seen?.text).toContain('云川迟迟技术咨询有限公司');
  const { rows } = await house.tables.pool.query('select count(*)::int as count from personal_reads where record = $1', [
    third.id,
  ]);
  expect(rows[0].count).toBeGreaterThan(0);
  await wang.act(one, 'remind');
  await wang.act(one, 'noteCall', { how: 'phone', said: '会计休假', promisedOn: '2030-01-02' });
  const again = (await list(wang)).items.find(({ id }) => id === one.id);
  expect(again).toMatchObject({ calls: 2, lastCall: { how: 'phone', said: '会计休假', promisedOn: '2030-01-02' } });
  const far = await house.as({ account: 'far-officer', roles: ['districtOfficer'], region: there });
  expect((await list(far)).items.map(({ id }) => id)).not.toContain(one.id);
  expect(await refused(list(li))).toMatchObject({ status: 403 });
  await zhou.act(one, 'markMissing');
  expect(await refused(li.send('POST', `/returns/${one.id}/submit`, { body: { draft: 1 } }).then(({ status }) => status))).toBe(
    404,
  );
  const missing = (await list(zhou)).items.find(({ id }) => id === one.id);
  expect(missing).toMatchObject({ state: 'missing' });
});

test('returns of a period that is over are opened for the frame, once', async () => {
  const another = await zhou.create('organizations', { name: '云川新川知识产权服务有限公司', region: there, industry: '7520' });
  expect(await house.house.collect()).toBeGreaterThanOrEqual(0);
  expect(await house.house.collect()).toBe(0);
  const frames = house.house.statistics.frames;
  const on = await frames.on(house.tables.db as never, 'serviceInstitutions', spanOf(months[1]).to);
  expect(on.map(({ organization }) => organization)).toContain(another.id);
  await zhou.create('above-scale-listings', { organization: another.id, name: '新川', listedOn: spanOf(months[0]).from });
  const then = await frames.on(house.tables.db as never, 'serviceInstitutions', spanOf(months[1]).to);
  // Whoever enters the frame later is asked by the clock too, though an officer has asked others before; whom he took out is not.
  const late = await zhou.create('organizations', { name: '云川后来知识产权服务有限公司', region: there, industry: '7520' });
  await house.house.collect();
  const periods = async () => {
    const { items } = await zhou.get<{ items: Recorded[] }>('/returns', { form, organization: late.id });
    return items.map((one) => [one['period'], one.state]);
  };
  const opened = await periods();
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.every(([, state]) => state === 'open')).toBe(true);
  const { items } = await zhou.get<{ items: Acted[] }>('/returns', { form, organization: late.id });
  for (const one of items) await zhou.act(one, 'void', { reason: '不在范围内' });
  await house.house.collect();
  expect((await periods()).map(([, state]) => state)).toEqual(opened.map(() => 'voided'));
  expect(then.map(({ organization }) => organization)).not.toContain(another.id);
});

test('the clock takes back what was asked of an organization that was no more when the period began, and says so', async () => {
  const gone = await zhou.create('organizations', { name: '云川已去知识产权服务有限公司', region: there, industry: '7520' });
  const one = await ask(months[0], gone.id);
  const two = await ask(months[1], gone.id);
  const now = async (of: Acted) => zhou.get<Acted>(`/returns/${of.id}`);
  const [first] = [spanOf(months[1]).from];
  const cease = (on: string, who = zhou) => who.act(gone, 'cease', { on, document: '注销核准通知书' });
  expect(await refused(cease('2999-01-01'))).toMatchObject({ status: 422 });
  expect(await refused(cease(first, stranger))).toMatchObject({ status: 403 });
  // Within the period: what was partly in it stays asked.
  const day = (of: string, days: number) => new Date(Date.parse(of) + days * 86_400_000).toISOString().slice(0, 10);
  let ceased = await cease(day(first, 1));
  await house.house.collect();
  expect([(await now(one)).state, (await now(two)).state]).toEqual(['open', 'open']);
  ceased = await zhou.act(ceased, 'cease', { on: first, document: '注销核准通知书' });
  expect(ceased).toMatchObject({ state: 'active', ceasedOn: first });
  await house.house.collect();
  expect((await now(one)).state).toBe('open');
  expect(await now(two)).toMatchObject({ state: 'voided', reason: `机构已于${first}注销，报告期开始时已不存在。` });
  const frames = house.house.statistics.frames;
  const on = async (period: string) =>
    (await frames.on(house.tables.db as never, 'serviceInstitutions', spanOf(period).to)).map((each) => each.organization);
  expect(await on(months[1])).not.toContain(gone.id);
  expect(await on(months[0])).toContain(gone.id);
  ceased = await zhou.act(ceased, 'undoCease', { reason: '误录' });
  expect(ceased).toMatchObject({ ceasedOn: null });
  expect(await refused(zhou.act(ceased, 'undoCease', { reason: '误录' }))).toMatchObject({ status: 409 });
});

test('a declined amendment goes back to where it came from: what was only accepted is not locked by it', async () => {
  const late = await zhou.create('organizations', {
    name: '云川晚晴软件有限公司',
    region: here,
    industry: '6513',
    size: 'small',
  });
  const hu = await house.as({ account: 'hu', roles: ['member'], organization: late.id });
  let one = await handIn(hu, await ask(months[0], late.id), figures);
  one = await zhou.act(await wang.act(one, 'acceptAtDistrict'), 'accept');
  const amend = async () => hu.act(one, 'amend', { whole: { items: { ...figures, clients: '13' } }, reason: '漏计一户' });
  const decline = async () => zhou.act(await amend(), 'declineAmendment', { reason: '原数无误' });
  one = await decline();
  expect(one).toMatchObject({ state: 'accepted', reason: '原数无误' });
  one = await zhou.act(one, 'lock');
  one = await decline();
  expect(one['state']).toBe('locked');
  one = await zhou.act(await amend(), 'acceptAmendment');
  const again = { whole: { items: { ...figures, clients: '14' } }, reason: '再漏一户' };
  one = await zhou.act(await hu.act(one, 'amend', again), 'declineAmendment', { reason: '原数无误' });
  expect(one['state']).toBe('amended');
});
