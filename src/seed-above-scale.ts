// The invented city's list of organizations above scale, month by month as its totals say, and the revenues that the threshold is compared with.
import { thresholds } from './organizations/classification.ts';
import { addDays, yearOf } from './platform/shared/dates.ts';
import { multiply, scaled } from './platform/shared/money.ts';
import type { Deed } from './seed-deed.ts';
import { type Period, periodsOf } from './seed-figures.ts';
import type { Body, Making, Organizations } from './seed-organizations.ts';

const series = 'above-scale-organizations';
type Around = Making & { organizations: Organizations; random: number };
type Listed = { key: string; region: string; body: Body | null };

/** All listings and revenues; `holding` gathers the organizations that must stay where they are. */
export function makeAboveScale(of: Around, holding: Set<string>): Deed[] {
  const { invented, calendar, chance, organizations, random } = of;
  const plan = invented.series.find((one) => one.series === series);
  if (!plan) return [];
  const free = chance.some(
    organizations.bodies.filter((one) => thresholds(one.industry) !== null && !holding.has(one.key)),
    organizations.bodies.length,
  );
  const listed: Listed[] = [];
  const deeds = periodsOf(plan, calendar, invented, random).flatMap((period) =>
    [...period.share].flatMap(([region, count]) => monthOf(of, { period, region, count }, listed, free)),
  );
  for (const { body } of listed) if (body) holding.add(body.key);
  const candidates = free.splice(0, Math.round(190 * of.size));
  for (const body of candidates) holding.add(body.key);
  return [...deeds, ...revenuesOf(of, listed, { candidates, document: plan.source })];
}

type Month = { period: Period; region: string; count: number };

/** What the list of a month adds in a region, or takes from it. */
function monthOf(of: Around, { period, region, count }: Month, listed: Listed[], free: Body[]): Deed[] {
  const { invented, calendar, chance, names } = of;
  const here = listed.filter((one) => one.region === region);
  const first = period.end <= addDays(calendar.first, 31);
  const document = `${invented.series.find((one) => one.series === series)?.source ?? ''}${period.period}`;
  const at = calendar.evening(addDays(period.end, -2), chance);
  const on = `${period.end.slice(0, 8)}${String(chance.int(1, 20)).padStart(2, '0')}`;
  if (count < here.length)
    return chance.some(here, here.length - count).map((one): Deed => {
      listed.splice(listed.indexOf(one), 1);
      return { of: 'aboveScaleListing', key: one.key, action: 'delist', at, input: { on, reason: document } };
    });
  return Array.from({ length: count - here.length }, (): Deed => {
    const index = free.findIndex((one) => one.region === region && calendar.dayOf(one.at) < on);
    const body = index < 0 ? null : (free.splice(index, 1)[0] ?? null);
    const sort = chance.pick(invented.organizations.sorts);
    const [industry, line] = chance.pick(sort.lines);
    const one = { key: `aboveScaleListing ${period.period} ${region} ${listed.length}`, region, body };
    listed.push(one);
    const input = {
      name: body?.name ?? names.organization(line, chance.weighted(sort.forms)),
      creditCode: body?.creditCode ?? names.creditCode(sort.department, region),
      region: body ? null : region,
      industry: body?.industry ?? industry,
      listedOn: first ? addDays(calendar.first, -chance.int(1, 900)) : on,
      document,
    };
    const refers = body ? { refers: { organization: body.key } } : {};
    return { of: 'aboveScaleListing', key: one.key, action: 'create', at, input, ...refers };
  });
}

type Others = { candidates: readonly Body[]; document: string };
/** Revenues of the year before the last: of those listed most above the threshold, of the others some, so that there is work to do. */
function revenuesOf({ calendar, chance, last }: Around, listed: readonly Listed[], { candidates, document }: Others): Deed[] {
  const year = yearOf(last) - 1;
  const stated = (body: Body, share: number): Deed[] => {
    const threshold = thresholds(body.industry);
    if (threshold === null || calendar.dayOf(body.at) > `${year}-12-31`) return [];
    const revenue = scaled(multiply(threshold.revenue, share.toFixed(4)), 2);
    return [
      {
        of: 'yearlyRevenue',
        key: `yearlyRevenue ${body.key}`,
        action: 'create',
        at: calendar.after(`${year + 1}-02-10`, chance.int(0, 30), chance),
        input: { year, revenue, document: document },
        refers: { organization: body.key },
      },
    ];
  };
  return [
    ...listed.flatMap(({ body }) =>
      body ? stated(body, chance.happens(0.04) ? 0.6 + chance.next() * 0.38 : 1.05 + chance.next() * 7) : [],
    ),
    ...candidates.flatMap((body) => stated(body, chance.happens(0.3) ? 1 + chance.next() * 0.6 : 0.4 + chance.next() * 0.599)),
  ];
}
