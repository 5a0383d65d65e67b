// What an invented institution is like, as far as its monthly returns show it: its size, its trade, its habits. Pure; its months: seed-returns-plan.ts.
import type { Chance } from './seed-random.ts';

/** An institution that reports: `class` is a major of the classification of S&T services (`1` to `7`), `founded` its first day. */
export type Reporting = { key: string; class: string; size: 'micro' | 'small' | 'medium' | 'large'; founded: string };

/**
 * How its business comes in: `steady` month by month; `projects` as projects are accepted, some months none; `twoSeasons` most of a year in two
 * months; `none`: no revenue yet, it lives on grants.
 */
type Course = 'steady' | 'projects' | 'twoSeasons' | 'none';

export type Firm = Reporting & {
  course: Course;
  staff: number;
  /** Thousand yuan a head and month, of an ordinary month. */
  revenueByHead: number;
  payByHead: number;
  /** Standard deviation of the logarithm of a month's revenue. */
  unrest: number;
  /** Growth of a year, as a factor. */
  growth: number;
  /** Months (1 to 12) that bring most, for `twoSeasons`. */
  good: readonly number[];
  serviceShare: number;
  outsideShare: number;
  technicalShare: number;
  costShare: number;
  taxShare: number;
  /** Whether tax is booked once a quarter; null: it leaves the line blank. */
  taxByQuarter: boolean | null;
  /** Month of the yearly bonus and its size in months of pay; 0 has none. */
  bonus: { month: number; months: number };
  /** Amount of an ordinary contract, thousand yuan. */
  orderSize: number;
  /** Share of the amount of contracts that it has registered as technology contracts; 0 registers none. */
  registers: number;
  /** Decimals of thousand yuan that it writes. */
  places: 0 | 1 | 2;
  /** Month, counted from the first, after which it is gone; null stays. */
  gone: number | null;
};

/** Trades: revenue a head and year and pay a head and month, in thousand yuan; what an ordinary contract brings. */
const trades: Readonly<Record<string, { revenue: number; pay: number; order: number }>> = {
  1: { revenue: 420, pay: 13, order: 380 },
  2: { revenue: 620, pay: 11.5, order: 160 },
  3: { revenue: 480, pay: 12, order: 90 },
  4: { revenue: 360, pay: 9, order: 30 },
  5: { revenue: 900, pay: 15, order: 260 },
  6: { revenue: 300, pay: 8, order: 45 },
  7: { revenue: 520, pay: 10.5, order: 220 },
};
const usual = { revenue: 450, pay: 10.5, order: 120 };
const heads = { micro: [2, 9], small: [10, 99], medium: [100, 299], large: [300, 900] } as const;

/** A number that is normal with mean 0 and deviation 1, by Box and Muller. */
export const normal = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
const around = (chance: Chance, middle: number, deviation: number): number => middle * Math.exp(deviation * normal(chance));
const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

export function firmOf(of: Reporting, chance: Chance, months: number): Firm {
  const trade = trades[of.class] ?? usual;
  const [least, most] = heads[of.size];
  const course = chance.weighted<Course>([
    ['steady', 55],
    ['projects', 31],
    ['twoSeasons', 9],
    ['none', 5],
  ]);
  const good = [chance.int(1, 6), chance.int(9, 12)];
  return {
    ...of,
    course,
    // More small ones than large ones within a size, as everywhere.
    staff: Math.round(Math.exp(Math.log(least) + chance.next() ** 1.4 * Math.log(most / least))),
    revenueByHead: around(chance, trade.revenue / 12, chance.happens(0.06) ? 1.2 : 0.5),
    payByHead: around(chance, trade.pay, 0.3),
    unrest: course === 'steady' ? 0.12 + 0.3 * chance.next() : 0.5 + 0.5 * chance.next(),
    growth: Math.exp(0.07 + 0.18 * normal(chance)),
    good,
    serviceShare: chance.happens(0.35) ? 1 : 0.55 + 0.43 * chance.next(),
    outsideShare: chance.happens(0.25) ? 0 : 0.75 * chance.next(),
    technicalShare: within(0.65 + 0.18 * normal(chance), 0.15, 1),
    costShare: within(0.78 + 0.15 * normal(chance), 0.4, 1.25),
    taxShare: within(0.045 + 0.015 * normal(chance), 0.01, 0.1),
    taxByQuarter: chance.happens(0.15) ? null : chance.happens(0.4),
    bonus: { month: chance.pick([1, 1, 2, 12]), months: chance.happens(0.6) ? 0.5 + 2 * chance.next() : 0 },
    orderSize: around(chance, trade.order, 0.7),
    registers: chance.happens(0.25) ? 0.2 + 0.7 * chance.next() : 0,
    places: chance.weighted([
      [0, 70],
      [1, 20],
      [2, 10],
    ]),
    gone: chance.happens(0.015 * (months / 12)) ? chance.int(3, months - 1) : null,
  };
}
