// The search as HTTP operations: finding, what may be typed next, words that stand for one another. Pure.
import { z } from 'zod';
import { refusal } from '../platform/shared/errors.ts';
import { pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { facets } from './document.ts';

/** A search reads no further into its finds: a narrower question finds more than a hundredth page. */
export const deepest = 1000;
/** Rows of a sheet of finds, as of a sheet of the hall. */
export const mostGiven = 10_000;
const question = z.string().trim().min(1).max(200);
const mark = z.tuple([z.number().int(), z.number().int()]);
/** Null once every record is kept; else how far the index has come, while what is kept already is found. */
const building = z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable();
const value = z.string().max(60).optional();
const asked = { q: question, kind: value, side: value, field: value, industry: value, region: value };

export const hit = z.strictObject({
  /** Which view of the record: `market` is a listing as everybody sees it, `listing` its record; `publicContract` what is disclosed of a contract. */
  source: z.string(),
  kind: z.string(),
  /** Of a `publicContract` its place among the finds: no id of it is told. */
  id: z.string(),
  title: z.string(),
  titleMarks: z.array(mark),
  note: z.string().nullable(),
  piece: z.string(),
  pieceMarks: z.array(mark),
  side: z.string().nullable(),
  field: z.string().nullable(),
  industry: z.string().nullable(),
  region: z.string().nullable(),
});
export type Hit = z.output<typeof hit>;

export const find = route({
  method: 'GET',
  path: '/search',
  summary: 'search:routes.find',
  access: 'public',
  query: z.strictObject({ ...pageQuery, ...asked }),
  response: z.strictObject({
    items: z.array(hit),
    next: z.string().nullable(),
    total: z.number().int(),
    facets: z.array(
      z.strictObject({ name: z.enum(facets), values: z.array(z.strictObject({ value: z.string(), rows: z.number().int() })) }),
    ),
    /** Words of the same meaning that were asked as well. */
    also: z.array(z.string()),
    /** Hardly anything stands as typed: what sounds alike or is nearly so was taken too. */
    loose: z.boolean(),
    building,
  }),
});

/** What the list shows of this question, the best first. */
export const exportFinds = route({
  method: 'GET',
  path: '/search/export',
  summary: 'search:routes.sheet',
  access: 'public',
  query: z.strictObject({ ...asked, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
export const stillBuilding = refusal('search.building', 503, 'search:refusals.building');

export const suggest = route({
  method: 'GET',
  path: '/search/suggestions',
  summary: 'search:routes.suggest',
  access: 'public',
  query: z.strictObject({ q: question, kind: value }),
  response: z.strictObject({
    items: z.array(hit.pick({ source: true, kind: true, id: true, title: true, titleMarks: true, note: true })),
    /** Keywords of what was found that go on as one has begun. */
    words: z.array(z.string()),
    building,
  }),
});

export const listSynonyms = route({
  method: 'GET',
  path: '/search/synonyms',
  summary: 'search:routes.synonyms',
  access: ['bureauOfficer', 'districtOfficer', 'systemAdmin'],
  response: z.strictObject({ items: z.array(z.array(z.string())) }),
});
