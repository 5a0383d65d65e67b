// Saved searches: a person's own, and those that colleagues share. Deleted ones can be brought back for some days. A foreign one is not found.
import { type Selectable, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { sure } from '../../platform/shared/sure.ts';
import { mostSaved, nameTaken, noOffice, type SavedSearch, tooMany } from '../savedSearch.ts';
import type { DeskParts } from './ports.ts';
import { firstIdOf } from './searchNews.ts';
import type { DeskTables } from './tables.ts';

type Row = Selectable<DeskTables['saved_searches']>;
const daysKept = 7;
const lookedTo = (): string => firstIdOf(Date.now());

/** With whom a person shares: the members of an organization, the officers of the city or of one district; nobody else has such a circle. */
export function officeOf({ organization, roles, region }: Pick<Actor, 'organization' | 'roles' | 'region'>): string | null {
  if (organization !== null) return `organization ${organization}`;
  const officer = roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer' || role === 'registrar');
  return officer ? `office ${region ?? 'city'}` : null;
}

export type Searches = ReturnType<typeof openSearches>;
export function openSearches({ db }: Pick<DeskParts, 'db'>) {
  const shown = (row: Row & { owner?: string | null }, actor: Actor): SavedSearch => ({
    id: row.id,
    name: row.name,
    path: row.path,
    search: row.search,
    shared: row.shared,
    tell: row.account === actor.account && row.tell,
    own: row.account === actor.account,
    owner: row.account === actor.account ? null : (row.owner ?? null),
    at: row.at.toISOString(),
  });
  const accountOf = ({ account }: Actor): string => sure(account, 'account');

  async function list(actor: Actor) {
    const office = officeOf(actor);
    const { rows } = await sql<Row & { owner: string }>`
      select s.*, ${nameIn(actor.language)} as owner from saved_searches s join accounts a on a.id = s.account
      where s.deleted_at is null and (s.account = ${actor.account}::uuid or (s.shared and s.office = ${office} and not a.disabled))
      order by s.account <> ${actor.account}::uuid, s.name, s.id limit 200`.execute(db);
    return { items: rows.map((row) => shown(row, actor)), mayShare: office !== null };
  }

  /** Names are one's own: two of one person are never called the same. */
  async function refuseName(actor: Actor, name: string, except: string | null): Promise<void> {
    const own = await db
      .selectFrom('saved_searches')
      .select(['id', 'name'])
      .where('account', '=', accountOf(actor))
      .where('deleted_at', 'is', null)
      .execute();
    if (own.some((one) => one.name === name && one.id !== except))
      throw nameTaken({ name }, [{ path: 'name', code: 'taken', words: 'desk:refusals.nameTaken', params: { name } }]);
    if (except === null && own.length >= mostSaved) throw tooMany({ most: mostSaved });
  }
  function refuseSharing(actor: Actor, shared: boolean | undefined): void {
    if (shared && officeOf(actor) === null)
      throw noOffice({}, [{ path: 'shared', code: 'noOffice', words: 'desk:refusals.noOffice' }]);
  }

  type Said = { name: string; path: string; search: string; shared: boolean; tell: boolean };
  async function save(actor: Actor, said: Said): Promise<SavedSearch> {
    refuseSharing(actor, said.shared);
    await refuseName(actor, said.name, null);
    const row = await db
      .insertInto('saved_searches')
      .values({
        id: uuidv7(),
        account: accountOf(actor),
        office: officeOf(actor),
        ...said,
        looked_to: lookedTo(),
        deleted_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return shown(row, actor);
  }

  async function own(actor: Actor, id: string, deleted: boolean): Promise<Row> {
    const row = await db
      .selectFrom('saved_searches')
      .selectAll()
      .where('id', '=', id)
      .where('account', '=', accountOf(actor))
      .executeTakeFirst();
    if (!row || (row.deleted_at !== null) !== deleted) throw notFound();
    return row;
  }

  type Changes = { name?: string | undefined; shared?: boolean | undefined; tell?: boolean | undefined };
  async function change(actor: Actor, id: string, { name, shared, tell }: Changes): Promise<SavedSearch> {
    const row = await own(actor, id, false);
    refuseSharing(actor, shared === true && row.office === null ? true : undefined);
    if (name !== undefined) await refuseName(actor, name, id);
    const values = {
      name: name ?? row.name,
      shared: shared ?? row.shared,
      tell: tell ?? row.tell,
      // Who wants to be told from now on is told of what comes from now on.
      ...(tell === true && !row.tell ? { looked_to: lookedTo() } : {}),
    };
    const after = await db
      .updateTable('saved_searches')
      .set(values)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return shown(after, actor);
  }

  async function drop(actor: Actor, id: string): Promise<null> {
    await own(actor, id, false);
    await db.updateTable('saved_searches').set({ deleted_at: new Date() }).where('id', '=', id).execute();
    return null;
  }

  async function restore(actor: Actor, id: string): Promise<SavedSearch> {
    const row = await own(actor, id, true);
    await refuseName(actor, row.name, null);
    const after = await db
      .updateTable('saved_searches')
      .set({ deleted_at: null, looked_to: lookedTo() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return shown(after, actor);
  }

  return {
    list,
    save,
    change,
    drop,
    restore,
    /** Those whose owners want to be told when something new fits: for who sends notices. */
    toTell: () =>
      db
        .selectFrom('saved_searches')
        .select(['id', 'account', 'name', 'path', 'search', 'looked_to'])
        .where('tell', '=', true)
        .where('deleted_at', 'is', null)
        .execute(),
    /** What a person saved, for whoever asks what is held of him; and all of it gone, within the transaction of an erasure. */
    heldOf: (account: string) =>
      db
        .selectFrom('saved_searches')
        .select(['name', 'path', 'search', 'shared', 'at'])
        .where('account', '=', account)
        .where('deleted_at', 'is', null)
        .execute(),
    erase: async (account: string, tx: Transaction<DeskTables>): Promise<number> => {
      await tx.deleteFrom('calendar_feeds').where('account', '=', account).execute();
      return Number((await tx.deleteFrom('saved_searches').where('account', '=', account).executeTakeFirst()).numDeletedRows);
    },
    /** What was deleted long enough ago is gone for good. */
    forget: () =>
      db
        .deleteFrom('saved_searches')
        .where('deleted_at', '<', sql<Date>`clock_timestamp() - make_interval(days => ${daysKept})`)
        .execute(),
  };
}

const nameIn = (language: Language) => (language === 'en' ? sql`coalesce(a.name_in_english, a.name)` : sql`a.name`);
