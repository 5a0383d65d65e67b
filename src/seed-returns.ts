// The invented city's monthly returns as they went through the house: asked, handed in on time or late, errors found, sent back and mended, accepted, put right later. The figures: seed-returns-plan.ts.
import { z } from 'zod';
import type { Pack } from './platform/server/pack.ts';
import { frame } from './statistics/frame.ts';
import { stClassOf } from './organizations/classification.ts';
import { addDays, daysBetween } from './platform/shared/dates.ts';
import { sure } from './platform/shared/sure.ts';
import { type Answers, type Given, writtenOf } from './forms/answers.ts';
import { form as formShape, type FormVersion } from './forms/form.ts';
import { spanOf } from './forms/period.ts';
import type { Deed } from './seed-deed.ts';
import type { Invented } from './seed-invented.ts';
import { signedBy, withContracts } from './seed-returns-contracts.ts';
import { type PlantedError, plantErrors } from './seed-returns-errors.ts';
import { type PlannedReturn, type Reporting, returnsPlan } from './seed-returns-plan.ts';
import type { Making, Organizations } from './seed-organizations.ts';
import { type Chance, chanceOf } from './seed-random.ts';

const form = 'institution-month';
export type ReturnsMaking = Pick<Making, 'calendar' | 'last'> & {
  pack: Pack;
  words: Invented['returns'];
  random: number;
  organizations: Organizations;
  /** What was done to the list above scale: whom it lists the state asks itself. */
  scale: readonly Deed[];
  /** What was done to contracts: what was signed and registered is among its seller's orders. */
  sold: readonly Deed[];
  /** How many of them at most. */
  most: number | undefined;
};

/** Everything that was done to returns, in the order of a return's life. */
export function makeReturns({ pack, words, calendar, random, last, organizations, scale, sold, most }: ReturnsMaking): Deed[] {
  const [version] = pack.read('law/forms/institution-month.json', formShape).versions;
  const institutions = institutionsOf({ pack, calendar, organizations, scale }).slice(0, most);
  const from = { year: Number(calendar.first.slice(0, 4)), month: 1 };
  const asked = { seed: random, institutions, from, months: monthsUntil(calendar.first, last) };
  const planned = withContracts(returnsPlan(asked), signedBy(sold));
  const errors = new Map(plantErrors(random, planned).map((one) => [nameOf(one), one]));
  const regions = new Map(institutions.map(({ key, region }) => [key, region]));
  const around = { words, calendar, version: sure(version, 'a version of the monthly form') };
  return planned.flatMap((one) => {
    const chance = chanceOf(random, `return ${nameOf(one)}`);
    return lifeOf({ ...around, chance, region: regions.get(one.key) ?? '' }, one, errors.get(nameOf(one)));
  });
}

type Institution = Reporting & { region: string };
/** Those whom the form's frame asks. */
function institutionsOf({
  pack,
  calendar,
  organizations,
  scale,
}: Pick<ReturnsMaking, 'pack' | 'calendar' | 'organizations' | 'scale'>) {
  const of = pack.read('law/frames.json', z.array(frame)).find(({ code }) => code === 'serviceInstitutions')?.of;
  const without = of?.register === 'organizations' ? (of.withoutKinds ?? []) : [];
  const listed = new Set(scale.flatMap((one) => (one.of === 'aboveScaleListing' ? Object.values(one.refers ?? {}) : [])));
  const sizes = new Map(organizations.deeds.map(({ key, input }) => [key, String(input['size'])]));
  return organizations.bodies.flatMap((body): Institution[] => {
    const kind = stClassOf(body.industry)?.major;
    if (kind === undefined || listed.has(body.key) || without.includes(body.kind)) return [];
    const founded = calendar.dayOf(body.at);
    const isOld = daysBetween(calendar.first, founded) < 30;
    const size = sizeOf(sizes.get(body.key));
    return [{ key: body.key, class: kind, size, founded: isOld ? '2015-01-01' : founded, region: body.region }];
  });
}

const nameOf = ({ key, year, month }: { key: string; year: number; month: number }): string => `return ${key} ${year} ${month}`;
const monthsUntil = (first: string, last: string): number =>
  (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
const sizeOf = (said: string | undefined): Reporting['size'] =>
  said === 'large' || said === 'medium' || said === 'small' ? said : 'micro';

type Living = Pick<ReturnsMaking, 'words' | 'calendar'> & { version: FormVersion; chance: Chance; region: string };
/** One return from the morning on which it is asked. A few never come; some are a week late. */
function lifeOf(of: Living, one: PlannedReturn, error: PlantedError | undefined): Deed[] {
  const { calendar, chance, words, region, version } = of;
  const period = `${one.year}-${String(one.month).padStart(2, '0')}`;
  const { to } = spanOf(period);
  const key = nameOf(one);
  const asked = calendar.after(addDays(to, 1), 0, chance);
  const deeds: Deed[] = [
    { of: 'statisticalReturn', key, action: 'create', at: asked, input: { form, period }, refers: { organization: one.key } },
  ];
  let day = calendar.dayOf(asked);
  const act = (action: string, days: readonly [number, number], input: object = {}, by: Pick<Deed, 'region'> = {}) => {
    const at = calendar.after(day, chance.int(...days), chance);
    // Never before what came before it, on the same day either.
    const before = sure(deeds.at(-1), 'what came before').at.getTime();
    const later = at.getTime() > before ? at : new Date(before + chance.int(60_000, 3_600_000));
    day = calendar.dayOf(later);
    deeds.push({ of: 'statisticalReturn', key, action, at: later, input: { ...input }, ...by });
  };
  const whole = (answers: Answers): { whole: Given & { explanations: Record<string, string> } } => ({
    whole: { ...writtenOf(version, answers), explanations: {} },
  });
  if (error === undefined && chance.happens(0.006)) {
    act('markMissing', [35, 40]);
    return deeds;
  }
  act('submit', chance.happens(0.05) ? [15, 21] : [1, 12], whole(error?.answers ?? one.answers));
  const isFound = error !== undefined && chance.happens(0.6);
  const isSentBack = isFound || chance.happens(0.015);
  if (isSentBack) {
    const place = error?.items[0] ?? chance.pick(['revenue', 'staff', 'pay']);
    act('sendBack', [1, 3], { queries: [{ place, words: chance.pick(words.queries) }] }, { region });
    act('submit', [1, 4], whole(one.answers));
  }
  act('acceptAtDistrict', [0, 3], {}, { region });
  act('accept', [0, 4]);
  // What came back was put right with all else.
  if (error !== undefined && !isFound && chance.happens(0.7) && !isSentBack) {
    act('amend', [20, 70], { ...whole(one.answers), reason: chance.pick(words.amendments) });
    act('acceptAmendment', [1, 5]);
  }
  return deeds;
}
