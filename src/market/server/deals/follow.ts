// What follows from a deal for its listing, from its contract for the deal, and from the end of a listing for those who only asked. By the clock, in the same transaction.
import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { clock } from '../../../platform/shared/actor.ts';
import type { Kernel } from '../../../records/server/index.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import type { Row } from './handlers.ts';

type Calls = readonly { actor: typeof clock; action: string; id: string; input: Record<string, unknown>; cause: string }[];
type Around = {
  deals: { actMany: (calls: Calls, within?: Transaction<MarketTables>) => Promise<Row[]> };
  listings: Pick<Listings, 'actMany'>;
  within: (tx: object) => Transaction<MarketTables>;
};

const moving = [
  'settle',
  'settleTalk',
  'admit',
  'acceptOffer',
  'reconsider',
  'upholdObjection',
  'end',
  'fulfil',
  'reopen',
] as const;
const over = ['close', 'withdraw', 'void', 'conclude'] as const;

export function follow(kernel: Kernel, { deals, listings, within }: Around): void {
  kernel.after('deal', moving, async (tx, { id: cause, row }) => {
    const { listing } = row;
    if (typeof listing !== 'string') return;
    const action = await listingAction(tx, listing);
    if (action) await listings.actMany([{ actor: clock, action, id: listing, input: {}, cause }], within(tx));
  });
  /** What only asked is answered by nobody any more; talks go on between those who talk. */
  kernel.after('listing', over, async (tx, { id: cause, record }) => {
    const { rows } = await sql<{ id: string }>`select id from deals where listing = ${record}::uuid and state = 'interested'
      order by id for update`.execute(tx);
    const reason = 'listingEnded';
    await deals.actMany(
      rows.map(({ id }) => ({ actor: clock, action: 'overtake', id, input: { reason }, cause })),
      within(tx),
    );
  });
  const byContract = async (tx: QueryExecutorProvider, cause: string, contract: string, reason: string | null) => {
    const { rows } = await sql<{ id: string }>`select id from deals where contract = ${contract}::uuid
      and state = any(${reason === null ? ['contracted'] : ['contracted', 'registered']}::text[]) order by id for update`.execute(
      tx,
    );
    const [action, input] = reason === null ? ['fulfil', {}] : ['reopen', { reason }];
    await deals.actMany(
      rows.map(({ id }) => ({ actor: clock, action, id, input, cause })),
      within(tx),
    );
  };
  kernel.after('contract', ['register'], (tx, { id, record }) => byContract(tx, id, record, null));
  for (const action of ['refuse', 'withdraw', 'revoke'] as const)
    kernel.after('contract', [action], (tx, { id, record }) => byContract(tx, id, record, action));
}

/** What its deals make of a listing: concluded by a registered one, matched by an agreed one, talked about, or free again. */
async function listingAction(tx: QueryExecutorProvider, listing: string): Promise<string | null> {
  const { rows } = await sql<{ state: string; deals: string[] }>`select l.state, coalesce(array_agg(d.state), '{}') as deals
    from listings l join deals d on d.listing = l.id where l.id = ${listing}::uuid group by l.state`.execute(tx);
  const [found] = rows;
  if (!found) return null;
  const has = (...states: readonly string[]) => found.deals.some((one) => states.includes(one));
  const [wanted, action] = has('registered')
    ? ['closed', 'conclude']
    : has('agreed', 'underNotice', 'contracted')
      ? ['matched', 'match']
      : has('talking')
        ? ['inNegotiation', 'negotiate']
        : ['published', 'free'];
  const open = ['published', 'inNegotiation', 'matched', ...(action === 'conclude' ? ['expired'] : [])];
  return open.includes(found.state) && found.state !== wanted ? action : null;
}
