// What the tenants of an incubator come to in a year, as its return asks: counted from its list, added up from their answers. Pure.
import { compare, isZero, scaled, sum } from '../platform/shared/money.ts';
import type { Values } from '../forms/answers.ts';
import { markOn } from './tenancy.ts';

/** A tenancy with what it answered for the year; null where it did not. */
export type TenantYear = {
  state: 'in' | 'graduated' | 'left' | 'voided';
  name: string;
  credit_code: string | null;
  joined_on: string;
  left_on: string | null;
  area: string | null;
  high_tech_from: string | null;
  high_tech_to: string | null;
  tech_sme_from: string | null;
  tech_sme_to: string | null;
  returnees: string | null;
  students: string | null;
  answers: Values | null;
};
/** `value` in the base unit; null where `missing` tenants have not said it. */
export type Total = { value: string | null; missing: number };

/** Items of the return by what is added up: columns of the answers. */
const added = {
  firmStaff: ['staff', 0],
  firmStaffFresh: ['freshGraduates', 0],
  firmRevenue: ['revenue', 2],
  firmResearch: ['research', 2],
  firmIp: ['ip', 0],
  firmPatents: ['patents', 0],
  ipApplied: ['ipApplied', 0],
  ipGranted: ['ipGranted', 0],
  fundedAmount: ['fundedAmount', 2],
} as const satisfies Record<string, readonly [string, number]>;
const marked = {
  firmsHighTech: 'highTech',
  firmsTechSme: 'techSme',
  firmsReturnees: 'returnees',
  firmsStudents: 'students',
} as const;
export type MarkCode = (typeof marked)[keyof typeof marked];
const counted = ['firms', 'firmsNew', 'graduatedEver', 'graduated', 'left'] as const;

/** Items of the return that follow from tenants, in any order. */
export const tenantItems = [
  ...counted,
  ...Object.keys(marked),
  'tenantArea',
  ...Object.keys(added),
  'fundedEver',
  'funded',
] as const;

export const isInOn = ({ joined_on, left_on }: TenantYear, on: string): boolean =>
  joined_on <= on && (left_on === null || left_on > on);

/** What its tenancy says of a mark on a day, where the tenant itself has not answered. */
export function markKnown(of: Omit<TenantYear, 'answers'>, mark: MarkCode, on: string): 'yes' | 'no' | null {
  if (mark === 'returnees' || mark === 'students') return of[mark] === 'yes' || of[mark] === 'no' ? of[mark] : null;
  const held =
    mark === 'highTech' ? markOn(of.high_tech_from, of.high_tech_to, on) : markOn(of.tech_sme_from, of.tech_sme_to, on);
  return held === null ? null : held ? 'yes' : 'no';
}

/**
 * Each item with its value, from tenancies that were not voided. Those of the end of the year are asked: who left before is in no sum. Null
 * everywhere where the incubator has entered nobody: then the platform cannot tell.
 */
export function tenantTotals(all: readonly TenantYear[], { from, to }: { from: string; to: string }): Record<string, Total> {
  const known = all.filter((one) => one.joined_on <= to);
  const here = known.filter((one) => isInOn(one, to));
  const leftIn = (state: TenantYear['state'], since: string) =>
    known.filter((one) => one.state === state && one.left_on !== null && one.left_on >= since && one.left_on <= to).length;
  const count = (n: number): Total => (known.length === 0 ? { value: null, missing: 0 } : { value: String(n), missing: 0 });
  /** Over all that are there; what one of them has not said leaves the whole unknown. */
  const over = (told: (of: TenantYear) => string | null, together: (values: readonly string[]) => string): Total => {
    const values = here.map(told);
    const missing = values.filter((one) => one === null).length;
    const whole = known.length > 0 && missing === 0;
    return { value: whole ? together(values.flatMap((one) => one ?? [])) : null, missing };
  };
  const answered = (code: string) => (of: TenantYear) => of.answers?.[code] ?? null;
  const yes = (values: readonly string[]) => String(values.filter((one) => one === 'yes').length);
  return {
    firms: count(here.length),
    firmsNew: count(known.filter((one) => one.joined_on >= from).length),
    graduatedEver: count(leftIn('graduated', '')),
    graduated: count(leftIn('graduated', from)),
    left: count(leftIn('left', from)),
    tenantArea: over(
      ({ area }) => area,
      (areas) => scaled(sum(areas), 2),
    ),
    ...Object.fromEntries(
      Object.entries(marked).map(([item, mark]) => [item, over((of) => answered(mark)(of) ?? markKnown(of, mark, to), yes)]),
    ),
    ...Object.fromEntries(
      Object.entries(added).map(([item, [code, places]]) => [
        item,
        over(answered(code), (values) => scaled(sum(values), places)),
      ]),
    ),
    fundedEver: over(answered('fundedEver'), yes),
    funded: over(answered('fundedAmount'), (values) =>
      String(values.filter((one) => compare(one, '0') > 0 && !isZero(one)).length),
    ),
  };
}

/** Rows of the return's table of tenants: those there at the end of the year; cells that nobody has answered are null. */
export const tenantRows = (all: readonly TenantYear[], to: string): Values[] =>
  all
    .filter((one) => isInOn(one, to))
    .map(({ name, credit_code: creditCode, joined_on: joinedOn, answers }) => ({
      name,
      creditCode,
      joinedOn,
      ...Object.fromEntries(
        ['staff', 'freshGraduates', 'revenue', 'research', 'ip', 'patents'].map((code) => [code, answers?.[code] ?? null]),
      ),
    }));
