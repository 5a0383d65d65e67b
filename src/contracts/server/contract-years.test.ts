// A year over HTTP: looked through, closed by two officers while acts are under way, kept as it was closed, and changed by a numbered revision alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sum } from '../../platform/shared/money.ts';
import { readSheet } from '../../platform/server/documents/sheet.ts';
import { transact, verify } from '../../records/server/index.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { checkLines, type YearFigures } from '../contractYear.ts';
import type { ContractTables } from './tables.ts';

let house: TestHouse;
let [seller, registrar, bureau, second, district, auditor]: Person[] = [];
let organization: string;
let today: string;
let year: number;
let closing: Acted;
/** Registered in the year, each with its number: `three` and `two` millions of different titles, `twin` as `two`. */
const made: Record<'three' | 'two' | 'twin' | 'abroad', string> = { three: '', two: '', twin: '', abroad: '' };
const one = (who: Person | undefined): Person => who as Person;

beforeAll(async () => {
  house = await startHouse();
  bureau = await house.as('bureauOfficer');
  second = await house.as({ account: 'second-bureau', roles: ['bureauOfficer'] });
  district = await house.as({ account: 'far', roles: ['districtOfficer'], region: 'YC-WY' });
  auditor = await house.as('auditAdmin');
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  today = String((await bureau.get('/health'))['today']);
  year = Number(today.slice(0, 4)) - 1;
  organization = (
    await bureau.create('organizations', { name: '云川关账卖方有限公司', region: 'YC-CH', creditCode: freshCode() })
  ).id;
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization });
  made.three = await registered('三号系统开发', '3000000');
  made.two = await registered('二号系统开发', '2000000', { text: text('二号'), noSecrets: true });
  made.twin = await registered('二号 系统开发', '2000000');
  made.abroad = await registered('四号系统开发', '1000000', { crossing: 'export', text: text('四号'), noSecrets: true }, null);
});
afterAll(() => house.close());

/** A text of some length; the same but for its last words. */
const text = (but: string): string =>
  [...Array.from({ length: 900 }, (_none, at) => String.fromCharCode(0x4e00 + ((at * 7919 + (at % 13) * 401) % 4000))), but].join(
    '',
  );
type Notice = { record: string; words: string };
const told = async (who: Person | undefined, record: string): Promise<string[]> => {
  await house.house.board.notices.work();
  const { items } = await one(who).get<{ items: Notice[] }>('/notices', { limit: 50 });
  return items.filter((each) => each.record === record).map((each) => each.words);
};
let numbers = 0;
/** A contract that counts in the year: the system of record registered it on its first of June. */
async function registered(
  title: string,
  amount: string,
  more: object = {},
  number: string | null = `2025320400000${100 + ++numbers}`,
) {
  const said = { title, type: 'development', amount, signedOn: `${year}-05-02`, ...more };
  const contract = await one(seller).act(await one(seller).create('contracts', said), 'submit');
  await one(registrar).act(await one(registrar).act(contract, 'accept'), 'register');
  await act(contract.id, 'noteOfficial', {
    registrationNumber: number ?? `2025320400009${100 + ++numbers}`,
    registeredOn: `${year}-06-01`,
  });
  return contract.id;
}
const act = (id: string, action: string, input: object = {}) => one(registrar).act({ id, kind: 'contract' }, action, input);
const figures = () => one(bureau).get<YearFigures>(`/contract-years/${closing.id}/figures`);
const change = (amount: string, on: string) => ({ amount, technologyAmount: amount, on, reason: '补充协议' });

