// Places that the invented city's incubators and maker spaces run: one from before its first day, a second one of some, areas that change. Made last: nothing else follows from it.
import { addDays } from './platform/shared/dates.ts';
import type { Deed } from './seed-deed.ts';
import type { Body, Making, Organizations } from './seed-organizations.ts';
import { chanceOf } from './seed-random.ts';
import { makeTenants } from './seed-tenants.ts';

type Around = Making & { organizations: Organizations; recognitions: readonly Deed[]; tenants: readonly Deed[] };
/** Maker spaces that keep their places here; of incubators those that keep their tenants. */
const makerSpaces = 5;

type Homes = Omit<Making, 'chance'> &
  Pick<Around, 'organizations' | 'recognitions'> & { random: number; holding: ReadonlySet<string> };
/** Tenants of incubators, and the places where they are. */
export function makeHomes({ random, holding, ...of }: Homes): Deed[] {
  const tenants = makeTenants({ ...of, chance: chanceOf(random, 'tenants'), holding });
  return [...tenants, ...makePremises({ ...of, chance: chanceOf(random, 'premises'), tenants })];
}

function makePremises(of: Around): Deed[] {
  const { organizations, recognitions, tenants, size } = of;
  const incubators = new Set(tenants.flatMap(({ by }) => by?.organization ?? []));
  const spaces = recognitions.flatMap(({ action, input, refers }) =>
    action === 'create' && input['kind'] === 'makerSpace' && input['stage'] === 'recognised'
      ? (refers?.['organization'] ?? [])
      : [],
  );
  const others = [...new Set(spaces)].filter((key) => !incubators.has(key)).slice(0, Math.round(makerSpaces * Math.min(size, 1)));
  const deeds: Deed[] = [];
  const bodyOf = (key: string) => organizations.bodies.find((one) => one.key === key);
  for (const key of incubators) {
    const home = bodyOf(key);
    if (!home) continue;
    place(of, { home, at: 0, use: 'incubation' }, deeds);
    if (of.chance.happens(0.5)) place(of, { home, at: 1, use: 'incubation' }, deeds);
  }
  for (const key of others) {
    const home = bodyOf(key);
    if (home) place(of, { home, at: 0, use: 'makerSpace' }, deeds);
  }
  return deeds;
}

type One = { home: Body; at: number; use: 'incubation' | 'makerSpace' };
function place({ chance, calendar, invented }: Around, { home, at, use }: One, deeds: Deed[]): void {
  const { addresses, roads, buildings, phases, leases } = invented.premises;
  const key = `premises ${home.key} ${at}`;
  const by = { organization: home.key, member: true as const };
  // After its organization was entered, whenever that was.
  const begins = calendar.after(calendar.dayOf(home.at), chance.int(5, 20) + 2 * at, chance);
  const openedOn = addDays(calendar.dayOf(home.at), -chance.int(100, 1500));
  // The first place holds all the tenants that are there.
  const hundreds = use === 'makerSpace' ? chance.int(4, 25) : at === 0 ? chance.int(140, 260) : chance.int(30, 80);
  const areas = (of: number) => ({
    use,
    tenure: chance.pick(['owned', 'leased', 'leased', 'free'] as const),
    area: String(of * 100),
    tenantArea: use === 'makerSpace' ? null : String(Math.round(of * 70)),
    sharedArea: use === 'makerSpace' ? null : String(Math.round(of * 12)),
    seats: use === 'makerSpace' ? of * 12 : null,
  });
  const document = chance.pick(leases);
  const address = addresses
    .replace('{road}', chance.pick(roads))
    .replace('{number}', String(chance.int(1, 199)))
    .replace('{building}', chance.pick(buildings));
  const create = {
    name: phases[at] ?? home.name,
    address,
    region: home.region,
    openedOn,
    ...areas(hundreds),
    document,
  };
  deeds.push({ of: 'premises', key, action: 'create', at: begins, input: create, by });
  if (!chance.happens(0.4)) return;
  const on = addDays(calendar.dayOf(begins), chance.int(150, 500));
  const said = { on, ...areas(hundreds + chance.int(2, 40)), document };
  deeds.push({ of: 'premises', key, action: 'change', at: calendar.after(on, chance.int(1, 9), chance), input: said, by });
}
