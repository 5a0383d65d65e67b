// Events of the invented city that are to come, made when a house first starts, so that they lie ahead of that day; the demo organization is registered. Texts are the pack's.
import { sql } from 'kysely';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { addDays } from './platform/shared/dates.ts';
import { Refusal } from './platform/shared/errors.ts';
import { now } from './records/server/index.ts';
import { dealPlan } from './seed-listings.ts';
import { loader } from './seed.ts';

const actingFor = (organization: string): Actor => ({ ...loader, roles: ['organizationAdmin'], organization });
/** Another process that starts at once may have done it. */
const step = <T>(done: Promise<T>): Promise<T | null> =>
  done.catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });

/** Once: where there is an event ahead already, nothing is made. */
export async function startDemoEvents(house: House): Promise<void> {
  const { kernel, pack, matchEvents, registrations } = house;
  const today = kernel.dayOf(await now(kernel.db));
  const { rows: some } = await sql`select from match_events where from_on > ${today}::date limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null) return;
  const plan = pack.read('market.json', dealPlan).events;
  const { rows: firms } = await sql<{ id: string }>`select id from organizations
    where state = 'active' and id <> ${demo.id}::uuid order by id limit 12`.execute(kernel.db);
  for (const { inDays, come, published, ...said } of plan.ahead) {
    const from = addDays(today, inDays);
    const input = { ...said, from, to: from, until: addDays(from, -1), organization: null, venue: null };
    const made = await step(matchEvents.act('create', { actor: loader, input }));
    if (made === null || !published) continue;
    const { id: event } = made.row;
    await step(matchEvents.act('publish', { actor: loader, id: event, input: {} }));
    const who = [demo.id, ...firms.map(({ id }) => id)].slice(0, come);
    for (const [at, organization] of who.entries()) {
      const attendee = plan.attendees[at % plan.attendees.length] ?? '';
      const coming = { event, organization: null, guest: null, attendee, listing: null };
      await step(registrations.act('create', { actor: actingFor(organization), input: coming }));
    }
  }
}
