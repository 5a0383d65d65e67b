// What happens to allocations: drafted, submitted if they sum or say why not, decided by a second officer. Which version holds on a day.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, type Language, sameHands } from '../../platform/shared/actor.ts';
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { compare, isZero, scaled, sum } from '../../platform/shared/money.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { type Condition, type Kernel, openKind, papersOfBureau } from '../../records/server/index.ts';
import { displayIn, type IndicatorDefinition } from '../../indicators/indicator.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import { above, allocationRecords, balanceOf, ownAllocation, type Part, planValueOf, unbalanced } from '../allocation.ts';
import { isWhole } from '../pace.ts';
import type { Plan, PlanTarget } from '../plan.ts';
import type { KnownPlans } from './known.ts';
import type { Allocations as AllocationTable, PlanTables } from './tables.ts';
import { allocationTells } from '../tells.ts';
import { allocationWaits } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

export type AllocationRow = Selectable<AllocationTable>;
type Tx = Transaction<PlanTables>;
export type Named = { regions: readonly Region[]; departments: readonly { code: string; name: Text }[] };
export type AllocationParts = Named & { known: KnownPlans; indicators: Indicators };
export type Allocations = ReturnType<typeof openAllocations>;

export function openAllocations(kernel: Kernel, db: Kysely<PlanTables>, of: AllocationParts) {
  const { known } = of;
  // Plans that are being adopted in the act around the one that allocates them.
  const adopting = new WeakMap<object, Plan>();
  const opened = openKind(kernel, db, {
    kind: allocationRecords,
    table: 'allocations',
    related: async (_rows, on) => new Map((await known.all(on)).map((one) => [one.plan.code, one.plan])),
    present: (row, _personal, actor, { related }) => ({
      ...presented(of, row, actor, related ?? new Map()),
      decidedOn: row.decided_at === null ? null : kernel.dayOf(row.decided_at),
    }),
    title: (row, _personal, language) => titleOf(of, row, language),
    waits: allocationWaits,
    tells: allocationTells,
    papers: { ...papersOfBureau, retention: 'permanent', closed: ['decided', 'withdrawn'] },
    visible: (actor) =>
      actor.roles.some((role) => role === 'bureauOfficer' || role === 'auditAdmin')
        ? 'all'
        : actor.roles.includes('districtOfficer')
          ? sql<boolean>`state = 'decided'`
          : 'none',
    parties: {},
    filters: {
      plan: (value): Condition => sql<boolean>`plan = ${value}`,
      target: (value): Condition => sql<boolean>`target = ${value}`,
      year: (value): Condition => sql<boolean>`year = ${Number(value)}`,
      state: (value): Condition => sql<boolean>`state = ${value}`,
      place: (value): Condition => sql<boolean>`parts @> ${JSON.stringify([{ place: value }])}::jsonb`,
    },
    handlers: {
      create: async ({ tx, input, actor, day }) => {
        const { plan, target } = await targetOf(of, tx, input, adopting.get(input));
        checkYear(plan, target, input.year);
        const before = await standing(tx, input);
        const holds_from = input.holdsFrom ?? (before ? dayWithin(day, input.year) : `${input.year}-01-01`);
        checkHolds(plan, input.year, holds_from);
        checkTotal(target, input.year, input.total);
        checkParts(of, target, input.parts);
        const { year, total, parts, reason } = input;
        return {
          plan: plan.code,
          target: target.code,
          year,
          total,
          parts,
          reason,
          document_number: input.documentNumber,
          holds_from,
          replaces: null,
          drafted_by: actor.account,
          hands_for: actor.for ?? null,
          decided_by: null,
        };
      },
      edit: async ({ tx, record, input, actor }) => {
        const { plan, target } = await targetOf(of, tx, record);
        const { total, parts, reason, documentNumber, holdsFrom } = input;
        if (holdsFrom !== undefined) checkHolds(plan, record.year, holdsFrom);
        if (total !== undefined) checkTotal(target, record.year, total);
        if (parts !== undefined) checkParts(of, target, parts);
        return {
          ...(total === undefined ? {} : { total }),
          ...(parts === undefined ? {} : { parts }),
          ...(reason === undefined ? {} : { reason }),
          ...(documentNumber === undefined ? {} : { document_number: documentNumber }),
          ...(holdsFrom === undefined ? {} : { holds_from: holdsFrom }),
          drafted_by: actor.account,
          hands_for: actor.for ?? null,
        };
      },
      submit: async ({ tx, record }) => {
        await checkSum(of, tx, record);
        return {};
      },
      decide: async ({ tx, record, actor, at }) => {
        if (sameHands(actor, record.drafted_by, record.hands_for)) throw ownAllocation();
        await alone(tx, record);
        await checkSum(of, tx, record);
        const before = await standing(tx, record);
        return { replaces: before?.id ?? null, decided_by: actor.account, decided_at: at };
      },
    },
  });
  return {
    ...opened,
    /** Says that an input is of a plan which the act around it adopts. */
    ofPlan<I extends object>(plan: Plan, input: I): I {
      adopting.set(input, plan);
      return input;
    },
  };
}

