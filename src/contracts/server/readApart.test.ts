// Files are read beside the house: the answer is that of the reading itself, and a file that never ends is given up while everything else goes on.
import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../../platform/shared/errors.ts';
import { stopApart } from '../../platform/server/apart.ts';
import { textApart } from './readApart.ts';

afterAll(stopApart);

/** One page whose content says the same word some millions of times: a few kilobytes that take minutes to read. */
function endless(words: number): Buffer {
  const content = deflateSync(Buffer.from(`BT /F1 12 Tf ${'1 0 0 1 9 9 Tm (word word) Tj\n'.repeat(words)} ET`));
  const parts = [
    Buffer.from(
      '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n' +
        '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>' +
        `/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`,
    ),
    content,
    Buffer.from('\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n'),
  ];
  return Buffer.concat(parts);
}

const refused = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof Refusal ? [error.code, error.status] : error),
  );

test('a hostile file is ended at its time, alone: the process goes on, and so do the files of others', async () => {
  const text = { name: 'a.txt', content: Buffer.from('技术服务合同') };
  expect(await textApart(text)).toEqual({ text: '技术服务合同', pages: null });
  expect(await refused(textApart({ name: 'a.exe', content: Buffer.from('MZ\x90\0'.repeat(50), 'latin1') }))).toEqual([
    'file.notTaken',
    415,
  ]);
  const turns: number[] = [];
  let last = performance.now();
  const clock = setInterval(() => {
    turns.push(performance.now() - last);
    last = performance.now();
  }, 20);
  const hostile = { name: 'a.pdf', content: endless(1_000_000) };
  const given = refused(textApart(hostile, 1500));
  const beside = await textApart(text);
  expect(beside.text).toBe('技术服务合同');
  expect(await given).toEqual(['reading.slow', 422]);
  clearInterval(clock);
  // Read in the process itself, one turn would have been the whole of it.
  expect(turns.length).toBeGreaterThan(20);
  expect(Math.max(...turns)).toBeLessThan(1400);
  expect((await textApart(text)).text).toBe('技术服务合同');
});
