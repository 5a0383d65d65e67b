// Which reporting unit a text means: an id, a name in either language, a division code, or a town or street of the pack. Pure.
import type { Region, Street } from './region.ts';

const plain = (said: string): string => said.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
/** Names without what kind of place they are: district, city, county. */
const short = (name: string): string => plain(name).replace(/(?<=..)[区市县]$|district$|city$/, '');

/**
 * Ids of the reporting units that a text can mean: one when it is clear, none when it names no part of the city (the city itself is
 * no part of it), several when it does not tell them apart. A street says more than the district that it lies in.
 */
export function findRegions(said: string, regions: readonly Region[], streets: readonly Street[]): string[] {
  const parts = regions.filter((one) => one.kind !== 'city');
  const asked = plain(said);
  const exact = parts.filter(
    (one) =>
      [one.id, one.name.zh, one.name.en].some((name) => plain(name) === asked) ||
      [one.name.zh, one.name.en].some((name) => short(name) === short(asked)) ||
      one.divisionCode === asked,
  );
  if (asked === '' || exact.length > 0) return exact.map((one) => one.id);
  const named = parts.filter((one) => asked.includes(plain(one.name.zh)));
  const within = (street: Street): boolean =>
    named.length === 0 || named.some((one) => one.id === street.reportingUnit || one.divisionCode === street.divisionCode);
  const units = new Set(streets.filter((street) => asked.includes(plain(street.name)) && within(street)).map((street) => street.reportingUnit));
  if (units.size > 0) return [...units];
  // A functional area says more than the district around it.
  return named.filter((one) => !named.some((other) => other.within === one.id)).map((one) => one.id);
}
