// The service chain over HTTP: what stands where on which day, what everybody sees of it, gaps for officers alone, down to their records.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { type Person, RefusedError } from '../../../../test/harness/http.ts';
import { visitor } from '../../../platform/shared/actor.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import { loadInvented } from '../../../records/server/index.ts';
import type { ChainGaps, ChainShown, ListingThere, OrganizationThere } from '../../publicChain.ts';

type Page<T> = { items: T[]; next: string | null; total?: { rows: number } };
type Candidate = OrganizationThere & { industries: string[]; links: string[]; work: number };

let house: TestHouse;
let zhou: Person;
let firm: Person;
let guest: Person;
let lab: string;
let agent: string;
let today: string;

const at = (day: string) => new Date(`${day}T02:00:00Z`);
const loader = { ...visitor, roles: ['bureauOfficer' as const] };
const supply = {
  sort: 'testing',
  title: '储能电池安全检测',
  text: '储能电池的安全检测，五个工作日出报告。',
  field: '06',
  cooperation: ['07'],
};
const demand = {
  sort: 'problem',
  title: '储能企业寻求知识产权服务的布局',
  text: '寻求围绕储能变流器的专利布局服务，已有两件专利。',
  field: '06',
  cooperation: ['06'],
  demandType: '05',
  anonymous: true,
};

/** What happened in spring, before anybody of today signed in. */
async function loadSpring({ house: { organizations, listings, kernel } }: TestHouse): Promise<void> {
  const made = async (input: Record<string, unknown>, day: string) => {
    const full = organizations.kind.life.actions.create.input.parse(input);
    const [one] = await organizations.actMany([{ actor: loader, action: 'create', input: full, at: at(day) }]);
    return one?.id ?? '';
  };
  await loadInvented(kernel, async () => {
    lab = await made({ name: '云川检测研究院', region: 'YC-CH', kind: 'testingOrganization', size: 'small' }, '2025-03-01');
    agent = await made(
      { name: '云川专利代理有限公司', region: 'YC-WY', kind: 'ipServiceOrganization', size: 'micro' },
      '2026-02-02',
    );
    const wants = await made({ name: '云川储能有限公司', region: 'YC-CH' }, '2025-03-01');
    const act = async (action: string, day: string, id: string | null, input: Record<string, unknown>, owner?: string) => {
      const actor = owner === undefined ? loader : { ...loader, roles: ['organizationAdmin' as const], organization: owner };
      const [one] = await listings.actMany([{ actor, action, input, at: at(day), ...(id === null ? {} : { id }) }] as never);
      return (one as { id: string }).id;
    };
    const shown = async (said: object, owner: string, from: string, until: string | null) => {
      const input = listings.kind.life.actions.create.input.parse(said);
      const id = await act('create', from, null, input as Record<string, unknown>, owner);
      await act('submit', from, id, { noSecret: true }, owner);
      await act('publish', from, id, {});
      if (until !== null) await act('close', until, id, { outcome: 'noLonger', reason: '不再需要' }, owner);
      return id;
    };
    await shown(supply, lab, '2026-03-02', '2026-06-01');
    await shown(demand, wants, '2026-03-05', null);
    await shown({ ...demand, title: '二月里的专利需求' }, wants, '2026-02-10', '2026-02-25');
    const wrong = await shown({ ...demand, title: '不该发布的专利需求' }, wants, '2026-02-10', null);
    await act('void', '2026-02-12', wrong, { reason: '虚假信息' });
  });
}

const chainOn = (who: Person, asOf?: string) => who.get<ChainShown>('/market/chain', asOf ? { asOf } : {});
const cellOf = (chain: ChainShown, industry: string, link: string) =>
  chain.cells.find((one) => one.industry === industry && one.link === link) ?? { supplies: 0, organizations: 0, demands: 0 };
const refused = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.unreachable('was answered'),
    (fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)),
  );

beforeAll(async () => {
  house = await startHouse();
  await loadSpring(house);
  zhou = await house.as('bureauOfficer');
  guest = house.visitor();
  const made = await zhou.create('organizations', { name: '云川变流器有限公司', region: 'YC-CH' });
  firm = await house.as({ account: 'firm', roles: ['organizationAdmin'], organization: made.id });
  today = (await chainOn(guest)).today;
}, 60_000);
afterAll(() => house.close());

