// Files that mean harm, or are not what they say: none is opened further than it takes to see it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentTypes, csv, type Part, parts, refusalOf, text, workbook, zip } from './fixtures.ts';
import { readSheet } from './sheet.ts';

const sound = parts(`<row>${text('a')}</row><row>${text('1')}</row>`);
const with_ = (...more: Part[]) => zip([...sound, ...more]);
const codeOf = async (...more: Part[]) => (await refusalOf(with_(...more))).code;

test('the hand-made file is sound before anything is done to it', async () => {
  expect((await readSheet(zip(sound))).rows).toEqual([{ row: 2, cells: { a: '1' } }]);
});

test('a zip bomb is refused from its directory, before a byte is inflated', async () => {
  const bomb: Part = { name: 'xl/media/a.bin', content: Buffer.alloc(30 * 1024 * 1024) };
  const began = performance.now();
  expect((await refusalOf(with_(bomb))).code).toBe('sheet.hostile');
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a bomb that declares itself small is stopped while it inflates', async () => {
  const content = `<worksheet><sheetData>${' '.repeat(20_000_000)}</sheetData></worksheet>`;
  const lying = sound.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content, declared: 1_000 } : part));
  const refused = await refusalOf(zip(lying));
  expect([refused.code, refused.params]).toEqual(['sheet.hostile', { part: 'xl/worksheets/sheet1.xml' }]);
});

test('a file that unpacks to more than is allowed', async () => {
  const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
  expect((await refusalOf(with_({ name: 'xl/media/n', content: noise }), { unpacked: 200_000 })).code).toBe(
    'sheet.unpackedTooLarge',
  );
});

test('parts that climb out, stand twice, overlap, are encrypted, too many, or packed in an unknown way', async () => {
  expect(await codeOf({ name: '../../etc/passwd', content: 'x' })).toBe('sheet.hostile');
  expect(await codeOf({ name: '..\\..\\windows', content: 'x' })).toBe('sheet.hostile');
  expect(await codeOf({ name: '/etc/passwd', content: 'x' })).toBe('sheet.hostile');
  expect(await codeOf({ name: 'XL/Workbook.xml', content: '<workbook/>' })).toBe('sheet.hostile');
  expect(await codeOf({ name: 'xl/b', content: 'x', at: 5 })).toBe('sheet.hostile');
  expect(await codeOf({ name: 'xl/b', content: 'x', flags: 0x801 })).toBe('sheet.hostile');
  expect(await codeOf({ name: 'xl/b', content: 'x', method: 12 })).toBe('sheet.hostile');
  expect(await codeOf(...Array.from({ length: 1_000 }, (_, at) => ({ name: `xl/${at}`, content: '' })))).toBe('sheet.hostile');
});

test('macros, by part or by type', async () => {
  expect(await codeOf({ name: 'xl/vbaProject.bin', content: 'x' })).toBe('sheet.macros');
  expect(await codeOf({ name: 'xl/macrosheets/sheet1.xml', content: 'x' })).toBe('sheet.macros');
  const typed = zip([contentTypes('application/vnd.ms-excel.sheet.macroEnabled.main+xml'), ...sound.slice(1)]);
  expect((await refusalOf(typed)).code).toBe('sheet.macros');
});

test('entities and document types are never expanded', async () => {
  const rows = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>';
  const typed = sound.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content: rows } : part));
  expect((await refusalOf(zip(typed))).code).toBe('sheet.hostile');
});

test('damaged: cut off, changed, not XML, no such text, formats out of sense', async () => {
  const whole = await workbook((sheet) => sheet.addRow(['a', 'b']));
  if (!('bytes' in whole)) throw new Error('bytes');
  for (const part of [0.3, 0.7, 0.99]) {
    const cut = whole.bytes.subarray(0, Math.floor(whole.bytes.length * part));
    expect((await refusalOf({ name: 'a.xlsx', bytes: cut })).code).toBe('sheet.damaged');
  }
  const bodies = [
    '<row><c>',
    `<row>${text('a')}</row></sheetData><sheetData>&nope;`,
    '<row><c t="s"><v>9</v></c></row>',
    '<row r="0"/>',
    '<row r="2"/><row r="1"/>',
    '<row><c t="q"><v>1</v></c></row>',
  ];
  for (const body of bodies) expect([body, (await refusalOf(zip(parts(body)))).code]).toEqual([body, 'sheet.damaged']);
});

test('a changed byte never gives other rows than were written', async () => {
  const whole = zip(parts(Array.from({ length: 50 }, (_, at) => `<row>${text(`r${at}`)}</row>`).join('')));
  if (!('bytes' in whole)) throw new Error('bytes');
  const expected = await readSheet(whole);
  for (let at = 0; at < whole.bytes.length; at += 7) {
    const bytes = Buffer.from(whole.bytes);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x15, at);
    const outcome = await readSheet({ name: 'a.xlsx', bytes }).catch((error: Error) => error.name);
    expect(['Refusal', expected]).toContainEqual(outcome);
  }
});

test('what a file is, its content says and not its name', async () => {
  const refused = async (start: string | Buffer) =>
    (await refusalOf({ name: 'a.xlsx', bytes: Buffer.from(start as string, 'latin1') })).code;
  expect(await refused('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')).toBe('sheet.oldOrEncrypted');
  expect(await refused('%PDF-1.7 x')).toBe('sheet.wrongKind');
  expect(await refused('<html><table><tr><td>1')).toBe('sheet.wrongKind');
  expect((await refusalOf(zip([{ name: 'word/document.xml', content: '<w/>' }]))).code).toBe('sheet.wrongKind');
  expect((await refusalOf(zip([contentTypes('application/msword'), ...sound.slice(1)]))).code).toBe('sheet.wrongKind');
  expect((await readSheet({ ...csv('a\n1\n'), name: 'a.xlsx' })).rows).toEqual([{ row: 2, cells: { a: '1' } }]);
  expect((await refusalOf(csv(''))).code).toBe('sheet.empty');
});

test('over 20 MB is refused before it is read, from a path as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-'));
  try {
    const path = join(folder, 'large.csv');
    await writeFile(path, Buffer.alloc(20 * 1024 * 1024 + 1, 0x61));
    const refused = await refusalOf({ name: 'large.csv', path });
    expect([refused.code, refused.status, refused.params]).toEqual(['sheet.tooLarge', 413, { limit: 20 }]);
    await writeFile(path, 'a\n1\n');
    expect((await readSheet({ name: 'large.csv', path })).rows).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
