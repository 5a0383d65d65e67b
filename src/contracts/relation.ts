// How two organizations hang together (关联关系): the same legal representative, or one holding a share of the other, from which day to which. Fields and life. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { relationReaders } from './signalReaders.ts';

export const relationKinds = ['representative', 'ownership'] as const;
/** Per cent, more than 0 and at most 100, two places. */
const share = z
  .string()
  .trim()
  .regex(/^(?!0+(\.0*)?$)(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/)
  .nullable()
  .meta({ title: 'relations:share', description: 'relations:shareHelp' });
const since = day.nullable().meta({ title: 'relations:since' });
/** Where it was read and when: the public register of enterprises, a declaration of the organization. */
const evidence = line(300, 2).meta({ title: 'relations:evidence' });
const reason = z.string().trim().min(1).max(500).meta({ title: 'relations:reason' });

export const RelationInput = z.strictObject({
  first: z.uuid().meta({ title: 'relations:first' }),
  second: z.uuid().meta({ title: 'relations:second' }),
  how: z.enum(relationKinds).meta({ title: 'relations:how' }),
  share: share.default(null),
  since: since.default(null),
  evidence,
});

const officers = ['registrar', 'bureauOfficer'] as const;
export const life = lifecycle('organizationRelation', {
  states: ['standing', 'ended', 'voided'],
  parties: [],
  actions: {
    /** By an officer who has looked it up, or declared by one of the two. */
    create: { from: 'nothing', to: 'standing', by: [...officers, 'organizationAdmin'], input: RelationInput },
    correct: {
      from: ['standing', 'ended'],
      to: 'same',
      by: officers,
      input: z.strictObject({ share, since, evidence, reason }).partial().required({ reason: true }),
    },
    /** It does not hold any more from a day on: contracts signed before stay as they are. */
    end: {
      from: 'standing',
      to: 'ended',
      by: officers,
      input: z.strictObject({ on: day.meta({ title: 'relations:until' }), reason }),
    },
    /** It never was so. */
    void: { from: ['standing', 'ended'], to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

const party = z.object({ id: z.string(), name: z.string() });
export const fields = z.object({
  first: party,
  second: party,
  how: z.enum(relationKinds),
  share: z.string().nullable(),
  since: day.nullable(),
  until: day.nullable(),
  evidence: z.string(),
});

export const relationRecords = recordKind({
  life,
  path: '/organization-relations',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    how: z.enum(relationKinds).optional(),
    state: z.enum(life.states).optional(),
    organization: z.uuid().optional(),
  },
  readers: relationReaders,
});

/** The same two are said to hang together in the same way already. */
export const relatedTwice = refusal('organizationRelation.twice', 409, 'relations:refusals.twice');
