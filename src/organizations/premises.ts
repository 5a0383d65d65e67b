// Premises (场地): a place that an organization runs, with its areas from a day on. Fields, life, refusals, what stands on a day. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { add, compare, isZero, scaled, subtract } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** What a place is run as: 孵化器 and 加速器, 众创空间, 实验室与研发, 中试, 办公与服务. */
export const uses = ['incubation', 'makerSpace', 'laboratory', 'pilot', 'office', 'other'] as const;
export type Use = (typeof uses)[number];
/** 自有, 租赁, 无偿使用. */
export const tenures = ['owned', 'leased', 'free'] as const;
/** Square metres; nothing that one organization runs is larger. */
export const largest = '10000000';

const reason = z.string().trim().min(1).max(500).meta({ title: 'premises:reason' });
const area = z.string().regex(/^\d{1,8}(\.\d{1,2})?$/);
const document = line(200).nullable().meta({ title: 'premises:document' });
const region = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/)
  .meta({ title: 'premises:region', control: 'region' });

const place = {
  name: line(100, 2).meta({ title: 'premises:name' }),
  address: line(200, 4).meta({ title: 'premises:address' }),
  /** Reporting unit in which it lies. */
  region,
};
const stated = {
  use: z.enum(uses).meta({ title: 'premises:use' }),
  tenure: z.enum(tenures).meta({ title: 'premises:tenure' }),
  /** Floor area, the parts of it among them. */
  area: area.meta({ title: 'premises:area', unit: 'm²' }),
  /** For tenants, let or kept to be let. Null: nobody has said, of a maker space as a rule. */
  tenantArea: area.nullable().meta({ title: 'premises:tenantArea', unit: 'm²' }),
  /** Services that its tenants share. */
  sharedArea: area.nullable().meta({ title: 'premises:sharedArea', unit: 'm²' }),
  /** Workplaces (工位) that are offered. */
  seats: z.number().int().min(0).max(100_000).nullable().meta({ title: 'premises:seats' }),
};
const statement = {
  ...stated,
  tenantArea: stated.tenantArea.default(null),
  sharedArea: stated.sharedArea.default(null),
  seats: stated.seats.default(null),
};

/** How the place stood from a day on, until the next. */
export const extent = z.object({ from: day, ...stated });
export type Extent = z.infer<typeof extent>;

export const PremisesInput = z.strictObject({
  /** Whose; one's own unless said. */
  organization: z.uuid().nullable().default(null).meta({ title: 'premises:organization' }),
  ...place,
  openedOn: day.meta({ title: 'premises:openedOn' }),
  ...statement,
  document: document.default(null),
});

const officers = ['bureauOfficer', 'districtInCharge', 'operator'] as const;
export const life = lifecycle('premises', {
  states: ['inUse', 'closed', 'voided'],
  /** `operator`: who acts for the organization that runs it. `districtInCharge`: the district where that reports. */
  parties: ['operator', 'districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'inUse', by: officers, input: PremisesInput },
    /** From a day on; the day of an earlier statement says that one anew, with a reason. */
    change: {
      from: ['inUse', 'closed'],
      to: 'same',
      by: officers,
      input: z.strictObject({
        on: day.meta({ title: 'premises:changedOn' }),
        ...statement,
        document: document.optional(),
        reason: reason.nullable().default(null),
      }),
    },
    /** A change that never was; not the first statement. */
    withdraw: {
      from: ['inUse', 'closed'],
      to: 'same',
      by: officers,
      input: z.strictObject({ on: day.meta({ title: 'premises:withdrawnOn' }), reason }),
    },
    correct: {
      from: ['inUse', 'closed'],
      to: 'same',
      by: officers,
      input: z
        .strictObject({
          ...place,
          openedOn: day.meta({ title: 'premises:openedOn' }),
          closedOn: day.meta({ title: 'premises:closedOn' }),
          document,
          reason,
        })
        .partial()
        .required({ reason: true }),
    },
    close: {
      from: 'inUse',
      to: 'closed',
      by: officers,
      input: z.strictObject({ on: day.meta({ title: 'premises:closedOn' }), reason }),
    },
    /** It was not closed after all. */
    reopen: { from: 'closed', to: 'inUse', by: officers, input: z.strictObject({ reason }) },
    void: { from: ['inUse', 'closed'], to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

export const fields = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  name: z.string(),
  address: z.string(),
  region: z.string(),
  openedOn: day,
  closedOn: day.nullable(),
  extents: z.array(extent),
  document: z.string().nullable(),
});

export const premisesRecords = recordKind({
  life,
  path: '/premises',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.enum(life.states).optional(),
    organization: z.uuid().optional(),
    region: z.string().max(40).optional(),
    /** Run on that day. */
    on: day.optional(),
    /** On that day; as last stated without one. */
    use: z.enum(uses).optional(),
    tenure: z.enum(tenures).optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
});

export const premisesTwice = refusal('premises.twice', 409, 'premises:refusals.twice');

type Run = { openedOn: string; closedOn: string | null; extents: readonly Extent[] };
/** How it stands on a day; null where it is not run. Of none, how it was last. */
export function extentOn(of: Run, on: string | null): Extent | null {
  if (on === null) return of.extents.at(-1) ?? null;
  if (on < of.openedOn || (of.closedOn !== null && of.closedOn <= on)) return null;
  return of.extents.findLast((one) => one.from <= on) ?? null;
}

/** What is neither for tenants nor shared; null where a part is not known. */
export const restOf = ({ area: whole, tenantArea, sharedArea }: Extent): string | null =>
  tenantArea === null || sharedArea === null ? null : scaled(subtract(subtract(whole, tenantArea), sharedArea), 2);

/** What cannot be: nothing at all, more than anything is, parts above the whole. The field and its words. */
export function areaFault(of: Pick<Extent, 'area' | 'tenantArea' | 'sharedArea'>): { path: string; code: string } | null {
  if (isZero(of.area)) return { path: 'area', code: 'none' };
  if (compare(of.area, largest) > 0) return { path: 'area', code: 'tooLarge' };
  const parts = add(of.tenantArea ?? '0', of.sharedArea ?? '0');
  if (compare(parts, of.area) <= 0) return null;
  return { path: of.sharedArea === null ? 'tenantArea' : 'sharedArea', code: 'aboveWhole' };
}

/** Statements with another of a day: in the order of days, and whether it says one anew. */
export function withExtent(extents: readonly Extent[], said: Extent): { extents: Extent[]; anew: boolean } {
  const others = extents.filter(({ from }) => from !== said.from);
  return {
    extents: [...others, said].sort((a, b) => (a.from < b.from ? -1 : 1)),
    anew: others.length < extents.length,
  };
}

/** Totals of places on a day; a part that one of them does not tell is not told. */
export type Totals = { count: number; area: string; sharedArea: string | null; seats: number | null };
export function totalsOf(standing: readonly Extent[]): Totals | null {
  if (standing.length === 0) return null;
  const shared = standing.flatMap(({ sharedArea }) => sharedArea ?? []);
  const seats = standing.flatMap((one) => one.seats ?? []);
  const sum = (amounts: readonly string[]) => scaled(amounts.reduce(add, '0'), 2);
  return {
    count: standing.length,
    area: sum(standing.map((one) => one.area)),
    sharedArea: shared.length < standing.length ? null : sum(shared),
    seats: seats.length < standing.length ? null : seats.reduce((all, one) => all + one, 0),
  };
}

/** An address without what is written one way or another: widths, spaces, signs, case. */
export const addressKey = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s,.;:·、，。；：()-]/g, '');
