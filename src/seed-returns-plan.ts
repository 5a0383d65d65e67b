// Monthly returns of an invented city's institutions, as honest ones come in: skewed sizes, seasons, growth, projects, staff in whole persons, late bookings. Pure; errors: seed-returns-errors.ts.
import type { Answers } from './forms/answers.ts';
import { type Firm, firmOf, normal, type Reporting } from './seed-returns-firms.ts';
import { type Chance, chanceOf } from './seed-random.ts';

export type { Reporting } from './seed-returns-firms.ts';
/** A return of `institution-month`, version 1. `registered`: amount of the contracts signed in the year so far that are in the register, in yuan; null where it registers none. */
export type PlannedReturn = { key: string; year: number; month: number; answers: Answers; registered: string | null };
export type ReturnsAsked = {
  seed: number;
  institutions: readonly Reporting[];
  from: { year: number; month: number };
  months: number;
};

/** All returns, institution by institution, month by month: none before it was founded, none after it is gone. */
export function returnsPlan({ seed, institutions, from, months }: ReturnsAsked): PlannedReturn[] {
  return institutions.flatMap((one) => {
    const chance = chanceOf(seed, `returns ${one.key}`);
    return returnsOf(firmOf(one, chance, months), from, months, chance);
  });
}

/** Business of a year: little around the new year, most at its end, when projects are accepted. */
const season = [0.75, 0.6, 1, 0.95, 0.95, 1.15, 0.9, 0.9, 1.05, 0.95, 1.1, 1.7];

/** The year so far, in thousand yuan and whole numbers; what a month books late comes in the next. */
type Sums = {
  revenue: number;
  service: number;
  outside: number;
  profit: number;
  tax: number;
  pay: number;
  orders: number;
  amount: number;
  registered: number;
  clients: number;
};
const nothing: Sums = {
  revenue: 0,
  service: 0,
  outside: 0,
  profit: 0,
  tax: 0,
  pay: 0,
  orders: 0,
  amount: 0,
  registered: 0,
  clients: 0,
};
type State = { sums: Sums; staff: number; technical: number; level: number; late: number; taxDue: number; toRegister: number };

function returnsOf(firm: Firm, from: ReturnsAsked['from'], months: number, chance: Chance): PlannedReturn[] {
  const state: State = {
    sums: { ...nothing },
    staff: firm.staff,
    technical: Math.round(firm.staff * firm.technicalShare),
    level: 1,
    late: 0,
    taxDue: 0,
    toRegister: 0,
  };
  const returns: PlannedReturn[] = [];
  for (let at = 0; at < months; at += 1) {
    const year = from.year + Math.floor((from.month - 1 + at) / 12);
    const month = ((from.month - 1 + at) % 12) + 1;
    const last = `${year}-${String(month).padStart(2, '0')}-28`;
    if (last < firm.founded || (firm.gone !== null && at > firm.gone)) continue;
    // What was signed last year and is registered now is not of this year.
    if (month === 1) [state.sums, state.toRegister] = [{ ...nothing }, 0];
    live(firm, state, month, chance);
    returns.push({ key: firm.key, year, month, ...toldOf(firm, state.sums, state) });
  }
  return returns;
}

/** One month of a firm's life. */
function live(firm: Firm, state: State, month: number, chance: Chance): void {
  moveStaff(firm, state, month, chance);
  state.level *= firm.growth ** (1 / 12);
  // Now and then a large client comes or goes for good.
  if (chance.happens(0.004)) state.level *= chance.happens(0.5) ? 1.8 : 0.55;
  const { sums } = state;
  const earned = revenueOf(firm, state, month, chance);
  // A twentieth of the months is booked short by a third, and made good in the next.
  const short = chance.happens(0.05) ? earned * 0.33 : 0;
  const revenue = earned - short + state.late;
  state.late = short;
  sums.revenue += revenue;
  sums.service += revenue * (firm.serviceShare === 1 ? 1 : shareNear(firm.serviceShare, 0.05, chance));
  sums.outside += revenue * (firm.outsideShare === 0 ? 0 : shareNear(firm.outsideShare, 0.12, chance));
  const pay = state.staff * firm.payByHead * Math.exp(0.04 * normal(chance));
  sums.pay += pay + (month === firm.bonus.month ? pay * firm.bonus.months * (0.8 + 0.4 * chance.next()) : 0);
  const fixed = firm.revenueByHead * state.staff * 0.6 * firm.costShare;
  sums.profit += revenue - fixed - revenue * 0.4 * firm.costShare * Math.exp(0.15 * normal(chance));
  state.taxDue += revenue * firm.taxShare;
  if (firm.taxByQuarter !== true || month % 3 === 1) {
    sums.tax += state.taxDue;
    state.taxDue = 0;
  }
  takeOrders(firm, state, earned, chance);
}

