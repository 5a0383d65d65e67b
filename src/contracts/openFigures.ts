// How far the city's figures of contracts are open to whoever is no officer: by ends of months, without districts that tell of one party. Pure.
import { addDays, endOfMonth, startOfMonth } from '../platform/shared/dates.ts';
import { type Cell, type Known, publishedCells } from './published.ts';

/** The last end of a month that is over on `today` and not after the day asked. */
export function monthEndOver(asOf: string, today: string): string {
  const last = asOf < today ? asOf : addDays(today, -1);
  return last === endOfMonth(last) ? last : addDays(startOfMonth(last), -1);
}

/** What of a sum is judged: one contract's part in one month. */
export type Deal = Known & { region: string };
type Place = { id: string; kind: string; within: string | null };

/**
 * Whether a place's sum is withheld. First the districts, whose sum is the city's; then, within each that is shown, the district alone and
 * its functional areas, whose sum is the district's. Safe in each month: who kept the sums of the month before has what was added by
 * subtraction. `alone` leaves a district's areas out.
 */
export function hiddenPlaces(deals: readonly Deal[], places: readonly Place[]): (region: string, alone: boolean) => boolean {
  const monthly = deals.map((one) => ({ ...one, quarter: one.on.slice(0, 7) }));
  const areas = new Map(places.filter((one) => one.kind === 'functionalArea').map((one) => [one.id, one.within]));
  const known = new Set(places.filter((one) => one.kind !== 'city').map((one) => one.id));
  const districtOf = (region: string): string => (known.has(region) ? (areas.get(region) ?? region) : nowhere);
  const hidden = new Set(withheldOf(publishedCells(monthly, (one) => districtOf(one.region))));
  const parts = new Set<string>();
  for (const [district, own] of Map.groupBy(monthly, (one) => districtOf(one.region)))
    for (const region of withheldOf(publishedCells(own, (one) => one.region))) if (!hidden.has(district)) parts.add(region);
  return (region, alone) => hidden.has(districtOf(region)) || ((alone || areas.has(region)) && parts.has(region));
}
/** What lies in no district. */
const nowhere = '';
const withheldOf = (cells: readonly Cell[]): string[] => cells.flatMap((one) => (one.sums === null ? [one.key] : []));
