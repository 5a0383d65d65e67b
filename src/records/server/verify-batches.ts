// Verifying what was sealed: every event against the leaf kept of it, every batch against its leaf, the tree over batches against the chain.
import { type Kysely, sql } from 'kysely';
import { boughsOf } from './boughs.ts';
import { unpackLeaves } from './closings.ts';
import { type Algorithm, batchLeafOf, beginningOf, leafOf, rootOf } from './hash.ts';
import type { Kernel, KernelDb } from './kernel.ts';
import { growing } from './tree.ts';

/** One row that is not as the events say. */
export type Finding = { table: string; row: string; what: 'changed' | 'removed' | 'inserted'; detail: string };
/** A head that was kept outside, to be found again in the chain. */
export type KeptHead = { algorithm: string; city: string; batch: number; chain: string };

type Closed = {
  batch: number;
  opened_at: Date | null;
  closed_at: Date;
  events: number;
  root: Buffer;
  leaves: Buffer;
  nodes: Buffer;
  chain: Buffer;
  /** Null where they are not kept: of small batches, and of older ones for a moment after an update. */
  firsts: Buffer | null;
  roots: Buffer | null;
};
const page = 500;
const pageOfTexts = 2000;

/** Recomputes each closed batch and the tree over them; returns how many there are. */
export async function verifyBatches(
  { city: { algorithm, code } }: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  findings: Finding[],
): Promise<number> {
  const tree = growing(algorithm, 1, [beginningOf(algorithm, code)]);
  let [last, whole] = [0, true];
  for (;;) {
    const { rows } = await sql<Closed>`select c.*, b.opened_at, g.firsts, g.roots
      from closings c left join batches b on b.n = c.batch left join boughs g on g.batch = c.batch
      where c.batch > ${last} order by c.batch limit ${page}`.execute(tx);
    if (rows.length === 0) break;
    for (const closed of rows) {
      const gap = closed.batch - last - 1;
      if (gap > 0) {
        const detail = gap === 1 ? 'the closing of this batch is missing' : `the closings of ${gap} batches are missing`;
        findings.push({ table: 'closings', row: `batch ${last + 1}`, what: 'removed', detail });
        whole = false;
      }
      last = closed.batch;
      findings.push(...compareClosing(algorithm, closed), ...(await compareLeaves(algorithm, tx, closed)));
      if (!whole) continue;
      // The leaf that was kept, not the one computed: or one changed batch would be told of every batch after it.
      const completed = tree.add(closed.nodes.subarray(0, 32));
      whole = Buffer.concat(completed).equals(closed.nodes) && tree.root().equals(closed.chain);
      if (!whole)
        findings.push({ table: 'closings', row: `batch ${last}`, what: 'changed', detail: 'the chain is broken from here on' });
    }
  }
  const { rows: open } = await sql<{ n: number }>`select n from batches where n > ${last} order by n limit 1`.execute(tx);
  if (open.length === 0)
    findings.push({ table: 'batches', row: `batch ${last + 1}`, what: 'removed', detail: 'there is no open batch' });
  return last;
}

function* compareClosing(
  algorithm: Algorithm,
  { batch: n, opened_at, closed_at, events, root, nodes }: Closed,
): Iterable<Finding> {
  const row = `batch ${n}`;
  if (opened_at === null)
    return yield { table: 'batches', row, what: 'removed', detail: 'the batch was closed, its row is gone' };
  const leaf = batchLeafOf(algorithm, { n, openedAt: opened_at, closedAt: closed_at, events, root });
  if (!leaf.equals(nodes.subarray(0, 32)))
    yield {
      table: 'closings',
      row,
      what: 'changed',
      detail: 'its instants, its number of events or its root are not those sealed',
    };
}

/** Names each event of a closed batch that is not the one whose leaf was kept. */
async function compareLeaves(algorithm: Algorithm, tx: Kysely<KernelDb>, closed: Closed): Promise<Finding[]> {
  const kept = unpackLeaves(closed.leaves);
  const hashes = kept.map(({ leaf }) => leaf);
  const row = `batch ${closed.batch}`;
  if (kept.length !== closed.events || !rootOf(algorithm, hashes).equals(closed.root))
    return [{ table: 'closings', row, what: 'changed', detail: 'the leaves kept of its events do not give its root' }];
  const findings = await eventFindings(algorithm, tx, closed.batch, new Map(kept.map(({ id, leaf }) => [id, leaf])));
  if (closed.firsts && closed.roots) {
    const boughs = boughsOf(algorithm, kept);
    if (!boughs?.firsts.equals(closed.firsts) || !boughs.roots.equals(closed.roots))
      findings.push({ table: 'boughs', row, what: 'changed', detail: 'they are not those of the leaves kept of this batch' });
  }
  return findings;
}

/** Compared a page of texts at a time: the batch in which a city was loaded holds more than memory should. */
async function eventFindings(
  algorithm: Algorithm,
  tx: Kysely<KernelDb>,
  batch: number,
  kept: Map<string, Buffer>,
): Promise<Finding[]> {
  const found: Finding[] = [];
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string; body: string }>`
      select id, body from events where (batch, id) > (${batch}, ${last}::uuid) and batch <= ${batch} order by batch, id limit ${pageOfTexts}`.execute(
      tx,
    );
    for (const { id, body } of rows) {
      const leaf = kept.get(id);
      kept.delete(id);
      if (leaf === undefined)
        found.push({ table: 'events', row: id, what: 'inserted', detail: `it was not there when batch ${batch} was sealed` });
      else if (!leafOf(algorithm, body).equals(leaf))
        found.push({ table: 'events', row: id, what: 'changed', detail: `its text is not the one sealed in batch ${batch}` });
    }
    if (rows.length < pageOfTexts) break;
    last = rows.at(-1)!.id;
  }
  for (const id of kept.keys())
    found.push({ table: 'events', row: id, what: 'removed', detail: `it was sealed in batch ${batch}` });
  return found;
}

/** Whether a head that left the house is still the one of its batch: what tells a chain that was computed anew. */
export async function verifyHead(
  { city: { algorithm, code } }: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  kept: KeptHead,
  findings: Finding[],
): Promise<void> {
  const row = `batch ${kept.batch}`;
  const [found] = await tx.selectFrom('closings').select('chain').where('batch', '=', kept.batch).execute();
  const chain = kept.batch === 0 ? beginningOf(algorithm, code) : found?.chain;
  if (kept.algorithm !== algorithm || kept.city !== code)
    findings.push({ table: 'closings', row, what: 'changed', detail: `the head kept is of ${kept.city}, by ${kept.algorithm}` });
  else if (!chain)
    findings.push({ table: 'closings', row, what: 'removed', detail: 'the head kept is of a batch that is not here' });
  else if (chain.toString('hex') !== kept.chain)
    findings.push({ table: 'closings', row, what: 'changed', detail: 'the chain is not the one whose head was kept' });
}
