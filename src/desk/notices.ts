// Notices: channels, what a person chooses and the defaults of his roles, the HTTP operations, refusals. Pure; not who is told (records/tells.ts).
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';
import { instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { type Topic, topics } from '../records/tells.ts';

export const channels = ['inApp', 'mail', 'sms'] as const;
export type Channel = (typeof channels)[number];
export const sendings = ['mail', 'sms'] as const;
export type Sending = (typeof sendings)[number];
/** At once, in the digest of a day or of a week, or not by this channel. */
export const hows = ['atOnce', 'daily', 'weekly', 'never'] as const;
export type How = (typeof hows)[number];

/** Topics that a person may choose about. That an address does not work is told in the platform, always. */
export const chosen = topics.filter((one): one is Exclude<Topic, 'delivery'> => one !== 'delivery');

const officers: readonly Role[] = ['bureauOfficer', 'districtOfficer', 'registrar'];
/** What waits for an answer of the person himself. */
const personal: readonly Topic[] = ['mentions', 'due', 'affiliations', 'orders'];

/** What a person gets who has chosen nothing. SMS is for those who ask for it. */
export function defaultHow(topic: Topic, channel: Channel, roles: readonly string[]): How {
  if (channel === 'inApp') return 'atOnce';
  if (channel === 'sms' || topic === 'delivery' || topic === 'imports') return 'never';
  if (personal.includes(topic)) return 'atOnce';
  const isOfficer = officers.some((role) => roles.includes(role));
  if (topic === 'titles') return isOfficer ? 'daily' : 'atOnce';
  return topic === 'releases' ? 'weekly' : 'daily';
}

const hour = z.number().int().min(0).max(23);
/** Hours are full hours of the city's clock; weekday 1 is Monday. Quiet hours hold back what is sent at once, digests come at their hour. */
export const times = z
  .strictObject({
    digestHour: hour.meta({ title: 'notices:settings.digestHour' }),
    weeklyDay: z.number().int().min(1).max(7).meta({ title: 'notices:settings.weeklyDay' }),
    quietFrom: hour.nullable().meta({ title: 'notices:settings.quietFrom' }),
    quietTo: hour.nullable().meta({ title: 'notices:settings.quietTo' }),
    workingDaysOnly: z.boolean().meta({ title: 'notices:settings.workingDaysOnly' }),
  })
  .refine(({ quietFrom, quietTo }) => (quietFrom === null) === (quietTo === null), {
    path: ['quietTo'],
    message: 'notices:refusals.quietBoth',
  });
export type Times = z.infer<typeof times>;
export const defaultTimes = (roles: readonly string[]): Times => ({
  digestHour: 9,
  weeklyDay: 1,
  quietFrom: 22,
  quietTo: 7,
  workingDaysOnly: officers.some((role) => roles.includes(role)),
});

export const notice = z.object({
  id: z.string(),
  topic: z.enum(topics),
  /** In the reader's language. */
  words: z.string(),
  kind: z.string(),
  record: z.string(),
  at: instant,
  read: z.boolean(),
});
export type Notice = z.infer<typeof notice>;

const byId = z.object({ id: z.uuid() });
const topic = z.enum(topics);

export const listNotices = route({
  method: 'GET',
  path: '/notices',
  summary: 'notices:routes.list',
  access: 'signedIn',
  query: z.strictObject({ ...pageQuery, topic: topic.optional(), read: z.enum(['yes', 'no']).optional() }),
  response: pageOf(notice),
});
/** What the bell asks again and again: one number. */
export const countNotices = route({
  method: 'GET',
  path: '/notices/count',
  summary: 'notices:routes.count',
  access: 'signedIn',
  response: z.object({ unread: z.number().int() }),
});
export const getNotice = route({
  method: 'GET',
  path: '/notices/:id',
  summary: 'notices:routes.one',
  access: 'signedIn',
  params: byId,
  response: notice,
});

const ids = z.array(z.uuid()).min(1).max(200).meta({ title: 'notices:ids' });
/** Marks some, or all that there are now. `at` takes back exactly what this has marked. */
export const readNotices = route({
  method: 'POST',
  path: '/notices/read',
  summary: 'notices:routes.read',
  access: 'signedIn',
  body: z.union([z.strictObject({ ids }), z.strictObject({ all: z.literal(true) })]),
  response: z.object({ count: z.number().int(), at: instant }),
});
export const unreadNotices = route({
  method: 'POST',
  path: '/notices/unread',
  summary: 'notices:routes.unread',
  access: 'signedIn',
  body: z.union([z.strictObject({ ids }), z.strictObject({ at: instant })]),
  response: z.object({ count: z.number().int() }),
});

const contact = z.object({
  /** Whether the house has this channel. */
  on: z.boolean(),
  /** Masked: `w***@example.cn`; null where none is kept. */
  address: z.string().nullable(),
  /** The other side refused it for good: it is not used until it is verified anew. */
  failed: z.boolean(),
  /** An address to which a code has been sent and has not come back, masked. */
  waiting: z.string().nullable(),
});
export const settings = z.object({
  topics: z.array(z.object({ topic, inApp: z.enum(hows), mail: z.enum(hows), sms: z.enum(hows) })),
  times,
  contacts: z.object({ mail: contact, sms: contact }),
});
export type Settings = z.infer<typeof settings>;

export const getSettings = route({
  method: 'GET',
  path: '/notices/settings',
  summary: 'notices:routes.settings',
  access: 'signedIn',
  response: settings,
});
/** Changes what is named and leaves the rest. */
export const changeSettings = route({
  method: 'PUT',
  path: '/notices/settings',
  summary: 'notices:routes.changeSettings',
  access: 'signedIn',
  body: z.strictObject({
    choices: z
      .array(z.strictObject({ topic: z.enum(chosen), channel: z.enum(channels), how: z.enum(hows) }))
      .max(chosen.length * channels.length)
      .default([])
      .meta({ title: 'notices:settings.choices' }),
    times: times.optional().meta({ title: 'notices:settings.times' }),
  }),
  response: settings,
});
export const resetSettings = route({
  method: 'DELETE',
  path: '/notices/settings',
  summary: 'notices:routes.resetSettings',
  access: 'signedIn',
  response: settings,
});

const ofChannel = z.object({ channel: z.enum(sendings) });
export const offerContact = route({
  method: 'POST',
  path: '/notices/contacts/:channel',
  summary: 'notices:routes.offerContact',
  access: 'signedIn',
  params: ofChannel,
  body: z.strictObject({ address: z.string().trim().min(5).max(254).meta({ title: 'notices:settings.address' }) }),
  response: settings,
  status: 202,
});
export const verifyContact = route({
  method: 'POST',
  path: '/notices/contacts/:channel/verify',
  summary: 'notices:routes.verifyContact',
  access: 'signedIn',
  params: ofChannel,
  body: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/)
      .meta({ title: 'notices:settings.code' }),
  }),
  response: settings,
});
export const dropContact = route({
  method: 'DELETE',
  path: '/notices/contacts/:channel',
  summary: 'notices:routes.dropContact',
  access: 'signedIn',
  params: ofChannel,
  response: settings,
});

