// Organizations that sign up with a sealed letter, over HTTP: handed in by a visitor, confirmed by its district, replaced after a loss; and what is refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workingDaysOn } from '../../records/server/index.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { paperDocx, paperPdf } from '../../../test/harness/papers.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let far: Person;
let [here, there]: string[] = [];
beforeAll(async () => {
  house = await startHouse();
  [here, there] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: here ?? '' });
  far = await house.as({ account: 'far', roles: ['districtOfficer'], region: there ?? '' });
});
afterAll(() => house.close());

let letters = 0;
const upload = (who = house.visitor(), content = paperPdf(`letter ${++letters}`)) =>
  who.upload<{ upload: string; secret: string }>('/sign-ups/letters', { name: '授权书.pdf', content });
const letterOf = async () => {
  const { upload: id, secret } = await upload();
  return { upload: id, secret };
};
const person = { administrator: '沈知远', phone: '13800001234', email: 'shen@example.cn', account: 'shen.zhiyuan' };
type Applied = { id: string; number: string; key: string };
const apply = async (more: object = {}, letter?: { upload: string; secret: string }) =>
  house.visitor().post<Applied>('/sign-ups/apply', {
    creditCode: freshCode(),
    name: `云川入驻${letters}号科技有限公司`,
    region: here,
    ...person,
    ...more,
    letter: letter ?? (await letterOf()),
  });
type Receipt = { state: string; account: string; dueOn: string | null; said: string | null; letterCode: string; taken: boolean };
const receipt = ({ id, key }: Applied) => house.visitor().post<Receipt>(`/sign-ups/${id}/receipt`, { key });
const recordOf = (who: Person, { id }: Applied) => who.get<Acted>(`/sign-ups/${id}`);
const act = async (who: Person, of: Applied, action: string, input = {}) => who.act(await recordOf(who, of), action, input);
const password = 'My-own-pass-1';
const take = ({ id, key }: Applied, chosen = password) =>
  house.visitor().post<{ account: string }>(`/sign-ups/${id}/first-password`, { key, password: chosen });
const signsIn = async (account: string, chosen = password) => {
  const who = house.visitor();
  const session = await who.post<{ roles: string[]; organization: string; needs: string | null }>('/session', {
    account,
    password: chosen,
  });
  return { who, session };
};

test('a new organization hands in, its district confirms, its administrator chooses a password and signs in', async () => {
  const creditCode = freshCode();
  const visitor = house.visitor();
  expect(await visitor.post('/sign-ups/look-up', { creditCode })).toEqual({ creditCode, organization: null });
  const form = { creditCode, name: '云川新来科技有限公司', region: here, ...person, account: 'first' };
  const pdf = await visitor.send('POST', '/sign-ups/letter.pdf', { body: form });
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const applied = await apply(form);
  expect(applied.number).toMatch(/^A\d{4}-\d{5}$/);
  const told = await receipt(applied);
  expect(told).toMatchObject({ state: 'submitted', said: null });
  // Two working days after it was handed in, by the calendar.
  const calendar = await workingDaysOn(house.tables.db);
  const shown = await recordOf(lin, applied);
  expect(told.dueOn).toBe(calendar.addWorkingDays(String(shown['submittedOn']), 2));
  const { items } = await lin.get<{ items: { record: string; due: string | null }[] }>('/desk');
  expect(items.find((one) => one.record === applied.id)?.due).toBe(told.dueOn);
  expect(shown).toMatchObject({ administrator: '沈知远', letterCode: told.letterCode, administrators: 0, masked: false });
  // Nothing opens before.
  await expect(take(applied)).rejects.toMatchObject({ status: 404 });
  const after = await act(lin, applied, 'confirm');
  expect(after).toMatchObject({ state: 'confirmed', organization: expect.any(String) });
  await expect(signsIn('first')).rejects.toMatchObject({ code: 'session.wrong' });
  await expect(take(applied, 'short')).rejects.toMatchObject({ status: 422 });
  expect(await take(applied)).toEqual({ account: 'first' });
  await expect(take(applied, 'Another-pass-2')).rejects.toMatchObject({ code: 'signUp.alreadyTaken' });
  const { session } = await signsIn('first');
  expect(session).toMatchObject({ roles: ['organizationAdmin'], organization: after['organization'], needs: null });
  expect(await zhou.get(`/organizations/${String(after['organization'])}`)).toMatchObject({ creditCode, region: here });
  const { items: events } = await lin.get<{ items: { action: string; actor: { role: string } }[] }>(
    `/sign-ups/${applied.id}/events`,
  );
  expect(events.map((one) => [one.action, one.actor.role])).toEqual([
    ['take', 'visitor'],
    ['confirm', 'districtInCharge'],
    ['create', 'visitor'],
  ]);
});

