// Archives over HTTP: one package a state, the same bytes again, checked without the house; retention, destruction, and whom it is given to.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { paperPdf } from '../../../test/harness/papers.ts';
import { keptUntil } from '../archive.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let region: string;
let other: string;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  [region, other] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [string, string];
  lin = await house.as({ roles: ['districtOfficer'], region });
});
afterAll(() => house.close());

type Archive = Acted & { digest: string; size: number; catalogue: { file: string; digest: string }[]; recordVersion: number };
const closedTitle = async (title: string, at = region) => {
  const made = await zhou.create('recognitions', {
    title,
    kind: 'incubator',
    region: at,
    stage: 'recognised',
    recognisedOn: '2024-05-01',
  });
  const { id: upload } = await zhou.upload<{ id: string }>('/files', { name: '王五的认定文件.pdf', content: paperPdf(title) });
  await zhou.create('attachments', { recordKind: 'recognition', record: made.id, upload });
  return zhou.act(made, 'remove', { on: '2025-01-01', reason: '期满' });
};
const archive = async (who: Person, record: string, more: object = {}) =>
  (await who.create('archives', { recordKind: 'recognition', record, ...more })) as Archive;
const bytes = async (who: Person, id: string) => {
  const answer = await who.send('GET', `/archives/${id}/package`);
  return { status: answer.status, content: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type') };
};
async function open(content: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(content, { lazyEntries: true });
  const found = new Map<string, Buffer>();
  for await (const one of zip.eachEntry()) found.set(one.fileName, await buffer(await zip.openReadStreamPromise(one)));
  return found;
}

test('a closed case leaves whole: record, page, history, proofs, files, catalogue, each with its digest', async () => {
  const title = await closedTitle('云川<b>孵化器');
  expect(await zhou.get(`/attachments/of/recognition/${title.id}`)).toMatchObject({
    archives: true,
    closed: true,
    adds: true,
    limit: 20,
  });
  const made = await archive(zhou, title.id);
  expect(made).toMatchObject({
    state: 'archived',
    title: '云川<b>孵化器',
    retention: 'permanent',
    keptUntil: null,
    recordVersion: 2,
  });
  const { content, type } = await bytes(zhou, made.id);
  expect(type).toBe('application/zip');
  expect(createHash('sha256').update(content).digest('hex')).toBe(made.digest);
  const files = await open(content);
  expect([...files.keys()].slice(0, 6)).toEqual([
    'catalogue.json',
    'catalogue.csv',
    'record.json',
    'record.html',
    'history.json',
    'attachments/01.pdf',
  ]);
  expect(files.get('attachments/01.pdf')).toEqual(paperPdf('云川<b>孵化器'));
  expect(files.get('catalogue.csv')!.toString()).toMatch(/^\ufeff序号 No\.,题名 Title,日期 Date,/);
  expect(files.get('catalogue.csv')!.toString()).toContain('王五的认定文件.pdf');
  expect(files.get('record.html')!.toString()).toContain('云川&lt;b&gt;孵化器');
  for (const { file, digest } of made.catalogue)
    expect([file, createHash('sha256').update(files.get(file)!).digest('hex')]).toEqual([file, digest]);
  // The event keeps digests, and no name of a file or a person.
  await house.sealNow();
  const { items } = await zhou.get<{ items: { id: string }[] }>(`/archives/${made.id}/events`);
  const { body } = await zhou.get<{ body: string }>(`/archives/${made.id}/proof`, { event: items[0]!.id });
  expect(body).toContain(made.digest);
  expect(body).not.toMatch(/王五|孵化器/);

  const folder = mkdtempSync(join(tmpdir(), 'touyan-package-'));
  for (const [file, held] of files) if (file.startsWith('proofs/')) writeFileSync(join(folder, file.slice(7)), held);
  const proofs = [...files.keys()].filter((file) => file.startsWith('proofs/')).map((file) => join(folder, file.slice(7)));
  expect(proofs).toHaveLength(3);
  for (const proof of proofs)
    execFileSync(process.execPath, [join(import.meta.dirname, '../../../public/verify.mjs'), proof], { stdio: 'pipe' });
  rmSync(folder, { recursive: true });
});

test('the same state gives the same package; a change another one', async () => {
  const title = await closedTitle('同一状态');
  const first = await archive(zhou, title.id);
  await expect(archive(zhou, title.id)).rejects.toMatchObject({ status: 409, code: 'archive.already' });
  await zhou.act(first, 'destroy', { ground: 'erasure', reason: '误归档' });
  expect((await bytes(zhou, first.id)).status).toBe(404);
  // What others did meanwhile moves the head of the chain, and not the package.
  await closedTitle('别的记录');
  await house.sealNow();
  const second = await archive(zhou, title.id);
  expect(second.digest).toBe(first.digest);
  await zhou.act({ ...title, id: title.id }, 'recognise', { on: '2025-02-01' });
  expect((await archive(zhou, title.id)).digest).not.toBe(first.digest);
});

test('a package is checked by its content: altered, missing and added files are named', async () => {
  const made = await archive(zhou, (await closedTitle('核对')).id);
  const { content } = await bytes(zhou, made.id);
  const check = (of: Buffer) =>
    zhou.upload<{ sound: boolean; archive: object | null; files: { file: string; found: string }[] }>('/archives/check', {
      name: 'x.zip',
      content: of,
    });
  expect(await check(content)).toMatchObject({ sound: true, digest: made.digest, archive: { id: made.id } });
  const altered = Buffer.from(content);
  altered.write('%PDF-1.5', altered.indexOf('%PDF-1.4'));
  const found = await check(altered);
  expect(found).toMatchObject({ sound: false, archive: null });
  expect(found.files.filter((one) => one.found !== 'sound')).toEqual([{ file: 'attachments/01.pdf', found: 'altered' }]);
  await expect(check(Buffer.from('no zip'))).rejects.toMatchObject({ status: 422, code: 'archive.noPackage' });
});

test('who archives: the bureau, and a district its own; others learn nothing', async () => {
  const [here, there] = [await closedTitle('本区'), await closedTitle('外区', other)];
  const made = await archive(lin, here.id);
  const theirs = await archive(zhou, there.id);
  await expect(archive(lin, there.id)).rejects.toMatchObject({ status: 403 });
  expect((await lin.send('GET', `/archives/${theirs.id}`)).status).toBe(404);
  expect((await lin.send('GET', `/archives/${theirs.id}/package`)).status).toBe(404);
  const { items } = await lin.get<{ items: { id: string }[] }>('/archives');
  expect(items.map((one) => one.id)).toContain(made.id);
  expect(items.map((one) => one.id)).not.toContain(theirs.id);
  const member = await house.as('member');
  expect((await member.send('GET', '/archives')).status).toBe(403);
  expect((await house.visitor().send('GET', `/archives/${made.id}/package`)).status).toBe(401);
  expect(await member.send('POST', '/archives', { body: { recordKind: 'recognition', record: here.id } })).toMatchObject({
    status: 403,
  });
  await expect(archive(zhou, made.id)).rejects.toMatchObject({ status: 404 });
  await expect(archive(zhou, here.id, { recordKind: 'constructor' })).rejects.toMatchObject({ status: 422 });
});

test('retention: another class wants a reason, and nothing goes before its time', async () => {
  expect([
    keptUntil('2026-03-01', 'tenYears'),
    keptUntil('2026-12-31', 'thirtyYears'),
    keptUntil('2026-01-01', 'permanent'),
  ]).toEqual(['2037-01-01', '2057-01-01', null]);
  const title = await closedTitle('期限');
  await expect(archive(zhou, title.id, { retention: 'tenYears' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'reason' }],
  });
  const made = await archive(zhou, title.id, { retention: 'tenYears', reason: '一般性材料' });
  await expect(zhou.act(made, 'destroy', { ground: 'expired', reason: '到期' })).rejects.toMatchObject({
    code: 'archive.tooEarly',
  });
  const longer = await zhou.act(made, 'reclassify', { retention: 'permanent', reason: '有史料价值' });
  expect(longer).toMatchObject({ retention: 'permanent', keptUntil: null, state: 'archived' });
});

test('who is erased from the register is erased from files and packages, and every seal stands', async () => {
  const person = await zhou.create('technology-managers', { name: '赵六', certificateLevel: 'junior', issuedOn: '2024-01-01' });
  const { id: upload } = await zhou.upload<{ id: string }>('/files', { name: '赵六.pdf', content: paperPdf('赵六') });
  const paper = await zhou.create('attachments', { recordKind: 'technologyManager', record: person.id, upload });
  const made = await zhou.create('archives', { recordKind: 'technologyManager', record: person.id });
  expect(made).toMatchObject({ title: expect.stringMatching(/^赵/), retention: 'tenYears' });
  await zhou.post(`/technology-managers/${person.id}/erase`, { reason: '本人要求' });
  expect(await zhou.get(`/archives/${made.id}`)).toMatchObject({ state: 'destroyed', title: null });
  expect(await zhou.get(`/attachments/${paper.id}`)).toMatchObject({ state: 'erased', name: null });
  await house.sealNow();
  const { verify } = await import('./verify.ts');
  expect((await verify(house.house.kernel, null)).findings).toEqual([]);
});
