// Visits over HTTP: the records, what is at hand for the one-minute form, what visits led to, and the list as a sheet.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { accountNames, type Kernel, mountKind, now, seenAsSql } from '../../../records/server/index.ts';
import { type Counted, getVisitFigures, getVisiting, ledOf } from '../../visit.ts';
import type { MarketTables } from '../tables.ts';
import type { VisitItems } from './items.ts';
import { namedOf, nobodys, officersFor, officersSee } from './officers.ts';
import type { Visits } from './service.ts';
import { mountVisitsSheet } from './sheet.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  visits: Visits;
  visitItems: VisitItems;
  organizations: Organizations;
};
const firmsAtHand = 6;

export function mountVisits(app: FastifyInstance, { kernel, db, visits, visitItems, organizations }: With): void {
  mountKind(app, kernel, visits);
  mountKind(app, kernel, visitItems);
  mountVisitsSheet(app, kernel, visits);
  const today = async () => kernel.dayOf(await now(db));
  mount(app, getVisiting, async ({ query, actor }) => {
    const { rows } = await sql<{ organization: string }>`select organization from visits
      where made_by = ${actor.account}::uuid and state = 'logged' and ${seenBy(actor)} group by organization
      order by max(visited_on) desc, max(id::text) desc limit ${firmsAtHand}`.execute(db);
    const ids = await officersFor(db, query.region ?? actor.region);
    const known = await accountNames(db, ids);
    const firms = await organizations.names(rows.map(({ organization }) => organization));
    return {
      today: await today(),
      firms: rows.map(({ organization: id }) => ({ id, name: firms.get(id) ?? '' })),
      officers: ids.map((id) => namedOf(known, id, actor)),
    };
  });
  mount(app, getVisitFigures, async ({ query, actor }) => {
    const now = (await today()).slice(0, 7);
    const to = query.to ?? now;
    const from = query.from ?? monthsBefore(to, 11);
    if (from > to) throw wrongField('from', 'upsideDown', 'visits:refusals.span', { to });
    const where = [
      sql<boolean>`v.state = 'logged' and to_char(v.visited_on, 'YYYY-MM') between ${from} and ${to}`,
      ...(query.region === undefined ? [] : [sql<boolean>`v.region = ${query.region}`]),
      ...(query.officer === undefined ? [] : [sql<boolean>`v.made_by = ${query.officer}::uuid`]),
    ];
    const rows = await countedOf(db, actor, where, await today());
    const known = await accountNames(
      db,
      rows.map(({ made_by: id }) => id),
    );
    const by = <K>(key: (row: Row) => K) => [...Map.groupBy(rows, key)].map(([of, some]) => ({ of, ...ledOf(some) }));
    return {
      from,
      to,
      whole: ledOf(rows),
      months: by(({ month }) => month)
        .map(({ of: month, ...led }) => ({ month, ...led }))
        .toSorted((a, b) => (a.month < b.month ? 1 : -1)),
      regions: by(({ region }) => region)
        .map(({ of: region, ...led }) => ({ region, ...led }))
        .toSorted((a, b) => b.visits - a.visits),
      officers: by((row) => row.made_by)
        .map(({ of, ...led }) => ({ officer: namedOf(known, of, actor), ...led }))
        .toSorted((a, b) => b.visits - a.visits),
    };
  });
}

const monthsBefore = (month: string, many: number): string => {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - many;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
};

/** The same visits that the list shows him. */
const seenBy = (actor: Actor): RawBuilder<boolean> => seenAsSql(officersSee('visits', nobodys)(actor));

type Row = Counted & { month: string; region: string | null; made_by: string };
/** Each visit with what came of it until now. A demand that was drafted and given up led to nothing. */
async function countedOf(
  db: Kysely<MarketTables>,
  actor: Actor,
  where: readonly RawBuilder<boolean>[],
  today: string,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with v as (select id, state, visited_on, organization, region, made_by, demands from visits where ${seenBy(actor)})
    select v.organization, v.region, v.made_by, to_char(v.visited_on, 'YYYY-MM') as month,
      d.demands, d.published, d.agreed, i.questions, i.answered, i.tasks, i.done, i.late
    from v, lateral (select count(*)::int as demands, count(*) filter (where l.published_on is not null)::int as published,
        count(*) filter (where l.state = 'matched' or l.outcome = 'agreed')::int as agreed
        from listings l where l.id = any(v.demands) and l.state not in ('withdrawn', 'voided')) d,
      lateral (select count(*) filter (where sort = 'question')::int as questions,
        count(*) filter (where sort = 'question' and i.state = 'done')::int as answered,
        count(*) filter (where sort = 'task')::int as tasks, count(*) filter (where sort = 'task' and i.state = 'done')::int as done,
        count(*) filter (where i.state = 'open' and i.due_on < ${today}::date)::int as late
        from visit_items i where i.visit = v.id and i.state <> 'dropped') i
    where ${sql.join([...where], sql` and `)}`.execute(db);
  return rows;
}
