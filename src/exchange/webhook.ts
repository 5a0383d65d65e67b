// A webhook: an address of an organization's or the bureau's that is told what happens on the market. Fields, life, events, refusals, deliveries as HTTP operations. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { kernelFields, offer, recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';

/** What may be told: a listing is shown to everybody, is shown no longer, is agreed on; a step of a deal of one's own. */
export const listingEvents = ['listing.published', 'listing.withdrawn', 'listing.matched'] as const;
export const webhookEvents = [...listingEvents, 'deal.step'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];
/** What is sent to see whether an address answers. */
export const testEvent = 'webhook.test';
/** Which listings: all of the market's, or its own alone. */
export const subjects = ['all', 'own'] as const;
export const mostWebhooks = 10;

const reason = z.string().trim().min(1).max(500).meta({ title: 'webhooks:reason' });
const said = {
  name: line(60, 2).meta({ title: 'webhooks:name' }),
  url: z.string().trim().min(1).max(300).meta({ title: 'webhooks:url' }),
  events: z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length).meta({ title: 'webhooks:events' }),
  about: z.enum(subjects).meta({ title: 'webhooks:about', options: 'webhooks:abouts' }),
};
export const life = lifecycle('webhook', {
  states: ['toDraw', 'active', 'paused', 'ended'],
  /** `holder`: who administers the organization that it is of; the bureau's officers of the bureau's own. */
  parties: ['holder'],
  actions: {
    create: {
      from: 'nothing',
      to: 'toDraw',
      by: ['organizationAdmin', 'bureauOfficer'],
      input: z.strictObject({ ...said, about: said.about.default('all') }),
    },
    /** By a door of its own, for its holder alone: the secret of its signatures is told once, and messages begin. */
    draw: { from: ['toDraw', 'active', 'paused'], to: 'active', by: 'visitor' },
    edit: { from: ['toDraw', 'active', 'paused'], to: 'same', by: 'holder', input: z.strictObject(said).partial() },
    pause: { from: 'active', to: 'paused', by: 'holder' },
    /** It did not answer for two days, or said that it is gone. */
    giveUp: { from: 'active', to: 'paused', by: 'clock', input: z.strictObject({ reason: z.string() }) },
    resume: { from: 'paused', to: 'active', by: 'holder' },
    end: {
      from: ['toDraw', 'active', 'paused'],
      to: 'ended',
      by: ['holder', 'bureauOfficer'],
      input: z.strictObject({ reason }),
    },
  },
});

export const fields = z.object({
  name: z.string(),
  /** Null: the bureau's own. */
  organization: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  about: z.enum(subjects),
  reason: z.string().nullable(),
  /** Whether the reader may draw its secret and send again. */
  draws: z.boolean(),
});
export const webhookReaders = ['bureauOfficer', 'organizationAdmin'] as const;
export const webhookRecords = recordKind({
  life,
  path: '/webhooks',
  fields,
  filters: { state: z.enum(life.states).optional() },
  readers: webhookReaders,
});

type Row = { organization: string | null };
/** Its people are told when it is given up; of the bureau's own its officers. */
export const tells: readonly Tell<'giveUp', Row>[] = [
  {
    after: 'giveUp',
    to: [{ organization: 'administrators' }],
    topic: 'delivery',
    words: 'webhooks:tells.givenUp',
    when: (row) => row.organization !== null,
  },
  {
    after: 'giveUp',
    to: [{ roles: ['bureauOfficer'] }],
    topic: 'delivery',
    words: 'webhooks:tells.givenUp',
    when: (row) => row.organization === null,
  },
];

const byId = z.object({ id: z.uuid() });
export const drawSecret = route({
  method: 'POST',
  path: '/webhooks/:id/secret',
  summary: 'webhooks:routes.draw',
  access: webhookReaders,
  params: byId,
  response: z.strictObject({ secret: z.string(), webhook: fields.extend({ ...kernelFields, actions: z.array(offer) }) }),
});
export const delivery = z.strictObject({
  id: z.string(),
  message: z.string(),
  type: z.string(),
  body: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number().int(),
  madeAt: instant,
  /** Of one that waits. */
  nextAt: instant.nullable(),
  endedAt: instant.nullable(),
  said: z.string().nullable(),
});
export type Delivery = z.output<typeof delivery>;
export const listDeliveries = route({
  method: 'GET',
  path: '/webhooks/:id/deliveries',
  summary: 'webhooks:routes.deliveries',
  access: webhookReaders,
  params: byId,
  query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional() }),
  response: pageOf(delivery),
});
export const sendTest = route({
  method: 'POST',
  path: '/webhooks/:id/test-message',
  summary: 'webhooks:routes.test',
  access: webhookReaders,
  params: byId,
  response: delivery,
});
export const sendAgain = route({
  method: 'POST',
  path: '/webhooks/:id/send-again',
  summary: 'webhooks:routes.again',
  access: webhookReaders,
  params: byId,
  body: z.strictObject({ delivery: z.uuid().meta({ title: 'webhooks:delivery' }) }),
  response: delivery,
});

export const tooManyWebhooks = refusal('webhook.tooMany', 409, 'webhooks:refusals.tooMany');
export const notHolder = refusal('webhook.notHolder', 403, 'webhooks:refusals.notHolder');
export const notActive = refusal('webhook.notActive', 409, 'webhooks:refusals.notActive');

/** Pauses in minutes between tries: nine tries within two days, as for letters; then it is given up. */
export const pauses = [1, 5, 15, 60, 240, 720, 720, 720] as const;
export const mostTries = pauses.length + 1;

const shownBefore = ['published', 'inNegotiation'];
/** What an action on a listing is to everybody: it appears, it is gone, it is agreed on; null where they see no difference. */
export function eventOf(action: string, before: string | null, after: string): WebhookEvent | null {
  const [was, is] = [before !== null && shownBefore.includes(before), shownBefore.includes(after)];
  if (action === 'match') return 'listing.matched';
  if (!was && is) return action === 'free' || action === 'negotiate' ? null : 'listing.published';
  return was && !is ? 'listing.withdrawn' : null;
}
/** Steps of a deal that are told: how it stands; not what is said in it. */
export const dealSteps = [
  'create',
  'admit',
  'decline',
  'withdraw',
  'acceptOffer',
  'reconsider',
  'giveNotice',
  'upholdObjection',
  'endNotice',
  'draftContract',
  'fulfil',
  'reopen',
  'end',
  'overtake',
] as const;
