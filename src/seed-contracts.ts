// The invented city's technology contracts: what is registered in a month and a district comes to what was reported of it, whatever their number.
import { addDays, lastDayOf, yearOf } from './platform/shared/dates.ts';
import type { ContractPlan } from './seed-contract-plan.ts';
import { type End, later, lifeOf } from './seed-contract-life.ts';
import { isRoyalty, type Kind, termsOf } from './seed-contract-terms.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import { periodsOf } from './seed-figures.ts';
import type { Invented } from './seed-invented.ts';
import type { Body } from './seed-organizations.ts';
import { type Chance, chanceOf } from './seed-random.ts';

type Making = {
  of: ContractPlan;
  invented: Invented;
  calendar: Calendar;
  random: number;
  /** How many are registered over the three years; each district has one a month at least. */
  count: number;
  bodies: readonly Body[];
  /** Who moves or is merged sells nothing: its figures would have to be reckoned anew. */
  leaving: ReadonlySet<string>;
  /** Who decides on the contracts of a place. */
  registrarsOf: (region: string) => readonly string[];
};
type Cell = { month: string; region: string; total: number; count: number };
type Around = Making & {
  sellers: ReadonlyMap<string, readonly Body[]>;
  made: { contracts: number };
  posted: Map<string, number>;
  cells: ReadonlyMap<string, Cell>;
};

/** All contracts with their lives, a month and a district at a time. */
export function makeContracts(making: Making): Deed[] {
  if (making.count === 0) return [];
  const sellers = Map.groupBy(
    making.bodies.filter((one) => !making.leaving.has(one.key)),
    (one) => one.region,
  );
  const cells = cellsOf(making);
  const around: Around = { ...making, sellers, made: { contracts: 0 }, posted: new Map(), cells };
  return [...cells.values()].flatMap((cell) => contractsOf(around, cell));
}

/** What was reported, month by month and district by district, with how many contracts it is made of. */
function cellsOf({ of, invented, calendar, random, count }: Making): Map<string, Cell> {
  const series = invented.series.find((one) => one.series === of.series);
  if (!series) throw new Error(`contracts.json: there is no series ${of.series}`);
  const periods = periodsOf(series, calendar, invented, random);
  const total = (share: ReadonlyMap<string, number>) => [...share.values()].reduce((all, one) => all + one, 0);
  const all = periods.reduce((sum, one) => sum + total(one.share), 0);
  const months = of.months.reduce((sum, one) => sum + one, 0);
  return new Map(
    periods.flatMap(({ period, share }) => {
      const ofYear = periods
        .filter((one) => yearOf(one.period) === yearOf(period))
        .reduce((sum, one) => sum + total(one.share), 0);
      const inMonth = (count * ofYear * (of.months[Number(period.slice(5, 7)) - 1] ?? 0)) / all / months;
      return [...share].map(([region, value]): [string, Cell] => {
        const own = Math.max(1, Math.round((inMonth * value) / total(share)));
        return [`${period} ${region}`, { month: period, region, total: value, count: own }];
      });
    }),
  );
}

/** Of so many that are registered, how many end otherwise. */
const otherwise: readonly [End, number][] = [
  ['refused', 0.03],
  ['withdrawn', 0.012],
  ['lapsed', 0.006],
  ['draft', 0.004],
];

function contractsOf(around: Around, cell: Cell): Deed[] {
  const { of, random } = around;
  const chance = chanceOf(random, `contracts ${cell.month} ${cell.region}`);
  const kinds = Array.from({ length: cell.count }, () => kindOf(of, chance));
  const drawn = kinds.map((kind) => kind.size * logNormal(chance, of.spread));
  const goal = cell.total - (around.posted.get(`${cell.month} ${cell.region}`) ?? 0);
  const amounts = sharedOut(goal, drawn);
  const mean = goal / cell.count;
  const deeds = kinds.flatMap((kind, at) => registered(around, cell, chance, kind, amounts[at] ?? 0));
  for (const [end, share] of otherwise) {
    const wanted = cell.count * share;
    const many = Math.floor(wanted) + (chance.happens(wanted % 1) ? 1 : 0);
    for (let one = 0; one < many; one++)
      deeds.push(...begun(around, cell, chance, kindOf(of, chance), somewhat(chance, mean), end).deeds);
  }
  if (chance.happens(Math.min(1, cell.count * 0.004))) deeds.push(...revoked(around, cell, chance, somewhat(chance, mean)));
  return deeds;
}

const kindOf = (of: ContractPlan, chance: Chance): Kind => chance.weighted(of.types.map((one) => [one, one.share] as const));
const somewhat = (chance: Chance, mean: number): number =>
  Math.max(10_000, Math.round((mean * (0.1 + chance.next())) / 1000) * 1000);

/** Mean 1, of this standard deviation of its logarithm (Box and Muller). */
function logNormal(chance: Chance, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return Math.exp(spread * normal - (spread * spread) / 2);
}

/** Whole hundreds of yuan in these proportions that come to the goal. */
function sharedOut(goal: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, one) => sum + one, 0);
  const parts = weights.map((one) => Math.max(5000, Math.round((goal * one) / all / 100) * 100));
  const largest = parts.indexOf(Math.max(...parts));
  const rest = goal - parts.reduce((sum, one) => sum + one, 0);
  return parts.map((one, at) => (at === largest ? one + rest : one));
}

