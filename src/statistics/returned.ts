// What an accepted return adds to the ledger: flows as what the period adds, stocks until the next return tells them anew. Pure.
import { addDays, endOfMonth } from '../platform/shared/dates.ts';
import { isZero, subtract } from '../platform/shared/money.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { Values } from '../forms/answers.ts';
import { type FormVersion, itemsOf, type Length, type NumberItem, numbersIn } from '../forms/form.ts';
import { isSameYear, lengthOf, periodAfter, periodBefore, spanOf } from '../forms/period.ts';

/**
 * Accepted figures of returns, in the base units of their items: `kind` is form and item (`institution-month.revenue`), `level` the class of S&T
 * services. No organization is named in the ledger.
 */
export const returned = measure('returned', '', 2);

/** A return that counts: what it says, and by what it is placed. */
export type Told = { period: string; class: string | null; items: Values };
export type ReturnedFacts = {
  version: FormVersion;
  /** Where the respondent reported over time. */
  seats: readonly Seat[];
  root: string;
  /** The last return that counts before this one; null where there is none. */
  before: Told | null;
};

/**
 * A cumulative figure counts with what it adds to the one before of its year, on the last day of the period; another flow whole. A stock
 * stands from that day until the respondent's next return tells it anew, and at most as long as one may wait for that (`graceOf`): then it
 * is missing, and not carried on.
 */
export function contributes(form: string, of: Told, { version, seats, root, before }: ReturnedFacts): Posted[] {
  const place = ({ period, class: level }: Told, item: NumberItem) => ({
    measure: returned,
    region: regionOn(seats, spanOf(period).to) ?? root,
    kind: seriesOf(form, item.code),
    level: level ?? '',
    dimensions: {},
  });
  const { to } = spanOf(of.period);
  const earlier = before !== null && isSameYear(before.period, of.period) ? before : null;
  const last = before !== null && before.period === periodBefore(of.period) ? before : null;
  return numbersIn(itemsOf(version))
    .flatMap((item): Posted[] => {
      const value = of.items[item.code] ?? null;
      if (item.measured === undefined || value === null) return [];
      const at = place(of, item);
      if (item.measured === 'flow')
        return [entry({ ...at, amount: item.cumulative ? subtract(value, earlier?.items[item.code] ?? '0') : value, on: to })];
      const was = last?.items[item.code] ?? null;
      return [
        entry({ ...at, amount: value, on: to }),
        entry({ ...at, amount: negative(value), on: forgottenOn(of.period) }),
        // What it said before ends here, not when nobody would have waited any longer.
        ...(last === null || was === null
          ? []
          : [
              entry({ ...place(last, item), amount: negative(was), on: to }),
              entry({ ...place(last, item), amount: was, on: forgottenOn(last.period) }),
            ]),
      ];
    })
    .filter(({ amount }) => !isZero(amount));
}

const negative = (value: string): string => subtract('0', value);

/** Months after the end of the next period for which a stock stands while its return is not accepted yet. */
const graceOf = { month: 1, quarter: 3, year: 6 } as const satisfies Record<Length, number>;
function forgottenOn(period: string): string {
  let day = spanOf(periodAfter(period)).to;
  for (let months: number = graceOf[lengthOf(period)]; months > 0; months--) day = endOfMonth(addDays(day, 1));
  return day;
}

/** How a figure of a form is called in the ledger, and so in definitions of indicators. */
export const seriesOf = (form: string, item: string): string => `${form}.${item}`;
