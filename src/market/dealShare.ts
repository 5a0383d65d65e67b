// Shares of technology managers in a deal (成交份额), made here or elsewhere: stated by one of them, counted once both parties have confirmed them; they sum to 100 %. Fields, life, refusals, what counts. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { compare, decimal, money, sum } from '../platform/shared/money.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { managerShown } from './managerShown.ts';

const reason = z.string().trim().min(1).max(500).meta({ title: 'dealShares:reason' });
/** Hundredths of a percent at the finest. */
const percent = z
  .string()
  .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/)
  .meta({ title: 'dealShares:percent' });
const share = z.strictObject({ manager: z.uuid().meta({ title: 'dealShares:manager' }), percent });
export type Share = z.output<typeof share>;
const shares = z.array(share).min(1).max(10).meta({ title: 'dealShares:shares' });

export const ShareInput = z.strictObject({
  /** Of a deal made here everything else is known. */
  deal: z.uuid().nullable().default(null).meta({ title: 'dealShares:deal' }),
  title: line(200).nullable().default(null).meta({ title: 'dealShares:titleField' }),
  provider: z.uuid().nullable().default(null).meta({ title: 'dealShares:provider' }),
  taker: z.uuid().nullable().default(null).meta({ title: 'dealShares:taker' }),
  amount: money.nullable().default(null).meta({ title: 'dealShares:amount', unit: 'CNY' }),
  concludedOn: day.nullable().default(null).meta({ title: 'dealShares:concludedOn' }),
  /** Where it can be looked up: the number of its contract, the market where it was made. */
  evidence: line(200).nullable().default(null).meta({ title: 'dealShares:evidence' }),
  shares,
});
export type ShareSaid = z.output<typeof ShareInput>;

export const life = lifecycle('dealShare', {
  states: ['stated', 'confirmed', 'disputed', 'withdrawn'],
  /** `provider`, `taker`: who acts for the parties of the deal; `stating`: the manager who states the shares; `named`: the others among them. */
  parties: ['provider', 'taker', 'stating', 'named'],
  actions: {
    create: { from: 'nothing', to: 'stated', by: 'stating', input: ShareInput },
    /** In the name of one party; the second word makes it count. */
    confirm: {
      from: 'stated',
      to: { back: 'confirmed_to', among: ['confirmed'], otherwise: 'stated' },
      by: ['provider', 'taker'],
    },
    dispute: {
      from: ['stated', 'confirmed'],
      to: 'disputed',
      by: ['provider', 'taker', 'named'],
      input: z.strictObject({ reason }),
    },
    /** Anew, to be confirmed by both once more. */
    restate: { from: ['stated', 'disputed'], to: 'stated', by: 'stating', input: z.strictObject({ shares }) },
    withdraw: { from: ['stated', 'disputed'], to: 'withdrawn', by: 'stating', input: z.strictObject({ reason }) },
    follow: { from: ['stated', 'confirmed', 'disputed', 'withdrawn'], to: 'same', by: 'clock' },
  },
});

export const dispute = z.strictObject({
  by: z.enum(['provider', 'taker', 'named']),
  on: day,
  reason: z.string(),
  /** The day on which it was stated anew or withdrawn. */
  settledOn: day.nullable(),
});
export type Dispute = z.output<typeof dispute>;

const organization = z.strictObject({ id: z.string(), name: z.string() });
export const fields = z.object({
  deal: z.string().nullable(),
  title: z.string(),
  provider: organization,
  taker: organization,
  amount: decimal,
  concludedOn: day,
  evidence: z.string().nullable(),
  stating: z.string(),
  shares: z.array(z.strictObject({ manager: managerShown, percent: z.string(), amount: decimal })),
  providerOn: day.nullable(),
  takerOn: day.nullable(),
  /** Confirmed by both, and of a deal made here the contract is registered. */
  counts: z.boolean(),
  disputes: z.array(dispute),
  /** How many others between the same parties may be the same deal; `like`: those of them that the reader reads. */
  alike: z.number().int(),
  like: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      state: z.enum(life.states),
      amount: decimal,
      concludedOn: day,
      provider: z.string(),
      taker: z.string(),
    }),
  ),
  statedOn: day,
});

export const shareRecords = recordKind({
  life,
  path: '/deal-shares',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(100).optional(),
    manager: z.uuid().optional(),
    deal: z.uuid().optional(),
    counts: z.literal('yes').optional(),
    disputed: z.literal('yes').optional(),
  },
  readers: ['member', 'organizationAdmin', 'technologyManager', 'bureauOfficer', 'auditAdmin'],
});

export const notCarried = refusal('dealShare.notCarried', 409, 'dealShares:refusals.notCarried');
export const statedAlready = refusal('dealShare.statedAlready', 409, 'dealShares:refusals.statedAlready');
/** The same contract, by its number and its parties, whoever stated it. */
export const sameContract = refusal('dealShare.sameContract', 409, 'dealShares:refusals.sameContract');
export const confirmedAlready = refusal('dealShare.confirmedAlready', 409, 'dealShares:refusals.confirmedAlready');

/** What cannot be said of shares: the field and its words. */
export function shareFault(of: readonly Share[]): { path: string; code: string } | null {
  const zero = of.findIndex((one) => compare(one.percent, '0') <= 0);
  if (zero >= 0) return { path: `shares.${zero}.percent`, code: 'nothing' };
  if (new Set(of.map((one) => one.manager)).size < of.length) return { path: 'shares', code: 'twice' };
  return compare(sum(of.map((one) => one.percent)), '100') === 0 ? null : { path: 'shares', code: 'sum' };
}

type Row = { title: string };
const parties = [{ ofKind: 'provider' }, { ofKind: 'taker' }];
export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  { after: ['create', 'restate'], to: [...parties, 'named'], topic: 'deals', words: 'dealShares:tells.stated' },
  { after: 'confirm', to: ['named'], topic: 'deals', words: 'dealShares:tells.confirmed' },
  { after: 'dispute', to: [...parties, 'named'], topic: 'deals', words: 'dealShares:tells.disputed' },
  { after: 'withdraw', to: [...parties, 'named'], topic: 'deals', words: 'dealShares:tells.withdrawn' },
];
