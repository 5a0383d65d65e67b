// Facts of the register of premises: floor areas and workplaces that an organization runs on the last day of a period, by what they are run as.
import { type Extent, type Totals, totalsOf, type Use } from '../../../organizations/premises.ts';
import { premisesStanding } from '../../../organizations/server/index.ts';
import type { Fact } from '../../fact.ts';
import type { Source } from './open.ts';
import { type FactPorts, listAt, saidOf } from './source.ts';

/** What each fact tells, of places run as what; `null`: of all that the organization runs. */
const facts: Readonly<Record<string, { use: Use | null; of: (totals: Totals) => string | null }>> = {
  'premises.area': { use: null, of: ({ area }) => area },
  'premises.incubationArea': { use: 'incubation', of: ({ area }) => area },
  'premises.incubationSharedArea': { use: 'incubation', of: ({ sharedArea }) => sharedArea },
  'premises.makerSpaceArea': { use: 'makerSpace', of: ({ area }) => area },
  'premises.makerSpaceSeats': { use: 'makerSpace', of: ({ seats }) => (seats === null ? null : String(seats)) },
};

export function premisesSource({ say, sameAs }: FactPorts): Source {
  return {
    codes: Object.keys(facts),
    tables: [],
    async read({ organization, to }, on) {
      const standing = await premisesStanding(on, sameAs(organization), { day: to, use: null });
      const read = ({ use, of }: (typeof facts)[string]): Fact | null => {
        const run = standing.filter((one: Extent) => use === null || one.use === use);
        // An organization without any here has said nothing: that is typed, not nought.
        const totals = totalsOf(run);
        const value = totals && of(totals);
        if (totals === null || value === null) return null;
        const address = listAt('/premises', { organization, on: to, ...(use === null ? {} : { use }) });
        return { value, words: saidOf(say, 'premises', { count: totals.count, on: to }), address };
      };
      return { facts: Object.fromEntries(Object.entries(facts).map(([code, one]) => [code, read(one)])), rows: {} };
    },
  };
}
