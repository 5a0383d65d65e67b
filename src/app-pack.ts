// The parts of a pack that code needs, each read by its module's schema, and what must hold between them. Part of the composition root.
import { z } from 'zod';
import { type Pack, PackError } from './platform/server/pack.ts';
import { coverage, indicatorDefinition, indicatorFaults } from './indicators/indicator.ts';
import { type RegionTree, seriesNames } from './indicators/server/index.ts';
import { departments, organizationKinds, type Region, regions, regionsInside, streets } from './organizations/region.ts';
import { calendarFaults, cityCalendar } from './desk/cityCalendar.ts';
import { plan, planFaults } from './plans/plan.ts';
import { technologyManagers } from './people/server/index.ts';
import { contractCount, technicalIncome, technologyTurnover, turnover } from './contracts/server/index.ts';
import { titles, titlesEver, titlesKnown, titlesNew } from './recognitions/contributes.ts';
import { recognitionKinds } from './recognitions/kind.ts';
import { aboveScale, reported, reportedNil, returned } from './statistics/server/index.ts';

/** What the modules post to the ledger. */
export const measures = [
  titles,
  titlesEver,
  titlesNew,
  titlesKnown,
  reported,
  reportedNil,
  aboveScale,
  returned,
  technologyManagers,
  turnover,
  technologyTurnover,
  contractCount,
  technicalIncome,
];

export type PackParts = ReturnType<typeof readPack>;

/** Throws `PackError`, so that a broken pack stops the start and not a page. */
export function readPack(pack: Pack) {
  const parts = {
    regions: pack.read('regions.json', regions),
    streets: pack.read('streets.json', streets),
    organizationKinds: pack.read('organization-kinds.json', organizationKinds),
    kinds: pack.read('kinds.json', recognitionKinds),
    definitions: pack.read('indicators.json', z.array(indicatorDefinition)),
    coverages: pack.read('coverage.json', z.array(coverage)),
    departments: pack.read('departments.json', departments),
    calendar: pack.has('calendar.json') ? pack.read('calendar.json', cityCalendar) : cityCalendar.parse({}),
    plans: plansIn(pack),
  };
  const wrong = indicatorFaults(parts.definitions, parts.coverages, {
    measures: measures.map((one) => one.code),
    groups: parts.kinds.groups.map((one) => one.code),
  });
  if (wrong.length > 0) throw new PackError(`${pack.city.code}/indicators.json, coverage.json`, wrong);
  const series = [...new Set(parts.definitions.flatMap(seriesNames))];
  const around = {
    indicators: parts.definitions.map((one) => one.code),
    kinds: parts.kinds.kinds.map((one) => one.code),
    series,
    departments: parts.departments.map((one) => one.code),
  };
  const wrongDays = calendarFaults(parts.calendar, { series });
  if (wrongDays.length > 0) throw new PackError(`${pack.city.code}/calendar.json`, wrongDays);
  const faults = parts.plans.flatMap((one) => planFaults(one, around));
  if (faults.length > 0) throw new PackError(`${pack.city.code}/plans`, faults);
  return { ...parts, series };
}

/** The plans of a pack, by their own days. */
export const plansIn = (pack: Pack) =>
  pack.files.filter((file) => /^plans\/.+\.json$/.test(file)).map((file) => pack.read(file, plan));

/** The city's regions as indicators need them. */
export const regionTree = (all: readonly Region[], root: string): RegionTree => ({
  root,
  inside: (id, functionalAreas) => regionsInside(all, id, { functionalAreas }),
  parts: (id, functionalAreas) => {
    const ofCity = (one: Region) => one.kind !== 'city' && (functionalAreas === 'out' || one.kind !== 'functionalArea');
    const ofDistrict = (one: Region) => one.id === id || (functionalAreas === 'in' && one.within === id);
    return all.filter(id === root ? ofCity : ofDistrict).map((one) => ({ id: one.id, name: one.name }));
  },
  whole: all.filter((one) => one.kind === 'district').map((one) => one.id),
});
