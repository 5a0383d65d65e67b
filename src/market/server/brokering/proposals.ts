// Proposals opened: a manager names to the owner of a listing that he has taken on one of the other side. A yes expresses interest in it, a no keeps it away, each as the owner's own act, in the same transaction.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import type { declineReasons } from '../../declinedMatch.ts';
import { declinedBefore, life, notEngaged, proposalRecords, proposedAlready, tells } from '../../proposal.ts';
import { holds, shown } from '../conditions.ts';
import type { Deals } from '../deals/service.ts';
import type { DeclinedMatches } from '../matching/declined.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { accountOf, followAccount, followed, isNamed, managersShown, seenByBoth, shownAs } from './managers.ts';
import type { Proposals as Table } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<MarketTables>;
export type Proposals = ReturnType<typeof openProposals>;
type With = {
  organizations: Organizations;
  deals: Pick<Deals, 'act'>;
  declined: Pick<DeclinedMatches, 'act'>;
  within: (tx: object) => Tx;
};

export function openProposals(kernel: Kernel, db: Kysely<MarketTables>, of: With) {
  const { organizations } = of;
  const owner = sql`proposals.organization`;
  const seen = seenByBoth(organizations, owner);
  const opened = openKind(kernel, db, {
    kind: proposalRecords,
    table: 'proposals',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
      managers: await managersShown(
        kernel,
        organizations,
        on,
        rows.map((row) => row.manager),
      ),
      shown: await shownAmong(on, rows),
      deals: await dealStates(on, rows),
    }),
    present: (row, _personal, actor, { related }) => ({
      engagement: row.engagement,
      listing: row.listing,
      title: row.title,
      candidate: row.candidate,
      candidateTitle: row.candidate_title,
      candidateShown: related?.shown.has(row.candidate) ?? false,
      owner: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      manager: shownAs(related?.managers, row.manager),
      mine: isNamed(actor, row) ? 'manager' : 'owner',
      argument: row.argument,
      askedOn: kernel.dayOf(row.created),
      answeredOn: row.answered_on,
      deal: row.deal,
      dealState: row.deal === null ? null : (related?.deals.get(row.deal) ?? null),
      why: row.why,
      note: row.note,
    }),
    title: (row) => row.candidate_title,
    tells,
    concerns: (row) => ({
      region: null,
      organizations: [row.organization],
      accounts: row.account === null ? [] : [row.account],
    }),
    audiences: {
      owner: membersAmong(kernel, organizations, (id) => sql`select ${owner} as id from proposals where id = ${id}::uuid`),
    },
    visible: seen,
    parties: {
      owner: (actor, row) => row !== null && ownOf(actor) !== null && !isNamed(actor, row),
      manager: (actor, row) => (row === null ? accountOf(actor) !== null : isNamed(actor, row)),
    },
    filters: {
      q: (value) => holds(sql`(title || ' ' || candidate_title)`, value),
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      listing: (value) => sql<boolean>`listing = ${value}::uuid`,
      manager: (value) => sql<boolean>`manager = ${value}::uuid`,
    },
    waits: [
      {
        states: ['proposed'],
        for: 'accept',
        words: 'proposals:waits.accept',
        since: (row) => kernel.dayOf(row.created),
        due: () => null,
        mine: (actor) => {
          const own = ownOf(actor);
          return own === null ? sql<boolean>`false` : sql<boolean>`organization in (${organizations.oneWith(own)})`;
        },
      },
    ],
    handlers: handlersOf(of),
  });
  followAccount(kernel, { table: 'proposals', actMany: opened.actMany, within: of.within });
  return opened;
}

