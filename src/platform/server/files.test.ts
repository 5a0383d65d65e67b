// Files as an uploader meets them: content kept by its digest, names cleaned, what is not its name refused, uploads taken once, loose ones swept.
import { createServer, type Server } from 'node:net';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Document, Packer, Paragraph } from 'docx';
import { sql } from 'kysely';
import { ZipFile } from 'yazl';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { Refusal } from '../shared/errors.ts';
import { type FileTables, openFiles } from './files.ts';
import { cleanName } from './files/content.ts';
import { clamd } from './files/scan.ts';
import { openFolder } from './files/store.ts';

let tables: TestDatabase<FileTables>;
const folder = mkdtempSync(join(tmpdir(), 'touyan-files-'));
const opened: Server[] = [];
beforeAll(async () => {
  tables = await cloneDatabase<FileTables>();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await new Promise((done) => one.close(done));
});
afterAll(async () => {
  await tables.drop();
  rmSync(folder, { recursive: true, force: true });
});

const li = '0198c0de-0000-7000-8000-00000000000a';
const zhou = '0198c0de-0000-7000-8000-00000000000b';
const store = openFolder(folder);
const open = (more: object = {}) => openFiles({ db: tables.db, store, algorithm: 'sha256', limit: 1024 * 1024, ...more });
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );
const pdf = (more = '') => Buffer.from(`%PDF-1.4\n${more}\n%%EOF\n`);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const docx = async () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('证明材料')] }] }));
async function zip(parts: Record<string, Buffer | string>): Promise<Buffer> {
  const made = new ZipFile();
  for (const [name, content] of Object.entries(parts)) made.addBuffer(Buffer.from(content), name);
  made.end();
  return buffer(made.outputStream);
}
const put = (content: Buffer, name: string, uploadedBy = li) => open().put({ name, content, uploadedBy });

test('content is kept once by its digest, read back whole, and not given out when it was altered', async () => {
  const [one, two] = [await put(pdf('甲'), '证书.pdf'), await put(pdf('甲'), '../../另一份.PDF', zhou)];
  expect(one).toMatchObject({ name: '证书.pdf', type: 'application/pdf', size: pdf('甲').length });
  expect(two).toMatchObject({ name: '另一份.PDF', digest: one.digest });
  expect(await open().bytes(one.digest)).toEqual(pdf('甲'));
  const read = async () => buffer(await open().read(one.digest));
  expect(await read()).toEqual(pdf('甲'));
  expect(readdirSync(join(folder, one.digest.slice(0, 2)))).toEqual([one.digest]);

  writeFileSync(join(folder, one.digest.slice(0, 2), one.digest), pdf('乙'));
  expect(await codeOf(open().bytes(one.digest))).toBe('file.altered');
  expect(await codeOf(read())).toBe('file.altered');
});

test('names lose paths, invisible marks and what file systems refuse', () => {
  expect(cleanName('..\\..\\C:\\evil\\报告 .pdf')).toBe('报告 .pdf');
  expect(cleanName('合同\u202efdp.exe')).toBe('合同fdp.exe');
  expect(cleanName(`${'长'.repeat(400)}.pdf`)).toHaveLength(120);
  expect(cleanName('a<b>:"c|?*.txt')).toBe('a_b___c___.txt');
  for (const none of ['', '..', '../', ' . ']) expect(() => cleanName(none)).toThrow('file.badName');
});

