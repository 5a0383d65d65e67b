// The invented city's organizations: founded, renamed, moved, entered twice and merged. Their titles are in seed-recognitions.ts.
import { addDays, daysBetween } from './platform/shared/dates.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented, OrganizationSort } from './seed-invented.ts';
import type { Names } from './seed-names.ts';
import type { Chance } from './seed-random.ts';

export type Body = { key: string; name: string; kind: string; industry: string; region: string; at: Date; creditCode: string };
export type Making = { invented: Invented; names: Names; chance: Chance; calendar: Calendar; size: number; last: string };
export type Organizations = ReturnType<typeof makeOrganizations>;

const standingShare = 0.78;

/** All organizations; what others then hold decides who may move or be merged (`histories`). */
export function makeOrganizations({ invented, names, chance, calendar, size, last }: Making) {
  const deeds: Deed[] = [];
  const bodies: Body[] = [];
  const sorts = invented.organizations.sorts.map((one) => [one, one.share] as const);
  const regions = Object.entries(invented.regions);

  function add(
    of: { name: string; kind: string; industry: string; department: string; region: string; size: string },
    at: Date,
  ): Body {
    const creditCode = names.creditCode(of.department, of.region);
    const body = {
      key: `organization ${bodies.length}`,
      name: of.name,
      kind: of.kind,
      industry: of.industry,
      region: of.region,
      at,
      creditCode,
    };
    const contact = chance.happens(0.4)
      ? { contactName: names.person(creditCode), contactEmail: `${creditCode.toLowerCase()}@${invented.mailDomain}` }
      : {};
    const { name, kind, industry, region, size: bodySize } = of;
    bodies.push(body);
    deeds.push({
      of: 'organization',
      key: body.key,
      action: 'create',
      at,
      input: { name, creditCode, region, industry, size: bodySize, kind, ...contact },
    });
    return body;
  }

  const day = (founded: boolean): Date => {
    if (!founded) return calendar.after(calendar.first, chance.int(4, 11), chance);
    return calendar.after(addDays(calendar.first, chance.int(20, daysBetween(calendar.first, last))), chance.int(1, 6), chance);
  };
  // The well-known ones come first, in the pack's order: the first of all is the one that demo accounts act for.
  const opening = calendar.after(calendar.first, 1, chance);
  for (const [index, one] of invented.organizations.fixed.entries()) {
    add(one, new Date(opening.getTime() + index * 120_000));
  }
  for (let made = 0; made < invented.organizations.count * size; made++) {
    const sort: OrganizationSort = chance.weighted(sorts);
    const [industry, line] = chance.pick(sort.lines);
    const name = names.organization(line, chance.weighted(sort.forms));
    const { kind, department } = sort;
    add(
      { name, kind, industry, department, region: chance.weighted(regions), size: chance.weighted(invented.sizes) },
      day(!chance.happens(standingShare)),
    );
  }

  return {
    deeds,
    bodies,
    /** An organization made for a title of its own. */
    addFor: (name: string, region: string, at: Date) =>
      add(
        {
          name,
          kind: 'newRdInstitution',
          industry: '7320',
          department: chance.pick(['12', '52', '91']),
          region,
          size: chance.weighted(invented.sizes),
        },
        at,
      ),
    addGlobal: (name: string, region: string, at: Date) =>
      add({ name, kind: 'globalOrganization', industry: '7519', department: '91', region, size: 'medium' }, at),
    /** What happened to them later; whoever holds a title or a technology manager stays where it is. */
    histories: (holding: ReadonlySet<string>) => historiesOf({ invented, names, chance, calendar, size, last }, bodies, holding),
  };
}

/** Edits, former names, moves and duplicates, each of other organizations. */
function historiesOf(
  { invented, names, chance, calendar, size, last }: Making,
  bodies: readonly Body[],
  holding: ReadonlySet<string>,
): Deed[] {
  const deeds: Deed[] = [];
  const free = chance.some(
    bodies.filter((one) => !holding.has(one.key) && calendar.dayOf(one.at) < addDays(last, -200)),
    bodies.length,
  );
  const take = (share: number) => free.splice(0, Math.round(invented.organizations.count * size * share));
  const later = (one: Body, least: number): string => {
    const from = addDays(calendar.dayOf(one.at), least);
    return addDays(from, chance.int(0, Math.max(1, daysBetween(from, last) - 60)));
  };
  const act = (key: string, action: string, at: Date, input: Record<string, unknown>, refers?: Record<string, string>) =>
    deeds.push({ of: 'organization', key, action, at, input, ...(refers ? { refers } : {}) });
  for (const one of take(0.05))
    act(one.key, 'edit', calendar.after(later(one, 30), 0, chance), { size: chance.weighted(invented.sizes) });
  for (const one of take(0.03)) {
    const sort = invented.organizations.sorts.find((each) => each.kind === one.kind);
    if (!sort) continue;
    const name = names.organization(chance.pick(sort.lines)[1], chance.weighted(sort.forms));
    act(one.key, 'edit', calendar.after(later(one, 60), 0, chance), { name, formerNames: [one.name] });
  }
  const regions = Object.entries(invented.regions);
  for (const one of take(0.025)) {
    const on = calendar.workday(later(one, 40));
    const region = chance.weighted(regions.filter(([id]) => id !== one.region));
    act(one.key, 'move', calendar.after(on, chance.int(1, 12), chance), { region, on });
  }
  deeds.push(...duplicatesOf(take(0.006), { invented, chance, calendar, later }));
  return deeds;
}

type Duplicating = Pick<Making, 'invented' | 'chance' | 'calendar'> & { later: (one: Body, least: number) => string };

/** Entered a second time under another form of the place, without a code, and found to be the same weeks later. */
function duplicatesOf(bodies: readonly Body[], { invented, chance, calendar, later }: Duplicating): Deed[] {
  const places = invented.places.map(([place]) => place).sort((a, b) => b.length - a.length);
  return bodies.flatMap((one): Deed[] => {
    const place = places.find((each) => one.name.startsWith(each));
    const other = places.find((each) => each !== place);
    if (place === undefined || other === undefined) return [];
    const key = `${one.key} again`;
    const entered = calendar.after(later(one, 30), 0, chance);
    const merged = calendar.after(calendar.dayOf(entered), chance.int(20, 90), chance);
    return [
      {
        of: 'organization',
        key,
        action: 'create',
        at: entered,
        input: { name: other + one.name.slice(place.length), region: one.region },
      },
      { of: 'organization', key, action: 'merge', at: merged, input: {}, refers: { into: one.key } },
    ];
  });
}
