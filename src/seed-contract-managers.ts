// Technology managers of the invented city's contracts: some one in twenty names one, who nearly always confirms; who has managers names one of its own. Not what the contracts say.
import { daysBetween } from './platform/shared/dates.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import { chanceOf } from './seed-random.ts';

type Making = {
  calendar: Calendar;
  random: number;
  contracts: readonly Deed[];
  people: readonly Deed[];
  reasons: readonly string[];
};
/** Of the contracts that end registered. */
const share = 0.055;
/** Of the contracts of a seller that has managers of its own: to bring about such is what a transfer organization is for. */
const ownShare = 0.15;
/** Of those who were asked; the others have not answered, or were not in it. */
const [confirming, declining] = [0.93, 0.03];
/** Managers who certainly have a valid certificate then. */
type Able = { key: string; from: Date; until: string; works: readonly { at: Date; organization: string }[] };

/** Name of the naming within the seed. */
export const namingOf = (contract: string): string => `naming of ${contract}`;

/** Asked some days after the contract was handed in, answered some days later. A choice of their own: the contracts stay as they were. */
export function makeNamings({ calendar, random, contracts, people, reasons }: Making): Deed[] {
  const able = ableOf(people);
  if (able.length === 0) return [];
  const deeds: Deed[] = [];
  for (const [key, life] of Map.groupBy(contracts, (one) => one.key)) {
    const chance = chanceOf(random, `manager of ${key}`);
    const submitted = life.find((one) => one.action === 'submit');
    const seller = life[0]?.by?.organization;
    const stands = life.some((one) => one.action === 'register') && !life.some((one) => one.action === 'revoke');
    if (!submitted || seller === undefined || !stands) continue;
    const own = able.filter((one) => worksFor(one, submitted.at) === seller);
    if (!chance.happens(own.length > 0 ? ownShare : share)) continue;
    const on = calendar.dayOf(submitted.at);
    const some = (own.length > 0 ? own : able).filter((one) => one.from < submitted.at && daysBetween(on, one.until) > 60);
    if (some.length === 0) continue;
    const naming = namingOf(key);
    const of = 'managerNaming';
    const asked = calendar.after(on, chance.int(1, 3), chance);
    // A few have many contracts, most have one.
    const manager = some[Math.floor(chance.next() ** 2 * some.length)]?.key ?? '';
    const refers = { contract: key, manager };
    deeds.push({ of, key: naming, action: 'create', at: asked, input: {}, refers, by: { organization: seller } });
    const answer = chance.next();
    const at = calendar.after(calendar.dayOf(asked), chance.int(1, 12), chance);
    if (answer < confirming) deeds.push({ of, key: naming, action: 'confirmManager', at, input: {} });
    else if (answer < confirming + declining)
      deeds.push({ of, key: naming, action: 'declineManager', at, input: { reason: chance.pick(reasons) } });
  }
  return deeds;
}

function ableOf(people: readonly Deed[]): Able[] {
  const gone = new Set(people.filter(({ action }) => action === 'erase' || action === 'void').map((one) => one.key));
  const works = Map.groupBy(
    people.flatMap(({ key, action, at, refers }) => {
      const ends = action === 'endAffiliation';
      return ends || action === 'affiliate' ? [{ key, at, organization: ends ? '' : (refers?.['organization'] ?? '') }] : [];
    }),
    (one) => one.key,
  );
  return people
    .filter((one) => one.of === 'technologyManager' && one.action === 'create' && !gone.has(one.key))
    .map((one) => ({ key: one.key, from: one.at, until: String(one.input['validTo']), works: works.get(one.key) ?? [] }));
}

const worksFor = ({ works }: Able, at: Date): string | undefined => works.findLast((one) => one.at <= at)?.organization;
