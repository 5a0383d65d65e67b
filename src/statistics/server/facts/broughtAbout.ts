// Facts of contracts that an organization brought about between others, or by its technology managers. Where the register names it in none nothing is known.
import { broughtAboutIn } from '../../../contracts/server/index.ts';
import type { Fact } from '../../fact.ts';
import type { Source } from './open.ts';
import { daysOf, type FactPorts, listAt, money, none, saidOf } from './source.ts';

const codes = ['projects', 'amount', 'abroadAmount', 'large', 'firms', 'needs'].map((one) => `broughtAbout.${one}`);

/** Who mediates is named by the parties alone, if they name anybody: a register that is complete for contracts need not be so for this. */
export function broughtAboutSource({ say, complete, sameAs }: FactPorts): Source {
  return {
    codes,
    tables: [],
    async read(asked, on) {
      const { organization: broughtAboutBy, from: registeredFrom, to: registeredTo } = asked;
      const found = complete('contracts', registeredFrom, registeredTo)
        ? await broughtAboutIn(on, { ...asked, same: sameAs(broughtAboutBy) })
        : null;
      if (found === null || found.count === 0) return { facts: none(codes), rows: {} };
      const fact = (value: number | string, count: number, more: Record<string, string> = {}): Fact => ({
        value: String(value),
        words: saidOf(say, 'broughtAbout', { count, ...daysOf(asked) }),
        address: listAt('/contracts', { broughtAboutBy, registeredFrom, registeredTo, ...more }),
      });
      const { count, amount, abroad, large, firms, needs } = found;
      return {
        facts: {
          'broughtAbout.projects': fact(count, count),
          'broughtAbout.amount': fact(money(amount), count),
          'broughtAbout.abroadAmount': fact(money(abroad.amount), abroad.count, { abroad: 'yes' }),
          'broughtAbout.large': fact(large, large, { largeOn: registeredTo }),
          'broughtAbout.firms': fact(firms, needs, { toFirm: 'yes' }),
          'broughtAbout.needs': fact(needs, needs, { toFirm: 'yes' }),
        },
        rows: {},
      };
    },
  };
}
