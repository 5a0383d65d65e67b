// Attachments over HTTP: who adds and sees, one upload once, previews without script, erasing; nobody else learns that a file exists.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { paperDocx, paperPdf, paperPng } from '../../../test/harness/papers.ts';
import { harmless } from './docxAsHtml.ts';

type Uploaded = { id: string; digest: string; name: string; type: string };
let house: TestHouse;
let zhou: Person;
let chen: Person;
let rival: Person;
let lin: Person;
let title: Acted;
let mine: string;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  const [region, other] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  mine = (await zhou.create('organizations', { name: '云川微纳有限公司', region })).id;
  const theirs = (await zhou.create('organizations', { name: '云川光电有限公司', region: other })).id;
  title = await zhou.create('recognitions', { title: '云川孵化器', kind: 'incubator', region, organization: mine });
  chen = await house.as({ roles: ['organizationAdmin'], organization: mine });
  rival = await house.as({ roles: ['organizationAdmin'], organization: theirs });
  lin = await house.as({ roles: ['districtOfficer'], region: other! });
});
afterAll(() => house.close());

const upload = (who: Person, name = '张三的证书.pdf', content: Buffer = paperPdf(name)) =>
  who.upload<Uploaded>('/files', { name, content });
const attach = (who: Person, of: Uploaded, more: object = {}) =>
  who.create('attachments', { recordKind: 'recognition', record: title.id, upload: of.id, ...more });
const listed = (who: Person) => who.get<{ items: Acted[] }>('/attachments', { record: title.id });

