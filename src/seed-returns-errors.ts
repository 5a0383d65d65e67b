// Errors as respondents make them, put into returns of the invented city: each known by return, sort and item. Pure; it knows nothing of the checks that look for them.
import type { Values } from './forms/answers.ts';
import type { PlannedReturn } from './seed-returns-plan.ts';
import { type Chance, chanceOf } from './seed-random.ts';

/** How many of each sort; sixty together. */
export const errorSorts = {
  /** All amounts in another unit: yuan or hundred yuan for thousand, or ten thousand. */
  unitOfAll: 6,
  /** One amount in another unit. */
  unitOfOne: 8,
  /** All cumulative items of the month alone. */
  monthOfAll: 6,
  /** One of them. */
  monthOfOne: 4,
  /** Two neighbouring lines exchanged. */
  swapped: 6,
  /** A part above its whole. */
  partAbove: 4,
  /** Two neighbouring digits exchanged, so that the item is a tenth or more off. */
  transposed: 5,
  /** The return of the month before sent again. */
  again: 5,
  /** The sign of a profit or loss. */
  sign: 4,
  /** Staff or pay of another body: three to five times, or as small a part. */
  staffAndPay: 4,
  /** A contract left out that the register has. */
  contractsLeftOut: 4,
  /** A nought too many in staff. */
  noughtTooMany: 4,
} as const;
export type ErrorSort = keyof typeof errorSorts;
export type PlantedError = {
  sort: ErrorSort;
  key: string;
  year: number;
  month: number;
  items: readonly string[];
  answers: PlannedReturn['answers'];
};

const amounts = ['revenue', 'serviceRevenue', 'outsideRevenue', 'profit', 'tax', 'pay', 'orderAmount'];
const cumulative = [...amounts, 'clients', 'orders'];
const neighbours: readonly (readonly [string, string])[] = [
  ['revenue', 'serviceRevenue'],
  ['serviceRevenue', 'outsideRevenue'],
  ['profit', 'tax'],
  ['staff', 'technicalStaff'],
  ['clients', 'orders'],
  ['outsideRevenue', 'profit'],
];
const parts: readonly (readonly [string, string])[] = [
  ['serviceRevenue', 'revenue'],
  ['outsideRevenue', 'revenue'],
  ['technicalStaff', 'staff'],
];

/** Errors over all returns by chance, each in a return of its own; a sort that a return cannot have goes on to the next. */
export function plantErrors(seed: number, returns: readonly PlannedReturn[]): PlantedError[] {
  const chance = chanceOf(seed, 'errors of returns');
  const before = new Map(returns.map((one) => [nameOf(one.key, one.year, one.month), one]));
  const order = chance.some(returns, returns.length);
  const taken = new Set<PlannedReturn>();
  return Object.entries(errorSorts).flatMap(([sort, count]) => {
    const planted: PlantedError[] = [];
    for (const one of order) {
      if (planted.length === count) break;
      if (taken.has(one)) continue;
      const last = one.month === 1 ? undefined : before.get(nameOf(one.key, one.year, one.month - 1));
      const previous = last ?? before.get(nameOf(one.key, one.year - 1, 12));
      const changed = change[sort as ErrorSort]({ one, last, previous, of: one.answers.items, chance });
      if (changed === null || Object.keys(changed).length === 0) continue;
      taken.add(one);
      const items = { ...one.answers.items, ...changed };
      planted.push({
        sort: sort as ErrorSort,
        key: one.key,
        year: one.year,
        month: one.month,
        items: Object.keys(changed),
        answers: { items, tables: {} },
      });
    }
    return planted;
  });
}
const nameOf = (key: string, year: number, month: number): string => `${key} ${year} ${month}`;

type Case = {
  one: PlannedReturn;
  /** The month before, of the same year. */
  last: PlannedReturn | undefined;
  /** The month before, of whatever year. */
  previous: PlannedReturn | undefined;
  of: Values;
  chance: Chance;
};
/** The items that become otherwise; null where the error cannot be made of this return. */
type Change = (of: Case) => Values | null;

const numberIn = (of: Values, code: string): number => Number(of[code] ?? 0);
const given = (of: Values, codes: readonly string[]): string[] => codes.filter((code) => numberIn(of, code) !== 0);
const inMoney = (value: number): string => value.toFixed(2);

function times(of: Values, codes: readonly string[], factor: number): Values {
  return Object.fromEntries(codes.map((code) => [code, inMoney(numberIn(of, code) * factor)]));
}

