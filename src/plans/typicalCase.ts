// A typical case (典型案例): written of a district's report, checked by a second officer, published for everybody, withdrawn with a reason. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { bilingual, bilingualShown } from './milestone.ts';
import { officers, reasonOf } from './planTask.ts';

const title = bilingual(120, 'cases:caseTitle');
const summary = bilingual(500, 'cases:summary');
const body = bilingual(10_000, 'cases:body');
const reason = reasonOf('cases:reason');

export const TypicalCaseInput = z.strictObject({
  /** The report that was selected. */
  report: z.uuid().meta({ title: 'cases:report' }),
  title,
  summary,
  body,
});

export const life = lifecycle('typicalCase', {
  states: ['draft', 'checking', 'published', 'withdrawn'],
  parties: ['secondOfficer'],
  actions: {
    create: { from: 'nothing', to: 'draft', by: 'bureauOfficer', input: TypicalCaseInput },
    edit: {
      from: 'draft',
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({ title: title.optional(), summary: summary.optional(), body: body.optional() }),
    },
    submit: { from: 'draft', to: 'checking', by: 'bureauOfficer' },
    sendBack: { from: 'checking', to: 'draft', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    /** By another officer than the one who wrote it last. */
    publish: { from: 'checking', to: 'published', by: 'secondOfficer' },
    withdraw: {
      from: ['draft', 'checking', 'published'],
      to: 'withdrawn',
      by: 'bureauOfficer',
      input: z.strictObject({ reason }),
    },
  },
});

export const fields = z.object({
  report: z.string(),
  region: z.string(),
  title: bilingualShown,
  summary: bilingualShown,
  body: bilingualShown,
  returnedFor: z.string().nullable(),
  publishedOn: z.string().nullable(),
});

export const typicalCaseRecords = recordKind({
  life,
  path: '/typical-cases',
  fields,
  filters: {
    region: z.string().max(40).optional(),
    state: z.enum(life.states).optional(),
    q: z.string().trim().min(1).max(50).optional(),
  },
  readers: officers,
});

export const notSelected = refusal('typicalCase.notSelected', 409, 'cases:refusals.notSelected');
export const alreadyWritten = refusal('typicalCase.alreadyWritten', 409, 'cases:refusals.alreadyWritten');

/** A published case as everybody reads it: what it was before, and who wrote it, stays inside. */
const publicCase = z.object({
  id: z.string(),
  region: z.string(),
  title: bilingualShown,
  summary: bilingualShown,
  publishedOn: day,
});
export type PublicCase = z.infer<typeof publicCase>;

export const listCases = route({
  method: 'GET',
  path: '/cases',
  summary: 'cases:routes.list',
  access: 'public',
  query: z.strictObject({ ...pageQuery, region: z.string().max(40).optional(), q: z.string().trim().min(1).max(50).optional() }),
  response: pageOf(publicCase),
});
export const getCase = route({
  method: 'GET',
  path: '/cases/:id',
  summary: 'cases:routes.one',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: publicCase.extend({ body: bilingualShown }),
});
