// Typical cases: written of a selected report, checked by a second officer, published and withdrawn; and how everybody reads them.
import { type Kysely, type Selectable, sql } from 'kysely';
import { notFound, wrongField } from '../../platform/shared/errors.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { z } from 'zod';
import { openKind, papersByPlace } from '../../records/server/index.ts';
import { alreadyWritten, notSelected, type PublicCase, typicalCaseRecords } from '../typicalCase.ts';
import { type Around, isAnotherOfficer, like, seenByOfficers, sharedFilters } from './around.ts';
import type { PlanTables } from './tables.ts';
import { caseTells } from '../tells.ts';
import { caseWaits } from './waits.ts';

type Row = Selectable<PlanTables['typical_cases']>;

export function openCases(around: Around, db: Kysely<PlanTables>) {
  const { state, region } = sharedFilters(around);
  const q = (value: string) =>
    sql<boolean>`lower((title->>'zh') || ' ' || coalesce(title->>'en', '') || ' ' || (summary->>'zh')) like ${like(value)}`;
  return openKind(around.kernel, db, {
    kind: typicalCaseRecords,
    table: 'typical_cases',
    present: ({ report, region: of, title, summary, body, returned_for: returnedFor, published_on: publishedOn }) => ({
      report,
      region: of,
      title,
      summary,
      body,
      returnedFor,
      publishedOn,
    }),
    title: (row, _personal, language) => (language === 'en' ? (row.title.en ?? row.title.zh) : row.title.zh),
    waits: caseWaits,
    tells: caseTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    papers: { ...papersByPlace(), retention: 'thirtyYears', closed: ['published', 'withdrawn'] },
    visible: (actor) => seenByOfficers(actor, (own) => sql<boolean>`(region = ${own} or state = 'published')`),
    parties: {
      secondOfficer: (actor, row) => row?.state === 'checking' && isAnotherOfficer(actor, row.written_by, row.hands_for),
    },
    filters: { state, region, q },
    handlers: {
      create: async ({ tx, input, actor }) => {
        const { report: id, title, summary, body } = input;
        const report = await tx
          .selectFrom('work_reports')
          .select(['region', 'state'])
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (!report || report.state === 'draft') throw wrongField('report', 'unknown', 'cases:refusals.report');
        if (report.state !== 'selected') throw notSelected();
        const before = await tx
          .selectFrom('typical_cases')
          .select('id')
          .where('report', '=', id)
          .where('state', '<>', 'withdrawn')
          .executeTakeFirst();
        if (before) throw alreadyWritten();
        return {
          report: id,
          region: report.region,
          title,
          summary,
          body,
          written_by: actor.account,
          hands_for: actor.for ?? null,
        };
      },
      edit: ({ input: { title, summary, body }, actor }) => ({
        ...(title === undefined ? {} : { title }),
        ...(summary === undefined ? {} : { summary }),
        ...(body === undefined ? {} : { body }),
        written_by: actor.account,
        hands_for: actor.for ?? null,
      }),
      // Who puts it forward vouches for it as who writes it does.
      submit: ({ actor }) => ({ written_by: actor.account, hands_for: actor.for ?? null, returned_for: null }),
      sendBack: ({ input }) => ({ returned_for: input.reason }),
      publish: ({ day }) => ({ published_on: day }),
      withdraw: ({ input }) => ({ returned_for: input.reason }),
    },
  });
}

const cursor = z.strictObject({ id: z.uuid() });
const shown = (row: Row): PublicCase => ({
  id: row.id,
  region: row.region,
  title: row.title,
  summary: row.summary,
  publishedOn: row.published_on ?? '',
});

type Asked = { limit: number; after?: string | undefined; region?: string | undefined; q?: string | undefined };

/** Published cases, the newest first. */
export async function publishedCases(db: Kysely<PlanTables>, { limit, after, region, q }: Asked) {
  const from = readCursor(after, cursor);
  let query = db.selectFrom('typical_cases').selectAll().where('state', '=', 'published');
  if (from) query = query.where('id', '<', from.id);
  if (region !== undefined) query = query.where('region', '=', region);
  if (q !== undefined)
    query = query.where(
      sql<boolean>`lower((title->>'zh') || ' ' || coalesce(title->>'en', '') || ' ' || (summary->>'zh')) like ${like(q)}`,
    );
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(shown), next: rows.length > limit && last ? writeCursor({ id: last.id }) : null };
}

export async function publishedCase(db: Kysely<PlanTables>, id: string) {
  const row = await db
    .selectFrom('typical_cases')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...shown(row), body: row.body };
}
