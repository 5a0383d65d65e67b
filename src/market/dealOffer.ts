// An offer within a deal: price, payment, mode of cooperation, ownership of rights, milestones; numbered versions of which one at most is open. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { compare, money, sum } from '../platform/shared/money.ts';
import { paymentModes } from '../contracts/reading.ts';
import { instalment, item, royalty } from '../contracts/terms.ts';
import { cooperationCodes } from './codes.ts';
import { readPatentNumber } from './patentNumber.ts';

/** Yuan; what is above it is a slip (`highest` of law/market/price-limits.json). */
const dearest = '1000000000000';

/** Whose the intellectual property is that comes out of it. */
export const ownerships = ['provider', 'taker', 'joint', 'asAgreed'] as const;
const milestone = z.strictObject({
  what: line(200).meta({ title: 'deals:milestone.what' }),
  on: day.nullable().default(null).meta({ title: 'deals:milestone.on' }),
});
export const OfferInput = z.strictObject({
  amount: money.nullable().default(null).meta({ title: 'deals:amount', unit: 'CNY' }),
  paymentMode: z.enum(paymentModes).meta({ title: 'contracts:paymentMode' }),
  schedule: z.array(instalment).max(20).default([]).meta({ title: 'contracts:schedule' }),
  royalty: royalty.nullable().default(null).meta({ title: 'contracts:royalty' }),
  cooperation: z.enum(cooperationCodes as [string, ...string[]]).meta({ title: 'deals:cooperation' }),
  ownership: z.enum(ownerships).meta({ title: 'deals:ownership' }),
  validFrom: day.nullable().default(null).meta({ title: 'contracts:validFrom' }),
  validTo: day.nullable().default(null).meta({ title: 'contracts:validTo' }),
  items: z.array(item).max(20).default([]).meta({ title: 'contracts:items' }),
  milestones: z.array(milestone).max(20).default([]).meta({ title: 'deals:milestones' }),
  /** Last day on which it can be accepted. */
  validUntil: day.meta({ title: 'deals:validUntil' }),
  note: z.string().trim().min(1).max(1000).nullable().default(null).meta({ title: 'deals:note' }),
});
export type OfferSaid = z.output<typeof OfferInput>;

export const offerStates = ['open', 'accepted', 'declined', 'countered', 'expired', 'setAside'] as const;
export const offer = OfferInput.extend({
  version: z.number().int(),
  by: z.enum(['owner', 'asker']),
  on: day,
  standing: z.enum(offerStates),
  /** Why it was declined or set aside. */
  reason: z.string().nullable(),
});
export type Offer = z.output<typeof offer>;
export const mostOffers = 30;

export const openOffer = (of: readonly Offer[]): Offer | null => of.find((one) => one.standing === 'open') ?? null;
export const acceptedOffer = (of: readonly Offer[]): Offer | null => of.findLast((one) => one.standing === 'accepted') ?? null;

/** Every offer that stands open, as it ended. */
export const ended = (of: readonly Offer[], standing: Offer['standing'], reason: string | null = null): Offer[] =>
  of.map((one) => (one.standing === 'open' ? { ...one, standing, reason } : one));

const numbered = ['inventionPatent', 'utilityModel', 'design'];
/** What cannot be offered: the field and its words. */
export function offerFault(of: OfferSaid, today: string): { path: string; code: string } | null {
  const byRoyalty = of.paymentMode.startsWith('royalty');
  if (of.amount === null && !byRoyalty) return { path: 'amount', code: 'amountMissing' };
  if (of.amount !== null && compare(of.amount, '0') <= 0) return { path: 'amount', code: 'nothing' };
  if (of.amount !== null && compare(of.amount, dearest) > 0) return { path: 'amount', code: 'tooDear' };
  if (byRoyalty !== (of.royalty !== null)) return { path: 'royalty', code: byRoyalty ? 'royaltyMissing' : 'noRoyalty' };
  if (of.paymentMode === 'instalments' && of.schedule.length === 0) return { path: 'schedule', code: 'scheduleMissing' };
  const parts = sum(of.schedule.map((one) => one.amount));
  if (of.amount !== null && of.schedule.length > 0 && compare(parts, of.amount) !== 0)
    return { path: 'schedule', code: 'scheduleSum' };
  if (of.validFrom !== null && of.validTo !== null && of.validTo < of.validFrom)
    return { path: 'validTo', code: 'termUpsideDown' };
  if (of.validUntil < today) return { path: 'validUntil', code: 'past' };
  const wrong = of.items.findIndex(
    (one) => numbered.includes(one.type) && one.number !== null && !readPatentNumber(one.number, today).ok,
  );
  return wrong < 0 ? null : { path: `items.${wrong}.number`, code: 'patentNumber' };
}
