// Which reporting unit a text means: an id, a name in either language, a division code, or a town or street of the pack. Pure.
import type { Region, Street } from './region.ts';

const plain = (said: string): string => said.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
/** A name as it may be shortened: Chinese without its last character (district, city, county), English without such a word. */
const shortened = (name: string): string[] => [
  plain(name),
  ...(/^[a-z]/i.test(name) || name.length < 3 ? [] : [plain(name).slice(0, -1)]),
];

/**
 * Ids of the reporting units that a text can mean: one when it is clear, none when it names no part of the city (the city itself is
 * no part of it), several when it does not tell them apart. A street says more than the district that it lies in.
 */
export function findRegions(said: string, regions: readonly Region[], streets: readonly Street[]): string[] {
  const parts = regions.filter((one) => one.kind !== 'city');
  const asked = plain(said);
  const exact = parts.filter(
    (one) =>
      [plain(one.id), ...[one.name.zh, one.name.en].flatMap(shortened)].some(
        (name) => name === asked || name === asked.replace(/(district|city)$/, ''),
      ) || one.divisionCode === asked,
  );
  if (asked === '' || exact.length > 0) return exact.map((one) => one.id);
  const named = parts.filter((one) => asked.includes(plain(one.name.zh)));
  const within = (street: Street): boolean =>
    named.length === 0 || named.some((one) => one.id === street.reportingUnit || one.divisionCode === street.divisionCode);
  const units = new Set(
    streets.filter((street) => asked.includes(plain(street.name)) && within(street)).map((street) => street.reportingUnit),
  );
  if (units.size > 0) return [...units];
  // A functional area says more than the district around it.
  return named.filter((one) => !named.some((other) => other.within === one.id)).map((one) => one.id);
}
