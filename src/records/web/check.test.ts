// The browser's check of a proof against the house's own sealing, in both algorithms: it holds, and one changed byte anywhere is found.
import { expect, test } from 'vitest';
import type { Proof } from '../record.ts';
import { type Algorithm, batchLeafOf, beginningOf, leafOf, pathOf, rootOf, type Side } from '../server/hash.ts';
import { check, readSealFile, type SealHead } from './check.ts';

const hex = (bytes: Buffer): string => bytes.toString('hex');

const shown = ({ side, hash }: Side) => ({ side, hash: hex(hash) });

/** A proof of the third of five events in batch 7, made when batch 9 was the last, and the head of that. */
function sealed(algorithm: Algorithm): { proof: Proof; head: SealHead } {
  const bodies = Array.from({ length: 5 }, (_none, at) =>
    JSON.stringify({ action: '登记', batch: 7, id: `e${at}`, salt: 'a1b2' }),
  );
  const leaves = bodies.map((body) => leafOf(algorithm, body));
  const root = rootOf(algorithm, leaves);
  const [openedAt, closedAt] = ['2026-01-05T01:00:00.000Z', '2026-01-05T01:00:02.000Z'];
  const closed = { n: 7, openedAt: new Date(openedAt), closedAt: new Date(closedAt), events: 5, root };
  const others = (n: number) => leafOf(algorithm, `batch ${n}`);
  const batches = Array.from({ length: 10 }, (_none, n) => (n === 7 ? batchLeafOf(algorithm, closed) : others(n)));
  batches[0] = beginningOf(algorithm, 'example');
  const chain = hex(rootOf(algorithm, batches));
  const batch = { n: 7, openedAt, closedAt, events: 5, root: hex(root), path: pathOf(algorithm, batches, 7).map(shown) };
  const path = pathOf(algorithm, leaves, 2).map(shown);
  const proof = { algorithm, city: 'example', body: bodies[2] ?? '', salt: 'a1b2', path, batch, head: 9, chain };
  return { proof, head: { algorithm, city: 'example', batch: 9, chain } };
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
    expect(await failing({ ...proof, batch: { ...proof.batch, closedAt: proof.batch.openedAt } }, null)).toEqual(['chain false']);
    expect(await failing(proof, { ...head, chain: head.chain.replace(/^../, '00') })).toEqual(['head false']);
  });

test('a head that is older, of a different batch or of another city is told apart from a broken proof', async () => {
  const { proof, head } = sealed('sha256');
  expect(await failing(proof, { ...head, batch: 6 })).toEqual(['head olderHead']);
  for (const batch of [8, 12]) expect(await failing(proof, { ...head, batch })).toEqual(['head differentHead']);
  expect(await failing(proof, { ...head, city: 'elsewhere' })).toEqual(['head otherHead']);
});

test('a proof and a head are told apart from any other file', () => {
  const { proof, head } = sealed('sha256');
  expect(readSealFile(JSON.stringify(proof))).toEqual({ proof });
  expect(readSealFile(JSON.stringify(head))).toEqual({ head });
  for (const other of ['', '{', '[]', '{"algorithm":"md5"}', JSON.stringify({ ...proof, path: 3 })])
    expect(readSealFile(other)).toBeNull();
});
