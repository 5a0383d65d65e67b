// The invented city's demo organization shows files of what it lists, at most a supply and a demand: one file for everybody, one for those admitted. Texts are the pack's, and say that they are generated.
import { sql } from 'kysely';
import type { House } from './app.ts';
import type { Actor } from './platform/shared/actor.ts';
import { Refusal } from './platform/shared/errors.ts';
import { openAudiences } from './records/attachment.ts';
import { dealPlan } from './seed-listings.ts';
import { loader } from './seed.ts';

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
  const owner: Actor = { ...loader, account, roles: ['organizationAdmin'], organization: demo.id };
  const { rows: listings } = await sql<Found>`select distinct on (side) id, title from listings
    where state = 'published' and not anonymous and organization = ${demo.id}::uuid order by side, id`.execute(kernel.db);
  for (const listing of listings)
    await withFiles(house, owner, listing).catch((error: unknown) => {
      // Another process that starts at once may have done it.
      if (!(error instanceof Refusal)) throw error;
    });
}

/** Taken back, as everybody's files are chosen in a draft, and looked through again. */
async function withFiles({ listings, kept, pack }: House, owner: Actor, { id, title }: Found): Promise<void> {
  const said = pack.read('market.json', dealPlan).files;
  await listings.act('revise', { actor: owner, id, input: {} });
  const { attachments, files } = kept;
  for (const audience of openAudiences) {
    const { name, text } = said[audience];
    const content = Buffer.from(text.replaceAll('{title}', title));
    const upload = (await files.put({ name, content, uploadedBy: owner.account })).id;
    const input = { recordKind: 'listing', record: id, upload, purpose: 'other' as const };
    const { row } = await attachments.act('create', { actor: owner, input });
    await attachments.act('openTo', { actor: owner, id: row.id, input: { audience } });
  }
  await listings.act('submit', { actor: owner, id, input: { noSecret: true } });
  await listings.act('publish', { actor: loader, id, input: {} });
}
