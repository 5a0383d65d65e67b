// What comes in on a contract: noted and voided by its seller, confirmed up to a day by a registrar. Statements are added, never rewritten.
import type { Selectable } from 'kysely';
import { wrongField } from '../../platform/shared/errors.ts';
import { compare, scaled, sum } from '../../platform/shared/money.ts';
import {
  type Confirmation,
  confirmedThrough,
  holding,
  incomes,
  isRoyalty,
  mostReceipts,
  type Receipt,
  sumOf,
  tooManyReceipts,
} from '../receipts.ts';
import type { Contracts as Table } from './tables.ts';

type Row = Selectable<Table>;
type Doing = { record: Row; day: string };

/** The amounts of a row as receipts are measured by them. */
export const amountsOf = (row: Row) => ({
  amount: row.amount,
  technologyAmount: row.technology_amount,
  paymentMode: row.payment_mode,
});

/** What a registrar has confirmed does not change under it. */
function notConfirmed({ confirmations }: Row, on: string): void {
  const last = confirmations.at(-1);
  if (last && on <= last.through) throw confirmedThrough({ on: last.through });
}

export function noteReceipt({ record, input, day }: Doing & { input: Omit<Receipt, 'number' | 'voided'> }) {
  const { on, instalment } = input;
  if (record.receipts.length >= mostReceipts) throw tooManyReceipts({ most: mostReceipts });
  if (on > day) throw wrongField('on', 'inFuture', 'contracts:wrong.inFuture', { on, today: day });
  if (record.signed_on !== null && on < record.signed_on)
    throw wrongField('on', 'beforeSigning', 'contracts:wrong.beforeSigning', { on: record.signed_on });
  notConfirmed(record, on);
  const amount = scaled(input.amount, 2);
  if (compare(amount, '0') <= 0) throw wrongField('amount', 'notPositive', 'contracts:wrong.notPositive');
  if (instalment !== null && instalment > record.schedule.length)
    throw wrongField('instalment', 'unknown', 'contracts:wrong.instalment', { count: record.schedule.length });
  const technologyAmount = input.technologyAmount === null ? null : scaled(input.technologyAmount, 2);
  if (technologyAmount !== null && compare(technologyAmount, amount) > 0)
    throw wrongField('technologyAmount', 'aboveReceipt', 'contracts:wrong.aboveReceipt', { amount });
  const receipts: Receipt[] = [
    ...record.receipts,
    { ...input, amount, technologyAmount, number: record.receipts.length + 1, voided: null },
  ];
  withinLimits(record, receipts);
  return { receipts };
}

/** Not more than the contract, and as technical income not more than its technology amount; nothing limits what is paid by sales. */
function withinLimits(record: Row, receipts: readonly Receipt[]): void {
  if (isRoyalty({ paymentMode: record.payment_mode }) || record.amount === null) return;
  if (compare(sumOf(receipts), record.amount) > 0)
    throw wrongField('amount', 'receiptsAbove', 'contracts:wrong.receiptsAbove', {
      amount: record.amount,
      received: sumOf(record.receipts),
    });
  const itemised = sum(holding(receipts).flatMap((one) => one.technologyAmount ?? []));
  if (record.technology_amount !== null && compare(itemised, record.technology_amount) > 0)
    throw wrongField('technologyAmount', 'incomeAbove', 'contracts:wrong.incomeAbove', { amount: record.technology_amount });
}

export function voidReceipt({ record, input }: Doing & { input: { number: number; reason: string } }) {
  const found = record.receipts.find((one) => one.number === input.number && one.voided === null);
  if (!found) throw wrongField('number', 'unknown', 'contracts:wrong.receipt');
  notConfirmed(record, found.on);
  return { receipts: record.receipts.map((one) => (one === found ? { ...one, voided: input.reason } : one)) };
}

export type Confirming = { through: string; note: string | null };
export function confirmIncome({ record, input, day }: Doing & { input: Confirming }) {
  const { through, note } = input;
  if (through > day) throw wrongField('through', 'inFuture', 'contracts:wrong.inFuture', { on: through, today: day });
  notConfirmed(record, through);
  const included = holding(record.receipts).filter((one) => one.on <= through);
  if (included.length === 0) throw wrongField('through', 'nothing', 'contracts:wrong.nothingReceived');
  const each = incomes(record.receipts, amountsOf(record));
  const income = scaled(sum(included.map((one) => each.get(one.number) ?? '0')), 2);
  const confirmation: Confirmation = { through, on: day, receipts: sumOf(included), income, note };
  return { confirmations: [...record.confirmations, confirmation] };
}

export function undoConfirmation({ record }: Doing) {
  if (record.confirmations.length === 0) throw wrongField('reason', 'nothing', 'contracts:wrong.nothingConfirmed');
  return { confirmations: record.confirmations.slice(0, -1) };
}
