// The invented city's demo organization in talks: a deal in each state, made when a house first starts, so that answers are due from that day on. Texts are the pack's.
import { sql } from 'kysely';
import type { House } from './app.ts';
import { addDays } from './platform/shared/dates.ts';
import { now } from './records/server/index.ts';
import { dealPlan } from './seed-listings.ts';
import { actingFor, step } from './seed-acting.ts';

type Found = { id: string; organization: string; cooperation: string };
/** Once: where there is a deal already, or nothing to talk about, nothing is made. */
export async function startDemoDeals(house: House): Promise<void> {
  const { kernel, pack } = house;
  const { rows: some } = await sql`select from deals limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null) return;
  const { rows: listings } = await sql<Found>`select l.id, l.organization, l.cooperation[1] as cooperation
    from listings l join organizations o on o.id = l.organization
    where l.state = 'published' and l.side = 'supply' and l.confidentiality = 'public' and l.organization <> ${demo.id}::uuid
      and o.state = 'active' order by l.published_on desc, l.id limit ${states.length}`.execute(kernel.db);
  const said = pack.read('market.json', dealPlan).deals;
  for (const [at, reach] of states.entries()) {
    const listing = listings[at];
    if (listing) await madeUntil(house, { listing, asker: demo.id, reach, said });
  }
}

/** How far each goes. */
const states = ['interested', 'talking', 'offered', 'agreed', 'contracted', 'declined'] as const;
type Making = {
  listing: Found;
  asker: string;
  reach: (typeof states)[number];
  said: { message: string; answer: string; declined: string; milestone: string };
};

async function madeUntil(house: House, { listing, asker, reach, said }: Making): Promise<void> {
  const { deals, kernel } = house;
  const today = kernel.dayOf(await now(kernel.db));
  const [owner, other] = [actingFor(listing.organization), actingFor(asker)];
  const made = await step(deals.act('create', { actor: other, input: { listing: listing.id, message: said.message } }));
  if (made === null || reach === 'interested') return;
  const { id } = made.row;
  if (reach === 'declined') {
    await step(deals.act('decline', { actor: owner, id, input: { reason: said.declined } }));
    return;
  }
  await step(deals.act('admit', { actor: owner, id, input: {} }));
  await step(deals.act('say', { actor: owner, id, input: { text: said.answer } }));
  if (reach === 'talking') return;
  const offer = deals.kind.life.actions.offer.input.parse({
    amount: '360000',
    paymentMode: 'lumpSum',
    cooperation: listing.cooperation,
    ownership: 'provider',
    validFrom: today,
    validTo: addDays(today, 365),
    milestones: [{ what: said.milestone, on: addDays(today, 90) }],
    validUntil: addDays(today, 14),
  });
  await step(deals.act('offer', { actor: owner, id, input: offer }));
  if (reach === 'offered') return;
  await step(deals.act('acceptOffer', { actor: other, id, input: { offer: 1 } }));
  if (reach === 'contracted') await step(deals.act('draftContract', { actor: owner, id, input: {} }));
}