test('its organization attaches a file; the bureau sees and reads it, others learn nothing of it', async () => {
  const sent = await upload(chen);
  const made = await attach(chen, sent);
  expect(made).toMatchObject({
    state: 'attached',
    name: '张三的证书.pdf',
    digest: sent.digest,
    preview: 'pdf',
    purpose: 'evidence',
  });
  expect((await listed(zhou)).items).toMatchObject([{ id: made.id, uploadedBy: { name: expect.stringContaining('admin') } }]);
  for (const who of [rival, lin]) {
    expect((await listed(who)).items).toEqual([]);
    for (const path of ['', '/content', '/pdf', '/html', '/events'])
      expect([path, (await who.send('GET', `/attachments/${made.id}${path}`)).status]).toEqual([path, 404]);
  }
  expect((await house.visitor().send('GET', `/attachments/${made.id}/content`)).status).toBe(401);

  const answer = await zhou.send('GET', `/attachments/${made.id}/content`);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(paperPdf('张三的证书.pdf'));
  expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="_____.pdf"`);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
  const reads = await house.tables.db.selectFrom('personal_reads').select('fields').where('record', '=', made.id).execute();
  expect(reads).toEqual([{ fields: ['content'] }]);

  // The event names the digest; the file's name stands outside it.
  await house.sealNow();
  const { items } = await zhou.get<{ items: { id: string }[] }>(`/attachments/${made.id}/events`);
  const proof = await zhou.get<{ body: string }>(`/attachments/${made.id}/proof`, { event: items[0]!.id });
  expect(proof.body).toContain(sent.digest);
  expect(proof.body).not.toContain('张三');
});

test('an upload of another, one used before, and a record that one does not see are refused', async () => {
  const theirs = await upload(rival);
  await expect(attach(chen, theirs)).rejects.toMatchObject({ status: 422, errors: [{ path: 'upload', code: 'notWaiting' }] });
  await expect(attach(rival, theirs)).rejects.toMatchObject({ status: 403 });
  const own = await upload(chen);
  const key = 'the-same-click';
  const input = { recordKind: 'recognition', record: title.id, upload: own.id };
  const first = await chen.create('attachments', input, { key });
  expect(await chen.create('attachments', input, { key })).toMatchObject({ id: first.id });
  await expect(attach(chen, own)).rejects.toMatchObject({ status: 422 });
  const again = await upload(chen);
  for (const [more, status] of [
    [{ record: mine }, 404],
    [{ recordKind: 'attachment', record: first.id }, 403],
    [{ recordKind: 'toString' }, 403],
    [{ recordKind: 'technologyManager' }, 403],
    [{ record: 'x' }, 400],
    [{ purpose: 'virus' }, 400],
  ] as const)
    await expect(attach(chen, again, more)).rejects.toMatchObject({ status });
  expect((await chen.send('POST', '/files', { body: {} })).status).toBe(415);
  const zhous = await upload(zhou);
  await expect(attach(zhou, zhous, { recordKind: 'toString' })).rejects.toMatchObject({ status: 422 });
  await expect(attach(zhou, zhous, { recordKind: 'organization' })).rejects.toMatchObject({ status: 404 });
});

test('an act of another kind attaches in its own transaction: both are done or neither', async () => {
  const { db } = house.tables;
  const own = db.selectFrom('accounts').select('id').where('account', '=', 'bureauofficer');
  const { id: account } = await own.executeTakeFirstOrThrow();
  const actor = {
    account,
    roles: ['bureauOfficer' as const],
    organization: null,
    region: null,
    language: 'en' as const,
    demo: false,
  };
  const sent = await upload(zhou, '函.pdf');
  const attaching = (fails: boolean) =>
    db.transaction().execute(async (tx) => {
      await house.house.kept.attachments.attach(tx, actor, { kind: 'recognition', id: title.id }, [sent.id], 'letter');
      if (fails) throw new Error('the act failed');
    });
  const letters = async () => (await listed(zhou)).items.filter((one) => one['purpose'] === 'letter').length;
  await expect(attaching(true)).rejects.toThrow('the act failed');
  expect(await letters()).toBe(0);
  await attaching(false);
  expect(await letters()).toBe(1);
});

test('a DOCX is shown without script, links or handlers; what is no DOCX is not', async () => {
  const made = await attach(
    chen,
    await upload(chen, '说明.docx', await paperDocx('<script>alert(1)</script>', 'javascript:alert(1)')),
  );
  const answer = await zhou.send('GET', `/attachments/${made.id}/html`);
  const page = await answer.text();
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^sandbox; default-src 'none'; img-src data:;.*frame-ancestors 'self'$/,
  );
  expect(page).toContain('&lt;script&gt;alert(1)');
  expect(page).toContain('<a>链接</a>');
  expect(page).not.toMatch(/javascript:|<script|href/);
  const picture = await attach(chen, await upload(chen, '照片.png', paperPng));
  expect(picture).toMatchObject({ preview: 'image' });
  // What the house takes is taken here, too: nobody is marked on this kind's files.
  const scan = Buffer.from('49492a000800000000000000000000000000000000000000', 'hex');
  expect(await attach(chen, await upload(chen, '扫描.tif', scan))).toMatchObject({ type: 'image/tiff', preview: null });
  expect((await zhou.send('GET', `/attachments/${picture.id}/html`)).status).toBe(422);
  expect(
    harmless('<p onclick="x">a<img src="data:image/svg+xml;base64,AA"/><img alt="x" src="data:image/png;base64,AA" /></p>'),
  ).toBe('<p>a<img alt="" src="data:image/png;base64,AA"></p>');
  expect(harmless('<td colspan="2" style="x">1 < 2</td><svg/onload=alert(1)>')).toBe(
    '<td colspan="2">1 &lt; 2</td>&lt;svg/onload=alert(1)&gt;',
  );
});

test('withdrawing is undone; erasing takes name and content, and verify finds nothing amiss', async () => {
  const made = await attach(chen, await upload(chen, '李四身份证.png', paperPng));
  await expect(rival.act(made, 'withdraw')).rejects.toMatchObject({ status: 404 });
  const gone = await chen.act(made, 'withdraw');
  expect(gone.state).toBe('withdrawn');
  expect((await chen.act(made, 'restore')).state).toBe('attached');
  await expect(chen.act(made, 'erase', { reason: '本人要求' })).rejects.toMatchObject({ status: 403 });
  expect(await zhou.act(made, 'erase', { reason: '本人要求' })).toMatchObject({ state: 'erased', name: null, preview: null });
  expect((await zhou.send('GET', `/attachments/${made.id}/content`)).status).toBe(404);
  const { rows } = await sql<{
    held: number;
  }>`select count(*)::int as held from uploads where id = (select upload from attachments where id = ${made.id})`.execute(
    house.tables.db,
  );
  expect(rows).toEqual([{ held: 0 }]);
});
