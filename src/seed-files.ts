// The invented city's demo organization shows files of what it lists, at most a supply and a demand: one file for everybody, one for those admitted. Texts are the pack's, and say that they are generated.
import { sql } from 'kysely';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { openAudiences } from './records/attachment.ts';
import { dealPlan } from './seed-listings.ts';
import { actingFor, loader, step } from './seed-acting.ts';

type Found = { id: string; title: string };
/** Once: where a listing has a file already, no files are kept, or it lists nothing, nothing is made. */
export async function startDemoFiles(house: House): Promise<void> {
  const { kernel, pack, kept } = house;
  const { rows: some } = await sql`select from attachments where record_kind = 'listing' limit 1`.execute(kernel.db);
  const demo = await house.demoOrganization();
  if (some.length > 0 || demo === null || !kept.keeps) return;
  const { rows: accounts } = await sql<{ id: string }>`select id from accounts
    where account = ${pack.city.demo.accounts.organizationAdmin.account}`.execute(kernel.db);
  const account = accounts[0]?.id;
  if (account === undefined) return;
  const owner: Actor = { ...actingFor(demo.id), account };
  const { rows: listings } = await sql<Found>`select distinct on (side) id, title from listings
    where state = 'published' and not anonymous and organization = ${demo.id}::uuid order by side, id`.execute(kernel.db);
  for (const listing of listings) await step(withFiles(house, owner, listing));
  await shownInTalks(house, demo.id, account);
}

type Talked = Found & { owner: string };
/** Whoever is in talks with the demo organization shows it a file: for those admitted alone, so that nothing is reviewed anew. */
async function shownInTalks(house: House, demo: string, account: string): Promise<void> {
  const { rows } =
    await sql<Talked>`select l.id, l.title, l.organization as owner from deals d join listings l on l.id = d.listing
    where d.asker = ${demo}::uuid and d.state = 'talking' and l.state in ('published', 'inNegotiation')
    order by d.id limit 1`.execute(house.kernel.db);
  for (const { owner, ...listing } of rows) await step(attach(house, { ...actingFor(owner), account }, listing, 'admitted'));
}

/** Taken back, as everybody's files are chosen in a draft, and looked through again. */
async function withFiles(house: House, owner: Actor, listing: Found): Promise<void> {
  const { listings } = house;
  const { id } = listing;
  await listings.act('revise', { actor: owner, id, input: {} });
  for (const audience of openAudiences) await attach(house, owner, listing, audience);
  await listings.act('submit', { actor: owner, id, input: { noSecret: true } });
  await listings.act('publish', { actor: loader, id, input: {} });
}

async function attach({ kept, pack }: House, owner: Actor, { id, title }: Found, audience: (typeof openAudiences)[number]) {
  const { name, text } = pack.read('market.json', dealPlan).files[audience];
  const { attachments, files } = kept;
  const content = Buffer.from(text.replaceAll('{title}', title));
  const upload = (await files.put({ name, content, uploadedBy: owner.account })).id;
  const input = { recordKind: 'listing', record: id, upload, purpose: 'other' as const };
  const { row } = await attachments.act('create', { actor: owner, input });
  await attachments.act('openTo', { actor: owner, id: row.id, input: { audience } });
}