test('everybody sees what stands at each link, on any day as it then was', async () => {
  const before = await chainOn(guest, '2026-02-28');
  expect(before.cells.filter((one) => one.supplies + one.demands > 0)).toEqual([]);
  const spring = await chainOn(guest, '2026-03-31');
  expect(cellOf(spring, 'cleanStorage', 'testing')).toMatchObject({ supplies: 1, organizations: 1 });
  expect(cellOf(spring, 'cleanStorage', 'ip')).toMatchObject({ supplies: 0, demands: 1 });
  const autumn = await chainOn(guest, '2026-06-30');
  expect(cellOf(autumn, 'cleanStorage', 'testing')).toMatchObject({ supplies: 0, organizations: 0 });
  expect(cellOf(autumn, 'other', 'testing')).toMatchObject({ organizations: 1 });
});

test('what was voided stood on no day, nor does what is voided once the day was looked at', async () => {
  const inFebruary = async () =>
    (await guest.get<Page<ListingThere>>('/market/chain/records', { asOf: '2026-02-11', what: 'demands' })).items;
  const [first, ...others] = await inFebruary();
  expect([first?.title, others]).toEqual(['二月里的专利需求', []]);
  await zhou.act({ id: first?.id ?? '', kind: 'listing' }, 'void', { reason: '虚假信息' });
  expect(await inFebruary()).toEqual([]);
});

test('a day that has not come is refused', async () => {
  const fault = await refused(chainOn(guest, '2999-01-01'));
  expect(fault.problem.errors).toMatchObject([{ path: 'asOf', code: 'inFuture' }]);
});

test('each figure opens its records with the reason, an anonymous owner is told to nobody', async () => {
  const place = { asOf: '2026-03-31', industry: 'cleanStorage' };
  const { items: supplies } = await guest.get<Page<ListingThere>>('/market/chain/records', {
    ...place,
    link: 'testing',
    what: 'supplies',
  });
  expect(supplies).toMatchObject([
    {
      title: '储能电池安全检测',
      organization: { id: lab },
      shown: false,
      because: { link: { by: 'sort', value: 'testing' }, industry: { by: 'field', value: '06' } },
    },
  ]);
  for (const who of [guest, zhou]) {
    const { items } = await who.get<Page<ListingThere>>('/market/chain/records', { ...place, link: 'ip', what: 'demands' });
    expect(items).toMatchObject([{ organization: null, region: null, shown: true, because: { link: { by: 'word' } } }]);
  }
  const { items: bodies, total } = await guest.get<Page<OrganizationThere>>('/market/chain/records', {
    ...place,
    link: 'testing',
    what: 'organizations',
    count: 'yes',
  });
  expect(bodies).toMatchObject([
    { id: lab, because: { link: { by: 'kind', value: '检验检测机构' }, industry: { by: 'field' } } },
  ]);
  expect(total?.rows).toBe(1);
});

test('gaps are for officers: a demand for which nobody else offers anything at its link', async () => {
  for (const who of [guest, firm]) {
    const fault = await refused(who.get('/market/chain/gaps'));
    expect([401, 403]).toContain(fault.status);
    expect([401, 403]).toContain((await refused(who.get('/market/chain/gaps/records', { what: 'gaps' }))).status);
  }
  const spring = await zhou.get<ChainGaps>('/market/chain/gaps', { asOf: '2026-03-31' });
  expect(spring.cells).toEqual([{ industry: 'cleanStorage', link: 'ip', gaps: 1, unanswered: 0 }]);
  const april = await zhou.get<ChainGaps>('/market/chain/gaps', { asOf: '2026-04-30' });
  expect(april.cells).toMatchObject([{ gaps: 1, unanswered: 1 }]);
  expect(april.lookedOn).toBeNull();
  const { items } = await zhou.get<Page<ListingThere & { why: string; field: string }>>('/market/chain/gaps/records', {
    asOf: '2026-04-30',
    link: 'ip',
    field: '06',
    what: 'gaps',
  });
  expect(items).toMatchObject([{ why: 'nothingOffered', field: '06', organization: null }]);
});