test('who has lost the last administrator is given another one by a letter; the one before ends at once and is told', async () => {
  const organization = await zhou.create('organizations', { name: '云川失联有限公司', region: here, creditCode: freshCode() });
  const creditCode = organization['creditCode'];
  const first = await apply({ creditCode, name: null, region: null, account: 'lost' });
  await act(lin, first, 'confirm');
  await take(first);
  const { who } = await signsIn('lost');
  // The same answer to a visitor, whether there are accounts or not; the officer is told.
  const wrong = await apply({ creditCode, account: 'second' });
  await expect(act(lin, wrong, 'confirm')).rejects.toMatchObject({ code: 'signUp.hasAdministrator' });
  await act(lin, wrong, 'refuse', { reason: '已有管理员' });
  const again = await apply({ creditCode, account: 'lost', administrator: '陆明', purpose: 'replaceAdministrator' });
  expect(await recordOf(lin, again)).toMatchObject({ administrators: 1 });
  expect(await act(lin, again, 'confirm')).toMatchObject({ replaced: 1 });
  house.sessions.forget();
  expect(await who.get('/session')).toMatchObject({ roles: [], organization: null });
  // The name was taken: nobody but the applicant is told.
  expect(await receipt(again)).toMatchObject({ account: 'lost-2' });
  await take(again);
  const { who: next, session } = await signsIn('lost-2');
  expect(session).toMatchObject({ roles: ['organizationAdmin'], organization: organization.id });
  const { items } = await next.get<{ items: { account: string; until: string | null }[] }>('/organization/members');
  expect(items.map((one) => [one.account, one.until === null])).toEqual([
    ['lost-2', true],
    ['lost', false],
  ]);
  await house.house.tell();
  const notices = await who.get<{ items: { words: string }[] }>('/notices');
  expect(JSON.stringify(notices.items)).toContain('管理员权限已终止');
  expect(JSON.stringify(notices.items)).not.toContain('陆明');
});

test('what is sent back says why, is completed by the key with another letter, and lapses when nobody comes', async () => {
  const applied = await apply();
  await act(lin, applied, 'sendBack', { reason: '公章不清' });
  const { letterCode, ...told } = await receipt(applied);
  expect(told).toMatchObject({ state: 'sentBack', said: '公章不清' });
  const mended = await house.visitor().post<Receipt>(`/sign-ups/${applied.id}/complete`, {
    key: applied.key,
    administrator: '沈知行',
    letter: await letterOf(),
  });
  expect(mended).toMatchObject({ state: 'submitted', said: null });
  expect(mended.letterCode).not.toBe(letterCode);
  await act(lin, applied, 'sendBack', { reason: '仍不清' });
  await house.tables.ownerPool.query(`update sign_ups set sent_back_on = sent_back_on - 31 where id = $1`, [applied.id]);
  await house.house.forget();
  expect(await receipt(applied)).toMatchObject({ state: 'lapsed' });
  await house.tables.ownerPool.query(`update sign_ups set decided_on = decided_on - 181 where id = $1`, [applied.id]);
  await house.house.forget();
  expect(await recordOf(lin, applied)).toMatchObject({ administrator: null, phone: null, letterType: null });
  const withdrawn = await apply();
  expect(await house.visitor().post(`/sign-ups/${withdrawn.id}/withdraw`, { key: withdrawn.key })).toMatchObject({
    state: 'withdrawn',
  });
});

