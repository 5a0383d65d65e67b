// Money received on a registered contract, and the technical income in it (技术性收入): shapes, limits, what is due. Pure; decimal strings of yuan.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { add, compare, isZero, money, multiply, ratio, scaled, subtract, sum } from '../platform/shared/money.ts';
import { recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import type { Terms } from './terms.ts';

/** Of one contract. */
export const mostReceipts = 500;
const said = {
  on: day.meta({ title: 'contracts:receipt.on' }),
  amount: money.meta({ title: 'contracts:receipt.amount', unit: 'CNY' }),
  /** Line of the payment schedule, from 1; null for what belongs to none. */
  instalment: z.number().int().min(1).max(100).nullable().default(null).meta({ title: 'contracts:receipt.instalment' }),
  /** Of it for technology, where it was itemised; else its share follows from the two amounts of the contract. */
  technologyAmount: money.nullable().default(null).meta({ title: 'contracts:receipt.technologyAmount', unit: 'CNY' }),
  note: line(300).nullable().default(null).meta({ title: 'contracts:receipt.note' }),
};
export const ReceiptInput = z.strictObject(said);
export type Receipt = z.output<typeof ReceiptInput> & { number: number /** Why it does not hold. */; voided: string | null };
/** What a registrar has confirmed of payments up to a day. */
export type Confirmation = { through: string; on: string; receipts: string; income: string; note: string | null };
export const shownReceipt = z.strictObject({
  number: z.number().int(),
  on: day,
  amount: money,
  instalment: z.number().int().nullable(),
  technologyAmount: money.nullable(),
  note: z.string().nullable(),
  voided: z.string().nullable(),
  /** Technical income in it, computed or as itemised. */
  income: money,
});
export const shownConfirmation = z.strictObject({
  through: day,
  on: day,
  receipts: money,
  income: money,
  note: z.string().nullable(),
});

const reason = z.string().trim().min(1).max(2000).meta({ title: 'contracts:reason' });
const paid = ['registered', 'cancelled'] as const;
/** Actions of the contract's life: the seller says what came in, a registrar confirms it where payments are asked for. */
export const receiptSteps = {
  noteReceipt: { from: paid, to: 'same', by: 'seller', input: ReceiptInput, counts: true },
  voidReceipt: {
    from: paid,
    to: 'same',
    by: 'seller',
    input: z.strictObject({ number: z.number().int().min(1).meta({ title: 'contracts:receipt.number' }), reason }),
    counts: true,
  },
  confirmIncome: {
    from: paid,
    to: 'same',
    by: 'registrar',
    input: z.strictObject({ through: day.meta({ title: 'contracts:receipt.through' }), note: said.note }),
  },
  undoConfirmation: { from: paid, to: 'same', by: 'registrar', input: z.strictObject({ reason }) },
} as const;

export type Amounts = Pick<Terms, 'amount' | 'technologyAmount' | 'paymentMode'>;
/** Paid by what is sold: its amounts come to be known, and nothing limits what is received. */
export const isRoyalty = ({ paymentMode }: Pick<Terms, 'paymentMode'>): boolean =>
  paymentMode === 'royalty' || paymentMode === 'royaltyWithEntryFee';
export const holding = (all: readonly Receipt[]): Receipt[] => all.filter((one) => one.voided === null);

/**
 * Technical income of each receipt that holds, in the order of their days: as itemised, else its share by technology amount and
 * total. Shares are rounded on what has come in so far, so that their sum is right to the fen; together they are never more than
 * the technology amount where nothing is paid by what is sold.
 */
export function incomes(receipts: readonly Receipt[], of: Amounts): Map<number, string> {
  const total = of.amount !== null && !isZero(of.amount) ? of.amount : null;
  const share = (amount: string): string =>
    total === null || of.technologyAmount === null ? amount : (ratio(multiply(amount, of.technologyAmount), total, 2) ?? amount);
  const limit = isRoyalty(of) || total === null ? null : of.technologyAmount;
  const found = new Map<number, string>();
  let [shared, before] = ['0', '0'];
  for (const one of inOrder(holding(receipts))) {
    const earlier = share(shared);
    if (one.technologyAmount === null) shared = add(shared, one.amount);
    const own = one.technologyAmount ?? subtract(share(shared), earlier);
    const left = limit === null ? own : subtract(limit, before);
    const income = compare(own, left) > 0 ? left : own;
    found.set(one.number, scaled(compare(income, '0') < 0 ? '0' : income, 2));
    before = add(before, found.get(one.number) ?? '0');
  }
  return found;
}

const inOrder = (all: readonly Receipt[]): Receipt[] =>
  [...all].sort((a, b) => (a.on === b.on ? a.number - b.number : a.on < b.on ? -1 : 1));

export const dueStates = ['paid', 'partly', 'late', 'due', 'open'] as const;
export const shownDue = z.strictObject({
  number: z.number().int(),
  on: day.nullable(),
  condition: z.string().nullable(),
  amount: money,
  paid: money,
  state: z.enum(dueStates),
});
export type Due = z.output<typeof shownDue>;
/** Each instalment with what came in for it. One without a day is open until it is paid. */
export function dues(schedule: Terms['schedule'], receipts: readonly Receipt[], today: string): Due[] {
  return schedule.map(({ on, condition, amount }, at) => {
    const number = at + 1;
    const mine = holding(receipts).filter((one) => one.instalment === number);
    const paid = scaled(sum(mine.map((one) => one.amount)), 2);
    const whole = compare(paid, amount) >= 0;
    const late = on !== null && on < today;
    const state = whole ? 'paid' : late ? 'late' : isZero(paid) ? (on === null ? 'open' : 'due') : 'partly';
    return { number, on, condition, amount: scaled(amount, 2), paid, state };
  });
}

export const sumOf = (receipts: readonly Receipt[]): string => scaled(sum(holding(receipts).map((one) => one.amount)), 2);

/** The receipts of a contract as a sheet. */
export const getReceiptsSheet = route({
  method: 'GET',
  path: '/contracts/:id/receipts.xlsx',
  summary: 'contracts:routes.receipts',
  access: 'signedIn',
  params: recordId,
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const confirmedThrough = refusal('contract.confirmedThrough', 409, 'contracts:refusals.confirmedThrough');
export const tooManyReceipts = refusal('contract.tooManyReceipts', 409, 'contracts:refusals.tooManyReceipts');
