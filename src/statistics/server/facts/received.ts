// Facts of money that an organization noted as received on its registered contracts. Where it noted nothing nothing is known, which is not nought.
import { receivedIn } from '../../../contracts/server/index.ts';
import type { Fact } from '../../fact.ts';
import type { Source } from './open.ts';
import { daysOf, type FactPorts, listAt, money, none, saidOf } from './source.ts';

const [total, technical] = ['receipts.total', 'receipts.technical'] as const;

export function receivedSource({ say, complete, sameAs }: FactPorts): Source {
  return {
    codes: [total, technical],
    tables: [],
    async read(asked, on) {
      const found = complete('contracts', asked.from, asked.to)
        ? await receivedIn(on, { ...asked, same: sameAs(asked.organization) })
        : null;
      if (found === null) return { facts: none([total, technical]), rows: {} };
      const { organization: seller, from: receivedFrom, to: receivedTo } = asked;
      const words = saidOf(say, 'received', { count: found.contracts, ...daysOf(asked) });
      const address = listAt('/contracts', { seller, receivedFrom, receivedTo });
      const fact = (value: string): Fact => ({ value: money(value), words, address });
      return { facts: { [total]: fact(found.received), [technical]: fact(found.technical) }, rows: {} };
    },
  };
}