test('each line is looked through and ticked; what stands against closing is told', async () => {
  const running = await one(bureau).create('contract-years', { year: year + 1 });
  await expect(one(bureau).act(running, 'propose')).rejects.toMatchObject({ status: 409, code: 'contractYear.notOver' });
  await expect(one(bureau).create('contract-years', { year: year + 2 })).rejects.toMatchObject({ status: 422 });
  await one(seller).act({ id: made.two, kind: 'contract' }, 'recordTaxClaim', { benefit: 'vat', year, role: 'seller' });
  closing = await one(bureau).create('contract-years', { year });
  await expect(one(bureau).create('contract-years', { year })).rejects.toMatchObject({ status: 409, errors: [{ path: 'year' }] });
  await expect(one(bureau).act(closing, 'propose')).rejects.toMatchObject({ status: 409, code: 'contractYear.notTicked' });
  await expect(one(bureau).act(closing, 'tick', { line: 'nonTechnology', note: '看过' })).rejects.toMatchObject({
    code: 'contractYear.stillJudging',
  });
  while ((await house.house.judge()) > 0);
  const nearly = async () => {
    const path = `/contract-years/${closing.id}/contracts`;
    const { items } = await one(bureau).get<{ items: { id: string }[] }>(path, { line: 'nearDuplicates' });
    return items.map((each) => each.id).sort();
  };
  expect(await nearly()).toEqual([made.two, made.twin].sort());
  // Nearly the same text, with another title and amount: only the signals know.
  while ((await house.house.signals.work()) > 0);
  expect(await nearly()).toEqual([made.two, made.twin, made.abroad].sort());
  const list = await one(bureau).get<{ lines: { line: string; count: number | null; amount: string | null }[] }>(
    `/contract-years/${closing.id}/check-list`,
  );
  const counts = Object.fromEntries(list.lines.map((each) => [each.line, each.count]));
  expect(counts).toMatchObject({ large: 0, taxClaimed: 1, crossBorder: 1, nearDuplicates: 3, missingNumber: 0 });
  expect(list).toMatchObject({ contracts: 4, waiting: 0, over: true });
  for (const line of checkLines) await one(bureau).act(closing, 'tick', { line, note: '已核对' });
  // What is ticked and then changes is looked through again.
  await act(made.abroad, 'amend', change('1500000', `${year}-07-01`));
  await expect(one(bureau).act(closing, 'propose')).rejects.toMatchObject({
    code: 'contractYear.changedSince',
    errors: [{ code: 'crossBorder' }, { code: 'nearDuplicates' }],
  });
  for (const line of ['crossBorder', 'nearDuplicates']) await one(bureau).act(closing, 'tick', { line, note: '金额已变更' });
  await one(bureau).act(closing, 'propose');
});

test('a second officer closes it; an act that is under way is waited for and counts in it', async () => {
  await expect(one(bureau).act(closing, 'close')).rejects.toMatchObject({ status: 409, code: 'contractYear.ownProposal' });
  expect(await one(bureau).get(`/contracts/${made.three}`)).toMatchObject({
    revocation: [{ of: `${year}-06-01`, amount: '3000000.00', on: `${year}-06-01`, closedYear: null }],
  });
  const { contracts, kernel } = house.house;
  const order: string[] = [];
  let close: Promise<unknown> = Promise.resolve();
  await transact<ContractTables, void>(house.tables.db as never, async (tx) => {
    const actor = {
      account: null,
      roles: ['registrar' as const],
      organization: null,
      region: null,
      language: 'en' as const,
      demo: false,
    };
    const input = { amount: '3100000', technologyAmount: '3100000', on: `${year}-12-31`, reason: '年末变更' };
    await contracts.act('amend', { actor, id: made.three, input, within: tx as never });
    close = one(second)
      .act(closing, 'close')
      .then(() => order.push('closed'));
    await new Promise((done) => setTimeout(done, 150));
    order.push('amended');
  });
  await close;
  expect(order).toEqual(['amended', 'closed']);
  const { asClosed, now } = await figures();
  expect(asClosed).toMatchObject({ turnover: '8600000.00', contractCount: '4' });
  expect(now).toEqual(asClosed);
  expect(asClosed?.types).toMatchObject([{ key: 'development', turnover: '8600000.00' }]);
  expect(asClosed?.regions).toMatchObject([{ key: 'YC-CH', turnover: '8600000.00' }]);
  expect((await verify(kernel)).findings).toEqual([]);
});

test('a file of contracts registered in the closed year is refused before anything is written', async () => {
  const rows = [
    '合同登记编号,登记日期,项目名称,合同类别,卖方名称,合同成交总额',
    `${year}320400111111,${year}-06-01,补录的系统,技术开发,云川关账卖方有限公司,10000`,
  ];
  const { id } = await one(bureau).upload<{ id: string }>('/contracts/imports', { name: 'past.csv', content: rows.join('\r\n') });
  await house.house.imports.contracts.idle();
  expect(await one(bureau).get(`/contracts/imports/${id}`)).toMatchObject({ state: 'judged', rows: { create: 0, refuse: 1 } });
  const { items } = await one(bureau).get<{ items: unknown[] }>(`/contracts/imports/${id}/rows`, { limit: 5 });
  expect(items).toMatchObject([{ verdict: 'refuse', column: '登记日期', words: expect.stringContaining(`${year} 年已关账`) }]);
});

