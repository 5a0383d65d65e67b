// How a listing of the invented city lives: made by its owner, reviewed, confirmed as long as he cares, then closed, withdrawn or forgotten. Not what it says.
import { addDays } from './platform/shared/dates.ts';
import { confirmWithinDays } from './market/codes.ts';
import { ripening } from './market/listing.ts';
import type { Deed } from './seed-deed.ts';
import type { Body, Making } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';
import { type SeededVenue, venueFor } from './seed-venues.ts';

/** Results of public institutes say under which conditions they may be transferred. */
function conditioned(input: Record<string, unknown>, owner: Body): Record<string, unknown> {
  const institute = ['university', 'rdInstitution'].includes(owner.kind) || owner.creditCode.startsWith('12');
  if (!institute || !ripening.some((one) => one === input['sort'])) return input;
  const pricing = input['price'] === 'fixed' ? 'agreement' : 'exchange';
  return {
    ...input,
    transfer: { owner: 'institution', inventors: 3, stateFunded: owner.kind === 'university', offered: 'ordinary', pricing },
  };
}

export type Living = Pick<Making, 'calendar' | 'chance' | 'last'> & {
  /** All begin in so many last days; why some are closed, and why some are withdrawn. */
  of: { days: number; closed: readonly string[]; ended: readonly string[] };
  bodies: readonly Body[];
  venues: readonly SeededVenue[];
  /** Of the venues alone: what is listed stays what it was. */
  venueChance: Chance;
};
/** Made, reviewed, confirmed in time as long as its owner cares; then closed, withdrawn, or forgotten. */
export function live(around: Living, key: string, input: Record<string, unknown>, deeds: Deed[]): void {
  const { calendar, chance, bodies, last, of } = around;
  const owner = chance.pick(bodies);
  const began = addDays(last, -chance.int(1, of.days));
  const known = calendar.dayOf(owner.at);
  const by = { organization: owner.key, member: true as const };
  let at = calendar.after(began < known ? known : began, 7, chance);
  const next = (days: number) => (at = calendar.after(calendar.dayOf(at), days, chance));
  const act = (action: string, said: Record<string, unknown>, own = true) =>
    deeds.push({ of: 'listing', key: `listing ${key}`, action, at, input: said, ...(own ? { by } : {}) });
  const venue = venueFor(around.venues, calendar.dayOf(at), around.venueChance);
  const refers = venue === null ? {} : { refers: { venue: venue.key } };
  deeds.push({ of: 'listing', key: `listing ${key}`, action: 'create', at, input: conditioned(input, owner), by, ...refers });
  next(1);
  act('submit', { noSecret: true });
  next(chance.int(1, 5));
  act('publish', {}, false);
  while (calendar.dayOf(at) < last) {
    if (chance.happens(0.12)) {
      next(chance.int(20, confirmWithinDays - 30));
      if (chance.happens(0.7)) act('close', { outcome: 'agreed', reason: chance.pick(of.closed) });
      else act('withdraw', { reason: chance.pick(of.ended) });
      return;
    }
    // Forgotten: it expires by itself.
    if (chance.happens(0.05)) return;
    next(chance.int(confirmWithinDays - 35, confirmWithinDays - 10));
    act('confirm', {});
  }
}
