// The invented city's demonstration technology manager at work, made when a demo house first starts: listings taken on, contacts, proposals, a deal that he carries, shares in deals made elsewhere. Texts are the pack's.
import { sql } from 'kysely';
import { z } from 'zod';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { addDays } from './platform/shared/dates.ts';
import { declineReasons } from './market/declinedMatch.ts';
import { ContactInput } from './market/engagement.ts';
import { now } from './records/server/index.ts';
import { actingFor, loader, step } from './seed-acting.ts';

const words = z.string().min(1);
export const brokeringPlan = z.strictObject({
  /** What a manager says who offers himself, and an owner who asks one. */
  offer: words,
  ask: words,
  /** What the demo organization looks for; its field is that of what is offered. */
  demand: z.strictObject({ title: words, text: words, acceptance: words }),
  contacts: z.array(ContactInput),
  /** Days until the next contact. */
  nextWithin: z.number().int().min(0),
  /** Why what he proposes fits: one is accepted, one waits, one is declined. */
  arguments: z.tuple([words, words, words]),
  message: words,
  declined: z.strictObject({ why: z.enum(declineReasons), note: words }),
  note: words,
  /** Of deals made elsewhere, concluded so many days before. */
  shares: z.array(
    z.strictObject({
      title: words,
      amount: words,
      before: z.number().int(),
      evidence: words,
      percents: z.array(words).min(1).max(2),
      reach: z.enum(['stated', 'confirmed', 'disputed']),
    }),
  ),
  disputed: words,
});