test('a revocation falls on its own day, which the contract had said; what is dated into the year is refused', async () => {
  expect(await one(bureau).get(`/contracts/${made.two}`)).toMatchObject({
    revocation: [{ of: `${year}-06-01`, on: today, closedYear: year }],
  });
  await act(made.two, 'revoke', { ground: 'duplicate' });
  const after = await figures();
  expect(after.now).toEqual(after.asClosed);
  expect(after.later).toMatchObject([{ year: year + 1, turnover: '-2000000.00', contractCount: '-1' }]);
  expect(after.laterContracts).toMatchObject([{ id: made.two, turnover: '-2000000.00' }]);
  for (const [action, input, path] of [
    ['amend', change('1', `${year}-12-31`), 'on'],
    ['settle', change('1', `${year}-12-31`), 'on'],
    ['noteOfficial', { registrationNumber: '20250000000001', registeredOn: today }, 'registeredOn'],
    ['noteOfficial', { registrationNumber: '20250000000001', registeredOn: `${year}-06-02` }, 'registeredOn'],
  ] as const)
    await expect(act(made.twin, action, input)).rejects.toMatchObject({
      status: 409,
      code: 'contract.yearClosed',
      errors: [{ path }],
    });
  // The number alone, a later amount and the end of a contract change nothing of the year.
  await act(made.twin, 'noteOfficial', { registrationNumber: '20250000000009' });
  await act(made.twin, 'amend', change('2200000', today));
  await act(made.abroad, 'cancel', { on: `${year}-08-01`, reason: '双方终止' });
  // Nor does a seller that had moved long ago: its district’s difference stands on the day of the recalculation.
  await one(bureau).act({ id: organization, kind: 'organization' }, 'move', { region: 'YC-WY', on: `${year}-05-01` });
  await house.house.recalculate();
  const moved = await figures();
  expect(moved.asClosed).toEqual(after.asClosed);
  expect(moved.later).toMatchObject([{ turnover: '-2000000.00' }]);
});

test('a numbered revision admits what it names: the year as closed stands, and the difference carries its number', async () => {
  const before = await figures();
  const stranger = '0198c0de-0000-7000-8000-0000000000ff';
  const draft = await one(seller).create('contracts', { title: '草稿' });
  const revise = (contracts: readonly string[]) => one(bureau).act(closing, 'proposeRevision', { reason: '法院判决', contracts });
  for (const ids of [[stranger], [draft.id]])
    await expect(revise(ids)).rejects.toMatchObject({ status: 422, errors: [{ path: 'contracts.0', code: 'unknown' }] });
  await expect(revise([])).rejects.toMatchObject({ status: 400 });
  await expect(revise(Array.from({ length: 201 }, () => made.two))).rejects.toMatchObject({ status: 400 });
  await revise([made.two]);
  await one(second).act(closing, 'dropRevision', { reason: '材料不齐' });
  await revise([made.two, made.three]);
  await expect(one(bureau).act(closing, 'admitRevision')).rejects.toMatchObject({ code: 'contractYear.ownProposal' });
  await one(second).act(closing, 'admitRevision');
  // What had been taken back later stands in the year again: later there is nothing to be shown.
  expect(await figures()).toMatchObject({ later: [], laterContracts: [] });
  await expect(act(made.twin, 'amend', change('1', `${year}-12-31`))).rejects.toMatchObject({ code: 'contract.yearClosed' });
  await act(made.three, 'amend', change('3300000', `${year}-12-31`));
  const done = await one(bureau).act(closing, 'concludeRevision', { note: '已按判决更正' });
  expect(done).toMatchObject({ state: 'closed', revisions: [{ n: 1, contracts: 2, concludedOn: today }] });
  await expect(act(made.three, 'amend', change('1', `${year}-12-31`))).rejects.toMatchObject({ code: 'contract.yearClosed' });
  const after = await figures();
  expect(after.asClosed).toEqual(before.asClosed);
  expect(after.revisions).toMatchObject([
    { n: 1, turnover: '-1800000.00', contractCount: '-1', after: { turnover: '6800000.00', contractCount: '3' } },
  ]);
  expect(after.now).toMatchObject({ turnover: '6800000.00', contractCount: '3' });
  const behind = after.revisions[0]?.contracts.map(({ id, turnover }) => [id, turnover]);
  expect(behind).toEqual([
    [made.two, '-2000000.00'],
    [made.three, '200000.00'],
  ]);
  // The same by the two clocks: as known at the closing, and once the revision was concluded.
  const record = await one(bureau).get<{ closedAt: string; revisions: { concludedAt: string }[] }>(
    `/contract-years/${closing.id}`,
  );
  const known = async (at: string) => {
    const asked = { measure: 'turnover', from: `${year}-01-01`, to: `${year}-12-31`, knownAt: new Date(at) };
    return Number((await house.house.ledger.sums(house.tables.db as never, asked))[0]?.amount);
  };
  expect([await known(record.closedAt), await known(record.revisions[0]?.concludedAt ?? '')]).toEqual([8600000, 6800000]);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('districts and auditors read it and do nothing; of contracts that they do not see they learn no more than the place', async () => {
  for (const who of [one(district), one(auditor)]) {
    expect(await who.get(`/contract-years/${closing.id}`)).toMatchObject({ year, actions: [] });
    await expect(who.act(closing, 'proposeRevision', { reason: '测试', contracts: [made.two] })).rejects.toMatchObject({
      status: 403,
    });
  }
  const { revisions } = await one(district).get<YearFigures>(`/contract-years/${closing.id}/figures`);
  expect(revisions[0]?.contracts.every((each) => each.id === null && each.title === null)).toBe(true);
  expect(sum((revisions[0]?.contracts ?? []).map((each) => each.turnover))).toBe('-1800000');
  const listed = await one(district).get<{ items: unknown[] }>(`/contract-years/${closing.id}/contracts`, {
    line: 'crossBorder',
  });
  expect(listed.items).toEqual([]);
  // Registrars date changes into it: they read it, as far as they see its contracts.
  expect(await one(registrar).get(`/contract-years/${closing.id}`)).toMatchObject({ year, actions: [] });
  for (const who of [one(seller)]) {
    expect((await who.send('GET', `/contract-years/${closing.id}`)).status).toBe(404);
    expect((await who.send('GET', `/contract-years/${closing.id}/figures`)).status).toBe(403);
  }
  expect((await house.visitor().send('GET', `/contract-years/${closing.id}/check-list`)).status).toBe(401);
  expect((await one(bureau).send('GET', `/contract-years/${closing.id}/contracts`, { query: { line: 'strange' } })).status).toBe(
    400,
  );
  const answer = await one(bureau).send('GET', `/contract-years/${closing.id}/figures.xlsx`);
  const { rows } = await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await answer.arrayBuffer()) });
  const said = rows.map(({ cells }) => Object.values(cells).join(' '));
  expect(said.some((line) => line.startsWith('关账数 合计') && line.includes('8600000'))).toBe(true);
  expect(said.some((line) => line.startsWith('第 1 次修订后') && line.includes('6800000'))).toBe(true);
});

