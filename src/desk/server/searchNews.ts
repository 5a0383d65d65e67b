// What is new among saved searches whose owners want to be told: records made since the last look that fit the filters. One notice a search and look.
import type { z } from 'zod';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import type { Telling } from '../../records/tells.ts';
import type { Around } from './notices/around.ts';
import { put } from './notices/outbox.ts';
import { peopleOf } from './notices/people.ts';

type Listed = { items: readonly Record<string, unknown>[]; next: string | null };
/** The list that a page of the web shows: its kind, what the page itself asks, what a reader may ask. */
export type ListOfPage = {
  kind: string;
  fixed: Readonly<Record<string, string>>;
  filters: Readonly<Record<string, z.ZodType>>;
  list: (actor: Actor, query: Record<string, unknown> & { limit: number; after?: string }) => Promise<Listed>;
};
export type ListOf = (path: string) => ListOfPage | null;
type Search = { id: string; account: string; name: string; path: string; search: string; looked_to: string | null };

/** Acts that began longer ago than this are over: what they made is seen. */
const overAfterMs = 120_000;
const atOnce = 100;
/** So many are counted; where there are more the notice says that there are many. */
const mostNew = 500;

/** The least id of a record made at an instant or after it: ids begin with their time. */
export function firstIdOf(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

type Of = Pick<Around, 'db' | 'kernel' | 'ports' | 'demo' | 'log'> & { toTell: () => Promise<Search[]>; listOf: ListOf };

/** Looks through all of them; gives how many had news. One that fails does not hold up the others. */
export async function tellNews(of: Of, now = Date.now()): Promise<number> {
  const to = firstIdOf(now - overAfterMs);
  const searches = await of.toTell();
  const people = await peopleOf(of, of.db, [...new Set(searches.map((one) => one.account))], new Date(now));
  let told = 0;
  for (const one of searches) {
    const actor = people.get(one.account)?.actor;
    if (!actor || (one.looked_to !== null && one.looked_to >= to)) continue;
    try {
      if (await look(of, one, actor, to)) told += 1;
    } catch (fault) {
      of.log(fault);
    }
  }
  return told;
}

async function look({ db, kernel, listOf }: Of, search: Search, actor: Actor, to: string): Promise<boolean> {
  const { id, looked_to: from } = search;
  const page = listOf(search.path);
  const fresh = page && from !== null ? await newIn(page, search, actor, { from, to }) : [];
  return db.transaction().execute(async (tx) => {
    // Whichever process was quicker has told it.
    const mine = await tx
      .updateTable('saved_searches')
      .set({ looked_to: to })
      .where('id', '=', id)
      .where('tell', '=', true)
      .where('deleted_at', 'is', null)
      .where('looked_to', 'is not distinct from', from)
      .returning('id')
      .executeTakeFirst();
    if (!mine || !page || fresh.length === 0) return false;
    const only = fresh.length === 1 ? fresh[0] : undefined;
    const title = only && kernel.kinds.get(page.kind);
    const row = title && (await title.seen(tx, String(only['id']), actor));
    const said = (language: Language) => ({
      name: search.name,
      count: fresh.length,
      ...(row ? { record: title.title(row, {}, language) } : {}),
    });
    const telling: Telling = {
      cause: `search ${id} ${to}`,
      ...(row
        ? { kind: page.kind, record: row.id }
        : { kind: `saved ${search.path}?${search.search.replace(/^\?/, '')}`, record: id }),
      actor: null,
      at: new Date(),
      concerns: { region: null, organizations: [], accounts: [search.account] },
      rules: [
        {
          to: ['named'],
          topic: 'searches',
          words: row ? 'notices:tells.searchOne' : 'notices:tells.searchMany',
          params: { 'zh-CN': said('zh-CN'), en: said('en') },
        },
      ],
    };
    await put(tx, [telling]);
    return true;
  });
}

/** Records between two ids that fit, the newest first. What an address asks that its list does not know is the page's own. */
async function newIn(page: ListOfPage, { search }: Search, actor: Actor, { from, to }: { from: string; to: string }) {
  const asked: Record<string, unknown> = {};
  for (const [name, value] of [...new URLSearchParams(search), ...Object.entries(page.fixed)]) {
    const read = Object.hasOwn(page.filters, name) ? page.filters[name]?.safeParse(value) : undefined;
    if (read?.success) asked[name] = read.data;
  }
  const found: Record<string, unknown>[] = [];
  for (let after: string | undefined; found.length < mostNew; ) {
    const { items, next } = await page.list(actor, { ...asked, limit: atOnce, ...(after === undefined ? {} : { after }) });
    for (const one of items) {
      const id = String(one['id']);
      if (id <= from) return found;
      if (id < to) found.push(one);
    }
    if (next === null) return found;
    after = next;
  }
  return found;
}
