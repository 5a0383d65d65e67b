// What the platform would fill of a form for an organization and a period: the HTTP operation. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { formCode } from '../forms/form.ts';
import { period } from '../forms/period.ts';
import { unitCodes } from '../forms/unit.ts';

/** Who acts for an organization, for his own; officers in charge. Nobody else is told what would be given for statistics. */
export const factReaders = ['member', 'organizationAdmin', 'districtOfficer', 'bureauOfficer'] as const;

const filled = z.object({
  code: z.string(),
  name: z.string(),
  /** Null where the platform cannot tell: then it is typed. */
  words: z.string().nullable(),
  /** A list that shows the records behind it, where it is open to the reader. */
  address: z.string().nullable(),
});
export const factsSaid = z.object({
  form: formCode,
  name: z.string(),
  version: z.number().int(),
  period,
  from: day,
  to: day,
  organization: z.object({ id: z.string(), name: z.string() }),
  /** Items of the form, tables apart. */
  of: z.number().int(),
  /** In the unit of the form; an option by its name. */
  items: z.array(filled.extend({ line: z.string(), unit: z.enum(unitCodes).nullable(), value: z.string().nullable() })),
  tables: z.array(filled.extend({ rows: z.number().int().nullable() })),
});
export type FactsSaid = z.infer<typeof factsSaid>;

export const getFacts = route({
  method: 'GET',
  path: '/facts/:form',
  summary: 'facts:routes.of',
  access: factReaders,
  params: z.object({ form: formCode }),
  query: z.strictObject({
    /** The last one that is over, unless said. */
    period: period.optional(),
    /** One's own, unless said; officers say it. */
    organization: z.uuid().optional(),
  }),
  response: factsSaid,
});

export const otherLength = refusal('facts.otherLength', 422, 'facts:refusals.otherLength');
export const periodNotOver = refusal('facts.notOver', 422, 'facts:refusals.notOver');
