// What a visit left to do: a question on policy or a task, on the desk of who has it until it is settled. A firm reads the questions of its own that were answered, nothing else.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, handsOf, hasRole } from '../../../platform/shared/actor.ts';
import { notFound, wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { accountNames, type Kernel, now, openKind, seenAsSql } from '../../../records/server/index.ts';
import type { Tell } from '../../../records/tells.ts';
import { masked } from '../../contacts.ts';
import { itemLife, type ItemSort, itemRecords } from '../../visit.ts';
import type { MarketTables } from '../tables.ts';
import type { VisitRow } from './service.ts';
import { namedOf, nobodys, officersSee, ownerFor } from './officers.ts';

type Tx = Transaction<MarketTables>;
type Row = Selectable<MarketTables['visit_items']>;
export type VisitItems = ReturnType<typeof openVisitItems>;

/** Whoever gets it is told, unless he gave it to himself; a firm is told the answer to its question. */
const tells: readonly Tell<keyof typeof itemLife.actions, Row>[] = [
  {
    after: ['create', 'pass', 'reopen'],
    to: ['named'],
    topic: 'tasks',
    words: 'visits:tells.given',
    params: (row) => ({ due: row.due_on }),
  },
  {
    after: 'settle',
    to: [{ organization: 'members' }],
    topic: 'tasks',
    words: 'visits:tells.answered',
    params: (row) => ({ outcome: row.outcome ?? '' }),
    when: (row) => row.sort === 'question',
  },
];

export function openVisitItems(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  const answered = (own: string) =>
    sql<boolean>`(organization in (${organizations.oneWith(own)}) and sort = 'question' and state = 'done')`;
  return openKind(kernel, db, {
    kind: itemRecords,
    table: 'visit_items',
    related: async (rows, on) => {
      const { rows: days } = await sql<{ id: string; on: string }>`select id, visited_on as on from visits
        where id = any(${rows.map((row) => row.visit)}::uuid[])`.execute(on);
      return {
        today: kernel.dayOf(await now(on)),
        days: new Map(days.map((one) => [one.id, one.on])),
        names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
        officers: await accountNames(
          on,
          rows.map((row) => row.owner),
        ),
      };
    },
    present: (row, _personal, actor, { related }) => ({
      visit: { id: row.visit, on: related?.days.get(row.visit) ?? row.due_on },
      organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
      region: row.region,
      sort: row.sort,
      title: row.title,
      owner: namedOf(related?.officers, row.owner, actor),
      dueOn: row.due_on,
      late: row.state === 'open' && row.due_on < (related?.today ?? ''),
      outcome: row.outcome,
      settledOn: row.settled_on,
      reason: row.reason,
    }),
    title: (row) => row.title,
    tells,
    concerns: (row) => ({
      region: row.region,
      organizations: row.sort === 'question' ? [row.organization] : [],
      accounts: [row.owner],
    }),
    visible: officersSee('visit_items', answered),
    parties: { districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null },
    filters: {
      visit: (value) => sql<boolean>`visit = ${value}::uuid`,
      organization: (value) => sql<boolean>`organization in (${organizations.oneWith(value)})`,
      sort: (value) => sql<boolean>`sort = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
      mine: (_value, actor) => sql<boolean>`owner = any(${[...handsOf(actor)]}::uuid[])`,
    },
    waits: [
      {
        states: ['open'],
        for: 'settle',
        words: 'visits:waits.settle',
        since: (row) => kernel.dayOf(row.created),
        due: (row) => row.due_on,
        region: (row) => row.region,
        mine: (actor) => sql<boolean>`owner = any(${[...handsOf(actor)]}::uuid[])`,
        whose: (actor, row) => handsOf(actor).includes(row.owner),
      },
    ],
    handlers,
  });
}

const notPast = (on: string, today: string): string => {
  if (on < today) throw wrongField('dueOn', 'past', 'visits:refusals.past', { today });
  return on;
};
type Of<I> = { tx: Tx; record: Row; input: I; actor: Actor; day: string };
type Making = { visit: string; sort: ItemSort; title: string; owner: string | null; dueOn: string };
const handlers = {
  create: async ({ tx, input, actor, day }: Omit<Of<Making>, 'record'>) => {
    // Whoever does not see the visit is told that there is none.
    const { rows } = await sql<Pick<VisitRow, 'organization' | 'region' | 'state'>>`select organization, region, state from visits
      where id = ${input.visit}::uuid and ${seenAsSql(officersSee('visits', nobodys)(actor))} for share`.execute(tx);
    const [visit] = rows;
    if (visit === undefined) throw notFound();
    if (visit.state !== 'logged') throw wrongField('visit', 'voided', 'visits:refusals.visit');
    const { organization, region } = visit;
    return {
      visit: input.visit,
      organization,
      region,
      sort: input.sort,
      title: masked(input.title),
      owner: await ownerFor(tx, { owner: input.owner, region, actor }),
      due_on: notPast(input.dueOn, day),
      outcome: null,
      settled_on: null,
      reason: null,
    };
  },
  settle: ({ input, day }: Of<{ outcome: string }>) => ({ outcome: masked(input.outcome), settled_on: day, reason: null }),
  pass: async ({ tx, record, input, actor, day }: Of<{ owner: string | null; dueOn: string; reason: string }>) => ({
    owner: await ownerFor(tx, { owner: input.owner, region: record.region, actor }),
    due_on: notPast(input.dueOn, day),
    reason: input.reason,
  }),
  reopen: ({ input, day }: Of<{ dueOn: string; reason: string }>) => ({
    due_on: notPast(input.dueOn, day),
    outcome: null,
    settled_on: null,
    reason: input.reason,
  }),
  drop: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason }),
};
