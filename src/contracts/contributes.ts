// What a contract adds to the ledger: turnover and technology turnover, on the day of registration, where the seller reports on that day. Pure.
import { isZero, subtract } from '../platform/shared/money.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { Statement } from './contract.ts';
import type { Party, Terms } from './terms.ts';

const dimensions = ['type', 'field', 'industry', 'seller', 'buyer', 'signed'] as const;
/** 技术合同成交额: total amount of registered contracts. */
export const turnover = measure('turnover', 'CNY', 2, dimensions);
/** 技术交易额 of registered contracts. */
export const technologyTurnover = measure('technologyTurnover', 'CNY', 2, dimensions);
/** Registered contracts. */
export const contractCount = measure('contractCount', 'contract', 0, dimensions);

/** States in which a contract counts: one that its parties ended was registered all the same. */
export const counting: readonly string[] = ['registered', 'cancelled'];

type Stated = Pick<Terms, 'type' | 'technologyField' | 'industry' | 'signedOn'> & {
  state: string;
  seller: string;
  parties: readonly Pick<Party, 'role' | 'nature'>[];
  statements: readonly Statement[];
};
/** Where the seller reported over time; `root` is the city, for what lies in no known district. */
export type Facts = { seats: readonly Seat[]; root: string };

/**
 * The first statement in full, each later one as the difference to the one before, on its own day: with both figures to be seen. A
 * revoked contract adds nothing.
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
  return of.statements.flatMap((one, at) => {
    const before = of.statements[at - 1];
    const place = { on: one.on, region: regionOn(seats, one.on) ?? root, organization: of.seller, dimensions: said };
    const differences = [
      [turnover, before ? subtract(one.amount, before.amount) : one.amount],
      [technologyTurnover, before ? subtract(one.technologyAmount, before.technologyAmount) : one.technologyAmount],
      [contractCount, before ? '0' : '1'],
    ] as const;
    return differences
      .filter(([, amount]) => !isZero(amount))
      .map(([what, amount]) => entry({ measure: what, amount, ...place }));
  });
}
