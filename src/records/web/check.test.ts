// The browser's check of a proof against the house's own sealing, in both algorithms: it holds, and one changed byte anywhere is found.
import { expect, test } from 'vitest';
import type { Proof } from '../record.ts';
import { type Algorithm, beginningOf, leafOf, linkOf, pathOf, rootOf } from '../server/hash.ts';
import { check, readSealFile, type SealHead } from './check.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');

/** A proof of the third of five events in batch 7, with two batches closed after it, and the head that they lead to. */
function sealed(algorithm: Algorithm): { proof: Proof; head: SealHead } {
  const bodies = Array.from({ length: 5 }, (_none, at) =>
    JSON.stringify({ action: '登记', batch: 7, id: `e${at}`, salt: 'a1b2' }),
  );
  const leaves = bodies.map((body) => leafOf(algorithm, body));
  const root = rootOf(algorithm, leaves);
  const previous = beginningOf(algorithm, 'example');
  const later = [8, 9].map((n) => ({ n, events: 1, root: hex(leafOf(algorithm, `batch ${n}`)) }));
  const chain = linkOf(algorithm, previous, 7, 5, root);
  const end = later.reduce((before, one) => linkOf(algorithm, before, one.n, one.events, Buffer.from(one.root, 'hex')), chain);
  const path = pathOf(algorithm, leaves, 2).map(({ side, hash }) => ({ side, hash: hex(hash) }));
  const batch = { n: 7, events: 5, root: hex(root), previous: hex(previous) };
  const proof = { algorithm, city: 'example', body: bodies[2] ?? '', salt: 'a1b2', path, batch, chain: hex(chain), later };
  return { proof, head: { algorithm, city: 'example', batch: 9, chain: hex(end) } };
}
const failing = async (proof: Proof, head: SealHead | null) =>
  (await check(proof, head)).checks.filter((one) => one.holds !== true).map((one) => `${one.step} ${one.reason ?? one.holds}`);

for (const algorithm of ['sha256', 'sm3'] as const)
  test(`${algorithm}: a proof holds, alone and up to the head; a changed byte does not`, async () => {
    const { proof, head } = sealed(algorithm);
    expect((await check(proof, null)).valid).toBe(true);
    expect((await check(proof, head)).valid).toBe(true);
    expect(await failing({ ...proof, body: proof.body.replace('e2', 'e3') }, head)).toEqual(['root false']);
    expect(await failing({ ...proof, salt: 'a1b3' }, null)).toEqual(['salt false']);
    expect(await failing({ ...proof, batch: { ...proof.batch, events: 6 } }, null)).toEqual(['chain false']);
    expect(await failing(proof, { ...head, chain: head.chain.replace(/^../, '00') })).toEqual(['head false']);
  });

test('a head that is older, later or of another city is told apart from a broken proof', async () => {
  const { proof, head } = sealed('sha256');
  expect(await failing(proof, { ...head, batch: 6 })).toEqual(['head olderHead']);
  expect(await failing(proof, { ...head, batch: 12 })).toEqual(['head laterHead']);
  expect(await failing(proof, { ...head, city: 'elsewhere' })).toEqual(['head otherHead']);
});

test('a proof and a head are told apart from any other file', () => {
  const { proof, head } = sealed('sha256');
  expect(readSealFile(JSON.stringify(proof))).toEqual({ proof });
  expect(readSealFile(JSON.stringify(head))).toEqual({ head });
  for (const other of ['', '{', '[]', '{"algorithm":"md5"}', JSON.stringify({ ...proof, path: 3 })])
    expect(readSealFile(other)).toBeNull();
});
