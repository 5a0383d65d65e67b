// Proofs: the way from an event's text to the root of its batch, and from there to the head of the chain; the head itself, for publishing.
import { notFound } from '../../platform/shared/errors.ts';
import { type Proof, trialOnly } from '../record.ts';
import { pathInBatch } from './boughs.ts';
import { headOf, readNodes } from './closings.ts';
import type { Side } from './hash.ts';
import type { Kernel } from './kernel.ts';
import { joined, stepsOf } from './tree.ts';

/** The head after a batch, the last closed one unless said. 404 for a batch that is not closed. */
export async function sealHeadOf(kernel: Kernel, batch?: number) {
  if (kernel.trial) throw trialOnly();
  const head = await headOf(kernel, batch);
  if (!head) throw notFound();
  return {
    algorithm: kernel.city.algorithm,
    city: kernel.city.code,
    batch: head.batch,
    chain: head.chain.toString('hex'),
    closedAt: head.closedAt?.toISOString() ?? null,
  };
}

/**
 * The proof of one event: two short paths, however many batches there are. It leads to the head after `at`, a batch that an
 * outsider keeps the head of, else to the present one. 404 until the event's batch is closed (a few seconds), or when `at` is older.
 */
export async function proofOf(kernel: Kernel, record: string, event: string, at?: number): Promise<Proof> {
  if (kernel.trial) throw trialOnly();
  const { db, city } = kernel;
  const own = await db
    .selectFrom('events')
    .innerJoin('closings', 'closings.batch', 'events.batch')
    .innerJoin('batches', 'batches.n', 'events.batch')
    .select(['n', 'body', 'opened_at', 'closed_at', 'closings.events', 'root'])
    .where('id', '=', event)
    .where('record', '=', record)
    .executeTakeFirst();
  const head = await headOf(kernel, at);
  if (!own || !head || head.batch < own.n) throw notFound();
  const path = await pathInBatch(kernel, own.n, event);
  return {
    algorithm: city.algorithm,
    city: city.code,
    body: own.body,
    salt: (JSON.parse(own.body) as { salt: string }).salt,
    path: path.map(shown),
    batch: {
      n: own.n,
      openedAt: own.opened_at.toISOString(),
      closedAt: own.closed_at.toISOString(),
      events: own.events,
      root: own.root.toString('hex'),
      path: (await pathToHead(kernel, own.n, head.batch)).map(shown),
    },
    head: head.batch,
    chain: head.chain.toString('hex'),
  };
}

const shown = ({ side, hash }: Side) => ({ side, hash: hash.toString('hex') });

async function pathToHead({ db, city }: Kernel, batch: number, head: number): Promise<Side[]> {
  const steps = stepsOf(batch, head + 1);
  const nodes = await readNodes(
    db,
    city,
    steps.flatMap(({ over }) => over),
  );
  return steps.map(({ side, over }) => ({ side, hash: joined(city.algorithm, over.map(nodes)) }));
}