async function shownAmong(on: Kysely<MarketTables>, rows: readonly Row[]): Promise<Set<string>> {
  const { rows: found } = await sql<{ id: string }>`select id from listings
    where id = any(${rows.map((row) => row.candidate)}::uuid[]) and ${shown}`.execute(on);
  return new Set(found.map(({ id }) => id));
}
async function dealStates(on: Kysely<MarketTables>, rows: readonly Row[]): Promise<Map<string, string>> {
  const { rows: found } = await sql<{ id: string; state: string }>`select id, state from deals
    where id = any(${rows.flatMap((row) => row.deal ?? [])}::uuid[])`.execute(on);
  return new Map(found.map(({ id, state }) => [id, state]));
}

type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string };
const handlersOf = ({ deals, declined }: With) => ({
  create: async ({ tx, input, actor }: Omit<Of<{ listing: string; candidate: string; argument: string }>, 'record'>) => {
    const of = await engagedOn(tx, input.listing, actor);
    const candidate = await candidateFor(tx, input.candidate, of);
    await oneAtATime(tx, 'proposal', `${input.listing} ${input.candidate}`);
    const { rows } = await sql<{ state: string }>`select state from proposals
      where listing = ${input.listing}::uuid and candidate = ${input.candidate}::uuid and state in ('proposed', 'accepted')
      union all select state from declined_matches
      where listing = ${input.listing}::uuid and candidate = ${input.candidate}::uuid and state = 'declined'`.execute(tx);
    const params = { title: candidate.title };
    if (rows.some(({ state }) => state === 'declined')) throw declinedBefore(params);
    if (rows.length > 0) throw proposedAlready(params);
    return {
      engagement: of.engagement,
      listing: input.listing,
      title: of.title,
      organization: of.organization,
      manager: of.manager,
      account: actor.account,
      candidate: input.candidate,
      candidate_title: candidate.title,
      argument: input.argument,
      deal: null,
      why: null,
      note: null,
      answered_on: null,
    };
  },
  accept: async ({ tx, record, input, actor, day }: Of<{ message: string }>) => {
    const { row } = await deals.act('create', {
      actor,
      input: { listing: record.candidate, message: input.message },
      within: tx,
    });
    return { deal: row.id, answered_on: day };
  },
  decline: async ({ tx, record, input, actor, day }: Of<{ why: (typeof declineReasons)[number]; note: string | null }>) => {
    // What is shown no more comes back by itself: only what could is kept away.
    const { rows } = await sql`select from listings where id = ${record.candidate}::uuid and ${shown}
      and not exists (select from declined_matches d where d.listing = ${record.listing}::uuid and d.candidate = ${record.candidate}::uuid
        and d.state = 'declined')`.execute(tx);
    if (rows.length > 0)
      await declined.act('create', {
        actor,
        input: { listing: record.listing, kind: 'listing', candidate: record.candidate, ...input },
        within: tx,
      });
    return { why: input.why, note: input.note, answered_on: day };
  },
  follow: ({ tx, record, day }: Of<unknown>) => followed(tx, record.manager, day),
});

type Engaged = { engagement: string; manager: string; title: string; organization: string; side: string };
async function engagedOn(tx: Tx, listing: string, actor: Actor): Promise<Engaged> {
  const { rows } = await sql<Engaged>`select e.id as engagement, e.manager, l.title, l.organization, l.side
    from engagements e join listings l on l.id = e.listing
    where e.listing = ${listing}::uuid and e.state = 'standing' and e.account = ${accountOf(actor)}::uuid`.execute(tx);
  const [found] = rows;
  if (!found) throw notEngaged();
  return found;
}

/** A listing of the other side that everybody sees, of another organization. */
async function candidateFor(tx: Tx, id: string, of: Engaged): Promise<{ title: string }> {
  const { rows } = await sql<{ title: string; side: string; organization: string }>`
    select title, side, organization from listings where id = ${id}::uuid and ${shown}`.execute(tx);
  const [found] = rows;
  if (!found) throw wrongField('candidate', 'unknown', 'proposals:wrong.candidate');
  if (found.side === of.side) throw wrongField('candidate', 'sameSide', 'proposals:wrong.sameSide');
  if (found.organization === of.organization) throw wrongField('candidate', 'own', 'proposals:wrong.own');
  return found;
}
