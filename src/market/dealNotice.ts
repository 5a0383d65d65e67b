// Public notices of agreed prices (协议定价公示): which deals need one by the law, how long it runs, objections and their decision, what everybody sees. Data of law/market/notices.json. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { decimal } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { institutionKind } from '../organizations/creditCode.ts';
import { marketScope } from './scopes.ts';

export const noticeRule = z.strictObject({
  code: z.string(),
  jurisdiction: z.string(),
  from: day,
  to: day.nullable(),
  name: text,
  period: z.strictObject({ days: z.number().int().min(1), kind: z.enum(['working', 'calendar']) }),
  /** Sorts of listing and modes of cooperation for which it is asked. */
  sorts: z.array(z.string()),
  cooperation: z.array(z.string()),
  /** What it shows. */
  content: z.array(z.enum(['title', 'price'])),
  basis: z.strictObject({ text, article: z.string(), sure: z.enum(['confirmed', 'recalled', 'derived']) }),
});
export const noticeRules = z.array(noticeRule).min(1);
export type NoticeRule = z.output<typeof noticeRule>;

/** The rule by which a deal needs a notice before its contract; null where none does. Asked of public institutions alone. */
export function noticeRuleFor(
  rules: readonly NoticeRule[],
  of: { creditCode: string | null; sort: string; cooperation: string; on: string },
): NoticeRule | null {
  if (of.creditCode === null || institutionKind(of.creditCode) !== 'publicInstitution') return null;
  const fits = (one: NoticeRule) => one.from <= of.on && (one.to === null || of.on <= one.to);
  return rules.find((one) => fits(one) && one.sorts.includes(of.sort) && one.cooperation.includes(of.cooperation)) ?? null;
}

export const objection = z.strictObject({
  number: z.number().int(),
  text: z.string(),
  on: day,
  decision: z.enum(['dismissed', 'upheld']).nullable(),
  reason: z.string().nullable(),
  decidedOn: day.nullable(),
});
export type Objection = z.output<typeof objection>;
/** `rule` is null before anybody knows what was agreed; `endedOn` once its period is over and no objection is open. */
export const notice = z.strictObject({
  rule: z.string(),
  openedOn: day.nullable(),
  until: day.nullable(),
  endedOn: day.nullable(),
  objections: z.array(objection),
});
export type Notice = z.output<typeof notice>;
export const openObjection = (of: Notice | null): Objection | null => of?.objections.find((one) => one.decision === null) ?? null;
export const mostObjections = 50;

export const ObjectionInput = z.strictObject({
  /** The objector's name: kept apart, read by who decides. */
  name: line(60, 2).meta({ title: 'deals:objector' }),
  text: z.string().trim().min(10).max(2000).meta({ title: 'deals:objection' }),
});

export const publicNotice = z.strictObject({
  /** Of the deal. */
  id: z.string(),
  name: text,
  title: z.string(),
  institution: z.string(),
  price: decimal.nullable(),
  openedOn: day,
  until: day,
  /** `open` while objections are taken. */
  standing: z.enum(['open', 'underDecision', 'ended']),
  objections: z.number().int(),
  basis: text,
});
export type PublicNotice = z.output<typeof publicNotice>;

export const listNotices = route({
  method: 'GET',
  path: '/market/notices',
  summary: 'deals:routes.notices',
  access: 'public',
  keyed: marketScope,
  query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional() }),
  response: pageOf(publicNotice),
});
/** Entries of a feed. */
export const mostFed = 50;
export const noticeFeed = route({
  method: 'GET',
  path: '/market/notices.atom',
  summary: 'deals:routes.noticeFeed',
  access: 'public',
  keyed: marketScope,
  response: z.unknown(),
  file: 'application/atom+xml',
});
export const objectToNotice = route({
  method: 'POST',
  path: '/market/notices/:id/objections',
  summary: 'deals:routes.object',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  body: ObjectionInput,
  response: z.strictObject({ number: z.number().int() }),
});
