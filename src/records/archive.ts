// An archive: the package in which a record left, with its catalogue, retention class and digest. Fields, life, refusals, routes. Pure.
import { z } from 'zod';
import { refusal } from '../platform/shared/errors.ts';
import { instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from './lifecycle.ts';
import { recordKind } from './record.ts';

/** Retention classes (保管期限) of 《机关文件材料归档范围和文书档案保管期限规定》, art. 4: permanent, 30 and 10 years. */
export const retentions = ['permanent', 'thirtyYears', 'tenYears'] as const;
export type Retention = (typeof retentions)[number];
const years: Readonly<Record<Retention, number | null>> = { permanent: null, thirtyYears: 30, tenYears: 10 };

/** First day on which a package need not be kept any more, counted from the year after (DA/T 22): null for ever. */
export function keptUntil(archivedOn: string, retention: Retention): string | null {
  const kept = years[retention];
  return kept === null ? null : `${Number(archivedOn.slice(0, 4)) + 1 + kept}-01-01`;
}

const kindName = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const reason = z.string().trim().min(1).max(500).meta({ title: 'archives:reason' });
const retention = z.enum(retentions).meta({ title: 'archives:retention' });

export const ArchiveInput = z.strictObject({
  recordKind: kindName.meta({ title: 'archives:recordKind' }),
  record: z.uuid().meta({ title: 'archives:record' }),
  /** That of its kind unless said; another one wants a reason. */
  retention: retention.optional(),
  reason: reason.optional(),
});
/** Why a package goes: its time is over, or the law asks for the erasure of somebody's data. */
export const grounds = ['expired', 'erasure'] as const;

export const life = lifecycle('archive', {
  states: ['archived', 'destroyed'],
  /** `districtInCharge`: an officer of the district in which the record stands. */
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'archived', by: ['bureauOfficer', 'districtInCharge'], input: ArchiveInput },
    reclassify: { from: 'archived', to: 'archived', by: 'bureauOfficer', input: z.strictObject({ retention, reason }) },
    destroy: {
      from: 'archived',
      to: 'destroyed',
      by: ['bureauOfficer', 'clock'],
      input: z.strictObject({ ground: z.enum(grounds).meta({ title: 'archives:ground' }), reason }),
    },
  },
});

/** One line of a catalogue as the event keeps it: no title, for that may be a person's name. The package's own has titles. */
export const catalogueLine = z.object({ order: z.number().int(), file: z.string(), bytes: z.number().int(), digest: z.string() });
export type CatalogueLine = z.infer<typeof catalogueLine>;

export const fields = z.object({
  recordKind: z.string(),
  record: z.string(),
  recordVersion: z.number().int(),
  /** What the record is called; null where the reader may not see it. */
  title: z.string().nullable(),
  retention: z.enum(retentions),
  archivedOn: z.string(),
  archivedBy: z.string().nullable(),
  keptUntil: z.string().nullable(),
  algorithm: z.enum(['sha256', 'sm3']),
  digest: z.string(),
  size: z.number().int(),
  catalogue: z.array(catalogueLine),
});

export const archiveRecords = recordKind({
  life,
  path: '/archives',
  fields,
  filters: {
    record: z.uuid().optional(),
    recordKind: kindName.optional(),
    retention: z.enum(retentions).optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.enum(life.states).optional(),
    /** Digest of a package, to find what it is. */
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'],
});

export const notArchivable = refusal('archive.notArchivable', 422, 'archives:refusals.notArchivable');
export const alreadyArchived = refusal('archive.already', 409, 'archives:refusals.already');
export const changedMeanwhile = refusal('archive.changed', 409, 'archives:refusals.changed');
export const notSealedYet = refusal('archive.notSealed', 409, 'archives:refusals.notSealed');
export const tooEarly = refusal('archive.tooEarly', 409, 'archives:refusals.tooEarly');
export const noPackage = refusal('archive.noPackage', 422, 'archives:refusals.noPackage');

export const getPackage = route({
  method: 'GET',
  path: '/archives/:id/package',
  summary: 'archives:routes.package',
  access: archiveRecords.readers,
  params: z.object({ id: z.uuid() }),
  file: 'application/zip',
  response: z.unknown(),
});

/** What was found of one file of a package. */
export const checkedFile = z.object({ file: z.string(), found: z.enum(['sound', 'altered', 'missing', 'notListed']) });
export const checkedPackage = z.object({
  algorithm: z.enum(['sha256', 'sm3']),
  digest: z.string(),
  /** Whether each listed file is there and unaltered, and nothing else is. */
  sound: z.boolean(),
  files: z.array(checkedFile),
  /** The archive whose package this is, where the caller sees it. */
  archive: z.object({ id: z.string(), archivedAt: instant }).nullable(),
});
export type CheckedPackage = z.infer<typeof checkedPackage>;

export const checkPackage = route({
  method: 'POST',
  path: '/archives/check',
  summary: 'archives:routes.check',
  access: archiveRecords.readers,
  upload: true,
  response: checkedPackage,
});
