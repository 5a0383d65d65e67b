// Deputies (A/B 角) and posts that change hands: shapes, routes, refusals. Pure: server and web both read it.
import { z } from 'zod';
import { day, instant } from './dates.ts';
import { refusal } from './errors.ts';
import { offices } from './office.ts';
import { route } from './route.ts';

/** Days of one absence at most, both ends counted. */
export const longestAbsence = 90;

export const person = z.object({ account: z.string(), name: z.string() });
export type Person = z.infer<typeof person>;
/** One naming. `state`: `ahead` and `running` can still be ended or shortened. */
export const naming = z.object({
  id: z.string(),
  /** Who is away, and who stands in. */
  absent: person,
  deputy: person,
  from: day,
  to: day,
  state: z.enum(['ahead', 'running', 'over', 'ended']),
});
export type Naming = z.infer<typeof naming>;

const own = z.object({
  today: day,
  /** Namings of one's own, newest first. */
  named: z.array(naming),
  /** For whom one stands in, now or later. */
  standsIn: z.array(naming),
  /** Who could be named: the same office in the same place. */
  colleagues: z.array(person),
});
export type Deputies = z.infer<typeof own>;

const params = z.object({ id: z.uuid() });
const account = z.string().trim().min(1).max(100);
const last = day.meta({ title: 'rights:deputy.to' });

export const getDeputies = route({
  method: 'GET',
  path: '/account/deputies',
  summary: 'rights:routes.deputies',
  access: offices,
  response: own,
});
export const nameDeputy = route({
  method: 'POST',
  path: '/account/deputies',
  summary: 'rights:routes.nameDeputy',
  access: offices,
  body: z.strictObject({
    deputy: account.meta({ title: 'rights:deputy.who' }),
    from: day.meta({ title: 'rights:deputy.from' }),
    to: last,
  }),
  response: own,
  status: 201,
});
export const shortenNaming = route({
  method: 'POST',
  path: '/account/deputies/:id/shorten',
  summary: 'rights:routes.shortenNaming',
  access: offices,
  params,
  body: z.strictObject({ to: last }),
  response: own,
});
export const endNaming = route({
  method: 'POST',
  path: '/account/deputies/:id/end',
  summary: 'rights:routes.endNaming',
  access: offices,
  params,
  response: own,
});
/** From here on the session acts for this account; null: for oneself alone. */
export const actFor = route({
  method: 'POST',
  path: '/session/for',
  summary: 'rights:routes.actFor',
  access: 'signedIn',
  body: z.strictObject({ account: account.nullable() }),
  response: z.object({ for: z.object({ account: z.string(), name: z.string(), until: day }).nullable() }),
});

export const noOffice = refusal('deputy.noOffice', 403, 'rights:refusals.noOffice');
export const deputySelf = refusal('deputy.self', 422, 'rights:refusals.self');
export const otherOffice = refusal('deputy.otherOffice', 422, 'rights:refusals.otherOffice');
/** `name` is away from `from` to `to`, and `other` stands in for him. */
export const deputyAway = refusal('deputy.away', 409, 'rights:refusals.away');
/** One stands in for `name` from `from` to `to`, and would be away. */
export const deputyChain = refusal('deputy.chain', 409, 'rights:refusals.chain');
export const deputyOverlap = refusal('deputy.overlap', 409, 'rights:refusals.overlap');
export const namingOver = refusal('deputy.over', 409, 'rights:refusals.over');
export const notDeputy = refusal('deputy.notNow', 403, 'rights:refusals.notDeputy');

/** What passes to a successor, by kind, as far as there is any. */
export const matters = ['inHand', 'drafts', 'imports', 'follows', 'searches', 'mentions', 'deputies'] as const;
export type Matter = (typeof matters)[number];
export type Matters = Partial<Record<Matter, number>>;
const counted = z.partialRecord(z.enum(matters), z.number().int());

export const handOver = z.object({
  id: z.string(),
  from: person,
  to: person,
  reason: z.string(),
  askedAt: instant,
  endedAt: instant.nullable(),
  state: z.enum(['asked', 'done', 'declined', 'withdrawn']),
  passed: counted.nullable(),
  /** What the caller may do with it now. */
  may: z.array(z.enum(['confirm', 'decline', 'withdraw'])),
});
export type HandOver = z.infer<typeof handOver>;
const handling = [...offices, 'securityAdmin'] as const;
const reason = z.string().trim().min(1).max(500).meta({ title: 'rights:handOver.reason' });

export const listHandOvers = route({
  method: 'GET',
  path: '/hand-overs',
  summary: 'rights:routes.handOvers',
  access: [...handling, 'auditAdmin'],
  /** Of the security administrator: whose post; who else asks sees his own. */
  query: z.strictObject({ from: account.optional() }),
  response: z.object({
    items: z.array(handOver),
    /** Who leaves, as asked for; what would pass; who could take it on. */
    leaving: person.nullable(),
    passes: counted,
    successors: z.array(person),
  }),
});
export const askHandOver = route({
  method: 'POST',
  path: '/hand-overs',
  summary: 'rights:routes.askHandOver',
  access: handling,
  /** `from` is said by the security administrator, whose word is enough; who leaves himself waits for the successor's. */
  body: z.strictObject({ from: account.optional(), to: account.meta({ title: 'rights:handOver.to' }), reason }),
  response: handOver,
  status: 201,
});
const answer = (what: 'confirm' | 'decline' | 'withdraw') =>
  route({
    method: 'POST',
    path: `/hand-overs/:id/${what}`,
    summary: `rights:routes.${what}HandOver`,
    access: offices,
    params,
    response: handOver,
  });
export const confirmHandOver = answer('confirm');
export const declineHandOver = answer('decline');
export const withdrawHandOver = answer('withdraw');

export const nobodyLeaves = refusal('handOver.from', 422, 'rights:refusals.nobodyLeaves');
export const otherSuccessor = refusal('handOver.otherOffice', 422, 'rights:refusals.otherSuccessor');
export const askedAlready = refusal('handOver.asked', 409, 'rights:refusals.askedAlready');
export const handOverOver = refusal('handOver.over', 409, 'rights:refusals.handOverOver');
