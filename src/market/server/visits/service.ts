// What happens to visits: logged, turned into a draft listing for the firm, corrected, void. What they left to do is items.ts.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { accountNames, type Kernel, now, openKind } from '../../../records/server/index.ts';
import { masked } from '../../contacts.ts';
import { ListingInput } from '../../listing.ts';
import { DemandInput, isOpenDemand, type ItemSort, openDemandStates, visitRecords, VisitInput } from '../../visit.ts';
import { holds } from '../conditions.ts';
import { ownerOf } from '../owning.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { accountOf, namedOf, nobodys, officersSee } from './officers.ts';

type Tx = Transaction<MarketTables>;
export type VisitRow = Selectable<MarketTables['visits']>;
export type Visits = ReturnType<typeof openVisits>;
type With = { organizations: Organizations; listings: Pick<Listings, 'act'> };

export function openVisits(kernel: Kernel, db: Kysely<MarketTables>, { organizations, listings }: With) {
  return openKind(kernel, db, {
    kind: visitRecords,
    table: 'visits',
    personal: true,
    related: (rows, on) => relatedOf(kernel, organizations, rows, on),
    present: (row, personal, actor, { related }) => {
      const demands = row.demands.flatMap((id) => related?.listings.get(id) ?? []);
      const items = (related?.items.get(row.id) ?? []).map(({ visit: _visit, due_on: dueOn, owner, ...one }) => ({
        ...one,
        owner: namedOf(related?.officers, owner, actor).name,
        dueOn,
        late: one.state === 'open' && dueOn < (related?.today ?? ''),
      }));
      return {
        organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
        region: row.region,
        on: row.visited_on,
        purpose: row.purpose,
        met: personal['met'] ?? null,
        text: row.text,
        officer: namedOf(related?.officers, row.made_by, actor),
        demands,
        items,
        open: items.filter(({ state }) => state === 'open').length + demands.filter(({ state }) => isOpenDemand(state)).length,
        reason: row.reason,
      };
    },
    title: (row) => `${row.visited_on} ${row.text.slice(0, 40)}`,
    concerns: (row) => ({ region: row.region, organizations: [], accounts: [row.made_by] }),
    visible: officersSee('visits', nobodys),
    parties: { districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null },
    filters: {
      q: (value) =>
        sql<boolean>`(${holds(sql`text || ' ' || (select o.name from organizations o where o.id = visits.organization)`, value)})`,
      region: (value) => sql<boolean>`region = ${value}`,
      month: (value) => sql<boolean>`to_char(visited_on, 'YYYY-MM') = ${value}`,
      officer: (value) => sql<boolean>`made_by = ${value}::uuid`,
      purpose: (value) => sql<boolean>`purpose = ${value}`,
      organization: (value) => sql<boolean>`organization in (${organizations.oneWith(value)})`,
      state: (value) => sql<boolean>`state = ${value}`,
      open: () => sql<boolean>`(exists (select from visit_items i where i.visit = visits.id and i.state = 'open')
        or exists (select from listings l where l.id = any(visits.demands) and l.state = any(${[...openDemandStates]}::text[])))`,
    },
    handlers: handlersOf({ organizations, listings }),
  });
}

type Item = {
  id: string;
  visit: string;
  sort: ItemSort;
  title: string;
  state: string;
  owner: string;
  due_on: string;
  outcome: string | null;
};
type Listed = { id: string; title: string; state: string };
async function relatedOf(
  kernel: Kernel,
  organizations: Organizations,
  rows: readonly VisitRow[],
  on: QueryExecutorProvider & Kysely<MarketTables>,
) {
  const ids = rows.map((row) => row.id);
  const { rows: items } = await sql<Item>`select id, visit, sort, title, state, owner, due_on, outcome from visit_items
    where visit = any(${ids}::uuid[]) order by state <> 'open', due_on, id`.execute(on);
  const { rows: demands } = await sql<Listed>`select id, title, state from listings
    where id = any(${rows.flatMap((row) => row.demands)}::uuid[])`.execute(on);
  return {
    today: kernel.dayOf(await now(on)),
    names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
    officers: await accountNames(on, [...rows.map((row) => row.made_by), ...items.map(({ owner }) => owner)]),
    items: Map.groupBy(items, ({ visit }) => visit),
    listings: new Map(demands.map((one) => [one.id, one])),
  };
}

type Of<I> = { tx: Tx; record: VisitRow; input: I; actor: Actor; day: string };
type Said = ReturnType<typeof VisitInput.parse>;
type Partly<T> = { [K in keyof T]?: T[K] | undefined };
const notAhead = (on: string, today: string): string => {
  if (on > today) throw wrongField('on', 'ahead', 'visits:refusals.ahead', { today });
  return on;
};
/** Numbers and addresses of persons are kept nowhere: who was met is a name or an office. */
const metOf = (met: string | null): { met: string | null } => ({ met: met === null ? null : masked(met) });

const handlersOf = ({ organizations, listings }: With) => ({
  create: async ({ tx, input, actor, day }: Omit<Of<Said>, 'record'>) => {
    const { id, region } = await ownerOf(tx, organizations, actor, input.organization, 'visits');
    return {
      organization: id,
      region,
      visited_on: notAhead(input.on ?? day, day),
      purpose: input.purpose,
      text: masked(input.text),
      made_by: accountOf(actor),
      reason: null,
      personal: metOf(input.met),
    };
  },
  /** A draft in the firm's name, which the officer goes on with on its page; its industry is the firm's. */
  raiseDemand: async ({ tx, record, input, actor }: Of<ReturnType<typeof DemandInput.parse>>) => {
    const { rows } = await sql<{ industry: string | null }>`select industry from organizations
      where id = ${record.organization}::uuid`.execute(tx);
    const { id: organization } = await ownerOf(tx, organizations, actor, record.organization, 'visits');
    const said = ListingInput.parse({
      ...input,
      sort: 'problem',
      organization,
      industry: rows[0]?.industry ?? null,
      price: 'none',
    });
    const { row } = await listings.act('create', { actor, input: said, within: tx });
    return { demands: [...record.demands, row.id] };
  },
  correct: ({
    record,
    input: { reason, on, met, text, purpose },
    day,
  }: Of<Partly<Omit<Said, 'on' | 'organization'> & { on: string }> & { reason: string }>) => ({
    visited_on: on === undefined ? record.visited_on : notAhead(on, day),
    purpose: purpose ?? record.purpose,
    text: text === undefined ? record.text : masked(text),
    reason,
    ...(met === undefined ? {} : { personal: metOf(met) }),
  }),
  eraseMet: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason, personal: { met: null } }),
  void: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
});
