// The invented city's technology managers: certified, affiliated, confirmed each year, some late, some no more. Names are made of common characters and mean nobody.
import { addDays, yearOf } from './platform/shared/dates.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented } from './seed-invented.ts';
import type { Names } from './seed-names.ts';
import type { Body, Organizations } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';

type Making = {
  invented: Invented;
  names: Names;
  chance: Chance;
  calendar: Calendar;
  size: number;
  last: string;
  organizations: Organizations;
};
const certificateYears = 5;
const levels = [
  ['junior', 55],
  ['intermediate', 35],
  ['senior', 10],
] as const;

/** All technology managers; `holding` gathers the organizations that have one. */
export function makePeople(of: Making, holding: Set<string>): Deed[] {
  const { invented, chance, calendar, size, organizations } = of;
  const stock = addDays(calendar.first, 20);
  const able = organizations.bodies.filter(
    (one) => ['transferOrganization', 'university'].includes(one.kind) && calendar.dayOf(one.at) < stock,
  );
  return Array.from({ length: Math.round(invented.managers.count * size) }, (_, index) => {
    const joined = chance.happens(0.64) ? null : addDays(calendar.first, chance.int(40, 990));
    return managerOf(of, index, able, joined, holding);
  }).flat();
}

/** One manager: from the first days if `joined` is null, else from about that day on. */
function managerOf(of: Making, index: number, able: readonly Body[], joined: string | null, holding: Set<string>): Deed[] {
  const { invented, names, chance, calendar, last } = of;
  const key = `technologyManager ${index}`;
  const deeds: Deed[] = [];
  const add = (action: string, at: Date, input: Record<string, unknown>, refers?: Record<string, string>) =>
    deeds.push({ of: 'technologyManager', key, action, at, input, ...(refers ? { refers } : {}) });
  let working = '';
  const place = (): string => {
    working = chance.pick(able.filter((one) => one.key !== working)).key;
    holding.add(working);
    return working;
  };

  const begun = calendar.workday(joined ?? addDays(calendar.first, chance.int(15, 18)));
  const issuedOn =
    joined === null ? addDays(begun, -chance.int(60, certificateYears * 365 - 120)) : addDays(begun, -chance.int(15, 200));
  let validTo = addDays(issuedOn, certificateYears * 365);
  const certificateNumber = `YC${issuedOn.slice(0, 4)}${String(index + 1).padStart(6, '0')}`;
  const trainingBase = chance.pick(invented.managers.transferBases);
  const entered = calendar.after(begun, 0, chance);
  add('create', entered, {
    name: names.person(`${trainingBase} ${issuedOn}`),
    certificateNumber,
    certificateLevel: chance.weighted(levels),
    issuedOn,
    validTo,
    trainingBase,
    technologyFields: chance.some(invented.fields, chance.int(1, 3)),
  });
  const since = joined === null ? addDays(calendar.first, -chance.int(30, 900)) : begun;
  const affiliated = new Date(entered.getTime() + chance.int(2, 9) * 60_000);
  add('affiliate', affiliated, { on: since }, { organization: place() });
  let confirmed = calendar.workday(addDays(begun, chance.int(1, 7)));
  add('confirm', calendar.after(confirmed, chance.int(0, 2), chance), { on: confirmed });

  // Each year's word of the organization: in time, late, or never again.
  for (;;) {
    const fate = chance.next();
    const due = calendar.workday(addDays(confirmed, fate < 0.1 ? chance.int(385, 430) : chance.int(300, 352)));
    if (due > last) break;
    if (validTo < due) {
      if (!chance.happens(0.9)) break;
      const renewed = calendar.workday(addDays(validTo, -chance.int(10, 60)));
      validTo = addDays(renewed, certificateYears * 365);
      add('renew', calendar.after(renewed, chance.int(0, 3), chance), { on: renewed, validTo });
    }
    if (fate > 0.96) {
      add('endAffiliation', calendar.after(due, chance.int(1, 9), chance), {
        on: due,
        reason: chance.pick(invented.reasons.end),
      });
      break;
    }
    if (fate > 0.93) add('affiliate', calendar.after(due, 0, chance), { on: due }, { organization: place() });
    confirmed = due;
    const at = calendar.after(confirmed, chance.int(1, 5), chance);
    add('confirm', at, { on: confirmed });
  }
  return deeds.filter((one) => yearOf(calendar.dayOf(one.at)) <= yearOf(last));
}