test('letters: by content, small, each for one application and for whoever uploaded it', async () => {
  const visitor = house.visitor();
  const put = (name: string, content: Buffer) => visitor.upload('/sign-ups/letters', { name, content });
  await expect(put('a.pdf', Buffer.from('<html><script>1</script></html>'))).rejects.toMatchObject({ status: 415 });
  await expect(put('a.docx', await paperDocx('信'))).rejects.toMatchObject({ code: 'signUp.letterType' });
  await expect(put('a.pdf', Buffer.concat([paperPdf(), Buffer.alloc(5 * 1024 * 1024)]))).rejects.toMatchObject({ status: 413 });
  const letter = await letterOf();
  await expect(apply({}, { ...letter, secret: 'x'.repeat(32) })).rejects.toMatchObject({ status: 422 });
  const first = await apply({}, letter);
  await expect(apply({}, letter)).rejects.toMatchObject({ status: 422 });
  // The same scan for another organization.
  const content = paperPdf('one scan');
  const creditCode = freshCode();
  const mine = await apply(
    { creditCode },
    await upload(undefined, content).then(({ upload: id, secret }) => ({ upload: id, secret })),
  );
  const copy = await upload(undefined, content);
  await expect(apply({}, { upload: copy.upload, secret: copy.secret })).rejects.toMatchObject({ code: 'signUp.letterUsed' });
  // Withdrawn, it may come again for the same one.
  await house.visitor().post(`/sign-ups/${mine.id}/withdraw`, { key: mine.key });
  expect((await apply({ creditCode }, { upload: copy.upload, secret: copy.secret })).number).not.toBe(mine.number);
  const seen = await lin.send('GET', `/sign-ups/${first.id}/letter`);
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  for (const other of [far, await house.as('auditAdmin'), house.visitor()])
    expect((await other.send('GET', `/sign-ups/${first.id}/letter`)).status).toBeOneOf([401, 404]);
  const { items } = await (await house.as('auditAdmin')).get<{ items: { fields: string[] }[] }>(`/sign-ups/${first.id}/reads`);
  expect(items.flatMap((one) => one.fields)).toContain('letter');
});

test('one open application for a code and a purpose, of two at once as well; a foreign district, a wrong key and a past version find nothing', async () => {
  const creditCode = freshCode();
  const both = await Promise.allSettled([apply({ creditCode }), apply({ creditCode })]);
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find((one) => one.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'signUp.open' });
  const [done] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const applied = done as Applied;
  await expect(recordOf(far, applied)).rejects.toMatchObject({ status: 404 });
  await expect(far.post(`/sign-ups/${applied.id}/confirm`)).rejects.toMatchObject({ status: 404 });
  for (const [id, key] of [
    [applied.id, 'y'.repeat(32)],
    ['0198c0de-0000-7000-8000-00000000000b', applied.key],
  ] as const)
    for (const door of ['receipt', 'withdraw', 'complete', 'first-password'])
      await expect(
        house.visitor().post(`/sign-ups/${id}/${door}`, { key, ...(door === 'first-password' ? { password } : {}) }),
      ).rejects.toMatchObject({ status: 404, code: 'notFound' });
  const seen = await recordOf(lin, applied);
  await act(lin, applied, 'sendBack', { reason: '补' });
  await expect(lin.act(seen, 'confirm', {}, { ifMatch: seen.version })).rejects.toMatchObject({ status: 412 });
  // Confirmed twice at once: one of them.
  const once = await apply();
  const twice = await Promise.allSettled([act(lin, once, 'confirm'), act(zhou, once, 'confirm')]);
  expect(twice.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('an organization known by name alone gets its code; one that has moved away is another district’s; bad input is named', async () => {
  const known = await zhou.create('organizations', { name: '云川有名无码研究院', region: here });
  const creditCode = freshCode();
  expect(await house.visitor().post('/sign-ups/look-up', { creditCode, name: '云川有名无码研究院' })).toMatchObject({
    organization: { region: here },
  });
  const applied = await apply({ creditCode, name: '云川有名无码研究院', region: there });
  expect(await act(lin, applied, 'confirm')).toMatchObject({ organization: known.id });
  expect(await zhou.get(`/organizations/${known.id}`)).toMatchObject({ creditCode });
  const leaving = await zhou.create('organizations', { name: '云川迁走有限公司', region: here, creditCode: freshCode() });
  const late = await apply({ creditCode: leaving['creditCode'] });
  await zhou.act(leaving, 'move', { region: there, on: '2026-01-02' });
  await expect(act(lin, late, 'confirm')).rejects.toMatchObject({ code: 'signUp.moved' });
  const wrongs: [object, number][] = [
    [{ creditCode: '91320400MA0000000X' }, 422],
    [{ region: 'CZ-NONE' }, 422],
    [{ name: null }, 422],
    [{ administrator: 'a\u0000b' }, 400],
    [{ administrator: '\ud800' }, 400],
    [{ phone: 'not a phone' }, 400],
    [{ account: '../x' }, 400],
    [{ purpose: 'other' }, 400],
    [{ name: 'x'.repeat(300) }, 400],
    [{ confirmed: true }, 400],
  ];
  for (const [more, status] of wrongs) {
    const answer = await apply(more).then(
      () => 201,
      (error: { status: number }) => error.status,
    );
    expect([more, answer]).toEqual([more, status]);
  }
});
