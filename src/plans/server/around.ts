// What the kinds of the plan at work share: the pack around them, who sees a row, checks of names, filters. No kind of its own.
import { type Expression, type Kysely, sql, type SqlBool } from 'kysely';
import { type Actor, hasRole, type Language, sameHands } from '../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import type { WorkingDays } from '../../platform/shared/workingDays.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Department, Region } from '../../organizations/region.ts';
import { type Condition, type Kernel, now, type Sight } from '../../records/server/index.ts';
import type { Evidence } from '../milestone.ts';
import type { Plan } from '../plan.ts';
import type { PlanTables } from './tables.ts';

export type Link = Evidence['records'][number];
/** What people call linked records, by id; one that is not there is missing. Read on the connection given. */
export type LinkedTitles = (links: readonly Link[], on: object) => Promise<ReadonlyMap<string, (language: Language) => string>>;

export type Around = {
  kernel: Kernel;
  plans: readonly Plan[];
  regions: readonly Region[];
  root: string;
  departments: readonly Department[];
  organizations: Pick<Organizations, 'isActive' | 'names'>;
  linkedTitles: LinkedTitles;
  /** The working days as they are published now, read on the connection given. */
  workingDays: (on: OnPlan) => Promise<WorkingDays>;
};
export type OnPlan = Kysely<PlanTables>;

export const todayOn = async (kernel: Kernel, on: OnPlan): Promise<string> => kernel.dayOf(await now(on));

/** The bureau and who audits see all; a district's officer what the condition says of its own district. */
export function seenByOfficers(actor: Actor, ofDistrict: (region: string) => Expression<SqlBool>): Sight {
  if (hasRole(actor, 'bureauOfficer', 'auditAdmin', 'clock')) return 'all';
  return hasRole(actor, 'districtOfficer') && actor.region !== null ? ofDistrict(actor.region) : 'none';
}
export const isOf = (region: string): Expression<SqlBool> => sql<boolean>`region = ${region}`;

/** An officer of the district that a record names. */
export const isDistrictOf = (actor: Actor, region: string | null | undefined): boolean =>
  hasRole(actor, 'districtOfficer') && actor.region !== null && actor.region === region;
/** A bureau officer, and not the one who did what is to be checked, nor in whose name it was done. */
export const isAnotherOfficer = (actor: Actor, ...before: readonly (string | null)[]): boolean =>
  hasRole(actor, 'bureauOfficer') && !sameHands(actor, ...before);

export const planOf = ({ plans }: Around, code: string): Plan | undefined => plans.find((one) => one.code === code);
export const taskOf = (around: Around, plan: string, number: number) =>
  planOf(around, plan)?.tasks.find((one) => one.number === number);

export function checkPlan(around: Around, code: string): Plan {
  const found = planOf(around, code);
  if (!found) throw wrongField('plan', 'unknown', 'planTasks:refusals.plan', { plan: code });
  return found;
}
export function checkTask(around: Around, plan: string, number: number) {
  const found = checkPlan(around, plan).tasks.find((one) => one.number === number);
  if (!found) throw wrongField('task', 'unknown', 'planTasks:refusals.task', { task: number });
  return found;
}
/** A district or a functional area: nobody is responsible for the whole city but the bureau. */
export function checkRegion({ regions, root }: Around, id: string | null | undefined, path = 'region'): void {
  if (id === null || id === undefined) return;
  if (id === root || !regions.some((one) => one.id === id))
    throw wrongField(path, 'unknown', 'planTasks:refusals.region', { region: id });
}
export function checkDepartment({ departments }: Around, code: string | null | undefined, path = 'department'): void {
  if (code === null || code === undefined) return;
  if (!departments.some((one) => one.code === code))
    throw wrongField(path, 'unknown', 'planTasks:refusals.department', { department: code });
}

/** Linked records must be there: who names one that is not is told which. */
export async function checkLinks({ linkedTitles }: Around, on: object, links: readonly Link[]): Promise<void> {
  const found = await linkedTitles(links, on);
  const at = links.findIndex((one) => !found.has(one.id));
  if (at >= 0) throw wrongField(`records.${at}.id`, 'unknown', 'milestones:refusals.record', { id: links[at]?.id ?? '' });
}
export const shownLinks = (links: readonly Link[], titles: Awaited<ReturnType<LinkedTitles>>, language: Language) =>
  links.map((one) => ({ ...one, title: titles.get(one.id)?.(language) ?? '' }));

export const departmentName = ({ departments }: Around, code: string | null, language: Language): string | null => {
  const name = departments.find((one) => one.code === code)?.name;
  return name ? textIn(name, language) : code;
};
export const taskTitle = (around: Around, plan: string, number: number, language: Language): string => {
  const found = taskOf(around, plan, number);
  return found ? textIn(found.title, language) : String(number);
};

/** The day of now in the city, in SQL. */
export const todayIn = ({ kernel }: Around) => sql`(clock_timestamp() at time zone ${kernel.city.timeZone})::date`;

export const like = (words: string): string => `%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
/** Filters that several kinds have alike. */
export const sharedFilters = ({ regions, departments }: Around) => ({
  plan: (value: string): Condition => sql<boolean>`plan = ${value}`,
  task: (value: string): Condition => sql<boolean>`task = ${Number(value)}`,
  state: (value: string): Condition => sql<boolean>`state = ${value}`,
  region: (value: string): Condition =>
    sql<boolean>`region = any(${someOf(
      'region',
      value,
      regions.map((one) => one.id),
    )}::text[])`,
  department: (value: string): Condition =>
    sql<boolean>`department = any(${someOf(
      'department',
      value,
      departments.map((one) => one.code),
    )}::text[])`,
});
