// Hashes of the seal: events, batches and the tree over them, by one algorithm a city. The same rules stand in `public/verify.mjs`.
import { createHash, randomBytes } from 'node:crypto';

export type Algorithm = 'sha256' | 'sm3';
export type Side = { side: 'left' | 'right'; hash: Buffer };

const digest = (algorithm: Algorithm, ...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// A prefix byte keeps an event, a node, a batch and the beginning from being taken for one another (RFC 6962, section 2.1).
export const leafOf = (algorithm: Algorithm, body: string): Buffer => digest(algorithm, Buffer.of(0), body);
export const nodeOf = (algorithm: Algorithm, left: Buffer, right: Buffer): Buffer => digest(algorithm, Buffer.of(1), left, right);

/** Root of a Merkle tree over leaves in order; a leaf without neighbour goes up as it is. No leaves: the hash of nothing. */
export function rootOf(algorithm: Algorithm, leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return digest(algorithm);
  let row = [...leaves];
  while (row.length > 1) row = parents(algorithm, row);
  return row[0]!;
}

/** The way from one leaf to the root: at each step the neighbour and the side it stands on. */
export function pathOf(algorithm: Algorithm, leaves: readonly Buffer[], index: number): Side[] {
  const path: Side[] = [];
  let row = [...leaves];
  let at = index;
  while (row.length > 1) {
    const neighbour = row[at ^ 1];
    if (neighbour) path.push({ side: at % 2 === 1 ? 'left' : 'right', hash: neighbour });
    row = parents(algorithm, row);
    at >>= 1;
  }
  return path;
}

const parents = (algorithm: Algorithm, row: readonly Buffer[]): Buffer[] =>
  Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => {
    const left = row[2 * i]!;
    const right = row[2 * i + 1];
    return right ? nodeOf(algorithm, left, right) : left;
  });

/** The first leaf of the tree over batches: it names the algorithm and the city. */
export const beginningOf = (algorithm: Algorithm, city: string): Buffer =>
  digest(algorithm, Buffer.of(2), `touyan:${algorithm}:${city}`);

/** A closed batch as the tree over batches holds it; instants in UTC with milliseconds. */
export type ClosedBatch = { n: number; openedAt: Date; closedAt: Date; events: number; root: Buffer };
export const batchLeafOf = (algorithm: Algorithm, { n, openedAt, closedAt, events, root }: ClosedBatch): Buffer =>
  digest(algorithm, Buffer.of(3), `${n}:${openedAt.toISOString()}:${closedAt.toISOString()}:${events}:`, root);

export const newSalt = (): string => randomBytes(16).toString('hex');
export const saltedDigest = (algorithm: Algorithm, salt: string, field: string, value: string): string =>
  digest(algorithm, Buffer.of(4), `${salt}:${field}:${value}`).toString('hex');
