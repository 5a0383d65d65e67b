// Deals over HTTP beside what every record has: the terms, the overview for officers. Their public notices: publicNotices.ts.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import type { Text } from '../../../platform/shared/words.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountDocument, mountKind, now } from '../../../records/server/index.ts';
import { type DealSeen, getNdaPaper, listDealsSeen } from '../../dealOverview.ts';
import type { NoticeRule } from '../../dealNotice.ts';
import { getNda, type Nda } from '../../nda.ts';
import type { MarketTables } from '../tables.ts';
import { digestOf } from './handlers.ts';
import { ndaPaper } from './paper.ts';
import { mountNotices } from './publicNotices.ts';
import type { Deals } from './service.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  deals: Deals;
  organizations: Organizations;
  nda: Nda;
  rules: readonly NoticeRule[];
  city: Text;
  timeZone: string;
};
const deepest = 10_000;

export function mountDeals(app: FastifyInstance, of: With): void {
  const { kernel, deals, nda, city } = of;
  mountKind(app, kernel, deals);
  mount(app, getNda, () => ({
    version: nda.version,
    from: nda.from,
    digest: digestOf(nda),
    title: nda.title,
    basis: nda.basis.text,
    clauses: nda.clauses,
  }));
  mountDocument(app, kernel, deals, { route: getNdaPaper, format: 'pdf', write: (given) => ndaPaper(given, { nda, city }) });
  mountNotices(app, of);
  mountOverview(app, of);
}

type SeenRow = Omit<DealSeen, 'askedOn' | 'owner'> & { created: Date; owner: string; ownersIn: boolean };
function mountOverview(app: FastifyInstance, { kernel, db, organizations }: With): void {
  mount(app, listDealsSeen, async ({ query: { limit, after, state, late }, actor }) => {
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const today = kernel.dayOf(await now(kernel.db));
    const isLate = sql<boolean>`coalesce(coalesce(d.answered_on, case when d.state = 'interested' then ${today}::date end) > d.due_on, false)`;
    const parts = [
      inCharge(actor),
      ...(state === undefined ? [] : [sql<boolean>`d.state = ${state}`]),
      ...(late === undefined ? [] : [isLate]),
    ];
    const { rows } =
      await sql<SeenRow>`select d.id, d.listing, d.title, d.side, l.organization as owner, d.asker, d.state, d.created,
        d.due_on as "dueOn", d.answered_on as "answeredOn", d.registered_on as "registeredOn", ${isLate} as late,
        (not d.anonymous or ${ownersIn(actor)}) as "ownersIn"
      from deals d join listings l on l.id = d.listing where ${sql.join(parts, sql` and `)}
      order by d.id desc limit ${limit + 1} offset ${from}`.execute(db);
    const page = rows.slice(0, limit);
    const names = await organizations.names([...new Set(page.flatMap((row) => [row.owner, row.asker]))]);
    return {
      items: page.map(({ created, owner, ownersIn: mayKnow, ...row }) => ({
        ...row,
        owner: mayKnow ? (names.get(owner) ?? '') : null,
        asker: names.get(row.asker) ?? '',
        askedOn: kernel.dayOf(created),
      })),
      next: rows.length > limit ? writeCursor(from + limit) : null,
    };
  });
}

const seatOf = (column: RawBuilder<unknown>) => sql`(select o.region from organizations o where o.id = ${column})`;
const ownersIn = (actor: Actor): RawBuilder<boolean> =>
  hasRole(actor, 'bureauOfficer')
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(${seatOf(sql`l.organization`)} = ${actor.region}, false)`;
/** The bureau all of them, a district those with a side that reports there. */
const inCharge = (actor: Actor): RawBuilder<boolean> =>
  hasRole(actor, 'bureauOfficer')
    ? sql<boolean>`true`
    : sql<boolean>`(${seatOf(sql`d.asker`)} = ${actor.region} or ${seatOf(sql`l.organization`)} = ${actor.region})`;