test('months count what stood at their ends, and the sheet has the same', async () => {
  const { months } = await zhou.get<ChainGaps>('/market/chain/gaps', { asOf: '2026-04-15' });
  expect(months.at(-1)).toMatchObject({ month: '2026-04', asOf: '2026-04-15', gaps: 1 });
  expect(months.find((one) => one.month === '2026-03')).toMatchObject({ asOf: '2026-03-31', gaps: 1 });
  expect(months.find((one) => one.month === '2026-02')).toMatchObject({ gaps: 0, parts: [] });
  const answer = await zhou.send('GET', '/market/chain/gaps/export', { query: { asOf: '2026-04-15' } });
  const sheet = await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await answer.arrayBuffer()) });
  expect(sheet.rows.map(({ cells }) => Object.values(cells))).toEqual([
    ['2026-03', '2026-03-31', '清洁储能', expect.any(String), '知识产权', '1'],
    ['2026-04', '2026-04-15', '清洁储能', expect.any(String), '知识产权', '1'],
  ]);
});

test('a gap is closed by somebody who offers it, and not by who wants it', async () => {
  const offer = { ...supply, sort: 'service', title: '储能专利导航服务', cooperation: ['06'] };
  const own = await firm.create('listings', { ...demand, title: '变流器专利布局', anonymous: false });
  await firm.act(own, 'submit', { noSecret: true });
  await zhou.act(own, 'publish');
  const gapIn = async () => (await zhou.get<ChainGaps>('/market/chain/gaps')).cells.find((one) => one.link === 'ip')?.gaps ?? 0;
  expect(await gapIn()).toBe(2);
  const made = await firm.create('listings', offer);
  await firm.act(made, 'submit', { noSecret: true });
  await zhou.act(made, 'publish');
  // The firm's own offer answers the other demand alone.
  expect(await gapIn()).toBe(1);
  expect(cellOf(await chainOn(guest), 'cleanStorage', 'ip')).toMatchObject({ supplies: 1, demands: 2 });
});

test('officers see whom to ask: of the same link elsewhere, of the same industry at other links', async () => {
  const place = { asOf: '2026-03-31', industry: 'cleanStorage', link: 'ip' };
  const ofLink = await zhou.get<Page<Candidate>>('/market/chain/candidates', { ...place, from: 'link' });
  expect(ofLink.items).toMatchObject([{ id: agent, links: ['ip'], industries: ['other'], work: 0 }]);
  const ofIndustry = await zhou.get<Page<Candidate>>('/market/chain/candidates', { ...place, from: 'industry' });
  expect(ofIndustry.items).toMatchObject([{ id: lab, links: ['testing'], industries: ['cleanStorage'], work: 1 }]);
  expect((await refused(guest.get('/market/chain/candidates', { ...place, from: 'link' }))).status).toBe(401);
});

test('new small organizations are those entered in the year asked', async () => {
  const { newSmall } = await chainOn(guest, '2026-03-31');
  expect(newSmall.from).toBe('2026-01-01');
  expect(newSmall.links.find((one) => one.link === 'ip')).toEqual({ link: 'ip', organizations: 1 });
  expect(newSmall.links.find((one) => one.link === 'testing')).toEqual({ link: 'testing', organizations: 0 });
  const { items } = await guest.get<Page<OrganizationThere>>('/market/chain/records', {
    asOf: '2026-03-31',
    link: 'ip',
    what: 'newSmall',
  });
  expect(items).toMatchObject([{ id: agent, enteredOn: '2026-02-02' }]);
});

test('once the market looked for fits, a demand that nothing fits is a gap', async () => {
  const { ownerPool } = house.tables;
  const { items } = await zhou.get<Page<ListingThere>>('/market/chain/gaps/records', { what: 'unanswered' });
  const old = items.find((one) => one.publishedOn === '2026-03-05')?.id;
  await ownerPool.query(`insert into ${testSchema}.match_digests (day) values ($1)`, [today]);
  // Any act: what is of today is drawn anew.
  await zhou.create('organizations', { name: '云川另一有限公司', region: 'YC-CH' });
  const missing = async () =>
    (await zhou.get<Page<ListingThere & { why: string }>>('/market/chain/gaps/records', { what: 'gaps' })).items.map((one) => [
      one.id,
      one.why,
    ]);
  expect(await missing()).toContainEqual([old, 'nothingFits']);
  await ownerPool.query(`insert into ${testSchema}.matches_told (demand, candidate, told_on) values ($1, $2, $3)`, [
    old,
    agent,
    today,
  ]);
  await zhou.create('organizations', { name: '云川又一有限公司', region: 'YC-CH' });
  expect((await missing()).map(([id]) => id)).not.toContain(old);
});
