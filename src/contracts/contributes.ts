// What a contract adds to the ledger: turnover and technology turnover, on the day of registration, where the seller reports on that day. Pure.
import { isZero, subtract } from '../platform/shared/money.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { Statement } from './contract.ts';
import { incomes, type Receipt } from './receipts.ts';
import type { Party, Terms } from './terms.ts';

const dimensions = ['type', 'field', 'industry', 'seller', 'buyer', 'signed'] as const;
/** 技术合同成交额: total amount of registered contracts. */
export const turnover = measure('turnover', 'CNY', 2, dimensions);
/** 技术交易额 of registered contracts. */
export const technologyTurnover = measure('technologyTurnover', 'CNY', 2, dimensions);
/** Registered contracts. */
export const contractCount = measure('contractCount', 'contract', 0, dimensions);

/** 技术性收入: the technology in what was received on registered contracts, on the day it came in. */
export const technicalIncome = measure('technicalIncome', 'CNY', 2, dimensions);

/** States in which a contract counts: one that its parties ended was registered all the same. */
export const counting: readonly string[] = ['registered', 'cancelled'];

type Stated = Pick<
  Terms,
  'type' | 'technologyField' | 'industry' | 'signedOn' | 'amount' | 'technologyAmount' | 'paymentMode'
> & {
  state: string;
  seller: string;
  parties: readonly Pick<Party, 'role' | 'nature'>[];
  statements: readonly Statement[];
  receipts: readonly Receipt[];
};
/** Where the seller reported over time; `root` is the city, for what lies in no known district. */
export type Facts = { seats: readonly Seat[]; root: string };

/**
 * The first statement in full, each later one as the difference to the one before, on its own day: with both figures to be seen. A
 * revoked contract adds nothing. Beside them the technical income of what was received, on its day.
 */
export function contributes(of: Stated, { seats, root }: Facts): Posted[] {
  if (!counting.includes(of.state)) return [];
  const natureOf = (role: Party['role']) => of.parties.find((one) => one.role === role)?.nature ?? '';
  const said = {
    type: of.type ?? '',
    field: of.technologyField ?? '',
    industry: of.industry ?? '',
    seller: natureOf('seller'),
    buyer: natureOf('buyer'),
    signed: of.signedOn?.slice(0, 7) ?? '',
  };
  const placed = (on: string) => ({ on, region: regionOn(seats, on) ?? root, organization: of.seller, dimensions: said });
  const income = incomes(of.receipts, of);
  const received = of.receipts.flatMap(({ number, on }) => {
    const amount = income.get(number) ?? '0';
    return isZero(amount) ? [] : [entry({ measure: technicalIncome, amount, ...placed(on) })];
  });
  const registered = of.statements.flatMap((one, at) => {
    const before = of.statements[at - 1];
    const place = placed(one.on);
    const differences = [
      [turnover, before ? subtract(one.amount, before.amount) : one.amount],
      [technologyTurnover, before ? subtract(one.technologyAmount, before.technologyAmount) : one.technologyAmount],
      [contractCount, before ? '0' : '1'],
    ] as const;
    return differences
      .filter(([, amount]) => !isZero(amount))
      .map(([what, amount]) => entry({ measure: what, amount, ...place }));
  });
  return [...registered, ...received];
}