test('what is not its name, not taken, locked, or two things at once is refused with a reason', async () => {
  const word = await docx();
  const bomb = await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': Buffer.alloc(200 * 1024 * 1024) });
  const vba = await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<d/>', 'word/vbaProject.bin': 'x' });
  const macroTyped = await zip({
    '[Content_Types].xml': '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
    'word/document.xml': '<d/>',
  });
  const template = await zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': '<d/>',
    'word/_rels/settings.xml.rels': '<Relationship Target="https://evil.example/a.dotm" TargetMode="External"/>',
  });
  const huge = Buffer.from(png);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  const told: [string, Buffer, string][] = [
    ['taken', word, '申请书.docx'],
    ['taken', png, '照片.png'],
    ['taken', Buffer.from('名称,金额\n甲,1\n'), '清单.csv'],
    ['taken', Buffer.from('c4e3bac3', 'hex'), 'gbk.txt'],
    ['taken', await zip({ 'OFD.xml': '<ofd/>' }), '公文.ofd'],
    ['file.notItsName', word, '申请书.pdf'],
    ['file.notItsName', png, '照片.jpg'],
    ['file.notItsName', pdf(), '说明'],
    ['file.notTaken', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), '图.png'],
    ['file.notTaken', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), '说明.txt'],
    ['file.notTaken', Buffer.from('MZ\x90\0\x03', 'latin1'), '程序.pdf'],
    ['file.notTaken', await zip({ 'a.txt': 'x' }), '一包.docx'],
    ['file.encrypted', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), '加密.docx'],
    ['file.macros', vba, '宏.docx'],
    ['file.macros', macroTyped, '宏.docx'],
    ['file.macros', template, '远程模板.docx'],
    ['file.unsound', bomb, '炸弹.docx'],
    ['file.unsound', Buffer.from('%PDF-1.4\n'), '半截.pdf'],
    ['file.twoInOne', Buffer.concat([pdf(), await zip({ 'a.js': 'x' })]), '双面.pdf'],
    ['file.twoInOne', Buffer.concat([png, Buffer.from('%PDF-1.4')]), '双面.png'],
    ['file.tooManyPixels', huge, '巨图.png'],
    ['file.empty', Buffer.alloc(0), '空.txt'],
    ['file.tooLarge', Buffer.alloc(1024 * 1024 + 1, 'a'), '大.txt'],
  ];
  for (const [code, content, name] of told) expect([name, await codeOf(put(content, name))]).toEqual([name, code]);
});

test('an upload is taken once, by who made it, and goes with the sweep when nobody takes it', async () => {
  const files = open();
  const mine = await put(pdf('拿'), '拿.pdf');
  const take = (account: string, id: string) => tables.db.transaction().execute((tx) => files.take(tx, account, [id]));
  expect(await codeOf(take(zhou, mine.id))).toBe('input.invalid');
  expect(await take(li, mine.id)).toEqual([
    { upload: mine.id, digest: mine.digest, name: '拿.pdf', type: 'application/pdf', size: mine.size },
  ]);
  expect(await codeOf(take(li, mine.id))).toBe('input.invalid');

  const loose = await put(pdf('散'), '散.pdf');
  const tomorrow = Date.now() + 86_400_000 + 1000;
  await files.sweep();
  expect(await files.bytes(loose.digest)).toEqual(pdf('散'));
  await store.put('f'.repeat(64), Buffer.from('x'));
  expect(await files.sweep(tomorrow)).toBeGreaterThanOrEqual(2);
  expect(await codeOf(files.bytes(loose.digest))).toBe('file.altered');
  expect(await store.read('f'.repeat(64))).toBeNull();
  expect(await files.bytes(mine.digest)).toEqual(pdf('拿'));

  await files.letGo(tables.db, [mine.id]);
  await files.sweep(tomorrow);
  expect(await codeOf(files.bytes(mine.digest))).toBe('file.altered');
});

test('who uploads without end is stopped', async () => {
  const wang = '0198c0de-0000-7000-8000-00000000000c';
  const { digest } = await put(pdf(), '一.pdf', wang);
  await sql`insert into uploads (id, file, name, account) select gen_random_uuid(), ${digest}, 'x.pdf', ${wang}::uuid
    from generate_series(1, 49)`.execute(tables.db);
  expect(await codeOf(put(pdf(), '二.pdf', wang))).toBe('file.tooManyWaiting');
});

const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');
/** A server that speaks clamd's INSTREAM and finds the EICAR string. */
async function scanner(answer?: string): Promise<number> {
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on('data', (piece) => {
      held = Buffer.concat([held, piece]);
      if (!held.subarray(-4).equals(Buffer.alloc(4))) return;
      socket.end(answer ?? (held.includes('EICAR-STANDARD') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'));
    });
  });
  opened.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as { port: number }).port;
}

test('what the scanner finds is refused and told; without its answer nothing is taken', async () => {
  const told: object[] = [];
  const log = { warn: (what: object) => told.push(what) };
  const port = await scanner();
  const scanned = (at: number) => open({ scan: clamd('127.0.0.1', at, 2000), log });
  const of = (content: Buffer) => ({ name: '报告.txt', content, uploadedBy: li });
  expect(await codeOf(scanned(port).put(of(Buffer.from('干净的报告'))))).toBe('taken');
  expect(await codeOf(scanned(port).put(of(eicar)))).toBe('file.infected');
  expect(told).toMatchObject([{ account: li, found: 'Eicar-Test-Signature' }]);
  expect(await codeOf(scanned(await scanner('INSTREAM size limit exceeded. ERROR\0')).put(of(eicar)))).toBe('file.notScanned');
  expect(await codeOf(scanned(1).put(of(eicar)))).toBe('file.notScanned');
});
