// What happens to fairs: held, corrected, void while nothing was signed there. Not their projects (projects.ts).
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, papersOfBureau, type Sight } from '../../../records/server/index.ts';
import { fairRecords, hasProjects, type StatedFair } from '../../fair.ts';
import { holds } from '../conditions.ts';
import type { MarketTables } from '../tables.ts';
import { isPublicVenue, venueNames } from '../venues/service.ts';
import { projectsSeen } from './sight.ts';

type Tx = Transaction<MarketTables>;
type Row = Selectable<MarketTables['fairs']>;
export type Fairs = ReturnType<typeof openFairs>;

/** That a fair was held is no secret to anybody who works here; what was signed is. */
const visible = (actor: Actor): Sight =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member', 'clock') ? 'all' : 'none';

export function openFairs(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: fairRecords,
    table: 'fairs',
    related: async (rows, on) => ({
      venues: await venueNames(on, [...new Set(rows.flatMap((row) => row.venue ?? []))]),
      projects: await projectsOf(on, rows),
    }),
    present: (row, _personal, actor, { related }) => ({
      name: row.name,
      from: row.from_on,
      to: row.to_on,
      place: row.place,
      organizer: row.organizer,
      venue: row.venue === null ? null : { id: row.venue, name: related?.venues.get(row.venue) ?? '' },
      projects: (related?.projects.get(row.id) ?? []).filter(projectsSeen(actor)).length,
      reason: row.reason,
    }),
    title: (row) => row.name,
    papers: { ...papersOfBureau, retention: 'thirtyYears', closed: ['voided'] },
    visible,
    parties: {},
    filters: {
      q: (value) => sql<boolean>`(${holds(sql`name || ' ' || place || ' ' || organizer`, value)})`,
      venue: (value) =>
        sql<boolean>`venue in (select v.id from venues v where v.id = ${value}::uuid and v.state in ('open', 'closed'))`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: async ({ tx, input }) => ({ ...(await columnsOf(tx, input)), reason: null }),
      correct: async ({ tx, record, input: { reason, ...said } }) => {
        const known = { ...record, from: record.from_on, to: record.to_on };
        const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<StatedFair>;
        return { ...(await columnsOf(tx, { ...known, ...given })), reason };
      },
      void: async ({ tx, record, input }) => {
        const { rows } = await sql`select from fair_projects where fair = ${record.id} and state <> 'voided' limit 1`.execute(tx);
        if (rows.length > 0) throw hasProjects();
        return input;
      },
    },
  });

  /** Parties and places of the projects of these fairs: a reader counts those that he sees. */
  async function projectsOf(on: QueryExecutorProvider, rows: readonly Row[]) {
    const ids = rows.map((row) => row.id);
    const { rows: found } = await sql<{ fair: string; region: string | null; first: string | null; second: string | null }>`
      select fair, region, first_organization as first, second_organization as second from fair_projects
      where fair = any(${ids}::uuid[]) and state <> 'voided'`.execute(on);
    const one = await organizations.survivors(on, [
      ...new Set(found.flatMap((row) => [row.first ?? [], row.second ?? []].flat())),
    ]);
    const now = (id: string | null) => (id === null ? null : (one.get(id)?.id ?? id));
    return Map.groupBy(
      found.map((row) => ({ ...row, first: now(row.first), second: now(row.second) })),
      (row) => row.fair,
    );
  }
}

async function columnsOf(tx: Tx, { name, from, to, place, organizer, venue }: StatedFair) {
  if (to < from) throw wrongField('to', 'beforeStart', 'fairs:refusals.beforeStart', { on: from });
  if (venue !== null && !(await isPublicVenue(tx, venue))) throw wrongField('venue', 'unknown', 'venues:refusals.venue');
  return { name, from_on: from, to_on: to, place, organizer, venue };
}