const change: Record<ErrorSort, Change> = {
  unitOfAll: ({ of, chance }) => {
    const some = given(of, amounts);
    return some.length < 3 ? null : times(of, some, chance.pick([1000, 1000, 10, 10_000, 0.1]));
  },
  unitOfOne: ({ of, chance }) => {
    const some = given(of, amounts);
    return some.length === 0 ? null : times(of, [chance.pick(some)], chance.pick([10, 1000, 10_000, 0.1]));
  },
  monthOfAll: ({ of, last }) => (last === undefined ? null : monthOf(of, last.answers.items, cumulative)),
  monthOfOne: ({ of, last, chance }) => {
    const some = given(of, cumulative);
    return last === undefined || some.length === 0 ? null : monthOf(of, last.answers.items, [chance.pick(some)]);
  },
  swapped: ({ of, chance }) => {
    const [first, second] = chance.pick(neighbours);
    const [a, b] = [numberIn(of, first), numberIn(of, second)];
    // A loss in a line that cannot be negative is refused at its cell.
    if (of[first] === null || of[second] === null || a < 0 || b < 0) return null;
    return Math.abs(a - b) < 0.2 * Math.max(a, b) || a === b
      ? null
      : { [first]: of[second] ?? null, [second]: of[first] ?? null };
  },
  partAbove: ({ of, chance }) => {
    const [part, whole] = chance.pick(parts);
    const total = numberIn(of, whole);
    if (total <= 0) return null;
    const value = total * (1.1 + 1.9 * chance.next());
    return { [part]: part === 'technicalStaff' ? String(Math.ceil(value)) : inMoney(Math.round(value / 1000) * 1000) };
  },
  transposed: ({ of, chance }) => {
    const code = chance.pick(cumulative);
    const value = transposedIn(of[code] ?? null, code, chance);
    return value === null || Math.abs(Number(value) / numberIn(of, code) - 1) < 0.1 ? null : { [code]: value };
  },
  again: ({ of, previous }) => {
    if (previous === undefined) return null;
    const apart = Object.keys(of).filter((code) => of[code] !== previous.answers.items[code]);
    return apart.length < 3 ? null : Object.fromEntries(apart.map((code) => [code, previous.answers.items[code] ?? null]));
  },
  sign: ({ of }) => {
    const profit = numberIn(of, 'profit');
    return Math.abs(profit) < 0.05 * numberIn(of, 'revenue') || Math.abs(profit) < 20_000 ? null : { profit: inMoney(-profit) };
  },
  staffAndPay: ({ of, chance }) => {
    const factor = 3 + 2 * chance.next();
    const by = chance.happens(0.5) ? factor : 1 / factor;
    if (numberIn(of, 'staff') < 5 || numberIn(of, 'pay') === 0) return null;
    if (chance.happens(0.5)) return { pay: inMoney(Math.round((numberIn(of, 'pay') * by) / 1000) * 1000) };
    const staff = Math.max(1, Math.round(numberIn(of, 'staff') * by));
    return { staff: String(staff), technicalStaff: String(Math.min(staff, Math.round(numberIn(of, 'technicalStaff') * by))) };
  },
  contractsLeftOut: ({ one, of, chance }) => {
    const registered = Number(one.registered ?? 0);
    if (registered < 50_000 || registered > numberIn(of, 'orderAmount')) return null;
    const left = registered * (0.3 + 0.4 * chance.next());
    return { orderAmount: inMoney(Math.round(left / 1000) * 1000) };
  },
  noughtTooMany: ({ of }) => (numberIn(of, 'staff') < 2 ? null : { staff: `${of['staff']}0` }),
};

/** What was added in the month, for the items; null where that makes no difference. */
function monthOf(of: Values, last: Values, codes: readonly string[]): Values | null {
  const apart = given(of, codes).filter((code) => numberIn(last, code) !== 0);
  if (apart.length === 0) return null;
  return Object.fromEntries(
    apart.map((code) => {
      const added = numberIn(of, code) - numberIn(last, code);
      const kept =
        code === 'clients' || code === 'orders'
          ? String(Math.max(0, added))
          : inMoney(code === 'profit' ? added : Math.max(0, added));
      return [code, kept];
    }),
  );
}

/** Two neighbouring digits, not alike, exchanged in the number as it was written. */
function transposedIn(value: string | null, code: string, chance: Chance): string | null {
  if (value === null || Number(value) <= 0) return null;
  const money = amounts.includes(code);
  const written = money ? String(Math.round(Number(value) / 1000)) : value;
  const pairs = [...written].slice(1).flatMap((digit, at) => (digit === written[at] || (at === 0 && digit === '0') ? [] : [at]));
  if (pairs.length === 0) return null;
  const at = chance.pick(pairs);
  const digits = `${written.slice(0, at)}${written[at + 1]}${written[at]}${written.slice(at + 2)}`;
  return money ? inMoney(Number(digits) * 1000) : digits;
}
