// The invented city's yearly returns of maker spaces, which end with their signed and stamped copies: most have it, some do not yet. Made last: nothing else follows from it.
import { addDays, yearOf } from './platform/shared/dates.ts';
import type { Deed } from './seed-deed.ts';
import type { Making, Organizations } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';

const form = 'maker-space-year';
type Around = Omit<Making, 'names' | 'invented'> & { organizations: Organizations; recognitions: readonly Deed[] };
/** Returns of each year that is over, of those whose titles have stood since before it, and the copies of some. */
export function makeSealed(of: Around): Deed[] {
  const { organizations, chance, calendar, last } = of;
  const deeds: Deed[] = [];
  // Whoever acts for the first organization in the demo has one to seal.
  const [first] = organizations.bodies;
  for (const key of new Set([...(first ? [first.key] : []), ...holdersOf(of)])) {
    const region = organizations.bodies.find((one) => one.key === key)?.region ?? '';
    const size = sizeOf(chance);
    for (let year = yearOf(calendar.first); year <= yearOf(last); year += 1) {
      const given = givenOf(size, 1 + 0.06 * (year - yearOf(calendar.first)), chance);
      const own = lifeOf({ name: `maker space ${key} ${year}`, key, region, year, given }, calendar, chance);
      const accepted = own.at(-1);
      // Of the year before last all but one in ten; of the last two thirds.
      const gives = chance.happens(year === yearOf(last) - 1 ? 0.66 : 0.9) && key !== first?.key;
      const copy = accepted && {
        at: calendar.after(calendar.dayOf(accepted.at), chance.int(1, 6), chance),
        typed: chance.happens(0.1),
      };
      deeds.push(...own.map((one) => (gives && copy && one === accepted ? { ...one, copy } : one)));
    }
  }
  return deeds;
}

function holdersOf({ organizations, recognitions }: Around): string[] {
  const changed = new Set(recognitions.filter(({ action }) => ['void', 'remove', 'move'].includes(action)).map(({ key }) => key));
  return recognitions.flatMap(({ key, action, input, refers }) => {
    const stands = action === 'create' && input['kind'] === 'makerSpace' && input['stage'] === 'recognised' && !changed.has(key);
    const holder = refers?.['organization'];
    return stands && organizations.bodies.some((one) => one.key === holder) && holder !== undefined ? [holder] : [];
  });
}

type Size = ReturnType<typeof sizeOf>;
const sizeOf = (chance: Chance) => ({
  seats: chance.int(60, 400),
  teams: chance.int(4, 30),
  firms: chance.int(6, 25),
  fee: chance.int(60, 300),
  /** People of a team, and of a firm. */
  people: [chance.int(3, 6), chance.int(4, 9)] as const,
  staff: chance.int(6, 14),
  mentors: chance.int(10, 30),
  events: chance.int(20, 60),
  funded: chance.int(2, 5),
  invests: chance.happens(0.3),
});

/** Cells as the form writes them: thousand yuan, whole persons. A year is much like the one before: what leaps would have to be explained. */
function givenOf(size: Size, growth: number, chance: Chance): Record<string, string> {
  const about = (of: number) => Math.max(1, Math.round(of * growth * (0.95 + 0.1 * chance.next())));
  const { seats, fee, people, staff, mentors, events, funded } = size;
  const [teams, firms] = [about(size.teams), about(size.firms)];
  const parts = {
    serviceRevenue: about(3 * fee),
    investmentRevenue: size.invests ? about(fee) : 0,
    rentRevenue: about(2 * fee),
    subsidies: about(fee),
    otherRevenue: 0,
  };
  const numbers = {
    seats: about(seats),
    area: about(seats * 8),
    teams,
    teamPeople: teams * people[0],
    firms,
    firmPeople: firms * people[1],
    firmsNew: Math.ceil(firms / 5),
    funded,
    fundedAmount: about(funded * 900),
    staff: about(staff),
    mentors: about(mentors),
    events: about(events),
    trainings: about(Math.round(events / 3)),
    revenue: Object.values(parts).reduce((sum, one) => sum + one, 0),
    ...parts,
  };
  return Object.fromEntries(Object.entries(numbers).map(([code, value]) => [code, String(value)]));
}

type One = { name: string; key: string; region: string; year: number; given: Record<string, string> };
/** Asked, handed in, accepted. */
function lifeOf({ name, key, region, year, given }: One, calendar: Making['calendar'], chance: Chance): Deed[] {
  const deeds: Deed[] = [];
  const asked = calendar.after(`${year + 1}-01-01`, 1, chance);
  let at = asked;
  const act = (action: string, days: number, input: object = {}, by: Pick<Deed, 'region' | 'refers'> = {}) => {
    const next = calendar.after(addDays(calendar.dayOf(at), days), 0, chance);
    at = next > at ? next : new Date(at.getTime() + 600_000);
    deeds.push({ of: 'statisticalReturn', key: name, action, at, input: { ...input }, ...by });
  };
  deeds.push({
    of: 'statisticalReturn',
    key: name,
    action: 'create',
    at: asked,
    input: { form, period: String(year) },
    refers: { organization: key },
  });
  act('submit', chance.int(4, 24), { whole: { items: given, explanations: {} } });
  act('acceptAtDistrict', chance.int(1, 6), {}, { region });
  act('accept', chance.int(1, 6));
  return deeds;
}