const dayWithin = (today: string, year: number): string =>
  yearOf(today) < year ? `${year}-01-01` : yearOf(today) > year ? endOfYear(year) : today;

async function targetOf({ known }: AllocationParts, tx: Tx, said: { plan: string; target: string }, adopting?: Plan) {
  const plan = adopting ?? (await known.find(said.plan, tx))?.plan;
  if (!plan) throw wrongField('plan', 'unknown', 'plans:refusals.plan', { plan: said.plan });
  const target = plan.targets.find((one) => one.code === said.target);
  if (!target) throw wrongField('target', 'unknown', 'plans:refusals.target', { target: said.target });
  return { plan, target };
}

function checkYear(plan: Plan, target: PlanTarget, year: number): void {
  const [first, last] = [yearOf(plan.from), yearOf(target.by)];
  if (year < first || year > last) throw wrongField('year', 'outside', 'plans:refusals.year', { year, first, last });
}

/** A version holds from a day of the plan up to its year's end. */
function checkHolds(plan: Plan, year: number, holds: string): void {
  const last = endOfYear(year);
  if (holds < plan.from || holds > last)
    throw wrongField('holdsFrom', 'outside', 'plans:refusals.holdsFrom', { first: plan.from, last });
}

function checkTotal(target: PlanTarget, year: number, total: string | null): void {
  const said = planValueOf(target, year);
  if (said !== null && total !== null && compare(said, total) !== 0)
    throw wrongField('total', 'said', 'plans:refusals.total', { total, value: said, year });
}

/** What is wrong with a part is wrong whatever they come to. */
function checkParts({ regions, departments, indicators }: AllocationParts, target: PlanTarget, parts: readonly Part[]): void {
  const { scale } = indicators.definitionOf(target.indicator, target.by);
  const seen = new Set<string>();
  for (const [index, one] of parts.entries()) {
    const at = (field: string) => `parts.${index}.${field}`;
    const region = regions.find((each) => each.id === one.place);
    if (!region || region.kind === 'city') throw wrongField(at('place'), 'unknown', 'plans:refusals.place', { place: one.place });
    if (one.department !== null && !departments.some((each) => each.code === one.department))
      throw wrongField(at('department'), 'unknown', 'plans:refusals.department', { department: one.department });
    const key = region.kind === 'cityUnits' ? `${one.place} ${one.department ?? ''}` : one.place;
    if (seen.has(key)) throw wrongField(at('place'), 'twice', 'plans:refusals.placeTwice', { place: region.name.zh });
    seen.add(key);
    if ((one.amount.split('.')[1] ?? '').replace(/0+$/, '').length > scale)
      throw wrongField(at('amount'), 'decimals', 'plans:refusals.decimals', { scale });
    if (!isWhole(one.pace)) throw wrongField(at('pace.shares'), 'notWhole', 'plans:refusals.months');
  }
}

/** Refuses parts that do not come to the city's amount, or to more than their whole has, without a reason. */
async function checkSum(of: AllocationParts, tx: Tx, row: AllocationRow): Promise<void> {
  const { target } = await targetOf(of, tx, row);
  const definition = of.indicators.definitionOf(target.indicator, target.by);
  if (row.parts.length === 0) throw wrongField('parts', 'empty', 'plans:refusals.noParts');
  const { city, sum: all, difference, balanced } = balanceOf(target, row, definition.scale);
  if (city === null || difference === null)
    throw wrongField('total', 'required', 'plans:refusals.totalWanted', { year: row.year });
  if (row.reason !== null) return;
  const params = { sum: all, city, difference: difference.replace(/^-/, '') };
  if (!balanced && compare(difference, '0') > 0)
    throw above(params, [{ path: 'parts', code: 'above', words: above.words, params }]);
  if (!balanced) throw unbalanced(params, [{ path: 'parts', code: 'unbalanced', words: unbalanced.words, params }]);
  if (target.partOf !== null) await checkWhole(of, tx, row, target.partOf);
}

