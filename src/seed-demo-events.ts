// Events of the invented city that are to come, made when a house first starts, so that they lie ahead of that day; the demo organization is registered. Texts are the pack's.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { House } from './app.ts';
import { addDays } from './platform/shared/dates.ts';
import { now } from './records/server/index.ts';
import { dealPlan } from './seed-listings.ts';
import { actingFor, loader, step } from './seed-acting.ts';

/** Once: where there is an event ahead already, nothing is made. */
export async function startDemoEvents(house: House): Promise<void> {
  const { kernel, pack, matchEvents, registrations } = house;
  const today = kernel.dayOf(await now(kernel.db));
  const { rows: some } = await sql`select from match_events where from_on > ${today}::date limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null) return;
  const { events: plan, deals: talks } = pack.read('market.json', dealPlan);
  const venue = await centreOf(kernel.db);
  const firms = await showingOn(kernel.db, demo.id);
  for (const { inDays, come, published, ...said } of plan.ahead) {
    const from = addDays(today, inDays);
    const until = inDays === 0 ? from : addDays(from, -1);
    const input = { ...said, from, to: from, until, organization: null, venue: said.place === null ? null : venue };
    const made = await step(matchEvents.act('create', { actor: loader, input }));
    if (made === null || !published) continue;
    const { id: event } = made.row;
    await step(matchEvents.act('publish', { actor: loader, id: event, input: {} }));
    for (const [at, { organization, listing }] of firms.slice(0, come).entries()) {
      const attendee = plan.attendees[at % plan.attendees.length] ?? '';
      const coming = { event, organization: null, guest: null, attendee, listing };
      await step(registrations.act('create', { actor: actingFor(organization), input: coming }));
    }
  }
  await followDemoMeetings(house, talks.message);
}

type Met = { meeting: string; asker: string; owner: string; listing: string };
/** How many of the meetings at the last event have led to talks by then; of the first of them the owner has agreed to talk. */
const ledOn = 2;
/** Some who met last time and still have it open went on to talk of what one of them shows on the market. */
async function followDemoMeetings({ deals, kernel, meetings }: House, message: string): Promise<void> {
  const { rows } = await sql<Met>`select m.id as meeting, l.organization as owner, l.id as listing,
      case when l.organization = m.first then m.second else m.first end as asker from event_meetings m
    join match_events e on e.id = m.event join organizations a on a.id = m.first join organizations b on b.id = m.second
    cross join lateral (select l.id, l.organization from listings l where l.organization in (m.first, m.second)
      and l.state = 'published' and l.confidentiality = 'public' and not l.anonymous order by l.published_on desc, l.id limit 1) l
    where m.state = 'open' and m.deal is null and a.state = 'active' and b.state = 'active'
    order by e.from_on desc, m.id limit ${ledOn}`.execute(kernel.db);
  for (const [at, { meeting, owner, listing, ...other }] of rows.entries()) {
    const asker = actingFor(other.asker);
    const made = await step(deals.act('create', { actor: asker, input: { listing, message } }));
    if (made === null) continue;
    if (at === 0) await step(deals.act('admit', { actor: actingFor(owner), id: made.row.id, input: {} }));
    await step(meetings.act('linkDeal', { actor: asker, id: meeting, input: { deal: made.row.id } }));
  }
}

/** Where the market is at home: events on the spot stand on its page. */
async function centreOf(on: QueryExecutorProvider): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from venues where state = 'open'
    order by kind = 'regionalCentre' desc, opened_on, id limit 1`.execute(on);
  return rows[0]?.id ?? null;
}

type Coming = { organization: string; listing: string | null };
/** The demo organization and some that show something on the market by their name, which they bring along. */
async function showingOn(on: QueryExecutorProvider, demo: string): Promise<Coming[]> {
  const { rows } = await sql<Coming>`select o.id as organization, l.listing from organizations o
    cross join lateral (select l.id as listing, l.published_on from listings l where l.organization = o.id and l.state = 'published'
      and not l.anonymous order by l.published_on desc, l.id limit 1) l
    where o.state = 'active' and o.id <> ${demo}::uuid order by l.published_on desc, o.id limit 12`.execute(on);
  return [{ organization: demo, listing: null }, ...rows];
}
