// What waits for its owner's word, and links for many at once: an officer hands them over after a campaign. The word itself is links/'s.
import type { FastifyInstance } from 'fastify';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import { now, seenAsSql } from '../../../records/server/index.ts';
import { listToConfirm, makeLinks, type MadeLink, mostWaiting, type WaitingListing } from '../../campaign.ts';
import { askedBy, sinceConfirmed, toBeAsked } from '../asking.ts';
import { broughtBy, broughtOn, isImported } from '../imported.ts';
import { sendTo, type WithLinks } from '../links/mount.ts';
import { visibleTo } from '../service.ts';

type Found = Pick<WaitingListing, 'id' | 'side' | 'title' | 'region' | 'linkUntil' | 'asks'> & {
  organization: string;
  recordedAt: Date;
  madeAt: Date | null;
  total: number;
  withoutLink: number;
};

export function mountWaiting(app: FastifyInstance, of: WithLinks): void {
  const { kernel, db, organizations } = of;
  const sight = visibleTo(organizations);
  /** As the desk counts them (brought.ts): those that wait for a first word are who brought them in's, the others as they are asked of the reader. */
  const ofDay = (actor: Actor, on: string) =>
    sql<boolean>`(${isImported} and ${broughtOn(kernel.city.timeZone)} = ${on}::date and (state <> 'toConfirm' or ${broughtBy(actor)}))`;
  mount(app, listToConfirm, async ({ query, actor }) => {
    const today = kernel.dayOf(await now(db));
    const inRegion: Expression<SqlBool> = query.region === undefined ? sql`true` : sql`region = ${query.region}`;
    const ofImport = query.broughtOn === undefined ? sql`true` : ofDay(actor, query.broughtOn);
    const { rows } = await sql<Found>`
      with waiting as (select id, side, title, region, organization, case state when 'toConfirm' then 'first' else 'still' end as asks,
          case state when 'toConfirm' then recorded_at else ${sinceConfirmed}::timestamptz end as recorded_at
        from listings where (state = 'toConfirm' or (${toBeAsked(today)} and ${askedBy(actor)})) and (${seenAsSql(sight(actor))}) and ${inRegion} and ${ofImport}),
        open as (select listing, until, made_at from listing_links where ended_at is null and until >= ${today}::date)
      select w.id, w.side, w.title, w.region, w.organization, w.asks, w.recorded_at as "recordedAt", o.until as "linkUntil", o.made_at as "madeAt",
        count(*) over ()::int as total, count(*) filter (where o.listing is null) over ()::int as "withoutLink"
      from waiting w left join open o on o.listing = w.id
      order by o.listing is not null, w.recorded_at, w.id limit ${mostWaiting}`.execute(db);
    const names = await organizations.names([...new Set(rows.map((row) => row.organization))]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        side: row.side,
        title: row.title,
        firm: { id: row.organization, name: names.get(row.organization) ?? '' },
        region: row.region,
        asks: row.asks,
        since: kernel.dayOf(row.recordedAt),
        linkUntil: row.linkUntil,
        linkMadeAt: row.madeAt?.toISOString() ?? null,
      })),
      total: rows[0]?.total ?? 0,
      withoutLink: rows[0]?.withoutLink ?? 0,
    };
  });
  mount(app, makeLinks, async ({ body, actor }) => {
    const links: MadeLink[] = [];
    const left: { listing: string; words: string }[] = [];
    for (const listing of new Set(body.listings)) {
      try {
        const one = await of.listings.one(actor, listing);
        const { path, until } = await sendTo(of, actor, { listing, phone: null });
        const firm = (one['organization'] as { name: string }).name;
        const asks = one['state'] === 'toConfirm' ? ('first' as const) : ('still' as const);
        if (path !== null) links.push({ listing, firm, title: String(one['title']), asks, path, until });
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault;
        left.push({ listing, words: app.say(actor.language, fault.words, fault.params) });
      }
    }
    return { links, left };
  });
}
