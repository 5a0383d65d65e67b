// What the registers know beside items of a return that are typed: another source, by which they are checked. Changes nothing.
import type { QueryExecutorProvider } from 'kysely';
import { spanOf } from '../../../forms/period.ts';
import { itemsOf, numbersIn } from '../../../forms/form.ts';
import type { CheckedForm } from '../../../forms/server/index.ts';
import type { Known } from '../../../forms/past.ts';
import { startOfYear } from '../../../platform/shared/dates.ts';
import type { Facts } from './open.ts';

export type KnownOf = (
  form: CheckedForm,
  of: { organization: string; period: string },
  on: QueryExecutorProvider,
) => Promise<Known[]>;

/** From the first of the year of items that are told so. A register that is not complete for these days says nothing. */
export const knownOf =
  (facts: Facts): KnownOf =>
  async ({ version }, { organization, period }, on) => {
    const asked = numbersIn(itemsOf(version)).flatMap((one) => (one.known ? [{ item: one, known: one.known }] : []));
    const { from, to } = spanOf(period);
    const found: Known[] = [];
    for (const cumulative of [true, false]) {
      const these = asked.filter(({ item }) => item.cumulative === cumulative);
      if (these.length === 0) continue;
      const codes = these.map(({ known }) => known.fact);
      const values = await facts.known(codes, { organization, from: cumulative ? startOfYear(to) : from, to }, on);
      for (const { item, known } of these) {
        const fact = values[known.fact] ?? null;
        if (fact !== null) found.push({ item: item.code, ...fact, holds: known.holds, tolerance: known.tolerance });
      }
    }
    return found;
  };
