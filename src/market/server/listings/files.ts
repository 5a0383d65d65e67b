// Files of listings: who sees and adds them with the record, and the doors by which the hall and the deals show some of them. Each door asks anew who reads.
import type { FastifyInstance } from 'fastify';
import { type QueryExecutorProvider, type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { OpenAudience } from '../../../records/attachment.ts';
import type { OpenFile, Papers, ShownFiles, Sight } from '../../../records/server/index.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import {
  audiencesShown,
  getFileContent,
  getFileHtml,
  getFilePdf,
  listFilesShown,
  openingRefused,
  publicName,
  type ShownFile,
  type Talk,
} from '../../listingFiles.ts';
import type { life, Stated } from '../../listing.ts';
import { bothAccepted } from '../../nda.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import { accountOf } from '../brokering/managers.ts';
import { enteredFor } from '../entering.ts';
import { inCharge, ownOf } from '../owning.ts';
import type { Listings } from '../tables.ts';

/** Where the organization that it is of reports: that district is in charge. */
export const ofSeat = sql`(select o.region from organizations o where o.id = listings.organization)`;

type Row = Selectable<Listings>;
/** Whoever sees the record sees its files, who looks it through among them; whoever may write it adds. */
export const listingPapers = ({ oneWith }: Pick<Organizations, 'oneWith'>): Papers<StateOf<typeof life>, Row> => ({
  sees: () => 'all',
  adds: (actor): Sight => {
    const written = inCharge(
      actor,
      ofSeat,
      (own) => sql<boolean>`(organization in (${oneWith(own)}) or (${enteredFor(own)} and state = 'draft'))`,
    );
    const account = accountOf(actor);
    if (account === null || written === 'all') return written;
    const inCare = sql<boolean>`(manager_account = ${account}::uuid and (manager_since is not null or state = 'draft'))`;
    return written === 'none' ? inCare : sql<boolean>`(${written} or ${inCare})`;
  },
  opens: ({ actor, row, from, to }) =>
    openingRefused({ from, to, state: row.state, anonymous: row.anonymous, own: speaksFor(actor, row) }),
  retention: 'tenYears',
  closed: ['closed', 'withdrawn', 'voided'],
});
/** Of those who add: its owner's people, or the manager who has taken it on. Officers, and who only entered it, say no word for him. */
const speaksFor = (actor: Actor, row: Row): boolean =>
  row.manager_account !== null && row.manager_account === accountOf(actor)
    ? row.manager_since !== null
    : ownOf(actor) !== null && !hasRole(actor, 'bureauOfficer', 'districtOfficer') && ownOf(actor) !== row.entered_by;

type Listed = { state: string; confidentiality: Stated['confidentiality'] };
/** What this reader is shown of the files of a listing; nothing, where there is no such listing for him. */
async function shownTo(on: QueryExecutorProvider, actor: Actor, id: string): Promise<readonly OpenAudience[]> {
  const { rows } = await sql<Listed>`select state, confidentiality from listings where id = ${id}::uuid`.execute(on);
  // A program's key reads as everybody does: who was admitted are people.
  const own = actor.account === null ? null : ownOf(actor);
  const [listing] = rows;
  if (!listing) return [];
  const talks = own === null ? [] : await talksOf(on, id, own);
  return audiencesShown(listing, talks);
}
async function talksOf(on: QueryExecutorProvider, listing: string, asker: string): Promise<Talk[]> {
  const { rows } = await sql<{ state: string; ndas: Parameters<typeof bothAccepted>[0] }>`select state, ndas from deals
    where listing = ${listing}::uuid and asker = ${asker}::uuid`.execute(on);
  return rows.map(({ state, ndas }) => ({ state, accepted: bothAccepted(ndas) }));
}

/** As readers see it: the name without contact data. */
export const asShown = ({ record: _record, name, ...one }: OpenFile): ShownFile => ({
  ...one,
  name: publicName({ name, type: one.type }),
});

/** What everybody is shown of these listings, by listing; to be asked only of such as the hall shows. */
export type FilesOf = (listings: readonly string[]) => Promise<ReadonlyMap<string, readonly ShownFile[]>>;
export async function openFilesOf(files: ShownFiles, listings: readonly string[]): ReturnType<FilesOf> {
  const found = await files.of({ kind: 'listing', records: listings, audiences: ['everybody'] });
  return new Map([...Map.groupBy(found, (one) => one.record)].map(([listing, all]) => [listing, all.map(asShown)]));
}

export function mountListingFiles(app: FastifyInstance, { db, files }: { db: QueryExecutorProvider; files: ShownFiles }): void {
  const within = async (actor: Actor, id: string) => {
    const audiences = await shownTo(db, actor, id);
    if (audiences.length === 0) throw notFound();
    return { kind: 'listing', records: [id], audiences };
  };
  mount(app, listFilesShown, async ({ params, actor }) => ({
    items: (await files.of(await within(actor, params.id))).map(asShown),
  }));
  for (const [route, as] of [
    [getFileContent, 'content'],
    [getFilePdf, 'pdf'],
    [getFileHtml, 'html'],
  ] as const)
    mount(app, route, async ({ params, actor, reply }) =>
      files.give({ actor, reply, as, of: { ...(await within(actor, params.id)), id: params.file }, named: publicName }),
    );
}
