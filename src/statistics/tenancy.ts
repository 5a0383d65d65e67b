// A tenancy (在孵): that a firm is a tenant of an incubator, from which day to which, and how it left. Fields, life, refusals. Pure; what tenants answer: tenantAsk.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const reason = z.string().trim().min(1).max(500).meta({ title: 'tenancies:reason' });
const dated = (title: string) => day.nullable().meta({ title: `tenancies:${title}` });
/** As questions are answered. */
const said = ['yes', 'no'] as const;
const stated = {
  /** Of the register; null while that does not have it, or where its code tells which it is. */
  tenant: z.uuid().nullable().meta({ title: 'tenancies:tenant' }),
  name: line(200, 2).meta({ title: 'tenancies:name' }),
  creditCode: z.string().trim().max(40).nullable().meta({ title: 'tenancies:creditCode' }),
  joinedOn: day.meta({ title: 'tenancies:joinedOn' }),
  /** Square metres that it rents. */
  area: z
    .string()
    .regex(/^\d{1,8}(\.\d{1,2})?$/)
    .nullable()
    .meta({ title: 'tenancies:area', unit: 'm²' }),
  highTechFrom: dated('highTechFrom'),
  highTechTo: dated('highTechTo'),
  techSmeFrom: dated('techSmeFrom'),
  techSmeTo: dated('techSmeTo'),
  /** Null: nobody has said. */
  returnees: z.enum(said).nullable().meta({ title: 'tenancies:returnees' }),
  students: z.enum(said).nullable().meta({ title: 'tenancies:students' }),
  /** Where the link of a year is sent. */
  email: z.email().max(200).nullable().meta({ title: 'tenancies:email' }),
};

const standings = ['in', 'graduated', 'left'] as const;
export const TenancyInput = z.strictObject({
  ...stated,
  tenant: stated.tenant.default(null),
  creditCode: stated.creditCode.default(null),
  area: stated.area.default(null),
  highTechFrom: stated.highTechFrom.default(null),
  highTechTo: stated.highTechTo.default(null),
  techSmeFrom: stated.techSmeFrom.default(null),
  techSmeTo: stated.techSmeTo.default(null),
  returnees: stated.returnees.default(null),
  students: stated.students.default(null),
  email: stated.email.default(null),
  /** How it stands today: one that left long ago is entered as such. */
  how: z.enum(standings).default('in').meta({ title: 'tenancies:how' }),
  leftOn: day.nullable().default(null).meta({ title: 'tenancies:leftOn' }),
});
export const TenancyCorrection = z
  .strictObject({
    ...stated,
    leftOn: day.meta({ title: 'tenancies:leftOn' }),
    // A form that shows it masked sends none: what is not given stays, and is taken away by name.
    email: z.email().max(200).meta({ title: 'tenancies:email' }),
    forgetEmail: z.boolean().meta({ title: 'tenancies:forgetEmail' }),
    reason,
  })
  .partial()
  .required({ reason: true });
const leaving = z.strictObject({ on: day.meta({ title: 'tenancies:leftOn' }) });

export const life = lifecycle('tenancy', {
  states: ['in', 'graduated', 'left', 'voided'],
  /** `incubator`: who acts for the organization whose tenant it is. */
  parties: ['incubator'],
  actions: {
    create: {
      from: 'nothing',
      to: { field: 'how', among: standings, otherwise: 'in' },
      by: 'incubator',
      input: TenancyInput,
    },
    correct: { from: ['in', 'graduated', 'left'], to: 'same', by: 'incubator', input: TenancyCorrection },
    graduate: { from: 'in', to: 'graduated', by: 'incubator', input: leaving },
    /** Without graduating. */
    leave: { from: 'in', to: 'left', by: 'incubator', input: leaving.extend({ reason }) },
    /** It had neither graduated nor left. */
    undo: { from: ['graduated', 'left'], to: 'in', by: 'incubator', input: z.strictObject({ reason }) },
    void: { from: ['in', 'graduated', 'left'], to: 'voided', by: 'incubator', input: z.strictObject({ reason }) },
  },
});

/** How far an incubator's question of a year has come at one tenant. */
export const askStates = ['asked', 'begun', 'answered'] as const;
export type AskState = (typeof askStates)[number];

const named = z.object({ id: z.string(), name: z.string() });
export const fields = z.object({
  incubator: named,
  tenant: named.nullable(),
  name: z.string(),
  creditCode: z.string().nullable(),
  joinedOn: z.string(),
  leftOn: z.string().nullable(),
  area: z.string().nullable(),
  highTechFrom: z.string().nullable(),
  highTechTo: z.string().nullable(),
  techSmeFrom: z.string().nullable(),
  techSmeTo: z.string().nullable(),
  returnees: z.enum(said).nullable(),
  students: z.enum(said).nullable(),
  /** Masked, and of the incubator alone; null for others. */
  email: z.string().nullable(),
  /** What the incubator asked it, newest year first; of the incubator alone. */
  asks: z.array(
    z.object({
      year: z.number().int(),
      state: z.enum(askStates),
      until: day,
      answeredOn: day.nullable(),
      /** By the incubator, in its place. */
      inPlace: z.boolean(),
      mail: z.enum(['none', 'waiting', 'sent', 'failed']),
    }),
  ),
});

export const readers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
export const tenancyRecords = recordKind({
  life,
  path: '/tenancies',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.enum(life.states).optional(),
    incubator: z.uuid().optional(),
    region: z.string().max(40).optional(),
    /** Whose tenants at the end of that year. */
    year: z.coerce.number().int().min(1949).max(2100).optional(),
    /** How far they have come with the questions of that year. */
    ask: z.enum([...askStates, 'open', 'none']).optional(),
    /** Whether the register of organizations knows it. */
    known: z.enum(['yes', 'no']).optional(),
  },
  readers,
});

export const tenantTwice = refusal('tenancy.twice', 409, 'tenancies:refusals.twice');

/** Marks that hold for a time, on a day; null where nobody has said. */
export const markOn = (from: string | null, to: string | null, on: string): boolean | null =>
  from === null ? null : from <= on && (to === null || on <= to);