test('who works by a year is told when its closing is proposed, when it is closed, and of each revision; nobody else', async () => {
  const some = (words: readonly string[]) =>
    ['已提请关账', '已关账', '准予第 1 次修订'].map((said) => words.some((each) => each.includes(said)));
  for (const who of [registrar, district]) {
    expect(some(await told(who, closing.id))).toEqual([true, true, true]);
    expect((await told(who, closing.id)).some((words) => words.includes('待复核'))).toBe(false);
  }
  // Who did it himself is told by the other one alone.
  expect(some(await told(bureau, closing.id))).toEqual([false, true, true]);
  expect(some(await told(second, closing.id))).toEqual([true, false, false]);
  for (const who of [seller, auditor]) expect(await told(who, closing.id)).toEqual([]);
});

test('a case handed in before the year’s end keeps it open until it is decided', async () => {
  const other = await one(bureau).create('contract-years', { year: year - 1 });
  for (const line of checkLines) await one(bureau).act(other, 'tick', { line, note: '已核对' });
  const late = await one(seller).act(
    await one(seller).create('contracts', { title: '迟办', type: 'service', amount: '1', signedOn: `${year - 2}-05-02` }),
    'submit',
  );
  // No act can be dated back: the day of handing in is set by hand, after everything was verified.
  await house.tables.ownerPool.query(`update touyan_test.contracts set submitted_on = $1 where id = $2`, [
    `${year - 1}-12-30`,
    late.id,
  ]);
  await expect(one(bureau).act(other, 'propose')).rejects.toMatchObject({ status: 409, code: 'contractYear.casesWait' });
  const waiting = await one(bureau).get<{ items: { id: string }[] }>(`/contract-years/${other.id}/contracts`, {
    line: 'waiting',
  });
  expect(waiting.items.map((each) => each.id)).toEqual([late.id]);
  await act(late.id, 'accept');
  await act(late.id, 'refuse', { ground: 'other' });
  await one(bureau).act(other, 'propose');
  expect(await one(second).act(other, 'sendBack', { reason: '再看' })).toMatchObject({
    state: 'open',
    proposedOn: null,
    reason: '再看',
  });
});
