// Names and codes of the invented city: organizations, persons, credit codes whose registrar cannot be real. Each given once.
import { checkCreditCode, isOrganizationCode } from './organizations/creditCode.ts';
import type { Invented } from './seed-invented.ts';
import type { Chance } from './seed-random.ts';

export type Names = ReturnType<typeof openNames>;

/** `divisions` gives the division code of each reporting unit: the registrar's place in credit codes, 99xxxx in an invented city. */
export function openNames(of: Invented, chance: Chance, divisions: (region: string) => string) {
  const bodies = new Set<string>();
  const persons = new Set<string>();
  const titles = new Set<string>();
  let codes = 0;
  let globals = 0;
  const brand = () => {
    const first = chance.pick(of.brands.first);
    return first + chance.pick(of.brands.second.filter((one) => one !== first));
  };

  /** The first name whose key nothing has yet; after many attempts a further character makes room. */
  function fresh(taken: Set<string>, make: () => { name: string; key: string }): string {
    for (let attempt = 0; attempt < 200; attempt++) {
      const { name, key } = make();
      const further = attempt < 40 ? '' : chance.pick(of.brands.first);
      if (taken.has(further + key)) continue;
      taken.add(further + key);
      return further === '' ? name : name.replace(key, further + key);
    }
    throw new Error('no name is left: the pack has too few for this size');
  }

  return {
    /** `{place}{brand}{line}{form}`; brand and line together are used once, so that no two names differ in place or form alone. */
    organization: (line: string, form: string) =>
      fresh(bodies, () => {
        const key = brand() + line;
        return { name: chance.weighted(of.places) + key + form, key };
      }),
    /** A title from its pattern. */
    title(pattern: string, around: { region: string; holder: string }): string {
      if (pattern.includes('{global}')) globals++;
      return fresh(titles, () => {
        const parts: Record<string, string> = {
          place: of.places[0]?.[0] ?? '',
          brand: brand(),
          field: chance.pick(of.fields),
          abroad: chance.pick(of.abroad),
          global: of.global[(globals - 1) % of.global.length] ?? '',
          ...around,
        };
        const name = pattern.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
        return { name, key: name };
      });
    },
    /** A person's name; `among` tells persons of one name apart, and with the same nobody else is called so. */
    person: (among: string) =>
      fresh(persons, () => {
        const name =
          chance.pick(of.people.surnames) +
          chance.pick(of.people.given) +
          (chance.happens(0.7) ? chance.pick(of.people.given) : '');
        return { name, key: `${name} ${among}` };
      }),
    /** A credit code that passes every check, and whose registrar is no real place. */
    creditCode(department: string, region: string): string {
      const number = String((++codes * 7919) % 10_000_000).padStart(7, '0');
      const organizationCode = withCheck(
        [...'0123456789X'].map((check) => `M${number}${check}`),
        isOrganizationCode,
      );
      const start = department + divisions(region) + organizationCode;
      return withCheck(
        [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((check) => start + check),
        (code) => checkCreditCode(code).ok,
      );
    },
  };
}

function withCheck(candidates: readonly string[], holds: (code: string) => boolean): string {
  const found = candidates.find(holds);
  if (found === undefined) throw new Error(`no check character fits ${candidates[0]}`);
  return found;
}
