// What an accepted return adds to the ledger: flows as what the period adds, stocks from its last day to that of the next. Pure.
import { subtract } from '../platform/shared/money.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { Values } from '../forms/answers.ts';
import { type FormVersion, itemsOf, type NumberItem, numbersIn } from '../forms/form.ts';
import { periodAfter, spanOf } from '../forms/period.ts';

/**
 * Accepted figures of returns, in the base units of their items: `kind` is form and item (`institution-month.revenue`), `level` the class of S&T
 * services. No organization is named in the ledger.
 */
export const returned = measure('returned', '', 2);

export type ReturnedFacts = {
  version: FormVersion;
  /** Where the respondent reported over time. */
  seats: readonly Seat[];
  root: string;
  /** What had been told up to the last counting return of the same year; null where this one is its first. */
  toldBefore: Values | null;
};
export type Returned = { form: string; period: string; class: string | null; answers: Values };

/**
 * A cumulative figure counts with what it adds to the one before of its year, on the last day of the period; another flow whole. A stock
 * stands from that day until the last day of the next period: who tells nothing then is missing there, not carried on.
 */
export function contributes(of: Returned, { version, seats, root, toldBefore }: ReturnedFacts): Posted[] {
  const { to } = spanOf(of.period);
  const region = regionOn(seats, to) ?? root;
  const at = (item: NumberItem) => ({
    measure: returned,
    region,
    kind: seriesOf(of.form, item.code),
    level: of.class ?? '',
    dimensions: {},
  });
  return numbersIn(itemsOf(version)).flatMap((item): Posted[] => {
    const value = of.answers[item.code] ?? null;
    if (item.measured === undefined || value === null) return [];
    if (item.measured === 'flow') {
      const before = item.cumulative ? (toldBefore?.[item.code] ?? '0') : '0';
      return [entry({ ...at(item), amount: subtract(value, before), on: to })];
    }
    return [
      entry({ ...at(item), amount: value, on: to }),
      entry({ ...at(item), amount: subtract('0', value), on: spanOf(periodAfter(of.period)).to }),
    ];
  });
}

/** How a figure of a form is called in the ledger, and so in definitions of indicators. */
export const seriesOf = (form: string, item: string): string => `${form}.${item}`;