const shareNear = (share: number, deviation: number, chance: Chance): number =>
  Math.min(1, Math.max(0, share + deviation * normal(chance)));

function revenueOf(firm: Firm, { staff, level }: State, month: number, chance: Chance): number {
  if (firm.course === 'none') return 0;
  const usual = firm.revenueByHead * Math.max(1, staff) * level * (season[month - 1] ?? 1);
  const amount = usual * Math.exp(firm.unrest * normal(chance) - firm.unrest ** 2 / 2);
  if (firm.course === 'projects' && chance.happens(0.1)) return 0;
  if (firm.course === 'twoSeasons') return amount * (firm.good.includes(month) ? 4 : 0.25);
  return amount;
}

/** Persons come and go one by one; graduates in July; seldom a department is closed or taken over. */
function moveStaff(firm: Firm, state: State, month: number, chance: Chance): void {
  const rate = 0.014 * state.staff;
  const comes = poisson(rate * firm.growth * (month === 7 ? 2.5 : 1), chance);
  const goes = poisson(rate * (month === 3 ? 1.6 : 1), chance);
  state.staff = Math.max(1, state.staff + comes - goes);
  if (chance.happens(0.0015)) state.staff = Math.max(1, Math.round(state.staff * (chance.happens(0.6) ? 0.7 : 1.35)));
  state.technical = Math.min(state.staff, Math.max(0, Math.round(state.staff * firm.technicalShare)));
}

function takeOrders(firm: Firm, state: State, earned: number, chance: Chance): void {
  const { sums } = state;
  const count = poisson(Math.min(400, (earned / firm.orderSize) * 0.95), chance);
  let amount = 0;
  for (let order = 0; order < Math.min(count, 40); order += 1) amount += firm.orderSize * Math.exp(0.9 * normal(chance) - 0.4);
  if (count > 40) amount *= count / 40;
  // A framework contract of a year, now and then.
  const large = count > 0 && chance.happens(0.01) ? earned * 4 : 0;
  sums.orders += count;
  // A contract is worth at least a thousand yuan.
  sums.amount += count === 0 ? 0 : Math.max(count, amount + large);
  // Clients of the year so far: the more it has, the fewer are new.
  sums.clients += poisson(count / (1 + sums.clients / 40), chance);
  if (firm.registers === 0) return;
  // Registered some weeks after signing: half of what is signed waits for the next month.
  const fresh = count === 0 ? 0 : Math.max(count, amount + large) * firm.registers;
  sums.registered += state.toRegister + fresh / 2;
  state.toRegister = fresh / 2;
}

function poisson(mean: number, chance: Chance): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)));
  const limit = Math.exp(-mean);
  let product = chance.next();
  let count = 0;
  while (product > limit) {
    product *= chance.next();
    count += 1;
  }
  return count;
}

/** As it is written on the form and kept: rounded by the firm's habit, parts never above their whole. */
function toldOf(firm: Firm, sums: Sums, { staff, technical }: State): Pick<PlannedReturn, 'answers' | 'registered'> {
  const unit = 10 ** firm.places;
  const money = (thousands: number): string => ((Math.round(thousands * unit) / unit) * 1000).toFixed(2);
  const items = {
    revenue: money(sums.revenue),
    serviceRevenue: money(Math.min(sums.service, sums.revenue)),
    outsideRevenue: money(Math.min(sums.outside, sums.revenue)),
    profit: money(sums.profit),
    tax: firm.taxByQuarter === null ? null : money(sums.tax),
    staff: String(staff),
    technicalStaff: String(technical),
    pay: money(sums.pay),
    clients: String(sums.clients),
    orders: String(sums.orders),
    orderAmount: money(sums.amount),
  };
  return { answers: { items, tables: {} }, registered: firm.registers === 0 ? null : money(sums.registered) };
}
