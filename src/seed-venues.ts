// Venues of the invented city's technology market, run by those that hold their titles; one proposed and not opened, one closed. And through which of them a listing comes.
import { addDays } from './platform/shared/dates.ts';
import { venueKinds } from './market/venue.ts';
import type { Deed } from './seed-deed.ts';
import type { Body, Making } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';

type Around = Pick<Making, 'calendar' | 'chance' | 'invented'> & {
  bodies: readonly Body[];
  recognitions: readonly Deed[];
  /** Why one was closed. */
  closed: string;
};
/** Open from that day on; `until` null: still. */
export type SeededVenue = { key: string; opened: string; until: string | null };
/** Of the demonstration organizations so many are venues too. */
const demonstrating = 4;

export function makeVenues(around: Around): { deeds: Deed[]; venues: SeededVenue[] } {
  const deeds: Deed[] = [];
  const venues: SeededVenue[] = [];
  let demonstrations = 0;
  for (const title of around.recognitions) {
    const { input, refers, action } = title;
    const kind = venueKinds.find((one) => one === input['kind']);
    const home = around.bodies.find(({ key }) => key === refers?.['organization']);
    if (action !== 'create' || kind === undefined || home === undefined) continue;
    if (kind === 'demonstrationTransferOrganization' && ++demonstrations > demonstrating) continue;
    venues.push(venueOf(around, { home, kind, name: String(input['title']), from: title.at, at: venues.length }, deeds));
  }
  return { deeds, venues };
}

type One = { home: Body; kind: (typeof venueKinds)[number]; name: string; from: Date; at: number };
function venueOf(
  { calendar, chance, invented, closed }: Around,
  { home, kind, name, from, at }: One,
  deeds: Deed[],
): SeededVenue {
  const key = `venue ${at}`;
  const later = home.at > from ? home.at : from;
  const proposed = calendar.after(calendar.dayOf(later), chance.int(5, 25), chance);
  const opened = calendar.after(calendar.dayOf(proposed), chance.int(5, 20), chance);
  const { addresses, roads, buildings } = invented.premises;
  const address = addresses
    .replace('{road}', chance.pick(roads))
    .replace('{number}', String(chance.int(1, 199)))
    .replace('{building}', chance.pick(buildings));
  const city = kind === 'regionalCentre' || kind === 'industryCentre';
  const input = { kind, name, territory: city ? null : home.region, fields: [], staff: chance.int(3, 18), address };
  const by = { organization: home.key, member: true as const };
  deeds.push({ of: 'venue', key, action: 'create', at: proposed, input, by });
  const on = calendar.dayOf(opened);
  deeds.push({ of: 'venue', key, action: 'open', at: opened, input: { on } });
  if (at !== 3) return { key, opened: on, until: null };
  const closing = calendar.after(on, 400, chance);
  const until = calendar.dayOf(closing);
  deeds.push({ of: 'venue', key, action: 'close', at: closing, input: { on: until, reason: closed }, by });
  return { key, opened: on, until };
}

/** A venue that was open some weeks before, for a good half of what is listed. */
export function venueFor(venues: readonly SeededVenue[], day: string, chance: Chance): SeededVenue | null {
  const open = venues.filter(({ opened, until }) => addDays(opened, 40) < day && (until === null || day < until));
  return open.length > 0 && chance.happens(0.6) ? chance.pick(open) : null;
}