const followed = z.object({ record: z.string(), kind: z.string(), title: z.string(), since: instant });
export type Followed = z.infer<typeof followed>;
export const listFollows = route({
  method: 'GET',
  path: '/follows',
  summary: 'notices:routes.follows',
  access: 'signedIn',
  query: z.strictObject({ ...pageQuery, record: z.uuid().optional() }),
  response: pageOf(followed),
});
const ofRecord = z.object({ record: z.uuid() });
export const followRecord = route({
  method: 'PUT',
  path: '/follows/:record',
  summary: 'notices:routes.follow',
  access: 'signedIn',
  params: ofRecord,
  response: z.object({ followed: z.literal(true) }),
});
export const unfollowRecord = route({
  method: 'DELETE',
  path: '/follows/:record',
  summary: 'notices:routes.unfollow',
  access: 'signedIn',
  params: ofRecord,
  response: z.object({ followed: z.literal(false) }),
});

export const channelOff = refusal('notices.channelOff', 409, 'notices:refusals.channelOff');
export const codeWrong = refusal('notices.codeWrong', 422, 'notices:refusals.codeWrong');
export const tooManyCodes = refusal('notices.tooManyCodes', 429, 'notices:refusals.tooManyCodes');
export const codeNotSent = refusal('notices.codeNotSent', 503, 'notices:refusals.codeNotSent');
export const tooManyFollowed = refusal('notices.tooManyFollowed', 409, 'notices:refusals.tooManyFollowed');