/** 其中: no place has more of a part than it has of the whole. */
async function checkWhole({ regions }: Named, tx: Tx, row: AllocationRow, whole: string): Promise<void> {
  const held = await standing(tx, { plan: row.plan, target: whole, year: row.year });
  if (!held) return;
  const at = (parts: readonly Part[], place: string) => parts.filter((one) => one.place === place);
  const total = (parts: readonly Part[]) => sum(parts.map((one) => one.amount));
  for (const [index, one] of row.parts.entries()) {
    if (isZero(one.amount) || compare(total(at(row.parts, one.place)), total(at(held.parts, one.place))) <= 0) continue;
    const name = regions.find((each) => each.id === one.place)?.name.zh ?? one.place;
    throw wrongField(`parts.${index}.amount`, 'aboveWhole', 'plans:refusals.aboveWhole', { place: name, amount: one.amount });
  }
}

type Of = { plan: string; target: string; year: number };
/** The version decided last, whatever its day. */
const standing = (on: Kysely<PlanTables>, { plan, target, year }: Of): Promise<AllocationRow | undefined> =>
  on
    .selectFrom('allocations')
    .selectAll()
    .where('plan', '=', plan)
    .where('target', '=', target)
    .where('year', '=', year)
    .where('state', '=', 'decided')
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Two versions are not decided side by side: the second one is told of the first. */
async function alone(tx: Tx, { plan, target, year }: Of): Promise<void> {
  const key = JSON.stringify([plan, target, year]);
  await oneAtATime(tx, 'allocations', key);
}

export type HoldingAsked = { plan: string; asOf: string; knownAt: Date };
/** The versions that held on a day as known before an instant, by target: of its year, the one with the latest day, then decided last. */
export async function holding(
  db: Kysely<PlanTables>,
  { plan, asOf, knownAt }: HoldingAsked,
): Promise<Map<string, AllocationRow>> {
  const rows = await db
    .selectFrom('allocations')
    .selectAll()
    .where('plan', '=', plan)
    .where('state', '=', 'decided')
    .where('year', '=', yearOf(asOf))
    .where('holds_from', '<=', asOf)
    .where('decided_at', '<', knownAt)
    .orderBy('holds_from')
    .orderBy('decided_at')
    .execute();
  return new Map(rows.map((row) => [row.target, row]));
}

export const nameOfPlace = ({ regions }: Named, id: string, language: Language): string => {
  const found = regions.find((one) => one.id === id);
  return found ? textIn(found.name, language) : id;
};
export const nameOfDepartment = ({ departments }: Named, code: string | null, language: Language): string | null => {
  const found = departments.find((one) => one.code === code);
  return code === null ? null : found ? textIn(found.name, language) : code;
};

function presented(of: AllocationParts, row: AllocationRow, actor: Actor, plans: ReadonlyMap<string, Plan>) {
  const { language } = actor;
  const plan = plans.get(row.plan);
  const target = plan?.targets.find((one) => one.code === row.target);
  const definition: IndicatorDefinition | null = target ? of.indicators.definitionOf(target.indicator, target.by) : null;
  const balance = target && definition ? balanceOf(target, row, definition.scale) : null;
  const exact = (value: string | null) => (value === null ? null : scaled(value, definition?.scale ?? 2));
  return {
    plan: row.plan,
    planName: plan ? textIn(plan.name, language) : row.plan,
    target: row.target,
    targetName: target ? textIn(target.name, language) : row.target,
    indicator: target?.indicator ?? '',
    year: row.year,
    unit: definition?.unit ?? '',
    display: definition ? displayIn(definition.display, language) : { unit: '', factor: '1' },
    total: row.total,
    city: exact(balance?.city ?? null),
    sum: exact(balance?.sum ?? '0') ?? '0',
    difference: exact(balance?.difference ?? null),
    balanced: balance?.balanced ?? false,
    parts: row.parts.map((one) => ({
      ...one,
      placeName: nameOfPlace(of, one.place, language),
      departmentName: nameOfDepartment(of, one.department, language),
    })),
    reason: row.reason,
    documentNumber: row.document_number,
    holdsFrom: row.holds_from,
    replaces: row.replaces,
    own: sameHands(actor, row.drafted_by, row.hands_for),
  };
}

/** The names of adopted plans are not at hand here; the target's own name is that of its indicator. */
function titleOf({ known, indicators }: AllocationParts, row: AllocationRow, language: Language): string {
  const target = known.ofPack.find((one) => one.code === row.plan)?.targets.find((one) => one.code === row.target);
  const definition = indicators.definitions.findLast((one) => one.code === row.target);
  const name = target?.name ?? definition?.name;
  return `${name ? textIn(name, language) : row.target} ${row.year}`;
}
