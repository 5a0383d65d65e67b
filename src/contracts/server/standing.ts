// How a registration stands today, for whoever holds a slip of it: the two ids of its QR code are the key, and nothing of the contract is told.
import type { FastifyInstance } from 'fastify';
import { clock } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import { checkCodeOf, type Kernel, proofOf } from '../../records/server/index.ts';
import { type changesSince, getStanding } from '../publicContract.ts';
import type { Contracts } from './service.ts';

const standing = ['registered', 'cancelled', 'revoked'] as const;
const asStanding = (state: unknown) => standing.find((one) => one === state);
const told: Readonly<Record<string, (typeof changesSince)[number]>> = {
  amend: 'amended',
  settle: 'settled',
  noteOfficial: 'officialNumber',
  cancel: 'cancelled',
  revoke: 'revoked',
};
/** Acts by which nothing of a registration changes that a slip says. */
const silent: readonly string[] = ['passTo', 'drawSpotCheck', 'spotCheck', 'recalculate'];
const eventsRead = 500;

export function mountStanding(app: FastifyInstance, kernel: Kernel, contracts: Pick<Contracts, 'one' | 'events'>): void {
  mount(app, getStanding, async ({ params: { id }, query: { event } }) => {
    const { items } = await contracts.events(clock, id, eventsRead, undefined);
    const at = items.findIndex((one) => one.id === event);
    const said = items[at];
    // A slip is made of what is registered: before that nobody has its address, and there is nothing to tell.
    if (!said || asStanding(said.state) === undefined) throw notFound();
    const record = await contracts.one(clock, id);
    const state = asStanding(record['state']);
    if (state === undefined) throw notFound();
    const [proof, text] = [await proofOf(kernel, id, event), (field: string) => stringOr(record[field])];
    return {
      code: checkCodeOf(proof),
      saidAt: said.recordedAt,
      state,
      ownNumber: text('ownNumber'),
      registrationNumber: text('registrationNumber'),
      registeredOn: text('registeredOn'),
      changes: items
        .slice(0, at)
        .filter((one) => !silent.includes(one.action))
        .map((one) => ({ what: told[one.action] ?? ('other' as const), at: one.recordedAt })),
    };
  });
}

const stringOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
