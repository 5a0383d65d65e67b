// Tenants of a few of the invented city's incubators, the one that demo accounts act for among them, and what they answered of the last years. Made last: nothing else follows from it.
import { addDays, yearOf } from './platform/shared/dates.ts';
import type { Deed, SeededAsk } from './seed-deed.ts';
import type { Body, Making, Organizations } from './seed-organizations.ts';

type Around = Making & { organizations: Organizations; recognitions: readonly Deed[]; holding: ReadonlySet<string> };
/** Incubators that keep their tenants here, and tenants of each. */
const [incubators, tenantsOfEach] = [4, 16];

export function makeTenants(of: Around): Deed[] {
  const { organizations, recognitions, holding, chance, calendar, size } = of;
  const [first] = organizations.bodies;
  const changed = new Set(recognitions.filter(({ action }) => ['void', 'remove', 'move'].includes(action)).map(({ key }) => key));
  const titles = recognitions.filter(
    ({ key, action, input, refers }) =>
      action === 'create' && input['kind'] === 'incubator' && input['stage'] === 'recognised' && refers && !changed.has(key),
  );
  const bodyOf = (key: string | undefined) => organizations.bodies.find((one) => one.key === key);
  // The one that demo accounts act for runs an incubator in its district: the title of another there becomes its own.
  const own = titles.find(({ refers }) => bodyOf(refers?.['organization'])?.region === first?.region);
  if (own && first) own.refers = { ...own.refers, organization: first.key };
  const homes = [own, ...titles.filter((one) => one !== own)].flatMap((one) => bodyOf(one?.refers?.['organization']) ?? []);
  const known = chance.some(
    organizations.bodies.filter(
      (one) => holding.has(one.key) && one.kind === 'serviceOrganization' && calendar.dayOf(one.at) < addDays(calendar.first, 25),
    ),
    200,
  );
  const deeds: Deed[] = [];
  for (const home of [...new Set(homes)].slice(0, Math.max(1, Math.round(incubators * Math.min(size, 1)))))
    for (let made = 0; made < tenantsOfEach; made++)
      tenantOf(of, { home, made, body: made % 5 === 2 ? known.pop() : undefined }, deeds);
  return deeds;
}

type One = { home: Body; made: number; body: Body | undefined };
function tenantOf(of: Around, { home, made, body }: One, deeds: Deed[]): void {
  const asks: SeededAsk[] = [];
  const { names, chance, calendar, invented, last } = of;
  const key = `tenancy ${home.key} ${made}`;
  const begins = calendar.after(calendar.first, chance.int(30, 50), chance);
  const sort = chance.pick(invented.organizations.sorts);
  const [, line] = chance.pick(sort.lines);
  const name = body?.name ?? names.organization(line, chance.weighted(sort.forms));
  const joinedOn = addDays(calendar.first, -chance.int(20, 900));
  const highTech = chance.happens(0.3) ? addDays(calendar.first, -chance.int(100, 500)) : null;
  const input = {
    name,
    creditCode: body ? null : names.creditCode(sort.department, home.region),
    joinedOn,
    area: String(chance.int(4, 60) * 10),
    highTechFrom: highTech,
    highTechTo: highTech === null ? null : addDays(highTech, 3 * 365 + 300),
    returnees: chance.happens(0.2) ? 'yes' : 'no',
    students: chance.happens(0.25) ? 'yes' : 'no',
  };
  const by = { organization: home.key, member: true as const };
  const act = (action: string, at: Date, said: Record<string, unknown>) =>
    deeds.push({
      of: 'tenancy',
      key,
      action,
      at,
      input: said,
      by,
      ...(action === 'create' ? { asks, ...(body ? { refers: { tenant: body.key } } : {}) } : {}),
    });
  act('create', begins, input);
  const leaves = made % 8 === 5 ? addDays(calendar.first, chance.int(100, 700)) : null;
  if (leaves !== null) {
    const how = made % 16 === 5 ? 'graduate' : 'leave';
    const said = how === 'leave' ? { on: leaves, reason: chance.pick(invented.reasons.leave) } : { on: leaves };
    act(how, calendar.after(leaves, chance.int(1, 9), chance), said);
  }
  const staff = chance.int(3, 40);
  for (const year of [yearOf(last) - 2, yearOf(last) - 1]) {
    if (leaves !== null && leaves <= `${year}-12-31`) continue;
    // Of the last year some have not answered yet.
    const answered = year < yearOf(last) - 1 || made % 4 !== 3;
    const at = calendar.after(`${year + 1}-01-04`, chance.int(0, 12), chance);
    const items = answersOf(of, { staff: staff + chance.int(-1, 6), highTech: highTech !== null, ...input });
    asks.push({ incubator: home.key, year, at, until: `${year + 1}-01-29`, items, answered });
  }
}

type Firm = { staff: number; highTech: boolean; returnees: string; students: string };
/** Figures in the units of the questions that hang together. */
function answersOf({ chance }: Around, { staff, highTech, returnees, students }: Firm): Record<string, string> {
  const revenue = staff * chance.int(60, 420);
  const ip = chance.int(1, 24);
  const funded = chance.happens(0.2) ? chance.int(5, 80) * 100 : 0;
  return {
    staff: String(staff),
    freshGraduates: String(Math.min(staff, chance.int(0, 4))),
    revenue: `${revenue}.5`,
    research: String(Math.round(revenue * (0.05 + chance.next() * 0.3))),
    fundedAmount: String(funded),
    fundedEver: funded > 0 || chance.happens(0.2) ? 'yes' : 'no',
    ip: String(ip),
    patents: String(chance.int(0, Math.min(ip, 6))),
    ipApplied: String(chance.int(0, 6)),
    ipGranted: String(Math.min(ip, chance.int(0, 4))),
    highTech: highTech ? 'yes' : 'no',
    techSme: chance.happens(0.6) ? 'yes' : 'no',
    returnees,
    students,
  };
}
