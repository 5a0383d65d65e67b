// Reporting units of a city, its departments and its streets, as its pack declares them. Pure; not the map itself.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';

/** What a reporting unit is. A functional area lies inside a district and has no code of its own in GB/T 2260. */
export const regionKinds = ['city', 'district', 'functionalArea', 'cityUnits'] as const;

export const region = z.strictObject({
  /** Id of the reporting unit: `CZ-WJ`. */
  id: z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/),
  name: text,
  kind: z.enum(regionKinds),
  /** GB/T 2260 code; null for what is no statutory unit. An organization there has the code of the district around it. */
  divisionCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  /** Region that it lies in; null for the city. */
  within: z.string().nullable(),
  /** Days from and to which it reports; null where not known or without end. */
  from: day.nullable(),
  to: day.nullable(),
  /** `name` of its feature in map.geojson; null when no outline is there. */
  mapName: z.string().nullable(),
});
export type Region = z.infer<typeof region>;

/** regions.json: in the order of pages. */
export const regions = z
  .array(region)
  .min(1)
  .superRefine((all, context) => {
    for (const [index, one] of all.entries()) {
      for (const wrong of faultsOf(one, all)) context.addIssue({ code: 'custom', path: [index], message: wrong });
    }
    if (all.filter((one) => one.kind === 'city').length !== 1)
      context.addIssue({ code: 'custom', message: 'exactly one region is the city' });
  });

function faultsOf(one: Region, all: readonly Region[]): string[] {
  const around = all.find((other) => other.id === one.within);
  const faults: string[] = [];
  if (all.filter((other) => other.id === one.id).length > 1) faults.push(`id ${one.id} twice`);
  if ((one.within === null) !== (one.kind === 'city')) faults.push(`${one.id}: only the city lies in nothing`);
  if (one.within !== null && around === undefined) faults.push(`${one.id}: lies in ${one.within}, which is not a region`);
  const wanted = one.kind === 'functionalArea' ? 'district' : 'city';
  if (around !== undefined && around.kind !== wanted) faults.push(`${one.id}: a ${one.kind} lies in a ${wanted}`);
  if (one.kind === 'district' && one.divisionCode === null) faults.push(`${one.id}: a district has a division code`);
  if ((one.kind === 'functionalArea' || one.kind === 'cityUnits') && one.divisionCode !== null)
    faults.push(`${one.id}: a ${one.kind} has no division code of its own`);
  return faults;
}

/**
 * Region ids whose entries count for `id`. The city: all, its own included (what no district is known for). A district: itself,
 * and with `in` the functional areas inside it. Nothing for an unknown id.
 */
export function regionsInside(all: readonly Region[], id: string, how: { functionalAreas: 'in' | 'out' }): string[] {
  const asked = all.find((one) => one.id === id);
  if (asked === undefined) return [];
  if (asked.kind === 'city') return all.map((one) => one.id);
  if (how.functionalAreas === 'out') return [id];
  return all.filter((one) => one.id === id || one.within === id).map((one) => one.id);
}

/** Division code of an organization that reports to `id`: the region's own, or that of the district around it; null for city units. */
export function divisionCodeOf(all: readonly Region[], id: string): string | null {
  const asked = all.find((one) => one.id === id);
  if (asked === undefined || asked.kind === 'cityUnits') return null;
  return asked.divisionCode ?? (asked.within === null ? null : divisionCodeOf(all, asked.within));
}

/** departments.json: competent departments by code; who is in charge of what is data, and may be empty. */
export const departments = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
    name: text,
    /** What it has to do with in this platform. */
    role: text,
  }),
);
export type Department = z.infer<typeof departments>[number];

/** streets.json: towns, streets and like units, to find the reporting unit of an address. Names stand as written in addresses. */
export const streets = z.array(
  z.strictObject({
    /** Nine digits: the district's six and three more. */
    code: z.string().regex(/^\d{9}$/),
    name: z.string().min(1),
    divisionCode: z.string().regex(/^\d{6}$/),
    reportingUnit: z.string(),
  }),
);
export type Street = z.infer<typeof streets>[number];

/** organization-kinds.json: what a body does, in words, for the codes of `kind` in organizations.csv. */
export const organizationKinds = z.array(z.strictObject({ code: z.string().regex(/^[a-z][A-Za-z0-9]*$/), name: text }));
