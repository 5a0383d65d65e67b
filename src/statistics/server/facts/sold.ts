// Facts of contracts that an organization registered as the seller: by how the technology was passed on, as they stood on the period's last day.
import { signedIn, soldIn, type Sum } from '../../../contracts/server/index.ts';
import { type Sale, sales } from '../../../contracts/sale.ts';
import { sum } from '../../../platform/shared/money.ts';
import type { Fact, FactsAsked } from '../../fact.ts';
import type { Source } from './open.ts';
import { daysOf, type FactPorts, listAt, money, none, saidOf } from './source.ts';

/** Count and amount of each sale, as items name them. */
const named = {
  transfer: ['contracts.transfers', 'contracts.transferAmount'],
  licence: ['contracts.licences', 'contracts.licenceAmount'],
  shares: ['contracts.investments', 'contracts.investmentAmount'],
  services: ['contracts.services', 'contracts.serviceAmount'],
} as const satisfies Record<Sale, readonly [string, string]>;
const turnover = 'contracts.turnover';
const codes = [...Object.values(named).flat(), turnover];

/** Null before the register is complete, and for a period of which a part is not. */
export function soldSource({ say, complete, sameAs }: FactPorts): Source {
  return {
    codes,
    tables: [],
    async read(asked, on) {
      if (!complete('contracts', asked.from, asked.to)) return { facts: none(codes), rows: {} };
      const sold = await soldIn(on, { ...asked, same: sameAs(asked.organization) });
      const fact = (value: string, count: number, sale: Sale | 'any'): Fact => ({
        value,
        words: saidOf(say, 'registered', { count, ...daysOf(asked) }),
        address: registeredAt(asked, sale),
      });
      const pairs = sales.flatMap((sale) => {
        const { count, amount } = sold[sale];
        const [counted, summed] = named[sale];
        return [[counted, fact(String(count), count, sale)] as const, [summed, fact(money(amount), count, sale)] as const];
      });
      const all: Sum = {
        count: sales.reduce((n, one) => n + sold[one].count, 0),
        amount: sum(sales.map((one) => sold[one].amount)),
      };
      return { facts: { ...Object.fromEntries(pairs), [turnover]: fact(money(all.amount), all.count, 'any') }, rows: {} };
    },
  };
}

const registeredAt = ({ organization, from, to }: FactsAsked, sale: string): string =>
  listAt('/contracts', { seller: organization, sale, registeredFrom: from, registeredTo: to });

const [signed, signedAmount] = ['contracts.signed', 'contracts.signedAmount'] as const;
/**
 * Registered contracts signed in the period: no item is filled by them, for a return also counts what was never registered. Another source for
 * who checks one: what is told there is no less.
 */
export function signedSource({ say, complete, sameAs }: FactPorts): Source {
  return {
    codes: [signed, signedAmount],
    tables: [],
    async read(asked, on) {
      if (!complete('contracts', asked.from, asked.to)) return { facts: none([signed, signedAmount]), rows: {} };
      const { count, amount } = await signedIn(on, { ...asked, same: sameAs(asked.organization) });
      const { organization: seller, from: signedFrom, to: signedTo } = asked;
      const words = saidOf(say, 'signed', { count, ...daysOf(asked) });
      const address = listAt('/contracts', { seller, sale: 'any', signedFrom, signedTo });
      const fact = (value: string): Fact => ({ value, words, address });
      return { facts: { [signed]: fact(String(count)), [signedAmount]: fact(money(amount)) }, rows: {} };
    },
  };
}