/** Up to its decision on a working day of the month, later days more often. */
function begun(around: Around, cell: Cell, chance: Chance, kind: Kind, amount: number, end: End) {
  const { of, calendar, made } = around;
  const days = workingDays(cell.month, calendar);
  const on = chance.weighted(days);
  const seller = sellerFor(around, cell.region, on, chance);
  const buyer = chance.happens(0.55) ? otherThan(around, seller, chance) : null;
  const royalty = isRoyalty(kind, chance);
  const earliest = addDays(calendar.dayOf(seller.at > (buyer?.at ?? seller.at) ? seller.at : (buyer?.at ?? seller.at)), 1);
  const key = `contract ${made.contracts++}`;
  const say = (writtenOn: string) =>
    termsOf({ of, chance, kind, amount, seller, buyer, royalty, signedOn: addDays(writtenOn, -chance.int(2, 60)), until: on });
  const registrars = around.registrarsOf(cell.region);
  const living = { of, calendar, chance, key, seller: seller.key, registrars, say, amount, on, earliest, end };
  return { ...lifeOf(living), living, royalty };
}

/** Working days of a month with how often something is registered on them; none before the registry had opened. */
const workingDaysOf = new Map<string, readonly (readonly [string, number])[]>();
function workingDays(month: string, calendar: Calendar): readonly (readonly [string, number])[] {
  const known = workingDaysOf.get(`${calendar.first} ${month}`);
  if (known) return known;
  const opened = addDays(calendar.first, 18);
  const last = lastDayOf(month);
  const days: [string, number][] = [];
  for (let day = `${month}-01`; day <= last; day = addDays(day, 1))
    if (calendar.workday(day) === day && day >= opened) days.push([day, 1 + Number(day.slice(8)) / 31]);
  workingDaysOf.set(`${calendar.first} ${month}`, days);
  return days;
}

/** Of the district, and there for some days already; a few sell much and many little. */
function sellerFor({ sellers, calendar }: Around, region: string, on: string, chance: Chance): Body {
  const own = sellers.get(region) ?? [];
  const there = addDays(on, -4);
  for (let tries = 0; tries < 40; tries++) {
    const one = own[Math.floor(chance.next() ** 2 * own.length)];
    if (one && calendar.dayOf(one.at) <= there) return one;
  }
  const first = own.find((one) => calendar.dayOf(one.at) <= there);
  if (!first) throw new Error(`nobody sells in ${region} on ${on}`);
  return first;
}

/** Who buys has been in the register as long as the seller, or longer. */
function otherThan({ bodies }: Around, seller: Body, chance: Chance): Body | null {
  const one = chance.pick(bodies);
  return one.key === seller.key || one.at > seller.at ? null : one;
}

function registered(around: Around, cell: Cell, chance: Chance, kind: Kind, amount: number): Deed[] {
  const { deeds, living, royalty, saying } = begun(around, cell, chance, kind, amount, 'registered');
  const { technologyAmount } = saying;
  const { of } = around;
  if (royalty && chance.happens(0.6))
    return [...deeds, ...changed(around, cell, { ...living, technologyAmount }, deeds, 'settle', 0.05 + chance.next() * 0.3)];
  if (chance.happens(0.012))
    return [...deeds, ...changed(around, cell, { ...living, technologyAmount }, deeds, 'amend', chance.next() * 0.4 - 0.2)];
  if (!chance.happens(0.01)) return deeds;
  const reason = chance.pick(of.reasons.cancel);
  return [...deeds, later(living, deeds, chance.int(40, 300), { action: 'cancel', input: (on) => ({ on, reason }) })];
}

type Living = ReturnType<typeof begun>['living'] & { technologyAmount: number };

/** A later amount, as far as the month in which it is posted can bear the difference: its other contracts then come to less or more. */
function changed(
  around: Around,
  cell: Cell,
  living: Living,
  deeds: readonly Deed[],
  action: 'amend' | 'settle',
  by: number,
): Deed[] {
  const { amount, chance, technologyAmount } = living;
  const difference = Math.round((amount * by) / 100) * 100;
  const reason = chance.pick(around.of.reasons[action]);
  const input = () => ({
    amount: String(amount + difference),
    technologyAmount: String(technologyAmount + difference),
    reason,
  });
  const deed = later(living, deeds, chance.int(50, 330), { action, input });
  const at = `${around.calendar.dayOf(deed.at).slice(0, 7)} ${cell.region}`;
  const there = around.cells.get(at);
  const posted = (around.posted.get(at) ?? 0) + difference;
  if (difference === 0 || technologyAmount + difference <= 0 || !there) return [];
  if (at === `${cell.month} ${cell.region}` || Math.abs(posted) > there.total * 0.2) return [];
  around.posted.set(at, posted);
  return [deed];
}

/** Registered and taken back months later: it counts for nothing in the end, and stands beside what was reported until then. */
function revoked(around: Around, cell: Cell, chance: Chance, amount: number): Deed[] {
  const { deeds, living } = begun(around, cell, chance, kindOf(around.of, chance), amount, 'registered');
  const [ground, reason] = chance.pick(around.of.revocations);
  return [...deeds, later(living, deeds, chance.int(40, 250), { action: 'revoke', input: () => ({ ground, reason }) })];
}
