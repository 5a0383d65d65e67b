// Operations beside the official system: what is ready to be entered there, lists read back from it, what is noted of them. Pure.
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { decimal } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { compared, outcomes, ways } from './reconcile.ts';

export const officialReaders: readonly Role[] = ['registrar', 'bureauOfficer'];
const access = officialReaders;
const params = z.object({ id: z.uuid() });
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const readingStates = ['compared', 'noting'] as const;
const side = z.strictObject({
  registrationNumber: z.string().nullable(),
  ownNumber: z.string().nullable(),
  title: z.string().nullable(),
  seller: z.string().nullable(),
  type: z.string().nullable(),
  amount: z.string().nullable(),
  technologyAmount: z.string().nullable(),
  registeredOn: z.string().nullable(),
  /** What the list says of it, or its state here. */
  result: z.string().nullable(),
});
export type Side = z.output<typeof side>;

export const reading = z.object({
  id: z.string(),
  file: z.string(),
  digest: z.string(),
  by: z.string().nullable(),
  at: instant,
  from: day,
  to: day,
  state: z.enum(readingStates),
  done: z.number().int(),
  total: z.number().int(),
});
export type Reading = z.output<typeof reading>;
export const readingWhole = reading.extend({
  ignored: z.array(z.string()),
  /** Counts and sums by outcome: of the list's amounts, of the register's, and of the difference where both are known. */
  outcomes: z.array(
    z.object({ outcome: z.enum(outcomes), count: z.number().int(), there: decimal, here: decimal, difference: decimal }),
  ),
  /** How many rows differ in each field. */
  differences: z.array(z.object({ field: z.enum(compared), count: z.number().int() })),
  /** Rows whose number and day may be noted, were noted, and were refused. */
  steps: z.object({ note: z.number().int(), noted: z.number().int(), left: z.number().int() }),
});
export type ReadingWhole = z.output<typeof readingWhole>;

export const readingRow = z.object({
  /** Row of the file; null for what stands here only. */
  row: z.number().int().nullable(),
  outcome: z.enum(outcomes),
  way: z.enum(ways).nullable(),
  differs: z.array(z.enum(compared)),
  contract: z.string().nullable(),
  there: side.nullable(),
  here: side.nullable(),
  words: z.string(),
  step: z.enum(['note', 'noted', 'left']).nullable(),
});
export type ReadingRow = z.output<typeof readingRow>;

/** Which way the city works, and the forms that a batch can be written for. */
export const getWays = route({
  method: 'GET',
  path: '/contracts/official/ways',
  summary: 'official:routes.ways',
  access,
  response: z.object({
    mode: z.enum(['companion', 'ofRecord']),
    forms: z.array(z.object({ code: z.string(), name: z.string(), basis: z.string(), sure: z.string() })),
  }),
});

/** One batch holds no more. */
export const mostInBatch = 2000;
/** Contracts that can be chosen for one, since an address has to hold their ids. */
export const mostChosen = 200;
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const batch = z.strictObject({
  form: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional()
    .meta({ title: 'official:form' }),
  /** Ids with commas between; all that are ready when absent. */
  ids: z
    .string()
    .regex(new RegExp(`^${uuid}(,${uuid}){0,${mostChosen - 1}}$`))
    .optional()
    .meta({ title: 'official:ids' }),
});
/** What a batch would hold, before it is written: of each column what is empty, and what has no counterpart in the target's codes. */
export const getBatchPreview = route({
  method: 'GET',
  path: '/contracts/official/batch',
  summary: 'official:routes.batchPreview',
  access,
  query: batch,
  response: z.object({
    contracts: z.number().int(),
    most: z.number().int(),
    columns: z.array(z.object({ header: z.string(), empty: z.number().int(), noCounterpart: z.number().int() })),
  }),
});
export const getBatch = route({
  method: 'GET',
  path: '/contracts/official/batch.xlsx',
  summary: 'official:routes.batch',
  access,
  query: batch,
  response: z.any(),
  file: sheet,
});
export const unknownForm = refusal('official.unknownForm', 422, 'official:refusals.unknownForm');

export const readOfficial = route({
  method: 'POST',
  path: '/contracts/official/readings',
  summary: 'official:routes.read',
  access,
  upload: true,
  /** The period that the list is of; by its days of registration unless said. */
  query: z.strictObject({
    from: day.optional().meta({ title: 'official:from' }),
    to: day.optional().meta({ title: 'official:to' }),
  }),
  response: z.object({ id: z.string() }),
  status: 201,
});
export const listReadings = route({
  method: 'GET',
  path: '/contracts/official/readings',
  summary: 'official:routes.readings',
  access,
  query: z.strictObject(pageQuery),
  response: pageOf(reading),
});
export const getReading = route({
  method: 'GET',
  path: '/contracts/official/readings/:id',
  summary: 'official:routes.reading',
  access,
  params,
  response: readingWhole,
});
const asked = {
  outcome: z.enum(outcomes).optional(),
  differs: z.enum(compared).optional(),
  step: z.enum(['note', 'noted', 'left']).optional(),
};
export const listReadingRows = route({
  method: 'GET',
  path: '/contracts/official/readings/:id/rows',
  summary: 'official:routes.rows',
  access,
  params,
  query: z.strictObject({ ...pageQuery, ...asked }),
  response: pageOf(readingRow),
});
export const getReadingSheet = route({
  method: 'GET',
  path: '/contracts/official/readings/:id/rows.xlsx',
  summary: 'official:routes.rowsSheet',
  access,
  params,
  query: z.strictObject(asked),
  response: z.any(),
  file: sheet,
});
/** Notes numbers and days at the contracts, by acts of who asks; what is noted already stays. */
export const noteReading = route({
  method: 'POST',
  path: '/contracts/official/readings/:id/note',
  summary: 'official:routes.note',
  access: ['registrar'],
  params,
  response: z.object({ id: z.string() }),
  status: 202,
});

export const nothingRecognised = refusal('official.nothingRecognised', 422, 'official:refusals.nothingRecognised');
export const columnTwice = refusal('official.columnTwice', 422, 'official:refusals.columnTwice');
export const noRows = refusal('official.noRows', 422, 'official:refusals.noRows');
export const noPeriod = refusal('official.noPeriod', 422, 'official:refusals.noPeriod');
export const notCompared = refusal('official.notCompared', 409, 'official:refusals.notCompared');
export const nothingToNote = refusal('official.nothingToNote', 409, 'official:refusals.nothingToNote');
