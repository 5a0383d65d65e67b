// Sealed copies: the version code changes with any value; a print turned, grey and noisy is read; another version, another return and what is no scan are refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { closed } from '../../../platform/shared/disclosed.ts';
import { textsOf } from '../../../platform/server/documents/paper.fixtures.ts';
import { stopApart } from '../../../platform/server/apart.ts';
import type { Answers } from '../../../forms/answers.ts';
import { readScanned, scannedAs, typedCode } from '../../sealedCopy.ts';
import { codeOf } from './code.ts';
import { bombPdf, emptyPdf, hugePng, pdfOf, scanOf } from './scan.fixtures.ts';

const answers: Answers = { items: { seats: '12', revenue: null }, tables: { tenants: [{ name: '甲', staff: '3' }] } };
const row = {
  id: '0193a7b2-c4d5-7e6f-890a-0b1c2d3e4f50',
  form: 'maker-space-year',
  form_version: 1,
  period: '2025',
  edition: 2,
  answers: closed(answers),
  explanations: { 'leap seats': '新增一层' },
};

test('a code is that of its return, its edition and each value; it is typed as people type', () => {
  const code = codeOf(row);
  expect(code).toMatch(/^2(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(codeOf({ ...row, answers: closed({ tables: answers.tables, items: { revenue: null, seats: '12' } }) })).toBe(code);
  const others = [
    { ...row, edition: 3 },
    { ...row, id: '0193a7b2-c4d5-7e6f-890a-0b1c2d3e4f51' },
    { ...row, explanations: { 'leap seats': '新增一层。' } },
    { ...row, answers: closed({ ...answers, items: { seats: '12', revenue: '0' } }) },
    { ...row, answers: closed({ ...answers, items: { seats: '120', revenue: null } }) },
    { ...row, answers: closed({ ...answers, tables: { tenants: [{ name: '甲', staff: '4' }] } }) },
  ];
  expect(new Set([code, ...others.map(codeOf)].map((one) => one.slice(2))).size).toBe(others.length + 1);
  expect(typedCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`)).toBe(code);
  expect(['', '2-7KQ4', '0-7KQ4-9MXD-A2BC', '2-7KQ4-9MXD-A2B!', '7KQ49MXDA2BC', '9'.repeat(60)].map(typedCode)).toEqual(
    Array(6).fill(null),
  );
  expect(readScanned(scannedAs(row.id, code))).toEqual({ record: row.id, code });
  expect(readScanned('https://example.org/verify')).toBeNull();
});

const items = Object.fromEntries(
  ['seats', 'area', 'teams', 'teamPeople', 'firms', 'firmPeople', 'firmsNew', 'funded', 'fundedAmount', 'staff', 'mentors']
    .concat(['events', 'trainings', 'revenue', 'serviceRevenue', 'investmentRevenue', 'rentRevenue', 'subsidies', 'otherRevenue'])
    .map((code) => [code, '0']),
);
let house: TestHouse;
let zhou: Person;
let li: Person;
let wang: Person;
let year: string;
let one: Acted;
beforeAll(async () => {
  house = await startHouse({ anchor: new Date().getUTCFullYear() });
  const [here, there] = house.house.parts.regions.filter(({ kind }) => kind === 'district').map(({ id }) => id);
  zhou = await house.as('bureauOfficer');
  wang = await house.as({ roles: ['districtOfficer'], region: here ?? '' });
  const firm = await zhou.create('organizations', { name: '云川众创空间有限公司', region: here, industry: '7540' });
  await zhou.create('organizations', { name: '云川别家有限公司', region: there, industry: '7540' });
  li = await house.as({ roles: ['member'], organization: firm.id });
  year = String(Number((await house.house.organizations.today()).slice(0, 4)) - 1);
  one = await zhou.create('returns', { form: 'maker-space-year', period: year, organization: firm.id });
});
afterAll(async () => {
  await stopApart();
  await house.close();
});

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const print = async (who: Person, id = one.id) =>
  Buffer.from(await (await who.send('GET', `/returns/${id}/print.pdf`)).arrayBuffer());
type Scan = { upload: string; found: boolean; pages: number };
const scan = (content: Buffer, { who = li, id = one.id, name = 'scan.jpg' } = {}) =>
  who.upload<Scan>(`/returns/${id}/scan`, { name, content });
const whole = (seats: string) => ({ whole: { items: { ...items, seats } } });
const sealedOf = async (who = li) => (await who.get<Acted>(`/returns/${one.id}`))['sealed'];
const codeIn = (text: string | undefined) => /\d+(?:-[0-9A-Z]{4}){3}/.exec(text ?? '')?.[0] ?? '';

let first: Buffer;
test('a draft has no code; what is handed in is printed with one on each page, read from a poor scan and given', async () => {
  expect((await textsOf(await print(li)))[0]).not.toMatch(/-[0-9A-Z]{4}-[0-9A-Z]{4}-/);
  expect(await sealedOf()).toEqual({ standing: 'early', copy: null });
  expect(await refused(scan(hugePng(1, 1), { name: 'a.png' }))).toMatchObject({ status: 409, code: 'sealed.notHandedIn' });
  one = await li.act(one, 'submit', whole('12'));
  first = await print(li);
  const [page] = await textsOf(first);
  expect(codeIn(page)).toMatch(/^1-/);
  expect(page).toContain('云川众创空间有限公司');
  for (const look of [{ degrees: 90 }, { degrees: 183, dpi: 200 }]) {
    expect(await scan(await scanOf(first, 1, look))).toMatchObject({ found: true, pages: 1 });
  }
  const read = await scan(await pdfOf([await scanOf(first, 1, { degrees: 270 })]), { name: 'scan.pdf' });
  expect(read).toMatchObject({ found: true, pages: 1 });
  // Another's upload, one that was not read, and a second use of one are refused alike.
  const other = await house.as({
    account: 'li-two',
    roles: ['member'],
    organization: String((one['organization'] as { id: string }).id),
  });
  expect(await refused(other.act(one, 'attachSealed', { upload: read.upload }))).toMatchObject({ status: 422 });
  one = await li.act(one, 'attachSealed', { upload: read.upload });
  expect(one['sealed']).toMatchObject({ standing: 'there', copy: { edition: 1, how: 'read' } });
  expect(await refused(li.act(one, 'attachSealed', { upload: read.upload }))).toMatchObject({ status: 422 });
});

test('the copy is taken away by the chain in charge and the respondent alone; nobody else gives one', async () => {
  const { copy } = (await sealedOf()) as { copy: { attachment: string; digest: string; size: number } };
  for (const who of [li, wang, zhou]) {
    const content = Buffer.from(await (await who.send('GET', `/attachments/${copy.attachment}/content`)).arrayBuffer());
    expect(content.length).toBe(copy.size);
  }
  const far = await house.as({ account: 'far', roles: ['districtOfficer'], region: 'YC-NONE' });
  for (const who of [far, await house.as('auditAdmin'), await house.as('expert'), await house.as('registrar')]) {
    expect((await who.send('GET', `/attachments/${copy.attachment}/content`)).status).toBe(404);
    expect([403, 404]).toContain((await who.send('GET', `/returns/${one.id}/print.pdf`)).status);
  }
  const picture = await scanOf(first);
  expect(await refused(scan(picture, { who: zhou }))).toMatchObject({ status: 403 });
  expect(await refused(scan(picture, { who: far }))).toMatchObject({ status: 404 });
  expect(await refused(zhou.act(one, 'attachSealed', { upload: one.id }))).toMatchObject({ status: 403 });
});

test('put right, a return asks for a new copy: the old print is refused, a code that cannot be read is typed, and officers see that', async () => {
  one = await zhou.act(await wang.act(one, 'acceptAtDistrict'), 'accept');
  const printAmendment = () => li.send('GET', `/returns/${one.id}/print.pdf`, { query: { amendment: 'yes' } });
  expect((await printAmendment()).status).toBe(409);
  one = await li.act(one, 'amend', { ...whole('20'), reason: '漏计座位' });
  // What waits is printed beside what stands, under the code that it has once it is accepted: it can be signed beforehand.
  expect(codeIn((await textsOf(await print(li)))[0])).toMatch(/^1-/);
  const [waiting] = await textsOf(Buffer.from(await (await printAmendment()).arrayBuffer()));
  expect(codeIn(waiting)).toMatch(/^2-/);
  one = await zhou.act(one, 'acceptAmendment');
  expect(codeIn((await textsOf(await print(li)))[0])).toBe(codeIn(waiting));
  expect(one['sealed']).toMatchObject({ standing: 'old', copy: { edition: 1 } });
  expect(await refused(scan(await scanOf(first)))).toMatchObject({
    status: 422,
    code: 'sealed.otherEdition',
    message: expect.stringMatching(/第 1 版.*第 2 版/),
  });
  const second = await print(li);
  const both = await pdfOf([await scanOf(second), await scanOf(first)]);
  expect(await refused(scan(both, { name: 'a.pdf' }))).toMatchObject({
    code: 'sealed.mixed',
    message: expect.stringContaining('第 2 页是第 1 版'),
  });
  const covered = await scanOf(second, 1, { without: true });
  const { upload, found } = await scan(covered);
  expect(found).toBe(false);
  expect(await refused(li.act(one, 'attachSealed', { upload }))).toMatchObject({ code: 'sealed.codeWanted' });
  const [old, now] = [codeIn((await textsOf(first))[0]), codeIn((await textsOf(second))[0])];
  expect(await refused(li.act(one, 'attachSealed', { upload, typed: old }))).toMatchObject({ code: 'sealed.otherEdition' });
  const slip = `${now.slice(0, -1)}${now.endsWith('0') ? '1' : '0'}`;
  expect(await refused(li.act(one, 'attachSealed', { upload, typed: slip }))).toMatchObject({ code: 'sealed.wrongCode' });
  expect(await refused(li.act(one, 'attachSealed', { upload, typed: 'x'.repeat(61) }))).toMatchObject({ status: 400 });
  one = await li.act(one, 'attachSealed', { upload, typed: now.toLowerCase() });
  expect(await sealedOf(wang)).toMatchObject({ standing: 'there', copy: { edition: 2, how: 'typed' } });
  const { items: typed } = await zhou.get<{ items: Acted[] }>('/returns', { sealed: 'typed' });
  expect(typed.map(({ id }) => id)).toEqual([one.id]);
});

test('it cannot be locked without; what is missing lies on the desk, is counted, and comes back when the file is taken back', async () => {
  const form = 'transformation-year';
  const organization = String((one['organization'] as { id: string }).id);
  const figures = ['received', 'rewards', 'rewardsMain', 'rewarded', 'platforms', 'startUps', 'managers'].map((code) => [
    code,
    '0',
  ]);
  const asked = await zhou.create('returns', { form, period: year, organization });
  const other = await li.act(asked, 'submit', { whole: { items: Object.fromEntries(figures) } });
  const accepted = await zhou.act(await wang.act(other, 'acceptAtDistrict'), 'accept');
  expect(await refused(zhou.act(accepted, 'lock'))).toMatchObject({ status: 409, code: 'sealed.stillMissing' });
  const { items: lists } = await zhou.get<{ items: { unsealed: number | null }[] }>('/collections', { form });
  expect(lists.map(({ unsealed }) => unsealed)).toEqual([1]);
  const { items: waiting } = await li.get<{ items: { record: string; action: string }[] }>('/desk');
  expect(waiting).toContainEqual(expect.objectContaining({ record: other.id, action: 'attachSealed' }));
  expect(await refused(scan(await scanOf(await print(li)), { id: other.id }))).toMatchObject({
    status: 422,
    code: 'sealed.otherReturn',
    message: expect.stringContaining(year),
  });
  const { upload } = await scan(await scanOf(await print(li, other.id)), { id: other.id });
  const given = await li.act(accepted, 'attachSealed', { upload });
  const copy = (given['sealed'] as { copy: { attachment: string } }).copy;
  const held = await li.get<Acted>(`/attachments/${copy.attachment}`);
  await li.act(held, 'withdraw');
  expect((await li.get<Acted>(`/returns/${other.id}`))['sealed']).toMatchObject({ standing: 'withdrawn' });
  expect(await refused(zhou.act(given, 'lock'))).toMatchObject({ code: 'sealed.stillMissing' });
  await li.act(await li.get<Acted>(`/attachments/${copy.attachment}`), 'restore');
  expect(await zhou.act(given, 'lock')).toMatchObject({ state: 'locked', sealed: { standing: 'there' } });
});

test('what is no scan is refused with its reason', async () => {
  const text = Buffer.from('签字盖章');
  expect(await refused(scan(text, { name: 'a.txt' }))).toMatchObject({ status: 415, code: 'sealed.notAScan' });
  expect(await refused(scan(text, { name: 'a.jpg' }))).toMatchObject({ status: 415 });
  expect(await refused(scan(await emptyPdf(100), { name: 'a.pdf' }))).toMatchObject({
    code: 'sealed.tooManyPages',
    message: expect.stringContaining('100'),
  });
  expect(await refused(scan(hugePng(8000, 5000), { name: 'a.png' }))).toMatchObject({ code: 'sealed.tooFine' });
  expect(await refused(scan(await bombPdf(), { name: 'a.pdf' }))).toMatchObject({ status: 422, code: 'sealed.slow' });
  const broken = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF');
  expect(await refused(scan(broken, { name: 'a.pdf' }))).toMatchObject({ code: 'sealed.broken' });
});