type Around = {
  house: House;
  said: z.output<typeof brokeringPlan>;
  today: string;
  /** The manager, as he acts and in the register; another of the register. */
  his: Actor;
  manager: string;
  colleague: string | undefined;
  demo: string;
};
/** Once: where there is an engagement already, or nobody to take one on, nothing is made. */
export async function startDemoBrokering(house: House): Promise<void> {
  const { kernel, pack } = house;
  const { rows: some } = await sql`select from engagements limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null || !pack.has('brokering.json')) return;
  const today = kernel.dayOf(await now(kernel.db));
  const { rows: managers } = await sql<{ id: string; account: string | null; own: boolean }>`
    select m.id, m.account, coalesce(a.account = ${pack.city.demo.accounts.technologyManager.account}, false) as own
    from technology_managers m left join accounts a on a.id = m.account
    where m.state = 'registered' and coalesce(m.certificate_valid_to >= ${today}::date, true)
    order by own desc, m.confirmed_until desc nulls last, m.id limit 2`.execute(kernel.db);
  const [own, other] = managers;
  if (!own?.own || own.account === null) return;
  const around: Around = {
    house,
    said: pack.read('brokering.json', brokeringPlan),
    today,
    his: { ...loader, account: own.account, roles: ['technologyManager'] },
    manager: own.id,
    colleague: other?.id,
    demo: demo.id,
  };
  for (const make of [entrusted, offered, carried, shared]) await step(make(around));
}

type Found = { id: string; organization: string; field: string };
/** What others look for in the hall, one of each field that something is offered in. */
async function wanted({ house, demo }: Around): Promise<Found[]> {
  const { rows } = await sql<Found>`select id, organization, field from listings d where state = 'published' and side = 'demand'
    and organization <> ${demo}::uuid and not anonymous and exists (select from listings s where s.state = 'published'
      and s.side = 'supply' and s.field = d.field and s.organization <> d.organization)
    order by published_on desc, id limit 2`.execute(house.kernel.db);
  return rows;
}

/** A demand of the demo organization that he has taken on, with what he proposes for it; one of another that waits for his answer. */
async function entrusted(around: Around): Promise<void> {
  const { house, said, today, his, manager, demo } = around;
  const { engagements, proposals } = house.brokering;
  const owner = actingFor(demo);
  const [asking] = await wanted(around);
  if (!asking) return;
  const ask = { manager, note: said.ask };
  await engagements.act('create', { actor: actingFor(asking.organization), input: { listing: asking.id, ...ask } });
  const { listings } = house;
  const { create } = listings.kind.life.actions;
  const first = (
    await listings.act('create', {
      actor: owner,
      input: create.input.parse({ ...said.demand, sort: 'problem', demandType: '00', cooperation: ['03'], field: asking.field }),
    })
  ).row;
  await listings.act('submit', { actor: owner, id: first.id, input: { noSecret: true } });
  await listings.act('publish', { actor: loader, id: first.id, input: {} });
  const { row } = await engagements.act('create', { actor: owner, input: { listing: first.id, ...ask } });
  await engagements.act('accept', { actor: his, id: row.id, input: {} });
  for (const [at, contact] of said.contacts.entries()) {
    const nextOn = at === said.contacts.length - 1 ? addDays(today, said.nextWithin) : today;
    await engagements.act('logContact', { actor: his, id: row.id, input: { ...contact, nextOn } });
  }
  const { rows: candidates } = await sql<{ id: string }>`select c.id from listings c join listings l on l.id = ${first.id}::uuid
    where c.state = 'published' and c.side <> l.side and c.organization <> l.organization and c.field = l.field
      and not exists (select from deals d where d.listing = c.id) order by c.published_on desc, c.id limit 3`.execute(
    house.kernel.db,
  );
  const made: string[] = [];
  for (const [at, { id }] of candidates.entries()) {
    const input = { listing: first.id, candidate: id, argument: said.arguments[at] ?? said.offer };
    made.push((await proposals.act('create', { actor: his, input })).row.id);
  }
  const [yes, , no] = made;
  if (yes) await proposals.act('accept', { actor: owner, id: yes, input: { message: said.message } });
  if (no) await proposals.act('decline', { actor: owner, id: no, input: said.declined });
}

/** What he offers to take on in the hall. */
async function offered(around: Around): Promise<void> {
  const [, found] = await wanted(around);
  const { house, said, his } = around;
  if (found)
    await house.brokering.engagements.act('create', {
      actor: his,
      input: { listing: found.id, manager: null, note: said.offer },
    });
}

/** Of the demo organization's talks one that he carries, and one in which the other side has named him. */
async function carried({ house, said, his, manager, demo }: Around): Promise<void> {
  const { rows } = await sql<{ id: string; owner: string }>`select d.id, l.organization as owner
    from deals d join listings l on l.id = d.listing where d.asker = ${demo}::uuid and d.state = 'talking' order by d.id limit 2`.execute(
    house.kernel.db,
  );
  for (const [at, { id: deal, owner }] of rows.entries()) {
    const [one, other] = at === 0 ? [demo, owner] : [owner, demo];
    const { act } = house.brokering.carried;
    const { row } = await act('create', { actor: actingFor(one), input: { deal, manager, sees: 'talks' } });
    if (at > 0) return;
    const { row: after } = await act('admit', { actor: actingFor(other), id: row.id, input: { sees: 'talks' } });
    if (after.state === 'admitted') await act('takeUp', { actor: his, id: row.id, input: {} });
    await act('note', { actor: his, id: row.id, input: { text: said.note } });
  }
}

async function shared({ house, said, today, his, manager, colleague, demo }: Around): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from organizations where state = 'active' and id <> ${demo}::uuid
    order by id limit ${said.shares.length}`.execute(house.kernel.db);
  const { act } = house.brokering.shares;
  for (const [at, { percents, before, reach, ...deal }] of said.shares.entries()) {
    const provider = rows[at]?.id;
    if (provider === undefined || (percents.length > 1 && colleague === undefined)) continue;
    const shares = percents.map((percent, which) => ({ manager: which === 0 ? manager : (colleague ?? manager), percent }));
    const input = { ...deal, deal: null, provider, taker: demo, concludedOn: addDays(today, -before), shares };
    const { row } = await act('create', { actor: his, input });
    if (reach !== 'stated') await act('confirm', { actor: actingFor(provider), id: row.id, input: {} });
    if (reach === 'confirmed') await act('confirm', { actor: actingFor(demo), id: row.id, input: {} });
    if (reach === 'disputed') await act('dispute', { actor: actingFor(demo), id: row.id, input: { reason: said.disputed } });
  }
}
