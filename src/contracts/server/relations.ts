// Relations between organizations as records: who records and reads them, what is refused, and what signals ask of them.
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { type Kernel, openKind, type Sight } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { relatedTwice, relationRecords } from '../relation.ts';
import type { Relation } from '../signals.ts';
import type { ContractTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<ContractTables>;
export type OrganizationRelations = ReturnType<typeof openRelations>;

export function openRelations(kernel: Kernel, db: Kysely<ContractTables>, organizations: Organizations) {
  /** One of the two at least is the actor's own, unless he looked it up by office. */
  async function mayDeclare(tx: Tx, actor: Actor, parties: readonly string[]): Promise<void> {
    if (hasRole(actor, 'registrar', 'bureauOfficer')) return;
    const own = actor.organization;
    const [mine] = own === null ? [] : [...(await organizations.survivors(tx, [own])).values()];
    if (own === null || !parties.some((id) => id === own || id === mine?.id)) throw notAllowed();
  }
  return openKind(kernel, db, {
    kind: relationRecords,
    table: 'organization_relations',
    related: (rows, on) =>
      organizations.names(
        rows.flatMap((row) => [row.first, row.second]),
        on,
      ),
    present: (row, _personal, _actor, { related: names }) => ({
      first: { id: row.first, name: names?.get(row.first) ?? '' },
      second: { id: row.second, name: names?.get(row.second) ?? '' },
      how: row.how,
      share: row.share,
      since: row.since,
      until: row.until,
      evidence: row.evidence,
    }),
    title: (row) => `#${row.id.slice(-6).toUpperCase()}`,
    visible: sightOf,
    parties: {},
    filters: {
      q: (value) => sql<boolean>`exists (select from organizations o where o.id in (first, second)
        and o.name ilike ${`%${value.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`})`,
      how: (value) => sql<boolean>`how = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
      organization: (value) => sql<boolean>`(first = ${value}::uuid or second = ${value}::uuid)`,
    },
    handlers: {
      create: async ({ tx, input, actor, day }) => {
        const { first, second, how, share, since, evidence } = input;
        if (first === second) throw wrongField('second', 'same', 'relations:refusals.same');
        await mayDeclare(tx, actor, [first, second]);
        for (const [field, id] of [
          ['first', first],
          ['second', second],
        ] as const)
          if (!(await organizations.isActive(tx, id))) throw wrongField(field, 'unknown', 'relations:refusals.unknown');
        checkShare(how, share);
        notFuture('since', since, day);
        await refuseTwice(tx, { first, second, how });
        return { first, second, how, share, since, until: null, evidence };
      },
      correct: ({ record, input: { reason: _reason, ...said }, day }) => {
        checkShare(record.how, said.share === undefined ? record.share : said.share);
        notFuture('since', said.since ?? null, day);
        const since = said.since === undefined ? record.since : said.since;
        if (since !== null && record.until !== null && since >= record.until)
          throw wrongField('since', 'order', 'relations:refusals.order', { on: record.until });
        return said;
      },
      end: ({ record, input, day }) => {
        notFuture('on', input.on, day);
        if (record.since !== null && input.on <= record.since)
          throw wrongField('on', 'order', 'relations:refusals.before', { on: record.since });
        return { until: input.on };
      },
    },
  });
}

/** Whoever reads signals reads all of them, an organization what is said of itself. */
function sightOf(actor: Actor): Sight {
  if (hasRole(actor, 'registrar', 'bureauOfficer', 'auditAdmin')) return 'all';
  const own = actor.organization;
  return own !== null && hasRole(actor, 'organizationAdmin', 'member')
    ? sql<boolean>`(first = ${own}::uuid or second = ${own}::uuid)`
    : 'none';
}

const checkShare = (how: Relation['how'], share: string | null): void => {
  if (how === 'ownership' && share === null) throw wrongField('share', 'required', 'relations:refusals.share');
  if (how === 'representative' && share !== null) throw wrongField('share', 'notHere', 'relations:refusals.noShare');
};
function notFuture(field: 'since' | 'on', on: string | null, today: string): void {
  if (on !== null && on > today) throw wrongField(field, 'inFuture', 'relations:refusals.inFuture', { on, today });
}

async function refuseTwice(tx: Tx, { first, second, how }: { first: string; second: string; how: Relation['how'] }) {
  const pair = [first, second].sort().join(' ');
  await oneAtATime(tx, 'relation', `${pair} ${how}`);
  const either = how === 'representative' ? sql`or (first = ${second}::uuid and second = ${first}::uuid)` : sql``;
  const { rows } = await sql<{ id: string }>`select id from organization_relations where state = 'standing' and how = ${how}
    and ((first = ${first}::uuid and second = ${second}::uuid) ${either}) limit 1`.execute(tx);
  if (rows[0]) throw relatedTwice({ id: rows[0].id });
}

/** What stood between a seller and a buyer on a day; both as they are today, with all that was merged into them. */
export async function relationsBetween(
  on: QueryExecutorProvider,
  { sameAs }: Pick<Organizations, 'sameAs'>,
  { seller, buyer, day }: { seller: string; buyer: string; day: string },
): Promise<Relation[]> {
  const stood = (
    first: string,
    second: string,
  ) => sql`select id, how, share::text as share, ${first}::text as first, ${second}::text as second
    from organization_relations where first in (${sameAs(first)}) and second in (${sameAs(second)}) and state <> 'voided'
      and coalesce(since, '-infinity') <= ${day}::date and coalesce(until, 'infinity') > ${day}::date`;
  const { rows } = await sql<{ how: Relation['how']; share: string | null; first: string; second: string }>`
    select * from (${stood(seller, buyer)} union all ${stood(buyer, seller)}) one order by id`.execute(on);
  return rows.map(({ how, share, first, second }) => ({ how, share, organizations: [first, second] }));
}
